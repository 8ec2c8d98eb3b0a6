/** How high n8n draws the text of a note: its font, its sizes and its wrapping, as measured in the editor. */
// Widths in thousandths of an em of InterVariable, the font of the editor of n8n 2.41, as Chromium draws lines of one
// letter: text (400) and bold (600) at 14 px, headings (600) at 24 px. The larger, the narrower it draws them.
import letters from './letters.json' with { type: 'json' };

/** A note's own text, headings by their depth, and the lines of lists. */
const TEXT = { size: 14, line: 18.9 };
const HEADINGS = [
	{ size: 36, line: 48.6 },
	{ size: 24, line: 32.4 },
	{ size: 16, line: 21.6 },
];
const LISTED = { size: 14, line: 18.2, indent: 20, between: 3.5 };
const BETWEEN = 8;
/** Its border and padding on both sides, and above. */
const SIDES = 26;
const ABOVE = 9;
/** Of the font that stands for code: nearly the same in all systems. */
const CODE_LETTER = 0.604;
const UNKNOWN_LETTER = 700;

/** @typedef {{ word: string, style: 'normal' | 'bold' | 'heading' | 'code' }} Piece */

/** Bold and code of a line, links by what is shown. @param {string} line @returns {Piece[]} */
const piecesOf = (line) =>
	line
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.split(/(\*\*.+?\*\*|`[^`]+`)/)
		.filter(Boolean)
		.map((part) => {
			if (part.startsWith('**')) return { word: part.slice(2, -2), style: 'bold' };
			if (part.startsWith('`')) return { word: part.slice(1, -1), style: 'code' };
			return { word: part, style: 'normal' };
		});

/** @param {Piece} piece @param {number} size */
function widthOf({ word, style }, size) {
	if (style === 'code') return word.length * CODE_LETTER * size;
	/** @type {Record<string, number>} */
	const widths = letters[style];
	return (
		[...word].reduce((sum, letter) => sum + (widths[letter] ?? UNKNOWN_LETTER), 0) * (size / 1000)
	);
}

/** Widths are added up in thousandths of an em, browsers go by what is drawn: a little less room than there is. */
const CAREFUL = 3;

/** How many lines a line of text takes. @param {Piece[]} pieces @param {number} size @param {number} room */
function linesOf(pieces, size, room) {
	// What is between two spaces stays together, also where its style changes.
	const words = [{ space: 0, width: 0 }];
	for (const { word, style } of pieces) {
		for (const part of word.split(/( )|(?<=[\p{L}]-)(?=\p{L})/u)) {
			if (part === undefined) words.push({ space: 0, width: 0 });
			else if (part === ' ') words.push({ space: widthOf({ word: part, style }, size), width: 0 });
			else words[words.length - 1].width += widthOf({ word: part, style }, size);
		}
	}
	let lines = 1;
	let used = 0;
	for (const { space, width } of words) {
		const together = used + (used > 0 ? space : 0) + width;
		const fits = together <= room - CAREFUL;
		if (!fits && used > 0) lines += 1;
		used = fits ? together : width;
	}
	return lines;
}

/** @typedef {{ kind: 'heading' | 'list' | 'text', lines: string[] }} Block */

const LIST = /^(?:[-*]|\d+\.) /;

/** @param {string} line @returns {Block['kind']} */
const kindOf = (line) => (line.startsWith('#') ? 'heading' : LIST.test(line) ? 'list' : 'text');

/** Markdown as n8n reads it: a line stays a line. @param {string} text */
function blocksOf(text) {
	/** @type {Block[]} */
	const blocks = [];
	let isNew = true;
	for (const line of text.split('\n')) {
		if (line.trim() === '') {
			isNew = true;
			continue;
		}
		const kind = kindOf(line);
		const last = blocks.at(-1);
		if (!isNew && last && last.kind === kind && kind !== 'heading') last.lines.push(line);
		else blocks.push({ kind, lines: [line] });
		isNew = false;
	}
	return blocks;
}

/** @param {Block} block @param {number} room */
function blockHeight({ kind, lines }, room) {
	if (kind === 'heading') {
		const [, marks, title] = /^(#+) (.*)$/.exec(lines[0]) ?? ['', '##', lines[0]];
		const { size, line } = HEADINGS[Math.min(marks.length, HEADINGS.length) - 1];
		return line * linesOf([{ word: title, style: 'heading' }], size, room);
	}
	const isList = kind === 'list';
	const { size, line } = isList ? LISTED : TEXT;
	const left = isList ? room - LISTED.indent : room;
	const heights = lines.map((text) => line * linesOf(piecesOf(text.replace(LIST, '')), size, left));
	const gaps = isList ? LISTED.between * (lines.length - 1) : 0;
	return heights.reduce((sum, height) => sum + height, gaps);
}

/** From the upper edge of a note to the end of its text. @param {string} text @param {number} width of the note */
export function textHeight(text, width) {
	const heights = blocksOf(text).map((block) => blockHeight(block, width - SIDES));
	return heights.reduce((sum, height) => sum + height, ABOVE + BETWEEN * (heights.length - 1));
}
