import { Gate, RATE_GROUPS } from '../../nodes/shared/gate';
import { openClient } from '../../nodes/shared/transport';
import { clock } from '../../nodes/shared/clock';
import { fakeClock, fakeContext, request, startProcess, type Scripted } from './fakes.cjs';

let time: ReturnType<typeof fakeClock>;
beforeEach(() => {
	time = fakeClock();
	startProcess();
});
afterEach(() => time.restore());

/** A server that counts in fixed windows, as Pluggy does. */
function limitedServer(limit: number, windowMs: number) {
	let window = -1;
	let count = 0;
	let refused = 0;
	const perWindow: number[] = [];
	const answer = (): Scripted => {
		const now = clock.now();
		const current = Math.floor(now / windowMs);
		if (current !== window) {
			if (window >= 0) perWindow.push(refused);
			window = current;
			count = 0;
			refused = 0;
		}
		count++;
		if (count <= limit) return { status: 200, body: {} };
		refused++;
		const reset = Math.ceil((windowMs - (now % windowMs)) / 1_000);
		return { status: 429, body: { code: 429 }, headers: { 'ratelimit-reset': String(reset) } };
	};
	return { answer, refusedPerWindow: () => [...perWindow, refused] };
}

test('item updates, 20 in one run and 25 in the next, against 20 a minute: all succeed, hardly a 429', async () => {
	const server = limitedServer(RATE_GROUPS.itemUpdate.perMinute, 60_000);
	const fake = fakeContext([server.answer]);
	for (const updates of [20, 25]) {
		const client = await openClient(fake.context);
		for (let n = 0; n < updates; n++) {
			await client.send(
				request({ method: 'PATCH', safety: 'once', access: 'data', limit: 'itemUpdate', body: {} }),
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
			for (let n = 0; n < each; n++) await client.send(request({ limit: 'transactions' }));
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

test('after a 429 one request tries the gate alone; the others follow when it came through', async () => {
	const gate = new Gate();
	gate.close(10_000);
	const order: string[] = [];
	const first = await gate.enter(60_000);
	const second = gate.enter(60_000).then((pass) => {
		order.push('second');
		return pass;
	});
	await clock.sleep(1_000);
	expect(order).toEqual([]);
	expect(first).toEqual({ waitedMs: 10_000, trial: true });
	gate.leave(first, false);
	await second;
	expect(order).toEqual(['second']);
});

test('a trial that meets another 429 closes the gate again for all', async () => {
	const gate = new Gate();
	gate.close(1_000);
	const trial = await gate.enter(60_000);
	const waiting = gate.enter(60_000);
	gate.close(5_000);
	gate.leave(trial, true);
	expect((await waiting).trial).toBe(true);
	expect(time.elapsed()).toBeGreaterThanOrEqual(6_000);
});

test('a waiter that is cancelled or out of budget frees its place', async () => {
	const gate = new Gate(1);
	const now = await gate.enter(60_000);
	gate.leave(now, false);
	await expect(gate.enter(10_000)).rejects.toMatchObject({ waitMs: 61_000 });
	const aborted = new AbortController();
	aborted.abort();
	await expect(gate.enter(90_000, aborted.signal)).rejects.toThrow('cancelled');
	expect((await gate.enter(90_000)).waitedMs).toBe(61_000);
});

test('gates are per host and group: a 429 for transactions does not hold accounts', async () => {
	const limited: Scripted = { status: 429, body: {}, headers: { 'ratelimit-reset': '30' } };
	const ok: Scripted = { status: 200, body: {} };
	const fake = fakeContext([limited, ok]);
	const client = await openClient(fake.context);
	const slow = client.send(request({ limit: 'transactions' }));
	await clock.sleep(1_000);
	await client.send(request({ limit: 'accounts' }));
	expect(time.elapsed()).toBeLessThan(30_000);
	await slow;
	expect(time.elapsed()).toBeGreaterThanOrEqual(30_000);
});
