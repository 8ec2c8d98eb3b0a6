import type { IDataObject } from 'n8n-workflow';
import { toCalendarDay } from '../shared/dates';

/** Flat rows for spreadsheets and databases, the same columns in every row. */

type Value = IDataObject[string];

/** A column: the dotted place of its value in the answer, or a way to get it. */
type Columns = Readonly<Record<string, string | ((row: IDataObject) => Value | undefined)>>;

function at(row: IDataObject, path: readonly string[]): Value | undefined {
	let value: Value | undefined = row;
	for (const name of path) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = (value as IDataObject)[name];
	}
	return value;
}

/** Makes a simplifier; a value that is missing becomes null, so that all rows have all columns. */
function columns(definition: Columns): (row: IDataObject) => IDataObject {
	const getters = Object.entries(definition).map(([name, place]) => {
		if (typeof place === 'function') return [name, place] as const;
		const path = place.split('.');
		return [name, (row: IDataObject) => at(row, path)] as const;
	});
	return (row) => {
		const result: IDataObject = {};
		for (const [name, get] of getters) result[name] = get(row) ?? null;
		return result;
	};
}

/** São Paulo days of date-times already seen: a year of rows has few different ones. */
const days = new Map<string, string | null>();
const MOST_DAYS = 5_000;

function dayOf(value: Value | undefined): string | null {
	if (typeof value !== 'string') return null;
	let day = days.get(value);
	if (day === undefined) {
		if (days.size >= MOST_DAYS) days.clear();
		day = toCalendarDay(value) ?? value;
		days.set(value, day);
	}
	return day;
}

const day = (path: string) => {
	const names = path.split('.');
	return (row: IDataObject) => dayOf(at(row, names));
};

/** The entries of a list, or one member of each, as a text; `show` makes a text of one. */
function list(
	value: Value | undefined,
	member?: string,
	show: (entry: Value) => unknown = (entry) => entry,
): string | null {
	if (!Array.isArray(value)) return null;
	return (value as Value[])
		.map((entry) => (member === undefined ? entry : at({ entry }, ['entry', member])))
		.filter((entry) => entry !== undefined && entry !== null)
		.map((entry) => String(show(entry)))
		.join(', ');
}

/**
 * One sign convention for bank accounts and cards: what leaves is negative. Pluggy shows card
 * purchases as positive; `type` says the direction on both. Without a type the sign stays.
 */
export function signed(amount: Value | undefined, type: Value | undefined): number | null {
	if (typeof amount !== 'number') return null;
	// Not -Math.abs(): of zero it makes a negative zero.
	if (type === 'DEBIT') return 0 - Math.abs(amount);
	return type === 'CREDIT' ? Math.abs(amount) : amount;
}

interface Party {
	name?: Value;
	documentNumber?: { value?: Value } | null;
}

type Transaction = IDataObject & {
	paymentData?: { paymentMethod?: Value; payer?: Party | null; receiver?: Party | null } | null;
	creditCardMetadata?: IDataObject | null;
	merchant?: IDataObject | null;
};

/**
 * `amount` is in the account's currency; a purchase abroad keeps its own beside it. Written out,
 * because there may be a hundred thousand rows: made from a definition it takes ten times as long.
 */
function transaction(row: IDataObject): IDataObject {
	const { paymentData, creditCardMetadata: card, merchant } = row as Transaction;
	const payer = paymentData?.payer;
	const receiver = paymentData?.receiver;
	return {
		id: row.id ?? null,
		accountId: row.accountId ?? null,
		date: dayOf(row.date),
		description: row.description ?? null,
		amount: signed(row.amountInAccountCurrency ?? row.amount, row.type),
		originalAmount: signed(row.amount, row.type),
		originalCurrencyCode: row.currencyCode ?? null,
		balance: row.balance ?? null,
		type: row.type ?? null,
		status: row.status ?? null,
		category: row.category ?? null,
		categoryId: row.categoryId ?? null,
		paymentMethod: paymentData?.paymentMethod ?? null,
		payerName: payer?.name ?? null,
		payerDocument: payer?.documentNumber?.value ?? null,
		receiverName: receiver?.name ?? null,
		receiverDocument: receiver?.documentNumber?.value ?? null,
		merchantName: merchant?.name ?? null,
		merchantCnpj: merchant?.cnpj ?? null,
		cardNumber: card?.cardNumber ?? null,
		installmentNumber: card?.installmentNumber ?? null,
		totalInstallments: card?.totalInstallments ?? null,
		billId: card?.billId ?? null,
		createdAt: row.createdAt ?? null,
	};
}

export const simplifiers = {
	account: columns({
		id: 'id',
		itemId: 'itemId',
		type: 'type',
		subtype: 'subtype',
		name: 'name',
		marketingName: 'marketingName',
		number: 'number',
		owner: 'owner',
		taxNumber: 'taxNumber',
		balance: 'balance',
		currencyCode: 'currencyCode',
		transferNumber: 'bankData.transferNumber',
		closingBalance: 'bankData.closingBalance',
		automaticallyInvestedBalance: 'bankData.automaticallyInvestedBalance',
		overdraftContractedLimit: 'bankData.overdraftContractedLimit',
		overdraftUsedLimit: 'bankData.overdraftUsedLimit',
		cardBrand: 'creditData.brand',
		cardLevel: 'creditData.level',
		cardStatus: 'creditData.status',
		creditLimit: 'creditData.creditLimit',
		availableCreditLimit: 'creditData.availableCreditLimit',
		minimumPayment: 'creditData.minimumPayment',
		balanceCloseDate: day('creditData.balanceCloseDate'),
		balanceDueDate: day('creditData.balanceDueDate'),
		updatedAt: 'updatedAt',
	}),
	bill: columns({
		id: 'id',
		dueDate: day('dueDate'),
		billClosingDate: day('billClosingDate'),
		totalAmount: 'totalAmount',
		currencyCode: 'totalAmountCurrencyCode',
		minimumPaymentAmount: 'minimumPaymentAmount',
		allowsInstallments: 'allowsInstallments',
		financeCharges: (row) => list(row.financeCharges, 'type'),
		paymentDates: (row) => list(row.payments, 'paymentDate', dayOf),
		paymentAmounts: (row) => list(row.payments, 'amount'),
	}),
	connector: columns({
		id: 'id',
		name: 'name',
		type: 'type',
		country: 'country',
		status: 'health.status',
		isOpenFinance: 'isOpenFinance',
		isSandbox: 'isSandbox',
		hasMFA: 'hasMFA',
		oauth: 'oauth',
		credentials: (row) => list(row.credentials, 'name'),
		products: (row) => list(row.products),
		supportsPaymentInitiation: 'supportsPaymentInitiation',
		supportsScheduledPayments: 'supportsScheduledPayments',
		supportsSmartTransfers: 'supportsSmartTransfers',
		supportsAutomaticPix: 'supportsAutomaticPix',
		supportsBoletoManagement: 'supportsBoletoManagement',
		institutionUrl: 'institutionUrl',
		imageUrl: 'imageUrl',
	}),
	investment: columns({
		id: 'id',
		itemId: 'itemId',
		name: 'name',
		type: 'type',
		subtype: 'subtype',
		status: 'status',
		date: day('date'),
		balance: 'balance',
		amount: 'amount',
		amountOriginal: 'amountOriginal',
		amountProfit: 'amountProfit',
		amountWithdrawal: 'amountWithdrawal',
		taxes: 'taxes',
		quantity: 'quantity',
		value: 'value',
		currencyCode: 'currencyCode',
		rate: 'rate',
		rateType: 'rateType',
		fixedAnnualRate: 'fixedAnnualRate',
		lastTwelveMonthsRate: 'lastTwelveMonthsRate',
		issueDate: day('issueDate'),
		purchaseDate: day('purchaseDate'),
		dueDate: day('dueDate'),
		issuer: 'issuer',
		code: 'code',
		isin: 'isin',
		number: 'number',
		institution: 'institution.name',
	}),
	/** `error` goes by another name: n8n's Retry On Fail takes a first row with `error` for a failure. */
	item: columns({
		id: 'id',
		status: 'status',
		executionStatus: 'executionStatus',
		diagnosis: 'diagnosis',
		connectorId: 'connector.id',
		connectorName: 'connector.name',
		clientUserId: 'clientUserId',
		errorCode: 'error.code',
		errorMessage: 'error.message',
		parameterName: 'parameter.name',
		parameterLabel: 'parameter.label',
		parameterType: 'parameter.type',
		/** What the user must see to answer: a picture, or the address of the bank's page. */
		parameterData: 'parameter.data',
		parameterOptions: (row) => list(at(row, ['parameter', 'options']), 'value'),
		parameterExpiresAt: 'parameter.expiresAt',
		userAction: 'userAction.instructions',
		userActionType: 'userAction.type',
		/** What the user must open or scan, by names that differ from bank to bank. */
		userActionAttributes: 'userAction.attributes',
		products: (row) => list(row.products),
		createdAt: 'createdAt',
		updatedAt: 'updatedAt',
		lastUpdatedAt: 'lastUpdatedAt',
		nextAutoSyncAt: 'nextAutoSyncAt',
		consentExpiresAt: 'consentExpiresAt',
	}),
	loan: columns({
		id: 'id',
		itemId: 'itemId',
		productName: 'productName',
		kind: 'kind',
		type: 'type',
		contractNumber: 'contractNumber',
		contractDate: day('contractDate'),
		firstInstallmentDueDate: day('firstInstallmentDueDate'),
		dueDate: day('dueDate'),
		settlementDate: day('settlementDate'),
		contractAmount: 'contractAmount',
		contractOutstandingBalance: 'payments.contractOutstandingBalance',
		currencyCode: 'currencyCode',
		CET: 'CET',
		installmentPeriodicity: 'installmentPeriodicity',
		totalNumberOfInstallments: 'installments.totalNumberOfInstallments',
		paidInstallments: 'installments.paidInstallments',
		dueInstallments: 'installments.dueInstallments',
		pastDueInstallments: 'installments.pastDueInstallments',
	}),
	paymentRequest: columns({
		id: 'id',
		status: 'status',
		diagnosis: 'diagnosis',
		amount: 'amount',
		description: 'description',
		paymentUrl: 'paymentUrl',
		clientPaymentId: 'clientPaymentId',
		recipientId: 'recipient.id',
		recipientName: 'recipient.name',
		recipientTaxNumber: 'recipient.taxNumber',
		customerId: 'customer.id',
		customerName: 'customer.name',
		pixQrCode: 'pixQrCode',
		scheduleType: 'schedule.type',
		automaticPixInterval: 'automaticPix.interval',
		fees: 'fees',
		isSandbox: 'isSandbox',
		errorCode: 'errorDetail.code',
		errorMessage: 'errorDetail.providerMessage',
		createdAt: 'createdAt',
		updatedAt: 'updatedAt',
	}),
	transaction,
};

export type Simplifier = keyof typeof simplifiers;
