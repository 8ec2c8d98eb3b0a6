/**
 * What examples/source/pix-payment.mjs has to end with, by the sandbox's own state. Imports nothing of
 * nodes/.
 */
import { outputOf } from '../lib/n8n-client.mjs';

const money = (/** @type {number} */ amount) => amount?.toFixed(2) ?? '';

/** @param {{ admin: AskAdmin, execution: any, name: (id: string) => string }} context */
export async function check({ admin, execution, name }) {
	const [row = {}] = outputOf(execution, name('result'));
	const { payments } = await admin('/state');
	const held = payments.requests.find((/** @type {{ id: string }} */ { id }) => id === row.id);
	const asked = (await admin('/requests')).findLast(
		(/** @type {{ method: string, path: string }} */ { method, path }) =>
			method === 'POST' && path === '/payments/requests',
	);
	const intents = (await admin('/events')).filter(
		(/** @type {{ event: string, paymentRequestId: string }} */ { event, paymentRequestId }) =>
			event === 'payment_intent/completed' && paymentRequestId === row.id,
	);
	const [{ link } = { link: '' }] = outputOf(execution, name('link'));
	const differences = [];
	if (!held) differences.push(`the sandbox has no payment request ${row.id}`);
	else if (held.status !== row.status)
		differences.push(`the status is ${row.status}, the sandbox says ${held.status}`);
	if (row.status !== 'COMPLETED') differences.push(`it ended as ${row.status}, not COMPLETED`);
	if (asked?.body.amount !== row.amount)
		differences.push(`the amount is ${row.amount}, asked for was ${asked?.body.amount}`);
	if (asked?.body.isSandbox !== true) differences.push('it was not a sandbox payment');
	for (const url of [link, row.paymentUrl]) {
		if (!url?.endsWith(`/pay/${row.id}`)) differences.push(`the link of the payer is ${url}`);
	}
	if (intents.length !== 1) differences.push(`the payer paid ${intents.length} times, not once`);
	return {
		table: {
			head: ['payment request', 'status', 'amount'],
			rows: [[`${row.id}`, `${row.status}`, money(row.amount)]],
		},
		summary: `The sandbox says ${held?.status}, paid ${intents.length} time(s).`,
		differences,
	};
}
