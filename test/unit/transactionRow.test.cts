import { readTransaction, transactionRow, type Reading } from '../../nodes/Pluggy/transactionRow';
import {
	allRows,
	card,
	CARD_ID,
	checking,
	foreignRows,
	oddAccounts,
	oddRow,
	rowOf,
	testBankCard,
	testBankRows,
} from './oddRows.cjs';

const amountOf = ({ amount, note }: Reading) => amount ?? note;
const like = (wanted: number | string) =>
	typeof wanted === 'number' ? wanted : expect.stringContaining(wanted);

const named = allRows.map(
	(one) => [`${String(one.row.description)} (${one.row.id})`, one] as const,
);

describe('one sign convention: what leaves is negative', () => {
	test.each(named)('on a card the sign decides: %s', (_, { row, onCard, disagrees }) => {
		const reading = readTransaction(row, { account: card });
		expect(amountOf(reading)).toEqual(like(onCard));
		expect(reading.disagrees).toBe(disagrees);
	});

	test.each(named)('on a bank account the type decides: %s', (_, { row, onBank }) => {
		const reading = readTransaction(row, { account: checking });
		expect(amountOf(reading)).toEqual(like(onBank));
		expect(reading.disagrees).toBe(false);
	});

	test.each(named)('without the account nothing is guessed: %s', (_, { row }) => {
		const why = 'the account could not be read';
		for (const reading of [readTransaction(row, { why }), readTransaction(row)]) {
			expect(reading.amount).toBeNull();
			expect(reading.note).toContain('The sign is not known');
		}
		expect(readTransaction(row, { why }).note).toContain(why);
	});

	test.each(named)('nor on an account of a new type: %s', (_, { row, onBank }) => {
		const { amount, note } = readTransaction(row, { account: oddAccounts.loan });
		expect(amount).toBeNull();
		const reasonsOfTheAmount = typeof onBank === 'string' && !onBank.includes('type');
		expect(note).toEqual(like(reasonsOfTheAmount ? onBank : 'neither BANK nor CREDIT'));
	});

	test('the test bank of Pluggy has it the other way round, and it stays so', () => {
		const account = testBankCard;
		const amounts = testBankRows.map(({ row }) => readTransaction(row, { account }).amount);
		expect(amounts).toEqual([55.9, -500, 25]);
	});

	test('zero has no sign', () => {
		const zero = readTransaction(rowOf(60), { account: card }).amount;
		expect(Object.is(zero, 0)).toBe(true);
		expect(Object.is(readTransaction(rowOf(60), { account: checking }).amount, 0)).toBe(true);
	});
});

describe('another currency', () => {
	const amounts = (account: object) =>
		foreignRows.map(({ row }) => readTransaction(row, { account: account as never }).amount);

	test('in an account in dollars, dollars are its own', () => {
		expect(amounts(oddAccounts.dollars)).toEqual([-57.34, -10, null, -2.01, -10, -10, null]);
	});

	test('an account that does not tell its currency is in reais', () => {
		const { currencyCode: _, ...account } = card;
		expect(amounts(account)).toEqual(amounts(card));
		expect(amounts({ ...card, currencyCode: null })).toEqual(amounts(card));
	});

	test('a row that does not tell its currency is in that of the account', () => {
		const row = { ...rowOf(14), currencyCode: null };
		expect(readTransaction(row, { account: card }).amount).toBe(-45.9);
	});

	test('a currency that is no code is another one', () => {
		const row = { ...rowOf(14), currencyCode: 'US$' };
		expect(readTransaction(row, { account: card }).note).toContain('not converted yet');
	});
});

test.each([
	[37, null, null],
	[38, '2026-02-11', '2026-02-11'],
	[39, '2026-02-11', '2026-02-11'],
	[40, '2026-02-11', '2026-02-11'],
	[41, '2026-02-11', '2026-02-11'],
	[42, '2026-06-10', '2026-06-10'],
])('the day of row %i is the day in São Paulo', (number, day, shown) => {
	expect(readTransaction(rowOf(number), { account: card }).day).toBe(day);
	expect(transactionRow(rowOf(number), { account: card }).date).toBe(shown);
});

test('what is no date stays in the row as it was sent, and is no day', () => {
	for (const date of ['ontem', '2026-02-30', '2026-02']) {
		const row = { ...rowOf(14), date };
		expect(readTransaction(row, { account: card }).day).toBeNull();
		expect(transactionRow(row, { account: card }).date).toBe(date);
	}
	for (const date of ['', '0001-01-01T00:00:00Z', 5, null]) {
		expect(transactionRow({ ...rowOf(14), date }, { account: card }).date).toBeNull();
	}
});

test('a flat row: what a person reads first, IDs last, and all that Pluggy sent of the amount', () => {
	const row = oddRow(99, 'HOTEL LISBOA', {
		amount: 50,
		amountInAccountCurrency: 280.5,
		currencyCode: 'EUR',
		category: 'Travel',
		categoryId: '12000000',
		creditCardMetadata: {
			installmentNumber: 1,
			totalInstallments: 3,
			billId: 'b1',
			cardNumber: '1234',
			purchaseDate: '2026-02-09T03:00:00.000Z',
			paymentType: 'INSTALLMENT',
			billForecastDate: '2026-03',
			billPostDate: '2026-03-10',
			transactionDateTime: '2026-02-09T15:30:00.000Z',
			feeType: 'OTHER',
		},
		merchant: { name: 'Hotel', cnpj: '08050608000132' },
		paymentData: { receiverReferenceId: 'pedido4821', referenceNumber: '99' },
	});
	const names = new Map([['12000000', 'Viagens']]);
	const label = { details: { accountType: 'CREDIT' }, ids: { itemId: 'i1' } };
	expect(Object.entries(transactionRow(row, { account: card }, { names, label }))).toEqual(
		Object.entries({
			date: '2026-02-10',
			description: 'HOTEL LISBOA',
			amount: -280.5,
			category: 'Travel',
			categoryTranslated: 'Viagens',
			accountName: 'Cartão Exemplo',
			currencyCode: 'BRL',
			amountNote: null,
			status: 'POSTED',
			type: 'DEBIT',
			balance: null,
			amountSent: 50,
			currencySent: 'EUR',
			paymentMethod: null,
			payerName: null,
			payerDocument: null,
			receiverName: null,
			receiverDocument: null,
			referenceNumber: '99',
			merchantName: 'Hotel',
			merchantCnpj: '08050608000132',
			cardNumber: '1234',
			paymentType: 'INSTALLMENT',
			installmentNumber: 1,
			totalInstallments: 3,
			purchaseDate: '2026-02-09',
			transactionDateTime: '2026-02-09T15:30:00.000Z',
			billForecastDate: '2026-03',
			billPostDate: '2026-03-10',
			feeType: 'OTHER',
			createdAt: '2026-03-02T09:10:11.120Z',
			accountType: 'CREDIT',
			id: '00000000-0000-4000-8000-000000000099',
			accountId: CARD_ID,
			categoryId: '12000000',
			billId: 'b1',
			receiverReferenceId: 'pedido4821',
			itemId: 'i1',
		}),
	);
});

test('the amount is in the row as Pluggy sent it, whatever became of it', () => {
	for (const { row } of allRows) {
		const { amountSent, currencySent } = transactionRow(row);
		expect(amountSent).toBe(row.amount ?? null);
		expect(currencySent).toBe(row.currencyCode);
	}
});

test.each([
	[36, { id: null, amount: -5 }],
	[42, { billForecastDate: null, installmentNumber: 3, status: 'PENDING' }],
	[43, { installmentNumber: null, totalInstallments: null, description: 'SO NO TEXTO 3/5' }],
	[44, { merchantName: 'LOJA EXEMPLO', merchantCnpj: null }],
	[45, { accountId: CARD_ID }],
	[48, { description: 'NUL A B E SURROGATE \ufffd SO' }],
	[49, { description: 'FULANO | PIX | "aspas"; <b>&amp;</b>\tTAB\nLINHA' }],
	[50, { description: null }],
	[51, { description: null }],
	[52, { payerName: null, payerDocument: '529.982.247-25', receiverName: null }],
	[53, { payerName: null, payerDocument: null, paymentMethod: 'OTHER' }],
	[54, { payerName: 'ACME EXEMPLO LTDA', payerDocument: null, paymentMethod: 'TEF' }],
	[55, { category: 'Nova Categoria', categoryId: '200100000' }],
	[56, { type: 'REVERSAL', status: 'SCHEDULED' }],
	[12, { purchaseDate: '2026-01-10', installmentNumber: 2, totalInstallments: 5 }],
	[24, { feeType: 'IOF' }],
])('row %i has %j', (number, columns) => {
	const row =
		number === 36 ? allRows.find((one) => one.row.description === 'SEM ID')!.row : rowOf(number);
	expect(transactionRow(row, { account: card })).toMatchObject(columns);
});

test('an empty description gives way to the bank’s own text', () => {
	const row = oddRow(98, '', { descriptionRaw: 'COMPRA 123' });
	expect(transactionRow(row).description).toBe('COMPRA 123');
});
