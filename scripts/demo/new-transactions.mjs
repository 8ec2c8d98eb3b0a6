/**
 * Lets days pass for examples/source/new-transactions.mjs, until the bank has shown new transactions,
 * settled some and taken one back, and says from the sandbox's own data what the data table then
 * has to hold. Imports nothing of nodes/.
 */
import { pluggyClient } from '../lib/pluggy-client.mjs';
import { compare, expectedRows } from '../lib/transaction-rows.mjs';

const TABLE = 'pluggy_event_transactions';
const DAY_SECONDS = 86_400;
const MOST_DAYS = 40;

/**
 * The first sync brings a year: that is what connect-and-store-transactions is for. Connections of other examples
 * would have events every day, too.
 * @param {{ client: N8nClient, sandbox: Sandbox }} given
 */
export async function prepare({ client, sandbox }) {
	await client.clearTable(TABLE);
	const pluggy = pluggyClient(sandbox);
	for (const id of sandbox.store.items.keys()) await pluggy.call('DELETE', `/items/${id}`);
	const parameters = { user: 'user-ok', password: 'password-ok' };
	await pluggy.connect({ connectorId: 0, parameters });
}

/**
 * @param {{ sandbox: Sandbox, settled: () => Promise<void> }} given
 * @returns what the events told of, once the last day is over
 */
export async function cause({ sandbox, settled }) {
	const { admin, store } = sandbox;
	const since = admin.state().now;
	const before = new Set(admin.events().map(({ eventId }) => eventId));
	const told = (/** @type {string} */ name) =>
		admin.events().filter(({ event, eventId }) => event === name && !before.has(eventId));
	const idsOf = (/** @type {string} */ name) =>
		new Set(told(name).flatMap(({ transactionIds }) => transactionIds));
	const rowsNow = () => [...store.items.keys()].flatMap((item) => admin.transactions(item));
	/** Rows that were new once: only of these the table can lose one. */
	const created = new Set();
	const takenBack = () => [...idsOf('transactions/deleted')].filter((id) => created.has(id));
	let days = 0;
	do {
		days += 1;
		if (days > MOST_DAYS) throw new Error(`In ${MOST_DAYS} days the bank took nothing back.`);
		admin.advance(DAY_SECONDS);
		await settled();
		for (const { id, createdAt } of rowsNow()) if (createdAt > since) created.add(id);
	} while (takenBack().length === 0 || idsOf('transactions/updated').size === 0);
	const changed = idsOf('transactions/updated');
	const rows = rowsNow().filter((row) => row.createdAt > since || changed.has(row.id));
	const expected = await expectedRows(sandbox, rows);
	return { days, expected, changed: changed.size, takenBack: takenBack().length };
}

/** @param {{ client: any, caused: any, deliveries: any[] }} context */
export async function check({ client, caused, deliveries }) {
	const { days, expected, changed, takenBack } = caused;
	const stored = await client.tableRows(TABLE);
	const differences = compare(stored, expected);
	if (expected.length === 0) differences.push('the sandbox told of no transaction');
	return {
		summary:
			`${deliveries.length} events in ${days} days: ${stored.length} rows stored, ` +
			`${expected.length} expected; ${changed} changed, ${takenBack} taken back.`,
		differences,
	};
}
