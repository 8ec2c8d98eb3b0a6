/** Plain text tables. @param {string} text */

const isNumber = (text) => /^-?[\d.,]+$/.test(text);

/**
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function textTable(head, rows) {
	const cells = rows.map((row) => row.map(String));
	const widths = head.map((title, i) =>
		Math.max(title.length, ...cells.map((row) => row[i].length)),
	);
	const line = (/** @type {Row} */ row) =>
		row
			.map((/** @type {string} */ cell, /** @type {number} */ i) =>
				isNumber(cell) ? cell.padStart(widths[i]) : cell.padEnd(widths[i]),
			)
			.join('  ')
			.trimEnd();
	return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join(
		'\n',
	);
}
