import { catalog } from '../../nodes/Pluggy/catalog';
import { withoutDocuments } from '../../nodes/Pluggy/hideDocuments';
import { hideDocuments } from '../../nodes/shared/problems/redact';

/** Rows without CPF and CNPJ: in their columns, and inside what banks write. */

const CPF = '529.982.247-25';
const BARE = '52998224725';
const CNPJ = '11.222.333/0001-81';

test.each([
	[{ taxNumber: '12345678900' }, { taxNumber: '[hidden]' }],
	[{ taxNumber: 12345678900 }, { taxNumber: '[hidden]' }],
	[
		{ payerDocument: BARE, receiverDocument: '11222333000181' },
		{ payerDocument: '[hidden]', receiverDocument: '[hidden]' },
	],
	[{ merchantCnpj: CNPJ }, { merchantCnpj: '[hidden]' }],
	[
		{ documentNumber: { type: 'CPF', value: '00000000000' } },
		{ documentNumber: { type: 'CPF', value: '[hidden]' } },
	],
	[{ companiesCnpj: [CNPJ, CNPJ] }, { companiesCnpj: ['[hidden]', '[hidden]'] }],
	[
		{ document: null, documentType: 'CPF' },
		{ document: null, documentType: 'CPF' },
	],
	[
		{ otherDocuments: [{ type: 'RG', number: '123456789', expirationDate: '2030-01-31' }] },
		{ otherDocuments: [{ type: 'RG', number: '[hidden]', expirationDate: '2030-01-31' }] },
	],
])('a column of documents: %j', (row, expected) => {
	expect(withoutDocuments(row)).toEqual(expected);
});

test.each([
	[`PIX RECEBIDO JOAO ${CPF}`, 'PIX RECEBIDO JOAO [hidden]'],
	[`TED ${BARE} ALUGUEL`, 'TED [hidden] ALUGUEL'],
	[`Pagto ${CNPJ} / ref 12`, 'Pagto [hidden] / ref 12'],
])('inside a description: %s', (description, expected) => {
	expect(withoutDocuments({ a: [{ description }] })).toEqual({ a: [{ description: expected }] });
});

test.each([
	['a CPF as a number', { number: 52998224725 }, { number: '[hidden]' }],
	['a negative one', { number: -52998224725 }, { number: '[hidden]' }],
	['its zero in front lost', { number: 1234567890 }, { number: '[hidden]' }],
	['two of them lost', { number: 123456797 }, { number: '[hidden]' }],
	['in a list', { numbers: [1234567890] }, { numbers: ['[hidden]'] }],
	['as a name', { holders: { [BARE]: 'Maria' } }, { holders: { '[hidden]': 'Maria' } }],
	['as two names', { [BARE]: 1, [CPF]: 2, a: 3 }, { '[hidden]': 1, '[hidden] 2': 2, a: 3 }],
])('wherever it stands: %s', (_, row, expected) => {
	expect(withoutDocuments(row)).toEqual(expected);
});

test.each([
	'amount',
	'balance',
	'value',
	'creditLimit',
	'amountOriginal',
	'minimumPayment',
	'totalAmount',
	'contractOutstandingBalance',
	'quantity',
	'iofProvision',
	'brokerageFee',
	'taxes2',
])('an amount in whole reais stays, whatever its digits check: %s', (name) => {
	const row = { [name]: 1234567890, inside: [{ [name]: -123456797 }] };
	expect(withoutDocuments(row)).toEqual(row);
});

test('nothing else changes, however long it is', () => {
	const row = {
		id: '11111111-1111-4111-8111-111111111111',
		date: '2026-01-31T03:00:00.000Z',
		amount: -1234.56,
		balance: 529982247.25,
		number: '0001/12345-6',
		phone: '+5511987654321',
		status: 'POSTED',
		isOpen: true,
		nothing: null,
		order: 7,
		taxes: 12.5,
		long: 'ação '.repeat(20_000),
		connectUrl: 'https://connect.pluggy.ai/?connect_token=eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl',
	};
	expect(withoutDocuments(row)).toEqual(row);
	expect(Object.keys(withoutDocuments(row))).toEqual(Object.keys(row));
});

test('of a long text its end is looked at, too', () => {
	expect(hideDocuments(`${'x '.repeat(40_000)}${CPF}`)).toMatch(/x \[hidden\]$/);
});

describe('files', () => {
	const operations = catalog.flatMap((resource) => resource.operations);

	test('whoever makes some says what becomes of documents in them', () => {
		const makers = operations.filter(
			({ handler, fields }) =>
				/makeFile/.test(handler?.run.toString() ?? '') ||
				fields.some(({ property }) => property.name === 'binaryPropertyName'),
		);
		expect(makers.map(({ id, handler }) => [id, handler?.files])).toEqual([
			['getStatements', 'asTheyAre'],
			['exportOfx', 'masked'],
		]);
	});
});
