/**
 * The rows of one account, made once, kept sorted: a sync appends, inserts what the bank shows late,
 * settles what was pending. Oldest first inside; the API reads from the end.
 */
import { cents, centsOf, HISTORY_DAYS, isFound } from '../data/balances.mjs';
import { dayOf, dayText, dayToIso, iso, minuteOf, monthText, timeOf } from '../time/clock.mjs';
import { billIdOf, billMonthOf, billPaymentOn, closingDayOf } from '../data/card.mjs';
import { categoryById } from '../data/categories.mjs';
import { checkingDay } from '../data/checking.mjs';

/** Days before the first sync from which on card rows of Open Finance have the newest members. */
const NEWEST_MEMBERS_DAYS = 180;
/** Rows that nobody planned stand behind those of their day. */
const EXTRA_ORDER = 1_000_000;
/** Days until what is not PIX is posted. */
const POSTED_AFTER = 2;

/**
 * @typedef {object} Changes what one sync brought
 * @property {number} created
 * @property {string | null} minDate of the rows created
 * @property {string[]} updated
 * @property {string[]} deleted
 */

/**
 * @param {object} settings
 * @param {any} settings.account
 * @param {any} settings.source
 * @param {number} settings.firstSync
 * @param {(row: any) => void} settings.categorize lets the client's own rules have a say
 */
export function createLedger({ account, source, firstSync, categorize }) {
	const isCard = account.type === 'CREDIT';
	const isOpenFinance = account.isOpenFinance;
	/** @type {any[]} */
	const rows = [];
	/** @type {Map<string, number> | null} */
	let places = null;
	let day = dayOf(firstSync) - HISTORY_DAYS + 1;
	// Pluggy did not fill in what it had collected before it knew them.
	const newestFrom = dayOf(firstSync) - NEWEST_MEMBERS_DAYS;
	/** @type {any[] | null} */
	let today = null; // all drafts of `day`, of which `taken` are rows already
	let taken = 0;
	let balance = 0; // of a bank account; the first sync moves it to what the account is known to hold
	let late = /** @type {Array<{ draft: any, day: number, order: number }>} */ ([]); // not found yet
	let extras = 0; // how many of the account's are known
	/** By time of the sync. @type {Map<number, Changes>} */
	const changes = new Map();
	/** Full pages as they were sent: big accounts are read again and again. @type {Map<string, Buffer>} */
	const pages = new Map();
	let unsettled = /** @type {any[]} */ ([]); // rows that are pending or whose bill is open
	// What a hundred thousand rows share is written once.
	const dateOf = remember(dayToIso);
	const stampOf = remember((/** @type {number} */ at) => String(iso(at)));
	const billOf = remember((/** @type {number} */ month) => billIdOf(account.id, month));

	/** @param {any} draft @param {number} day @param {number} order @param {number} at */
	function makeRow(draft, day, order, at) {
		const month = isCard ? billMonthOf(day) : 0;
		const stamp = stampOf(at);
		const row = {
			id: draft.id,
			accountId: account.id,
			description: draft.text,
			descriptionRaw: draft.text,
			currencyCode: draft.dollars ? 'USD' : 'BRL',
			amount: draft.dollars ?? draft.amount,
			amountInAccountCurrency: draft.dollars ? draft.amount : null,
			date: dateOf(day),
			balance: /** @type {number | null} */ (null),
			category: categoryById.get(draft.categoryId)?.description ?? null,
			categoryId: draft.categoryId,
			providerCode: draft.code,
			providerId: isOpenFinance ? `of-${draft.id.slice(0, 18)}` : null,
			status: 'PENDING',
			type: draft.type,
			operationType: isOpenFinance || draft.paymentData ? draft.operationType : null,
			operationTypeAdditionalInfo: null,
			order,
			paymentData: draft.paymentData ?? null,
			creditCardMetadata: draft.card ? cardView(draft, day, month) : null,
			merchant: draft.merchant ?? null,
			createdAt: stamp,
			updatedAt: stamp,
		};
		categorize(row);
		const one = { row, day, month, isHold: draft.isHold };
		if (one.isHold || !settleRow(one, dayOf(at)).isDone) unsettled.push(one);
		return row;
	}

	/** @param {any} draft @param {number} day @param {number} month */
	function cardView(
		{ card: { purchaseDay, totalAmount, ...card }, operationType, minute },
		day,
		month,
	) {
		if (purchaseDay) card.purchaseDate = dateOf(purchaseDay);
		card.billId = null;
		// The total of a plan is known to direct connectors only, the forecast to Open Finance.
		if (!isOpenFinance) return totalAmount === undefined ? card : { ...card, totalAmount };
		card.billForecastDate = monthText(month);
		if (day < newestFrom) return card;
		const isPlan = (card.totalInstallments ?? 1) > 1;
		card.paymentType = operationType === 'PAGAMENTO' ? (isPlan ? 'INSTALLMENT' : 'SINGLE') : null;
		card.billPostDate = null;
		card.transactionDateTime = iso(timeOf(purchaseDay ?? day, minute));
		return card;
	}

	/** PIX is posted at once, the rest after two days; a card's rows get their bill once it closes. @param {any} one @param {number} now a day */
	function settleRow({ row, day, month }, now) {
		const isPosted = day <= now - POSTED_AFTER || row.paymentData?.paymentMethod === 'PIX';
		const isBilled = isCard && closingDayOf(month) < now;
		let isChanged = false;
		if (isPosted && row.status === 'PENDING') {
			row.status = 'POSTED';
			isChanged = true;
			if (row.creditCardMetadata?.billPostDate === null) {
				row.creditCardMetadata.billPostDate = dayText(day + POSTED_AFTER);
			}
		}
		if (isBilled && row.creditCardMetadata.billId === null) {
			row.creditCardMetadata.billId = billOf(month);
			isChanged = true;
		}
		return { isChanged, isDone: isPosted && (isBilled || !isCard) };
	}

	/** @param {any} draft @param {number} order @param {number} at */
	function append(draft, order, at) {
		const isOver = draft.isHold && day <= dayOf(at) - 2;
		if (isOver) return;
		if (!isFound(draft, day, at)) {
			late.push({ draft, day, order });
			return;
		}
		const row = makeRow(draft, day, order, at);
		balance += centsOf(draft);
		if (!isCard) row.balance = balance / 100;
		rows.push(row);
		places?.set(row.id, rows.length - 1);
	}

	/** Rows that the bank shows only days later stand among those of their day. @param {number} at */
	function insertLate(at) {
		const unknown = (account.extras ?? []).slice(extras);
		for (const { draft, day } of unknown) {
			late.push({ draft, day, order: EXTRA_ORDER + extras });
			extras += 1;
		}
		const found = late.filter((one) => isFound(one.draft, one.day, at));
		if (found.length === 0) return found;
		late = late.filter((one) => !found.includes(one));
		for (const { draft, day, order } of found) {
			balance += centsOf(draft);
			rows.splice(firstOn(day + 1), 0, makeRow(draft, day, order, at));
		}
		places = null;
		return found;
	}

	/**
	 * Settles what it can; reservations go away.
	 * @param {number} at
	 * @returns {{ updated: string[], deleted: string[] }}
	 */
	function settle(at) {
		const now = dayOf(at);
		const left = [];
		const updated = [];
		const gone = new Set();
		for (const one of unsettled) {
			const { row } = one;
			if (one.isHold) {
				if (one.day <= now - 2) gone.add(row);
				else left.push(one);
				continue;
			}
			const { isChanged, isDone } = settleRow(one, now);
			if (isChanged) updated.push(row);
			if (!isDone) left.push(one);
		}
		unsettled = left;
		if (gone.size > 0) {
			for (const row of gone) rows.splice(rows.lastIndexOf(row), 1);
			places = null;
		}
		for (const row of updated) row.updatedAt = stampOf(at);
		return { updated: updated.map((row) => row.id), deleted: [...gone].map((row) => row.id) };
	}

	/** First place whose day is not before `wanted`. @param {number} wanted */
	function firstOn(wanted) {
		const date = dayToIso(wanted);
		let low = 0;
		let high = rows.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (rows[middle].date < date) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	return {
		rows,
		pages,
		firstOn,
		/** What the sync of that time brought. @param {number} at */
		changesAt: (at) => changes.get(at),
		/** Takes in what happened up to a sync. @param {number} at */
		sync(at) {
			const last = dayOf(at);
			pages.clear();
			const found = insertLate(at);
			const before = rows.length;
			for (; day <= last; day++, today = null, taken = 0) {
				today ??= isCard
					? [...source.cardDays.takeDay(day), ...billPaymentOn(source, day)].sort(
							(a, b) => a.minute - b.minute,
						)
					: checkingDay(source, day);
				const until = day === last ? minuteOf(at) : Infinity;
				while (taken < today.length && today[taken].minute <= until) {
					append(today[taken], taken, at);
					taken += 1;
				}
				if (day === last) break;
			}
			if (changes.size === 0 && !isCard) {
				const opening = cents(source.openingBalance) - balance;
				balance += opening;
				for (const row of rows) row.balance = (cents(row.balance) + opening) / 100;
			}
			const created = rows.length - before + found.length;
			const days = found.map((one) => dayToIso(one.day));
			if (rows.length > before) days.push(rows[before].date);
			changes.set(at, { created, minDate: days.sort()[0] ?? null, ...settle(at) });
		},
		/** @param {string} id */
		placeOf(id) {
			places ??= new Map(rows.map((row, place) => [row.id, place]));
			return places.get(id);
		},
	};
}

/** @template T @param {(key: number) => T} work @returns {(key: number) => T} */
function remember(work) {
	/** @type {Map<number, T>} */
	const known = new Map();
	return (key) => {
		let value = known.get(key);
		if (value === undefined) known.set(key, (value = work(key)));
		return value;
	};
}

/** @typedef {ReturnType<typeof createLedger>} Ledger */
