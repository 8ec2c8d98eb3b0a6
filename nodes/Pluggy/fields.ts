import type { INodePropertyOptions } from 'n8n-workflow';
import type { z } from 'zod';
import { byName } from '../shared/lists';
import { EXAMPLE_ID } from '../shared/objects';
import { field, type FieldOptions, type Look } from './field';
import type { Field, Parser } from './operation';
import * as parse from './parsers';

/**
 * Builders for the fields of operations: one line in the catalog makes property, check and place. Each kind of
 * field is defined once, by what n8n shows and the parser that checks it.
 */

export { field, type FieldOptions };

/** Makes the builder of a kind whose fields differ only in what every field may say. */
const kind =
	(look: Look, parser: (required?: boolean) => Parser, usual: FieldOptions = {}) =>
	(name: string, label: string, options: FieldOptions = {}): Field =>
		field(name, label, look, parser(options.required), { ...usual, ...options });

const TEXT: Look = { type: 'string', default: '' };
const DATE: Look = { type: 'dateTime', default: '' };
/** A plain date, without a clock. */
const DAY: Look = { ...DATE, typeOptions: { dateOnly: true } };
const ID: Look = { ...TEXT, placeholder: `e.g. ${EXAMPLE_ID}` };
const WHEN: FieldOptions = { role: 'when', dated: true };
/** It identifies a person or opens a door: no error repeats it. */
const SECRET: FieldOptions = { secret: true };

/** A text such as a branch or a postal code, whose zeros in front count. */
export const digits = kind(TEXT, parse.digits);
/** A secret such as a key or certificate: masked, and without line breaks. */
export const secretLine = kind({ ...TEXT, typeOptions: { password: true } }, parse.line, SECRET);
export const uuid = kind(ID, parse.uuid);
/** UUIDs separated by commas. */
export const uuids = kind(ID, parse.uuids);
/** A calendar day. */
export const day = kind(DAY, parse.day, { ...WHEN, hint: 'A São Paulo day' });
/** A day where Pluggy takes an instant. */
export const dayStart = kind(DAY, parse.dayStart, { ...WHEN, hint: 'A São Paulo day' });
/** Days separated by commas. */
export const days = kind(TEXT, parse.days, WHEN);
export const yearMonth = kind({ ...TEXT, placeholder: 'e.g. 202601' }, parse.yearMonth);
/** An address on the web. Its query may hold a token. */
export const webUrl = kind(TEXT, parse.webUrl, SECRET);
/** A PIX key as people write it. */
export const pixKey = kind(TEXT, parse.pixKey, SECRET);
/** The text of a PIX QR code. */
export const pixCode = kind(TEXT, parse.pixCode);
/** CNPJs separated by commas. */
export const cnpjs = kind(TEXT, parse.cnpjs, SECRET);
/** A path of Pluggy's API, with an optional query. */
export const apiPath = kind(TEXT, parse.apiPath);
export const flag = kind({ type: 'boolean', default: false }, () => parse.flag());
/** A switch that is sent only when it is on. */
export const trueOrAbsent = kind({ type: 'boolean', default: false }, parse.trueOrAbsent);

/**
 * A number with decimals, as a text: n8n's number field takes the comma out of "10,50", as it is
 * written in Brazil, and makes it 1050. A text arrives as it was typed, and is read as it was meant.
 */
const NUMERIC: FieldOptions = { numeric: true };

/** A number that is no amount of money, such as a percentage. */
export const decimal = kind({ ...TEXT, placeholder: 'e.g. 1.5 or 1,5' }, parse.decimal, NUMERIC);

export const text = (
	name: string,
	label: string,
	{ longest, ...options }: FieldOptions & { longest?: number } = {},
) => field(name, label, TEXT, parse.text(options.required, longest), options);

export const integer = (
	name: string,
	label: string,
	{ least, most, ...options }: FieldOptions & { least?: number; most?: number } = {},
) => {
	const typeOptions = {
		minValue: least ?? 0,
		...(most === undefined ? {} : { maxValue: most }),
		numberPrecision: 0,
	};
	const look: Look = { type: 'number', default: 0, typeOptions };
	return field(name, label, look, parse.integer(options.required, least, most), options);
};

export const instant = (
	name: string,
	label: string,
	{ wholeSeconds, ...options }: FieldOptions & { wholeSeconds?: boolean } = {},
) =>
	field(name, label, DATE, parse.instant(options.required, wholeSeconds), {
		dated: true,
		...options,
	});

/** Money in reais: above zero, at most two decimals. Sent as it is, never computed on. */
export const amount = (
	name: string,
	label: string,
	{ least, ...options }: FieldOptions & { least?: number } = {},
) => {
	const look: Look = { ...TEXT, placeholder: 'e.g. 1234.56 or 1.234,56' };
	const parser = parse.amount(options.required, least);
	return field(name, label, look, parser, { role: 'howMuch', ...options, ...NUMERIC, money: true });
};

/** Money that may be left out of a field that is always shown: 0 is none. */
export const amountOrNone = (name: string, label: string, options: FieldOptions = {}) => ({
	...amount(name, label, { default: '0', ...options }),
	parse: parse.amountOrNone(),
});

const CNPJ = 'e.g. 12.345.678/0001-90';

/** A CPF or CNPJ, with or without punctuation. */
export const taxNumber = (
	name: string,
	label: string,
	{ kind: only, ...options }: FieldOptions & { kind?: 'cpf' | 'cnpj' } = {},
) => {
	const look = { ...TEXT, placeholder: only === 'cpf' ? 'e.g. 123.456.789-00' : CNPJ };
	return field(name, label, look, parse.taxNumber(options.required, only), {
		...SECRET,
		role: 'who',
		...options,
	});
};

const asOptions = (names: Readonly<Record<string, string>>): INodePropertyOptions[] =>
	Object.entries(names)
		.map(([value, name]) => ({ name, value }))
		.sort(byName);

/** One of a list. `names`: value to readable name; the first is the default. */
export const choice = (
	name: string,
	label: string,
	names: Readonly<Record<string, string>>,
	options: FieldOptions = {},
) => {
	const look: Look = {
		type: 'options',
		default: Object.keys(names)[0],
		options: asOptions(names),
	};
	return field(name, label, look, parse.choice(options.required), options);
};

/** A filter that is yes or no: added, it says at once which. */
export const onlyOrWithout = (
	name: string,
	label: string,
	[only, without]: readonly [only: string, without: string],
	options: FieldOptions = {},
) => {
	const listed = [
		{ name: only, value: true },
		{ name: without, value: false },
	].sort(byName);
	return field(name, label, { type: 'options', default: true, options: listed }, parse.flag(), {
		...options,
	});
};

/** Some of a list. */
export const choices = (
	name: string,
	label: string,
	names: Readonly<Record<string, string>>,
	options: FieldOptions = {},
) => {
	const look: Look = { type: 'multiOptions', default: [], options: asOptions(names) };
	return field(name, label, look, parse.choices(options.required), options);
};

/** Some of the whole numbers from 1 to `most`, each with a readable name. */
export const numberChoices = (
	name: string,
	label: string,
	most: number,
	nameOf: (value: number) => string,
	options: FieldOptions = {},
) => {
	const values = Array.from({ length: most }, (_, index) => index + 1);
	const look: Look = {
		type: 'multiOptions',
		default: [],
		options: values.map((value) => ({ name: nameOf(value), value })),
	};
	return field(name, label, look, parse.integers(options.required, 1, most), options);
};

/** JSON for what has no fields of its own; `expected` ends the sentence "must be ...". */
export const json = (
	name: string,
	label: string,
	schema: z.ZodTypeAny,
	expected: string,
	options: FieldOptions = {},
) => {
	const look: Look = { type: 'json', default: '' };
	return field(name, label, look, parse.json(schema, expected, options.required), options);
};

/** A JSON object or list that is sent as it is: a text word for word. */
export const jsonBody = (
	name: string,
	label: string,
	expected: string,
	options: FieldOptions = {},
) => {
	const look: Look = { type: 'json', default: '' };
	return field(name, label, look, parse.jsonBody(expected, options.required), options);
};

/** Path parameter that Pluggy calls `{id}`. */
export const inPath: FieldOptions = { in: 'path', target: 'id' };

/** The ID of what an operation is about, in its path. */
export const pathId = (name: string, label: string, description: string) =>
	uuid(name, label, { ...inPath, required: true, description });

/** Optional member of a body. */
export const additional: FieldOptions = { in: 'body', place: 'additionalFields' };
/** Optional member of the body of an update. */
export const updated: FieldOptions = { in: 'body', place: 'updateFields' };
/** For the node itself, under Options. */
export const option: FieldOptions = { in: 'node', place: 'options' };
