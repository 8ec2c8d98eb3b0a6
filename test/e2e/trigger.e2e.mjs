/** Real n8n, real package, and the local Pluggy as the sender: publish, deliver, unpublish. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { EVENTS } from '../../sandbox/webhooks/events.mjs';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';
import { pluggyClient } from '../../scripts/lib/pluggy-client.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { withStack } from './harness.mjs';
import { pluggyTrigger, SECRET_HEADER, TRIGGER, workflow } from './triggers.mjs';

/** @param {string} name @param {object} parameters */
const withTrigger = (name, parameters, webhookId = randomUUID()) =>
	workflow(name, pluggyTrigger(parameters, { webhookId }));

const sample = (event, n) => ({
	itemId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
	clientUserId: 'customer-1',
	triggeredBy: 'CLIENT',
	...(event.endsWith('/error') ? { error: { code: 'SOME_ERROR', message: 'Something' } } : {}),
});

test('the trigger', { timeout: 600_000 }, async (t) => {
	// As in n8n's images: otherwise n8n itself answers malformed JSON with a stack trace.
	const env = { NODE_ENV: 'production' };
	await withStack({ n8n: { env } }, async ({ client, sandbox, n8n }) => {
		// As somebody else who has the same application.
		const { call: pluggy } = pluggyClient(sandbox);
		const hooks = async () => (await pluggy('GET', '/webhooks')).results;
		const executions = async (id) => {
			const filter = JSON.stringify({ workflowId: id });
			return (await client.call('GET', '/rest/executions', { query: { filter, limit: 100 } }))
				.results;
		};
		const ended = async (id, count) =>
			await until(`${count} executions`, async () => {
				const list = await executions(id);
				const done = list.filter(({ status }) => status === 'success');
				return done.length >= count ? list : undefined;
			});
		const delivered = async (eventId) =>
			await until(`delivery of ${eventId}`, () =>
				sandbox.admin
					.deliveries()
					.find((one) => one.eventId === eventId && one.status === 'delivered'),
			);

		let id;
		let url;
		let secret;
		const post = async (body, headers = {}, target = url) =>
			await fetch(target, {
				method: 'POST',
				headers: { 'content-type': 'application/json', [SECRET_HEADER]: secret, ...headers },
				body: typeof body === 'string' ? body : JSON.stringify(body),
			});

		await t.test('publishing registers one webhook per event with one secret', async () => {
			({ id } = await client.putWorkflow(withTrigger('Each event', { events: EVENTS })));
			const status = await client.publishWorkflow(id);
			assert.equal(status.status, 'published', JSON.stringify(status));
			const found = await hooks();
			assert.deepEqual(found.map(({ event }) => event).sort(), [...EVENTS].sort());
			assert.equal(new Set(found.map((one) => one.headers[SECRET_HEADER])).size, 1);
			assert.equal(new Set(found.map((one) => one.url)).size, 1);
			[{ url }] = found;
			secret = found[0].headers[SECRET_HEADER];
			assert.match(secret, /^[\da-f]{64}$/);
			const stored = await client.getWorkflow(id);
			assert.ok(!JSON.stringify(stored).includes(secret), 'the secret is in the workflow');
		});

		await t.test('each of the 32 events is one execution, with the event as output', async () => {
			const sent = EVENTS.map((event, n) =>
				sandbox.admin.emit({ event, payload: sample(event, n) }),
			);
			assert.equal(sent.length, 32);
			const list = await ended(id, EVENTS.length);
			assert.equal(list.length, EVENTS.length);
			const outputs = [];
			for (const { id: execution } of list) {
				outputs.push(...outputOf(await client.getExecution(execution), 'End'));
			}
			const byId = (a, b) => a.eventId.localeCompare(b.eventId);
			assert.deepEqual(outputs.sort(byId), [...sent].sort(byId));
			const slowest = Math.max(
				...sandbox.admin
					.deliveries()
					.flatMap(({ attempts }) => attempts.map((one) => one.milliseconds)),
			);
			t.diagnostic(`the slowest acknowledgement took ${slowest} ms; Pluggy waits 5,000 ms`);
		});

		await t.test('the same events again start nothing', async () => {
			for (const { id: delivery } of sandbox.admin.deliveries()) {
				const again = sandbox.admin.resend(delivery);
				await until('resent', () =>
					sandbox.admin
						.deliveries()
						.some((one) => one.id === again.id && one.status === 'delivered'),
				);
			}
			assert.equal((await executions(id)).length, EVENTS.length);
		});

		await t.test('what is not to run is answered, starts nothing and tells nothing', async () => {
			const event = () => ({ event: 'item/updated', eventId: randomUUID(), itemId: 'x' });
			const cases = [
				['no secret', 401, event(), { [SECRET_HEADER]: '' }],
				['wrong secret', 401, event(), { [SECRET_HEADER]: 'f'.repeat(64) }],
				['no secret and no event', 401, { a: 1 }, { [SECRET_HEADER]: '' }],
				['no event', 400, { hello: 'world' }],
				['a list', 400, [event()]],
				['a text', 400, JSON.stringify(event()), { 'content-type': 'text/plain' }],
				['a form', 400, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }],
				['another type', 400, JSON.stringify(event()), { 'content-type': 'image/png' }],
				['unknown event', 200, { ...event(), event: 'brand/new' }],
				['malformed JSON', 422, '{"event": "item/upda'],
			];
			for (const [name, status, body, headers] of cases) {
				const answer = await post(body, headers);
				const text = await answer.text();
				assert.equal(answer.status, status, `${name}: ${answer.status} ${text}`);
				assert.ok(!text.includes(secret) && !/\bat .*:\d+/.test(text), `${name}: ${text}`);
				t.diagnostic(`${name}: ${status} ${text.slice(0, 200)}`);
			}
			const big = JSON.stringify({ ...event(), filler: 'x'.repeat(17_000_000) });
			const answer = await post(big).catch((error) => ({
				status: error.cause?.code ?? error.name,
				text: async () => '',
			}));
			t.diagnostic(`17 MB: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
			assert.notEqual(answer.status, 200);
			await sleep(1_000);
			assert.equal((await executions(id)).length, EVENTS.length);
		});

		await t.test('twenty deliveries of one event at the same time: one execution', async () => {
			const body = { event: 'item/updated', eventId: randomUUID(), itemId: 'x' };
			const statuses = await Promise.all(
				Array.from({ length: 20 }, async () => (await post(body)).status),
			);
			assert.ok(statuses.includes(200));
			assert.ok(
				statuses.every((status) => status === 200 || status === 503),
				String(statuses),
			);
			assert.equal((await post(body)).status, 200);
			assert.equal((await ended(id, EVENTS.length + 1)).length, EVENTS.length + 1);
		});

		await t.test('a workflow with other events: the old webhooks go, the new come', async () => {
			const { nodes } = await client.getWorkflow(id);
			const [{ webhookId }] = nodes;
			await client.putWorkflow(
				withTrigger(
					'Each event',
					{ events: ['item/error'], filters: { itemIds: 'mine' } },
					webhookId,
				),
			);
			assert.equal((await client.publishWorkflow(id)).status, 'published');
			const [hook, ...more] = await until('new webhooks', async () => {
				const list = await hooks();
				return list.length === 1 ? list : undefined;
			});
			assert.deepEqual([hook.event, hook.url, more], ['item/error', url, []]);
			const stale = await post({ event: 'item/error', eventId: randomUUID(), itemId: 'mine' });
			assert.equal(stale.status, 401, 'the old secret still works');
			const mine = sandbox.admin.emit({ event: 'item/error', payload: { itemId: 'mine' } });
			const other = sandbox.admin.emit({ event: 'item/error', payload: { itemId: 'other' } });
			await Promise.all([delivered(mine.eventId), delivered(other.eventId)]);
			const list = await ended(id, EVENTS.length + 2);
			assert.equal(list.length, EVENTS.length + 2);
		});

		await t.test('unpublishing leaves nothing behind', async () => {
			await pluggy('POST', '/webhooks', { url, event: 'all' });
			await client.unpublishWorkflow(id);
			await until('clean', async () => (await hooks()).length === 0);
			assert.equal((await post({ event: 'item/error' })).status, 404);
		});

		await t.test('webhooks left by a killed registration are adopted', async () => {
			await pluggy('POST', '/webhooks', { url, event: 'item/error' });
			assert.equal((await client.publishWorkflow(id)).status, 'published');
			const [hook, ...more] = await hooks();
			assert.deepEqual(more, []);
			assert.match(hook.headers[SECRET_HEADER], /^[\da-f]{64}$/);
			const event = sandbox.admin.emit({ event: 'item/error', payload: { itemId: 'mine' } });
			await delivered(event.eventId);
			assert.equal((await ended(id, EVENTS.length + 3)).length, EVENTS.length + 3);
			await client.unpublishWorkflow(id);
			await until('clean', async () => (await hooks()).length === 0);
		});

		await t.test("the editor's test listener takes one event and cleans up", async () => {
			const { id: other } = await client.putWorkflow(withTrigger('Listen', { events: ['all'] }));
			const started = await client.startAt(await client.getWorkflow(other), TRIGGER);
			assert.equal(started.waitingForWebhook, true, JSON.stringify(started));
			const [hook] = await hooks();
			assert.match(hook.url, /\/webhook-test\//);
			const event = sandbox.admin.emit({ event: 'boleto/updated', payload: { boletoId: 'b-1' } });
			const [{ id: execution }] = await ended(other, 1);
			assert.deepEqual(outputOf(await client.getExecution(execution), 'End'), [event]);
			await until('clean', async () => (await hooks()).length === 0);
		});

		await t.test('five webhooks of others: publishing fails and names them', async () => {
			const others = [1, 2, 3, 4, 5].map((n) => `https://n${n}.example.com/in`);
			for (const one of others) {
				await pluggy('POST', '/webhooks', { url: `${one}?key=hidden`, event: 'item/updated' });
			}
			const parameters = { events: ['item/created', 'item/updated'] };
			const { id: full } = await client.putWorkflow(withTrigger('Full', parameters));
			const status = await client.publishWorkflow(full);
			assert.equal(status.status, 'failed', JSON.stringify(status));
			const [{ errorMessage }] = status.triggers;
			t.diagnostic(errorMessage);
			assert.match(errorMessage, /5 webhooks per event.*n1\.example\.com\/in/);
			assert.ok(!errorMessage.includes('hidden'));
			assert.equal((await hooks()).length, 5);
			assert.equal(n8n.logs(2_000).includes(secret), false, 'the secret is in the log');
		});
	});
});
