import type { IDataObject } from 'n8n-workflow';
import { cell, dayIn, dayOf, plain, timeOf, type Value } from './cells';

/**
 * The one reading of a transaction, for flat rows and for statement files alike. Nothing is guessed:
 * what cannot be known for certain is null, with the reason.
 */

/** The account that a transaction belongs to, or why it is not known. */
export type AccountView = Readonly<{ account: IDataObject } | { why: string }>;

/** Why a transaction has no amount. */
export const NO_AMOUNT = {
	missing: 'Pluggy sent no amount',
	noNumber: 'Pluggy sent an amount that is no number',
	tooLarge: 'The amount is too large to be exact',
	notConverted: 'The amount is in another currency than the account, and not converted yet',
	twoSigns: 'The amount and the amount in the currency of the account have opposite signs',
	noType: 'The sign is not known: Pluggy sent no type (DEBIT or CREDIT)',
	otherAccount: 'The sign is not known: the account is neither BANK nor CREDIT',
} as const;

const signUnknown = (why: string) => `The sign is not known: ${why}`;

export interface Reading {
	/** In the currency of the account; what leaves it is negative. */
	amount: number | null;
	/** Why there is no amount. */
	note: string | null;
	/** `type` says the opposite of the sign, which decides on cards. */
	disagrees: boolean;
	/** The day in São Paulo, `yyyy-mm-dd`. */
	day: string | null;
	description: string | null;
}

/** Beyond it, not every number of cents has a number of its own. */
const MOST_EXACT = Number.MAX_SAFE_INTEGER / 100;

/** The currency of an account; nearly all are in reais, and some banks leave it out. */
export function currencyOf({ currencyCode }: IDataObject): string {
	const code = typeof currencyCode === 'string' ? currencyCode.toUpperCase() : '';
	return /^[A-Z]{3}$/.test(code) ? code : 'BRL';
}

/** Whether a transaction is in another currency than its account. */
function isForeign({ currencyCode }: IDataObject, account: IDataObject): boolean {
	if (currencyCode === account.currencyCode) return false;
	if (typeof currencyCode !== 'string' || currencyCode === '') return false;
	return currencyCode.toUpperCase() !== currencyOf(account);
}

/** The amount in the currency of the account with the sign that Pluggy gave it, or why there is none. */
function sentAmount(row: IDataObject, account: IDataObject): number | string {
	const { amount, amountInAccountCurrency: converted } = row;
	// A zero stands for "none" unless the amount itself is nothing.
	const isConverted = typeof converted === 'number' && (converted !== 0 || amount === 0);
	const foreign = isForeign(row, account);
	const value = isConverted ? converted : foreign ? converted || null : (amount ?? null);
	if (value === null) {
		return (amount ?? null) === null ? NO_AMOUNT.missing : NO_AMOUNT.notConverted;
	}
	if (typeof value !== 'number' || Number.isNaN(value)) return NO_AMOUNT.noNumber;
	return Math.abs(value) <= MOST_EXACT ? value : NO_AMOUNT.tooLarge;
}

type Signed = Pick<Reading, 'amount' | 'note' | 'disagrees'>;

const withoutAmount = (note: string): Signed => ({ amount: null, note, disagrees: false });

/**
 * One sign convention, what leaves is negative, by the account's type. On bank accounts `type`
 * decides: the sign differs from bank to bank. On cards the sign decides, positive is a purchase:
 * real banks send purchases with either type.
 */
function signed(row: IDataObject, view: AccountView): Signed {
	if ('why' in view) return withoutAmount(signUnknown(view.why));
	const { account } = view;
	const sent = sentAmount(row, account);
	if (typeof sent === 'string') return withoutAmount(sent);
	const { type } = row;
	// Not a minus: of zero it makes a negative zero.
	if (account.type === 'CREDIT') {
		if (typeof row.amount === 'number' && row.amount * sent < 0) {
			return withoutAmount(NO_AMOUNT.twoSigns);
		}
		const disagrees = (type === 'DEBIT' && sent < 0) || (type === 'CREDIT' && sent > 0);
		return { amount: 0 - sent, note: null, disagrees };
	}
	if (account.type !== 'BANK') return withoutAmount(NO_AMOUNT.otherAccount);
	if (type !== 'DEBIT' && type !== 'CREDIT') return withoutAmount(NO_AMOUNT.noType);
	const size = Math.abs(sent);
	return { amount: type === 'DEBIT' ? 0 - size : size, note: null, disagrees: false };
}

const NOT_READ: AccountView = { why: 'the account was not read' };

/** Reads one transaction of an account. */
export function readTransaction(row: IDataObject, view: AccountView = NOT_READ): Reading {
	const { amount, note, disagrees } = signed(row, view);
	const description = cell(row.description) ?? cell(row.descriptionRaw);
	return {
		amount,
		note,
		disagrees,
		day: dayIn(row.date).day,
		description: typeof description === 'string' ? description : null,
	};
}

interface Party {
	name?: Value;
	documentNumber?: { value?: Value } | null;
}

type Transaction = IDataObject & {
	paymentData?: {
		paymentMethod?: Value;
		payer?: Party | null;
		receiver?: Party | null;
		receiverReferenceId?: Value;
		referenceNumber?: Value;
	} | null;
	creditCardMetadata?: IDataObject | null;
	merchant?: IDataObject | null;
};

/** Further columns of a flat row. */
export interface Label {
	details?: IDataObject;
	/** They come last, as all IDs do. */
	ids?: IDataObject;
}

interface More {
	/** What was read of the row already. */
	reading?: Reading;
	/** The names of categories in Portuguese, by ID. */
	names?: ReadonlyMap<unknown, string>;
	label?: Label;
}

/**
 * A flat row: what a person reads comes first, IDs last. Written out, because there may be a hundred
 * thousand rows: made from a table of columns it takes seven times as long.
 */
export function transactionRow(
	row: IDataObject,
	view: AccountView = NOT_READ,
	{ reading = readTransaction(row, view), names, label }: More = {},
): IDataObject {
	const { paymentData, creditCardMetadata: card, merchant } = row as Transaction;
	const payer = paymentData?.payer;
	const receiver = paymentData?.receiver;
	const account: IDataObject = 'account' in view ? view.account : {};
	return {
		date: reading.day ?? dayOf(row.date),
		description: reading.description,
		amount: reading.amount,
		category: cell(row.category),
		categoryTranslated: cell(names?.get(row.categoryId)),
		accountName: cell(account.name),
		currencyCode: plain(account.currencyCode),
		amountNote: reading.note,
		status: plain(row.status),
		type: plain(row.type),
		balance: plain(row.balance),
		amountSent: plain(row.amount),
		currencySent: plain(row.currencyCode),
		paymentMethod: plain(paymentData?.paymentMethod),
		payerName: cell(payer?.name),
		payerDocument: plain(payer?.documentNumber?.value),
		receiverName: cell(receiver?.name),
		receiverDocument: plain(receiver?.documentNumber?.value),
		referenceNumber: plain(paymentData?.referenceNumber),
		merchantName: cell(merchant?.name),
		merchantCnpj: plain(merchant?.cnpj),
		cardNumber: plain(card?.cardNumber),
		paymentType: plain(card?.paymentType),
		installmentNumber: plain(card?.installmentNumber),
		totalInstallments: plain(card?.totalInstallments),
		purchaseDate: dayOf(card?.purchaseDate),
		transactionDateTime: timeOf(card?.transactionDateTime),
		billForecastDate: dayOf(card?.billForecastDate),
		billPostDate: dayOf(card?.billPostDate),
		feeType: plain(card?.feeType),
		createdAt: plain(row.createdAt),
		...label?.details,
		id: plain(row.id),
		accountId: plain(row.accountId) ?? plain(account.id),
		categoryId: plain(row.categoryId),
		billId: plain(card?.billId),
		/** The txid of a PIX, where the bank tells it. */
		receiverReferenceId: plain(paymentData?.receiverReferenceId),
		...label?.ids,
	};
}
