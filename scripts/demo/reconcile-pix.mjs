/**
 * Makes invoices of the PIX that the sandbox's own bank has received, each so that it is known what has to become of it, and
 * compares every invoice and every question; a person decides one between the first run and the second. The third has to change
 * nothing. Money that goes back is not in the sandbox: that, and all other cases, are in test/unit/reconcilePix.test.cts.
 */
import { addDays, dayOf } from '../lib/days.mjs';
import { connectHome } from '../lib/home.mjs';
import { outputOf } from '../lib/n8n-client.mjs';
import { sandboxCredential } from '../lib/stack.mjs';

const [INVOICES, CHECKS] = ['pluggy_invoices', 'pluggy_pix_to_check'];
const DAYS = 45;
/** An amount that nobody pays, and a CPF that nobody has. */
const [NEVER, OTHER] = [98_765.43, '529.982.247-25'];

/** By invoice number: how it has to be settled, or not. @type {Map<string, { by: string, transaction: string }>} */
let wanted = new Map();
/** By transaction: what has to be asked about it. @type {Map<string, string>} */
let questions = new Map();
/** All transactions of the connections of this demo. @type {Set<string>} */
let own = new Set();
/** The PIX for which two invoices fit. */
let twofold = '';
/** @type {string} */
let before = '';

/** @param {{ client: N8nClient, sandbox: Sandbox }} given */
export async function prepare({ client, sandbox }) {
	for (const table of [INVOICES, CHECKS]) await client.clearTable(table);
	const items = await connectHome(sandbox);
	await client.putCredential(sandboxCredential(sandbox, items));
	const since = addDays(dayOf(sandbox.clock.now()), -DAYS);
	/** @type {Row[]} */
	const all = items.flatMap((id) => sandbox.admin.transactions(id));
	own = new Set(all.map(({ id }) => id));
	/** @type {Row[]} */
	const received = all
		.filter(
			(/** @type {Row} */ row) =>
				row.paymentData?.paymentMethod === 'PIX' && row.amount > 0 && row.status === 'POSTED',
		)
		.filter((/** @type {Row} */ row) => dayOf(row.date) >= since);
	const isBack = (/** @type {Row} */ { description }) => description.includes('DEVOLVIDO');
	const documentOf = (/** @type {Row} */ row) => row.paymentData.payer.documentNumber.value;
	// Of each payer one PIX, so that it is plain what belongs to it.
	const documents = received.map(documentOf);
	const single = received.filter(
		(row) => !isBack(row) && documents.filter((one) => one === documentOf(row)).length === 1,
	);
	const [withTxid, others] = [true, false].map((has) =>
		single.filter((row) => (row.paymentData.receiverReferenceId !== null) === has),
	);
	wanted = new Map();
	questions = new Map(received.map((row) => [row.id, isBack(row) ? 'ownReturn' : 'none']));
	/** @type {Row[]} */
	const invoices = [];
	/** @param {Row | undefined} row @param {Row} more @param {string} by */
	function bill(row, more, by = '') {
		if (!row) throw new Error('The sandbox has too few received PIX for this demo.');
		const day = dayOf(row.date);
		const { name, documentNumber } = row.paymentData.payer;
		const invoice = String(1001 + invoices.length);
		invoices.push({
			...{ invoice, customer: name, document: documentNumber.value, amount: row.amount },
			...{ issued_on: day, due_on: day, status: 'open', ...more },
		});
		wanted.set(invoice, { by, transaction: by === '' ? '' : row.id });
		if (by !== '') questions.delete(row.id);
		return row.id;
	}
	const cents = (/** @type {number} */ amount) => Math.round(amount * 100) / 100;
	const next = () => others.shift();
	const { receiverReferenceId: txid } = withTxid[0]?.paymentData ?? {};
	bill(withTxid[0], { txid, customer: 'Outra pessoa', document: '' }, 'txid');
	for (let left = 3; left > 0; left -= 1) bill(next(), {}, 'document');
	for (let left = 2; left > 0; left -= 1) {
		const customer = others[0]?.paymentData.payer.name.toLowerCase().replace(' ltda', '');
		bill(next(), { customer, document: '' }, 'name');
	}
	questions.set(bill(others[0], { amount: cents(others[0]?.amount + 10) }), 'less');
	others.shift();
	questions.set(bill(others[0], { amount: cents(others[0]?.amount - 1) }), 'more');
	others.shift();
	questions.set(bill(next(), { document: OTHER }), 'namesake');
	twofold = bill(others[0], {});
	questions.set(bill(next(), {}), 'several');
	bill(next(), { amount: NEVER, document: OTHER, customer: 'Nunca Paga Nada' });
	await client.insertRows(INVOICES, invoices);
}

/** The rows of both tables, without when n8n wrote them. @param {N8nClient} client */
async function tables(client) {
	const rows = [...(await client.tableRows(INVOICES)), ...(await client.tableRows(CHECKS))];
	return JSON.stringify(rows.map(({ createdAt: _, updatedAt: __, ...row }) => row));
}

/** @param {{ client: N8nClient, execution: any, run: number, name: (id: string) => string }} context */
export async function check({ client, execution, run, name }) {
	const differences = [];
	const invoices = await client.tableRows(INVOICES);
	const checks = await client.tableRows(CHECKS);
	const outcomes = outputOf(execution, name('reconcile'));
	for (const [invoice, { by, transaction }] of wanted) {
		const row = invoices.find((one) => one.invoice === invoice);
		const found = [row?.status, row?.settled_by ?? '', row?.transaction_id ?? ''].join();
		const expected = [by === '' ? 'open' : 'paid', by, transaction].join();
		if (found !== expected) differences.push(`invoice ${invoice}: ${found} instead of ${expected}`);
	}
	// Where Pluggy lists connections, those of other examples are asked about, too.
	const asked = checks.filter(({ state }) => state === 'open');
	const open = asked.filter(({ key }) => own.has(key.slice('pix:'.length)));
	for (const [id, what] of questions) {
		const row = open.find(({ key }) => key === `pix:${id}`);
		if (row?.what !== what) differences.push(`PIX ${id}: ${row?.what} instead of ${what}`);
		if (row && !row.reason) differences.push(`PIX ${id}: no reason`);
	}
	if (open.length !== questions.size)
		differences.push(`${open.length} questions instead of ${questions.size}`);
	const messages = outputOf(execution, name('message')).map(({ text }) => text);
	const texts = JSON.stringify([checks, messages]);
	if (/\d{3}\.\d{3}\.\d{3}-\d{2}/.test(texts)) differences.push('a CPF stands in the list');
	const isTold = messages.length === 1 && messages[0].startsWith(`${asked.length} `);
	if (run === 1 ? !isTold : messages.length > 0)
		differences.push(`${messages.length} messages: ${messages[0]?.slice(0, 40)}`);
	const now = await tables(client);
	if (run === 3 && (now !== before || outcomes.length > 0))
		differences.push(`the third run changed ${outcomes.length} rows`);
	before = now;
	if (run === 1) await decide(client, checks);
	const kinds = (/** @type {string[]} */ list) =>
		[...new Set(list)]
			.map((one) => `${list.filter((two) => two === one).length} ${one}`)
			.join(', ');
	return {
		table: {
			head: ['invoice', 'amount', 'status', 'settled by'],
			rows: invoices.map((row) => [
				row.invoice,
				row.amount.toFixed(2),
				row.status,
				row.settled_by ?? '',
			]),
		},
		summary: `Questions: ${kinds(open.map(({ what }) => what))}. Not compared: money that goes back.`,
		differences,
	};
}

/** A person says which of the two invoices it pays. @param {N8nClient} client @param {Row[]} checks */
async function decide(client, checks) {
	const { key, invoices = '' } = checks.find(({ what }) => what === 'several') ?? {};
	const [, decision] = invoices.split(', ');
	await client.updateRows(CHECKS, ['key', key], { decision });
	wanted.set(decision, { by: 'person', transaction: twofold });
	questions.delete(twofold);
}
