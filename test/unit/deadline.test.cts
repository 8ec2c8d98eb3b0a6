import { clock, WaitCancelledError } from '../../nodes/shared/client/clock';
import { DeadlineError, withBudget, within } from '../../nodes/shared/client/deadline';
import { openClient } from '../../nodes/shared/client/transport';
import { fakeContext, request, startProcess } from './fakes.cjs';

/** What ends the waiting for work that nobody can stop. Time: the ticks of the watches. */

let ticks: number;
const never = new Promise<never>(() => {});
const turn = async () => await new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
	startProcess();
	ticks = 0;
	jest.spyOn(clock, 'tick').mockImplementation(async (ms) => {
		ticks += ms;
		await turn();
	});
});

describe('within', () => {
	test('work that ends gives its result, or its own error', async () => {
		await expect(within(Promise.resolve(7), 1_000)).resolves.toBe(7);
		const error = new Error('its own');
		await expect(within(Promise.reject(error), 1_000)).rejects.toBe(error);
	});

	test('work that does not end is given up at the deadline, and said in words', async () => {
		const error: unknown = await within(never, 100_000).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(DeadlineError);
		expect((error as Error).message).toBe('not complete after 100 s');
		expect(ticks).toBe(100_000);
	});

	test.each([0, 2_000])('after a cancel at %i ms it ends within a second', async (at) => {
		const controller = new AbortController();
		if (at === 0) controller.abort();
		jest.spyOn(clock, 'tick').mockImplementation(async (ms) => {
			ticks += ms;
			if (ticks >= at) controller.abort();
			await turn();
		});
		await expect(within(never, 100_000, controller.signal)).rejects.toThrow(WaitCancelledError);
		expect(ticks - at).toBeLessThanOrEqual(1_000);
	});

	test("what n8n says of a cancelled request comes before the watch's word", async () => {
		const controller = new AbortController();
		const ofN8n = new Error('ERR_CANCELED');
		const work = new Promise((_, reject) => {
			controller.signal.addEventListener('abort', () => void turn().then(() => reject(ofN8n)));
		});
		const waiting = within(work, 100_000, controller.signal);
		controller.abort();
		await expect(waiting).rejects.toBe(ofN8n);
	});

	test('the watch stops when the work has ended, and no error of either is left over', async () => {
		const loose: unknown[] = [];
		const hear = (error: unknown) => void loose.push(error);
		process.on('unhandledRejection', hear);
		await within(turn(), 100_000);
		const after = ticks;
		let fail!: (error: Error) => void;
		const late = new Promise<void>((_, reject) => (fail = reject));
		await within(late, 0).catch(() => undefined);
		fail(new Error('too late'));
		for (let n = 0; n < 10; n++) await turn();
		expect(ticks - after).toBe(0);
		expect(after).toBeLessThanOrEqual(1_000);
		process.off('unhandledRejection', hear);
		expect(loose).toEqual([]);
	});
});

describe('withBudget', () => {
	test('the signal ends the work, which then says what it has', async () => {
		const work = async (signal: AbortSignal) => {
			while (!signal.aborted) await turn();
			return 'half';
		};
		await expect(withBudget(30_000, work)).resolves.toBe('half');
		expect(ticks).toBe(30_000);
	});

	test('work that ends in time is its own result', async () => {
		await expect(withBudget(30_000, async () => 'done')).resolves.toBe('done');
		await expect(withBudget(30_000, async () => await Promise.reject('no'))).rejects.toBe('no');
	});
});

describe('a request whose answer does not end', () => {
	const hanging = { delay: async () => await never };
	const OK = { status: 200, body: {} };
	const send = async (more: object, options = {}) => {
		const fake = fakeContext([OK], { ...hanging, ...options });
		const client = await openClient(fake.context);
		const error = await client.send(request(more)).catch((thrown: unknown) => thrown);
		const requests = fake.sent.filter(({ url }) => url !== 'login').length;
		return { problem: (error as { problem: object }).problem, requests };
	};
	const once = { safety: 'once', method: 'POST', access: 'payments' };

	test('what happens once has an unknown outcome, and is not sent again', async () => {
		const { problem, requests } = await send(once);
		expect(problem).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
		expect(problem).toMatchObject({ title: expect.stringContaining('not complete after 130 s') });
		expect(requests).toBe(1);
		expect(ticks).toBe(130_000);
	});

	test('a read is tried again; with a key at hand nothing is added for a login', async () => {
		jest.spyOn(clock, 'sleep').mockResolvedValue();
		jest.spyOn(clock, 'random').mockReturnValue(0);
		const { problem, requests } = await send({});
		expect(problem).toMatchObject({ code: 'NO_ANSWER' });
		expect(requests).toBe(5);
		expect(ticks).toBe(130_000 + 4 * 100_000);
	});

	test('its own signal ends it, for n8n as well', async () => {
		const controller = new AbortController();
		controller.abort();
		const { problem, requests } = await send({ signal: controller.signal });
		expect(problem).toMatchObject({ code: 'CANCELLED' });
		expect(requests).toBe(0);
	});
});

describe('a cancel while the login is under way', () => {
	test.each(['once', 'read'] as const)('%s: cancelled, for nothing has left', async (safety) => {
		const controller = new AbortController();
		const fake = fakeContext([{ status: 200, body: {} }], { signal: controller.signal });
		const helpers = fake.context.helpers as unknown as Record<string, unknown>;
		helpers.httpRequestWithAuthentication = async () => {
			controller.abort();
			return await never;
		};
		const client = await openClient(fake.context);
		const sending = client.send(request({ safety, method: 'POST', access: 'payments' }));
		await expect(sending).rejects.toMatchObject({ problem: { code: 'CANCELLED' } });
		expect(ticks).toBeLessThanOrEqual(1_000);
	});

	test('once the key is there, nobody knows', async () => {
		const controller = new AbortController();
		const fake = fakeContext([{ status: 200, body: {} }], {
			signal: controller.signal,
			delay: async () => {
				controller.abort();
				return await never;
			},
		});
		const client = await openClient(fake.context);
		const sending = client.send(request({ safety: 'once', method: 'POST', access: 'payments' }));
		await expect(sending).rejects.toMatchObject({ problem: { code: 'OUTCOME_UNKNOWN' } });
	});
});
