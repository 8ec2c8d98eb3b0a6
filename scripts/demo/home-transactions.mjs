/**
 * Lets days pass for examples/source/home-transactions.mjs, polls after each, and says from the sandbox's own
 * data what the data table and the messages then have to be. Imports nothing of nodes/.
 */
import { atHome, reais } from '../lib/home.mjs';
import { outputOf } from '../lib/n8n-client.mjs';
import { compare, expectedRows } from '../lib/transaction-rows.mjs';

const TABLE = 'pluggy_home_transactions';
const DAY_SECONDS = 86_400;
const DAYS = 12;
const ABOVE = 500;

/** The connections of somebody at home. @type {string[]} */
let items = [];

/** @param {Stack} stack */
export async function prepare(stack) {
	await stack.client.clearTable(TABLE);
	items = await atHome(stack);
}

/** @param {{ sandbox: Sandbox, settled: () => Promise<void> }} given */
export async function cause({ sandbox, settled }) {
	const { admin } = sandbox;
	const rowsNow = () => items.flatMap((item) => admin.transactions(item));
	const since = admin.state().now;
	/** As each was when it was found: rows that change or are taken back are no new ones. */
	const found = new Map();
	for (let day = 0; day < DAYS; day++) {
		admin.advance(DAY_SECONDS);
		for (const row of rowsNow()) {
			if (row.createdAt > since && !found.has(row.id)) found.set(row.id, { ...row });
		}
		await settled();
	}
	const rows = [...found.values()];
	return { rows, expected: await expectedRows(sandbox, rows) };
}

/** @param {{ client: any, caused: any, executions: any[], name: (id: string) => string }} context */
export async function check({ client, caused, executions, name }) {
	const { rows } = caused;
	const stored = await client.tableRows(TABLE);
	const differences = compare(stored, caused.expected);
	const outputs = executions.flatMap((execution) => outputOf(execution, name('message')));
	const messages = outputs.map(({ transaction_id: id }) => id).sort();
	const wanted = rows
		.filter((/** @type {Row} */ { amount }) => Math.abs(amount) > ABOVE)
		.map((/** @type {Row} */ { id }) => id)
		.sort();
	if (wanted.length === 0) differences.push('no transaction was above the amount');
	if (messages.join() !== wanted.join()) {
		differences.push(`${messages.length} messages instead of ${wanted.length}`);
	}
	for (const { transaction_id: id, message } of outputs) {
		const row = caused.expected.find((/** @type {Row} */ one) => one.transaction_id === id);
		const [year, month, date] = row?.date.split('-') ?? [];
		const start = `${date}/${month}/${year}: ${row?.description}, `;
		const end = reais(Math.abs(row?.amount));
		if (!message.startsWith(start) || !message.endsWith(end))
			differences.push(`the message of ${id} is "${message}"`);
	}
	return {
		summary: `${stored.length} rows stored in ${DAYS} days, ${rows.length} expected; ${messages.length} messages of ${wanted.length}.`,
		differences,
	};
}
