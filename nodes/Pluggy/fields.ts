import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { z } from 'zod';
import type { Field, Parser, Place } from './operation';
import * as parse from './parsers';

/** Builders for the fields of operations: one line in a catalog makes property, check and place. */

export type FieldOptions = Partial<
	Pick<
		Field,
		'in' | 'place' | 'target' | 'chunk' | 'secret' | 'numeric' | 'money' | 'vital' | 'when'
	>
> & {
	required?: boolean;
	description?: string;
	placeholder?: string;
	hint?: string;
	default?: INodeProperties['default'];
};

type Shape = Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>;

function field(
	name: string,
	displayName: string,
	shape: Shape,
	parser: Parser,
	{
		in: where = 'query',
		place,
		target,
		chunk,
		secret,
		numeric,
		money,
		vital,
		when,
		...texts
	}: FieldOptions,
): Field {
	const { required, ...rest } = texts;
	const shown: Place = place ?? (required ? 'top' : 'filters');
	const property: INodeProperties = {
		displayName,
		name,
		...shape,
		...rest,
		...(required && shown === 'top' ? { required: true } : {}),
	};
	return {
		property,
		in: where,
		place: shown,
		parse: parser,
		...(target === undefined ? {} : { target }),
		...(chunk === undefined ? {} : { chunk }),
		...(secret ? { secret } : {}),
		...(numeric ? { numeric } : {}),
		...(money ? { money } : {}),
		...(vital ? { vital } : {}),
		...(when === undefined ? {} : { when }),
	};
}

const asOptions = (names: Readonly<Record<string, string>>): INodePropertyOptions[] =>
	Object.entries(names)
		.map(([value, name]) => ({ name, value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));

export const text = (
	name: string,
	label: string,
	options: FieldOptions & { longest?: number } = {},
) => {
	const { longest, ...rest } = options;
	return field(
		name,
		label,
		{ type: 'string', default: '' },
		parse.text(rest.required, longest),
		rest,
	);
};

/** A text such as a branch or a postal code, whose zeros in front count. */
export const digits = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'string', default: '' }, parse.digits(options.required), options);

/** A secret such as a key or certificate: masked, and without line breaks. */
export const secretLine = (name: string, label: string, options: FieldOptions = {}) =>
	field(
		name,
		label,
		{ type: 'string', default: '', typeOptions: { password: true } },
		parse.line(options.required),
		{ secret: true, ...options },
	);

export const uuid = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'string', default: '' }, parse.uuid(options.required), options);

export const uuids = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'string', default: '' }, parse.uuids(options.required), options);

export const integer = (
	name: string,
	label: string,
	options: FieldOptions & { least?: number; most?: number } = {},
) => {
	const { least, most, ...rest } = options;
	const typeOptions = {
		minValue: least ?? 0,
		...(most === undefined ? {} : { maxValue: most }),
		numberPrecision: 0,
	};
	return field(
		name,
		label,
		{ type: 'number', default: 0, typeOptions },
		parse.integer(rest.required, least, most),
		rest,
	);
};

/**
 * A number with decimals, as a text: n8n's number field takes the comma out of "10,50", as it is
 * written in Brazil, and makes it 1050. A text arrives as it was typed, and is read as it was meant.
 */
const WITH_DECIMALS: Shape = { type: 'string', default: '' };

/** A number that is no amount of money, such as a percentage. */
export const decimal = (name: string, label: string, options: FieldOptions = {}) =>
	field(
		name,
		label,
		{ ...WITH_DECIMALS, placeholder: 'e.g. 1.5 or 1,5' },
		parse.decimal(options.required),
		{ ...options, numeric: true },
	);

export const day = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'dateTime', default: '' }, parse.day(options.required), options);

export const yearMonth = (name: string, label: string, options: FieldOptions = {}) =>
	field(
		name,
		label,
		{ type: 'string', default: '', placeholder: 'e.g. 202601' },
		parse.yearMonth(options.required),
		options,
	);

/** A day where Pluggy takes an instant. */
export const dayStart = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'dateTime', default: '' }, parse.dayStart(options.required), options);

export const instant = (
	name: string,
	label: string,
	options: FieldOptions & { wholeSeconds?: boolean } = {},
) => {
	const { wholeSeconds, ...rest } = options;
	return field(
		name,
		label,
		{ type: 'dateTime', default: '' },
		parse.instant(rest.required, wholeSeconds),
		rest,
	);
};

/** Days separated by commas. */
export const days = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'string', default: '' }, parse.days(options.required), options);

/** Money in reais: above zero, at most two decimals. Sent as it is, never computed on. */
export const amount = (
	name: string,
	label: string,
	options: FieldOptions & { least?: number } = {},
) => {
	const { least, ...rest } = options;
	return field(
		name,
		label,
		{ ...WITH_DECIMALS, placeholder: 'e.g. 1234.56 or 1.234,56' },
		parse.amount(rest.required, least),
		{ ...rest, numeric: true, money: true },
	);
};

/** Money that may be left out of a field that is always shown: 0 is none. */
export const amountOrNone = (name: string, label: string, options: FieldOptions = {}) => ({
	...amount(name, label, { default: '0', ...options }),
	parse: parse.amountOrNone(),
});

/** A CPF or CNPJ, with or without punctuation: of a person, so no error repeats it. */
export const taxNumber = (
	name: string,
	label: string,
	options: FieldOptions & { kind?: 'cpf' | 'cnpj' } = {},
) => {
	const { kind, ...rest } = options;
	return field(name, label, { type: 'string', default: '' }, parse.taxNumber(rest.required, kind), {
		secret: true,
		...rest,
	});
};

export const flag = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'boolean', default: false }, parse.flag(), options);

/** A switch that is sent only when it is on. */
export const flagOn = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'boolean', default: false }, parse.flagOn(), options);

/** One of a list. `names`: value to readable name; the first is the default. */
export const choice = (
	name: string,
	label: string,
	names: Readonly<Record<string, string>>,
	options: FieldOptions = {},
) =>
	field(
		name,
		label,
		{ type: 'options', default: Object.keys(names)[0], options: asOptions(names) },
		parse.choice(options.required),
		options,
	);

export const choices = (
	name: string,
	label: string,
	names: Readonly<Record<string, string>>,
	options: FieldOptions = {},
) =>
	field(
		name,
		label,
		{ type: 'multiOptions', default: [], options: asOptions(names) },
		parse.choices(options.required),
		options,
	);

/** Some of the whole numbers from 1 to `most`, each with a readable name. */
export const numberChoices = (
	name: string,
	label: string,
	most: number,
	nameOf: (value: number) => string,
	options: FieldOptions = {},
) => {
	const values = Array.from({ length: most }, (_, index) => index + 1);
	return field(
		name,
		label,
		{
			type: 'multiOptions',
			default: [],
			options: values.map((value) => ({ name: nameOf(value), value })),
		},
		parse.integers(options.required, 1, most),
		options,
	);
};

/** An address on the web. Its query may hold a token, so no error repeats it. */
export const webUrl = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'string', default: '' }, parse.webUrl(options.required), {
		secret: true,
		...options,
	});

/** A PIX key as people write it. */
export const pixKey = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'string', default: '' }, parse.pixKey(options.required), {
		secret: true,
		...options,
	});

/** The text of a PIX QR code. */
export const pixCode = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'string', default: '' }, parse.pixCode(options.required), options);

/** CNPJs separated by commas. */
export const cnpjs = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'string', default: '' }, parse.cnpjs(options.required), {
		secret: true,
		...options,
	});

/** A path of Pluggy's API, with an optional query. */
export const apiPath = (name: string, label: string, options: FieldOptions = {}) =>
	field(name, label, { type: 'string', default: '' }, parse.apiPath(options.required), options);

/** JSON for what has no fields of its own; `expected` ends the sentence "must be ...". */
export const json = (
	name: string,
	label: string,
	schema: z.ZodTypeAny,
	expected: string,
	options: FieldOptions = {},
) => {
	const shape: Shape = { type: 'json', default: '' };
	return field(name, label, shape, parse.json(schema, expected, options.required), options);
};

/** A JSON object or list that is sent as it is: a text word for word. */
export const jsonBody = (
	name: string,
	label: string,
	expected: string,
	options: FieldOptions = {},
) =>
	field(
		name,
		label,
		{ type: 'json', default: '' },
		parse.jsonBody(expected, options.required),
		options,
	);

/** A resource locator: picked from a list, or given by ID. */
export const pick = (
	name: string,
	label: string,
	searchListMethod: string,
	parser: Parser,
	options: FieldOptions = {},
) => {
	const { placeholder = 'e.g. 5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f', ...rest } = options;
	return field(
		name,
		label,
		{
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod, searchable: true },
				},
				{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
			],
		},
		parser,
		rest,
	);
};

/** The item, as a picker. */
export const itemId = ({ required = true, ...options }: FieldOptions = {}) =>
	pick('itemId', 'Item', 'searchItems', parse.uuid(required), {
		required,
		description: 'The connection to a bank',
		...options,
	});

/** The account, as a picker. */
export const accountId = (options: FieldOptions = {}) =>
	pick('accountId', 'Account', 'searchAccounts', parse.uuid(true), {
		required: true,
		description: 'The bank account or credit card',
		...options,
	});

/** The connector, as a picker. */
export const connectorId = (options: FieldOptions & { least?: number } = {}) => {
	const { least, required = true, ...rest } = options;
	return pick('connectorId', 'Connector', 'searchConnectors', parse.integer(required, least), {
		required,
		description: 'The bank or institution',
		placeholder: 'e.g. 201',
		...rest,
	});
};

/** The category, as a picker; as a filter it has another name. */
export const categoryId = (
	{ required = true, ...options }: FieldOptions = {},
	name = 'categoryId',
	label = 'Category',
) =>
	pick(name, label, 'searchCategories', parse.code(required), {
		required,
		description: 'The category of transactions',
		placeholder: 'e.g. 01000000',
		...options,
	});

/** The payment customer, as a picker. */
export const customerId = ({ required = true, ...options }: FieldOptions = {}) =>
	pick('customerId', 'Customer', 'searchCustomers', parse.uuid(required), {
		required,
		description: 'The person or company that pays',
		...options,
	});

/** The payment recipient, as a picker; it may be left empty where it is not required. */
export const recipientId = ({ required = true, ...options }: FieldOptions = {}) =>
	pick('recipientId', 'Recipient', 'searchRecipients', parse.uuid(required), {
		required,
		place: 'top',
		description: 'The account that gets the money',
		...options,
	});

/** The payment institution, as a picker; as a member of a body it has another name. */
export const institutionId = (
	{ required = true, ...options }: FieldOptions = {},
	name = 'institutionId',
) =>
	pick(name, 'Institution', 'searchInstitutions', parse.uuid(required), {
		required,
		description: 'The bank or payment institution of the account',
		...options,
	});

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
