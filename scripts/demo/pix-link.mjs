/** Fills in the form of the example pix-link, one charge twice; the sandbox's payers pay, but for one. Imports nothing of nodes/. */
import { dayOf } from '../lib/days.mjs';
import { changeNode, fillForm } from '../lib/forms.mjs';
import { pluggyClient } from '../lib/pluggy-client.mjs';
import { until } from '../lib/until.mjs';

const TABLE = 'pluggy_pix_links';
/** The sandbox's payers pay, but for the cents ,51: SALDO_INSUFICIENTE. */
const CHARGES = [
	['9001', 'Ana Souza', '5511900000001', '120', 'Consulta'],
	['9002', 'Bia Lima', '', '35.5', 'Frete'],
	['9003', 'Caio Reis', '', '80.51', 'Aula'],
];

/** Chooses who gets the money. @param {{ client: N8nClient, sandbox: Sandbox, workflowId: string, name: (id: string) => string }} given */
export async function prepare({ client, sandbox, workflowId, name }) {
	await client.clearTable(TABLE);
	const { call } = pluggyClient(sandbox);
	const { id } = await call('POST', '/payments/recipients', { pixKey: 'loja@example.com' });
	await changeNode(client, workflowId, name('link'), (parameters) => {
		parameters.recipientId = { __rl: true, mode: 'id', value: id };
	});
}

/** @param {{ client: N8nClient, sandbox: Sandbox, settled: () => Promise<void>, alsoStarts: (runs: number) => number }} given */
export async function cause({ client, sandbox, settled, alsoStarts }) {
	const { call } = pluggyClient(sandbox);
	const fill = async (/** @type {string[]} */ values) => {
		alsoStarts(1);
		await fillForm(client, 'pluggy-pix-link', values);
	};
	for (const charge of CHARGES) await fill(charge);
	const requests = async () => {
		/** @type {{ results: Row[] }} */
		const { results } = await call('GET', '/payments/requests?pageSize=100');
		return results.filter(({ clientPaymentId }) => clientPaymentId?.startsWith('pix-link-9'));
	};
	const isOver = (/** @type {Row} */ { status }) => ['COMPLETED', 'ERROR'].includes(status);
	await until(
		'the payers paid',
		async () => (await requests()).filter(isOver).length === CHARGES.length,
	);
	await settled();
	// The same charge once more, and the same event once more: no second link, nobody thanked twice.
	await fill(CHARGES[0]);
	for (const { id, event } of sandbox.admin.deliveries()) {
		if (event === 'payment_request/updated') sandbox.admin.resend(id);
	}
	await settled();
	return await requests();
}

/** @param {{ client: N8nClient, caused: Row[], name: (id: string) => string, outputs: (node: string) => Promise<any[]> }} context */
export async function check({ client, caused, name, outputs }) {
	const rows = await client.tableRows(TABLE);
	const differences = [];
	if (caused.length !== CHARGES.length)
		differences.push(`${caused.length} links instead of ${CHARGES.length}`);
	if (rows.length !== CHARGES.length) differences.push(`${rows.length} rows in the table`);
	if (caused.some(({ isSandbox }) => isSandbox !== true)) differences.push('it was no sandbox');
	for (const [charge, customer, phone, amount, description] of CHARGES) {
		const held = caused.find(({ clientPaymentId }) => clientPaymentId === `pix-link-${charge}`);
		const row = rows.find((one) => one.charge === charge) ?? {};
		const isPaid = held?.status === 'COMPLETED';
		const wanted = {
			...{ customer, phone, amount: Number(amount), description },
			...{ payment_request_id: held?.id, link: held?.paymentUrl },
			status: isPaid ? 'paid' : '',
			paid_on: isPaid ? dayOf(held.updatedAt) : '',
		};
		for (const [column, value] of Object.entries(wanted)) {
			const found = row[column] ?? '';
			if (found !== value)
				differences.push(`charge ${charge}: ${column} is ${found}, not ${value}`);
		}
		if (held?.amount !== Number(amount))
			differences.push(`charge ${charge}: asked for ${held?.amount}`);
	}
	const sent = (await outputs(name('send'))).map(({ charge }) => charge).sort();
	if (sent.join() !== CHARGES.map(([charge]) => charge).join())
		differences.push(`links were sent for ${sent.join()}`);
	const thanks = (await outputs(name('thanks'))).map(({ charge }) => charge).sort();
	if (thanks.join() !== '9001,9002') differences.push(`thanked for ${thanks.join()}`);
	return {
		table: {
			head: ['charge', 'amount', 'status', 'paid on'],
			rows: rows.map((row) => [row.charge, `${row.amount}`, row.status ?? '', row.paid_on ?? '']),
		},
		summary: `${caused.length} links of the form, ${thanks.length} paid. Not compared: WhatsApp, which is off.`,
		differences,
	};
}
