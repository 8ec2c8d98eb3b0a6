import type { IDataObject } from 'n8n-workflow';
import { calendarDay, toCalendarDay } from '../../shared/dates';
import { signed } from '../simplify';

/**
 * A bank or card statement as OFX 1.0.2 (SGML), as Brazilian banks deliver it and as GnuCash and
 * accounting tools read it. https://financialdataexchange.org/ofx
 */

export interface OfxRange {
	/** First and last day, `yyyy-mm-dd`; without them the days of the transactions. */
	dateFrom?: string;
	dateTo?: string;
	/** When the file is made. */
	now: Date;
}

const HEADER = [
	'OFXHEADER:100',
	'DATA:OFXSGML',
	'VERSION:102',
	'SECURITY:NONE',
	'ENCODING:USASCII',
	'CHARSET:1252',
	'COMPRESSION:NONE',
	'OLDFILEUID:NONE',
	'NEWFILEUID:NONE',
];

/** What windows-1252 has between 0x80 and 0x9f, in its order; the gaps are unused. */
const ANSI_EXTRAS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function isAnsi(char: string): boolean {
	const code = char.codePointAt(0)!;
	return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || extraByte(char) > 0;
}

function extraByte(char: string): number {
	const place = ANSI_EXTRAS.indexOf(char);
	return place < 0 || /[\u0080-\u009f]/.test(char) ? 0 : 0x80 + place;
}

/** A text in the characters of windows-1252, on one line: what it lacks is transliterated. */
function toAnsi(text: string): string {
	const line = text.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' ');
	return [...line]
		.map((char) => {
			if (isAnsi(char)) return char;
			const plain = char.normalize('NFKD').replace(/\p{M}/gu, '');
			return plain !== '' && [...plain].every(isAnsi) ? plain : '?';
		})
		.join('')
		.trim();
}

/** The bytes of a file, in windows-1252. */
export function encodeAnsi(text: string): Buffer {
	return Buffer.from(
		[...text].map((char) => {
			const code = char.codePointAt(0)!;
			return code <= 0xff ? code : extraByte(char) || 0x3f;
		}),
	);
}

function escape(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** One element with its end tag, which OFX 1.0.2 allows and every reader takes. */
function element(name: string, content: string | readonly string[]): string {
	if (typeof content === 'string') return `<${name}>${escape(content)}</${name}>`;
	return [`<${name}>`, ...content, `</${name}>`].join('\r\n');
}

/** An element of free text; nothing when the text is empty. */
function label(name: string, value: unknown, longest: number): string[] {
	const text =
		typeof value === 'string' ? [...toAnsi(value)].slice(0, longest).join('').trim() : '';
	return text === '' ? [] : [element(name, text)];
}

/** Noon of a day in São Paulo: the same day in every time zone of Brazil. */
const noon = (day: string) => `${day.replace(/-/g, '')}120000[-3:BRT]`;

const dayOf = (date: unknown) => toCalendarDay(date) ?? '1970-01-01';

const money = (value: number) => (Math.abs(value) < 0.005 ? '0.00' : value.toFixed(2));

/** Positive for money that comes in, on bank accounts and cards alike. */
function signedAmount(row: IDataObject, isCard: boolean): number {
	const amount = Number(row.amountInAccountCurrency ?? row.amount);
	const byType = signed(amount, row.type) ?? 0;
	return isCard && row.type !== 'DEBIT' && row.type !== 'CREDIT' ? -amount : byType;
}

const KINDS: Readonly<Record<string, string>> = {
	PIX: 'XFER',
	TED: 'XFER',
	DOC: 'XFER',
	TEV: 'XFER',
	BOLETO: 'PAYMENT',
	PAGAMENTO: 'PAYMENT',
	PAGAMENTO_FATURA: 'PAYMENT',
	TARIFA: 'FEE',
};

function kindOf(row: IDataObject, amount: number): string {
	const { paymentMethod } = (row.paymentData ?? {}) as IDataObject;
	const { feeType } = (row.creditCardMetadata ?? {}) as IDataObject;
	if (typeof feeType === 'string') return 'FEE';
	const known = KINDS[String(paymentMethod)] ?? KINDS[String(row.operationType)];
	return known ?? (amount < 0 ? 'DEBIT' : 'CREDIT');
}

/** Who is on the other side, as far as Pluggy knows. */
function counterpart(row: IDataObject, amount: number): unknown {
	const { payer, receiver } = (row.paymentData ?? {}) as Record<string, IDataObject | null>;
	const merchant = row.merchant as IDataObject | null | undefined;
	return (amount < 0 ? receiver : payer)?.name ?? merchant?.name ?? row.description;
}

function transaction(row: IDataObject, isCard: boolean): string {
	const amount = signedAmount(row, isCard);
	return element('STMTTRN', [
		element('TRNTYPE', kindOf(row, amount)),
		element('DTPOSTED', noon(dayOf(row.date))),
		element('TRNAMT', money(amount)),
		element('FITID', String(row.id)),
		...label('NAME', counterpart(row, amount) || row.description, 32),
		...label('MEMO', row.description, 255),
	]);
}

/** Branch out of `0001/12345-0`; some banks have their own code in front: `341/0001/12345-0`. */
function bankAccount({ bankData, number, subtype }: IDataObject): string {
	const { transferNumber } = (bankData ?? {}) as IDataObject;
	const [, bank, branch] =
		/^(?:(\d{3})\/)?([\w-]+)\/[^/]+$/.exec(String(transferNumber ?? '')) ?? [];
	return element('BANKACCTFROM', [
		element('BANKID', bank ?? '0000'),
		...label('BRANCHID', branch, 22),
		element('ACCTID', accountNumber(number)),
		element('ACCTTYPE', subtype === 'SAVINGS_ACCOUNT' ? 'SAVINGS' : 'CHECKING'),
	]);
}

/** Some banks have the branch in front: `0001/12345-0`. */
const accountNumber = (number: unknown) =>
	toAnsi(String(number ?? '').replace(/^.*\//, '')).slice(0, 22) || '0';

/** As on a statement: by time, and within the same time in the bank's order. */
function byTime(a: IDataObject, b: IDataObject): number {
	const [first, second] = [String(a.date), String(b.date)];
	if (first !== second) return first < second ? -1 : 1;
	return Number(a.order ?? 0) - Number(b.order ?? 0);
}

const OK = element('STATUS', [element('CODE', '0'), element('SEVERITY', 'INFO')]);

/** One statement as a file; the transactions in any order. */
export function toOfx(
	account: IDataObject,
	transactions: readonly IDataObject[],
	{ dateFrom, dateTo, now }: OfxRange,
): string {
	const isCard = account.type === 'CREDIT';
	const rows = [...transactions].sort(byTime);
	const today = calendarDay(now);
	const first = dateFrom ?? (rows.length > 0 ? dayOf(rows[0].date) : (dateTo ?? today));
	const last = dateTo ?? (rows.length > 0 ? dayOf(rows[rows.length - 1].date) : today);
	const balance = Number(account.balance ?? 0);
	const statement = element(isCard ? 'CCSTMTRS' : 'STMTRS', [
		element('CURDEF', String(account.currencyCode ?? 'BRL')),
		isCard
			? element('CCACCTFROM', [element('ACCTID', accountNumber(account.number))])
			: bankAccount(account),
		element('BANKTRANLIST', [
			element('DTSTART', noon(first)),
			element('DTEND', noon(last < first ? first : last)),
			...rows.map((row) => transaction(row, isCard)),
		]),
		element('LEDGERBAL', [
			// What is owed on a card is a negative balance.
			element('BALAMT', money(isCard ? -balance : balance)),
			element('DTASOF', noon(account.updatedAt ? dayOf(account.updatedAt) : today)),
		]),
	]);
	const body = element('OFX', [
		element('SIGNONMSGSRSV1', [
			element('SONRS', [OK, element('DTSERVER', noon(today)), element('LANGUAGE', 'POR')]),
		]),
		element(isCard ? 'CREDITCARDMSGSRSV1' : 'BANKMSGSRSV1', [
			element(isCard ? 'CCSTMTTRNRS' : 'STMTTRNRS', [element('TRNUID', '0'), OK, statement]),
		]),
	]);
	return `${HEADER.join('\r\n')}\r\n\r\n${body}\r\n`;
}
