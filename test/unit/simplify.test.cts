import { simplifiers } from '../../nodes/Pluggy/simplify';

const purchase = {
	id: 't1',
	accountId: 'a1',
	date: '2026-03-05T03:00:00.000Z',
	description: 'HOTEL LISBOA',
	amount: 50,
	amountInAccountCurrency: 280.5,
	currencyCode: 'EUR',
	type: 'DEBIT',
	status: 'POSTED',
	creditCardMetadata: {
		installmentNumber: 1,
		totalInstallments: 3,
		billId: 'b1',
		cardNumber: '1234',
	},
	merchant: { name: 'Hotel', cnpj: '08050608000132' },
};

test('a transaction abroad: amount in the account currency, its own beside it, what leaves is negative', () => {
	expect(simplifiers.transaction(purchase)).toEqual({
		id: 't1',
		accountId: 'a1',
		date: '2026-03-05',
		description: 'HOTEL LISBOA',
		amount: -280.5,
		originalAmount: -50,
		originalCurrencyCode: 'EUR',
		balance: null,
		type: 'DEBIT',
		status: 'POSTED',
		category: null,
		categoryId: null,
		paymentMethod: null,
		payerName: null,
		payerDocument: null,
		receiverName: null,
		receiverDocument: null,
		merchantName: 'Hotel',
		merchantCnpj: '08050608000132',
		cardNumber: '1234',
		installmentNumber: 1,
		totalInstallments: 3,
		billId: 'b1',
		createdAt: null,
	});
});

test.each([
	['bank, out', { amount: -10, type: 'DEBIT' }, -10],
	['bank, in', { amount: 10, type: 'CREDIT' }, 10],
	['card, purchase', { amount: 10, type: 'DEBIT' }, -10],
	['card, payment of the bill', { amount: -10, type: 'CREDIT' }, 10],
	['no type: the sign stays', { amount: -10 }, -10],
	['nothing: no negative zero', { amount: 0, type: 'DEBIT' }, 0],
	['no amount', { type: 'DEBIT' }, null],
])('one sign convention: %s', (_, row, amount) => {
	expect(simplifiers.transaction(row).amount).toBe(amount);
});

test('the parties of a PIX are columns', () => {
	const party = (name: string, value: string) => ({ name, documentNumber: { type: 'CPF', value } });
	const row = simplifiers.transaction({
		paymentData: { paymentMethod: 'PIX', payer: party('Ana', '1'), receiver: party('Bia', '2') },
	});
	expect(row).toMatchObject({
		paymentMethod: 'PIX',
		payerName: 'Ana',
		payerDocument: '1',
		receiverName: 'Bia',
		receiverDocument: '2',
	});
});

test('an item never puts out a member called error, and keeps its diagnosis', () => {
	const row = simplifiers.item({
		id: 'i1',
		status: 'LOGIN_ERROR',
		error: { code: 'INVALID_CREDENTIALS', message: 'no' },
		diagnosis: { code: 'INVALID_CREDENTIALS' },
		connector: { id: 0, name: 'Pluggy Bank' },
		parameter: null,
	});
	expect(row).toMatchObject({
		id: 'i1',
		errorCode: 'INVALID_CREDENTIALS',
		errorMessage: 'no',
		diagnosis: { code: 'INVALID_CREDENTIALS' },
		connectorId: 0,
		parameterName: null,
	});
	expect(row).not.toHaveProperty('error');
});

test('an item that waits for its user puts out all the user needs', () => {
	const row = simplifiers.item({
		parameter: {
			name: 'image',
			type: 'image',
			data: 'data:image/png;base64,AA==',
			options: [{ value: 'a', label: 'A' }, { label: 'without value' }, null],
		},
		userAction: { type: 'qr', instructions: 'Scan', attributes: { qr: '000201' } },
	});
	expect(row).toMatchObject({
		parameterType: 'image',
		parameterData: 'data:image/png;base64,AA==',
		parameterOptions: 'a',
		userActionType: 'qr',
		userAction: 'Scan',
		userActionAttributes: { qr: '000201' },
	});
});

test('days of payments in a bill are days in São Paulo, and gaps are left out', () => {
	const row = simplifiers.bill({
		dueDate: '2026-03-10T03:00:00.000Z',
		payments: [
			{ paymentDate: '2026-03-09T03:00:00.000Z', amount: 10.5 },
			{ paymentDate: '2026-03-10T02:59:00.000Z', amount: null },
			null,
		],
		financeCharges: [{ type: 'IOF' }, {}],
	});
	expect(row).toMatchObject({
		dueDate: '2026-03-10',
		paymentDates: '2026-03-09, 2026-03-09',
		paymentAmounts: '10.5',
		financeCharges: 'IOF',
	});
});

test.each(Object.entries(simplifiers))(
	'%s: flat, and the same columns for any answer',
	(_, simplify) => {
		const empty = simplify({});
		expect(Object.values(empty).every((value) => value === null)).toBe(true);
		const full = simplify({
			...purchase,
			bankData: { transferNumber: '1' },
			creditData: { brand: 'X', balanceDueDate: '2026-01-10T03:00:00Z' },
			installments: { paidInstallments: 1 },
			payments: [{ paymentDate: '2026-01-01', amount: 1 }],
			financeCharges: [{ type: 'IOF' }],
			products: ['ACCOUNTS', 'CREDIT_CARDS'],
			credentials: [{ name: 'user' }, { name: 'password' }],
			health: { status: 'ONLINE' },
			recipient: { id: 'r', name: 'R' },
			schedule: { type: 'DAILY' },
			error: { code: 'X' },
		});
		expect(Object.keys(full)).toEqual(Object.keys(empty));
		expect(
			Object.values(full).filter((value) => typeof value === 'object' && value !== null),
		).toEqual([]);
	},
);
