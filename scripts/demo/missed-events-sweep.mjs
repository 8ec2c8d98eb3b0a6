/**
 * What examples/source/missed-events-sweep.mjs has to leave in n8n's data table, computed from the
 * sandbox's own data: a connection of yesterday, whose sync of today nobody was told of. Imports
 * nothing of nodes/.
 */
import { outputOf } from '../lib/n8n-client.mjs';
import { pluggyClient } from '../lib/pluggy-client.mjs';
import { compare, expectedRows } from '../lib/transaction-rows.mjs';

const HOURS = 8;
const TABLES = { connections: 'pluggy_connections', transactions: 'pluggy_event_transactions' };
/** Remove Duplicates has two outputs: what it keeps and what it discards. */
const KEPT = 0;

/** The connection of yesterday. */
let item = '';
/** @type {Sandbox} */
let pluggy;

/** The day before the demo. @param {{ sandbox: Sandbox }} given */
export async function yesterday({ sandbox }) {
	pluggy = sandbox;
	const parameters = { user: 'user-ok-perf', password: 'password-ok' };
	item = (await pluggyClient(sandbox).connect({ connectorId: 0, parameters })).id;
}

/** @param {{ client: N8nClient }} given */
export async function prepare({ client }) {
	for (const table of Object.values(TABLES)) await client.clearTable(table);
	await client.insertRows(TABLES.connections, [{ client_user_id: 'ana', item_id: item }]);
}

/** @param {{ client: any, admin: AskAdmin, execution: any, run: number, name: (id: string) => string }} context */
export async function check({ client, admin, execution, run, name }) {
	const since = Date.parse(execution.startedAt) - HOURS * 3_600_000;
	const rows = await admin(`/items/${item}/transactions`);
	const latest = rows.filter(
		(/** @type {{ createdAt: string }} */ { createdAt }) => Date.parse(createdAt) >= since,
	);
	const expected = await expectedRows(pluggy, latest);
	const differences = compare(await client.tableRows(TABLES.transactions), expected);
	if (expected.length === 0) differences.push('the sandbox had nothing new to find');
	if (expected.length === rows.length) differences.push('all of it was new: no sweep was needed');
	const added = outputOf(execution, name('fresh'), KEPT).length;
	const wanted = run === 1 ? expected.length : 0;
	if (added !== wanted) differences.push(`${added} rows are new instead of ${wanted}`);
	return {
		summary: `${added} new rows; of ${rows.length} Pluggy found ${expected.length} in the last ${HOURS} hours.`,
		differences,
	};
}
