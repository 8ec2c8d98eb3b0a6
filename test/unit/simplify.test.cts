import { simplifiers, type Simplifier } from '../../nodes/Pluggy/simplify';

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
		// A transaction without its account says so.
		const { amountNote, ...empty } = simplify({});
		expect(Object.values(empty).every((value) => value === null)).toBe(true);
		expect(amountNote === undefined || typeof amountNote === 'string').toBe(true);
		const full = simplify({
			id: 't1',
			date: '2026-03-05T03:00:00.000Z',
			description: 'HOTEL LISBOA',
			amount: 50,
			type: 'DEBIT',
			creditCardMetadata: { installmentNumber: 1, billId: 'b1', cardNumber: '1234' },
			merchant: { name: 'Hotel', cnpj: '08050608000132' },
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
		expect(Object.keys(full).filter((name) => name !== 'amountNote')).toEqual(Object.keys(empty));
		expect(
			Object.values(full).filter((value) => typeof value === 'object' && value !== null),
		).toEqual([]);
	},
);

test.each([
	['0001-01', null],
	['0001-01-01T00:00:00.000Z', null],
	['', null],
	['2026-03-10T03:00:00.000Z', '2026-03-10'],
	['2026-03', '2026-03'],
	['logo', 'logo'],
])('the day %p is %p: the first month of all stands for none', (dueDate, day) => {
	expect(simplifiers.bill({ dueDate }).dueDate).toBe(day);
	expect(simplifiers.loan({ dueDate }).dueDate).toBe(day);
});

test.each([
	['', null],
	['\0', null],
	['CONTA\0\0', 'CONTA'],
	['A\0B', 'A B'],
	['meio \ud83d', 'meio \ufffd'],
	['\ude00 meio', '\ufffd meio'],
	['inteiro 😀', 'inteiro 😀'],
	[' tab\te\nlinha ', ' tab\te\nlinha '],
])('the text %j is stored as %j', (name, stored) => {
	expect(simplifiers.account({ name }).name).toBe(stored);
});

/** What a person looks for in a row. */
const FIRST: Record<Simplifier, string[]> = {
	account: ['name', 'number', 'balance', 'currencyCode', 'type'],
	bill: ['dueDate', 'totalAmount', 'currencyCode', 'minimumPaymentAmount', 'billClosingDate'],
	connector: ['name', 'type', 'status', 'incidents'],
	investment: ['name', 'date', 'balance', 'currencyCode', 'status'],
	item: ['connectorName', 'status', 'diagnosis', 'executionStatus', 'lastUpdatedAt'],
	loan: ['productName', 'contractDate', 'contractAmount', 'contractOutstandingBalance'],
	paymentRequest: ['status', 'paymentUrl', 'amount', 'description', 'recipientName'],
	transaction: ['date', 'description', 'amount', 'category', 'categoryTranslated', 'accountName'],
};
const isId = (name: string) => /^id$|I[dD]$/.test(name);

test.each(Object.entries(FIRST))('%s: what a person reads comes first, IDs last', (kind, first) => {
	const names = Object.keys(simplifiers[kind as Simplifier]({}));
	expect(names.slice(0, first.length)).toEqual(first);
	const ids = names.filter(isId);
	expect(ids[0]).toBe('id');
	expect(names.slice(-ids.length)).toEqual(ids);
});

test('columns that came in 2026', () => {
	const dates = {
		resourcesCollectedAt: '2026-11-02T10:00:00.000Z',
		autoSyncDisabledAt: '2026-11-03T10:00:00.000Z',
	};
	const item = { hasResourcesPendingAuthorization: true, ...dates };
	expect(simplifiers.item(item)).toMatchObject(item);
	expect(simplifiers.bill({ accountId: 'a' })).toMatchObject({ accountId: 'a' });
	const incidents = [{ title: 'Conexões instáveis' }, { title: 'Manutenção' }, null, {}];
	expect(simplifiers.connector({ health: { incidents } })).toMatchObject({
		incidents: 'Conexões instáveis, Manutenção',
	});
	expect(simplifiers.connector({ health: {} }).incidents).toBeNull();
});
