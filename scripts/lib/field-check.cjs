'use strict';

/** One field of the catalog against what Pluggy's document says of its value. Pure functions. */
const { EXTRA_OPTIONS } = require('./document-exceptions.cjs');

const context = { timeZone: 'America/Sao_Paulo' };
const UUID = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';

/** @param {Field} field @param {unknown} value */
function parsed(field, value) {
	try {
		return field.parse(value, context);
	} catch {
		return undefined;
	}
}
/** @param {Field} field @param {unknown} value */
const accepts = (field, value) => parsed(field, value) !== undefined;
/** @param {Field} field */
function refusesNothing(field) {
	try {
		field.parse('', context);
		return false;
	} catch {
		return true;
	}
}

/** Where the value of a field goes. @param {Field} given */
const targetOf = ({ target, property }) => target ?? property.name;
/** The values a field offers. @param {Field} given */
const offeredBy = ({ property }) =>
	(property.options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
const typesOf = (/** @type {Schema} */ { type }) => [type ?? []].flat();

/** A value as the document describes it. @param {Schema} schema @returns {any} */
function exampleOf(schema) {
	const { format, minimum = 10, maximum = Infinity } = schema;
	const types = typesOf(schema);
	if (schema.enum) return schema.enum[0];
	if (types.includes('array')) return [exampleOf(schema.items ?? {})];
	if (types.includes('number') || types.includes('integer')) return Math.min(minimum, maximum);
	if (format === 'uuid') return UUID;
	if (format?.startsWith('date')) return '2026-01-31';
	return format === 'uri' ? 'https://example.com/' : undefined;
}

/**
 * A field sends a value of another kind, or takes what is none.
 * @param {Field} field
 * @param {Schema} schema
 * @returns {string[]}
 */
function wrongKind(field, schema) {
	const found = [];
	const types = typesOf(schema);
	const example = exampleOf(schema);
	const sent = example === undefined ? undefined : parsed(field, example);
	// Lists of a text are checked as text: their form is in the description alone.
	const isList = types.includes('array');
	if (isList && schema.items?.type !== undefined && !Array.isArray(sent ?? parsed(field, UUID))) {
		found.push('sends no list');
	}
	const isNumber = types.includes('number') || types.includes('integer');
	if (isNumber && typeof sent !== 'number') found.push('sends no number');
	if (isNumber && types.includes('integer') && accepts(field, 10.5)) found.push('takes a fraction');
	if (schema.format?.startsWith('date') && accepts(field, 'no date')) {
		found.push('takes what is no date');
	}
	if (schema.format?.startsWith('date') && typeof sent !== 'string') found.push('sends no date');
	if (schema.format === 'uri' && accepts(field, 'no url')) found.push('takes what is no URL');
	if (schema.pattern !== undefined) {
		const pattern = new RegExp(schema.pattern);
		const wrong = ['no match', '2026', '202613'].filter((text) => !pattern.test(text));
		if (wrong.some((text) => accepts(field, text))) found.push(`takes more than ${schema.pattern}`);
	}
	return found;
}

const text = (/** @type {unknown} */ value) => String(value);
/** @param {'new' | 'gone' | 'different'} kind @param {string} what */
const found = (kind, what) => ({
	kind,
	what,
});

/**
 * What the values of an enum and the options of a field differ in.
 * @param {Field} field
 * @param {Schema} schema
 */
function wrongValues(field, schema) {
	const { property } = field;
	const values = schema.enum ?? schema.items?.enum ?? [];
	const options = offeredBy(field);
	const missing = values
		.filter((/** @type {Row} */ one) => one !== null)
		.flatMap((/** @type {unknown} */ value) => {
			const isListed = options.length === 0 || options.map(text).includes(text(value));
			const isTaken = accepts(field, typesOf(schema).includes('array') ? [value] : value);
			return [
				...(isListed ? [] : [found('new', `does not offer ${text(value)}`)]),
				...(isTaken ? [] : [found('new', `does not take ${text(value)}`)]),
			];
		});
	const isFree = values.length > 0 && options.length === 0 && property.type !== 'json';
	const extra = /** @type {Record<string, string[]>} */ (EXTRA_OPTIONS)[property.name] ?? [];
	const surplus = (values.length > 0 ? options : [])
		.filter((option) => !values.map(text).includes(text(option)) && !extra.includes(text(option)))
		.map((option) => found('gone', `offers ${text(option)}, which the document does not know`));
	return [...missing, ...(isFree ? [found('new', 'is no list')] : []), ...surplus];
}

/**
 * Texts and numbers that are too short or too long.
 * @param {Field} field
 * @param {Schema} schema
 * @returns {string[]}
 */
function wrongSize(field, schema) {
	const wrong = [];
	const { maxLength, minimum, maximum } = schema;
	if (maxLength !== undefined) {
		if (!accepts(field, 'x'.repeat(maxLength))) wrong.push('is too short');
		if (accepts(field, 'x'.repeat(maxLength + 1))) wrong.push('is too long');
	}
	if (minimum !== undefined) {
		if (!accepts(field, minimum)) wrong.push(`does not take the minimum ${minimum}`);
		const isWhole = typesOf(schema).includes('integer') || schema.format === 'integer';
		const less = Number((minimum - (isWhole ? 1 : 0.01)).toFixed(2));
		if (accepts(field, less)) wrong.push(`takes less than ${minimum}`);
	}
	if (maximum !== undefined) {
		if (!accepts(field, maximum)) wrong.push(`does not take the maximum ${maximum}`);
		if (accepts(field, maximum + 1)) wrong.push(`takes more than ${maximum}`);
	}
	return wrong;
}

/**
 * What a field does not take as the document says.
 * @param {Field} field
 * @param {Schema} schema
 * @param {boolean} required
 */
function misfits(field, schema, required) {
	const { property } = field;
	const wrong = property.type === 'json' ? [] : wrongKind(field, schema);
	if (required && !field.when && (property.required !== true || !refusesNothing(field))) {
		wrong.push('is not required');
	}
	const types = typesOf(schema);
	// A switch, or a list of two whose values are true and false.
	const isBoolean =
		property.type === 'boolean' || [true, false].every((value) => parsed(field, value) === value);
	if (types.includes('boolean') && !isBoolean) wrong.push('is no boolean');
	if (schema.format === 'uuid' && accepts(field, 'no-uuid')) wrong.push('takes what is no UUID');
	wrong.push(...wrongSize(field, schema));
	return [...wrong.map((what) => found('different', what)), ...wrongValues(field, schema)];
}

module.exports = { misfits, offeredBy, targetOf };
