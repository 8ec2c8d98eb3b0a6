import type { IDataObject } from 'n8n-workflow';
import { fit } from '../../nodes/PluggyPollTrigger/room';
import { MOST_CHARACTERS, parseState, textOf } from '../../nodes/PluggyPollTrigger/state';
import { keyOf } from '../../nodes/PluggyPollTrigger/told';
import { FakeN8n, FakePluggy, HOUR, iso, serverError, uuid, type FakeRow } from './pollWorld.cjs';

/** Polls in unlikely circumstances: very many accounts, strange times, another application. */

let pluggy: FakePluggy;
let n8n: FakeN8n;

beforeEach(() => {
	pluggy = new FakePluggy();
	n8n = new FakeN8n(pluggy);
});

const toldRows = () => n8n.told.flatMap(({ transactionIds = [] }) => transactionIds as string[]);
const idsOf = (rows: readonly FakeRow[]) => rows.map(({ id }) => id);
const watch = (events: string[], itemIds: string[], more: IDataObject = {}) => {
	n8n.settings = { events, itemIds, since: undefined, ...more };
};

describe('a state', () => {
	test('of 1,500 accounts can be read again: no row is lost when n8n starts anew', async () => {
		const items = Array.from({ length: 50 }, () => pluggy.connect(30));
		watch(
			['transactions/created'],
			items.map(({ id }) => id),
		);
		await n8n.publish();
		pluggy.now += HOUR;
		pluggy.sync(items[0], 1);
		await n8n.poll();
		n8n.kill();
		pluggy.now += HOUR;
		const rows = pluggy.sync(items[1], 3);
		await n8n.poll();
		expect(toldRows()).toEqual(expect.arrayContaining(idsOf(rows)));
	});

	test('with a row of the year 9999 can be read again', async () => {
		const item = pluggy.connect();
		watch(['transactions/created'], [item.id]);
		await n8n.publish();
		pluggy.now += HOUR;
		const [row] = pluggy.sync(item, 1);
		row.createdAt = '9999-12-31T23:59:59.000Z';
		await n8n.poll();
		n8n.kill();
		pluggy.now += HOUR;
		const rows = pluggy.sync(item, 2);
		await n8n.poll();
		expect(toldRows()).toEqual(expect.arrayContaining(idsOf([row, ...rows])));
	});

	test('forgets connections that nobody asks for any more before it forgets rows of the others', async () => {
		const items = Array.from({ length: 40 }, () => pluggy.connect(1));
		watch(
			['transactions/created'],
			items.map(({ id }) => id),
		);
		await n8n.publish();
		const { state } = n8n.outcomes[0];
		const told = { 490_000: keyOf('hour').repeat(250) };
		const account = { floor: [0, ''], top: [9e12, ''], told, done: true } as const;
		const connections = Object.fromEntries(
			Object.entries(state.connections).map(([key, connection]) => [
				key,
				{ ...connection, accounts: { [keyOf(key)]: account } },
			]),
		);
		const wanted = items.slice(0, 20).map(({ id }) => keyOf(id));
		const { state: fitting, forgotten } = fit({ ...state, connections }, new Set(wanted));
		expect(forgotten).toEqual(['connections']);
		expect(textOf(fitting).length).toBeLessThanOrEqual(MOST_CHARACTERS);
		for (const key of wanted)
			expect(fitting.connections[key].accounts).toEqual({ [keyOf(key)]: account });
		expect(Object.keys(fitting.connections).length).toBeGreaterThan(20);
	});

	test('of a megabyte is brought down to its room without writing it down for each hour', async () => {
		const items = Array.from({ length: 20 }, () => pluggy.connect(1));
		watch(
			['transactions/created'],
			items.map(({ id }) => id),
		);
		await n8n.publish();
		const { state } = n8n.outcomes[0];
		const hours = Array.from({ length: 70 }, (_, hour) => [
			String(490_000 + hour),
			keyOf(`${hour}`).repeat(100),
		]);
		const told = Object.fromEntries(hours) as Record<string, string>;
		const account = { floor: [0, ''], top: [9e12, ''], told, done: true } as const;
		const connections = Object.fromEntries(
			Object.entries(state.connections).map(([key, connection]) => [
				key,
				{ ...connection, accounts: { [keyOf(key)]: account } },
			]),
		);
		const written = jest.spyOn(JSON, 'stringify');
		const { state: fitting, forgotten } = fit(
			{ ...state, connections },
			new Set(Object.keys(connections)),
		);
		expect(written.mock.calls.length).toBeLessThan(20);
		written.mockRestore();
		expect(forgotten).toEqual(['rows']);
		const { length } = textOf(fitting);
		expect(length).toBeLessThanOrEqual(MOST_CHARACTERS);
		expect(length).toBeGreaterThan(MOST_CHARACTERS - 2_000);
		expect(parseState(textOf(fitting), keyOf('node'))).toEqual(fitting);
	});
});

test('a payment that is made before payments could be read first is told then', async () => {
	watch(['payment_request/updated', 'item/updated'], [pluggy.connect().id]);
	pluggy.payments = [{ id: uuid(1), status: 'COMPLETED', updatedAt: iso(pluggy.now - HOUR) }];
	pluggy.fault = ({ path }) => {
		if (path === '/payments/requests') throw serverError();
	};
	await n8n.publish();
	pluggy.now += HOUR;
	await n8n.poll();
	pluggy.fault = undefined;
	pluggy.payments.push({ id: uuid(2), status: 'COMPLETED', updatedAt: iso(pluggy.now) });
	await n8n.poll();
	expect(n8n.told.map(({ id }) => id)).toEqual([uuid(2)]);
	expect((await n8n.poll()).events).toEqual([]);
});

test('with the login of another application nothing that it does not know is deleted', async () => {
	const item = pluggy.connect();
	watch(['item/deleted', 'transactions/created'], [item.id]);
	await n8n.publish();
	const { items } = pluggy;
	const own = pluggy.client.bind(pluggy);
	pluggy.items = new Map();
	pluggy.client = () => ({ ...own(), login: 'another' });
	for (let polls = 0; polls < 3; polls++) {
		const { failure } = await n8n.poll();
		expect(failure?.problem.httpStatus).toBe(404);
	}
	expect(n8n.told).toEqual([]);
	pluggy.client = own;
	pluggy.items = items;
	pluggy.now += HOUR;
	const rows = pluggy.sync(item, 2);
	await n8n.poll();
	expect(toldRows()).toEqual(idsOf(rows));
	pluggy.items = new Map();
	await n8n.poll();
	await n8n.poll();
	expect(n8n.told.map(({ event }) => event)).toEqual(['transactions/created', 'item/deleted']);
});

test('a server whose clock was a year ahead at the first poll loses no rows of the last days', async () => {
	const item = pluggy.connect();
	watch(['transactions/created'], [item.id], { since: pluggy.now + 365 * 24 * HOUR });
	await n8n.publish();
	pluggy.now += HOUR;
	const rows = pluggy.sync(item, 2);
	await n8n.poll();
	expect(toldRows()).toEqual(idsOf(rows));
});

test('of payment requests that fill a page the log says that more are not looked at', async () => {
	watch(['payment_request/updated'], []);
	const row = (n: number) => ({ id: uuid(n), status: 'CREATED', updatedAt: iso(pluggy.now) });
	pluggy.payments = Array.from({ length: 499 }, (_, n) => row(n));
	await n8n.publish();
	expect(n8n.outcomes[0].troubles).toEqual([]);
	pluggy.payments.push(row(499));
	const { troubles } = await n8n.poll();
	expect(troubles.map(({ kind }) => kind)).toEqual(['FULL_PAGE']);
});

test('a connection that is gone, where nobody wants that event: the log says why nothing comes', async () => {
	const [item, other] = [pluggy.connect(), pluggy.connect()];
	watch(['transactions/created'], [item.id, other.id]);
	await n8n.publish();
	pluggy.items.delete(item.id);
	const polls = [await n8n.poll(), await n8n.poll(), await n8n.poll()];
	expect(polls.map(({ troubles }) => troubles.map(({ about }) => about))).toEqual([
		[],
		[item.id],
		[item.id],
	]);
	expect(polls[2].failure).toBeUndefined();
	pluggy.items.delete(other.id);
	await n8n.poll();
	expect((await n8n.poll()).failure?.problem.httpStatus).toBe(404);
});
