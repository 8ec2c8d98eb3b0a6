/**
 * The rows of one account, made once, kept sorted. A sync only appends: what is there stays.
 * Oldest first inside; the API reads from the end.
 */
import { dayOf, dayToDate, dayToIso, iso, minuteOf, monthText } from './clock.mjs';
import {
	billIdOf,
	billMonthOf,
	billPaymentOn,
	cardDay,
	closingDayOf,
	CLOSING_DAY,
	DUE_DAY,
} from './data/card.mjs';
import { categoryById } from './data/categories.mjs';
import { checkingDay } from './data/checking.mjs';

const HISTORY_DAYS = 365;
const cents = (/** @type {number} */ amount) => Math.round(amount * 100);

/**
 * What the card's bill of a month comes to, added up once. Both accounts need the card's days, so
 * those made for a bill are kept until the card's own ledger takes them.
 * @param {any} source
 */
export function createCardDays(source) {
	/** @type {Map<number, number>} */
	const totals = new Map();
	/** @type {Map<number, any[]>} */
	const days = new Map();
	return {
		/** @param {number} day */
		takeDay(day) {
			const rows = days.get(day) ?? cardDay(source, day);
			days.delete(day);
			return rows;
		},
		/** @param {number} month */
		billTotal(month) {
			let total = totals.get(month);
			if (total === undefined) {
				total = 0;
				for (let day = closingDayOf(month - 1) + 1; day <= closingDayOf(month); day++) {
					const rows = cardDay(source, day);
					days.set(day, rows);
					for (const row of rows) total += cents(row.amount);
				}
				totals.set(month, total);
			}
			return total / 100;
		},
	};
}

/**
 * @param {{ account: any, source: any, firstSync: number }} settings
 */
export function createLedger({ account, source, firstSync }) {
	const isCard = account.type === 'CREDIT';
	const isOpenFinance = account.isOpenFinance;
	/** @type {any[]} */
	const rows = [];
	/** @type {Map<string, number> | null} */
	let places = null;
	let day = dayOf(firstSync) - HISTORY_DAYS + 1;
	/** @type {any[] | null} */
	let today = null; // all drafts of `day`, of which `taken` are rows already
	let taken = 0;
	let balance = isCard ? owedBefore(source, day) : cents(source.openingBalance);
	/** Full pages as they were sent: big accounts are read again and again. @type {Map<string, Buffer>} */
	const pages = new Map();
	let unsettled = /** @type {any[]} */ ([]); // rows that are pending or whose bill is open

	/** @param {any} draft @param {number} at */
	function append(draft, at) {
		balance += cents(draft.amount);
		const month = isCard ? billMonthOf(day) : 0;
		const { purchaseDay, ...card } = draft.card ?? {};
		const stamp = iso(at);
		const row = {
			id: draft.id,
			accountId: account.id,
			description: draft.text,
			descriptionRaw: draft.text,
			currencyCode: draft.dollars ? 'USD' : 'BRL',
			amount: draft.dollars ?? draft.amount,
			amountInAccountCurrency: draft.dollars ? draft.amount : null,
			date: dayToIso(day),
			balance: isCard ? null : balance / 100,
			category: categoryById.get(draft.categoryId)?.description ?? null,
			categoryId: draft.categoryId,
			providerCode: draft.code,
			providerId: isOpenFinance ? `of-${draft.id.slice(0, 18)}` : null,
			status: 'PENDING',
			type: draft.type,
			operationType: isOpenFinance || draft.paymentData ? draft.operationType : null,
			operationTypeAdditionalInfo: null,
			order: taken,
			paymentData: draft.paymentData ?? null,
			creditCardMetadata: draft.card
				? {
						...card,
						...(purchaseDay ? { purchaseDate: dayToIso(purchaseDay) } : {}),
						billId: null,
						...(isOpenFinance ? { billForecastDate: monthText(month) } : {}),
					}
				: null,
			merchant: draft.merchant ?? null,
			createdAt: stamp,
			updatedAt: stamp,
		};
		rows.push(row);
		places?.set(row.id, rows.length - 1);
		unsettled.push({ row, day, month });
	}

	/** PIX is posted at once, the rest after two days; card rows get their bill once it closes. @param {number} at */
	function settle(at) {
		const now = dayOf(at);
		const left = [];
		for (const one of unsettled) {
			const { row } = one;
			const isPosted = one.day <= now - 2 || row.paymentData?.paymentMethod === 'PIX';
			const isBilled = isCard && closingDayOf(one.month) < now;
			if (isPosted && row.status === 'PENDING') {
				row.status = 'POSTED';
				if (row.createdAt !== iso(at)) row.updatedAt = iso(at);
			}
			if (isBilled && row.creditCardMetadata.billId === null) {
				row.creditCardMetadata.billId = billIdOf(account.id, one.month);
				if (row.createdAt !== iso(at)) row.updatedAt = iso(at);
			}
			if (!isPosted || (isCard && !isBilled)) left.push(one);
		}
		unsettled = left;
	}

	return {
		rows,
		pages,
		/** Takes in what happened up to a sync. @param {number} at */
		sync(at) {
			const last = dayOf(at);
			pages.clear();
			for (; day <= last; day++, today = null, taken = 0) {
				today ??= isCard
					? [...source.cardDays.takeDay(day), ...billPaymentOn(source, day)].sort(
							(a, b) => a.minute - b.minute,
						)
					: checkingDay(source, day);
				const until = day === last ? minuteOf(at) : Infinity;
				while (taken < today.length && today[taken].minute <= until) append(today[taken++], at);
				if (day === last) break;
			}
			settle(at);
		},
		/** Of a bank account the money in it, of a card what is owed. */
		get balance() {
			return balance / 100;
		},
		/** @param {string} id */
		placeOf(id) {
			places ??= new Map(rows.map((row, place) => [row.id, place]));
			return places.get(id);
		},
		/** First place whose day is not before `wanted`. @param {number} wanted */
		firstOn(wanted) {
			const date = dayToIso(wanted);
			let low = 0;
			let high = rows.length;
			while (low < high) {
				const middle = (low + high) >> 1;
				if (rows[middle].date < date) low = middle + 1;
				else high = middle;
			}
			return low;
		},
	};
}

/** @typedef {ReturnType<typeof createLedger>} Ledger */

/** Card debt on the morning of a day: all since the closing whose bill is paid next. @param {any} source @param {number} day */
function owedBefore(source, day) {
	const month = billMonthOf(day);
	const isUnpaid = dayToDate(day).dom > CLOSING_DAY && dayToDate(day).dom <= DUE_DAY;
	let owed = 0;
	for (let d = closingDayOf(month - (isUnpaid ? 2 : 1)) + 1; d < day; d++) {
		for (const row of cardDay(source, d)) owed += cents(row.amount);
	}
	return owed;
}
