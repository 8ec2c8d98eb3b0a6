/** Where the nodes and notes of an example stand on n8n's canvas. */
import { textHeight } from './note.mjs';

/** n8n's own grid is 16; a node is 96 wide and high, and its name below it up to 192 wide. */
const NODE = 96;
const COLUMN = 208;
const ROW = 272;
/** What a note that holds nodes leaves around them: room for their names. */
const ASIDE = 48;
const BELOW = 80;
const GAP = 32;
/** Below a text: to the end of its note, or to the nodes that the note holds. */
const MARGIN = { end: 12, nodes: 24 };
/** A line much longer is hard to read, one much shorter is all breaks. */
const TEXT_WIDTH = { least: 560, most: 960 };
/** The canvas of a window: n8n opens a workflow so that all of it is seen. */
const WIDE = 1.6;

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
	const above = upTo16(textHeight(text, width) + MARGIN.nodes);
	return {
		position: [box.left - ASIDE, box.top - above],
		...{ width, height: upTo16(above + box.bottom - box.top + BELOW) },
	};
}

/**
 * The note that stands above everything: as narrow as it can be without making all of it smaller on the screen.
 * @param {string} text
 * @param {Array<{ position: number[], width: number, height: number }>} others notes
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
	const bottom = Math.max(
		box.bottom + BELOW,
		...others.map(({ position, height }) => position[1] + height),
	);
	const heightAt = (/** @type {number} */ width) => upTo16(textHeight(text, width) + MARGIN.end);
	const most = upTo16(Math.min(Math.max(right - left, TEXT_WIDTH.least), TEXT_WIDTH.most));
	let width = TEXT_WIDTH.least;
	const isTooHigh = () => (bottom - top + GAP + heightAt(width)) * WIDE > right - left;
	while (width < most && isTooHigh()) width += 16;
	const height = heightAt(width);
	return { position: [left, top - GAP - height], width, height };
}
