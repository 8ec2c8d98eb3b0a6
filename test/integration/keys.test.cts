import nock from 'nock';
import {
	API,
	CLIENT_SECRET,
	CredentialStore,
	jumpingClock,
	makeKey,
	newProcess,
	run,
	runToError,
} from './harness.cjs';

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
let clock: ReturnType<typeof jumpingClock>;

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

beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
	newProcess();
	logins = 0;
	used = [];
	clock = jumpingClock();
});
afterEach(() => {
	clock.restore();
	nock.cleanAll();
});
afterAll(() => nock.restore());

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
		[400, { message: `clientSecret ${CLIENT_SECRET} is odd` }, 'Client ID is a UUID'],
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
