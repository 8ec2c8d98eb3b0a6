import { inLanes, lanesOf } from '../../nodes/Pluggy/lanes';
import { WaitBudget, WaitReport } from '../../nodes/shared/client/budget';
import { clock } from '../../nodes/shared/client/clock';
import { Gate } from '../../nodes/shared/client/gate';
import { LimitWindow } from '../../nodes/shared/client/limitWindow';
import { openClient } from '../../nodes/shared/client/transport';
import { fakeClock, fakeContext, limitedServer, request, startProcess, turn } from './fakes.cjs';

/** Rate limits met by many requests at once: how many are refused, and how long the work takes. */

let time: ReturnType<typeof fakeClock>;
beforeEach(() => {
	let chance = 7;
	time = fakeClock(() => (chance = (chance * 16_807) % 2_147_483_647) / 2_147_483_647);
	startProcess();
});
afterEach(() => time.restore());

/** Some executions, each with some rows in lanes, against one server. */
async function play(
	server: ReturnType<typeof limitedServer>,
	{ executions = 1, rows, lanes, latency }: Record<string, number>,
) {
	let requests = 0;
	const answered: number[] = [];
	await Promise.all(
		Array.from({ length: executions }, async () => {
			const { context } = fakeContext([server.answer], {
				delay: async () => {
					requests += 1;
					await clock.sleep(latency * (0.7 + clock.random() * 0.6));
				},
			});
			const client = await openClient(context);
			const work = async () => await client.send(request({ path: '/accounts/a1' }));
			const course = { count: rows, lanes: lanesOf(lanes), stopsAtError: true, signal: undefined };
			for await (const ended of inLanes({ ...course, work })) {
				if ('error' in ended) throw ended.error;
				answered.push(ended.value.status);
			}
		}),
	);
	const refused = server.refusedPerWindow().reduce((sum, n) => sum + n, 0);
	expect(answered).toEqual(Array(executions * rows).fill(200));
	expect(requests).toBe(executions * rows + refused);
	return { refused, share: refused / requests };
}

test.each([
	[1, 0.02],
	[5, 0.05],
	[20, 0.05],
])('300 rows, %i at once, 60 in 4 s: all come, at most %d are refused', async (lanes, most) => {
	// Where a window ends before 60 were sent, the limit is met later, with more under way.
	for (const start of [0, 1_000, 2_000]) {
		startProcess();
		await clock.sleep(start);
		const server = limitedServer(60, 4_000);
		const { share } = await play(server, { rows: 300, lanes, latency: 130 });
		expect(share).toBeLessThanOrEqual(most);
	}
});

test('one at once, with answers so fast that each window is met: one refusal a window', async () => {
	const server = limitedServer(60, 4_000);
	await play(server, { rows: 300, lanes: 1, latency: 20 });
	expect(Math.max(...server.refusedPerWindow())).toBeLessThanOrEqual(1);
});

test.each([
	[1, 20],
	[4, 5],
	[16, 5],
])(
	'%i executions of %i lanes under 360 a minute: near the ideal time',
	async (executions, lanes) => {
		const server = limitedServer(360, 60_000);
		const start = clock.now();
		const rows = 1_440 / executions;
		const { share } = await play(server, { executions, rows, lanes, latency: 150 });
		expect(share).toBeLessThan(0.02);
		const windows = 60_000 - (start % 60_000) + 3 * 60_000;
		expect(clock.now() - start).toBeLessThan(windows * 1.05);
	},
);

test('two processes share a limit: each learns its part of it', async () => {
	const server = limitedServer(360, 60_000);
	// Another process takes a third of each window at its beginning.
	let window = -1;
	const shared = {
		...server,
		answer: () => {
			const current = Math.floor(clock.now() / 60_000);
			if (current !== window) for (let n = 0; n < 120; n++) server.answer();
			window = current;
			return server.answer();
		},
	};
	const { refused } = await play(shared, { rows: 960, lanes: 20, latency: 150 });
	// In the window that was running, and in the first whole one, it meets its part with all that is under way.
	expect(refused).toBeLessThanOrEqual(20 + 20 + 2);
});

describe('a window', () => {
	const LIMITED = { 'ratelimit-limit': '60' };
	const send = (window: LimitWindow, requests: number, now: number) => {
		for (let n = 0; n < requests; n++) window.through(now, window.depart(now));
	};

	test('of a limit nobody knows holds nothing back', () => {
		const window = new LimitWindow(undefined);
		send(window, 5_000, 1_000);
		expect(window.room(1_000)).toBe(Infinity);
	});

	test('lets few go beyond a limit that is published, and one beyond a limit that was met', () => {
		const window = new LimitWindow(60);
		send(window, 59, 1_000);
		expect(window.room(1_000)).toBe(Infinity);
		window.depart(1_000);
		expect(window.room(1_000)).toBe(10);
		window.meet(LIMITED);
		window.openAt(5_000);
		for (let n = 0; n < 60; n++) {
			expect(window.room(5_000)).toBe(Infinity);
			window.depart(5_000);
		}
		expect(window.room(5_000)).toBe(1);
	});

	test('begins anew a minute later, and when one beyond the limit comes through', () => {
		const window = new LimitWindow(60);
		send(window, 60, 1_000);
		expect(window.room(1_000)).toBe(10);
		expect(window.room(62_001)).toBe(Infinity);
		send(window, 1, 5_000);
		expect(window.room(5_000)).toBe(Infinity);
	});

	test.each(['many', '0', '-5', '1e999', '', undefined, '60'])(
		'a 429 that names %j: its limit, if it is one, else the published one',
		(named) => {
			const window = new LimitWindow(360);
			window.meet({ 'ratelimit-limit': named });
			window.openAt(1_000);
			for (let n = 1; n < (named === '60' ? 60 : 360); n++) window.depart(1_000);
			expect(window.room(1_000)).toBe(Infinity);
			window.depart(1_000);
			expect(window.room(1_000)).toBe(1);
		},
	);

	test('remembers what it got when others take a part, and asks for more when there is more', () => {
		const window = new LimitWindow(360);
		window.meet(LIMITED);
		window.openAt(1_000);
		send(window, 20, 1_000);
		window.meet(LIMITED);
		window.openAt(5_000);
		send(window, 5, 5_000);
		expect(window.room(5_000)).toBe(5);
		send(window, 15, 5_000);
		expect(window.room(5_000)).toBe(1);
		// One more comes through: the others take less by now.
		send(window, 1, 5_000);
		expect(window.room(5_000)).toBe(6);
	});
});

describe('what a wait costs', () => {
	const limited = { 'ratelimit-reset': '3' };

	/** Requests of one run that come to a gate together. */
	function ofOneRun(gate: Gate, count: number, budgetMs: number) {
		const report = new WaitReport();
		const turns = Array.from({ length: count }, () => ({
			budget: new WaitBudget(budgetMs, report),
			signal: undefined,
			again: false,
		}));
		const ended = turns.map(async (one) => {
			const permit = await gate.enter(one);
			await clock.sleep(4_000);
			gate.leave(permit, 'through');
		});
		return { report, turns, ended: Promise.all(ended) };
	}

	test('that others of its own run go first costs no Max Wait', async () => {
		const gate = new Gate();
		gate.close(limited, { isProbe: false });
		const { report, turns, ended } = ofOneRun(gate, 5, 5_000);
		await ended;
		// Three seconds and the spread that Pluggy's header is given.
		for (const { budget } of turns) expect(budget.left).toBeGreaterThan(1_700);
		expect(report.rateLimit).toBeLessThan(3_300);
	});

	test.each([1, 20])('five a minute, %i at once: each row of a long run comes', async (lanes) => {
		const server = limitedServer(5, 60_000);
		const { share } = await play(server, { rows: 40, lanes, latency: 130 });
		expect(share).toBeLessThan(0.5);
	});

	test('that others of another run go first does', async () => {
		const gate = new Gate();
		gate.close(limited, { isProbe: false });
		await gate.enter(turn(60_000));
		await expect(gate.enter(turn(5_000))).rejects.toThrow('longer than allowed');
	});

	test('the time is told in which at least one request waited', async () => {
		const report = new WaitReport();
		const wait = async (ms: number) =>
			await new WaitBudget(60_000, report).spend('resend', async () => await clock.sleep(ms));
		const first = Promise.all([wait(2_000), wait(3_000), wait(1_000)]);
		await first;
		await clock.sleep(5_000);
		await wait(500);
		expect(report).toMatchObject({ rateLimit: 0, resend: 3_500 });
	});
});
