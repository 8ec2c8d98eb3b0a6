import { BRAZIL_TIME_ZONE, fromDayFirst, isDayFirst, toCalendarDay, toInstant } from '../dates';
import { InputError, type ParseContext, type Parser } from '../operation';
import { entriesOf, given, isNothing, trimmed } from './given';

/** Days, months and instants. */

const asGiven = (value: unknown, { dayFirst }: ParseContext) =>
	dayFirst === true ? fromDayFirst(value) : value;

const PASTE = "{{ DateTime.fromFormat($json.date, 'dd/MM/yyyy').toISODate() }}";

/** What is expected, and for a day that begins with the day or the month how to get there. */
function dateProblem(expected: string, values: readonly unknown[], { dayFirst }: ParseContext) {
	if (dayFirst === true) return new InputError(`${expected} or 31/12/2026`);
	return new InputError(
		values.some(isDayFirst)
			? `${expected}. If it begins with the day, as in Brazil, set Options → Day Order to Day First, or paste ${PASTE} with the name of your column`
			: expected,
	);
}

function dayOf(value: unknown, context: ParseContext): string {
	const result = toCalendarDay(asGiven(value, context));
	if (result === undefined)
		throw dateProblem('must be a date such as 2026-12-31', [value], context);
	return result;
}

export const day = (required = false): Parser => given(required, dayOf);

/** A month as Banco Central writes it: YYYYMM. */
export const yearMonth = (required = false): Parser =>
	given(required, (value) => {
		const expected = 'must be a month such as 202601';
		const result = trimmed(value, expected).replace(/^(\d{4})-(\d{2})$/, '$1$2');
		if (!/^\d{4}(0[1-9]|1[0-2])$/.test(result)) throw new InputError(expected);
		return result;
	});

export const instant = (required = false, wholeSeconds = false): Parser =>
	given(required, (value, context) => {
		const result = toInstant(asGiven(value, context), context.timeZone);
		if (result === undefined) {
			const expected = 'must be a date and time such as 2026-12-31T09:30:00-03:00';
			throw dateProblem(expected, [value], context);
		}
		return wholeSeconds ? result.replace(/\.\d+Z$/, 'Z') : result;
	});

/** A day where Pluggy takes an instant: its midnight in São Paulo, as Pluggy itself writes days. */
export const dayStart = (required = false): Parser =>
	given(required, (value, context) => {
		const start = toInstant(dayOf(value, context), BRAZIL_TIME_ZONE);
		if (start === undefined) throw new InputError('must be a date such as 2026-12-31');
		return start;
	});

/** Days separated by commas, or a list of them; in the given order, none twice. */
export const days = (required = false): Parser =>
	given(required, (value, context) => {
		const expected = 'must be a list of dates such as 2026-01-31, 2026-02-28';
		const entries: unknown[] = Array.isArray(value)
			? Array.from(value as unknown[])
			: entriesOf(value, expected);
		if (entries.some(isNothing)) throw new InputError('must hold no empty entry');
		const result = entries.map((entry) => toCalendarDay(asGiven(entry, context)));
		if (result.includes(undefined)) throw dateProblem(expected, entries, context);
		// Each of them is a payment.
		if (new Set(result).size < result.length) throw new InputError('must hold each date only once');
		if (result.length === 0 && required) throw new InputError('is missing');
		return result.length === 0 ? undefined : result;
	});
