/** Lists in parts of a size. */

/** The parts of a list, each with at most so many entries, in their order. */
export function blocksOf<T>(list: readonly T[], size: number): T[][] {
	const blocks: T[][] = [];
	for (let start = 0; start < list.length; start += size) {
		blocks.push(list.slice(start, start + size));
	}
	return blocks;
}
