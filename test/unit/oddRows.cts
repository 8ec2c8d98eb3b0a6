import type { IDataObject } from 'n8n-workflow';

/**
 * Transactions and accounts as real banks send them, made anonymous: each row is ordinary but for the
 * members given. Used by the tests of flat rows and of statement files, which must read the same.
 */

export const CARD_ID = '00000000-0000-4000-8000-000000000900';

const idOf = (number: number) => `00000000-0000-4000-8000-0000000000${number}`;

const ordinary: IDataObject = {
	descriptionRaw: null,
	currencyCode: 'BRL',
	amountInAccountCurrency: null,
	date: '2026-02-10T03:00:00.000Z',
	category: null,
	categoryId: null,
	balance: null,
	accountId: CARD_ID,
	providerCode: null,
	status: 'POSTED',
	paymentData: null,
	type: 'DEBIT',
	operationType: null,
	creditCardMetadata: null,
	acquirerData: null,
	merchant: null,
	providerId: null,
	order: 0,
	createdAt: '2026-03-02T09:10:11.120Z',
	updatedAt: '2026-03-02T09:10:11.120Z',
};

/** A row as Pluggy sent it; members that are undefined are missing. */
export function oddRow(number: number, description: string | null, more: IDataObject): IDataObject {
	const row: IDataObject = { id: idOf(number), description, ...ordinary, ...more };
	for (const name of Object.keys(row)) if (row[name] === undefined) delete row[name];
	return row;
}

const accountOf = (number: number, more: IDataObject): IDataObject => ({
	id: `00000000-0000-4000-8000-000000000${number}`,
	itemId: '00000000-0000-4000-8000-000000000800',
	currencyCode: 'BRL',
	createdAt: '2026-03-02T09:10:11.120Z',
	updatedAt: '2026-03-02T09:10:11.120Z',
	...more,
});

export const card = accountOf(900, {
	type: 'CREDIT',
	subtype: 'CREDIT_CARD',
	name: 'Cartão Exemplo',
	number: '4321',
	balance: 217.1,
	bankData: null,
	creditData: { brand: 'MASTERCARD', level: 'GOLD', creditLimit: 1000, status: 'ACTIVE' },
});

export const checking = accountOf(899, {
	type: 'BANK',
	subtype: 'CHECKING_ACCOUNT',
	name: 'Conta Exemplo',
	number: '0001/12345-0',
	balance: 100,
	bankData: { transferNumber: '0001/12345-0' },
});

interface Expected {
	row: IDataObject;
	/** The amount on a card and on a bank account; a text is part of the reason why there is none. */
	onCard: number | string;
	onBank: number | string;
	/** Whether `type` says the opposite of the sign, on a card. */
	disagrees?: boolean;
}

const expected = (
	row: IDataObject,
	onCard: number | string,
	onBank: number | string,
	disagrees = false,
): Expected => ({ row, onCard, onBank, disagrees });

/** Real cards: purchases come with either type, their sign is positive. */
export const cardRows: Expected[] = [
	expected(oddRow(11, 'PADARIA EXEMPLO', { amount: 12, type: 'CREDIT' }), -12, 12, true),
	expected(
		oddRow(12, 'ELETRO EXEMPLO 2/5', {
			amount: 159.2,
			type: 'CREDIT',
			creditCardMetadata: {
				installmentNumber: 2,
				totalInstallments: 5,
				totalAmount: 796,
				purchaseDate: '2026-01-10T03:00:00.000Z',
				cardNumber: '4321',
			},
		}),
		-159.2,
		159.2,
		true,
	),
	expected(oddRow(13, 'PAGAMENTO RECEBIDO', { amount: -300, type: 'CREDIT' }), 300, 300),
	expected(oddRow(14, 'FARMACIA EXEMPLO', { amount: 45.9 }), -45.9, -45.9),
	expected(oddRow(15, 'ESTORNO FARMACIA EXEMPLO', { amount: -45.9, type: 'CREDIT' }), 45.9, 45.9),
];

/** Pluggy's own test bank: the other way round, and kept so. */
export const testBankRows: Expected[] = [
	expected(oddRow(16, 'Compra Exemplo', { amount: -55.9, type: 'CREDIT' }), 55.9, 55.9),
	expected(oddRow(17, 'Pagamento de fatura', { amount: 500 }), -500, -500),
	expected(
		oddRow(18, 'Assinatura Exemplo', { amount: -25, type: 'CREDIT', status: 'PENDING' }),
		25,
		25,
	),
];

export const testBankCard = accountOf(901, {
	type: 'CREDIT',
	subtype: 'CREDIT_CARD',
	name: 'Pluggy Bank Mastercard',
	number: '**** 4321',
	balance: -580.9,
	bankData: null,
	creditData: {},
});

const NOT_CONVERTED = 'not converted yet';

export const foreignRows: Expected[] = [
	expected(
		oddRow(21, 'SOFTWARE ABROAD', {
			currencyCode: 'USD',
			amount: 10,
			amountInAccountCurrency: 57.34,
		}),
		-57.34,
		-57.34,
	),
	expected(
		oddRow(22, 'SOFTWARE ABROAD PENDING', { currencyCode: 'USD', amount: 10, status: 'PENDING' }),
		NOT_CONVERTED,
		NOT_CONVERTED,
	),
	expected(
		oddRow(23, 'HOTEL ABROAD', {
			currencyCode: 'EUR',
			amount: 80.5,
			amountInAccountCurrency: undefined,
		}),
		NOT_CONVERTED,
		NOT_CONVERTED,
	),
	expected(
		oddRow(24, 'IOF', {
			amount: 2.01,
			amountInAccountCurrency: 2.01,
			creditCardMetadata: { feeType: 'IOF', cardNumber: '4321' },
		}),
		-2.01,
		-2.01,
	),
	expected(
		oddRow(25, 'ZERO FOR NONE', {
			currencyCode: 'USD',
			amount: 10,
			amountInAccountCurrency: 0,
		}),
		NOT_CONVERTED,
		NOT_CONVERTED,
	),
	expected(
		oddRow(26, 'CONVERTED AS TEXT', {
			currencyCode: 'USD',
			amount: 10,
			amountInAccountCurrency: '57,34',
		}),
		'no number',
		'no number',
	),
	expected(
		oddRow(27, 'TWO SIGNS', { currencyCode: 'USD', amount: 10, amountInAccountCurrency: -57.34 }),
		'opposite signs',
		-57.34,
	),
];

const NO_TYPE = 'no type (DEBIT or CREDIT)';
const fatura = { installmentNumber: 3, totalInstallments: 10, cardNumber: '4321' };

export const oddRows: Expected[] = [
	expected(oddRow(31, 'VALOR COMO TEXTO', { amount: '59.90' }), 'no number', 'no number'),
	expected(
		oddRow(32, 'VALOR EM REAIS COMO TEXTO', { amount: '1.234,56' }),
		'no number',
		'no number',
	),
	expected(oddRow(33, 'VALOR NULO', { amount: null }), 'no amount', 'no amount'),
	expected(oddRow(34, 'SEM VALOR', {}), 'no amount', 'no amount'),
	expected(oddRow(35, 'SEM TIPO', { amount: 9.9, type: undefined }), -9.9, NO_TYPE),
	expected(oddRow(36, 'SEM ID', { amount: 5, id: undefined }), -5, -5),
	expected(oddRow(37, 'DATA NULA', { amount: 7, date: null }), -7, -7),
	expected(oddRow(38, 'SO O DIA', { amount: 7, date: '2026-02-11' }), -7, -7),
	expected(oddRow(39, 'SEM FUSO', { amount: 7, date: '2026-02-11T00:00:00' }), -7, -7),
	expected(oddRow(40, 'MEIA-NOITE UTC', { amount: 7, date: '2026-02-11T00:00:00.000Z' }), -7, -7),
	expected(
		oddRow(41, 'ULTIMA HORA DO DIA', { amount: 7, date: '2026-02-12T02:59:59.000Z' }),
		-7,
		-7,
	),
	expected(
		oddRow(42, 'PARCELA FUTURA 3/10', {
			amount: 120.5,
			date: '2026-06-10T03:00:00.000Z',
			status: 'PENDING',
			creditCardMetadata: { ...fatura, billForecastDate: '0001-01' },
		}),
		-120.5,
		-120.5,
	),
	expected(
		oddRow(43, 'SO NO TEXTO 3/5', { amount: 80, creditCardMetadata: { cardNumber: '4321' } }),
		-80,
		-80,
	),
	expected(
		oddRow(44, 'LOJA COM CAMPOS VAZIOS', {
			amount: 156,
			status: 'PENDING',
			type: 'CREDIT',
			merchant: { name: 'LOJA EXEMPLO', businessName: '', cnpj: '', category: '', cnae: null },
		}),
		-156,
		156,
		true,
	),
	expected(oddRow(45, 'SEM CONTA', { amount: 3, accountId: undefined }), -3, -3),
	expected(
		oddRow(46, 'QUATRO CASAS', { amount: 307.8891, amountInAccountCurrency: 307.8891 }),
		-307.8891,
		-307.8891,
	),
	expected(oddRow(47, 'MEIO CENTAVO', { amount: 1.005 }), -1.005, -1.005),
	expected(oddRow(48, 'NUL A\u0000B E SURROGATE \ud83d SO', { amount: 1 }), -1, -1),
	expected(oddRow(49, 'FULANO | PIX | "aspas"; <b>&amp;</b>\tTAB\nLINHA', { amount: 1 }), -1, -1),
	expected(oddRow(50, '', { amount: 1, descriptionRaw: '' }), -1, -1),
	expected(oddRow(51, null, { amount: 1 }), -1, -1),
	expected(
		oddRow(52, 'PAGADOR SO COM DOCUMENTO', {
			amount: 1,
			type: 'CREDIT',
			paymentData: {
				payer: { name: null, documentNumber: { type: 'CPF', value: '529.982.247-25' } },
				receiver: null,
				reason: null,
				paymentMethod: 'PIX',
				boletoMetadata: null,
			},
		}),
		-1,
		1,
		true,
	),
	expected(
		oddRow(53, 'PAGADOR SEM VALOR DE DOCUMENTO', {
			amount: 1,
			type: 'CREDIT',
			paymentData: { payer: { documentNumber: { type: 'CNPJ' } }, paymentMethod: 'OTHER' },
		}),
		-1,
		1,
		true,
	),
	expected(
		oddRow(54, 'DOCUMENTO NULO', {
			amount: 1,
			type: 'CREDIT',
			paymentData: {
				payer: { name: 'ACME EXEMPLO LTDA', documentNumber: null },
				paymentMethod: 'TEF',
			},
		}),
		-1,
		1,
		true,
	),
	expected(
		oddRow(55, 'CATEGORIA NOVA', {
			amount: 1,
			category: 'Nova Categoria',
			categoryId: '200100000',
			operationType: 'RESGATE_APLIC_FINANCEIRA',
		}),
		-1,
		-1,
	),
	expected(
		oddRow(56, 'ENUMS NOVOS', {
			amount: 1,
			status: 'SCHEDULED',
			type: 'REVERSAL',
			operationType: 'ALGO_NOVO',
		}),
		-1,
		NO_TYPE,
	),
	expected(oddRow(57, 'GEMEAS', { amount: 4.5, date: '2026-02-13T03:00:00.000Z' }), -4.5, -4.5),
	expected(oddRow(58, 'GEMEAS', { amount: 4.5, date: '2026-02-13T03:00:00.000Z' }), -4.5, -4.5),
	expected(oddRow(59, 'ENORME', { amount: 1e21 }), 'too large', 'too large'),
	expected(oddRow(60, 'ZERO', { amount: 0 }), 0, 0),
	expected(oddRow(61, 'DEBITO JA NEGATIVO', { amount: -10 }), 10, -10, true),
	expected(oddRow(62, 'CREDITO NEGATIVO EM CONTA', { amount: -10, type: 'CREDIT' }), 10, 10),
];

export const allRows = [...cardRows, ...testBankRows, ...foreignRows, ...oddRows];

/** The row of a number in `allRows`. */
export const rowOf = (number: number) => allRows.find(({ row }) => row.id === idOf(number))!.row;

/** Accounts without number, with masked ones, with the branch in front, of new types. */
export const oddAccounts = {
	noNumber: accountOf(910, {
		type: 'BANK',
		subtype: 'CHECKING_ACCOUNT',
		name: 'Conta',
		number: null,
		balance: 1,
		bankData: { transferNumber: '0001/12345-0', closingBalance: 1 },
		creditData: null,
	}),
	zeroBank: accountOf(911, {
		type: 'BANK',
		subtype: 'CHECKING_ACCOUNT',
		name: 'Conta',
		number: '0001/12345-0',
		balance: '1234.56',
		currencyCode: null,
		bankData: { transferNumber: '000/0001/12345-0' },
		creditData: null,
	}),
	savings: accountOf(912, {
		type: 'BANK',
		subtype: 'SAVINGS_ACCOUNT',
		name: null,
		number: '12345-0',
		balance: 93629601.1851507,
		bankData: null,
		creditData: null,
	}),
	masked: accountOf(913, {
		type: 'BANK',
		subtype: 'PAYMENT_ACCOUNT',
		name: 'Conta de pagamento',
		number: 'X',
		balance: null,
		bankData: {},
	}),
	cardA: accountOf(914, {
		type: 'CREDIT',
		subtype: 'CREDIT_CARD',
		name: 'Cartão A',
		number: '**** 4321',
		balance: 883.1,
		bankData: null,
		creditData: {
			creditLimit: 5000,
			availableCreditLimit: 4116.9,
			minimumPayment: 794328.49903322,
			balanceDueDate: '2026-03-10',
			holderType: 'MAIN',
			disaggregatedCreditLimits: [],
			additionalCards: null,
		},
	}),
	cardB: accountOf(915, {
		type: 'CREDIT',
		subtype: 'CREDIT_CARD',
		name: 'Cartão B (mesma linha)',
		number: null,
		balance: 883.1,
		bankData: null,
		creditData: {},
	}),
	dollars: accountOf(916, {
		type: 'CREDIT',
		subtype: 'CREDIT_CARD',
		name: 'Cartão em dólar',
		number: '9999',
		balance: 0,
		currencyCode: 'USD',
		bankData: null,
		creditData: null,
		updatedAt: null,
	}),
	loan: accountOf(917, {
		type: 'LOAN',
		subtype: 'SOMETHING_NEW',
		name: 'Tipo novo',
		number: '1',
		balance: 1,
	}),
};
