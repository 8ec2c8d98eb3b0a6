import type { IDataObject } from 'n8n-workflow';
import { breather } from '../../shared/client/clock';
import { calendarDay } from '../dates';
import { cell } from '../cells';
import { readTransaction, type Reading } from '../transactionRow';
import { byteStore } from './byteStore';
import type { AccountIdentity } from './ofxAccount';
import { element, label, LINE, money, noon } from './ofxElements';
import { frameOf } from './ofxFrame';
import { ENCODINGS, type EncodingName } from './ofxText';

/**
 * A bank or card statement as OFX 1.0.2 (SGML), as Brazilian banks deliver it and as GnuCash and
 * accounting tools read it. https://financialdataexchange.org/ofx
 */

export interface OfxOptions {
	/** Transactions that are not final; undefined: on cards those of the open cycle, else none. */
	includePending?: boolean;
	/** First and last day, `yyyy-mm-dd`; without them the days of the transactions. */
	dateFrom?: string;
	dateTo?: string;
	encoding?: EncodingName;
	/** When the file is made. */
	now: Date;
}

/** A transaction that could not be written, with what it can be found by. */
export interface LeftOut extends IDataObject {
	id: string | null;
	date: string | null;
	description: string | null;
	reason: string;
}

/** Rows that the output names one by one. */
const MOST_NAMED = 100;

const KINDS: ReadonlyMap<unknown, string> = new Map([
	['PIX', 'XFER'],
	['TED', 'XFER'],
	['DOC', 'XFER'],
	['TEV', 'XFER'],
	['BOLETO', 'PAYMENT'],
	['PAGAMENTO', 'PAYMENT'],
	['PAGAMENTO_FATURA', 'PAYMENT'],
	['TARIFA', 'FEE'],
]);

function kindOf(row: IDataObject, amount: number): string {
	const { paymentMethod } = (row.paymentData ?? {}) as IDataObject;
	const { feeType } = (row.creditCardMetadata ?? {}) as IDataObject;
	if (cell(feeType) !== null) return 'FEE';
	const known = KINDS.get(paymentMethod) ?? KINDS.get(row.operationType);
	return known ?? (amount < 0 ? 'DEBIT' : 'CREDIT');
}

/** Who is on the other side, as far as Pluggy knows. */
function counterpart(row: IDataObject, amount: number): unknown {
	const { payer, receiver } = (row.paymentData ?? {}) as Record<string, IDataObject | null>;
	const merchant = row.merchant as IDataObject | null | undefined;
	return cell((amount < 0 ? receiver : payer)?.name) ?? cell(merchant?.name);
}

/** Whether a transaction may still change or vanish. */
const isOpen = ({ status }: IDataObject) => (cell(status) ?? 'POSTED') !== 'POSTED';

const NO_ID = 'Pluggy sent no ID';
const NO_DAY = 'Pluggy sent no date';
const SAME_ID = 'Pluggy sent another transaction with this ID';

/**
 * An ID as it is written, by which programs know a transaction again: each character that a file may
 * not hold, and the sign of that writing, keeps a writing of its own. Undefined for what is none.
 */
function fitIdOf(id: unknown): string | undefined {
	if (typeof id !== 'string' && typeof id !== 'number') return undefined;
	const text = String(cell(id) ?? '').replace(/[^!-~]|%/gu, encodeURIComponent);
	return text === '' ? undefined : text;
}

export interface Statement {
	/** Takes up a transaction, in any order; tells how it was read. */
	add(row: IDataObject): Reading;
	/** The file, as bytes. */
	finish(): Promise<Buffer>;
	/** How many transactions are in the file. */
	readonly written: number;
	/** How many were not asked for, because they are not final. */
	readonly pending: number;
	/** How many could not be written, and the first of them. */
	readonly leftOut: number;
	readonly leftOutRows: readonly LeftOut[];
	/** The balance in the file; what is owed on a card is negative. */
	readonly balance: number | null;
}

/** A new statement of an account whose type is BANK or CREDIT. */
export function startStatement(
	account: IDataObject,
	identity: AccountIdentity,
	options: OfxOptions,
): Statement {
	const encoding = ENCODINGS[options.encoding ?? 'windows-1252'];
	const isCard = account.type === 'CREDIT';
	const today = calendarDay(options.now);
	const view = { account };
	const store = byteStore(encoding.charset);
	/** The transactions of a day by their numbers in the store; and what they are sorted by. */
	const days = new Map<string, number[]>();
	const times: number[] = [];
	const orders: number[] = [];
	const ids = new Set<string>();
	const leftOutRows: LeftOut[] = [];
	let written = 0;
	let pending = 0;
	let leftOut = 0;

	function isWanted(row: IDataObject, { day }: Reading): boolean {
		if (options.includePending === true || !isOpen(row)) return true;
		// Instalments of the months to come are no part of the open cycle.
		return options.includePending === undefined && isCard && (day ?? today) <= today;
	}

	function problemOf(id: string | undefined, { amount, note, day }: Reading): string | undefined {
		if (amount === null) return note ?? '';
		if (id === undefined) return NO_ID;
		if (day === null) return NO_DAY;
		return ids.has(id) ? SAME_ID : undefined;
	}

	function textOf(row: IDataObject, id: string, reading: Reading): string {
		const amount = reading.amount!;
		const { description } = reading;
		const text = element('STMTTRN', [
			element('TRNTYPE', kindOf(row, amount)),
			element('DTPOSTED', noon(reading.day!)),
			element('TRNAMT', money(amount)),
			element('FITID', id),
			...label('NAME', counterpart(row, amount) ?? description, 32, encoding),
			...label('MEMO', description, 255, encoding),
		]);
		return encoding.prepare(text + LINE);
	}

	const balance = balanceOf(account, isCard);
	const statement = {
		balance,
		leftOutRows,
		get written() {
			return written;
		},
		get pending() {
			return pending;
		},
		get leftOut() {
			return leftOut;
		},
		add(row: IDataObject): Reading {
			const reading = readTransaction(row, view);
			const id = fitIdOf(row.id);
			if (!isWanted(row, reading)) {
				pending += 1;
				return reading;
			}
			const reason = problemOf(id, reading);
			if (reason !== undefined || id === undefined) {
				leftOut += 1;
				const { day: date, description } = reading;
				const named = { id: id ?? null, date, description, reason: reason ?? NO_ID };
				if (leftOutRows.length < MOST_NAMED) leftOutRows.push(named);
				return reading;
			}
			ids.add(id);
			const day = reading.day!;
			const ofDay = days.get(day);
			if (ofDay) ofDay.push(written);
			else days.set(day, [written]);
			times.push(Date.parse(String(row.date)) || 0);
			orders.push(typeof row.order === 'number' ? row.order : 0);
			store.add(textOf(row, id, reading));
			written += 1;
			return reading;
		},
		async finish(): Promise<Buffer> {
			const breathe = breather();
			const inOrder = [...days.keys()].sort();
			const range = rangeOf(options, inOrder, today);
			const frame = frameOf(account, identity, { encoding, isCard, balance, range, today });
			const [head, tail] = [frame.head, frame.tail].map((text) =>
				Buffer.from(encoding.prepare(text), encoding.charset),
			);
			const file = Buffer.allocUnsafe(head.length + store.size + tail.length);
			let place = head.copy(file);
			for (const day of inOrder) {
				// As on a statement: by time, and within the same time in the bank's order.
				const ofDay = days.get(day)!.sort((a, b) => times[a] - times[b] || orders[a] - orders[b]);
				for (const piece of ofDay) {
					place = store.copy(piece, file, place);
					const rest = breathe();
					if (rest) await rest;
				}
			}
			tail.copy(file, place);
			return file;
		},
	};
	return statement;
}

/** What is owed on a card is a negative balance; a balance that is no number is none. */
function balanceOf({ balance }: IDataObject, isCard: boolean): number | null {
	if (typeof balance !== 'number' || !(Math.abs(balance) <= Number.MAX_SAFE_INTEGER / 100))
		return null;
	return isCard ? 0 - balance : balance;
}

function rangeOf({ dateFrom, dateTo }: OfxOptions, days: readonly string[], today: string) {
	const first = dateFrom ?? days[0] ?? dateTo ?? today;
	const last = dateTo ?? days[days.length - 1] ?? today;
	return { first, last: last < first ? first : last };
}
