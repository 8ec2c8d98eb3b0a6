/**
 * Boletos at each step of the example boleto-reminders, of which some are paid or cancelled at the sandbox: what is issued, and who
 * gets a message. The second run has to issue and send nothing. Imports nothing of nodes/.
 */
import { addDays, dayOf } from '../lib/days.mjs';
import { changeNode } from '../lib/forms.mjs';
import { outputOf } from '../lib/n8n-client.mjs';
import { pluggyClient } from '../lib/pluggy-client.mjs';
import { until } from '../lib/until.mjs';

const TABLE = 'pluggy_boletos';
const inDays = (/** @type {number} */ days) => addDays(dayOf(Date.now()), days);

/** So many boletos of others the sandbox holds. */
let before = 0;

/** Of the cents ,51 no boleto is paid by the sandbox. */
const NEVER = 350.51;
/** What a message says of one that was due, is due today, will be due, in both languages. */
const WHEN = [
	/ (?:was due on|venceu em) $/,
	/ (?:is due today,|vence hoje,) $/,
	/ (?:is due on|vence em) $/,
];
/** @type {Array<{ number: string, days: number, reminded?: string, amount?: number, end?: string, step: string }>} */
const CASES = [
	{ number: 'b1', days: 10, end: 'new', step: 'issued' },
	{ number: 'b2', days: 2, end: 'new', step: 'D-3' },
	{ number: 'b3', days: 5, reminded: 'issued', step: '' },
	{ number: 'b4', days: 3, reminded: 'issued', step: 'D-3' },
	{ number: 'b5', days: 0, reminded: 'D-3', step: 'D0' },
	{ number: 'b6', days: -2, reminded: 'D0', step: '' },
	{ number: 'b7', days: -3, reminded: 'D0', step: 'D+3' },
	{ number: 'b8', days: -10, reminded: 'D+3', step: 'D+10' },
	{ number: 'b9', days: -40, reminded: 'D+10', step: '' },
	{ number: 'b10', days: -12, step: 'D+10' },
	{ number: 'b11', days: 0, amount: 99, end: 'paid', step: '' },
	{ number: 'b12', days: 0, end: 'cancelled', step: '' },
	// No bank takes one that was due before today.
	{ number: 'b13', days: -5, end: 'refused', step: '' },
];

/** @param {{ client: N8nClient, sandbox: Sandbox, workflowId: string, name: (id: string) => string }} given */
export async function prepare({ client, sandbox, workflowId, name }) {
	const { call } = pluggyClient(sandbox);
	const texts = ['clientId', 'clientSecret', 'certificate', 'privateKey'];
	const credentials = Object.fromEntries(texts.map((one) => [one, `sandbox-${one}`]));
	const connection = await call('POST', '/boleto-connections', { connectorId: 225, credentials });
	await changeNode(client, workflowId, name('issue'), (parameters) => {
		parameters.boletoConnectionId = connection.id;
	});

	await client.clearTable(TABLE);
	before = sandbox.admin.state().payments.boletos.length;
	const rows = [];
	for (const { number, days, reminded, amount = NEVER, end } of CASES) {
		const row = {
			...{ number, customer: `Cliente ${number}`, document: '761.092.776-73', state: 'SP' },
			...{ cep: '01310-100', email: `${number}@example.com`, amount, due_on: inDays(days) },
		};
		if (end === 'new' || end === 'refused') {
			rows.push({ ...row, status: '' });
			continue;
		}
		// The day of the table decides; at the sandbox none can be due before today.
		const payer = { name: row.customer, taxNumber: '76109277673' };
		const address = { addressState: 'SP', addressZipCode: '01310100' };
		const { id, digitableLine } = await call('POST', '/boletos', {
			boletoConnectionId: connection.id,
			boleto: {
				...{ seuNumero: number, amount, dueDate: `${inDays(1)}T03:00:00.000Z` },
				payer: { ...payer, ...address },
			},
		});
		if (end === 'cancelled') await call('POST', `/boletos/${id}/cancel`);
		if (end === 'paid') {
			await until(
				'a boleto is paid',
				async () => (await call('GET', `/boletos/${id}`)).status === 'PAID',
			);
		}
		rows.push({ ...row, status: 'open', reminded, boleto_id: id, line: digitableLine });
	}
	await client.insertRows(TABLE, rows);
}

/** @param {{ client: N8nClient, execution: any, run: number, admin: AskAdmin, name: (id: string) => string }} context */
export async function check({ client, execution, run, admin, name }) {
	const differences = [];
	const rows = await client.tableRows(TABLE);
	const { payments } = await admin('/state');
	const messages = outputOf(execution, name('message'));
	const issued = outputOf(execution, name('issue')).filter(({ error }) => !error);
	for (const { number, days, step, end, reminded = '' } of CASES) {
		const row = rows.find((one) => one.number === number) ?? {};
		if (end === 'refused') {
			const found = [row.status, row.boleto_id ?? '', row.reminded ?? ''].join();
			if (found !== 'refused,,' || !row.reason?.includes('dueDate'))
				differences.push(`${number}: ${found}, ${row.reason}`);
			continue;
		}
		if (row.reason) differences.push(`${number}: the reason is ${row.reason}`);
		const own = payments.boletos.filter((/** @type {Row} */ { id }) => id === row.boleto_id);
		if (own.length !== 1) differences.push(`${number}: its boleto is not at the sandbox`);
		const status = end === 'new' || !end ? 'open' : end;
		if (row.status !== status) differences.push(`${number}: ${row.status} instead of ${status}`);
		if (own[0]?.status.toLowerCase() !== status)
			differences.push(`${number}: the sandbox says ${own[0]?.status}`);
		if ((row.reminded ?? '') !== (step || reminded))
			differences.push(`${number}: reminded of ${row.reminded}, not ${step || reminded}`);
		const told = messages.filter((one) => one.number === number);
		const expected = run === 1 && step !== '' ? 1 : 0;
		if (told.length !== expected) differences.push(`${number}: ${told.length} messages`);
		for (const { text } of told) {
			const [, month, day] = row.due_on.split('-');
			const [before, ...after] = text.split(`${day}/${month}. `);
			if (!WHEN[1 + Math.sign(days)].test(before) || after.length !== 1)
				differences.push(`${number}: of ${row.due_on} the message says "${text}"`);
			if (!text.includes('350,51') || !text.endsWith(row.line) || /undefined|null/.test(text))
				differences.push(`${number}: the message is "${text}"`);
		}
	}
	const all = payments.boletos.length - before;
	const wanted = CASES.filter(({ end }) => end !== 'refused').length;
	if (all !== wanted) differences.push(`the sandbox has ${all} boletos, not ${wanted}`);
	const fresh = CASES.filter(({ end }) => end === 'new').length;
	if (issued.length !== (run === 1 ? fresh : 0))
		differences.push(`${issued.length} boletos were issued`);
	return {
		table: {
			head: ['boleto', 'due', 'status', 'reminded or refused'],
			rows: rows.map((row) => [
				...[row.number, row.due_on, row.status, row.reminded || row.reason || ''],
			]),
		},
		summary: `${issued.length} issued, ${messages.length} messages. Not compared: Gmail, which is off.`,
		differences,
	};
}
