/** What accounts hold and cards owe, added up from their days without making their rows. */
import { dayOf, dayToDate, minuteOf, monthOf } from '../time/clock.mjs';
import {
	billMonthOf,
	BILL_PAID_AT,
	cardDay,
	closingDayOf,
	CLOSING_DAY,
	FOREIGN_IOF,
	payDomOf,
} from './card.mjs';
import { checkingDay } from './checking.mjs';

/** How far back the rows of an account go before the first sync. */
export const HISTORY_DAYS = 365;
/** How many days the bank may be late with a row. */
const LATEST_DAYS = 4;
export const cents = (/** @type {number} */ amount) => Math.round(amount * 100);
/** A reservation of money counts nowhere: it goes away. @param {any} draft */
export const centsOf = (draft) => (draft.isHold ? 0 : cents(draft.amount));
/** Whether the bank shows a draft of `day` at a time. @param {any} draft @param {number} day @param {number} at */
export function isFound(draft, day, at) {
	if (draft.foundAt) return draft.foundAt <= at;
	if (draft.lateDays) return day + draft.lateDays <= dayOf(at);
	return day < dayOf(at) || (day === dayOf(at) && draft.minute <= minuteOf(at));
}

/**
 * What the card's bill of a month comes to, added up once. Both accounts need the card's days, so
 * those made for a bill are kept until the card's own ledger takes them.
 * @param {any} source
 */
export function createCardDays(source) {
	/** @type {Map<number, { total: number, iof: number, annuity: number }>} */
	const bills = new Map();
	/** @type {Map<number, any[]>} */
	const days = new Map();
	return {
		/** @param {number} day */
		takeDay(day) {
			const rows = days.get(day) ?? cardDay(source, day);
			days.delete(day);
			return rows;
		},
		/** The same for a look only. @param {number} day */
		peekDay: (day) => days.get(day) ?? cardDay(source, day),
		/** What the bill of a month is made of. @param {number} month */
		billOf(month) {
			let bill = bills.get(month);
			if (bill) return bill;
			let total = 0;
			let iof = 0;
			let annuity = 0;
			for (let day = closingDayOf(month - 1) + 1; day <= closingDayOf(month); day++) {
				const rows = cardDay(source, day);
				days.set(day, rows);
				for (const row of rows) {
					total += centsOf(row);
					if (row.text === FOREIGN_IOF) iof += cents(row.amount);
					if (/** @type {any} */ (row.card)?.feeType === 'ANNUAL_FEE') annuity += cents(row.amount);
				}
			}
			bill = { total: total / 100, iof: iof / 100, annuity: annuity / 100 };
			bills.set(month, bill);
			return bill;
		},
		/** @param {number} month @returns {number} */
		billTotal(month) {
			return this.billOf(month).total;
		},
	};
}

/**
 * What an account holds (a card: is owed) at a time, without making its rows.
 * @param {any} account
 * @param {number} firstSync
 * @param {number} at time of the last sync
 */
export function balanceAt({ type, source, extras = [] }, firstSync, at) {
	if (type === 'CREDIT') return owedAt(source, at) / 100;
	let balance = cents(source.openingBalance);
	if (at === firstSync) return balance / 100;
	for (let day = dayOf(firstSync) - LATEST_DAYS; day <= dayOf(at); day++) {
		for (const row of checkingDay(source, day)) {
			if (isFound(row, day, at) && !isFound(row, day, firstSync)) balance += centsOf(row);
		}
	}
	for (const { draft, day } of extras) {
		if (isFound(draft, day, at)) balance += centsOf(draft);
	}
	return balance / 100;
}

/** Card debt: all since the closing whose bill is paid next. @param {any} source @param {number} at */
function owedAt(source, at) {
	const today = dayOf(at);
	const { dom } = dayToDate(today);
	const payDom = payDomOf(source, monthOf(today));
	const isPaid = dom > payDom || (dom === payDom && minuteOf(at) >= BILL_PAID_AT);
	const unpaid = billMonthOf(today) - (dom > CLOSING_DAY && !isPaid ? 2 : 1);
	let owed = 0;
	for (let day = closingDayOf(unpaid) + 1; day <= today; day++) {
		for (const row of source.cardDays.peekDay(day)) {
			if (isFound(row, day, at)) owed += centsOf(row);
		}
	}
	return owed;
}
