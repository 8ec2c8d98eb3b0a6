import nock from 'nock';
import {
	API,
	CredentialStore,
	jumpingClock,
	makeKey,
	newProcess,
	run,
	runToError,
} from './harness.cjs';
import { onlyNock } from './network.cjs';

const ACCOUNT = '11111111-1111-4111-8111-111111111111';
const uuid = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;

const getMany = (more: object = {}) => ({
	resource: 'transaction',
	operation: 'getMany',
	accountId: { __rl: true, mode: 'id', value: ACCOUNT },
	returnAll: true,
	filters: {},
	...more,
});

/** A card: what is bought there is negative. */
const account = { id: ACCOUNT, type: 'CREDIT', name: 'Card', number: '4321', currencyCode: 'BRL' };

let log: string[];

/** An account with `total` transactions, served as Pluggy does: 500 a page, by cursor. */
function serve(total: number, options: { dieAfter?: number } = {}) {
	let served = 0;
	let liveKey = 'first';
	const keys = new Map<string, string>();
	nock(API)
		.persist()
		.post('/auth')
		.reply(200, () => {
			log.push('POST /auth');
			const name = keys.size === 0 ? 'first' : `renewed-${keys.size}`;
			const apiKey = makeKey(name);
			keys.set(apiKey, name);
			liveKey = name;
			return { apiKey };
		});
	serveAccount();
	nock(API)
		.persist()
		.get('/v2/transactions')
		.query(true)
		.reply(function (uri) {
			log.push(`GET ${uri}`);
			const key = String(this.req.headers['x-api-key']);
			if (
				options.dieAfter !== undefined &&
				served >= options.dieAfter &&
				keys.get(key) === 'first'
			) {
				return [403, { code: 403, message: 'Missing or invalid authorization token' }];
			}
			if (keys.get(key) !== liveKey)
				return [403, { code: 403, message: 'Missing or invalid authorization token' }];
			served++;
			const url = new URL(uri, API);
			const ids = url.searchParams.get('ids')?.split(',');
			const count = ids ? ids.length : total;
			const start = Number(url.searchParams.get('after') ?? 0);
			const end = Math.min(start + 500, count);
			const results = [];
			for (let n = start; n < end; n++) results.push({ id: ids ? ids[n] : uuid(n), amount: n });
			const next = end < count ? `?accountId=${ACCOUNT}&after=${end}` : null;
			return [200, { results, next }];
		});
}

function serveAccount() {
	nock(API)
		.persist()
		.get(`/accounts/${ACCOUNT}`)
		.reply(200, () => {
			log.push('account');
			return account;
		});
}

onlyNock();
beforeEach(() => (log = []));

test('100,000 transactions: all, in order, none twice, 200 requests, one login, one read', async () => {
	serve(100_000);
	const store = new CredentialStore();
	const { rows } = await run({ parameters: getMany(), store });
	expect(rows).toHaveLength(100_000);
	const inOrder = rows.every(({ json }, n) => json.amountSent === n && json.amount === 0 - n);
	expect(inOrder).toBe(true);
	expect(new Set(rows.map(({ json }) => json.id)).size).toBe(100_000);
	expect(rows.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	expect(log.filter((line) => line.startsWith('GET'))).toHaveLength(200);
	expect(log.filter((line) => line === 'account')).toHaveLength(1);
	expect(log.filter((line) => line === 'POST /auth')).toHaveLength(1);
	// For the row, and before the login.
	expect(store.reads).toBe(2);
}, 60_000);

test('a key that dies in the middle: one renewal, stored, and no row lost', async () => {
	serve(3_000, { dieAfter: 2 });
	const store = new CredentialStore();
	const { rows } = await run({ parameters: getMany(), store });
	expect(rows.map(({ json }) => json.amountSent)).toEqual(
		Array.from({ length: 3_000 }, (_, n) => n),
	);
	expect(log.filter((line) => line === 'POST /auth')).toHaveLength(2);
	expect(log.filter((line) => line.startsWith('GET'))).toHaveLength(6 + 1);
	const [, claims] = String(store.stored.apiKey).split('.');
	expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
		name: 'renewed-1',
	});
});

test('the next execution uses the stored key without a login', async () => {
	serve(10);
	const store = new CredentialStore();
	await run({ parameters: getMany(), store });
	newProcess();
	await run({ parameters: getMany(), store });
	expect(log.filter((line) => line === 'POST /auth')).toHaveLength(1);
});

test('an edited credential never uses the old key', async () => {
	serve(10);
	const store = new CredentialStore();
	await run({ parameters: getMany(), store });
	store.stored.clientSecret = 'another-secret';
	await run({ parameters: getMany(), store });
	expect(log.filter((line) => line === 'POST /auth')).toHaveLength(2);
});

test('501 ids: two requests of 500 and 1, all rows in the given order', async () => {
	serve(0);
	const ids = Array.from({ length: 501 }, (_, n) => uuid(n));
	const { rows } = await run({ parameters: getMany({ filters: { ids: ids.join(', ') } }) });
	const asked = log
		.filter((line) => line.startsWith('GET'))
		.map((line) => new URL(line.slice(4), API).searchParams.get('ids')!.split(',').length);
	expect(asked).toEqual([500, 1]);
	expect(rows.map(({ json }) => json.id)).toEqual(ids);
});

test.each([
	[1, 1],
	[499, 1],
	[500, 1],
	[501, 2],
	[1_200, 3],
])('Limit %i reads %i pages and gives exactly that many rows', async (limit, pages) => {
	serve(5_000);
	const { rows } = await run({ parameters: getMany({ returnAll: false, limit }) });
	expect(rows).toHaveLength(limit);
	expect(log.filter((line) => line.startsWith('GET'))).toHaveLength(pages);
});

test('dates reach Pluggy as calendar days, times as UTC', async () => {
	serve(1);
	await run({
		parameters: getMany({
			filters: { dateFrom: '={{ $json.from }}', dateTo: '2026-01-31T23:30:00' },
		}),
		input: [{ from: '2026-01-01T01:30:00.000Z' }],
	});
	await run({ parameters: getMany({ filters: { createdAtFrom: '2026-02-01T10:00:00' } }) });
	const [days, times] = log
		.filter((line) => line.startsWith('GET'))
		.map((line) => new URL(line.slice(4), API).searchParams);
	expect([days.get('dateFrom'), days.get('dateTo')]).toEqual(['2025-12-31', '2026-01-31']);
	expect(times.get('createdAtFrom')).toBe('2026-02-01T13:00:00.000Z');
});

describe('bad input is a clear error before anything is sent', () => {
	test.each([
		['no account', { accountId: { __rl: true, mode: 'list', value: '' } }, '"Account" is missing'],
		[
			'an id that is none',
			{ accountId: { __rl: true, mode: 'id', value: '123' } },
			'"Account" must be an ID',
		],
		[
			'a date that is none',
			{ filters: { dateFrom: '2026-02-30' } },
			'"Date From" (Filters) must be a date',
		],
		['words for a date', { filters: { dateTo: 'ontem' } }, '"Date To" (Filters) must be a date'],
		[
			'two ways to say since when',
			{ filters: { dateFrom: '2026-01-01', createdAtFrom: '2026-01-01T00:00:00Z' } },
			'"Date From" (Filters) cannot be combined with "Created At From"',
		],
		[
			'dates in the wrong order',
			{ filters: { dateFrom: '2026-02-01', dateTo: '2026-01-01' } },
			'"Date From" (Filters) must not be after "Date To"',
		],
		['a list with one wrong id', { filters: { ids: `${uuid(1)},x` } }, 'entry 2 of 2 is none'],
		['a limit of nothing', { returnAll: false, limit: 0 }, '"Limit" must be a whole number'],
	])('%s', async (_, parameters, message) => {
		serve(1);
		const error = await runToError({ parameters: getMany(parameters) });
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toContain(message);
		expect(error.description).toContain('Nothing was sent');
		expect(log).toEqual([]);
	});

	test('the third row is wrong: no request at all, and the error names the row', async () => {
		serve(1);
		const error = await runToError({
			parameters: getMany({ accountId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }),
			input: [{ id: ACCOUNT }, { id: ACCOUNT }, { id: 'oops' }],
		});
		expect(error.context.itemIndex).toBe(2);
		expect(log).toEqual([]);
	});

	test('Continue On Fail: the wrong row becomes an error row, the others run', async () => {
		serve(2);
		const { rows } = await run({
			parameters: getMany({ accountId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }),
			input: [{ id: ACCOUNT }, { id: 'oops' }, { id: ACCOUNT }],
			onError: 'continueRegularOutput',
		});
		expect(rows.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			0, 0, 1, 2, 2,
		]);
		expect(rows[2].json).toEqual({
			error: expect.objectContaining({
				code: 'INVALID_INPUT',
				action: 'fixInput',
				retryable: false,
			}),
		});
	});
});

describe('an incomplete list is an error', () => {
	let clock: ReturnType<typeof jumpingClock>;
	beforeEach(() => (clock = jumpingClock()));
	afterEach(() => clock.restore());

	const answerWith = (next: unknown) => {
		serveAccount();
		nock(API)
			.post('/auth')
			.reply(200, { apiKey: makeKey('first') });
		nock(API)
			.persist()
			.get('/v2/transactions')
			.query(true)
			.reply(200, { results: [{ id: uuid(1) }], next });
	};

	test.each([
		['a repeated cursor', '?after=same', 'same page cursor twice'],
		[
			'a link to another host',
			'https://evil.example/v2/transactions?after=x',
			'names another host',
		],
		['a link without a cursor', '?accountId=x', 'has no cursor'],
	])('%s', async (_, next, message) => {
		answerWith(next);
		const error = await runToError({ parameters: getMany() });
		expect(error.message).toContain(message);
	});

	test('a whole URL of Pluggy and a base64 cursor with a plus are understood', async () => {
		serveAccount();
		nock(API)
			.post('/auth')
			.reply(200, { apiKey: makeKey('first') });
		nock(API)
			.get('/v2/transactions')
			.query({ accountId: ACCOUNT })
			.reply(200, { results: [{ id: 1 }], next: `${API}/v2/transactions?after=a+b%3D%3D&x=1` });
		nock(API)
			.get((uri) => uri.includes('after=a%2Bb%3D%3D'))
			.reply(200, { results: [{ id: 2 }], next: null });
		const { rows } = await run({ parameters: getMany() });
		expect(rows).toHaveLength(2);
	});
});
