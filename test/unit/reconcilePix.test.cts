/** What the Code node of the example reconcile-pix decides, run as it stands in the workflow, against tricky cases. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Row = Record<string, unknown>;
type Node = { id: string; name: string; parameters: { jsCode: string } };

const ANA = '529.982.247-25';
const BIA = '111.444.777-35';
const SHOP = '11.222.333/0001-81';
const E2E = 'E00416968202611271230aBcDeFgHiJk';

/** The code, with the rows that n8n would give it. */
function runNode(language: string, payments: Row[], invoices: Row[], checks: Row[]): Row[] {
	const path = join(__dirname, '../../examples', language, 'reconcile-pix.json');
	const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as { nodes: Node[] };
	const node = (wanted: string) => nodes.find(({ id }) => id === wanted)!;
	const items = (rows: Row[]) => ({
		all: () => (rows.length > 0 ? rows : [{}]).map((json) => ({ json })),
	});
	const tables = new Map([
		[node('invoices').name, items(invoices)],
		[node('checks').name, items(checks)],
	]);
	const run = new Function('$', '$input', node('reconcile').parameters.jsCode) as (
		read: (name: string) => unknown,
		input: unknown,
	) => Array<{ json: Row }>;
	return run((name) => tables.get(name), items(payments)).map(({ json }) => json);
}

/** The two tables, as they are after some runs. */
function world(payments: Row[], invoices: Row[]) {
	const bills = new Map(invoices.map((row) => [row.invoice, row]));
	const checks = new Map<unknown, Row>();
	const one = {
		payments,
		bills,
		checks,
		run(language = 'en') {
			const rows = runNode(language, one.payments, invoices, [...checks.values()]);
			for (const row of rows) {
				if (row.key) checks.set(row.key, { ...checks.get(row.key), ...row });
				else Object.assign(bills.get(row.invoice)!, row);
			}
			return rows;
		},
		decide(key: string, decision: string) {
			Object.assign(checks.get(key)!, { decision });
			return one.run();
		},
	};
	one.run();
	return one;
}

let count = 0;
const pix = (amount: unknown, more: Row = {}): Row => ({
	id: `t${++count}`,
	date: '2026-11-20',
	description: 'PIX RECEBIDO',
	amount,
	status: 'POSTED',
	paymentMethod: 'PIX',
	payerName: 'Ana Souza Lima',
	payerDocument: ANA,
	...more,
});
const bill = (invoice: string, amount: unknown, more: Row = {}): Row => ({
	invoice,
	customer: 'Ana Souza Lima',
	document: ANA,
	amount,
	issued_on: '2026-11-01',
	due_on: '2026-11-25',
	status: 'open',
	...more,
});
const noDocument = { document: '' };
const unknown = { payerName: null, payerDocument: null };

/** What one run makes of it: `invoice=by` for what is settled, the kinds of questions otherwise. */
function outcome(payments: Row[], invoices: Row[]) {
	const { bills, checks } = world(payments, invoices);
	const settled = [...bills.values()].filter((row) => row.settled_by);
	return [
		...settled.map((row) => `${String(row.invoice)}=${String(row.settled_by)}`),
		...[...checks.values()].map((row) => String(row.what)),
	].join(' ');
}

const sent = (amount: number, more: Row = {}) =>
	pix(amount, {
		payerName: 'Eu',
		payerDocument: BIA,
		receiverName: 'Ana Souza Lima',
		receiverDocument: ANA,
		...more,
	});

test.each<[string, string, Row[], Row[]]>([
	['amount and document', '1=document', [pix(150)], [bill('1', 150)]],
	[
		'document with and without punctuation',
		'1=document',
		[pix(150, { payerDocument: '52998224725' })],
		[bill('1', 150)],
	],
	[
		'CNPJ',
		'1=document',
		[pix(9, { payerDocument: SHOP })],
		[bill('1', 9, { document: '11222333000181' })],
	],
	['cents that floats do not hold', '1=document', [pix(0.1 + 0.2)], [bill('1', 0.3)]],
	['an amount as Brazilians write it', '1=document', [pix(1234.56)], [bill('1', 'R$ 1.234,56')]],
	['a text that may be a thousand or not', 'broken', [pix(1234)], [bill('1', '1.234')]],
	[
		'txid, whoever pays',
		'1=txid',
		[pix(150, { receiverReferenceId: 'COB123abc', ...unknown })],
		[bill('1', 150, { txid: 'cob123ABC' })],
	],
	[
		'end-to-end ID',
		'1=end-to-end',
		[pix(150, { referenceNumber: E2E, ...unknown })],
		[bill('1', 150, { end_to_end_id: E2E })],
	],
	[
		'*** is no txid',
		'onlyAmount',
		[pix(150, { receiverReferenceId: '***', ...unknown })],
		[bill('1', 150, { txid: '***' })],
	],
	[
		'a reference number of the bank is no txid',
		'onlyAmount',
		[pix(150, { referenceNumber: '123456789', ...unknown })],
		[bill('1', 150, { txid: '123456789' })],
	],
	[
		'txid of two invoices',
		'several',
		[pix(150, { receiverReferenceId: 'X1' })],
		[bill('1', 150, { txid: 'X1' }), bill('2', 150, { txid: 'X1' })],
	],
	[
		'two payments with one txid',
		'severalPayments severalPayments',
		[pix(150, { receiverReferenceId: 'X1' }), pix(150, { receiverReferenceId: 'X1' })],
		[bill('1', 150, { txid: 'X1' })],
	],
	[
		'txid, but less',
		'less',
		[pix(149.99, { receiverReferenceId: 'X1' })],
		[bill('1', 150, { txid: 'X1' })],
	],
	[
		'txid, but more',
		'more',
		[pix(150.01, { receiverReferenceId: 'X1' })],
		[bill('1', 150, { txid: 'X1' })],
	],
	[
		'txid of a paid invoice',
		'notOpen',
		[pix(150, { receiverReferenceId: 'X1' })],
		[bill('1', 150, { txid: 'X1', status: 'paid', transaction_id: 'old' })],
	],
	[
		'txid of a cancelled invoice',
		'notOpen',
		[pix(150, { receiverReferenceId: 'X1' })],
		[bill('1', 150, { txid: 'X1', status: 'cancelled' })],
	],
	[
		'txid of another charge',
		'otherId',
		[pix(150, { receiverReferenceId: 'X2' })],
		[bill('1', 150, { txid: 'X1' })],
	],
	[
		'the invoice has a txid, the bank sends none',
		'1=document',
		[pix(150)],
		[bill('1', 150, { txid: 'X1' })],
	],
	[
		'a partial payment by txid keeps the invoice from others',
		'less waits',
		[pix(100, { receiverReferenceId: 'X1', ...unknown }), pix(150)],
		[bill('1', 150, { txid: 'X1' })],
	],
	[
		'two invoices of one customer and amount',
		'several',
		[pix(150)],
		[bill('1', 150), bill('2', 150, { due_on: '2026-12-25' })],
	],
	[
		'two payments for one invoice',
		'severalPayments severalPayments',
		[pix(150), pix(150)],
		[bill('1', 150)],
	],
	[
		'two and two: no pair is sure',
		'several several',
		[pix(150), pix(150)],
		[bill('1', 150), bill('2', 150)],
	],
	[
		'same amount and day, two customers',
		'1=document 2=document',
		[pix(150), pix(150, { payerName: 'Bia', payerDocument: BIA })],
		[bill('1', 150), bill('2', 150, { customer: 'Bia', document: BIA })],
	],
	[
		'by document and by name: two payments fit',
		'severalPayments severalPayments',
		[pix(150), pix(150, { payerDocument: null })],
		[bill('1', 150)],
	],
	[
		'by document and by name: two invoices fit',
		'several',
		[pix(150)],
		[bill('1', 150), bill('2', 150, noDocument)],
	],
	[
		'name, accents, case and particles aside',
		'1=name',
		[pix(150, { payerName: 'ANA DE SOUZA LIMA', payerDocument: null })],
		[bill('1', 150, { customer: 'Ana Souza Líma' })],
	],
	[
		'name in another order',
		'1=name',
		[pix(150, { payerName: 'LIMA ANA SOUZA', payerDocument: '' })],
		[bill('1', 150)],
	],
	[
		'company name, legal form aside',
		'1=name',
		[pix(150, { payerName: 'PADARIA SERRA AZUL LTDA ME', payerDocument: null })],
		[bill('1', 150, { customer: 'Padaria Serra Azul', ...noDocument })],
	],
	[
		'S/A and S.A.',
		'1=name',
		[pix(150, { payerName: 'GRAFICA RIO MANSO S/A', payerDocument: null })],
		[bill('1', 150, { customer: 'Gráfica Rio Manso S.A.', ...noDocument })],
	],
	[
		'the number in the name of an MEI',
		'1=name',
		[pix(150, { payerName: 'ANA SOUZA LIMA 52998224725', payerDocument: null })],
		[bill('1', 150)],
	],
	[
		'one word is no name',
		'onlyAmount',
		[pix(150, { payerName: 'PADARIA LTDA', payerDocument: null })],
		[bill('1', 150, { customer: 'Padaria', ...noDocument })],
	],
	[
		'nearly the same name',
		'onlyAmount',
		[pix(150, { payerName: 'Ana Sousa Lima', payerDocument: null })],
		[bill('1', 150)],
	],
	[
		'a name that the bank cut',
		'onlyAmount',
		[pix(150, { payerName: 'ANA SOUZA', payerDocument: null })],
		[bill('1', 150)],
	],
	[
		'the name only in the description',
		'1=name',
		[pix(150, { description: 'PIX RECEBIDO ANA SOUZA LIMA', paymentMethod: null, ...unknown })],
		[bill('1', 150)],
	],
	[
		'more than the name in the description',
		'onlyAmount',
		[pix(150, { description: 'PIX RECEBIDO ANA SOUZA LIMA ALUGUEL', ...unknown })],
		[bill('1', 150)],
	],
	['a namesake', 'namesake', [pix(150, { payerDocument: BIA })], [bill('1', 150)]],
	[
		'masked document and name',
		'1=name',
		[pix(150, { payerDocument: '***.982.247-**' })],
		[bill('1', 150)],
	],
	[
		'masked document alone proves nothing',
		'onlyAmount',
		[pix(150, { payerDocument: '***.982.247-**', payerName: 'A. Lima' })],
		[bill('1', 150)],
	],
	[
		'masked document of a namesake',
		'namesake',
		[pix(150, { payerDocument: '***.444.777-**' })],
		[bill('1', 150)],
	],
	[
		'document hidden by the credential',
		'1=name',
		[pix(150, { payerDocument: '[hidden]' })],
		[bill('1', 150)],
	],
	['nobody known', 'onlyAmount', [pix(150, unknown)], [bill('1', 150)]],
	[
		'nobody known on both sides',
		'onlyAmount',
		[pix(150, unknown)],
		[bill('1', 150, { customer: '', document: '' })],
	],
	['paid before it was issued', 'days', [pix(150)], [bill('1', 150, { issued_on: '2026-11-21' })]],
	[
		'paid on the day it was issued',
		'1=document',
		[pix(150)],
		[bill('1', 150, { issued_on: '20/11/2026' })],
	],
	['no day of issue', 'days', [pix(150)], [bill('1', 150, { issued_on: '' })]],
	[
		'by document also long after it was due',
		'1=document',
		[pix(150)],
		[bill('1', 150, { issued_on: '2026-01-01', due_on: '2026-01-10' })],
	],
	[
		'by name not long after it was due',
		'days',
		[pix(150, { payerDocument: null })],
		[bill('1', 150, { issued_on: '2026-01-01', due_on: '2026-01-10' })],
	],
	['a part of it', 'less', [pix(100)], [bill('1', 150)]],
	['too much', 'more', [pix(200)], [bill('1', 150)]],
	['two invoices paid together', 'together', [pix(350)], [bill('1', 150), bill('2', 200)]],
	['another amount than each', 'otherAmounts', [pix(300)], [bill('1', 150), bill('2', 200)]],
	['paid again', 'twice', [pix(150)], [bill('1', 150, { status: 'paid', transaction_id: 'old' })]],
	['marked as paid by hand', 'byHand', [pix(150)], [bill('1', 150, { status: 'paid' })]],
	[
		'marked by hand, and another that fits',
		'several',
		[pix(150)],
		[bill('1', 150, { status: 'paid' }), bill('2', 150)],
	],
	['a cancelled invoice', 'none', [pix(150)], [bill('1', 150, { status: 'cancelled' })]],
	['no status means open', '1=document', [pix(150)], [bill('1', 150, { status: null })]],
	['one number twice', 'broken', [pix(150)], [bill('1', 150), bill('1', 90)]],
	['an invoice of nothing', 'broken', [pix(150)], [bill('1', 0)]],
	['pending', '', [pix(150, { status: 'PENDING' })], [bill('1', 150)]],
	['a TED', '', [pix(150, { paymentMethod: 'TED' })], [bill('1', 150)]],
	['of zero', '', [pix(0)], [bill('1', 0)]],
	['no amount', '', [pix(null)], [bill('1', 150)]],
	['sent', '', [sent(-150)], [bill('1', 150)]],
	['of nobody', 'none', [pix(7, unknown)], [bill('1', 150)]],
	[
		'own PIX that came back',
		'ownReturn',
		[pix(150, { description: 'DEVOLUÇÃO PIX' })],
		[bill('1', 150)],
	],
	[
		'paid, and sent back',
		'returned',
		[pix(150), sent(-150, { date: '2026-11-21' })],
		[bill('1', 150)],
	],
	[
		'paid, and a part sent back',
		'returned',
		[pix(150), sent(-50, { description: 'PIX DEVOLVIDO' })],
		[bill('1', 150)],
	],
	['something else sent to the payer', '1=document', [pix(150), sent(-50)], [bill('1', 150)]],
	[
		'sent to the payer before',
		'1=document',
		[pix(150), sent(-150, { date: '2026-11-19' })],
		[bill('1', 150)],
	],
	['no payments', '', [], [bill('1', 150)]],
	['no invoices', 'none', [pix(150)], []],
])('%s: %s', (_, expected, payments, invoices) => {
	expect(outcome(payments, invoices)).toBe(expected);
});

describe('runs', () => {
	test('a second run changes nothing, in both languages', () => {
		for (const language of ['en', 'pt-BR']) {
			const one = world(
				[pix(150), pix(80), pix(80), pix(33, unknown), sent(-20)],
				[bill('1', 150), bill('2', 80), bill('3', 99)],
			);
			one.run(language);
			expect(one.run(language)).toEqual([]);
			expect(one.run(language)).toEqual([]);
		}
	});

	test('the same row twice is one payment', () => {
		const payment = pix(150);
		expect(outcome([payment, { ...payment }], [bill('1', 150)])).toBe('1=document');
	});

	test('a settled invoice names its payment and day; a paid one is not settled again', () => {
		const one = world([pix(150)], [bill('1', 150)]);
		const [{ id }] = one.payments;
		expect(one.bills.get('1')).toMatchObject({
			status: 'paid',
			transaction_id: id,
			paid_on: '2026-11-20',
		});
		one.payments = [...one.payments, pix(150, { date: '2026-11-22' })];
		one.run();
		expect(one.bills.get('1')).toMatchObject({ transaction_id: id });
		expect([...one.checks.values()].map(({ what }) => what)).toEqual(['twice']);
	});

	test('an invoice that comes later is settled, and the question is closed', () => {
		const invoices: Row[] = [];
		const one = world([pix(150)], invoices);
		const row = bill('1', 150);
		invoices.push(row);
		one.bills.set('1', row);
		one.run();
		expect(row.settled_by).toBe('document');
		expect([...one.checks.values()]).toMatchObject([{ what: 'none', state: 'done' }]);
		expect(one.run()).toEqual([]);
	});

	test('the list holds no whole CPF, and says in words what fits', () => {
		const one = world([pix(100), pix(90, { payerDocument: SHOP })], [bill('1', 150)]);
		const [first, second] = [...one.checks.values()];
		expect(first).toMatchObject({ document: '***.982.247-**', invoices: '1', amount: 100 });
		expect(first.reason).toBe('R$ 50,00 less than invoice 1.');
		expect(second.document).toBe('11.***.***/0001-**');
		expect(JSON.stringify([...one.checks.values()])).not.toMatch(/\d{3}\.?\d{3}\.?\d{3}-?\d{2}/);
	});
});

describe('what a person decides', () => {
	const ambiguous = () => world([pix(150)], [bill('1', 150), bill('2', 150)]);
	const keyOf = (one: ReturnType<typeof world>, place = 0) =>
		[...one.checks.keys()][place] as string;

	test('is carried out once, and kept', () => {
		const one = ambiguous();
		one.decide(keyOf(one), ' 2 ');
		expect(one.bills.get('2')).toMatchObject({
			status: 'paid',
			settled_by: 'person',
			paid_on: '2026-11-20',
		});
		expect(one.bills.get('1')!.status).toBe('open');
		expect([...one.checks.values()]).toMatchObject([{ state: 'done', decision: ' 2 ' }]);
		expect(one.run()).toEqual([]);
	});

	test('to ignore: the payment settles nothing, also later', () => {
		const one = world([pix(100)], [bill('1', 150)]);
		one.decide(keyOf(one), 'Ignorar');
		one.bills.get('1')!.amount = 100;
		expect(one.run()).toEqual([]);
	});

	test('a part, and later the rest: both payments stand at the invoice', () => {
		const one = world([pix(100), pix(50)], [bill('1', 150)]);
		const ids = one.payments.map(({ id }) => id);
		one.decide(keyOf(one, 0), '1');
		one.decide(keyOf(one, 1), '1');
		expect(one.bills.get('1')).toMatchObject({ status: 'paid', transaction_id: ids.join(', ') });
		expect(one.run()).toEqual([]);
	});

	test('one payment for two invoices', () => {
		const one = world([pix(350)], [bill('1', 150), bill('2', 200)]);
		one.decide(keyOf(one), '1; 2');
		expect([...one.bills.values()]).toMatchObject([
			{ settled_by: 'person' },
			{ settled_by: 'person' },
		]);
	});

	test.each(['3', '1, 3', 'yes', 'reopen'])(
		'%s cannot be carried out: it stays open, and nothing is settled',
		(decision) => {
			const one = ambiguous();
			one.decide(keyOf(one), decision);
			expect([...one.checks.values()]).toMatchObject([{ state: 'open', decision }]);
			expect([...one.checks.values()][0].reason).toContain(`"${decision}"`);
			expect([...one.bills.values()].every(({ status }) => status === 'open')).toBe(true);
			expect(one.run()).toEqual([]);
			one.decide(keyOf(one), '1');
			expect(one.bills.get('1')!.settled_by).toBe('person');
		},
	);

	test('an invoice that the machine has settled is not given a second payment', () => {
		const one = world([pix(150)], [bill('1', 150)]);
		one.payments.push(pix(150, { date: '2026-11-22' }));
		one.run();
		one.decide(keyOf(one), '1');
		expect(one.bills.get('1')!.settled_by).toBe('document');
		expect([...one.checks.values()]).toMatchObject([{ state: 'open' }]);
	});

	test('an open question about a payment that is too old to be read keeps its invoices', () => {
		const one = world([pix(150), pix(150)], [bill('1', 150)]);
		one.payments = one.payments.slice(1);
		one.run();
		expect(one.bills.get('1')!.status).toBe('open');
		// And the old one can still be decided.
		one.decide(keyOf(one), '1');
		expect(one.bills.get('1')!.settled_by).toBe('person');
	});
});

describe('money that went back after the invoice was settled', () => {
	const settled = () => {
		const one = world([pix(150), pix(5, { date: '2026-11-01', ...unknown })], [bill('1', 150)]);
		one.checks.clear();
		one.payments.push(sent(-150, { date: '2026-11-22', description: 'PIX DEVOLVIDO' }));
		one.run();
		const key = [...one.checks.keys()].map(String).find((name) => name.startsWith('return:'))!;
		return { one, key };
	};

	test('is asked, and the invoice stays as it is', () => {
		const { one, key } = settled();
		expect(one.checks.get(key)).toMatchObject({ what: 'wentBack', invoices: '1', state: 'open' });
		expect(one.bills.get('1')!.status).toBe('paid');
		expect(one.run()).toEqual([]);
	});

	test('reopened by a person: it is open, and that payment settles nothing any more', () => {
		const { one, key } = settled();
		one.decide(key, 'reabrir');
		expect(one.bills.get('1')).toMatchObject({
			status: 'open',
			transaction_id: '',
			settled_by: '',
		});
		expect(one.run()).toEqual([]);
		one.payments.push(pix(150, { date: '2026-11-24' }));
		one.run();
		expect(one.bills.get('1')).toMatchObject({ status: 'paid', paid_on: '2026-11-24' });
	});

	test('ignored by a person: it is not asked again', () => {
		const { one, key } = settled();
		one.decide(key, 'ignore');
		expect(one.run()).toEqual([]);
		expect(one.bills.get('1')!.status).toBe('paid');
	});

	test('a payment that has gone from the statement is asked, and one that is too old is not', () => {
		const { one } = settled();
		const [, old] = one.payments;
		one.payments = [old];
		one.run();
		expect(one.checks.get('gone:1')).toMatchObject({ state: 'open', what: 'gone' });
		one.checks.clear();
		one.payments = [pix(5, { date: '2026-11-21', ...unknown })];
		one.run();
		expect(one.checks.has('gone:1')).toBe(false);
	});
});

describe('a run that broke off after the invoices were written', () => {
	/** The questions as they were: n8n had not written them yet. */
	function breakOff(one: ReturnType<typeof world>, key: string, decision: string) {
		Object.assign(one.checks.get(key)!, { decision });
		const checks = new Map([...one.checks].map(([name, row]) => [name, { ...row }]));
		one.run();
		one.checks.clear();
		for (const [name, row] of checks) one.checks.set(name, row);
	}

	test('a decision that is carried out again adds no payment', () => {
		const part = pix(60);
		const one = world([part], [bill('1', 100)]);
		breakOff(one, `pix:${String(part.id)}`, '1');
		one.run();
		expect(one.bills.get('1')).toMatchObject({ status: 'paid', transaction_id: part.id });
		expect(one.checks.get(`pix:${String(part.id)}`)).toMatchObject({ state: 'done' });
		expect(one.run()).toEqual([]);
	});

	test('an invoice that is open again is not settled by the payment that went back', () => {
		const came = pix(100);
		const one = world([came], [bill('1', 100)]);
		const back = sent(-100, { date: '2026-11-21' });
		one.payments.push(back);
		one.run();
		breakOff(one, `return:${String(back.id)}`, 'reopen');
		for (let runs = 3; runs > 0; runs -= 1) one.run();
		expect(one.bills.get('1')).toMatchObject({ status: 'open', transaction_id: '' });
		expect(one.checks.get(`return:${String(back.id)}`)).toMatchObject({ state: 'done' });
		expect(one.checks.get(`pix:${String(came.id)}`)).toMatchObject({ what: 'returned' });
		expect(one.run()).toEqual([]);
	});
});

test('what is certain is written before anything that may fail, such as a message', () => {
	for (const language of ['en', 'pt-BR']) {
		const path = join(__dirname, '../../examples', language, 'reconcile-pix.json');
		const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as {
			nodes: Array<Node & { position: number[] }>;
		};
		const heightOf = (id: string) => nodes.find((node) => node.id === id)!.position[1];
		// n8n runs the branch that stands higher first, to its end.
		expect(heightOf('paid')).toBeLessThan(heightOf('toCheck'));
	}
});

test('a payment that comes back under another ID settles no other invoice', () => {
	const first = pix(100);
	const one = world([pix(1, { date: '2026-11-02' }), first], [bill('1', 100)]);
	expect(one.bills.get('1')).toMatchObject({ status: 'paid' });
	const invoices = [...one.bills.values(), bill('2', 100, { issued_on: '2026-11-15' })];
	const again = pix(100);
	const later = world([one.payments[0], again], invoices);
	expect(later.bills.get('2')).toMatchObject({ status: 'open' });
	expect(later.checks.get(`pix:${String(again.id)}`)).toMatchObject({ what: 'twice' });
});

test.each<[string, Row]>([
	['named in its text only', { description: 'PIX DEVOLVIDO ANA SOUZA LIMA' }],
	['that names nobody', { description: 'Devolução Pix' }],
])('a PIX that went back settles nothing: a return %s', (_, more) => {
	const nobody = { receiverName: null, receiverDocument: null };
	expect(outcome([pix(100), sent(-100, { ...nobody, ...more })], [bill('1', 100)])).toBe(
		'returned',
	);
});

test('a return that names nobody concerns payments of its amount only', () => {
	const nobody = { receiverName: null, receiverDocument: null, description: 'PIX DEVOLVIDO' };
	expect(outcome([pix(100), sent(-30, nobody)], [bill('1', 100)])).toBe('1=document');
});

test('the numbers of two branches make two names', () => {
	const branch = (number: number) => `Padaria Sol ${number}`;
	const bills = [bill('1', 100, { customer: branch(1), document: '' })];
	const from = (payerName: string) => pix(100, { payerName, payerDocument: null });
	expect(outcome([from(branch(2))], bills)).toBe('onlyAmount');
	expect(outcome([from(branch(1))], [bill('1', 100, { ...bills[0] })])).toBe('1=name');
	const mei = 'Ana Souza Lima 529.982.247-25';
	expect(outcome([from(mei)], [bill('1', 100, noDocument)])).toBe('1=name');
});

test('the number of an invoice is written as it stands in the table', () => {
	expect(runNode('en', [pix(100)], [bill(' 1 ', 100)], [])).toMatchObject([{ invoice: ' 1 ' }]);
});
