import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { triggerNode, URL_OF_NODE, type TriggerOptions } from './triggerHarness.cjs';
import { clock } from '../../scripts/lib/built.cjs';

/** What the trigger answers to a delivery, and what it hands to n8n. */

const SECRET = 'ab'.repeat(32);
const secretDigest = createHash('sha256').update(SECRET).digest('hex');
const data = { url: URL_OF_NODE, secretDigest, webhooks: [] };
const headers = { 'x-pluggy-webhook-secret': SECRET };
let count = 0;
const event = (more: IDataObject = {}): IDataObject => ({
	event: 'item/updated',
	eventId: `event-${++count}`,
	itemId: 'i-1',
	...more,
});
const node = (more: TriggerOptions = {}) => triggerNode({ data, ...more });

test('the event goes on as it was sent', async () => {
	const body = event({ json: { a: 1 }, error: { code: 'X' }, binary: {}, pairedItem: 3 });
	const { result, rows } = await node().deliver({ body, headers });
	expect(rows).toEqual([body]);
	expect(result).toEqual({ workflowData: [[{ json: body }]] });
});

test.each<[string, number, { body?: unknown; headers?: IDataObject }, TriggerOptions]>([
	['no secret', 401, { body: event(), headers: {} }, {}],
	[
		'a wrong secret',
		401,
		{ body: event(), headers: { 'x-pluggy-webhook-secret': 'cd'.repeat(32) } },
		{},
	],
	['nothing registered', 401, { body: event(), headers }, { data: {} }],
	['no event', 400, { body: { hello: 'world' }, headers }, {}],
	['a text', 400, { body: 'item/updated', headers }, {}],
	['an empty body', 400, { headers }, {}],
	['an event not chosen', 200, { body: event({ event: 'boleto/updated' }), headers }, {}],
	[
		'a filtered event',
		200,
		{ body: event(), headers },
		{ parameters: { events: ['all'], filters: { itemIds: 'i-2' } } },
	],
	[
		'a foreign source',
		401,
		{ body: event(), headers },
		{ parameters: { events: ['all'], options: { sourceIps: '52.67.145.81' } } },
	],
])('%s: %s, no execution, nothing told', async (_, status, request, more) => {
	const { result, response, rows } = await node(more).deliver(request);
	expect(rows).toBeUndefined();
	expect(result).toEqual({ noWebhookResponse: true });
	expect(response.statusCode).toBe(status);
	expect(response.text).toMatch(/^\{"message":"(OK|Bad Request|Unauthorized)"\}$/);
});

test('what goes wrong inside: 500, so that Pluggy delivers again, and no execution', async () => {
	const { result, response, log } = await node().deliver({
		body: event(),
		headers: null as never,
	});
	expect(log).toEqual([expect.stringMatching(/^Pluggy Trigger could not judge a delivery/)]);
	expect(result).toEqual({ noWebhookResponse: true });
	expect(response.statusCode).toBe(500);
	expect(response.text).toBe('{"message":"Internal Server Error"}');
});

describe('the log', () => {
	afterEach(() => jest.restoreAllMocks());

	test('tells of refused deliveries, once in ten minutes, and nothing of what was sent', async () => {
		const one = node({ workflowId: 'refused-1' });
		const wrong = { 'x-pluggy-webhook-secret': 'cd'.repeat(32) };
		const refused = async () => (await one.deliver({ body: event(), headers: wrong })).log;
		const [line, ...more] = await refused();
		expect(more).toEqual([]);
		expect(line).toMatch(/"Pluggy Trigger" refused a delivery \(401\): .*secret.*"refused-1"/);
		expect(line).not.toMatch(/cdcd|abab|event-/);
		expect(await refused()).toEqual([]);
		const now = clock.now();
		jest.spyOn(clock, 'now').mockReturnValue(now + 600_000);
		expect(await refused()).toHaveLength(1);
	});

	test('names an address that "Source IPs" lacks, to those who hold the secret', async () => {
		const parameters = { events: ['all'], options: { sourceIps: '52.67.145.81' } };
		const one = node({ workflowId: 'refused-2', parameters });
		const { log } = await one.deliver({ body: event(), headers, ip: '10.0.0.7' });
		expect(log).toEqual([expect.stringMatching(/does not list 10\.0\.0\.7.*N8N_PROXY_HOPS/)]);
	});

	test('is silent about what is only not wanted', async () => {
		const one = node({ workflowId: 'refused-3' });
		for (const body of [event({ event: 'boleto/updated' }), {}]) {
			expect((await one.deliver({ body, headers })).log).toEqual([]);
		}
	});
});

test('a listed source passes', async () => {
	const parameters = { events: ['all'], options: { sourceIps: '10.0.0.0/8, 52.67.145.81' } };
	const { rows } = await node({ parameters }).deliver({
		body: event(),
		headers,
		ip: '::ffff:52.67.145.81',
	});
	expect(rows).toHaveLength(1);
});

describe('the same event again', () => {
	test('while the first is under way 503, after it was stored 200', async () => {
		const body = event();
		const one = node();
		const first = await one.deliver({ body, headers });
		expect(first.rows).toEqual([body]);
		const second = await one.deliver({ body, headers });
		expect([second.response.statusCode, second.rows]).toEqual([503, undefined]);
		expect(second.response.headers['retry-after']).toBe('1');
		first.response.answer(200);
		const third = await one.deliver({ body, headers });
		expect([third.response.statusCode, third.rows]).toEqual([200, undefined]);
	});

	test('after storing failed it runs', async () => {
		const body = event();
		const first = await node().deliver({ body, headers });
		first.response.answer(500);
		expect((await node().deliver({ body, headers })).rows).toEqual([body]);
	});

	test('another workflow gets it as well', async () => {
		const body = event();
		(await node().deliver({ body, headers })).response.answer(200);
		expect((await node({ workflowId: 'workflow-2' }).deliver({ body, headers })).rows).toEqual([
			body,
		]);
	});

	test('without an ID its content tells it, for ten minutes', async () => {
		const start = clock.now();
		const now = jest.spyOn(clock, 'now').mockReturnValue(start);
		const { eventId: _, ...body } = event({ itemId: 'without-id' });
		const one = node();
		(await one.deliver({ body, headers })).response.answer(200);
		const after = async (ms: number, more = {}) => {
			now.mockReturnValue(start + ms);
			const { response, rows } = await one.deliver({ body: { ...body, ...more }, headers });
			if (rows) response.answer(200);
			return rows !== undefined;
		};
		expect(await after(599_999)).toBe(false);
		expect(await after(599_999, { itemId: 'another' })).toBe(true);
		expect(await after(600_000)).toBe(true);
		expect(await after(600_001)).toBe(false);
		now.mockRestore();
	});

	test("so does the editor's test listener, as often as one likes", async () => {
		const body = event();
		(await node().deliver({ body, headers })).response.answer(200);
		for (let time = 0; time < 2; time++) {
			const test = await node({ isTest: true }).deliver({ body, headers });
			expect(test.rows).toEqual([body]);
			test.response.answer(200);
		}
	});

	test('who has no secret cannot make an event look seen', async () => {
		const body = event();
		await node().deliver({ body, headers: {} });
		expect((await node().deliver({ body, headers })).rows).toEqual([body]);
	});
});
