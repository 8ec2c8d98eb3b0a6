/** What examples/source/last-30-days.mjs has to show: every row of the sandbox of these days, newest first. */
import { addDays, dayOf } from '../lib/days.mjs';
import { atHome, compareTexts, readHome } from '../lib/home.mjs';
import { outputOf } from '../lib/n8n-client.mjs';

/** @type {Row[]} */
let rows = [];

/** @param {Stack} stack */
export async function prepare(stack) {
	rows = (await readHome(stack.sandbox, await atHome(stack))).rows;
}

const line = (/** @type {Row} */ row) =>
	[row.date, row.id, row.account ?? row.accountName, row.amount, row.description].join(' · ');

/** @param {{ execution: any, name: (id: string) => string }} context */
export async function check({ execution, name }) {
	const from = addDays(dayOf(execution.startedAt), -30);
	const wanted = rows.filter(({ date }) => date >= from);
	const found = outputOf(execution, name('sorted'));
	const differences = compareTexts('rows', found.map(line), wanted.map(line));
	const days = found.map(({ date }) => date);
	if (days.join() !== [...days].sort().reverse().join()) differences.push('not the newest first');
	if (wanted.length === 0) differences.push('the sandbox holds no transaction of these days');
	const unnamed = found.filter((row) => row.categoryId && !row.categoryTranslated).length;
	if (unnamed > 0) differences.push(`${unnamed} rows without a category in Portuguese`);
	return {
		summary: `${found.length} rows shown, ${wanted.length} expected (from ${from}).`,
		differences,
	};
}
