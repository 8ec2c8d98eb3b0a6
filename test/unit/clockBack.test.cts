import type { IDataObject } from 'n8n-workflow';
import type { HandlerTools } from '../../nodes/Pluggy/operation';
import { waitForItem } from '../../nodes/Pluggy/handlers/itemWait';
import { breather, clock, pause } from '../../nodes/shared/client/clock';
import { Gate } from '../../nodes/shared/client/gate';
import { openClient } from '../../nodes/shared/client/transport';
import { fakeContext, request, startProcess, turn } from './fakes.cjs';

/** The server's clock is set back by an hour while something waits: nothing waits an hour longer. */

const HOUR_MS = 3_600_000;
const START_MS = 1_767_225_600_000;
const original = { ...clock };

/** What truly passed, and by how much the clock is wrong. */
let passed: number;
let offset: number;
/** When the clock is set back, by the time that passed. */
let setBackAt: number;

beforeEach(() => {
	startProcess();
	passed = 0;
	offset = 0;
	setBackAt = Infinity;
	clock.now = () => START_MS + passed + offset;
	clock.random = () => 0;
	clock.sleep = async (ms) => {
		passed += ms;
		if (passed >= setBackAt) offset = -HOUR_MS;
		// A wait without end must not hang the tests.
		if (passed > 2 * HOUR_MS) throw new Error('waits for hours');
	};
});
afterEach(() => void Object.assign(clock, original));

const aboutMinutes = (minutes: number) => {
	expect(passed).toBeGreaterThanOrEqual(minutes * 60_000);
	expect(passed).toBeLessThan(minutes * 60_000 + 5_000);
};

test('a pause lasts as long as it should', async () => {
	setBackAt = 20_000;
	await pause(60_000);
	aboutMinutes(1);
});

test('a gate that a 429 closed opens when it should have', async () => {
	const gate = new Gate();
	gate.close({ 'retry-after': '60' }, { isProbe: false });
	offset = -HOUR_MS;
	gate.leave(await gate.enter(turn(120_000)), 'through');
	aboutMinutes(1);
});

test('a gate that is closed after the clock was set back opens when its headers say', async () => {
	const gate = new Gate();
	gate.close({ 'retry-after': '1' }, { isProbe: false });
	offset = -HOUR_MS;
	gate.close({ 'retry-after': '60' }, { isProbe: false });
	await gate.enter(turn(120_000));
	aboutMinutes(1);
});

test('a paced gate counts a minute, not an hour', async () => {
	const gate = new Gate(2, true);
	for (let request = 0; request < 2; request++) await gate.enter(turn(0));
	offset = -HOUR_MS;
	await gate.enter(turn(120_000));
	aboutMinutes(1);
});

test('a request does not wait beyond its budget, and tells what it waited', async () => {
	setBackAt = 30_000;
	const limited = { status: 429, body: { code: 429 }, headers: { 'ratelimit-reset': '60' } };
	const { context } = fakeContext([limited, limited, limited, { status: 200, body: {} }]);
	const client = await openClient(context);
	await expect(client.send(request({ waitBudgetMs: 100_000 }))).rejects.toMatchObject({
		problem: { code: 'WAIT_TOO_LONG' },
	});
	aboutMinutes(1);
	expect(client.waited.rateLimit).toBeGreaterThan(55_000);
});

test('long work gives way all the same', () => {
	const breathe = breather();
	offset = -HOUR_MS;
	breathe();
	passed += 100;
	expect(breathe()).toBeInstanceOf(Promise);
});

test('an item is waited for as long as was asked', async () => {
	setBackAt = 20_000;
	const tools = {
		values: { itemId: 'i-1', waitTimeout: 60, pollInterval: 5 },
		secrets: [],
		client: { send: async () => ({ status: 200, body: { id: 'i-1', status: 'UPDATING' } }) },
		format: async (rows: IDataObject[]) => rows.map((json) => ({ json })),
	} as unknown as HandlerTools;
	const { value } = await waitForItem(tools).next();
	expect(value).toMatchObject([{ json: { diagnosis: { code: 'STILL_RUNNING' } } }]);
	aboutMinutes(1);
});
