import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import nock from 'nock';
import { API } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { triggerNode, URL_OF_NODE } from './triggerHarness.cjs';
import { clock } from '../../scripts/lib/built.cjs';

/** When webhooks cannot be removed: it takes no long time, and none is left without a word. */

/** A second passes in 125 ms, for waits and for requests alike: slow enough for a machine that is busy. */
const FASTER = 5;

type Answer = [number, unknown?, Record<string, string>?] | 'silence';
type Method = 'GET' | 'POST' | 'DELETE' | 'AUTH';

let hooks: Array<{ id: string; event: string; url: string }>;
let log: string[];
let answers: Partial<Record<Method, (id: string) => Answer | undefined>>;
let workflows = 0;

onlyNock();
beforeEach(() => {
	const real = Date.now();
	jest.spyOn(clock, 'now').mockImplementation(() => real + (Date.now() - real) * FASTER);
	for (const name of ['sleep', 'tick'] as const) {
		jest.spyOn(clock, name).mockImplementation(async (ms) => void (await sleep(ms / FASTER)));
	}
	log = [];
	answers = {};
	const serve = (method: Method, usual: (id: string, body: never) => Answer) =>
		async function (uri: string, body: unknown) {
			const id = uri.split('/')[2] ?? '';
			log.push(`${method}${id === '' ? '' : ` ${id}`}`);
			const answer = answers[method]?.(id) ?? usual(id, body as never);
			return (answer === 'silence' ? await new Promise(() => {}) : answer) as never;
		};
	nock(API)
		.persist()
		.get('/webhooks')
		.reply(serve('GET', () => [200, { results: hooks, page: 1, totalPages: 1 }]));
	nock(API)
		.persist()
		.delete(/^\/webhooks\//)
		.reply(
			serve('DELETE', (id) => {
				const place = hooks.findIndex((one) => one.id === id);
				if (place < 0) return [404, { code: 404, message: 'webhook not found' }];
				hooks.splice(place, 1);
				return [200, { count: 1 }];
			}),
		);
	nock(API)
		.persist()
		.post('/webhooks')
		.reply(
			serve('POST', (_, body: { event: string; url: string }) => {
				const { event, url } = body;
				hooks.push({ id: `new-${hooks.length}`, event, url });
				return [201, hooks[hooks.length - 1]];
			}),
		);
	nock(API)
		.persist()
		.patch(/^\/webhooks\//)
		.reply(200, {});
});

const EVENTS = Array.from({ length: 10 }, (_, n) => `event/${n}`);

/** A published trigger. */
function published(events: string[]) {
	hooks = events.map((event, n) => ({ id: `hook-${n}`, event, url: URL_OF_NODE }));
	const data = {
		url: URL_OF_NODE,
		secretDigest: createHash('sha256').update('secret').digest('hex'),
		webhooks: hooks.map(({ id, event }) => ({ id, event })),
	};
	const parameters = { events };
	return triggerNode({ parameters, data, workflowId: `removal-${++workflows}` });
}

type Failure = Error & { description?: string };
const errorOf = async (work: Promise<unknown>): Promise<Failure> =>
	await work.then(
		() => {
			throw new Error('It did not fail');
		},
		(error: Failure) => error,
	);

/** As n8n unpublishes: up to three times, and then it goes on all the same. */
async function unpublish(node: ReturnType<typeof published>) {
	const start = clock.now();
	const errors: Failure[] = [];
	for (const wait of [1_000, 2_000, 0]) {
		const error = await node.delete().then(
			() => undefined,
			(thrown: Failure) => thrown,
		);
		if (error === undefined) break;
		errors.push(error);
		await clock.sleep(wait);
	}
	return { errors, seconds: (clock.now() - start) / 1_000 };
}

const count = (method: Method) => log.filter((entry) => entry.startsWith(method)).length;

describe('Pluggy in trouble', () => {
	test.each<[string, number, Answer]>([
		['answers 500', 2, [500, { code: 500, message: 'Internal Server Error' }]],
		['answers 500', 10, [500, { code: 500, message: 'Internal Server Error' }]],
		['asks to wait', 10, [429, { code: 429 }, { 'Retry-After': '25' }]],
		['is silent', 10, 'silence'],
	])('it %s, with %i webhooks', async (_, number, answer) => {
		letIn();
		const node = published(EVENTS.slice(0, number));
		const data = node.data();
		answers.DELETE = () => answer;
		const { errors, seconds } = await unpublish(node);
		// 30 s and what n8n waits between its attempts, with room for the clock of this test.
		expect(seconds).toBeLessThan(45);
		expect(errors).toHaveLength(3);
		for (const { message, description } of errors) {
			expect(message).toMatch(new RegExp(`still has ${number} of this trigger's webhooks`));
			for (let n = 0; n < number; n++) expect(message).toContain(`"event/${n}" (hook-${n})`);
			expect(description).toContain('Webhook: Delete');
		}
		expect(node.data()).toEqual(data);

		// Published again they are found, and then they can go.
		answers = {};
		await expect(node.checkExists()).resolves.toBe(true);
		expect(hooks).toHaveLength(number);
		await expect(node.delete()).resolves.toBe(true);
		expect(hooks).toEqual([]);
		expect(node.data()).toEqual({});
	});

	test('the login is silent', async () => {
		nock(API)
			.persist()
			.post('/auth')
			.reply(async () => await new Promise<never>(() => {}));
		const { errors, seconds } = await unpublish(published(EVENTS));
		expect(seconds).toBeLessThan(45);
		expect(errors[0].message).toContain('not done within 30 s');
		expect(errors[0].message).toContain('"event/9" (hook-9)');
		expect(log).toEqual([]);
	});

	test('after a quick refusal the next attempt of n8n is a real one', async () => {
		letIn();
		const node = published(EVENTS.slice(0, 2));
		let refusals = 1;
		answers.DELETE = () =>
			refusals-- > 0 ? [403, { codeDescription: 'FORBIDDEN', message: 'No' }] : undefined;
		const { errors } = await unpublish(node);
		expect(errors).toHaveLength(1);
		expect(errors[0].message).toMatch(/still has 1 .*"event\/0" \(hook-0\)$/);
		expect(hooks).toEqual([]);
	});

	test('a 500 for what was done all the same: the list tells', async () => {
		letIn();
		const node = published(EVENTS.slice(0, 2));
		answers.DELETE = (id) => {
			hooks = hooks.filter((one) => one.id !== id);
			return [500, {}];
		};
		await expect(node.delete()).resolves.toBe(true);
	});

	test('the list fails: it says that nobody knows', async () => {
		letIn();
		const node = published(EVENTS.slice(0, 1));
		answers.GET = () => [403, { codeDescription: 'FORBIDDEN' }];
		const error = await errorOf(node.delete());
		expect(error.message).toMatch(/does not tell whether webhooks of this trigger are left/);
	});
});

const FOREIGN: Array<[string, Answer]> = [
	['a page', [404, '<html>404 Not Found</html>', { 'Content-Type': 'text/html' }]],
	['nothing', [404, '']],
	['a text', [404, 'Not Found']],
	['JSON of a gateway', [404, { message: 'no Route matched with those values' }]],
	['JSON of another server', [404, { statusCode: 404, message: 'Cannot DELETE', error: 'x' }]],
];

describe.each(FOREIGN)('a 404 that is not Pluggy’s: %s', (_, answer) => {
	beforeEach(() => letIn());

	test('does not say that a webhook is gone', async () => {
		const node = published(EVENTS.slice(0, 2));
		const data = node.data();
		answers.DELETE = () => answer;
		const { message, description } = await errorOf(node.delete());
		expect(message).toMatch(
			/not from Pluggy \(HTTP status 404\)\): "event\/0" \(hook-0\), "event\/1"/,
		);
		expect(description).toContain('base URL');
		expect(node.data()).toEqual(data);
	});

	test('nor while publishing, of what is no longer chosen', async () => {
		const node = published(EVENTS.slice(0, 1));
		hooks.push({ id: 'surplus', event: 'item/error', url: URL_OF_NODE });
		answers.DELETE = () => answer;
		for (const method of ['checkExists', 'create'] as const) {
			const { message } = await errorOf(node[method]());
			expect(message).toMatch(/not from Pluggy \(HTTP status 404\)\): "item\/error" \(surplus\)/);
		}
	});

	test('nor that there are none', async () => {
		const node = published(EVENTS.slice(0, 1));
		answers.GET = () => answer;
		for (const method of ['checkExists', 'delete'] as const) await errorOf(node[method]());
		expect(node.data()).not.toEqual({});
		await errorOf(node.create());
		expect(count('POST')).toBe(0);
	});

	test('nor that Pluggy refuses an event', async () => {
		hooks = [];
		answers.POST = () => answer;
		const other = triggerNode({ parameters: { events: ['item/error'] } });
		expect((await errorOf(other.create())).message).toMatch(
			/answer is not from Pluggy|does not say that Pluggy refused it/,
		);
	});
});

describe('other answers that are not Pluggy’s', () => {
	beforeEach(() => letIn());

	test.each<[string, Answer]>([
		['a text', [200, 'Access blocked by the proxy']],
		['a page', [200, '<html>Log in</html>']],
	])('to a removal: %s', async (_, answer) => {
		const node = published(EVENTS.slice(0, 1));
		answers.DELETE = () => answer;
		expect((await errorOf(node.delete())).message).toContain('"event/0" (hook-0)');
	});

	test.each<[string, Answer]>([
		['nothing', [200, '']],
		['a text', [200, 'Access blocked by the proxy']],
		['an object', [200, {}]],
	])('to a list: %s', async (_, answer) => {
		const node = published(EVENTS.slice(0, 1));
		answers.GET = () => answer;
		for (const method of ['checkExists', 'delete'] as const) await errorOf(node[method]());
		expect(node.data()).not.toEqual({});
		await errorOf(node.create());
		expect(count('POST')).toBe(0);
	});
});

test('Pluggy’s own 404 and its 204 for no webhooks: done', async () => {
	letIn();
	const node = published(EVENTS.slice(0, 2));
	hooks = [];
	answers.GET = () => [204, ''];
	await expect(node.delete()).resolves.toBe(true);
	expect(count('DELETE')).toBe(2);
	expect(node.data()).toEqual({});
});
