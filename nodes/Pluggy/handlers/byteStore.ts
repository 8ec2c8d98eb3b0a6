/** A file that grows in memory. */

/**
 * Pieces of a file as bytes in few large blocks, to be put together in another order: a hundred
 * thousand small buffers would take more memory than what they hold.
 */
export interface ByteStore {
	/** Takes a piece up; its number is how many came before. */
	add(text: string): void;
	/** How many bytes all pieces have together. */
	readonly size: number;
	/** Copies a piece into a buffer; returns where the next one goes. */
	copy(piece: number, target: Buffer, place: number): number;
}

const BLOCK = 1024 * 1024;
/** The most bytes that a character of a text takes. */
const WIDEST = 3;

export function byteStore(charset: 'latin1' | 'utf8'): ByteStore {
	const blocks: Buffer[] = [];
	/** By piece: its block, and where it begins and ends there. */
	const blockOf: number[] = [];
	const starts: number[] = [];
	const ends: number[] = [];
	let used = 0;
	let size = 0;
	return {
		add(text) {
			const most = text.length * WIDEST;
			let block = blocks[blocks.length - 1];
			if (block === undefined || block.length - used < most) {
				block = Buffer.allocUnsafe(Math.max(BLOCK, most));
				blocks.push(block);
				used = 0;
			}
			const written = block.write(text, used, charset);
			blockOf.push(blocks.length - 1);
			starts.push(used);
			ends.push(used + written);
			used += written;
			size += written;
		},
		get size() {
			return size;
		},
		copy: (piece, target, place) =>
			place + blocks[blockOf[piece]].copy(target, place, starts[piece], ends[piece]),
	};
}
