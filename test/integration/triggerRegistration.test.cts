import { createHash } from 'node:crypto';
import nock from 'nock';
import { API, CredentialStore, makeKey } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { TEST_URL, triggerNode, URL_OF_NODE, type Hook } from './triggerHarness.cjs';

/** The life of the trigger's webhooks at Pluggy. */

const HEADER = 'X-Pluggy-Webhook-Secret';
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const EVENTS = ['item/created', 'item/updated', 'item/error'];
const three = { events: EVENTS };

let hooks: Hook[];
let log: string[];
/** What the next requests of this kind answer instead: 'POST item/error', 'DELETE', 'GET'. */
let faults: Map<string, Array<[number, object] | 'reset' | 'resetAfter'>>;
let showHeaders: boolean;
/** What happens while Pluggy makes a webhook. */
let onPost: ((hook: Hook) => Promise<void>) | undefined;

const hook = (event: string, more: Partial<Hook> = {}): Hook => ({
	id: `known-${event}`,
	event,
	url: URL_OF_NODE,
	headers: { [HEADER]: 'old secret' },
	disabledAt: null,
	...more,
});
const known = (events = EVENTS) => ({
	url: URL_OF_NODE,
	secretDigest: digest('old secret'),
	webhooks: events.map((event) => ({ event, id: `known-${event}` })),
});
const eventsAt = (url = URL_OF_NODE) =>
	hooks
		.filter((one) => one.url === url)
		.map(({ event }) => event)
		.sort();
const secrets = () =>
	new Set(hooks.filter(({ url }) => url === URL_OF_NODE).map((one) => one.headers?.[HEADER]));
const fault = (name: string, ...answers: Array<[number, object] | 'reset' | 'resetAfter'>) =>
	faults.set(name, answers);
const bad = (message: string): [number, object] => [
	400,
	{ code: 400, codeDescription: 'BAD_REQUEST', message },
];
const view = ({ headers, ...rest }: Hook) => ({ ...rest, ...(showHeaders ? { headers } : {}) });

onlyNock({ jumps: true });
beforeEach(() => {
	hooks = [];
	log = [];
	faults = new Map();
	showHeaders = true;
	onPost = undefined;
	let made = 0;
	const answer = (name: string, work: () => [number, object]) => {
		log.push(name);
		const next = faults.get(name)?.shift() ?? faults.get(name.split(' ')[0])?.shift();
		if (Array.isArray(next)) return next;
		if (next === 'reset') return 'reset' as const;
		const result = work();
		return next === undefined ? result : ('reset' as const);
	};
	const serve = (
		method: 'get' | 'post' | 'patch' | 'delete',
		work: (id: string, body: Hook & { enabled?: boolean }) => [string, () => [number, object]],
	) =>
		nock(API)
			.persist()
			[method](/^\/webhooks/)
			.reply(async function (uri, body) {
				if (method === 'post') await onPost?.(body as never);
				const id = decodeURIComponent(uri.split('?')[0].split('/')[2] ?? '');
				const result = answer(...work(id, body as never));
				// An answer that is cut off: nobody knows what became of the request.
				if (result === 'reset') {
					const error = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
					this.req.destroy(error);
					return [500, {}];
				}
				return result;
			});
	letIn();
	serve('get', () => ['GET', () => [200, { results: hooks.map(view), page: 1, totalPages: 1 }]]);
	serve('post', (_, body) => [
		`POST ${body.event}`,
		() => {
			const { event, url, headers } = body;
			if (hooks.some((one) => one.event === event && one.url === url)) {
				return bad(`A webhook for event '${event}' and url '${url}' already exists.`);
			}
			if (hooks.filter((one) => one.event === event).length >= 5) {
				return bad(`You have reached the maximum of 5 webhooks for event '${event}'.`);
			}
			const one = { id: `new-${++made}`, event, url, headers, disabledAt: null };
			hooks.push(one);
			return [201, view(one)];
		},
	]);
	serve('patch', (id, { headers, enabled }) => [
		`PATCH ${id}`,
		() => {
			const one = hooks.find((candidate) => candidate.id === id);
			if (!one) return [404, { codeDescription: 'WEBHOOK_NOT_FOUND' }];
			if (headers) one.headers = headers;
			if (enabled) one.disabledAt = null;
			return [200, view(one)];
		},
	]);
	serve('delete', (id) => [
		`DELETE ${id}`,
		() => {
			const place = hooks.findIndex((candidate) => candidate.id === id);
			if (place < 0) return [404, { codeDescription: 'WEBHOOK_NOT_FOUND' }];
			hooks.splice(place, 1);
			return [200, { count: 1 }];
		},
	]);
});

const errorOf = async (work: Promise<unknown>) =>
	await work.then(
		() => {
			throw new Error('It did not fail');
		},
		(error: Error & { description?: string }) => error,
	);

describe('create', () => {
	test('one webhook per event, one secret for all of them, of which a digest is kept', async () => {
		const node = triggerNode({ parameters: three });
		await expect(node.checkExists()).resolves.toBe(false);
		await expect(node.create()).resolves.toBe(true);
		expect(eventsAt()).toEqual([...EVENTS].sort());
		const [secret, ...more] = secrets();
		expect(more).toEqual([]);
		expect(secret).toMatch(/^[\da-f]{64}$/);
		const data = node.data();
		expect(data.secretDigest).toBe(digest(secret!));
		expect(JSON.stringify(data)).not.toContain(secret);
		expect(data.webhooks).toEqual(hooks.map(({ event, id }) => ({ event, id })));
		await expect(node.checkExists()).resolves.toBe(true);
		expect(secrets()).toEqual(new Set([secret]));
	});

	test('[All] is one webhook', async () => {
		await triggerNode({ parameters: { events: ['all', 'item/error'] } }).activate();
		expect(eventsAt()).toEqual(['all']);
	});

	test.each(['readOnly', 'data'])('works with the access %s', async (access) => {
		await triggerNode({ store: new CredentialStore({ access }) }).activate();
		expect(eventsAt()).toEqual(['item/updated']);
	});

	test("the editor's test listener has an address of its own", async () => {
		hooks = [hook('item/updated')];
		const node = triggerNode({ isTest: true });
		await node.activate();
		expect(eventsAt()).toEqual(['item/updated']);
		expect(eventsAt(TEST_URL)).toEqual(['item/updated']);
		await node.delete();
		expect(eventsAt(TEST_URL)).toEqual([]);
		expect(eventsAt()).toEqual(['item/updated']);
	});

	test('a half-failed registration is rolled back', async () => {
		fault('POST item/error', [403, { codeDescription: 'FORBIDDEN', message: 'Not for you' }]);
		const node = triggerNode({ parameters: three });
		const error = await errorOf(node.create());
		expect(error.message).toMatch(/refuses the event "item\/error".*Not for you/);
		expect(hooks).toEqual([]);
		expect(node.data()).toEqual({});
	});

	test('an event that comes before n8n has saved the registration is taken', async () => {
		const taken: unknown[] = [];
		const body = { event: 'item/created', eventId: 'early' };
		const deliver = async (secret: string) =>
			// As n8n's other requests do, it reads what is saved: nothing.
			await triggerNode({ parameters: three, data: {} }).deliver({
				body,
				headers: { [HEADER.toLowerCase()]: secret },
			});
		const node = triggerNode({ parameters: three });
		onPost = async (one) => {
			if (one.event !== 'item/updated') return;
			taken.push((await deliver('f'.repeat(64))).response.statusCode);
			taken.push((await deliver(one.headers![HEADER])).rows);
		};
		await node.create();
		expect(taken).toEqual([401, [body]]);
		const [secret] = secrets();
		await node.delete();
		expect((await deliver(secret!)).response.statusCode).toBe(401);
	});

	test('what cannot be rolled back is told, and found by its address later', async () => {
		fault('POST item/error', bad("Invalid event type 'item/error' for webhook"));
		fault('DELETE', [403, { codeDescription: 'FORBIDDEN' }]);
		const node = triggerNode({ parameters: three });
		const error = await errorOf(node.create());
		expect(error.message).toMatch(/Invalid event type/);
		expect(error.description).toMatch(/could not be removed/);
		expect(hooks).toHaveLength(1);
		await node.delete();
		expect(hooks).toEqual([]);
	});

	test('five others per event: they are named, without what is secret, and nothing is made', async () => {
		hooks = [1, 2, 3, 4, 5].map((n) =>
			hook('item/error', { id: `${n}`, url: `https://u:p@n${n}.example.com/in?key=hidden` }),
		);
		const error = await errorOf(triggerNode({ parameters: three }).create());
		expect(error.message).toMatch(/5 webhooks per event.*"item\/error".*n1\.example\.com\/in, n2/);
		expect(`${error.message} ${error.description}`).not.toMatch(/hidden|u:p|old secret/);
		expect(log.filter((entry) => /^(POST|DELETE)/.test(entry))).toEqual(['POST item/error']);
	});

	test.each(['resetAfter', 'reset'] as const)('outcome unknown (%s)', async (kind) => {
		fault('POST item/updated', kind);
		const node = triggerNode({ parameters: three });
		if (kind === 'resetAfter') {
			await expect(node.create()).resolves.toBe(true);
			expect(eventsAt()).toEqual([...EVENTS].sort());
			expect(log.filter((entry) => entry === 'POST item/updated')).toHaveLength(1);
			expect(secrets().size).toBe(1);
			expect(node.data().secretDigest).toBe(digest([...secrets()][0]!));
			await expect(node.checkExists()).resolves.toBe(true);
		} else {
			expect((await errorOf(node.create())).message).toMatch(/^Outcome unknown/);
			expect(hooks).toEqual([]);
		}
	});

	test.each([[500], [429]])('no secret in an error (%s)', async (status) => {
		let secret = '';
		nock.cleanAll();
		nock(API)
			.persist()
			.post('/auth')
			.reply(200, { apiKey: makeKey('key') });
		nock(API).persist().get('/webhooks').reply(200, { results: [] });
		nock(API)
			.persist()
			.post('/webhooks')
			.reply(status, (_, body) => {
				secret = (body as unknown as Hook).headers![HEADER];
				return { message: `You sent ${secret}`, codeDescription: secret };
			});
		const error = await errorOf(triggerNode().create());
		expect(secret).toHaveLength(64);
		expect(JSON.stringify([error, error.message, error.description, error.stack])).not.toContain(
			secret,
		);
	});

	test.each([
		['http://n8n.example.com/webhook', /not https/],
		['https://n8n.example.com:5678/webhook', /port is 5678/],
		['https://10.0.0.1/webhook', /IP address/],
		['http://localhost:5678/webhook', /localhost/],
		['https://n8n.internal/webhook', /n8n\.internal/],
	])('%s: nothing is sent, and the message says why', async (base, why) => {
		for (const method of ['checkExists', 'create'] as const) {
			const error = await errorOf(triggerNode({ base })[method]());
			expect(error.message).toMatch(/public https addresses on port 443/);
			expect(error.message).toMatch(why);
			expect(error.message).toMatch(/No public address\? Use the Pluggy Poll Trigger/);
			expect(error.description).toMatch(/More: \S+#trigger$/);
		}
		// n8n cleans up after every failure.
		await expect(triggerNode({ base }).delete()).resolves.toBe(true);
		expect(log).toEqual([]);
	});

	test('no event, or sources that are no addresses: nothing is sent', async () => {
		expect((await errorOf(triggerNode({ parameters: {} }).create())).message).toMatch(/one event/);
		const parameters = { events: ['all'], options: { sourceIps: 'pluggy.ai' } };
		const error = await errorOf(triggerNode({ parameters }).checkExists());
		expect(error.message).toMatch(/"Source IPs".*"pluggy.ai"/);
		expect(log).toEqual([]);
	});

	test('a refused login is a clear error', async () => {
		nock.cleanAll();
		nock(API).post('/auth').reply(401, { codeDescription: 'CLIENT_KEYS_UNAUTHORIZED' });
		const error = await errorOf(triggerNode().checkExists());
		expect(error.message).toMatch(/refused the Client ID or Client Secret/);
	});
});

describe('checkExists', () => {
	test.each([true, false])('all there (headers listed: %s): one request', async (listed) => {
		showHeaders = listed;
		hooks = EVENTS.map((event) => hook(event));
		const node = triggerNode({ parameters: three, data: known() });
		await expect(node.checkExists()).resolves.toBe(true);
		expect(log).toEqual(['GET']);
	});

	test('disabled ones are revived', async () => {
		hooks = EVENTS.map((event) => hook(event, { disabledAt: '2026-01-01T00:00:00Z' }));
		hooks[0].disabledAt = null;
		const node = triggerNode({ parameters: three, data: known() });
		await expect(node.checkExists()).resolves.toBe(true);
		expect(hooks.every(({ disabledAt }) => disabledAt === null)).toBe(true);
		expect(log).toEqual(['GET', `PATCH ${hooks[1].id}`, `PATCH ${hooks[2].id}`]);
		expect(secrets()).toEqual(new Set(['old secret']));
	});

	test.each([
		['nothing is remembered', {}, [hook('item/created'), hook('item/updated'), hook('item/error')]],
		[
			'one is not known',
			known(['item/created', 'item/error']),
			[hook('item/created'), hook('item/updated', { id: 'x' }), hook('item/error')],
		],
		[
			'one has another secret',
			known(),
			[hook('item/created'), hook('item/updated', { headers: {} }), hook('item/error')],
		],
	])('adopted with a new secret for all: %s', async (_, data, there) => {
		hooks = there.map((one) => ({ ...one, headers: { ...one.headers } as never }));
		const node = triggerNode({ parameters: three, data });
		await expect(node.checkExists()).resolves.toBe(true);
		const [secret, ...more] = secrets();
		expect(more).toEqual([]);
		expect(secret).toMatch(/^[\da-f]{64}$/);
		const { url, secretDigest, webhooks } = node.data();
		expect([url, secretDigest]).toEqual([URL_OF_NODE, digest(secret!)]);
		expect(webhooks).toHaveLength(hooks.length);
		expect(webhooks).toEqual(expect.arrayContaining(hooks.map(({ event, id }) => ({ event, id }))));
	});

	test('of what was adopted, an event that comes before n8n has saved it is taken', async () => {
		hooks = EVENTS.map((event) => hook(event));
		const node = triggerNode({ parameters: three, data: {} });
		await expect(node.checkExists()).resolves.toBe(true);
		const [secret] = secrets();
		const body = { event: 'item/created', eventId: 'early too' };
		const unsaved = triggerNode({ parameters: three, data: {} });
		const { rows } = await unsaved.deliver({ body, headers: { [HEADER.toLowerCase()]: secret } });
		expect(rows).toEqual([body]);
		await node.delete();
	});

	test('what is no longer chosen, or there twice, is removed', async () => {
		hooks = [hook('item/created'), hook('all'), hook('item/created', { id: 'twin' })];
		hooks.push(hook('all', { url: 'https://elsewhere.example.com/', id: 'other' }));
		const node = triggerNode({
			parameters: { events: ['item/created'] },
			data: known(['item/created']),
		});
		await expect(node.checkExists()).resolves.toBe(true);
		expect(hooks.map(({ id }) => id)).toEqual(['known-item/created', 'other']);
	});

	test('some missing: create makes them and gives all the new secret', async () => {
		hooks = [hook('item/created', { disabledAt: '2026-01-01T00:00:00Z' })];
		const node = triggerNode({ parameters: three, data: known() });
		await expect(node.checkExists()).resolves.toBe(false);
		await node.create();
		expect(eventsAt()).toEqual([...EVENTS].sort());
		expect(secrets().size).toBe(1);
		expect(secrets()).not.toContain('old secret');
		expect(hooks[0].disabledAt).toBeNull();
	});

	test('of what replaces a registration, an event that comes before n8n has saved it is taken', async () => {
		// As after an unpublishing that failed: n8n still has the old digest.
		const node = triggerNode({ parameters: three, data: known() });
		await node.create();
		const [secret] = secrets();
		const body = { event: 'item/created', eventId: 'early, too' };
		const old = triggerNode({ parameters: three, data: known() });
		const taken = await old.deliver({ body, headers: { [HEADER.toLowerCase()]: secret } });
		expect(taken.rows).toEqual([body]);
		const wrong = await old.deliver({ body, headers: { [HEADER.toLowerCase()]: 'x' } });
		expect(wrong.response.statusCode).toBe(401);
		await node.delete();
	});

	test('what a copy of the database remembers belongs to the original', async () => {
		const elsewhere = 'https://original.example.com/webhook/1/webhook';
		hooks = EVENTS.map((event) => hook(event, { url: elsewhere }));
		const node = triggerNode({ parameters: three, data: { ...known(), url: elsewhere } });
		await node.activate();
		await node.delete();
		expect(eventsAt()).toEqual([]);
		expect(eventsAt(elsewhere)).toEqual([...EVENTS].sort());
	});
});

describe('delete', () => {
	test('by ID and by address; what is gone is done; the memory is emptied', async () => {
		hooks = [hook('item/created'), hook('item/updated', { id: 'not-remembered' })];
		hooks.push(hook('item/updated', { id: 'other', url: 'https://elsewhere.example.com/' }));
		const node = triggerNode({ parameters: three, data: known(['item/created', 'item/error']) });
		await expect(node.delete()).resolves.toBe(true);
		expect(hooks.map(({ id }) => id)).toEqual(['other']);
		expect(node.data()).toEqual({});
	});

	test('with nothing remembered, or broken settings', async () => {
		hooks = [hook('item/created')];
		const parameters = { events: [], options: { sourceIps: 'nonsense' } };
		await expect(triggerNode({ parameters }).delete()).resolves.toBe(true);
		expect(hooks).toEqual([]);
	});

	test('with a memory that makes no sense', async () => {
		for (const webhooks of ['many', [null, 7, { event: 'item/created' }]]) {
			const data = { url: URL_OF_NODE, secretDigest: digest('x'), webhooks };
			await expect(triggerNode({ data: data as never }).delete()).resolves.toBe(true);
		}
	});

	test('one that fails does not spare the others, and n8n tries again', async () => {
		hooks = EVENTS.map((event) => hook(event));
		fault('DELETE known-item/created', [403, { codeDescription: 'FORBIDDEN', message: 'No' }]);
		const node = triggerNode({ parameters: three, data: known() });
		const error = await errorOf(node.delete());
		expect(error.name).toBe('NodeApiError');
		expect(eventsAt()).toEqual(['item/created']);
		expect(node.data()).toEqual(known());
		await expect(node.delete()).resolves.toBe(true);
		expect(hooks).toEqual([]);
	});
});
