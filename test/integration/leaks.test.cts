import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { cases } from './allCases.cjs';
import { API, CLIENT_SECRET, makeKey, newProcess, run, runToError, search } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { leakedLines, leaksIn, PLANTED, wordsOf } from './leaks.cjs';
import { triggerNode } from './triggerHarness.cjs';
import { redaction } from '../../scripts/lib/built.cjs';

/** Every operation against a Pluggy that repeats secrets: no error, hint or row may show one. */

const oneEach = [
	...new Map(cases.map((one) => [`${one.resource}.${one.operation}`, one])).entries(),
];

const KEY = makeKey('the-key-in-use');
/** A bank password is known as a secret only where it was sent: it has a test of its own. */
const { password: _, ...named } = PLANTED;
const gossip = Object.values(named).join(' and ');
const everything = `${gossip} and ${CLIENT_SECRET} and ${KEY}`;

/** An error body with secrets wherever Pluggy has text. */
const body = {
	code: 400,
	codeDescription: `NEW_${PLANTED.bareCpf}`,
	message: everything,
	errorId: PLANTED.key,
	data: { cpf: 76109277673, who: everything, deep: { list: [everything] } },
	details: [{ code: PLANTED.cpf, parameter: everything, message: everything }],
	items: [everything],
};

const ID_OF_ITEM = { __rl: true, mode: 'id', value: '22222222-2222-4222-8222-222222222222' };

onlyNock({ jumps: true });
beforeEach(() => letIn(KEY));

const HOSTS = [API, 'https://enrichment-api.pluggy.ai', 'https://insights-api.pluggy.ai'];

function answerAll(reply: (interceptor: nock.Interceptor) => void) {
	for (const host of HOSTS) {
		for (const method of ['get', 'post', 'patch', 'delete'] as const) {
			reply(
				nock(host)
					.persist()
					[method](/^\/(?!auth$)/),
			);
		}
	}
}

const ANSWERS: Record<string, (interceptor: nock.Interceptor) => void> = {
	'a refusal': (one) => one.reply(400, body),
	'a 403 without a name': (one) => one.reply(403, { message: everything }),
	'a page of HTML': (one) => one.reply(502, `<html>${everything}</html>`),
	'a broken connection': (one) =>
		one.replyWithError(Object.assign(new Error(everything), { code: 'ECONNRESET' })),
};

describe.each(Object.entries(ANSWERS))('%s', (_, reply) => {
	test.each(oneEach)('%s', async (name, { resource, operation, parameters, input }) => {
		answerAll(reply);
		const options = {
			parameters: { resource, operation, ...parameters },
			input: [input[0]],
		};
		// What needs no request cannot fail.
		if (name === 'transaction.getFromEvent' && String(JSON.stringify(input[0])).includes('deleted'))
			return;
		const thrown = await runToError(options);
		expect(leaksIn(wordsOf(thrown), [CLIENT_SECRET, KEY])).toEqual([]);
		newProcess();
		const { rows, hints } = await run({ ...options, onError: 'continueRegularOutput' });
		expect(leaksIn(JSON.stringify([rows, hints]), [CLIENT_SECRET, KEY])).toEqual([]);
		expect((rows[0].json.error as IDataObject).code).toBeTruthy();
	});
});

/** Each text in the parameters, replaced by what is planted: one at a time. */
function plantIn(value: unknown, planted: string): unknown[] {
	if (typeof value === 'string') return [planted];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		name === 'mode' ? [] : plantIn(member, planted).map((one) => replaced(value, name, one)),
	);
}

const replaced = (value: object, name: string, one: unknown) =>
	Array.isArray(value)
		? value.map((member: unknown, place) => (String(place) === name ? one : member))
		: { ...value, [name]: one };

describe('a refusal that repeats the whole request, with something planted in each parameter', () => {
	let repeated = 0;

	test.each(oneEach)('%s', async (_, { resource, operation, parameters, input }) => {
		const echo = (uri: string, body: unknown) => {
			const message = `${uri} ${JSON.stringify(body)}`;
			if (leaksIn(message).length > 0) repeated++;
			return { message };
		};
		answerAll((one) => one.reply(400, echo));
		for (const planted of [PLANTED.cpf, PLANTED.bareCpf, PLANTED.key]) {
			for (const one of plantIn(parameters, planted)) {
				const { rows, hints } = await run({
					parameters: { resource, operation, ...(one as IDataObject) },
					input: [input[0]],
					onError: 'continueRegularOutput',
				});
				const failed = rows.filter(({ json }) => 'error' in json);
				expect(leaksIn(wordsOf([failed, hints]), [CLIENT_SECRET])).toEqual([]);
			}
		}
	});

	test('many of them left: what is planted is not all refused before it is sent', () => {
		expect(repeated).toBeGreaterThan(130);
	});
});

describe('submitted bank credentials that Pluggy or the bank repeats', () => {
	const USER = 'planted-user';
	const shown = (value: unknown) => leaksIn(wordsOf(value), [USER, '87654321', 'x-planted-name']);
	const onItem = { itemId: ID_OF_ITEM };
	const credentials = JSON.stringify({ user: USER, password: PLANTED.password });
	const connectorId = { __rl: true, mode: 'id', value: '2' };
	const WAYS: Array<[string, IDataObject, string]> = [
		['create', { operation: 'create', connectorId, parameters: credentials }, '/items'],
		[
			'update',
			{ operation: 'update', ...onItem, updateFields: { parameters: credentials } },
			`/items/${ID_OF_ITEM.value}`,
		],
		[
			'sendMfa',
			{
				operation: 'sendMfa',
				...onItem,
				parameterName: 'token',
				parameterValue: PLANTED.password,
			},
			`/items/${ID_OF_ITEM.value}/mfa`,
		],
	];
	const failed = {
		id: ID_OF_ITEM.value,
		status: 'LOGIN_ERROR',
		executionStatus: 'INVALID_CREDENTIALS',
		connector: { id: 2, name: 'Pluggy Bank' },
		clientUserId: 'user 17',
		error: {
			code: 'INVALID_CREDENTIALS',
			message: `wrong: ${PLANTED.password.toUpperCase()}`,
			providerMessage: `Senha ${encodeURIComponent(PLANTED.password)}`,
			attributes: { sent: PLANTED.password },
		},
		statusDetail: { accounts: { warnings: [{ message: `not with ${PLANTED.password}` }] } },
	};
	const MASKED = {
		code: 'INVALID_CREDENTIALS',
		message: 'wrong: [hidden]',
		providerMessage: 'Senha [hidden]',
		attributes: { sent: '[hidden]' },
	};

	function answer(path: string, status: number, body: unknown) {
		for (const method of ['post', 'patch'] as const) {
			nock(API)
				[method](path)
				.reply(status, body as object);
		}
	}

	test.each(WAYS)('in the error of %s', async (_, parameters, path) => {
		answer(path, 400, { message: `password ${PLANTED.password} of ${USER}` });
		const error = await runToError({ parameters: { resource: 'item', ...parameters } });
		expect(error.description).toContain('Pluggy said: password [hidden] of');
		expect(leaksIn(wordsOf(error))).toEqual([]);
	});

	test.each(WAYS)('in the row of %s', async (_, parameters, path) => {
		answer(path, 200, failed);
		const { rows } = await run({
			parameters: { resource: 'item', ...parameters, simplify: false },
		});
		expect(shown(rows)).toEqual([]);
		expect(rows[0].json).toMatchObject({
			...failed,
			error: MASKED,
			statusDetail: { accounts: { warnings: [{ message: 'not with [hidden]' }] } },
			diagnosis: { details: { said: 'wrong: [hidden] · Senha [hidden]' } },
		});
	});

	test.each(WAYS)('in the row of %s that cannot be shown as usual', async (_, parameters, path) => {
		answer(path, 200, { ...failed, status: { toString: 1 } });
		const { rows } = await run({ parameters: { resource: 'item', ...parameters } });
		expect(shown(rows)).toEqual([]);
		expect(rows[0].json).toMatchObject({
			id: failed.id,
			error: MASKED,
			diagnosis: { code: 'UNEXPECTED' },
		});
	});

	test.each(WAYS)('in the simplified row of %s', async (_, parameters, path) => {
		answer(path, 200, failed);
		const { rows } = await run({
			parameters: { resource: 'item', ...parameters, simplify: true },
		});
		expect(shown(rows)).toEqual([]);
		expect(rows[0].json).toMatchObject({
			errorCode: 'INVALID_CREDENTIALS',
			errorMessage: 'wrong: [hidden]',
			connectorName: 'Pluggy Bank',
			clientUserId: 'user 17',
		});
	});

	test.each([
		['is settled', 200, failed],
		['is still running when the time is over', 200, { ...failed, status: 'UPDATING' }],
		['cannot be read', 404, { message: `no item of ${PLANTED.password}` }],
	])('in the row of create, after a wait in which it %s', async (_, status, body) => {
		answer('/items', 200, { ...failed, status: 'UPDATING' });
		nock(API).persist().get(`/items/${ID_OF_ITEM.value}`).reply(status, body);
		const { rows } = await run({
			parameters: {
				resource: 'item',
				...WAYS[0][1],
				simplify: false,
				options: { wait: true, pollInterval: 1, waitTimeout: 3 },
			},
		});
		expect(rows[0].json).toMatchObject({ id: failed.id, error: MASKED });
		expect((rows[0].json.diagnosis as IDataObject).code).toBeTruthy();
		expect(shown(rows)).toEqual([]);
	});
});

describe('what a custom request carries, whatever Pluggy is that repeats it', () => {
	const SENT = {
		number: 87654321,
		decimal: 98765.43,
		text: 'planted-text',
		name: 'x-planted-name',
		query: 'tok-secret-1',
		listed: 'tok-secret-2',
		inPath: 'tok secret/3',
		nameInPath: 'tok-secret-4',
	};
	const secrets = Object.values(SENT).map(String);
	const parameters = {
		resource: 'customRequest',
		operation: 'send',
		method: 'POST',
		path: `/items?token=tok%20secret%2F3&page=2&${SENT.nameInPath}=1`,
		body: JSON.stringify({
			connectorId: 2,
			parameters: { password: SENT.number, user: SENT.text, [SENT.name]: [SENT.decimal] },
		}),
		options: { query: JSON.stringify({ key: SENT.query, keys: [SENT.listed, 7] }) },
	};
	const echo = (uri: string, body: unknown) => ({
		message: `connectorId is wrong: ${uri} ${JSON.stringify(body)}`,
		details: [{ parameter: 'connectorId', message: `${SENT.query} and ${SENT.inPath}` }],
		data: { uri, body },
	});

	test.each([
		['as JSON', parameters],
		['as an object', { ...parameters, body: `={{ ${parameters.body.replace(/}/g, ' }')} }}` }],
		['without a body', { ...parameters, method: 'GET', body: '' }],
	])('%s', async (_, parameters) => {
		answerAll((one) => one.reply(400, echo));
		const error = await runToError({ parameters });
		expect(leaksIn(wordsOf(error), secrets)).toEqual([]);
		const { rows } = await run({ parameters, onError: 'continueRegularOutput' });
		expect(leaksIn(JSON.stringify(rows), secrets)).toEqual([]);
		// What is of the API stays: without it nobody knows what is wrong.
		expect(error.description).toContain('Pluggy said: connectorId is wrong: /items?token=[hidden]');
		const { details } = rows[0].json.error as { details: { fields: IDataObject[] } };
		expect(details.fields[0].parameter).toBe('connectorId');
	});

	test('a bulk request with a refusal as large as itself', async () => {
		const rows = Array.from({ length: 2_000 }, (_, row) => ({
			amount: 1_000 + row,
			description: `planted pedido ${row} de Maria da Silva`,
		}));
		answerAll((one) =>
			one.reply(400, {
				message: 'Some rows are wrong',
				details: rows.map(({ amount, description }, place) => ({
					parameter: `rows.${place}`,
					message: `"${description}" of ${amount} is wrong`,
				})),
			}),
		);
		const { rows: output } = await run({
			parameters: { ...parameters, body: JSON.stringify({ rows }), options: {} },
			onError: 'continueRegularOutput',
		});
		const said = JSON.stringify(output);
		expect(said).toContain('Some rows are wrong');
		expect(said).not.toContain('Maria');
		expect(said.length).toBeLessThan(100_000);
	});

	test('but not the label of a payment, by which it has to be found', async () => {
		answerAll((one) => one.reply(400, echo));
		const error = await runToError({
			parameters: {
				...parameters,
				path: '/payments/requests',
				body: JSON.stringify({ amount: 10, clientPaymentId: 'n8n-7-0-0' }),
			},
		});
		expect(error.description).toContain('n8n-7-0-0');
	});
});

describe('what identifies a person, in an error that repeats the request', () => {
	const recipient = { __rl: true, mode: 'id', value: '33333333-3333-4333-8333-333333333333' };
	const account = { accountBranch: '0001', accountNumber: '1234567-8', accountType: 'CHECKING' };
	const url = 'https://n8n.example.com/webhook/1?token=tok-secret-1';
	const wrongCpf = '12345678901';
	const CASES: Array<[string, string, IDataObject, string]> = [
		...[
			'maria@example.com',
			'+5511987654321',
			'123e4567-e89b-42d3-a456-426614174000',
			'52998224725',
		].map((pixKey): [string, string, IDataObject, string] => [
			'paymentRecipient',
			'create',
			{ recipientType: 'pixKey', pixKey },
			pixKey,
		]),
		[
			'paymentRecipient',
			'getMany',
			{ filters: { pixKey: 'maria@example.com' } },
			'maria@example.com',
		],
		[
			'paymentRequest',
			'getMany',
			{ filters: { pixKey: 'maria@example.com' } },
			'maria@example.com',
		],
		[
			'paymentRequest',
			'getMany',
			{ filters: { customer: 'maria@example.com' } },
			'maria@example.com',
		],
		[
			'paymentCustomer',
			'getMany',
			{ filters: { email: 'maria@example.com' } },
			'maria@example.com',
		],
		[
			'paymentCustomer',
			'create',
			{
				type: 'INDIVIDUAL',
				name: 'Maria',
				cpf: wrongCpf,
				additionalFields: { email: 'maria@example.com' },
			},
			wrongCpf,
		],
		[
			'paymentCustomer',
			'create',
			{
				type: 'INDIVIDUAL',
				name: 'Maria',
				cpf: wrongCpf,
				additionalFields: { email: 'maria@example.com' },
			},
			'maria@example.com',
		],
		['paymentRecipient', 'update', { recipientId: recipient, updateFields: account }, '1234567-8'],
		['merchant', 'getMany', { cnpjs: '12345678901234' }, '12345678901234'],
		[
			'paymentRequest',
			'createPixQr',
			{
				pixQrCode:
					'00020126360014br.gov.bcb.pix0114+55119876543215204000053039865802BR5904LOJA6009SAO PAULO62070503***63042123',
				isSandbox: true,
			},
			'+5511987654321',
		],
		['webhook', 'create', { url, event: 'item/updated' }, 'tok-secret-1'],
		[
			'webhook',
			'create',
			{
				url: 'https://hook:pass-of-hook@n8n.example.com/webhook/1',
				event: 'item/updated',
			},
			'pass-of-hook',
		],
		[
			'webhook',
			'create',
			{
				url: 'https://n8n.example.com/webhook/1',
				event: 'item/updated',
				additionalFields: { headers: '{"Authorization": "Bearer tok-secret-1"}' },
			},
			'tok-secret-1',
		],
		['webhook', 'update', { webhookId: recipient.value, updateFields: { url } }, 'tok-secret-1'],
		['connectToken', 'create', { additionalFields: { webhookUrl: url } }, 'tok-secret-1'],
		['connectToken', 'create', { additionalFields: { oauthRedirectUri: url } }, 'tok-secret-1'],
		['item', 'update', { itemId: ID_OF_ITEM, updateFields: { webhookUrl: url } }, 'tok-secret-1'],
		[
			'paymentRequest',
			'create',
			{ amount: '10', isSandbox: true, additionalFields: { callbackUrlSuccess: url } },
			'tok-secret-1',
		],
		[
			'boleto',
			'createConnection',
			{
				connectorId: { __rl: true, mode: 'id', value: '2' },
				credentialsType: 'inter',
				clientId: 'client-of-inter',
				clientSecret: 'secret-of-inter',
				certificate: 'certificate-of-inter',
				privateKey: 'key-of-inter',
			},
			'client-of-inter',
		],
	];

	test.each(CASES)('%s.%s', async (resource, operation, parameters, secret) => {
		let repeated = '';
		answerAll((one) =>
			one.reply(400, (uri: string, body: unknown) => {
				repeated = `${uri} ${JSON.stringify(body)}`;
				return { message: repeated, details: [{ parameter: 'x', message: `${secret} is wrong` }] };
			}),
		);
		const { rows } = await run({
			parameters: { resource, operation, ...parameters },
			onError: 'continueRegularOutput',
		});
		expect(leaksIn(repeated, [secret])).not.toEqual([]);
		const { error } = rows[0].json as { error: IDataObject };
		expect(leaksIn(JSON.stringify(error), [secret, CLIENT_SECRET])).toEqual([]);
		expect(JSON.stringify(error.details)).toContain('[hidden] is wrong');
	});
});

test.each([
	['a function', '={{ $json.toString }}'],
	['no valid syntax', '={{ ( }}'],
])('an expression that gives %s is for the builder of the workflow', async (_, value) => {
	const itemId = { __rl: true, mode: 'id', value };
	const { rows } = await run({
		parameters: { resource: 'item', operation: 'get', itemId },
		onError: 'continueRegularOutput',
	});
	expect(rows[0].json.error).toMatchObject({ code: 'N8N', action: 'fixInput' });
});

test('wrong input never appears in the error about it', async () => {
	for (const value of [PLANTED.cpf, PLANTED.key, PLANTED.letteredCnpj]) {
		const error = await runToError({
			parameters: {
				resource: 'item',
				operation: 'get',
				itemId: { __rl: true, mode: 'id', value },
			},
		});
		expect(leaksIn(wordsOf(error))).toEqual([]);
	}
});

describe('the check itself turns red', () => {
	const real = { ...redaction };
	const parameters = { resource: 'account', operation: 'getMany', itemId: ID_OF_ITEM };

	describe('when the node hides nothing', () => {
		beforeEach(() => {
			Object.assign(redaction, {
				redact: (text: unknown) => text,
				redactDeep: (value: unknown) => value,
			});
			answerAll((one) => one.reply(400, { message: `of ${PLANTED.cpf}` }));
		});
		afterEach(() => Object.assign(redaction, real));

		test('in an error', async () => {
			await expect(run({ parameters })).rejects.toThrow(`Leaked: ${PLANTED.cpf}`);
		});

		test('in a row under Continue On Fail', async () => {
			const options = { parameters, onError: 'continueRegularOutput' as const };
			await expect(run(options)).rejects.toThrow(`Leaked: ${PLANTED.cpf}`);
		});

		test('in a diagnosis', async () => {
			nock.cleanAll();
			nock(API).post('/auth').reply(200, { apiKey: KEY });
			answerAll((one) =>
				one.reply(200, {
					id: ID_OF_ITEM,
					status: 'LOGIN_ERROR',
					error: { code: 'INVALID_CREDENTIALS', message: PLANTED.cnpj },
				}),
			);
			await expect(
				run({ parameters: { resource: 'item', operation: 'get', itemId: ID_OF_ITEM } }),
			).rejects.toThrow(`Leaked: ${PLANTED.cnpj}`);
		});

		test('in a picker', async () => {
			await expect(search('searchItems', { parameters })).rejects.toThrow('Leaked');
		});

		test('in the registration of the trigger', async () => {
			await expect(triggerNode().activate()).rejects.toThrow('Leaked');
		});
	});

	test('for a line of the log', () => {
		console.debug(`a line with ${PLANTED.bareCpf}`);
		expect(leakedLines.splice(0)).toEqual([`a line with ${PLANTED.bareCpf}`]);
	});

	test('for another way to write the same', () => {
		expect(leaksIn('cpf 761 092 776 73')).toEqual([PLANTED.cpf]);
		expect(leaksIn('cnpj=08050608%2F000132')).toEqual([PLANTED.cnpj]);
		expect(leaksIn(encodeURIComponent('p@ss wörd'), ['p@ss wörd'])).toEqual(['p@ss wörd']);
		expect(leaksIn('P&#64;SS W&#xF6;RD', ['p@ss wörd'])).toEqual(['p@ss wörd']);
		expect(leaksIn('p%40ss+wo%cc%88rd', ['p@ss wörd'])).toEqual(['p@ss wörd']);
		for (const written of [CLIENT_SECRET, `id:${CLIENT_SECRET}`, `user:${CLIENT_SECRET}`]) {
			const text = `Basic ${Buffer.from(written).toString('base64')}`;
			expect(leaksIn(text, [CLIENT_SECRET])).toEqual([CLIENT_SECRET]);
		}
	});

	test.each(Object.entries(PLANTED))('for a planted %s', (_, value) => {
		expect(leaksIn(`some words ${value} more words`)).not.toEqual([]);
		expect(leaksIn(wordsOf(new Error(value)))).not.toEqual([]);
		const hidden = Object.assign(new Error('x'), { description: value });
		expect(leaksIn(wordsOf(hidden))).not.toEqual([]);
	});

	test('for the key and the secret in use', () => {
		expect(leaksIn(KEY, [CLIENT_SECRET])).not.toEqual([]);
		expect(leaksIn(CLIENT_SECRET, [CLIENT_SECRET])).toEqual([CLIENT_SECRET]);
	});
});
