import type { IDataObject } from 'n8n-workflow';
import { MEMORY, MOST_ROWS, PAYMENTS } from '../../nodes/PluggyPollTrigger/poll';
import { MOST_CHARACTERS, textOf } from '../../nodes/PluggyPollTrigger/state';
import { localProblem } from '../../nodes/shared/problems/errors';
import {
	FakeN8n,
	FakePluggy,
	HOUR,
	iso,
	serverError,
	START,
	tooMany,
	uuid,
	type FakeItem,
	type FakeRow,
} from './pollWorld.cjs';

/** Single polls of the Pluggy Poll Trigger: what they ask, what they tell, and what goes wrong. */

const ITEM_EVENTS = [
	'item/updated',
	'item/error',
	'item/deleted',
	'item/waiting_user_input',
	'item/waiting_user_action',
];

let pluggy: FakePluggy;
let n8n: FakeN8n;

beforeEach(() => {
	pluggy = new FakePluggy();
	n8n = new FakeN8n(pluggy);
});

/** Publishes a trigger for connections that are there. */
async function publish(items: readonly FakeItem[], events: readonly string[], more = {}) {
	n8n.settings = { events, itemIds: items.map(({ id }) => id), since: undefined, ...more };
	await n8n.publish();
	pluggy.requests = [];
	pluggy.now += HOUR;
}

const namesOf = (events: readonly IDataObject[]) => events.map(({ event }) => event);
const toldRows = (events = n8n.told) =>
	events.flatMap(({ transactionIds }) => (transactionIds ?? []) as string[]);
const idsOf = (rows: readonly FakeRow[]) => rows.map(({ id }) => id);
const sorted = (ids: readonly string[]) => [...ids].sort();

describe('requests of a poll', () => {
	test('one per connection, and no more as long as no item was updated', async () => {
		const items = [pluggy.connect(2), pluggy.connect(1)];
		await publish(items, ['transactions/created', ...ITEM_EVENTS]);
		const { events } = await n8n.poll();
		expect(events).toEqual([]);
		expect(pluggy.requests).toEqual(items.map(({ id }) => `GET /items/${id}?`));
	});

	test('of an item that was updated: its accounts, and the rows of each', async () => {
		const item = pluggy.connect(2);
		await publish([item], ['transactions/created']);
		pluggy.sync(item, 2);
		await n8n.poll();
		const [first, second] = Object.keys(item.accounts);
		const from = encodeURIComponent(iso(Math.floor((START - 72 * HOUR) / HOUR) * HOUR - 1));
		expect(pluggy.requests).toEqual([
			`GET /items/${item.id}?`,
			`GET /accounts?itemId=${item.id}`,
			`GET /v2/transactions?accountId=${first}&createdAtFrom=${from}`,
			`GET /v2/transactions?accountId=${second}&createdAtFrom=${from}`,
		]);
	});

	test('where nobody wants to know of rows, of an updated item only itself', async () => {
		const item = pluggy.connect(2);
		await publish([item], ['item/updated']);
		pluggy.sync(item, 2);
		await n8n.poll();
		expect(pluggy.requests).toEqual([`GET /items/${item.id}?`]);
	});

	test('one page of payment requests where they are wanted, and no items then', async () => {
		await publish([], ['payment_request/updated']);
		await n8n.poll();
		expect(pluggy.requests).toEqual(['GET /payments/requests?from=2025-12-02&pageSize=500&page=1']);
	});
});

describe('a first poll', () => {
	test('tells nothing old, and what is new after it', async () => {
		const item = pluggy.connect(1);
		pluggy.sync(item, 3);
		await publish([item], ['transactions/created', 'item/updated']);
		expect(n8n.told).toEqual([]);
		const rows = pluggy.sync(item, 2);
		await n8n.poll();
		expect(sorted(toldRows())).toEqual(sorted(idsOf(rows)));
		expect(namesOf(n8n.told)).toEqual(['item/updated', 'transactions/created']);
	});

	test('tells the last days where that is asked for', async () => {
		const item = pluggy.connect(1);
		const old = pluggy.sync(item, 2, 49 * HOUR);
		const young = pluggy.sync(item, 2, 47 * HOUR);
		await publish([item], ['transactions/created', 'item/updated'], { since: START - 48 * HOUR });
		expect(sorted(toldRows())).toEqual(sorted(idsOf(young)));
		expect(namesOf(n8n.told)).toEqual(['item/updated', 'transactions/created']);
		expect(toldRows()).not.toContain(old[0].id);
		await n8n.poll();
		expect(n8n.told).toHaveLength(2);
	});

	test('of an item that has no data yet: its first sync is new', async () => {
		const item = pluggy.connect(1, { status: 'UPDATING', lastUpdatedAt: null });
		await publish([item], ['transactions/created', 'item/updated']);
		const rows = pluggy.sync(item, 3);
		item.status = 'UPDATED';
		await n8n.poll();
		expect(sorted(toldRows())).toEqual(sorted(idsOf(rows)));
		expect(namesOf(n8n.told)).toContain('item/updated');
	});

	test('of rows that are wanted only later: those that are there by then are old', async () => {
		const item = pluggy.connect(1);
		await publish([item], ['item/updated']);
		const before = pluggy.sync(item, 2);
		n8n.settings = { ...n8n.settings, events: ['transactions/created'] };
		await n8n.poll();
		pluggy.now += HOUR;
		const after = pluggy.sync(item, 2);
		await n8n.poll();
		expect(sorted(toldRows())).toEqual(sorted(idsOf(after)));
		expect(toldRows()).not.toContain(before[0].id);
	});
});

describe('events of an item', () => {
	test.each([
		['UPDATED', 'item/updated', {}],
		['LOGIN_ERROR', 'item/error', { error: { code: 'INVALID_CREDENTIALS', message: 'no' } }],
		['OUTDATED', 'item/error', { error: { code: 'INVALID_CREDENTIALS', message: 'no' } }],
		['WAITING_USER_INPUT', 'item/waiting_user_input', {}],
		['WAITING_USER_ACTION', 'item/waiting_user_action', {}],
	])('%s is %s, once as long as it lasts', async (status, event, more) => {
		const item = pluggy.connect(1, { status: 'UPDATING', clientUserId: 'customer-1' });
		await publish([item], ITEM_EVENTS);
		item.status = status;
		item.error = { code: 'INVALID_CREDENTIALS', message: 'no', attributes: { cpf: 'x' } };
		await n8n.poll();
		item.status = 'UPDATING';
		await n8n.poll();
		item.status = status;
		await n8n.poll();
		expect(n8n.told).toEqual([
			{
				event,
				eventId: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) as string,
				id: item.id,
				itemId: item.id,
				triggeredBy: null,
				clientUserId: 'customer-1',
				...more,
			},
		]);
		pluggy.sync(item);
		await n8n.poll();
		expect(n8n.told).toHaveLength(2);
		expect(n8n.told[0].eventId).not.toBe(n8n.told[1].eventId);
	});

	test('what is not chosen, is running or is unknown tells nothing', async () => {
		const item = pluggy.connect();
		await publish([item], ['item/error']);
		for (const status of [
			'UPDATING',
			'MERGING',
			'WAITING_USER_INPUT',
			'SOMETHING_NEW',
			'constructor',
		]) {
			item.status = status;
			await n8n.poll();
		}
		expect(n8n.told).toEqual([]);
	});

	test('404 once is no deletion, twice it is, told once; one that is back goes on', async () => {
		const item = pluggy.connect();
		await publish([item], ['item/deleted', 'transactions/created']);
		pluggy.items.delete(item.id);
		const first = await n8n.poll();
		expect([first.events, first.failure]).toEqual([[], undefined]);
		pluggy.items.set(item.id, item);
		await n8n.poll();
		pluggy.items.delete(item.id);
		await n8n.poll();
		expect(n8n.told).toEqual([]);
		await n8n.poll();
		await n8n.poll();
		await n8n.poll();
		expect(namesOf(n8n.told)).toEqual(['item/deleted']);
		expect(n8n.told[0].itemId).toBe(item.id);
		pluggy.items.set(item.id, item);
		const rows = pluggy.sync(item, 1);
		await n8n.poll();
		expect(toldRows()).toEqual(idsOf(rows));
	});

	test('a 404 that is not of Pluggy is a trouble and no deletion', async () => {
		const items = [pluggy.connect(), pluggy.connect()];
		await publish(items, ['item/deleted']);
		pluggy.fault = ({ path }) => {
			if (path.endsWith(items[0].id)) {
				throw localProblem('BAD_ANSWER', undefined, { httpStatus: 404 });
			}
		};
		for (let polls = 0; polls < 3; polls++) {
			const { troubles } = await n8n.poll();
			expect(troubles.map(({ about }) => about)).toEqual([items[0].id]);
		}
		expect(n8n.told).toEqual([]);
	});

	test('one that was never there fails a poll of its own, and is a trouble beside others', async () => {
		const stranger = { ...pluggy.connect() };
		pluggy.items.delete(stranger.id);
		n8n.settings = { events: ['item/deleted'], itemIds: [stranger.id], since: undefined };
		const { failure } = await n8n.poll();
		expect(failure?.problem.httpStatus).toBe(404);
		const item = pluggy.connect();
		n8n.settings = { ...n8n.settings, itemIds: [stranger.id, item.id] };
		const beside = await n8n.poll();
		expect([beside.failure, beside.troubles[0].about]).toEqual([undefined, stranger.id]);
	});
});

describe('events of rows', () => {
	test('have the members of Pluggy, and name the rows', async () => {
		const item = pluggy.connect(1);
		await publish([item], ['transactions/created']);
		const rows = [...pluggy.sync(item, 1, HOUR / 2), ...pluggy.sync(item, 1)];
		rows[1].date = '2026-01-01T03:00:00.000Z';
		await n8n.poll();
		const [accountId] = Object.keys(item.accounts);
		const link = `https://api.pluggy.ai/v2/transactions?accountId=${accountId}&createdAtFrom=${rows[0].createdAt}`;
		expect(n8n.told).toEqual([
			{
				event: 'transactions/created',
				eventId: expect.any(String) as string,
				id: item.id,
				itemId: item.id,
				accountId,
				transactionsCreatedAtFrom: rows[0].createdAt,
				createdTransactionsLink: link,
				createdTransactionsLinkV2: link,
				transactionsCount: 2,
				transactionsMinDate: '2026-01-01T03:00:00.000Z',
				transactionIds: idsOf(rows),
			},
		]);
	});

	test('name at most 400; thousands at once are told in several polls, none lost, none twice', async () => {
		const item = pluggy.connect(1);
		await publish([item], ['transactions/created']);
		const rows = pluggy.sync(item, 7_100);
		const counts: number[] = [];
		for (let polls = 0; polls < 6; polls++) {
			const { events, state } = await n8n.poll();
			counts.push(toldRows(events).length);
			for (const event of events) {
				expect((event.transactionIds as string[]).length).toBeLessThanOrEqual(400);
			}
			expect(textOf(state).length).toBeLessThanOrEqual(MOST_CHARACTERS);
		}
		expect(counts).toEqual([MOST_ROWS, MOST_ROWS, MOST_ROWS, 1_100, 0, 0]);
		expect(sorted(toldRows())).toEqual(sorted(idsOf(rows)));
	});

	test('a connection with thousands of rows does not keep those behind it waiting', async () => {
		const [long, short] = [pluggy.connect(1), pluggy.connect(1)];
		await publish([long, short], ['transactions/created']);
		const rows = pluggy.sync(long, 7_000);
		const [row] = pluggy.sync(short, 1);
		await n8n.poll();
		expect(pluggy.requests.join()).not.toContain(short.id);
		const { events } = await n8n.poll();
		expect(toldRows(events)).toContain(row.id);
		for (let polls = 0; polls < 3; polls++) await n8n.poll();
		expect(sorted(toldRows())).toEqual(sorted([row.id, ...idsOf(rows)]));
	});

	test('an account with thousands of rows does not keep the next one waiting', async () => {
		const item = pluggy.connect(2);
		const [long, short] = Object.values(item.accounts);
		await publish([item], ['transactions/created']);
		pluggy.sync(item, 2);
		pluggy.sync(item, 14_000);
		short.splice(1);
		await n8n.poll();
		const { events } = await n8n.poll();
		expect(toldRows(events)).toContain(short[0].id);
		for (let polls = 0; polls < 3; polls++) await n8n.poll();
		expect(sorted(toldRows())).toEqual(sorted(idsOf([...long, ...short])));
	});

	test('of many at once the log says what may be missed, and the next ones are told all the same', async () => {
		const item = pluggy.connect(1);
		pluggy.sync(item, 6_000);
		n8n.settings = { events: ['transactions/created'], itemIds: [item.id], since: undefined };
		const { troubles, state } = await n8n.poll();
		expect(troubles.map(({ about, kind }) => [about, kind])).toEqual([
			[MEMORY, `FORGOTTEN rows ${item.id}`],
		]);
		expect(textOf(state).length).toBeLessThan(2_000);
		pluggy.now += HOUR;
		const rows = pluggy.sync(item, 2);
		const { troubles: later } = await n8n.poll();
		expect([sorted(toldRows()), later]).toEqual([sorted(idsOf(rows)), []]);
	});

	test.each([0, 1, 24, 71])('shown late, made %d h before the newest one: told', async (hours) => {
		const item = pluggy.connect(1);
		await publish([item], ['transactions/created']);
		pluggy.now += 100 * HOUR;
		pluggy.sync(item, 3);
		await n8n.poll();
		n8n.told = [];
		const rows = pluggy.sync(item, 1, hours * HOUR);
		item.lastUpdatedAt = iso(pluggy.now + 1);
		await n8n.poll();
		expect(toldRows()).toEqual(idsOf(rows));
	});

	test('a row whose ID changes is told as a new one, and others are not told again', async () => {
		const item = pluggy.connect(1);
		await publish([item], ['transactions/created']);
		const rows = pluggy.sync(item, 3);
		await n8n.poll();
		n8n.told = [];
		pluggy.now += HOUR;
		rows[1].id = uuid(9_999);
		pluggy.sync(item);
		await n8n.poll();
		expect(toldRows()).toEqual([uuid(9_999)]);
	});

	test('a row from the future hides none that come after it', async () => {
		const item = pluggy.connect(1);
		await publish([item], ['transactions/created']);
		const [odd] = pluggy.sync(item, 1, -200 * 365 * 24 * HOUR);
		await n8n.poll();
		pluggy.now += HOUR;
		const rows = pluggy.sync(item, 2);
		await n8n.poll();
		expect(sorted(toldRows())).toEqual(sorted([odd.id, ...idsOf(rows)]));
	});

	test('a row whose createdAt is no time is told once', async () => {
		const item = pluggy.connect(1);
		await publish([item], ['transactions/created']);
		const [row] = pluggy.sync(item, 1);
		row.createdAt = 'soon';
		await n8n.poll();
		pluggy.now += HOUR;
		pluggy.sync(item);
		await n8n.poll();
		expect(toldRows()).toEqual([row.id]);
	});

	test.each([-20, 20])(
		'the clock of n8n jumps by %d years: none lost, none twice',
		async (years) => {
			const item = pluggy.connect(1);
			await publish([item], ['transactions/created', 'item/updated']);
			const rows = pluggy.sync(item, 2);
			const jump = years * 365 * 24 * HOUR;
			pluggy.now += jump;
			await n8n.poll();
			pluggy.now -= jump - HOUR;
			const more = pluggy.sync(item, 2);
			pluggy.now += jump;
			await n8n.poll();
			await n8n.poll();
			expect(sorted(toldRows())).toEqual(sorted(idsOf([...rows, ...more])));
		},
	);

	test('told again after n8n was killed, an event keeps its ID though a row of it is gone', async () => {
		const item = pluggy.connect(1);
		await publish([item], ['transactions/created']);
		const rows = pluggy.sync(item, 3);
		const { events: lost } = await n8n.poll('killedAfterSaving');
		Object.values(item.accounts)[0].splice(1, 1);
		pluggy.now += HOUR;
		const more = pluggy.sync(item, 1);
		await n8n.poll();
		expect(n8n.told.map(({ eventId, transactionIds }) => [eventId, transactionIds])).toEqual(
			[
				[lost[0].eventId, [rows[0].id, rows[2].id].sort()],
				[expect.any(String), idsOf(more)],
			].map(([id, ids]) => [id, expect.arrayContaining(ids as string[])]),
		);
		expect(toldRows()).toHaveLength(3);
		// In this process it is told, and not once more.
		expect((await n8n.poll()).events).toEqual([]);
	});

	test('an event that was stored before n8n ended is told again, with the same ID', async () => {
		const item = pluggy.connect(1);
		await publish([item], ['transactions/created', 'item/updated']);
		pluggy.sync(item, 2);
		await n8n.poll();
		const before = [...n8n.told];
		n8n.kill();
		await n8n.poll();
		expect(n8n.told).toEqual([...before, ...before]);
		n8n.kill();
		await n8n.poll();
		n8n.kill();
		await n8n.poll();
		expect(n8n.told).toEqual([...before, ...before, ...before]);
	});
});

describe('an n8n that is started every day', () => {
	test.each(['cron', 'durable'] as const)('tells nothing again and again (%s)', async (keeping) => {
		n8n = new FakeN8n(pluggy, keeping);
		const item = pluggy.connect(1);
		const gone = pluggy.connect(1);
		pluggy.payments = [];
		await publish(
			[item, gone],
			['transactions/created', 'item/deleted', 'payment_request/updated'],
		);
		await n8n.poll();
		pluggy.items.delete(gone.id);
		pluggy.payments = [{ id: uuid(7_000), status: 'COMPLETED', updatedAt: iso(pluggy.now) }];
		for (let polls = 0; polls < 3; polls++) await n8n.poll();
		const perDay: number[] = [];
		for (let day = 0; day < 8; day++) {
			pluggy.now += 24 * HOUR;
			pluggy.sync(item, 1);
			n8n.kill();
			const before = n8n.told.length;
			for (let polls = 0; polls < 3; polls++) await n8n.poll();
			perDay.push(n8n.told.length - before);
		}
		const times = new Map<unknown, number>();
		for (const { eventId } of n8n.told) times.set(eventId, (times.get(eventId) ?? 0) + 1);
		expect(times.size).toBe(10);
		expect(Math.max(...times.values())).toBe(keeping === 'durable' ? 1 : 3);
		expect(Math.max(...perDay.slice(3))).toBeLessThanOrEqual(3);
	});
});

describe('what goes wrong', () => {
	test('a list that breaks off at page 3 tells nothing of its account, and all of it next time', async () => {
		const item = pluggy.connect(2);
		const other = pluggy.connect(1);
		await publish([item, other], ['transactions/created', 'item/updated']);
		pluggy.pageSize = 2;
		const [broken] = Object.keys(item.accounts);
		const rows = pluggy.sync(item, 12);
		const others = pluggy.sync(other, 1);
		pluggy.fault = ({ path, query }) => {
			const isThird = query?.accountId === broken && query.after === '4';
			if (path === '/v2/transactions' && isThird) throw serverError();
		};
		const { troubles, failure } = await n8n.poll();
		const ofBroken = item.accounts[broken].map(({ id }) => id);
		const expected = [...idsOf(rows), ...idsOf(others)].filter((id) => !ofBroken.includes(id));
		expect(sorted(toldRows())).toEqual(sorted(expected));
		expect([troubles.map(({ about }) => about), failure]).toEqual([[item.id], undefined]);
		pluggy.fault = undefined;
		n8n.told = [];
		pluggy.requests = [];
		await n8n.poll();
		expect(sorted(toldRows())).toEqual(sorted(ofBroken));
		// What was read already is not read again.
		expect(pluggy.requests.filter((one) => one.includes(Object.keys(item.accounts)[1]))).toEqual(
			[],
		);
	});

	test('one broken connection does not stop the others, and the poll goes on', async () => {
		const items = [pluggy.connect(), pluggy.connect(), pluggy.connect()];
		await publish(items, ['transactions/created']);
		const rows = items.flatMap((item) => pluggy.sync(item, 1));
		pluggy.fault = ({ path }) => {
			if (path.includes(items[1].id)) throw serverError();
		};
		const { failure, troubles, fine } = await n8n.poll();
		expect(sorted(toldRows())).toEqual(sorted([rows[0].id, rows[2].id]));
		expect([failure, troubles.length, fine]).toEqual([undefined, 1, [items[0].id, items[2].id]]);
	});

	test('what fails for all is the failure of the poll, and no more is asked', async () => {
		const items = [pluggy.connect(), pluggy.connect()];
		await publish(items, ['item/updated', 'payment_request/updated']);
		pluggy.fault = () => {
			throw tooMany();
		};
		const { failure } = await n8n.poll();
		expect(failure?.problem.code).toBe('WAIT_TOO_LONG');
		expect(pluggy.requests).toHaveLength(1);
	});

	test('all are broken, each for itself: all are asked, and the poll fails', async () => {
		const items = [pluggy.connect(), pluggy.connect()];
		await publish(items, ['item/updated']);
		pluggy.fault = () => {
			throw serverError();
		};
		const { failure } = await n8n.poll();
		expect(failure?.problem.httpStatus).toBe(500);
		expect(pluggy.requests).toHaveLength(2);
	});

	test('429 in the middle: what was found is told, those not reached come first next time', async () => {
		const items = [pluggy.connect(), pluggy.connect(), pluggy.connect()];
		await publish(items, ['item/updated']);
		for (const item of items) pluggy.sync(item);
		pluggy.fault = (_, count) => {
			if (count === 2) throw tooMany();
		};
		const { failure } = await n8n.poll();
		expect(n8n.told.map(({ itemId }) => itemId)).toEqual([items[0].id]);
		expect(failure).toBeUndefined();
		pluggy.fault = undefined;
		pluggy.requests = [];
		await n8n.poll();
		expect(pluggy.requests).toEqual(
			[items[1], items[2], items[0]].map(({ id }) => `GET /items/${id}?`),
		);
		expect(n8n.told).toHaveLength(3);
	});

	test('429 behind an event of its own connection: no more is asked', async () => {
		const items = [pluggy.connect(2), pluggy.connect(1)];
		await publish(items, ['transactions/created', 'item/updated', 'payment_request/updated']);
		for (const item of items) pluggy.sync(item, 1);
		pluggy.fault = ({ path }) => {
			if (path === '/v2/transactions') throw tooMany();
		};
		const { failure, troubles } = await n8n.poll();
		expect(namesOf(n8n.told)).toEqual(['item/updated']);
		expect([failure, troubles.map(({ about }) => about)]).toEqual([undefined, [items[0].id]]);
		expect(pluggy.requests).toHaveLength(3);
		pluggy.fault = undefined;
		await n8n.poll();
		expect(toldRows()).toHaveLength(2);
	});

	test('the time is over: those not reached come first, one that had all of it comes last', async () => {
		const items = [pluggy.connect(1), pluggy.connect(1), pluggy.connect(1)];
		await publish(items, ['transactions/created']);
		const rows = items.flatMap((item) => pluggy.sync(item, 1));
		const over = new AbortController();
		pluggy.fault = ({ path }) => {
			if (path !== '/v2/transactions') return;
			over.abort();
			throw localProblem('CANCELLED');
		};
		const { failure, troubles } = await n8n.poll('well', over.signal);
		expect(failure?.problem.code).toBe('NO_ANSWER');
		expect(troubles[0].text).toMatch(/in the time/);
		pluggy.fault = undefined;
		pluggy.requests = [];
		await n8n.poll();
		expect(pluggy.requests.filter((one) => one.includes('/items/'))).toEqual(
			[items[1], items[2], items[0]].map(({ id }) => `GET /items/${id}?`),
		);
		expect(sorted(toldRows())).toEqual(sorted(idsOf(rows)));
	});

	test('50 connections with thousands of rows: what is kept fits into 64 kB, and no row is lost', async () => {
		const items = Array.from({ length: 50 }, () => pluggy.connect(4));
		await publish(items, ['transactions/created', ...ITEM_EVENTS]);
		const rows: FakeRow[] = [];
		for (let days = 0; days < 4; days++) {
			pluggy.now += 20 * HOUR;
			for (const item of items) rows.push(...pluggy.sync(item, 60));
			for (let polls = 0; polls < 3; polls++) {
				const { state } = await n8n.poll();
				expect(textOf(state).length).toBeLessThanOrEqual(MOST_CHARACTERS);
			}
		}
		expect(toldRows()).toHaveLength(rows.length);
		expect(new Set(toldRows())).toEqual(new Set(idsOf(rows)));
	});
});

describe('payment requests', () => {
	const request = (n: number, status: string, updatedAt = iso(START)) => ({
		id: uuid(n),
		status,
		updatedAt,
	});

	test('each status that Pluggy tells of is told once', async () => {
		pluggy.payments = [request(1, 'COMPLETED'), request(2, 'CREATED')];
		await publish([], ['payment_request/updated']);
		expect(n8n.told).toEqual([]);
		pluggy.payments = [request(3, 'ERROR'), request(1, 'COMPLETED'), request(2, 'AUTHORIZED')];
		await n8n.poll();
		await n8n.poll();
		expect(n8n.told).toEqual(
			[
				[3, 'ERROR'],
				[2, 'AUTHORIZED'],
			].map(([n, status]) => ({
				event: 'payment_request/updated',
				eventId: expect.any(String) as string,
				id: uuid(Number(n)),
				paymentRequestId: uuid(Number(n)),
				data: { status },
			})),
		);
		const before = [...n8n.told];
		n8n.kill();
		pluggy.payments = [request(4, 'CANCELED'), ...pluggy.payments];
		await n8n.poll();
		const ids = n8n.told.slice(2).map(({ eventId }) => eventId);
		expect(ids).toEqual(expect.arrayContaining(before.map(({ eventId }) => eventId)));
		expect(ids).toHaveLength(3);
		expect((await n8n.poll()).events).toEqual([]);
	});

	test('an application without payments is a trouble beside connections that work', async () => {
		const item = pluggy.connect();
		await publish([item], ['payment_request/updated', 'item/updated']);
		pluggy.sync(item);
		pluggy.fault = ({ path }) => {
			if (path === '/payments/requests') throw serverError();
		};
		const { failure, troubles } = await n8n.poll();
		expect([failure, troubles[0].about]).toEqual([undefined, PAYMENTS]);
		expect(namesOf(n8n.told)).toEqual(['item/updated']);
	});
});
