/**
 * What examples/source/daily-sheet.mjs has to store: the sandbox's rows of the last 45 days, each once, and
 * as void what was pending and is there no more. The sheet itself is switched off: not compared.
 */
import { addDays, dayOf } from '../lib/days.mjs';
import { atHome, compareTexts, readHome, setFields } from '../lib/home.mjs';
import { outputOf } from '../lib/n8n-client.mjs';

const TABLE = 'pluggy_statement';
const DAYS = 45;
/** Pending rows that the bank has written anew since, by how many days ago they were: one was on the open bill of a card. */
const REWRITTEN = { 'rewritten-by-the-bank': 1, 'rewritten-on-the-bill': 40 };

/** @type {Row[]} */
let rows = [];

/** n8n writes its tables slowly: that nothing is stored twice is shown by a second run of fewer days. @type {(from: string) => Promise<void>} */
let readFrom = async () => {};
const DAYS_AGAIN = 7;

/** @param {Stack & { workflowId: string, name: (id: string) => string }} given */
export async function prepare({ workflowId, name, ...stack }) {
	const { client, sandbox } = stack;
	readFrom = (from) => setFields(client, workflowId, name('settings'), { from });
	rows = (await readHome(sandbox, await atHome(stack))).rows;
	await client.clearTable(TABLE);
	const today = dayOf(Date.now());
	const old = { description: 'OLD', amount: -10, status: 'PENDING', seen: 'an earlier run' };
	await client.insertRows(TABLE, [
		...Object.entries(REWRITTEN).map(([id, ago]) => ({
			...old,
			transaction_id: id,
			date: addDays(today, -ago),
		})),
		{ ...old, transaction_id: 'final', date: addDays(today, -1), status: 'POSTED' },
		{ ...old, transaction_id: 'before', date: addDays(today, -DAYS - 1) },
	]);
}

const line = (/** @type {Row} */ row) =>
	[
		row.transaction_id ?? row.id,
		row.date,
		row.description,
		row.amount,
		row.category,
		row.account,
		row.status,
	].join(' · ');

/** @param {{ client: N8nClient, execution: any, run: number, name: (id: string) => string }} context */
export async function check({ client, execution, run, name }) {
	const today = dayOf(execution.startedAt);
	const from = addDays(today, -DAYS);
	const wanted = rows.filter(({ date }) => date >= from);
	const stored = await client.tableRows(TABLE);
	const old = { description: 'OLD', category: null, account: null };
	const expected = [
		...wanted,
		...Object.entries(REWRITTEN).map(([id, ago]) => ({
			...old,
			...{ id, date: addDays(today, -ago), amount: 0, status: 'VOID' },
		})),
		{ ...old, id: 'final', date: addDays(today, -1), amount: -10, status: 'POSTED' },
		{ ...old, id: 'before', date: addDays(today, -DAYS - 1), amount: -10, status: 'PENDING' },
	];
	const differences = compareTexts('rows of the table', stored.map(line), expected.map(line));
	if (wanted.length === 0) differences.push('the sandbox holds no transaction of these days');
	if (
		stored.some(
			({ amount, bank, seen }) =>
				typeof amount !== 'number' || (seen !== 'an earlier run' && !bank),
		)
	)
		differences.push('a row without a number or without its bank');
	const sheet = outputOf(execution, name('sheet'));
	const ids = new Set(sheet.map(({ transaction_id: id }) => id));
	const read = run === 1 ? wanted : rows.filter(({ date }) => date >= addDays(today, -DAYS_AGAIN));
	await readFrom(addDays(today, -DAYS_AGAIN));
	if (ids.size < read.length) differences.push(`only ${ids.size} rows came to the sheet`);
	return {
		summary: `${stored.length} rows stored, ${expected.length} expected (from ${from}; 4 were there before); ${ids.size} came to Google Sheets, which is switched off: not compared.`,
		differences,
	};
}
