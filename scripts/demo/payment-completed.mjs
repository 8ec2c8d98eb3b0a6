/**
 * Has payments made for examples/source/payment-completed.mjs, of which some fail, and looks at the
 * sandbox's own list afterwards. Imports nothing of nodes/.
 */
import { pluggyClient } from '../lib/pluggy-client.mjs';
import { until } from '../lib/until.mjs';

/** The sandbox's payers pay, but for the cents ,51: SALDO_INSUFICIENTE. */
const AMOUNTS = [120, 35.5, 80.51];
const FIELDS = ['id', 'clientPaymentId', 'amount', 'description', 'status'];
const reais = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });

/** @param {{ sandbox: Sandbox, settled: () => Promise<void> }} given @returns the payments asked for */
export async function cause({ sandbox, settled }) {
	const { call } = pluggyClient(sandbox);
	const recipient = await call('POST', '/payments/recipients', { pixKey: 'loja@example.com' });
	/** @type {Array<Row & { id: string }>} */
	const asked = [];
	for (const [number, amount] of AMOUNTS.entries()) {
		const body = {
			recipientId: recipient.id,
			amount,
			description: `Order ${number + 1}`,
			clientPaymentId: `order-${number + 1}`,
			isSandbox: true,
		};
		asked.push({ ...body, id: (await call('POST', '/payments/requests', body)).id });
	}
	const isOver = (/** @type {Row} */ { status }) => ['COMPLETED', 'ERROR'].includes(status);
	const ended = () =>
		sandbox.admin
			.state()
			.payments.requests.filter((one) => asked.some(({ id }) => id === one.id) && isOver(one));
	await until('the payers paid', () => ended().length === asked.length);
	await settled();
	// Pluggy's dashboard can send an event again: each payment still passes once.
	for (const { id, event } of sandbox.admin.deliveries()) {
		if (event === 'payment_request/updated') sandbox.admin.resend(id);
	}
	return asked;
}

/** @param {{ caused: any[], outputs: (node: string) => Promise<any[]>, admin: AskAdmin, name: (id: string) => string }} context */
export async function check({ caused, outputs, admin, name }) {
	const rows = await outputs(name('message'));
	const { payments } = await admin('/state');
	const paid = new Set(
		payments.requests
			.filter((/** @type {{ status: string }} */ { status }) => status === 'COMPLETED')
			.map((/** @type {{ id: string }} */ { id }) => id),
	);
	const expected = caused
		.filter(({ id }) => paid.has(id))
		.map((one) => [one.id, one.clientPaymentId, one.amount, one.description, 'COMPLETED']);
	const sorted = (/** @type {any[]} */ list) => list.map((row) => JSON.stringify(row)).sort();
	const [found, wanted] = [
		sorted(rows.map((row) => FIELDS.map((field) => row[field]))),
		sorted(expected),
	];
	const differences = [];
	if (expected.length !== AMOUNTS.length - 1)
		differences.push(`${expected.length} payments are completed, not ${AMOUNTS.length - 1}`);
	if (JSON.stringify(found) !== JSON.stringify(wanted))
		differences.push(`the workflow has ${found.join(' ')}, the sandbox ${wanted.join(' ')}`);
	for (const { message, amount, description } of rows) {
		const end = `: ${reais.format(amount)}, ${description}`;
		if (!message.endsWith(end)) differences.push(`a message is "${message}"`);
	}
	return {
		table: {
			head: ['payment request', 'order', 'amount', 'status', 'message'],
			rows: rows.map((row) => [
				...[row.id, row.clientPaymentId],
				...[row.amount.toFixed(2), row.status, row.message],
			]),
		},
		summary: `${paid.size} of the payments at the sandbox are completed.`,
		differences,
	};
}
