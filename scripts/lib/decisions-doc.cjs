'use strict';

/** The days and the index of docs/decisions.md. A pure function, so that a test can compare. */

const INDEX = /(<!-- index: [^\n]*-->\n)[^]*?(<!-- \/index -->)/;
const ENTRY = /^- (?:(\d{4}-\d\d-\d\d) )?(.*)$/;

/** What an entry begins with in bold, else its first words. @param {string} text */
const titleOf = (text) =>
	(/^\*\*(.+?)\*\*/.exec(text)?.[1] ?? text.split(/[;:.(]/)[0]).replace(/\.$/, '').trim();

/** The address of a heading within its page. @param {string} heading */
const anchorOf = (heading) => heading.toLowerCase().replaceAll(' ', '-');

/**
 * Entries without a day get today's, and the index is written anew.
 * @param {string} page
 * @param {string} today yyyy-mm-dd
 */
exports.renderDecisions = (page, today) => {
	if (!INDEX.test(page)) throw new Error('docs/decisions.md has no place for its index');
	/** @type {string[]} */
	const index = [];
	const lines = page.split('\n').map((line) => {
		if (line.startsWith('## ')) {
			const heading = line.slice(3);
			index.push(`- [${heading}](#${anchorOf(heading)})`);
		}
		const [, day, text] = (index.length > 0 && ENTRY.exec(line)) || [];
		if (text === undefined) return line;
		index.push(`  - ${titleOf(text)}`);
		return day ? line : `- ${today} ${text}`;
	});
	return lines
		.join('\n')
		.replace(INDEX, (_, start, end) => [start, '\n', index.join('\n'), '\n\n', end].join(''));
};
