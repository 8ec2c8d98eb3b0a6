import { InputError, type Parser } from '../operation';
import { entriesOf, given, trimmed } from './given';

/** Money and other numbers. They are read, never computed on. */

/** `1234.56`, as programs write it. */
const PLAIN = /^\d{1,13}(?:\.\d{1,2})?$/;
/** `1234,56` and `1.234,56`, as Brazil writes it; one or two digits behind the comma. */
const BRAZILIAN = /^(\d{1,13}|[1-9]\d{0,2}(?:\.\d{3}){1,4}),(\d{1,2})$/;
const CURRENCY = /^R\$\s*/;

/** Digits with a decimal point, or undefined where the text has no reading or more than one. */
function fromBrazilian(text: string): string | undefined {
	const match = BRAZILIAN.exec(text);
	return match ? `${match[1].replace(/\./g, '')}.${match[2]}` : undefined;
}

/** With `R$` the cents are compulsory: so it was Brazil that wrote it. */
function plainAmount(text: string): string | undefined {
	const found = fromBrazilian(text.replace(CURRENCY, '')) ?? text;
	return PLAIN.test(found) ? found : undefined;
}

const AMOUNT =
	'must be an amount above zero with at most two decimals, such as 1234.56 or 1.234,56';

/** What is wrong with an amount, and how to mend it. */
function amountProblem(text: string): InputError {
	if (/^\d+[.,]\d{4,}$/.test(text))
		return new InputError(`${AMOUNT}: round it first, as in {{ Number($json.amount).toFixed(2) }}`);
	if (/^(R\$\s*)?\d+([.,]\d{3})+$/.test(text))
		return new InputError(
			`must be an amount above zero with one meaning, but can be read in two ways, as thousands or as decimals: write thousands as 1234 or 1.234,00, and at most two decimals, as 1.23 or 1,23`,
		);
	return new InputError(AMOUNT);
}

function asAmount(value: unknown, least = 0.01): number {
	const text = trimmed(value, AMOUNT);
	const plain = plainAmount(text);
	if (plain === undefined) throw amountProblem(text);
	const result = Number(plain);
	if (result < least) throw new InputError(`must be at least ${least.toFixed(2)}`);
	return result;
}

/** Money: above zero, at most two decimals; with a point, or as Brazil writes it. */
export const amount = (required = false, least?: number): Parser =>
	given(required, (value) => asAmount(value, least));

/** The same where 0 is none. */
export const amountOrNone = (): Parser =>
	given(false, (value) =>
		Number(plainAmount(trimmed(value, AMOUNT))) === 0 ? undefined : asAmount(value),
	);

/**
 * A number that is no amount of money, such as a percentage. A comma is read as in an amount; a
 * text such as "1.234" may be a thousand and is refused.
 */
export const decimal = (required = false, least = 0): Parser =>
	given(required, (value) => {
		const expected = `must be a number of at least ${least}, such as 1.5 or 1,5`;
		const text = trimmed(value, expected);
		const plain = fromBrazilian(text) ?? text;
		if (typeof value === 'string' && /^[1-9]\d{0,2}(\.\d{3})+$/.test(plain))
			throw new InputError(`${expected}: as it is, it can be read in two ways`);
		const result = Number(plain);
		if (!/^-?\d{1,15}(\.\d+)?$/.test(plain) || result < least) throw new InputError(expected);
		return result;
	});

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
