/**
 * What examples/source/smart-transfer.mjs has to end with, by the sandbox's own state. Imports nothing
 * of nodes/.
 */
import { outputOf } from '../lib/n8n-client.mjs';

const money = (/** @type {number} */ amount) => amount?.toFixed(2) ?? '';

/** @param {{ admin: AskAdmin, execution: any, name: (id: string) => string }} context */
export async function check({ admin, execution, name }) {
	const [row = {}] = outputOf(execution, name('result'));
	const { payments } = await admin('/state');
	const held = payments.preauthorizations.find(
		(/** @type {{ id: string }} */ { id }) => id === row.preauthorizationId,
	);
	const asked = (await admin('/requests')).filter(
		(/** @type {{ method: string, path: string }} */ { method, path }) =>
			method === 'POST' && path === '/smart-transfers/payments',
	);
	const mine = asked.filter(
		(/** @type {{ body: any }} */ { body }) => body.preauthorizationId === row.preauthorizationId,
	);
	const ended = (await admin('/events')).filter(
		(/** @type {{ smartTransferPaymentId: any }} */ { smartTransferPaymentId }) =>
			smartTransferPaymentId === row.id,
	);
	const [{ link } = { link: '' }] = outputOf(execution, name('link'));
	const differences = [];
	if (row.status !== 'PAYMENT_COMPLETED')
		differences.push(`it ended as ${row.status}, not PAYMENT_COMPLETED`);
	if (ended.length !== 1 || ended[0].status !== row.status) {
		const said =
			ended.map((/** @type {{ status: string }} */ { status }) => status).join(', ') || 'nothing';
		differences.push(`the status is ${row.status}, the sandbox says ${said}`);
	}
	if (!link?.endsWith(`/consent/${row.preauthorizationId}`))
		differences.push(`the link of the owner is ${link}`);
	if (held?.status !== 'COMPLETED')
		differences.push(`the preauthorization is ${held?.status} at the sandbox`);
	if (mine.length !== 1 || mine[0].body.amount !== row.amount) {
		const amounts =
			mine.map((/** @type {{ body: any }} */ { body }) => body.amount).join(', ') || 'nothing';
		differences.push(`the amount is ${row.amount}, asked for was ${amounts}`);
	}
	return {
		table: {
			head: ['transfer', 'status', 'amount'],
			rows: [[`${row.id}`, `${row.status}`, money(row.amount)]],
		},
		summary: `The preauthorization is ${held?.status} at the sandbox, the transfer ${ended[0]?.status}.`,
		differences,
	};
}
