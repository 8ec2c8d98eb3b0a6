/**
 * What examples/source/boleto.mjs has to end with, by the sandbox's own state. Imports nothing of
 * nodes/.
 */
import { outputOf } from '../lib/n8n-client.mjs';

const money = (/** @type {number} */ amount) => amount?.toFixed(2) ?? '';

/** @param {{ admin: AskAdmin, execution: any, name: (id: string) => string }} context */
export async function check({ admin, execution, name }) {
	const [row = {}] = outputOf(execution, name('result'));
	const { payments } = await admin('/state');
	const held = payments.boletos.find((/** @type {{ id: string }} */ { id }) => id === row.id);
	const asked = (await admin('/requests')).findLast(
		(/** @type {{ method: string, path: string }} */ { method, path }) =>
			method === 'POST' && path === '/boletos',
	);
	const differences = [];
	if (!held) differences.push(`the sandbox has no boleto ${row.id}`);
	else if (held.status !== row.status)
		differences.push(`the status is ${row.status}, the sandbox says ${held.status}`);
	if (row.status !== 'PAID') differences.push(`it ended as ${row.status}, not PAID`);
	const amount = asked?.body.boleto.amount;
	if (row.amount !== amount)
		differences.push(`the amount is ${row.amount}, asked for was ${amount}`);
	if (row.amountPaid !== amount)
		differences.push(`${row.amountPaid} was paid instead of ${amount}, and it was not late`);
	if (!/^\d{47}$/.test(row.digitableLine))
		differences.push(`the digitable line is ${row.digitableLine}`);
	return {
		table: {
			head: ['boleto', 'status', 'amount', 'paid'],
			rows: [[`${row.id}`, `${row.status}`, ...[row.amount, row.amountPaid].map(money)]],
		},
		summary: `The sandbox says ${held?.status}.`,
		differences,
	};
}
