/**
 * What examples/source/connect-and-store-transactions.mjs has to leave in n8n's data tables, by what the sandbox
 * holds. Imports nothing of nodes/.
 */
import { addDays, dayOf } from '../lib/days.mjs';
import { accountsTable, compare, expectedRows } from '../lib/transaction-rows.mjs';

const DAYS = 30;
const TABLES = { connections: 'pluggy_connections', transactions: 'pluggy_transactions' };

/** @type {Sandbox} */
let sandbox;

/** Another example may have left rows. @param {{ client: N8nClient, sandbox: Sandbox }} given */
export async function prepare({ client, sandbox: given }) {
	sandbox = given;
	for (const table of Object.values(TABLES)) await client.clearTable(table);
}

/** @param {{ client: any, admin: AskAdmin, execution: any }} context */
export async function check({ client, admin, execution }) {
	const connections = await client.tableRows(TABLES.connections);
	if (connections.length !== 1) {
		return { differences: [`${TABLES.connections} has ${connections.length} rows instead of 1`] };
	}
	const today = dayOf(execution.startedAt);
	const from = addDays(today, -DAYS);
	const all = await admin(`/items/${connections[0].item_id}/transactions`);
	const expected = (await expectedRows(sandbox, all)).filter(
		({ date }) => date >= from && date <= today,
	);
	const stored = await client.tableRows(TABLES.transactions);
	const differences = compare(stored, expected);
	if (expected.length === 0) differences.push('the sandbox holds no transaction in this period');
	return {
		table: accountsTable(stored),
		summary: `${stored.length} rows stored, ${expected.length} expected (${from} to ${today}).`,
		differences,
	};
}
