import { InputError, type Parser } from '../operation';
import { entriesOf, given, trimmed } from './given';

/** Whole numbers. */

const WHOLE = /^[+-]?\d{1,15}$/;

export const integer = (required = false, least = 0, most = Infinity): Parser =>
	given(required, (value) => {
		const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
		const expected = `must be a whole number ${range}`;
		const written = trimmed(value, expected);
		const result = Number(written);
		if (!WHOLE.test(written) || result < least || result > most) throw new InputError(expected);
		return result;
	});

/** Whole numbers as a list or separated by commas; each once, in rising order. */
export const integers = (required = false, least = 0, most = Infinity): Parser =>
	given(required, (value) => {
		const expected = `must hold only whole numbers from ${least} to ${most}`;
		const entries = entriesOf(value, expected);
		const result = entries.map(Number);
		const fits = (one: number) => one >= least && one <= most;
		if (!entries.every((entry) => WHOLE.test(entry)) || !result.every(fits)) {
			throw new InputError(expected);
		}
		const unique = [...new Set(result)].sort((a, b) => a - b);
		if (unique.length === 0 && required) throw new InputError('is missing');
		return unique.length === 0 ? undefined : unique;
	});
