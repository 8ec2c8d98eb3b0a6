import { catalog } from '../../nodes/Pluggy/catalog';
import {
	authAnswer,
	connectorParameters,
	errorBody,
	errorDetail,
	keyClaims,
} from '../../nodes/shared/schemas';

/** Every schema of the node: these tests run with zod 3 and with zod 4. */

const result = (
	schema: { safeParse: (value: unknown) => { success: boolean; data?: unknown } },
	value: unknown,
) => {
	const { success, data } = schema.safeParse(value);
	return success ? data : 'refused';
};

test.each<[string, Parameters<typeof result>[0], unknown, unknown]>([
	['a key', authAnswer, { apiKey: 'k', more: 1 }, { apiKey: 'k', more: 1 }],
	['no key', authAnswer, { apiKey: '' }, 'refused'],
	['claims', keyClaims, { exp: 5, iat: 1 }, { exp: 5, iat: 1 }],
	['claims without an end', keyClaims, { exp: 0 }, 'refused'],
	['an empty error', errorBody, {}, {}],
	[
		'an error',
		errorBody,
		{ code: 400, codeDescription: 'X', message: ['a', 'b'], data: { n: { m: 1 } }, items: ['i'] },
		{ code: 400, codeDescription: 'X', message: 'a, b', data: { n: { m: 1 } }, items: ['i'] },
	],
	[
		'an error of wrong types',
		errorBody,
		{ code: [], codeDescription: '', message: 7, errorId: {}, data: [1], details: 'x', errors: 7 },
		{},
	],
	['no error', errorBody, 'text', 'refused'],
	[
		'a field error',
		errorDetail,
		{ code: '1', parameter: 'p', x: 1 },
		{ code: '1', parameter: 'p', x: 1 },
	],
	['a field error of wrong types', errorDetail, { code: 1, parameter: null, message: [] }, {}],
	[
		'credentials',
		connectorParameters,
		{ user: 'u', pin: '12', on: true },
		{ user: 'u', pin: '12', on: 'true' },
	],
	['encrypted credentials', connectorParameters, 'abc=', 'abc='],
	['no credentials', connectorParameters, '', 'refused'],
	['credentials that are none', connectorParameters, { user: ['u'] }, 'refused'],
])('%s', (_, schema, value, expected) => expect(result(schema, value)).toEqual(expected));

const ID = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';
const TRANSACTION = { id: 't', amount: -1.5, date: '2026-01-31', description: 'x' };
const REFUSED = /^must be/;

/** For each JSON parameter: what it takes and what comes of it, and what it refuses. */
const FIELDS: Record<string, { takes: Array<[unknown, unknown?]>; refuses: unknown[] }> = {
	'item.create.parameters': {
		takes: [[{ user: 'u' }], ['{"pin":"1"}', { pin: '1' }], ['abc=']],
		refuses: [[], 5],
	},
	'item.update.parameters': { takes: [[{ user: 'u' }]], refuses: [{ user: null }] },
	'connector.validate.parameters': { takes: [[{ user: 'u' }]], refuses: [{ user: {} }] },
	'boleto.createConnection.credentials': { takes: [[{ a: 'b' }]], refuses: [{ a: 1 }, ['a']] },
	'webhook.create.headers': {
		takes: [
			[
				{ 'X-Secret': 'é', n: 1 },
				{ 'X-Secret': 'é', n: '1' },
			],
		],
		refuses: [{ 'not a name': 'x' }, { a: 'line\nbreak' }, { a: ['b'] }],
	},
	'webhook.update.headers': { takes: [[{ a: 'b' }], ['null', null]], refuses: [{ 'a b': 'x' }] },
	'customRequest.send.query': {
		takes: [[{ a: 1, b: ['x', true] }]],
		refuses: [{ a: { b: 1 } }, { a: null }, [1]],
	},
	'customRequest.send.body': {
		takes: [[{ a: { b: null } }], [[1, 'x']], ['{}', {}]],
		refuses: ['text', 5],
	},
	'enrichment.categorize.transactions': {
		takes: [
			[[TRANSACTION]],
			[
				[{ ...TRANSACTION, paymentData: null, creditCardMetadata: { payeeMCC: 1 }, more: 1 }],
				[{ ...TRANSACTION, creditCardMetadata: { payeeMCC: 1 } }],
			],
		],
		refuses: [[], [{ ...TRANSACTION, amount: '1' }], [{ ...TRANSACTION, paymentData: 'x' }]],
	},
	'transaction.getFromEvent.event': {
		takes: [
			[{ event: 'transactions/updated', accountId: ID, transactionIds: [ID] }],
			[
				{ body: { event: 'transactions/created', accountId: ID, eventId: null, other: 1 } },
				{ event: 'transactions/created', accountId: ID, eventId: null },
			],
			[{ event: 'transactions/deleted', transactionIds: ['x'] }],
		],
		refuses: [
			{ event: 'item/updated' },
			{ event: 'transactions/updated', accountId: 'x', transactionIds: [] },
			{ event: 'transactions/created' },
			[],
		],
	},
};

const jsonFields = catalog.flatMap(({ id, operations }) =>
	operations.flatMap((operation) =>
		operation.fields
			.filter(({ property }) => property.type === 'json')
			.map((field) => [`${id}.${operation.id}.${field.property.name}`, field] as const),
	),
);

test('every JSON parameter is here', () => {
	expect(jsonFields.map(([name]) => name).sort()).toEqual(Object.keys(FIELDS).sort());
});

describe.each(jsonFields)('%s', (name, { parse }) => {
	const context = { timeZone: 'America/Sao_Paulo' };
	const { takes, refuses } = FIELDS[name];
	test.each(takes)('takes %j', (value, expected = value) => {
		expect(parse(value, context)).toEqual(expected);
	});
	test.each(refuses.map((value) => [value]))('refuses %j', (value) => {
		expect(() => parse(value, context)).toThrow(REFUSED);
	});
});
