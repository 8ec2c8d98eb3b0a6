import { InputError, type ParseContext, type Parser } from '../operation';

/** What all parsers are made of. */

export function isNothing(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** Leaves out what is empty; `required` makes that an error. */
export function given(
	required: boolean,
	parse: (value: unknown, context: ParseContext) => unknown,
): Parser {
	return (value, context) => {
		if (!isNothing(value)) return parse(value, context);
		if (required) throw new InputError('is missing');
		return undefined;
	};
}

/** Half of a character, as `substring` leaves it of an emoji: no request can carry it. */
export const HALF_CHARACTER = /\p{Surrogate}/u;

/**
 * A value as text. Numbers pass if their text is exact: of a long account number, JavaScript has
 * already changed the last digits.
 * @param expected what to say of anything else
 */
export function trimmed(value: unknown, expected = 'must be a text'): string {
	if (typeof value === 'string') {
		if (!HALF_CHARACTER.test(value)) return value.trim();
		throw new InputError('must hold whole characters only: an emoji in it was cut in two');
	}
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'number' || !Number.isFinite(value)) throw new InputError(expected);
	if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
	throw new InputError('is too large to be exact as a number: give it as a text');
}

/**
 * A text whose every digit counts, zeros in front included: a number has none, and nobody can tell
 * what it was.
 */
export function digitsAsText(value: unknown, expected = 'must be a text'): string {
	if (typeof value !== 'number' && typeof value !== 'bigint') return trimmed(value, expected);
	throw new InputError(
		`${expected}, but is a number, which has no zeros in front: format the column of the spreadsheet as text, or write the value in quotes`,
	);
}

type Read = (value: unknown, expected?: string) => string;

/**
 * The entries of a list, or of a text that holds them separated by commas, blanks or line breaks.
 * One that is nothing was to be something: it does not vanish.
 */
export function entriesOf(value: unknown, expected: string, read: Read = trimmed): string[] {
	const parts = Array.isArray(value)
		? Array.from(value as unknown[])
		: read(value, expected).split(/[,;]/);
	if (parts.some(isNothing)) throw new InputError('must hold no empty entry');
	if (Array.isArray(value)) return parts.map((part) => read(part, expected));
	return parts.flatMap((part) => String(part).trim().split(/\s+/));
}

/** Marks that nobody sees and that come along when a text is copied: directions, joiners, breaks. */
const MARKS = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** Dashes that word processors put in place of a hyphen. */
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/** A text as a person reads it: without the marks, and with plain hyphens. */
export const withoutMarks = (text: string) => text.replace(MARKS, '').replace(DASHES, '-').trim();

/** A text without the marks alone, where every visible character counts. */
export const withoutInvisible = (text: string) => text.replace(MARKS, '').trim();
