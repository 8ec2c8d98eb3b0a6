import type { z } from 'zod';
import { parseUrl } from '../shared/hosts';
import { BRAZIL_TIME_ZONE, toCalendarDay, toInstant } from '../shared/dates';
import { InputError, type Parser } from './operation';

/** Parsers for the values of parameters. Errors say what is expected and never repeat the value. */

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export function isUuid(value: unknown): value is string {
	return typeof value === 'string' && UUID.test(value);
}

function isNothing(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** Leaves out what is empty; `required` makes that an error. */
function given(required: boolean, parse: (value: unknown, timeZone: string) => unknown): Parser {
	return (value, { timeZone }) => {
		if (!isNothing(value)) return parse(value, timeZone);
		if (required) throw new InputError('is missing');
		return undefined;
	};
}

/**
 * A value as text. Numbers pass if their text is exact: of a long account number, JavaScript has
 * already changed the last digits.
 * @param expected what to say of anything else
 */
function trimmed(value: unknown, expected = 'must be a text'): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'number' || !Number.isFinite(value)) throw new InputError(expected);
	if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
	throw new InputError('is too large to be exact as a number: give it as a text');
}

/** The entries of a list, or of a text that holds them separated by commas, blanks or line breaks. */
function entriesOf(value: unknown, expected: string): string[] {
	const entries = Array.isArray(value)
		? value.filter((entry) => !isNothing(entry)).map((entry) => trimmed(entry, expected))
		: trimmed(value, expected).split(/[\s,;]+/);
	return entries.filter((entry) => entry !== '');
}

const WHOLE = /^[+-]?\d{1,15}$/;

export const text = (required = false, longest = Infinity): Parser =>
	given(required, (value) => {
		const result = trimmed(value);
		if (result.length > longest) throw new InputError(`must have at most ${longest} characters`);
		return result;
	});

/** A text of one line: what was pasted with line breaks loses them, as keys and certificates must. */
export const line = (required = false): Parser =>
	given(required, (value) => trimmed(value).replace(/\s*[\r\n]+\s*/g, ''));

export const uuid = (required = false): Parser =>
	given(required, (value) => {
		if (typeof value === 'string' && isUuid(value.trim())) return value.trim().toLowerCase();
		throw new InputError('must be a UUID such as 5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f');
	});

/** UUIDs as a list or separated by commas, blanks or line breaks; each once, in the given order. */
export const uuids = (required = false): Parser =>
	given(required, (value) => {
		const entries = entriesOf(value, 'must be a list of UUIDs');
		const wrong = entries.findIndex((entry) => !isUuid(entry));
		if (wrong >= 0) {
			throw new InputError(
				`must be a list of UUIDs, but entry ${wrong + 1} of ${entries.length} is none`,
			);
		}
		const unique = [...new Set(entries.map((entry) => entry.toLowerCase()))];
		if (unique.length === 0 && required) throw new InputError('is missing');
		return unique.length === 0 ? undefined : unique;
	});

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

/** A number that is no amount of money, such as a percentage. */
export const decimal = (required = false, least = 0): Parser =>
	given(required, (value) => {
		const expected = `must be a number of at least ${least}, such as 1.5 (a point, no comma)`;
		const written = trimmed(value, expected);
		const result = Number(written);
		if (!/^-?\d{1,15}(\.\d+)?$/.test(written) || result < least) throw new InputError(expected);
		return result;
	});

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
		if (result === undefined) throw new InputError('must be a date such as 2026-01-31');
		return toInstant(result, BRAZIL_TIME_ZONE);
	});

/** Days separated by commas, or a list of them; in the given order, none twice. */
export const days = (required = false): Parser =>
	given(required, (value) => {
		const expected = 'must be a list of dates such as 2026-01-31, 2026-02-28';
		const entries = Array.isArray(value)
			? value.filter((entry) => !isNothing(entry))
			: entriesOf(value, expected);
		const result = entries.map(toCalendarDay);
		if (result.includes(undefined)) throw new InputError(expected);
		// Each of them is a payment.
		if (new Set(result).size < result.length) throw new InputError('must hold each date only once');
		if (result.length === 0 && required) throw new InputError('is missing');
		return result.length === 0 ? undefined : result;
	});

const AMOUNT =
	'must be an amount above zero with at most two decimals, such as 1234.56 (a point, no comma)';

function asAmount(value: unknown, least = 0.01): number {
	const written = trimmed(value, AMOUNT);
	if (!/^\d{1,13}(\.\d{1,2})?$/.test(written)) throw new InputError(AMOUNT);
	const result = Number(written);
	if (result < least) throw new InputError(`must be at least ${least.toFixed(2)}`);
	return result;
}

/** Money: above zero, at most two decimals, no thousands separator. */
export const amount = (required = false, least?: number): Parser =>
	given(required, (value) => asAmount(value, least));

/** The same where 0 is none. */
export const amountOrNone = (): Parser =>
	given(false, (value) =>
		/^0+(\.0{1,2})?$/.test(trimmed(value, AMOUNT)) ? undefined : asAmount(value),
	);

const CPF = /^\d{11}$/;
/** Letters are part of new CNPJs since 2026; the two check digits stay digits. */
const CNPJ = /^[\dA-Z]{12}\d{2}$/;

/** A number loses leading zeros: hence "as a text". */
const DOCUMENT_EXPECTED = {
	cpf: 'must be a CPF (11 digits, as a text)',
	cnpj: 'must be a CNPJ (14 digits or letters, as a text)',
	any: 'must be a CPF (11 digits) or CNPJ (14 digits or letters), as a text',
};

/** A CPF or CNPJ without its punctuation, as Pluggy takes it. Pluggy checks the check digits. */
export const taxNumber = (required = false, kind?: 'cpf' | 'cnpj'): Parser =>
	given(required, (value) => {
		const expected = DOCUMENT_EXPECTED[kind ?? 'any'];
		const result = trimmed(value, expected)
			.replace(/[\s./-]/g, '')
			.toUpperCase();
		if (kind !== 'cnpj' && CPF.test(result)) return result;
		if (kind !== 'cpf' && CNPJ.test(result)) return result;
		throw new InputError(expected);
	});

const WRITTEN_DOCUMENT =
	/^(?:\d{3}\.\d{3}\.\d{3}-\d{2}|[\dA-Z]{2}(?:\.[\dA-Z]{3}){2}\/[\dA-Z]{4}-\d{2})$/i;

/** A PIX key. A CPF or CNPJ is one without its punctuation; other keys stay as they are. */
export const pixKey = (required = false): Parser =>
	given(required, (value) => {
		const result = trimmed(value);
		return WRITTEN_DOCUMENT.test(result) ? result.replace(/[./-]/g, '').toUpperCase() : result;
	});

/**
 * CNPJs as a list or separated by commas, blanks or line breaks, without their punctuation. Wrong
 * ones pass: Pluggy names them in its answer, next to what it found for the others.
 */
export const cnpjs = (required = false): Parser =>
	given(required, (value) => {
		const entries = entriesOf(value, 'must be a list of CNPJs')
			.map((entry) => entry.replace(/[\s./-]/g, '').toUpperCase())
			.filter((entry) => entry !== '');
		const wrong = entries.findIndex((entry) => !/^[\dA-Z]+$/.test(entry));
		if (wrong >= 0) {
			throw new InputError(
				`must be a list of CNPJs, but entry ${wrong + 1} of ${entries.length} is none`,
			);
		}
		const unique = [...new Set(entries)];
		if (unique.length === 0 && required) throw new InputError('is missing');
		return unique.length === 0 ? undefined : unique;
	});

export const flag = (): Parser =>
	given(false, (value) => {
		if (typeof value === 'boolean') return value;
		if (value === 'true' || value === 'false') return value === 'true';
		throw new InputError('must be true or false');
	});

/** A switch that is sent only when it is on. */
export const flagOn = (): Parser => (value, context) =>
	flag()(value, context) === true ? true : undefined;

/** One of a list of values. Values Pluggy may add later pass, if an expression gives them. */
export const choice = (required = false): Parser =>
	given(required, (value) => {
		const expected = 'must be one of the listed values';
		const result = trimmed(value, expected);
		if (!/^[\w./-]+$/.test(result)) throw new InputError(expected);
		return result;
	});

export const choices = (required = false): Parser =>
	given(required, (value) => {
		const expected = 'must hold only the listed values';
		const entries = entriesOf(value, expected);
		if (!entries.every((entry) => /^[\w./-]+$/.test(entry))) throw new InputError(expected);
		if (entries.length === 0 && required) throw new InputError('is missing');
		return entries.length === 0 ? undefined : entries;
	});

/** An address on the web, for people or for webhooks. */
export const webUrl = (required = false): Parser =>
	given(required, (value) => {
		const expected = 'must be a URL such as https://example.com/page';
		const result = trimmed(value, expected);
		const url = parseUrl(result);
		if (url === undefined || !/^https?:$/.test(url.protocol)) throw new InputError(expected);
		return result;
	});

/** Segments of letters, digits and `-._~:@+=,`; none of dots alone, none empty but the last. */
const API_PATH = /^(?:\/(?!\.+(?:\/|$))[\w.~:@+=,-]+)+\/?$/;

/**
 * A path of Pluggy's API with an optional query, and nothing that could lead elsewhere: no host,
 * no dots, nothing encoded in the path.
 */
export const apiPath = (required = false): Parser =>
	given(required, (value) => {
		const expected =
			'must be a path such as /connectors/201: one slash in front, no host, no "..", no "//" and no encoded characters';
		const result = trimmed(value, expected);
		const [path] = result.split('?', 1);
		if (!API_PATH.test(path) || /[#\\]/.test(result)) throw new InputError(expected);
		// As a browser does it: what a query may not hold is encoded, the rest stays.
		const { search } = new URL(result, 'https://path.invalid');
		return `${path}${search}`;
	});

function parseJson(source: string): unknown {
	try {
		return JSON.parse(source) as unknown;
	} catch {
		return undefined;
	}
}

/** A JSON field: text that is parsed, or what an expression gives, checked by a schema. */
export const json = (schema: z.ZodTypeAny, expected: string, required = false): Parser =>
	given(required, (value) => {
		const isJson = typeof value === 'string' && /^\s*[[{"]/.test(value);
		const content = isJson ? parseJson(value) : value;
		if (content === undefined) throw new InputError('is not valid JSON');
		const parsed = schema.safeParse(content);
		if (!parsed.success) throw new InputError(`must be ${expected}`);
		return parsed.data;
	});
