/** The one clock of the sandbox: real time plus an offset that tests and demos can move. */

export const DAY_MS = 86_400_000;
const SAO_PAULO_OFFSET_MS = 3 * 3_600_000; // UTC-3 all year: Brazil dropped daylight saving in 2019

/**
 * @param {{ startAt?: string | number | Date }} [options] startAt: what the clock shows now
 */
export function createClock({ startAt } = {}) {
	let offset = startAt === undefined ? 0 : new Date(startAt).getTime() - Date.now();
	if (Number.isNaN(offset)) throw new Error('startAt is no date the sandbox can read');
	const now = () => Date.now() + offset;
	/** @type {Set<() => void>} */
	const listeners = new Set();
	return {
		now,
		iso: () => new Date(now()).toISOString(),
		/** @param {number} seconds */
		advance(seconds) {
			offset += seconds * 1000;
			for (const listener of listeners) listener();
			return now();
		},
		/** Calls `listener` after every jump. @param {() => void} listener */
		onAdvance(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		get offsetSeconds() {
			return offset / 1000;
		},
	};
}

/** @typedef {ReturnType<typeof createClock>} Clock */

/** @param {number | null | undefined} ms */
export const iso = (ms) => (ms === null || ms === undefined ? null : new Date(ms).toISOString());

/** Calendar day in São Paulo as a count of days since 1970. @param {number} ms */
export const dayOf = (ms) => Math.floor((ms - SAO_PAULO_OFFSET_MS) / DAY_MS);

/** Minute of that day. @param {number} ms */
export const minuteOf = (ms) =>
	Math.floor((ms - SAO_PAULO_OFFSET_MS - dayOf(ms) * DAY_MS) / 60_000);

/** Pluggy writes a calendar day as midnight in São Paulo, which is 03:00Z. @param {number} day */
export const dayToIso = (day) => new Date(day * DAY_MS + SAO_PAULO_OFFSET_MS).toISOString();

/** A minute of a day. @param {number} day @param {number} minute */
export const timeOf = (day, minute) => day * DAY_MS + SAO_PAULO_OFFSET_MS + minute * 60_000;

/** `yyyy-mm-dd` of a day count. @param {number} day */
export const dayText = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** @param {number} day */
export const dayToDate = (day) => {
	const date = new Date(day * DAY_MS);
	return { year: date.getUTCFullYear(), month: date.getUTCMonth(), dom: date.getUTCDate() };
};

/** @param {number} year @param {number} month 0 to 11, may overflow @param {number} dom */
export const dateToDay = (year, month, dom) => Math.round(Date.UTC(year, month, dom) / DAY_MS);

/** `yyyy-mm-dd` to a day count. @param {string} text */
export const parseDay = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS);

/** Months since year 0. @param {number} day */
export const monthOf = (day) => {
	const { year, month } = dayToDate(day);
	return year * 12 + month;
};

/** `yyyy-mm` of a month count. @param {number} month */
export const monthText = (month) =>
	`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
