/**
 * What examples/missed-events-sweep.json has to leave in n8n's data table, computed from the
 * sandbox's own data. Imports nothing of nodes/.
 */
import { outputOf } from '../lib/n8n-client.mjs';
import { compare, expectedRows } from './connect-and-store-transactions.mjs';

const HOURS = 8;
/** Remove Duplicates has two outputs: what it keeps and what it discards. */
const KEPT = 0;

/** @param {{ client: any, admin: (path: string) => Promise<any>, execution: any, run: number }} context */
export async function check({ client, admin, execution, run }) {
	const since = Date.parse(execution.startedAt) - HOURS * 3_600_000;
	const latest = [];
	for (const { item_id: item } of await client.tableRows('pluggy_connections')) {
		const answer = await admin(`/items/${item}/transactions`);
		const rows = answer.results ?? answer;
		latest.push(...rows.filter(({ createdAt }) => Date.parse(createdAt) >= since));
	}
	const expected = expectedRows(latest, '0000-01-01', '9999-12-31');
	const differences = compare(await client.tableRows('pluggy_event_transactions'), expected);
	const added = outputOf(execution, 'Only New Ones', KEPT).length;
	const wanted = run === 1 ? expected.length : 0;
	if (added !== wanted) differences.push(`${added} rows are new instead of ${wanted}`);
	return {
		summary: `${added} new rows; Pluggy found ${expected.length} in the last ${HOURS} hours.`,
		differences,
	};
}
