import { BRAZIL_TIME_ZONE, toCalendarDay, toInstant } from '../dates';
import { InputError, type Parser } from '../operation';
import { entriesOf, given, isNothing, trimmed } from './given';

/** Days, months and instants. */

export const day = (required = false): Parser =>
	given(required, (value) => {
		const result = toCalendarDay(value);
		if (result === undefined) throw new InputError('must be a date such as 2026-01-31');
		return result;
	});

/** A month as Banco Central writes it: YYYYMM. */
export const yearMonth = (required = false): Parser =>
	given(required, (value) => {
		const expected = 'must be a month such as 202601';
		const result = trimmed(value, expected).replace(/^(\d{4})-(\d{2})$/, '$1$2');
		if (!/^\d{4}(0[1-9]|1[0-2])$/.test(result)) throw new InputError(expected);
		return result;
	});

export const instant = (required = false, wholeSeconds = false): Parser =>
	given(required, (value, timeZone) => {
		const result = toInstant(value, timeZone);
		if (result === undefined) {
			throw new InputError('must be a date and time such as 2026-01-31T09:30:00-03:00');
		}
		return wholeSeconds ? result.replace(/\.\d+Z$/, 'Z') : result;
	});

/** A day where Pluggy takes an instant: its midnight in São Paulo, as Pluggy itself writes days. */
export const dayStart = (required = false): Parser =>
	given(required, (value) => {
		const result = toCalendarDay(value);
		const start = result === undefined ? undefined : toInstant(result, BRAZIL_TIME_ZONE);
		if (start === undefined) throw new InputError('must be a date such as 2026-01-31');
		return start;
	});

/** Days separated by commas, or a list of them; in the given order, none twice. */
export const days = (required = false): Parser =>
	given(required, (value) => {
		const expected = 'must be a list of dates such as 2026-01-31, 2026-02-28';
		const entries: unknown[] = Array.isArray(value)
			? Array.from(value as unknown[])
			: entriesOf(value, expected);
		if (entries.some(isNothing)) throw new InputError('must hold no empty entry');
		const result = entries.map(toCalendarDay);
		if (result.includes(undefined)) throw new InputError(expected);
		// Each of them is a payment.
		if (new Set(result).size < result.length) throw new InputError('must hold each date only once');
		if (result.length === 0 && required) throw new InputError('is missing');
		return result.length === 0 ? undefined : result;
	});
