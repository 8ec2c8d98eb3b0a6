import { parseUrl } from '../../shared/client/hosts';
import { entryWithoutId, EXAMPLE_ID, isUuid } from '../../shared/objects';
import { InputError, type Parser } from '../operation';
import { digitsAsText, entriesOf, given, trimmed } from './given';

/** Texts, IDs, choices and addresses. */

export { isUuid };

export const text = (required = false, longest = Infinity): Parser =>
	given(required, (value) => {
		const result = trimmed(value);
		if (result.length > longest) throw new InputError(`must have at most ${longest} characters`);
		return result;
	});

/** A text such as a branch or a postal code, whose zeros in front count: no number passes. */
export const digits = (required = false): Parser => given(required, (value) => digitsAsText(value));

/** The same where it stands in a path, as the ID of a category does. */
export const code = (required = false): Parser =>
	given(required, (value) => {
		const expected = 'must be an ID such as 01000000';
		const result = digitsAsText(value, expected);
		if (!/^[\w-]+$/.test(result)) throw new InputError(expected);
		return result;
	});

/** A text of one line: what was pasted with line breaks loses them, as keys and certificates must. */
export const line = (required = false): Parser =>
	given(required, (value) =>
		trimmed(value)
			.split(/[\r\n]/)
			.map((part) => part.trim())
			.join(''),
	);

export const uuid = (required = false): Parser =>
	given(required, (value) => {
		if (typeof value === 'string' && isUuid(value.trim())) return value.trim().toLowerCase();
		throw new InputError(`must be an ID such as ${EXAMPLE_ID}`);
	});

/** UUIDs as a list or separated by commas, blanks or line breaks; each once, in the given order. */
export const uuids = (required = false): Parser =>
	given(required, (value) => {
		const entries = entriesOf(value, 'must be a list of IDs');
		const wrong = entryWithoutId(entries);
		if (wrong !== undefined) {
			throw new InputError(
				`must be a list of IDs, but entry ${wrong} of ${entries.length} is none`,
			);
		}
		const unique = [...new Set(entries.map((entry) => entry.toLowerCase()))];
		if (unique.length === 0 && required) throw new InputError('is missing');
		return unique.length === 0 ? undefined : unique;
	});

export const flag =
	(required = false): Parser =>
	(value, context) => {
		const expected = 'must be true or false';
		const result = given(false, (one) => {
			if (typeof one === 'boolean') return one;
			// AI agents and expressions give switches as texts, too.
			if (one === 'true' || one === 'false') return one === 'true';
			throw new InputError(expected);
		})(value, context);
		if (required && result === undefined) throw new InputError(expected);
		return result;
	};

/** A switch that is sent only when it is on. */
export const trueOrAbsent = (): Parser => (value, context) =>
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
		// Line breaks and what nobody sees are passed over when a URL is read, but they would be sent.
		const isUrl = url !== undefined && /^https?:$/.test(url.protocol);
		if (!isUrl || /[\s\p{Cc}\p{Cf}]/u.test(result)) throw new InputError(expected);
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
		if (!API_PATH.test(path) || /[#\\\p{Cc}]/u.test(result)) throw new InputError(expected);
		// As a browser does it: what a query may not hold is encoded, the rest stays.
		const { search } = new URL(result, 'https://path.invalid');
		return `${path}${search}`;
	});
