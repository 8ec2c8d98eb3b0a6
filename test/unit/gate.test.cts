import { Gate } from '../../nodes/shared/client/gate';
import { RATE_GROUPS, rateGroupOf } from '../../nodes/shared/client/rateGroups';
import { openClient } from '../../nodes/shared/client/transport';
import { clock } from '../../nodes/shared/client/clock';
import {
	fakeClock,
	fakeContext,
	limitedServer,
	request,
	startProcess,
	turn,
	type Scripted,
} from './fakes.cjs';

const closing = (seconds: number) => ({ 'ratelimit-reset': String(seconds) });
const UNDER_WAY = { isProbe: false };

/** Milliseconds that a request waits for its turn. */
async function waitOf(gate: Gate, ms: number): Promise<number> {
	const start = clock.now();
	await gate.enter(turn(ms));
	return clock.now() - start;
}

let time: ReturnType<typeof fakeClock>;
beforeEach(() => {
	time = fakeClock(() => 0);
	startProcess();
});
afterEach(() => time.restore());

test('item updates, 20 in one run and 25 in the next, against 20 a minute: all succeed, hardly a 429', async () => {
	const server = limitedServer(RATE_GROUPS.itemUpdate.perMinute, 60_000);
	const fake = fakeContext([server.answer]);
	for (const updates of [20, 25]) {
		const client = await openClient(fake.context);
		for (let n = 0; n < updates; n++) {
			await client.send(
				request({ method: 'PATCH', safety: 'once', access: 'data', path: '/items/i1', body: {} }),
			);
		}
	}
	expect(fake.sent.filter(({ url }) => url !== 'login').length).toBeLessThanOrEqual(46);
	expect(Math.max(...server.refusedPerWindow())).toBeLessThanOrEqual(1);
});

test('four executions at once against 360 a minute: near the ideal time, under 2 % are refused', async () => {
	const server = limitedServer(360, 60_000);
	const each = 450;
	const fakes = Array.from({ length: 4 }, () => fakeContext([server.answer]));
	await Promise.all(
		fakes.map(async ({ context }) => {
			const client = await openClient(context);
			for (let n = 0; n < each; n++) await client.send(request({ path: '/v2/transactions' }));
		}),
	);
	const total = fakes.reduce(
		(sum, { sent }) => sum + sent.filter(({ url }) => url !== 'login').length,
		0,
	);
	const refused = server.refusedPerWindow().reduce((sum, n) => sum + n, 0);
	expect(total - refused).toBe(4 * each);
	expect(refused / total).toBeLessThan(0.02);
	const ideal = (Math.ceil((4 * each) / 360) - 1) * 60_000;
	expect(time.elapsed()).toBeLessThan(ideal * 1.05);
});

test.each([20, 60, 150, 400])(
	'the same with answers that take about %i ms, begun in the middle of a window',
	async (latency) => {
		const server = limitedServer(360, 60_000);
		await clock.sleep(23_456);
		const start = clock.now();
		let total = 0;
		let refused = 0;
		let last = 0;
		const fakes = Array.from({ length: 4 }, (_, execution) =>
			fakeContext([server.answer], {
				delay: () => clock.sleep(latency * (0.5 + ((total++ * 7 + execution) % 10) / 10)),
			}),
		);
		await Promise.all(
			fakes.map(async ({ context }) => {
				const client = await openClient(context);
				for (let n = 0; n < 225; n++) await client.send(request({ path: '/v2/transactions' }));
				last = clock.now();
			}),
		);
		refused = server.refusedPerWindow().reduce((sum, n) => sum + n, 0);
		expect(total).toBe(900 + refused);
		expect(refused / total).toBeLessThan(0.02);
		// 360 in the window that was running, 360 in the next, and the rest as fast as answers come.
		const windows = 60_000 - (start % 60_000) + 60_000;
		const ideal = windows + (180 * latency) / 4;
		expect(last - start).toBeLessThan(ideal * 1.05);
	},
);

test('after a 429 one request tries the gate alone; the others follow when it came through', async () => {
	const gate = new Gate();
	gate.close(closing(10), UNDER_WAY);
	const order: string[] = [];
	const start = clock.now();
	const first = await gate.enter(turn(60_000));
	const second = gate.enter(turn(60_000)).then((pass) => {
		order.push('second');
		return pass;
	});
	await clock.sleep(1_000);
	expect(order).toEqual([]);
	expect(first).toMatchObject({ leftAt: start + 10_000, isProbe: true });
	gate.leave(first, 'through');
	await second;
	expect(order).toEqual(['second']);
	expect(time.elapsed()).toBeLessThan(12_000);
});

test('a trial that meets another 429 closes the gate again for all, and tries again first', async () => {
	const gate = new Gate();
	gate.close(closing(1), UNDER_WAY);
	const ofTrial = turn(60_000);
	const trial = await gate.enter(ofTrial);
	const order: string[] = [];
	const enter = async (name: string, its = turn(60_000)) => {
		const pass = await gate.enter(its);
		order.push(name);
		expect(pass.isProbe).toBe(order.length === 1);
		gate.leave(pass, 'through');
	};
	const waiting = enter('waiting');
	gate.close(closing(5), trial);
	gate.leave(trial, 'limited');
	await Promise.all([enter('refused before', { ...ofTrial, again: true }), waiting]);
	expect(order).toEqual(['refused before', 'waiting']);
	expect(time.elapsed()).toBeGreaterThanOrEqual(6_000);
});

test('a trial that is cancelled, or breaks, proves nothing: the next one tries alone, too', async () => {
	const gate = new Gate();
	gate.close(closing(1), UNDER_WAY);
	const first = await gate.enter(turn(60_000));
	const passes: boolean[] = [];
	const others = [1, 2].map(async () => {
		const pass = await gate.enter(turn(60_000));
		passes.push(pass.isProbe);
		await clock.sleep(3_000);
		gate.leave(pass, 'through');
	});
	gate.leave(first, 'nothing');
	await Promise.all(others);
	expect(passes).toEqual([true, false]);
});

test('a waiter does not wait beyond its budget for the one that tries the gate', async () => {
	const gate = new Gate();
	gate.close(closing(10), UNDER_WAY);
	await gate.enter(turn(60_000));
	const start = clock.now();
	await expect(gate.enter(turn(30_000))).rejects.toThrow('longer than allowed');
	expect(clock.now() - start).toBeLessThanOrEqual(32_000);
	const controller = new AbortController();
	const cancelled = gate.enter(turn(60_000, controller.signal));
	await clock.sleep(2_000);
	controller.abort();
	await expect(cancelled).rejects.toThrow('cancelled');
});

test('a request that was to leave at its pace does not leave into a closed gate', async () => {
	const gate = new Gate(1, true);
	const first = await gate.enter(turn(120_000));
	const second = waitOf(gate, 120_000);
	await clock.sleep(30_000);
	gate.close(closing(60), first);
	gate.leave(first, 'nothing');
	expect(await second).toBe(90_000);
});

test('who would leave in the third minute knows it at once', async () => {
	const gate = new Gate(2, true);
	for (let n = 0; n < 2; n++) gate.leave(await gate.enter(turn(0)), 'through');
	const waiting = [1, 2].map(async () => await waitOf(gate, 61_000));
	await expect(gate.enter(turn(121_000))).rejects.toMatchObject({ waitMs: 122_000 });
	expect(await Promise.all(waiting)).toEqual([61_000, 61_000]);
});

test('no header closes a gate for more than five minutes', async () => {
	const gate = new Gate();
	gate.close(closing(86_400), UNDER_WAY);
	await expect(gate.enter(turn(60_000))).rejects.toMatchObject({ waitMs: 301_000 });
});

test('a waiter that is cancelled or out of budget frees its place', async () => {
	const gate = new Gate(1, true);
	const now = await gate.enter(turn(60_000));
	gate.leave(now, 'through');
	await expect(gate.enter(turn(10_000))).rejects.toMatchObject({ waitMs: 61_000 });
	const aborted = new AbortController();
	aborted.abort();
	await expect(gate.enter(turn(90_000, aborted.signal))).rejects.toThrow('cancelled');
	expect(await waitOf(gate, 90_000)).toBe(61_000);
});

test('gates are per host and group: a 429 for transactions does not hold accounts', async () => {
	const limited: Scripted = { status: 429, body: {}, headers: { 'ratelimit-reset': '30' } };
	const ok: Scripted = { status: 200, body: {} };
	const fake = fakeContext([limited, ok]);
	const client = await openClient(fake.context);
	const slow = client.send(request({ path: '/v2/transactions' }));
	await clock.sleep(1_000);
	await client.send(request({ path: '/accounts' }));
	expect(time.elapsed()).toBeLessThan(30_000);
	await slow;
	expect(time.elapsed()).toBeGreaterThanOrEqual(30_000);
});

test.each([
	['GET', '/accounts', 'accounts'],
	['GET', '/accounts/a1', 'accounts'],
	['GET', '/accounts/a1/balance', undefined],
	['GET', '/v2/transactions?accountId=a1', 'transactions'],
	['GET', '/transactions', 'transactions'],
	['GET', '/transactions/t1', 'transactions'],
	['PATCH', '/transactions/t1', undefined],
	['GET', '/investments/i1', 'investments'],
	['GET', '/investments/i1/transactions', 'investmentTransactions'],
	['PATCH', '/items/i1', 'itemUpdate'],
	['PATCH', '/items/i1/disable-auto-sync', undefined],
	['POST', '/auth', 'auth'],
	['POST', '/payments/requests', undefined],
])('%s %s counts as %s, also when it is a custom request', (method, path, group) => {
	expect(rateGroupOf(method, path)).toBe(group);
});
