/** The days an automatic PIX repeats on. */
import { dateToDay, dayToDate, parseDay } from '../time/clock.mjs';

/** [days, months] */
const STEPS = /** @type {Record<string, [number, number]>} */ ({
	WEEKLY: [7, 0],
	MONTHLY: [0, 1],
	QUARTERLY: [0, 3],
	SEMESTER: [0, 6],
	YEARLY: [0, 12],
});
export const INTERVALS = Object.keys(STEPS);

/** @param {{ interval: string, startDate: string }} rules @param {number} number from 0 */
export function occurrenceOf({ interval, startDate }, number) {
	const [days, months] = STEPS[interval];
	const first = parseDay(startDate);
	if (months === 0) return first + days * number;
	const { year, month, dom } = dayToDate(first);
	const lastOfMonth = dateToDay(year, month + months * number + 1, 1) - 1;
	return Math.min(dateToDay(year, month + months * number, dom), lastOfMonth);
}
