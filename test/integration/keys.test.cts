import nock from 'nock';
import {
	API,
	CLIENT_SECRET,
	CredentialStore,
	makeKey,
	newProcess,
	run,
	runToError,
} from './harness.cjs';
import { onlyNock } from './network.cjs';

/** The life of an API key: login, renewal, refusal, and words for people when a login fails. */

const ITEM = '22222222-2222-4222-8222-222222222222';
const parameters = {
	resource: 'item',
	operation: 'get',
	itemId: { __rl: true, mode: 'id', value: ITEM },
};
const item = { id: ITEM, status: 'UPDATED', executionStatus: 'SUCCESS', error: null };
const DEAD = { code: 403, message: 'Missing or invalid authorization token' };

let logins: number;
let used: string[];

/** Pluggy with a set of living keys: each login makes one. */
function serve(living: Set<string>, makeName: (n: number) => string = (n) => `key-${n}`) {
	nock(API)
		.persist()
		.post('/auth')
		.reply(200, () => {
			const apiKey = makeKey(makeName(++logins));
			living.add(apiKey);
			return { apiKey };
		});
	nock(API)
		.persist()
		.get(`/items/${ITEM}`)
		.reply(function () {
			const key = String(this.req.headers['x-api-key']);
			used.push(key);
			return living.has(key) ? [200, item] : [403, DEAD];
		});
}

const clock = onlyNock({ jumps: true });
beforeEach(() => {
	logins = 0;
	used = [];
});

test('ten executions with a dead key in one process: one login', async () => {
	serve(new Set());
	const store = new CredentialStore();
	await Promise.all(Array.from({ length: 10 }, () => run({ parameters, store })));
	expect(logins).toBe(1);
	expect(new Set(used).size).toBe(1);
});

test('a key is renewed ten minutes before its end, not earlier', async () => {
	const living = new Set<string>();
	serve(living);
	const store = new CredentialStore();
	await run({ parameters, store });
	const later = (minutes: number) => {
		store.stored.sessionExpiresAt = Date.now() + clock.slept() + minutes * 60_000;
		newProcess();
	};
	later(11);
	await run({ parameters, store });
	expect(logins).toBe(1);
	later(9);
	await run({ parameters, store });
	expect(logins).toBe(2);
});

test('a refused key that another worker has renewed meanwhile: its key is used, no login', async () => {
	const living = new Set<string>();
	serve(living);
	const store = new CredentialStore();
	await run({ parameters, store });
	const [old] = living;
	newProcess();

	const renewed = makeKey('renewed by another worker');
	const helper = store.helper.bind(store);
	let reads = 0;
	store.helper = () => ({
		...helper(),
		getDecrypted: async () => {
			if (++reads === 2) store.stored.apiKey = renewed;
			return { ...store.stored };
		},
	});
	living.delete(old);
	living.add(renewed);
	const { rows } = await run({ parameters, store });
	expect(rows).toHaveLength(1);
	expect(logins).toBe(1);
	expect(used.slice(-2)).toEqual([old, renewed]);
});

test('two dead keys, one stored and one remembered: still one login and the row', async () => {
	const living = new Set<string>();
	serve(living);
	const store = new CredentialStore();
	await run({ parameters, store });
	store.stored.apiKey = makeKey('from another worker', 7_300);
	store.stored.sessionExpiresAt = Date.now() + 7_300_000;
	living.clear();
	const { rows } = await run({ parameters, store });
	expect(rows[0].json.id).toBe(ITEM);
	expect(logins).toBe(2);
});

test('ten executions at once with a stored key that was revoked: one login', async () => {
	const living = new Set<string>();
	serve(living);
	const store = new CredentialStore();
	await run({ parameters, store });
	const [old] = living;
	living.clear();
	newProcess();
	const results = await Promise.all(
		Array.from({ length: 10 }, () => run({ parameters, store, input: [{}, {}] })),
	);
	expect(results.flatMap(({ rows }) => rows)).toHaveLength(20);
	expect(logins).toBe(2);
	// Each row may have been under way with the old key.
	expect(used.filter((key) => key === old).length).toBeLessThanOrEqual(21);
});

test('two processes share the key that n8n stored', async () => {
	serve(new Set());
	const store = new CredentialStore();
	await run({ parameters, store });
	newProcess();
	await run({ parameters, store });
	expect(logins).toBe(1);
});

test.each([
	['a key that lives five minutes', 300],
	['a key that has ended by the clock of this server', -3_600],
])('%s: one login for many rows, not one for each', async (_, seconds) => {
	const living = new Set<string>();
	serve(living);
	nock.cleanAll();
	nock(API)
		.persist()
		.post('/auth')
		.reply(200, () => ({ apiKey: makeKey(`key-${++logins}`, seconds) }));
	nock(API).persist().get(`/items/${ITEM}`).reply(200, item);
	const store = new CredentialStore();
	await run({ parameters, store, input: Array.from({ length: 20 }, () => ({})) });
	newProcess();
	await run({ parameters, store });
	expect(logins).toBe(1);
});

describe('a credential that was edited', () => {
	const NEW = 'another-secret-nobody-may-see';

	function serveLogins() {
		const secrets: string[] = [];
		nock(API)
			.persist()
			.post('/auth')
			.reply(200, (_uri, body) => {
				secrets.push((body as { clientSecret: string }).clientSecret);
				return { apiKey: makeKey(`key-${++logins}`) };
			});
		return secrets;
	}

	test.each([{ clientSecret: NEW }, { clientId: '0f0d7f52-6f0e-4d37-9a40-0c5a7d3f2b11' }])(
		'never uses the old key (%o)',
		async (change) => {
			const secrets = serveLogins();
			nock(API)
				.persist()
				.get(`/items/${ITEM}`)
				.reply(function () {
					used.push(String(this.req.headers['x-api-key']));
					return [200, item];
				});
			const store = new CredentialStore();
			await run({ parameters, store });
			// As n8n does it: the hidden fields keep their values.
			Object.assign(store.stored, change);
			await run({ parameters, store });
			expect(logins).toBe(2);
			expect(used[1]).not.toBe(used[0]);
			expect(secrets[1]).toBe(store.stored.clientSecret);
			await run({ parameters, store });
			expect(logins).toBe(2);
		},
	);

	test('never sends a key to another address than the one it came from', async () => {
		serveLogins();
		nock(API).persist().get(`/items/${ITEM}`).reply(200, item);
		const store = new CredentialStore();
		await run({ parameters, store });
		const other = 'https://proxy.example.com';
		const theirs = makeKey('of the proxy');
		nock(other).post('/auth').reply(200, { apiKey: theirs });
		nock(other)
			.get(`/items/${ITEM}`)
			.reply(function () {
				used.push(String(this.req.headers['x-api-key']));
				return [200, item];
			});
		store.stored.baseUrl = `${other}/`;
		await run({ parameters, store });
		expect(used).toEqual([theirs]);
	});

	test('in the middle of a run: that run stays with the login and address it began with', async () => {
		const secrets = serveLogins();
		const other = nock('https://proxy.example.com').post('/auth').reply(200, { apiKey: 'x' });
		const store = new CredentialStore();
		let requests = 0;
		nock(API)
			.persist()
			.get(`/items/${ITEM}`)
			.reply(() => {
				if (++requests !== 8) return [200, item];
				Object.assign(store.stored, { clientSecret: NEW, baseUrl: 'https://proxy.example.com' });
				return [403, DEAD];
			});
		const { rows } = await run({
			parameters,
			store,
			input: Array.from({ length: 12 }, () => ({})),
		});
		expect(rows).toHaveLength(12);
		expect(secrets).toEqual([CLIENT_SECRET, CLIENT_SECRET]);
		expect(other.isDone()).toBe(false);
		nock.cleanAll();
	});
});

test('a payment whose key is refused was not processed: a new key, and it is sent once more', async () => {
	const payment = {
		resource: 'paymentRequest',
		operation: 'createPixQr',
		pixQrCode:
			'00020126490014br.gov.bcb.pix0108dict-key0215additional-info52040000530398654031005802BR5912example-name6006Cidade62090505tx-id63045E20',
		isSandbox: true,
		additionalFields: {},
	};
	nock(API)
		.persist()
		.post('/auth')
		.reply(200, () => ({ apiKey: makeKey(`key-${++logins}`) }));
	const made: [number, object] = [200, { id: ITEM, status: 'CREATED' }];
	const GONE = { code: 401, message: 'Unauthorized' };
	const answers: Array<[number, object]> = [made, [403, DEAD], made, [401, GONE], [401, GONE]];
	const keys: string[] = [];
	nock(API)
		.persist()
		.post('/payments/requests/pix-qr')
		.reply(function () {
			keys.push(String(this.req.headers['x-api-key']));
			return answers[keys.length - 1] ?? [500, {}];
		});
	const store = new CredentialStore();
	await run({ parameters: payment, store });
	newProcess();
	const { rows } = await run({ parameters: payment, store });
	expect(rows[0].json.id).toBe(ITEM);
	expect(keys[1]).toBe(keys[0]);
	expect(keys[2]).not.toBe(keys[1]);
	// What is refused with a new key as well is refused.
	newProcess();
	const error = await runToError({ parameters: payment, store });
	expect(error.httpCode).toBe('401');
	expect(keys).toHaveLength(5);
	expect(logins).toBe(3);
});

test('a 403 that stays with a new key: one login, one resend, then a plain error; no login storm', async () => {
	serve(new Set());
	nock.cleanAll();
	nock(API)
		.persist()
		.post('/auth')
		.reply(200, () => ({ apiKey: makeKey(`key-${++logins}`) }));
	nock(API).persist().get(`/items/${ITEM}`).reply(403, DEAD);
	const store = new CredentialStore({ apiKey: '' });
	const { rows } = await run({
		parameters,
		store,
		input: [{}, {}, {}],
		onError: 'continueRegularOutput',
	});
	expect(rows.map(({ json }) => (json.error as { code: string }).code)).toEqual([
		'HTTP_403',
		'HTTP_403',
		'HTTP_403',
	]);
	expect(logins).toBe(1);
});

test('a 403 with codeDescription is a real answer: no renewal', async () => {
	nock(API)
		.post('/auth')
		.reply(200, () => ({ apiKey: makeKey(`key-${++logins}`) }));
	nock(API).get('/v2/items').reply(403, {
		code: 403,
		codeDescription: 'LIST_ITEMS_FEATURE_NOT_ENABLED',
		message: 'Not enabled',
	});
	const error = await runToError({
		parameters: { resource: 'item', operation: 'getMany', returnAll: true },
	});
	expect(error.message).toBe('This Pluggy account may not list its items');
	expect(error.description).toContain('Item IDs');
	expect(logins).toBe(1);
});

describe('a login that fails is said in words, without the secret', () => {
	test.each([
		[
			401,
			{ codeDescription: 'CLIENT_KEYS_UNAUTHORIZED', message: 'Client keys are invalid' },
			'Client ID or Client Secret',
		],
		[401, { codeDescription: 'CLIENT_DISABLED', message: 'disabled' }, 'disabled this application'],
		[400, { message: `clientSecret ${CLIENT_SECRET} is odd` }, 'Client ID looks like'],
		[200, { hello: 'world' }, 'without an API key'],
	])('HTTP %i %o', async (status, body, words) => {
		nock(API).post('/auth').reply(status, body);
		const error = await runToError({ parameters });
		expect(error.message).toContain(words);
		expect(JSON.stringify({ ...error, message: error.message })).not.toContain(CLIENT_SECRET);
	});

	test('no Client ID: nothing is sent', async () => {
		const error = await runToError({ parameters, store: new CredentialStore({ clientId: ' ' }) });
		expect(error.message).toContain('no Client ID');
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'a credential that cannot be used gives an error for every row (%s)',
		async (onError) => {
			const { rows } = await run({
				parameters,
				input: [{ amount: 1 }, { amount: 2 }],
				store: new CredentialStore({ baseUrl: 'pluggy' }),
				onError,
			});
			expect(rows.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			for (const { json } of rows)
				expect(json).toEqual({ error: expect.objectContaining({ code: 'LOGIN_FAILED' }) });
		},
	);

	test('a base URL that is none: nothing is sent', async () => {
		const error = await runToError({
			parameters,
			store: new CredentialStore({ baseUrl: 'pluggy' }),
		});
		expect(error.message).toContain('not a URL');
	});

	test('a login that meets a 429 or 5xx is tried again, within the budget', async () => {
		nock(API)
			.post('/auth')
			.reply(429, { code: 429, message: 'Too many' }, { 'RateLimit-Reset': '7' });
		nock(API).post('/auth').reply(503, {});
		nock(API)
			.post('/auth')
			.reply(200, () => ({ apiKey: makeKey('third') }));
		nock(API).get(`/items/${ITEM}`).reply(200, item);
		const { rows, hints } = await run({ parameters });
		expect(rows).toHaveLength(1);
		expect(clock.slept()).toBeGreaterThanOrEqual(7_000);
		expect(hints[0]).toMatch(/waited 7 s for Pluggy's rate limit/);
	});
});

test('no redirect is followed with the key', async () => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('first') });
	nock(API).get(`/items/${ITEM}`).reply(302, '', { Location: 'https://evil.example/' });
	const evil = nock('https://evil.example').get('/').reply(200, {});
	await runToError({ parameters });
	expect(evil.isDone()).toBe(false);
});
