import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { API, CredentialStore, run } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { killed, pollNode, type PollOptions } from './pollHarness.cjs';
import { clock, PluggyPollTrigger } from '../../scripts/lib/built.cjs';

/** The Pluggy Poll Trigger as n8n runs it: its requests, its time, its log, its errors, its memory. */

const uuid = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
const ITEM = uuid(1);
const OTHER = uuid(2);
const ACCOUNT = uuid(3);
const CPF = '761.092.776-73';
const parameters = { events: ['transactions/created', 'item/updated'], itemIds: ITEM, options: {} };

let world: { updated: string; rows: IDataObject[] };
let methods: string[];

const network = onlyNock({ jumps: true });
beforeEach(() => {
	killed();
	methods = [];
	world = { updated: '2026-03-02T12:00:00.000Z', rows: [] };
});

const row = (n: number, createdAt = world.updated) => ({
	id: uuid(100 + n),
	accountId: ACCOUNT,
	createdAt,
	date: createdAt,
	amount: -1,
	description: `Maria ${CPF}`,
});

/** Pluggy answers as it is in the world; every request is counted. */
function answer(): void {
	letIn();
	const scope = nock(API).persist();
	scope.on('request', ({ method }: { method: string }) => void methods.push(method));
	scope.get(`/items/${ITEM}`).reply(200, () => ({
		id: ITEM,
		status: 'UPDATED',
		lastUpdatedAt: world.updated,
		createdAt: '2026-01-01T00:00:00.000Z',
		clientUserId: null,
	}));
	scope
		.get('/accounts')
		.query(true)
		.reply(200, () => ({ results: [{ id: ACCOUNT, type: 'BANK' }] }));
	scope.get(`/accounts/${ACCOUNT}`).reply(200, { id: ACCOUNT, type: 'BANK', currencyCode: 'BRL' });
	scope
		.get('/v2/transactions')
		.query(true)
		.reply((uri) => {
			const query = new URL(uri, API).searchParams;
			const ids = query.get('ids')?.split(',');
			const from = query.get('createdAtFrom') ?? '';
			const results = world.rows.filter(
				({ id, createdAt }) =>
					(ids === undefined || ids.includes(String(id))) && String(createdAt) >= from,
			);
			return [200, { results, next: null }];
		});
}

const node = (more: PollOptions = {}) => pollNode({ parameters, ...more });

function sync(updated: string, ...rows: number[]): void {
	world.updated = updated;
	for (const n of rows) world.rows = [row(n), ...world.rows];
}

describe('from poll to poll', () => {
	test('publishing tells nothing; then what is new; Get From Event reads exactly these rows', async () => {
		answer();
		sync('2026-03-02T12:00:00.000Z', 1, 2);
		const trigger = node();
		expect(await trigger.poll()).toEqual({ rows: null, error: undefined });
		expect(await trigger.poll()).toEqual({ rows: null, error: undefined });
		sync('2026-03-03T12:00:00.000Z', 3, 4);
		const { rows } = await trigger.poll();
		expect(rows!.map(({ event }) => event)).toEqual(['item/updated', 'transactions/created']);
		// A row that comes now belongs to the next event.
		world.rows = [row(5), ...world.rows];
		const read = await run({
			parameters: { resource: 'transaction', operation: 'getFromEvent', returnAll: true },
			input: [rows![1]],
		});
		expect(read.rows.map(({ json }) => json.id).sort()).toEqual([uuid(103), uuid(104)]);
		expect(new Set(read.rows.map(({ json }) => json.eventId))).toEqual(new Set([rows![1].eventId]));
		expect((await trigger.poll()).rows).toBeNull();
	});

	test('what n8n keeps is a text without IDs of connections, accounts or rows', async () => {
		answer();
		const trigger = node();
		await trigger.poll();
		sync('2026-03-03T12:00:00.000Z', 3);
		await trigger.poll();
		const data = JSON.stringify(trigger.data());
		expect(Object.keys(trigger.data())).toEqual(['state']);
		for (const id of [ITEM, ACCOUNT, uuid(103)]) expect(data).not.toContain(id);
	});

	test('after n8n was killed the last events are told again, with the same IDs', async () => {
		answer();
		const trigger = node();
		await trigger.poll();
		sync('2026-03-03T12:00:00.000Z', 3);
		const { rows } = await trigger.poll();
		killed();
		const next = node({ data: trigger.data() });
		expect((await next.poll()).rows).toEqual(rows);
		expect((await next.poll()).rows).toBeNull();
	});

	test('two polls at once tell once', async () => {
		answer();
		const trigger = node();
		await trigger.poll();
		sync('2026-03-03T12:00:00.000Z', 3);
		const told = await Promise.all([trigger.poll(), trigger.poll(), trigger.poll()]);
		expect(told.map(({ rows }) => rows?.length ?? 0).sort()).toEqual([0, 0, 2]);
	});

	test.each([[{ state: 'garbage' }], [{ lastPoll: 5 }], [{ state: { version: 1 } }]])(
		'static data %j counts as a first poll, and the log says so once',
		async (data) => {
			answer();
			sync('2026-03-02T12:00:00.000Z', 1, 2);
			const trigger = node({ data });
			expect((await trigger.poll()).rows).toBeNull();
			expect(trigger.log).toEqual([expect.stringMatching(/cannot be read.*first one/)]);
			sync('2026-03-03T12:00:00.000Z', 3);
			expect((await trigger.poll()).rows).toHaveLength(2);
			expect(trigger.log).toHaveLength(1);
		},
	);

	test('never anything but GETs', async () => {
		answer();
		const trigger = node({
			parameters: {
				...parameters,
				events: new PluggyPollTrigger().description.properties[0].options!.map(
					(one) => (one as { value: string }).value,
				),
			},
		});
		nock(API).persist().get('/payments/requests').query(true).reply(200, { results: [] });
		await trigger.poll();
		sync('2026-03-03T12:00:00.000Z', 3);
		await trigger.poll();
		await trigger.poll('manual');
		expect(new Set(methods)).toEqual(new Set(['GET']));
	});
});

describe('time', () => {
	test.each([
		['30 s where n8n does not say how long', null, 30_000],
		['what n8n gives', 9_000, 9_000],
	])('a Pluggy that limits and fails: the poll ends within %s', async (_, budgetMs, ms) => {
		letIn();
		nock(API).persist().get(/.*/).reply(500, { code: 500, message: 'oops' });
		const ids = Array.from({ length: 50 }, (__, n) => uuid(n)).join();
		const trigger = node({ parameters: { ...parameters, itemIds: ids }, budgetMs });
		const { error } = await trigger.poll();
		expect(error).toBeDefined();
		expect(network.slept()).toBeLessThanOrEqual(ms);
	});

	test('a 429 that asks for a minute is not waited for, and n8n is told how long to wait', async () => {
		letIn();
		nock(API)
			.persist()
			.get(/.*/)
			.reply(429, { code: 429, message: 'Too many requests' }, { 'RateLimit-Reset': '60' });
		const { error } = await node().poll();
		expect(error!.message).toMatch(/rate limit/);
		expect(error!.failure).toEqual({
			cause: 'rate-limited',
			retryAfterMs: expect.any(Number) as number,
		});
		expect((error!.failure as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(
			60_000,
		);
		expect(network.slept()).toBeLessThan(30_000);
	});

	test('an answer that never comes ends with the time of the poll', async () => {
		letIn();
		nock(API).persist().get(/.*/).delay(60_000).reply(200, {});
		const { error } = await node({ budgetMs: 3_000 }).poll();
		expect(error!.message).toMatch(/did not answer in the time/);
		expect(error!.failure).toEqual({ cause: 'temporarily-unavailable' });
		nock.abortPendingRequests();
	});
});

describe('what goes wrong', () => {
	test('a wrong secret: the error says so, and n8n is told that the credential is at fault', async () => {
		nock(API)
			.post('/auth')
			.reply(401, { code: 401, codeDescription: 'CLIENT_KEYS_UNAUTHORIZED', message: 'no' });
		const { error } = await node().poll();
		expect(error!.failure).toEqual({ cause: 'credential-invalid' });
	});

	test('a wrong setting: nothing is sent', async () => {
		const { error } = await node({ parameters: { ...parameters, itemIds: CPF } }).poll();
		expect(error!.message).toMatch(/entry 1 is no ID/);
		expect(error!.description).toMatch(/More: \S+#poll-trigger$/);
		expect(JSON.stringify([error!.message, error!.description])).not.toContain(CPF);
		expect(error!.failure).toEqual({ cause: 'configuration-invalid' });
		expect(methods).toEqual([]);
	});

	test('an option that an expression gives as a whole is not lost', async () => {
		const given = { ...parameters, options: '={{ $vars.nothing }}' };
		const { error } = await node({ parameters: given }).poll();
		expect(error!.message).toMatch(/"Options" is given by an expression/);
	});

	test('the IDs of the credential count where the node names none', async () => {
		answer();
		const store = new CredentialStore({ itemIds: `${ITEM}, ${ITEM}`, access: 'readOnly' });
		const trigger = node({ store, parameters: { ...parameters, itemIds: '' } });
		expect((await trigger.poll()).error).toBeUndefined();
		sync('2026-03-03T12:00:00.000Z', 3);
		expect((await trigger.poll()).rows).toHaveLength(2);
	});

	test('a broken connection is in the log once per kind, until it works again', async () => {
		answer();
		let status = 500;
		nock(API)
			.persist()
			.get(`/items/${OTHER}`)
			.reply(() => [
				status,
				status === 200
					? { id: OTHER, status: 'UPDATED', lastUpdatedAt: world.updated }
					: {
							code: status,
							codeDescription: status === 404 ? 'ITEM_NOT_FOUND' : undefined,
							message: `of ${CPF}`,
						},
			]);
		const trigger = node({ parameters: { ...parameters, itemIds: `${OTHER},${ITEM}` } });
		const polled = async () => {
			expect((await trigger.poll()).error).toBeUndefined();
			return trigger.log.length;
		};
		expect([await polled(), await polled()]).toEqual([1, 1]);
		status = 404;
		expect([await polled(), await polled()]).toEqual([2, 2]);
		status = 200;
		expect(await polled()).toBe(2);
		status = 500;
		expect([await polled(), await polled()]).toEqual([3, 3]);
		expect(trigger.log[0]).toContain(`"Pluggy Poll Trigger" (${OTHER})`);
		expect(trigger.log.join()).not.toContain(CPF);
	});

	test('more rows than can be remembered, again and again: the log says so once', async () => {
		answer();
		const numbers = Array.from({ length: 6_000 }, (_, n) => n);
		sync('2026-03-02T12:00:00.000Z', ...numbers);
		const trigger = node();
		await trigger.poll();
		expect(trigger.log).toEqual([expect.stringMatching(/\(memory\): .*shows late/)]);
		expect(trigger.log[0]).toContain(ITEM);
		world.updated = '2026-03-03T12:00:00.000Z';
		world.rows = numbers.map((n) => row(10_000 + n));
		for (let polls = 0; polls < 4; polls++) await trigger.poll();
		expect(trigger.log).toHaveLength(1);
	});

	test('no row, name or document of a bank reaches the log or what n8n keeps', async () => {
		answer();
		const trigger = node();
		await trigger.poll();
		sync('2026-03-03T12:00:00.000Z', 3);
		await trigger.poll();
		expect(JSON.stringify([trigger.log, trigger.data()])).not.toMatch(/Maria|761/);
	});

	test('the clock of n8n jumps between two polls', async () => {
		answer();
		const trigger = node();
		await trigger.poll();
		const real = clock.now;
		for (const [n, jump] of [-1e12, 1e12].entries()) {
			clock.now = () => real() + jump;
			sync(`2026-03-0${n + 3}T12:00:00.000Z`, 3 + n);
			const { rows } = await trigger.poll();
			expect(rows!.flatMap(({ transactionIds }) => transactionIds ?? [])).toEqual([uuid(103 + n)]);
		}
		clock.now = real;
		expect((await trigger.poll()).rows).toBeNull();
	});
});

describe('the test in the editor', () => {
	const first = async (events: string[]) =>
		await node({ parameters: { ...parameters, events } }).poll('manual');

	test('shows the newest rows at once, and leaves nothing behind', async () => {
		answer();
		sync('2026-03-01T12:00:00.000Z', 1, 2);
		sync('2026-03-02T12:00:00.000Z', 3);
		const trigger = node();
		const { rows } = await trigger.poll('manual');
		expect(rows).toHaveLength(1);
		expect(rows![0]).toMatchObject({ event: 'transactions/created', transactionIds: [uuid(103)] });
		expect(trigger.data()).toEqual({});
		expect((await trigger.poll('manual')).rows).toEqual(rows);
	});

	test('shows the item where there are no rows, or none are wanted', async () => {
		answer();
		const { rows } = await first(['transactions/created', 'item/updated']);
		expect(rows).toMatchObject([{ event: 'item/updated', itemId: ITEM }]);
		sync('2026-03-02T12:00:00.000Z', 3);
		expect((await first(['item/updated'])).rows).toMatchObject([{ event: 'item/updated' }]);
	});

	test.each([
		['does not answer well', 500, { code: 500, message: 'oops' }],
		['is unknown', 404, { code: 404, codeDescription: 'ITEM_NOT_FOUND', message: 'no' }],
	])('a connection that %s does not hide the others', async (_, status, body) => {
		answer();
		sync('2026-03-02T12:00:00.000Z', 3);
		nock(API).persist().get(`/items/${OTHER}`).reply(status, body);
		const trigger = node({ parameters: { ...parameters, itemIds: `${OTHER},${ITEM}` } });
		const { rows, error } = await trigger.poll('manual');
		expect([rows?.[0].transactionIds, error]).toEqual([[uuid(103)], undefined]);
	});

	test.each([['manual'], ['trigger']] as const)(
		'of several that are unknown one is named, of one it is clear (%s)',
		async (mode) => {
			letIn();
			const body = { code: 404, codeDescription: 'ITEM_NOT_FOUND', message: 'no' };
			nock(API)
				.persist()
				.get(/^\/items\//)
				.reply(404, body);
			const errorFor = async (itemIds: string) =>
				(await node({ parameters: { ...parameters, itemIds } }).poll(mode)).error!.message;
			expect(await errorFor(`${OTHER},${ITEM}`)).toBe(`Item not found (item ${OTHER})`);
			expect(await errorFor(ITEM)).toBe('Item not found');
		},
	);

	test('rows that cannot be read do not hide the status of their connection', async () => {
		letIn();
		nock(API)
			.persist()
			.get(`/items/${ITEM}`)
			.reply(200, { id: ITEM, status: 'UPDATED', lastUpdatedAt: world.updated });
		nock(API).persist().get('/accounts').query(true).reply(500, { code: 500, message: 'oops' });
		const shown = await first(['transactions/created', 'item/updated']);
		expect(shown).toMatchObject({ rows: [{ event: 'item/updated' }], error: undefined });
		expect((await first(['transactions/created'])).error!.httpCode).toBe('500');
	});

	test('shows the payment request that changed last', async () => {
		letIn();
		nock(API)
			.get('/payments/requests')
			.query(true)
			.reply(200, {
				results: [
					{ id: uuid(7), status: 'COMPLETED', updatedAt: '2026-03-01T12:00:00.000Z' },
					{ id: uuid(8), status: 'ERROR', updatedAt: '2026-03-02T12:00:00.000Z' },
					{ id: uuid(9), status: 'CREATED', updatedAt: '2026-03-03T12:00:00.000Z' },
				],
			});
		const { rows } = await first(['payment_request/updated']);
		expect(rows).toMatchObject([{ paymentRequestId: uuid(8), data: { status: 'ERROR' } }]);
	});

	test('shows nothing where there is no event, and an error where nothing can be asked', async () => {
		answer();
		expect(await first(['item/error'])).toEqual({ rows: null, error: undefined });
		nock.cleanAll();
		letIn();
		nock(API)
			.get(/items/)
			.reply(404, { code: 404, codeDescription: 'ITEM_NOT_FOUND', message: 'no' });
		expect((await first(['item/updated'])).error!.httpCode).toBe('404');
	});
});
