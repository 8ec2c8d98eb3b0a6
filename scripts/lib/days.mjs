/** Days as people in Brazil count them, written yyyy-mm-dd. */

const DAY_MS = 86_400_000;
const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Sao_Paulo' });

const iso = (/** @type {number} */ at) => new Date(at).toISOString().slice(0, 10);

/** The day of a time. @param {string | number} time */
export const dayOf = (time) => calendar.format(new Date(time));

/** Some days later, or earlier. @param {string} day @param {number} days */
export const addDays = (day, days) => iso(Date.parse(day) + days * DAY_MS);

/** The first and the last day of a month, counted from that of a day: -1 is the month before. @param {string} day @param {number} months */
export function monthOf(day, months) {
	const [year, month] = day.split('-').map(Number);
	return {
		first: iso(Date.UTC(year, month - 1 + months, 1)),
		last: iso(Date.UTC(year, month + months, 0)),
	};
}
