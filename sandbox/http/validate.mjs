/** Checks of query strings and bodies, with the sentences Pluggy's own validator writes. */
import { badRequest } from './errors.mjs';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export const isUuid = (/** @type {unknown} */ value) =>
	typeof value === 'string' && UUID.test(value);

const isRealDay = (/** @type {string} */ text) => {
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/**
 * One field: `[test, message, read?]`. `read` turns the text into the value the routes use.
 * @type {Record<string, [(v: any) => boolean, (name: string) => string, ((v: any) => any)?]>}
 */
const TYPES = {
	uuid: [isUuid, (n) => `${n} must be a UUID`],
	text: [(v) => typeof v === 'string', (n) => `${n} must be a string`],
	filled: [(v) => typeof v === 'string' && v !== '', (n) => `${n} must be a non-empty string`],
	date: [
		(v) => DATE.test(v) && isRealDay(v),
		(n) => `${n} must be a valid date in the format yyyy-mm-dd`,
	],
	cutToDay: [
		(v) => INSTANT.test(v) && isRealDay(v.slice(0, 10)) && !Number.isNaN(Date.parse(v)),
		(n) => `${n} must be a valid date in the format yyyy-mm-dd`,
		(v) => v.slice(0, 10),
	],
	instant: [
		(v) => INSTANT.test(v) && !Number.isNaN(Date.parse(v)),
		(n) => `${n} must be a valid ISO 8601 date string`,
		(v) => Date.parse(v),
	],
	integer: [
		(v) => /^\d{1,9}$/.test(String(v)),
		(n) => `${n} must be an integer number`,
		(v) => Number(v),
	],
	boolean: [
		(v) => v === true || v === false || v === 'true' || v === 'false',
		(n) => `${n} must be a boolean value`,
		(v) => v === true || v === 'true',
	],
	number: [(v) => typeof v === 'number' && Number.isFinite(v), (n) => `${n} must be a number`],
	url: [
		(v) => typeof v === 'string' && /^https?:\/\/[^\s/]+/.test(v) && URL.canParse(v),
		(n) => `${n} must be a URL address`,
	],
	object: [
		(v) => typeof v === 'object' && v !== null && !Array.isArray(v),
		(n) => `${n} must be an object`,
	],
	bodyBoolean: [(v) => typeof v === 'boolean', (n) => `${n} must be a boolean value`],
	month: [(v) => /^\d{4}(0[1-9]|1[0-2])$/.test(v), (n) => `${n} must be in the format YYYYMM`],
};

/**
 * @typedef {object} Field
 * @property {keyof typeof TYPES | 'list'} type list: comma separated in a query, an array in a body
 * @property {boolean} [required]
 * @property {readonly string[]} [values] the enum
 * @property {number} [max] largest number, or longest text
 * @property {number} [min]
 */

/** page and pageSize, where Pluggy pages or at least tolerates them. @type {Record<string, Field>} */
export const PAGE_FIELDS = {
	page: { type: 'integer', min: 1 },
	pageSize: { type: 'integer', min: 1, max: 500 },
};

/**
 * @param {unknown} values
 * @param {Record<string, Field>} fields
 * @returns {Record<string, any>} the values read
 */
export function check(values, fields) {
	const given = /** @type {Record<string, any>} */ (values ?? {});
	if (!TYPES.object[0](given)) throw badRequest('body must be an object');
	const problems = Object.keys(given)
		.filter((name) => !Object.hasOwn(fields, name))
		.map((name) => `property ${name} should not exist`);
	/** @type {Record<string, any>} */
	const read = {};
	for (const [name, field] of Object.entries(fields)) {
		const value = given[name];
		if (value === undefined || value === null) {
			if (!field.required) continue;
			problems.push(`${name} should not be null or undefined`);
		}
		const problem = checkOne(name, value, field);
		if (problem) problems.push(problem);
		else read[name] = readOne(value, field);
	}
	if (problems.length > 0) throw badRequest(problems);
	return read;
}

/** @param {string} name @param {any} value @param {Field} field */
function checkOne(name, value, { type, values, min = -Infinity, max = Infinity }) {
	const oneOf = `${name} must be one of the following values: ${values?.join(', ')}`;
	if (type === 'list') {
		const list = toList(value);
		if (!list) return `${name} must be an array`;
		return values && !list.every((v) => values.includes(v)) ? `each value in ${oneOf}` : undefined;
	}
	const [test, message, readValue] = TYPES[type];
	if (Array.isArray(value) || !test(value)) return message(name);
	if (values && !values.includes(value)) return oneOf;
	const size = typeof value === 'string' && !readValue ? value.length : readOne(value, { type });
	if (typeof size !== 'number' || type === 'instant') return undefined;
	if (size > max) {
		return readValue || type === 'number'
			? `${name} must not be greater than ${max}`
			: `${name} must be shorter than or equal to ${max} characters`;
	}
	return size < min ? `${name} must not be less than ${min}` : undefined;
}

/** @param {any} value @param {Field} field */
const readOne = (value, { type }) =>
	type === 'list' ? toList(value) : (TYPES[type][2] ?? ((/** @type {any} */ v) => v))(value);

const toList = (/** @type {any} */ value) => {
	if (Array.isArray(value)) return value.map(String);
	if (typeof value !== 'string') return undefined;
	return value.split(',').map((v) => v.trim());
};
