import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { byId } from './cases/case.cjs';
import { API, makeKey, newProcess, run, runToError } from './harness.cjs';
import { onlyNock } from './network.cjs';

/** What somebody gave must not be left out: it is sent, or the row is refused and nothing is sent. */

const ID = '05c693bf-c196-47ea-a28c-8251d6bb8a06';

const create = { resource: 'paymentRequest', operation: 'create', amount: 10 };
const preauthorize = {
	resource: 'smartTransfer',
	operation: 'createPreauthorization',
	connectorId: byId('600'),
	cpf: '76109277673',
	recipientIds: ID,
};
const schedule = {
	resource: 'automaticPix',
	operation: 'schedule',
	paymentRequestId: ID,
	amount: 10,
	date: '2026-12-01',
};
const send = { resource: 'customRequest', operation: 'send', method: 'POST' };
const pay = { ...send, path: '/payments/requests' };

onlyNock();

/** All that is sent from now on: bodies as they are on the wire, or paths. */
function answerAll(): string[] {
	nock.cleanAll();
	newProcess();
	const sent: string[] = [];
	nock(API)
		.persist()
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	for (const method of ['GET', 'POST', 'PATCH']) {
		nock(API)
			.persist()
			.intercept(/^\/(?!auth$)/, method)
			.reply(function (uri) {
				const { requestBodyBuffers = [] } = this.req as { requestBodyBuffers?: Buffer[] };
				const body = requestBodyBuffers.map(String).join('');
				sent.push(method === 'GET' ? uri : body);
				return [200, { id: ID, results: [] }];
			});
	}
	return sent;
}

async function refused(parameters: IDataObject, message: RegExp, input: IDataObject = {}) {
	const sent = answerAll();
	const error = await runToError({ parameters, input: [input] });
	expect(error.message).toMatch(message);
	expect(sent).toEqual([]);
}

async function sentBy(parameters: IDataObject, input: IDataObject = {}): Promise<string> {
	const sent = answerAll();
	await run({ parameters, input: [input] });
	expect(sent).toHaveLength(1);
	return sent[0];
}

const WHOLES: Array<[string, unknown]> = [
	['finds nothing', '={{ $json.limits }}'],
	['gives null', '={{ null }}'],
	['gives an empty text', '={{ "" }}'],
	['gives no number', '={{ NaN }}'],
	['gives a number', '={{ 10 }}'],
	['gives JSON text', `={{ '{"transactionLimit": 10}' }}`],
	['is JSON text itself', '={"transactionLimit": {{ 10 }} }'],
	['gives a list', '={{ [{ transactionLimit: 10 }] }}'],
	['gives a switch', '={{ true }}'],
	['gives a Date', '={{ new Date() }}'],
	['gives a DateTime', '={{ $now }}'],
];

describe('a collection', () => {
	test.each([
		['a limit with a small letter', preauthorize, 'additionalFields', { transactionlimit: '10' }],
		['a sandbox switch', create, 'additionalFields', { isSandbox: true }],
		['a recipient that is a field on top', create, 'additionalFields', { recipientId: byId(ID) }],
		['a blank too many', preauthorize, 'additionalFields', { 'transactionLimit ': '10' }],
		['a limit in a collection of its own', preauthorize, 'additionalFields', { day: { limit: 1 } }],
		['an option', create, 'options', { maxwait: 5 }],
		[
			'an update',
			{ ...create, operation: 'update', paymentRequestId: ID },
			'updateFields',
			{ Amount: 5 },
		],
		['a limit, for a filter', preauthorize, 'filters', { transactionLimit: '10' }],
	])('holds %s under a name that would have no effect', async (_, parameters, place, members) => {
		const label = { additionalFields: 'Additional Fields', options: 'Options' }[place];
		const [name] = Object.keys(members);
		await refused(
			{ ...parameters, [place]: members },
			new RegExp(`^"${label ?? '[UF].*'}" holds (a field|"${name}"), which .*`),
		);
	});

	test.each(WHOLES)('is given as a whole by an expression that %s', async (_, additionalFields) => {
		const parameters = { ...preauthorize, additionalFields } as IDataObject;
		await refused(parameters, /^"Additional Fields" must be an object with the names and values/);
	});

	test.each(['{"transactionLimit": 10}', [{ transactionLimit: 10 }], 10, true])(
		'is no object: %j',
		async (additionalFields) => {
			const parameters = { ...preauthorize, additionalFields } as IDataObject;
			await refused(parameters, /^"Additional Fields" must be an object/);
		},
	);

	test('is given as a whole by an expression that gives its members', async () => {
		const additionalFields = '={{ $json.limits }}';
		const limits = { transactionLimit: '10,50' };
		const body = await sentBy({ ...preauthorize, additionalFields }, { limits });
		expect(JSON.parse(body)).toMatchObject({ configuration: { transactionLimit: 10.5 } });
		await refused({ ...preauthorize, additionalFields: '={{ $json }}' }, /holds "name"/, {
			transactionLimit: 10,
			name: 'x',
		});
		const nothing = '={{ { transactionLimit: $json.nothing } }}';
		await refused(
			{ ...preauthorize, additionalFields: nothing },
			/"Limit 1: Amount per Transfer" .* is empty/,
		);
	});

	test('is empty, or not there', async () => {
		for (const additionalFields of [{}, '={{ {} }}', null, undefined])
			expect(await sentBy({ ...preauthorize, additionalFields })).not.toContain('configuration');
	});

	test.each([
		['an account that is none', { accountid: ID }],
		['a date under a name of its own', { since: '2026-01-01' }],
		['a whole that finds nothing', '={{ $json.nothing }}'],
		['a whole that is a list', '={{ ["2026-01-01"] }}'],
	])('of a read holds %s: all rows would be read', async (_, filters) => {
		const read = { resource: 'transaction', operation: 'getMany', accountId: byId(ID), filters };
		await refused(read, /^"Filters" (holds|must be)/);
	});

	test('holds what the editor leaves of another operation: passed over where no money moves', async () => {
		const read = { resource: 'transaction', operation: 'getMany', accountId: byId(ID) };
		const filters = { from: '2026-01-01', dateTo: '2026-01-31' };
		expect(await sentBy({ ...read, filters, options: { wait: true } })).toBe(
			`/v2/transactions?accountId=${ID}&dateTo=2026-01-31`,
		);
		// A payment has no filters, and nothing that is sent is an option.
		await sentBy({ ...create, filters, options: { wait: true } });
	});
});

describe('a picker that an expression leaves empty is nobody: the default recipient would be paid', () => {
	test.each<[string, IDataObject, RegExp]>([
		['on top', { ...create, recipientId: byId('={{ $json.cell }}') }, /^"Recipient" is empty/],
		['as a whole', { ...create, recipientId: '={{ $json.cell }}' }, /^"Recipient" is empty/],
		[
			'as a whole that is a picker',
			{ ...create, recipientId: '={{ { mode: "id", value: $json.cell } }}' },
			/^"Recipient" is empty/,
		],
		[
			'in Additional Fields',
			{ ...schedule, additionalFields: { recipientId: byId('={{ $json.cell }}') } },
			/^"Recipient" \(Additional Fields\) is empty/,
		],
		[
			'in Additional Fields, as a whole',
			{ ...schedule, additionalFields: '={{ { recipientId: $json.cell } }}' },
			/^"Recipient" \(Additional Fields\) is empty/,
		],
		[
			'a customer',
			{ ...create, additionalFields: { customerId: byId('={{ $json.cell }}') } },
			/^"Customer" \(Additional Fields\) is empty/,
		],
		[
			'in Update Fields',
			{
				...create,
				operation: 'update',
				paymentRequestId: ID,
				updateFields: { recipientId: byId('={{ $json.cell }}') },
			},
			/^"Recipient" \(Update Fields\) is empty/,
		],
		[
			'one that was added to a collection and left empty',
			{ ...schedule, additionalFields: { recipientId: byId('') } },
			/^"Recipient" \(Additional Fields\) is empty/,
		],
	])('%s', async (_, parameters, message) => {
		for (const cell of ['', '  ', null]) await refused(parameters, message, { cell });
	});

	test('one that nobody touched is the default recipient', async () => {
		for (const recipientId of [byId(''), { __rl: true, mode: 'list', value: '' }, undefined]) {
			const body = JSON.parse(await sentBy({ ...create, recipientId })) as IDataObject;
			expect(body).not.toHaveProperty('recipientId');
		}
	});
});

test('a label that an expression leaves empty: the payment could not be found again', async () => {
	const empty = '={{ $json.cell }}';
	for (const [parameters, label] of [
		[{ ...create, clientPaymentId: empty }, 'Client Payment ID'],
		[{ ...schedule, clientPaymentId: empty }, 'Client Payment ID'],
		[{ ...preauthorize, clientPreauthorizationId: empty }, 'Client Preauthorization ID'],
	] as const)
		await refused(parameters, new RegExp(`^"${label}" is empty`), { cell: ' ' });
	const body = await sentBy({ ...create, clientPaymentId: '', recipientId: byId('') });
	expect(JSON.parse(body)).toEqual({ amount: 10, isSandbox: false });
});

describe('an entry of a list that is nothing', () => {
	const days = {
		resource: 'paymentSchedule',
		operation: 'create',
		amount: 10,
		scheduleType: 'CUSTOM',
	};

	test.each<[string, IDataObject]>([
		['of days', { ...days, dates: '={{ ["2026-12-01", "2027-01-01", $json.d, null, ""] }}' }],
		['of days in a text', { ...days, dates: '=2026-12-01, {{ $json.d }}' }],
		['of recipients', { ...preauthorize, recipientIds: `={{ ["${ID}", null, ""] }}` }],
		['of recipients in a text', { ...preauthorize, recipientIds: `=${ID},{{ $json.r }}` }],
		[
			'of filters',
			{
				resource: 'transaction',
				operation: 'getMany',
				accountId: byId(ID),
				filters: { ids: `={{ ["${ID}", $json.nothing] }}` },
			},
		],
	])('%s', async (_, parameters) => await refused(parameters, /must hold no empty entry/));
});

test.each<[string, IDataObject, string, unknown]>([
	['a CEP', { resource: 'boleto', operation: 'issue' }, 'payerAddressZipCode', 1310100],
	['a tax number', { resource: 'boleto', operation: 'issue' }, 'payerTaxNumber', 38166000105],
	['a branch', { resource: 'paymentRecipient', operation: 'create' }, 'accountBranch', 1],
	['an account', { resource: 'paymentRecipient', operation: 'create' }, 'accountNumber', 123450],
	['a short tax number', { resource: 'paymentRecipient', operation: 'create' }, 'taxNumber', 191],
	['a CPF', { resource: 'paymentCustomer', operation: 'create', type: 'INDIVIDUAL' }, 'cpf', 191],
])('%s that is a number has lost its zeros', async (_, operation, name, value) => {
	const parameters = {
		...operation,
		boletoConnectionId: ID,
		seuNumero: '1',
		amount: '10,50',
		dueDate: '2026-12-01',
		payerName: 'João',
		payerTaxNumber: '12345678901',
		payerAddressState: 'SP',
		payerAddressZipCode: '01239030',
		recipientType: 'bankAccount',
		name: 'João',
		taxNumber: '12345678901',
		paymentInstitutionId: byId(ID),
		accountBranch: '0001',
		accountNumber: '123456',
		accountType: 'CHECKING_ACCOUNT',
		cpf: '12345678901',
		[name]: '={{ $json.cell }}',
	};
	await refused(parameters, /is a number, which has no zeros in front/, { cell: value as number });
});

describe('the body of a custom request', () => {
	const bodies: Array<[string, string, RegExp]> = [
		[
			'a switch that is missing',
			'={{ { amount: 10, isSandbox: $json.s } }}',
			/"isSandbox" is undefined/,
		],
		['a number that is none', '={{ { amount: Number("x") } }}', /"amount" is no number/],
		['an endless number', '={{ { amount: 1 / 0 } }}', /"amount" is no number/],
		['a lost entry', '={{ { ids: ["a", undefined] } }}', /"ids\.1" is undefined/],
		['a hole in a list', '={{ [1, , 2] }}', /"1" is undefined/],
		['something deep', '={{ { a: { b: [{ c: $json.x }] } } }}', /"a\.b\.0\.c" is undefined/],
		['a Date that is none', '={{ { date: new Date("x") } }}', /"date" is no date/],
		['a Map', '={{ { limits: new Map() } }}', /"limits" is nothing that JSON can carry/],
		['a function', '={{ { amount: () => 10 } }}', /"amount" is nothing that JSON can carry/],
		['a number that lost its digits', '={{ { n: 12345678901234567890 } }}', /"n" is too large/],
		['a member twice', '{"amount": 10, "amount": 1000}', /must not hold the same member twice/],
		['one twice that is escaped', '{"amount": 10, "\\u0061mount": 9}', /the same member twice/],
		['one twice inside', '[{"a": {"b": 1, "b": 1}}]', /must not hold the same member twice/],
		['broken JSON', '{"amount": 10', /is not valid JSON/],
		['an expression that found nothing', '={"amount": {{ $json.nothing }} }', /is not valid JSON/],
		['a text', '={{ "amount" }}', /must be a JSON object or list/],
		['a DateTime', '={{ $now }}', /must be a JSON object or list/],
	];

	test.each(bodies)('with %s is refused', async (_, body, message) => {
		await refused({ ...pay, body }, new RegExp(`^"Body" .*${message.source}`));
		await refused({ ...send, path: '/webhooks', body }, message);
	});

	test('that is there and empty is refused where money moves', async () => {
		for (const body of ['={{ $json.cell }}', '={{ $json.nothing }}'])
			await refused({ ...pay, body }, /^"Body" is empty/, { cell: '' });
		expect(await sentBy({ ...pay, body: '' })).toBe('');
	});

	test.each([
		'{"account":12345678901234567890,"amount":10.50,"b":{"a":1},"c":{"a":1}}',
		'[ {"amount": 1e3},\n  {"amount": -0.10} ]',
		'{"a":"\\u0041 \\"amount\\": {[,","a ":{}}',
	])('that is a text is sent word for word: %s', async (body) => {
		expect(await sentBy({ ...pay, body: ` ${body}\n` })).toBe(body);
		expect(await sentBy({ ...pay, body: '={{ $json.body }}' }, { body })).toBe(body);
	});

	test('that is an object is sent as JSON, days as their text', async () => {
		const body =
			'={{ { amount: 10.5, none: null, on: new Date(0), at: DateTime.fromISO("2026-12-01T10:00-03:00", { setZone: true }) } }}';
		expect(JSON.parse(await sentBy({ ...pay, body }))).toEqual({
			amount: 10.5,
			none: null,
			on: '1970-01-01T00:00:00.000Z',
			at: '2026-12-01T10:00:00.000-03:00',
		});
	});
});

test('other fields of JSON are read in the same way', async () => {
	const item = { resource: 'item', operation: 'create', connectorId: byId('2') };
	for (const [parameters, message] of [
		['{"user": "a", "user": "b"}', /"Parameters" must not hold the same member twice/],
		['{"user": 12345678901234567890}', /"Parameters" must hold exact numbers only/],
		['{"user": 5117767055}', /"Parameters" must be .* as texts \(a number loses its zeros/],
		['={{ { user: $json.nothing } }}', /"Parameters" must be whole, but "user" is undefined/],
		['{"__proto__": "x", "user": "a"}', /"Parameters" must have plain names/],
	] as const)
		await refused({ ...item, parameters }, message);
	const query = '={{ { ids: ["João 😀".substring(0, 6)] } }}';
	const get = { ...send, method: 'GET', path: '/items', options: { query } };
	await refused(get, /"Query" \(Options\) must be whole/);
	await refused({ ...get, options: { query: '={{ { page: 1 / 0 } }}' } }, /"page" is no number/);
});

test('a limit that is no number is refused, whatever it is', async () => {
	for (const limit of ['={{ {} }}', '={{ [5] }}', '={{ true }}', '={{ null }}', '1e2', 0, 1.5]) {
		const read = { resource: 'connector', operation: 'getMany', limit } as IDataObject;
		await refused(read, /^"Limit" (must be a whole number of at least 1|is missing)/);
	}
});
