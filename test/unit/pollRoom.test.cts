import { fit } from '../../nodes/PluggyPollTrigger/room';
import {
	emptyState,
	MOST_CHARACTERS,
	parseState,
	textOf,
	type Connection,
	type State,
} from '../../nodes/PluggyPollTrigger/state';
import { keyOf } from '../../nodes/PluggyPollTrigger/told';
import { FakeN8n, FakePluggy, HOUR, serverError, START, type FakeRow } from './pollWorld.cjs';

/** The 64 kB of a state: what is forgotten when connections and accounts alone do not fit. */

const NODE = keyOf('node');
const KEY = /^[\w-]{8}$/;

/** A connection of so many accounts, all told, without digests. */
const wide = (id: number, accounts: number, more: Partial<Connection> = {}): Connection => ({
	reached: id,
	updated: '2026-03-02T12:00:00.000Z',
	statuses: 'u',
	missing: 0,
	gone: false,
	floor: START,
	begun: true,
	done: true,
	accounts: Object.fromEntries(
		Array.from({ length: accounts }, (_, n) => {
			const key = keyOf(`${id} ${n}`);
			return [key, { floor: [START, key], top: [START + n, key], told: {}, done: true }];
		}),
	),
	...more,
});

const stateOf = (connections: number, accounts: number, more?: Partial<Connection>): State => ({
	...emptyState(NODE, 'process'),
	connections: Object.fromEntries(
		Array.from({ length: connections }, (_, n) => [keyOf(`${n}`), wide(n, accounts, more)]),
	),
});

const firstKeys = (count: number) =>
	new Set(Array.from({ length: count }, (_, n) => keyOf(`${n}`)));

describe('a state of many accounts', () => {
	test.each([
		[50, 12, 50],
		[50, 13, 50],
		[100, 13, 50],
		[100, 100, 100],
	])('%d connections with %d accounts fit and can be read back', (connections, accounts, asked) => {
		const wanted = firstKeys(asked);
		const { state } = fit(stateOf(connections, accounts), wanted);
		const text = textOf(state);
		expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
		expect(parseState(text, NODE)).toEqual(state);
		for (const key of wanted) expect(state.connections).toHaveProperty([key]);
	});

	test('connections that are not asked for go first, those reached longest ago before others', () => {
		const { state, forgotten } = fit(stateOf(60, 12), firstKeys(40));
		const left = Array.from({ length: 60 }, (_, n) => n).filter(
			(n) => keyOf(`${n}`) in state.connections,
		);
		expect(left.slice(0, 40)).toEqual(Array.from({ length: 40 }, (_, n) => n));
		const others = left.slice(40);
		expect(others.length).toBeGreaterThan(0);
		expect(others).toEqual(Array.from(others, (_, n) => 60 - others.length + n));
		expect(forgotten).toEqual(['connections']);
	});

	test('accounts are put together where the connection was reached longest ago', () => {
		const { state, forgotten } = fit(stateOf(50, 13), firstKeys(50));
		const counts = Array.from({ length: 50 }, (_, n) =>
			Object.keys(state.connections[keyOf(`${n}`)].accounts!),
		);
		expect([counts[0].length, counts[49].length, forgotten]).toEqual([1, 13, ['rows']]);
		const [rest] = Object.entries(state.connections[keyOf('0')].accounts!);
		expect(rest[0]).toMatch(KEY);
		expect(rest[1].floor).toEqual([START + 12, keyOf('0 12')]);
	});

	test('accounts whose rows are all told go before others', () => {
		const full = stateOf(50, 13);
		const [first] = Object.keys(full.connections);
		const [account] = Object.keys(full.connections[first].accounts!);
		full.connections[first].accounts![account].done = false;
		const { state } = fit(full, firstKeys(50));
		const kept = state.connections[first].accounts!;
		expect(kept[account]).toEqual(full.connections[first].accounts![account]);
		expect(Object.keys(kept)).toHaveLength(2);
	});

	test('events that cannot be kept for another telling count as told', () => {
		const telling = (id: number) => ({
			statuses: '',
			gone: false,
			times: 0,
			groups: Array.from({ length: 13 }, (_, n) => ({
				account: keyOf(`${id} ${n}`),
				updated: '2026-03-02T12:00:00.000Z',
				told: { '492348': keyOf(`row ${id} ${n}`) },
				times: 1,
			})),
		});
		const connections = Object.fromEntries(
			Array.from({ length: 50 }, (_, n) => [
				keyOf(`${n}`),
				wide(n, 13, { last: telling(n), again: telling(n) }),
			]),
		);
		const { state, forgotten } = fit({ ...stateOf(0, 0), connections }, firstKeys(50));
		expect(textOf(state).length).toBeLessThanOrEqual(MOST_CHARACTERS);
		expect(forgotten).toEqual(['rows', 'events']);
		expect(parseState(textOf(state), NODE)).toEqual(state);
	});
});

describe('polls of many accounts', () => {
	test('50 connections with 13 accounts: no row is lost, none told twice, and the log says it once', async () => {
		const pluggy = new FakePluggy();
		const n8n = new FakeN8n(pluggy);
		const items = Array.from({ length: 50 }, () => pluggy.connect(13));
		const itemIds = items.map(({ id }) => id);
		n8n.settings = { events: ['transactions/created'], itemIds, since: undefined };
		await n8n.publish();
		const rows: FakeRow[] = [];
		for (let polls = 0; polls < 4; polls++) {
			pluggy.now += HOUR;
			for (const item of items) rows.push(...pluggy.sync(item, 13));
			pluggy.fault = ({ path }, count) => {
				if (path === '/v2/transactions' && count % 97 === 0) throw serverError();
			};
			const { state, troubles } = await n8n.poll();
			expect(textOf(state).length).toBeLessThanOrEqual(MOST_CHARACTERS);
			expect(parseState(textOf(state), NODE)).toBeDefined();
			expect(troubles.map(({ kind }) => kind)).toContain('FORGOTTEN rows');
		}
		pluggy.fault = undefined;
		await n8n.poll();
		await n8n.poll();
		const told = n8n.told.flatMap(({ transactionIds }) => transactionIds as string[]);
		expect([...told].sort()).toEqual(rows.map(({ id }) => id).sort());
	});

	test('a row from the year 9999 leaves a state that can be read', async () => {
		const pluggy = new FakePluggy();
		const n8n = new FakeN8n(pluggy);
		const item = pluggy.connect();
		n8n.settings = { events: ['transactions/created'], itemIds: [item.id], since: undefined };
		await n8n.publish();
		pluggy.now += HOUR;
		const [row] = pluggy.sync(item, 1);
		row.createdAt = '9999-12-31T23:59:59.000Z';
		const { state } = await n8n.poll();
		expect(parseState(textOf(state), NODE)).toEqual(JSON.parse(textOf(state)));
	});
});
