/** Where the nodes and notes of an example stand on n8n's canvas. */

/** n8n's own grid is 16; a node is 96 wide and high, with its name below. */
const NODE = 96;
const COLUMN = 224;
const ROW = 288;
/** What a note that holds nodes leaves around them, its own text aside. */
const ASIDE = 48;
const BELOW = 80;
const GAP = 32;

/** Of n8n's text in a note: measured in the editor, and rounded up. */
const LETTER = 7.2;
const LINE = 20;
const HEADING = { letter: 11, line: 36 };
const PARAGRAPH = 12;
const PADDING = 32;

const upTo16 = (/** @type {number} */ value) => Math.ceil(value / 16) * 16;

/** The place of each node: its column and row in `rows`. @param {Array<Array<string | null>>} rows */
export function placesOf(rows) {
	return new Map(
		rows.flatMap((row, y) =>
			row.flatMap((id, x) =>
				id === null ? [] : [/** @type {[string, number[]]} */ ([id, [x * COLUMN, y * ROW]])],
			),
		),
	);
}

/** How high a note has to be for its text. @param {string} text @param {number} width */
export function heightOf(text, width) {
	const blocks = text.split('\n').filter((line) => line.trim() !== '');
	const heights = blocks.map((block) => {
		const isHeading = block.startsWith('#');
		const { letter, line } = isHeading ? HEADING : { letter: LETTER, line: LINE };
		const shown = block.replace(/\*\*|^#+ |`|\]\([^)]*\)/g, '');
		const isListed = /^(?:[-*]|\d+\.) /.test(block);
		const room = width - PADDING - (isListed ? 24 : 0);
		return Math.ceil((shown.length * letter) / room) * line + (isListed ? 4 : PARAGRAPH);
	});
	return upTo16(heights.reduce((sum, height) => sum + height, 0) + PADDING);
}

/** The corners of some nodes. @param {number[][]} places */
function boxOf(places) {
	const [xs, ys] = [0, 1].map((axis) => places.map((place) => place[axis]));
	return {
		...{ left: Math.min(...xs), top: Math.min(...ys) },
		...{ right: Math.max(...xs) + NODE, bottom: Math.max(...ys) + NODE },
	};
}

/**
 * A note around some nodes, its text above them.
 * @param {string} text
 * @param {number[][]} places
 */
export function around(text, places) {
	const box = boxOf(places);
	const width = upTo16(box.right - box.left + 2 * ASIDE);
	const textHeight = heightOf(text, width);
	return {
		position: [box.left - ASIDE, box.top - textHeight],
		...{ width, height: upTo16(textHeight + box.bottom - box.top + BELOW) },
	};
}

/**
 * The note that stands above everything.
 * @param {string} text
 * @param {Array<{ position: number[], width: number }>} others notes
 * @param {number[][]} places
 */
export function above(text, others, places) {
	const box = boxOf(places);
	const top = Math.min(box.top - 16, ...others.map(({ position }) => position[1]));
	const left = Math.min(box.left - ASIDE, ...others.map(({ position }) => position[0]));
	const right = Math.max(
		box.right + ASIDE,
		...others.map(({ position, width }) => position[0] + width),
	);
	// Lines longer than this are hard to read, and one narrower than this is all breaks.
	const width = upTo16(Math.min(Math.max(right - left, 480), 960));
	const height = heightOf(text, width);
	return { position: [left, top - GAP - height], width, height };
}
