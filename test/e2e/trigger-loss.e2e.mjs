/** What could lose an event, or let it run twice: in the real n8n, with its real database. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { EVENTS } from '../../sandbox/webhooks/events.mjs';
import { registerAgain } from '../../scripts/lib/examples.mjs';
import { startN8n } from '../../scripts/lib/n8n.mjs';
import { connect } from '../../scripts/lib/n8n-client.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { withStack } from './harness.mjs';
import {
	count,
	counts,
	env,
	hooksOf,
	idsInExecutions,
	newEvent,
	pluggyTrigger,
	publish,
	SECRET_HEADER,
	workflow,
} from './triggers.mjs';

/** Delivers as Pluggy does. */
const deliver = async ({ url, headers }, event) =>
	await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(event),
	});

/** Sends everything and is gone before there is an answer, as Pluggy is after five seconds. @returns {Promise<boolean>} whether it was */
const deliverAndHangUp = async ({ url, headers }, event) =>
	await new Promise((done, fail) => {
		const request = httpRequest(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
		});
		request.on('error', (/** @type {NodeJS.ErrnoException} */ error) =>
			error.code === 'ECONNRESET' ? done(true) : fail(error),
		);
		request.on('response', () => done(false));
		request.end(JSON.stringify(event), () => setTimeout(() => request.destroy(), 5));
	});

test('storing, hanging up, renaming, copying', { timeout: 600_000 }, async (t) => {
	await withStack({ n8n: { env } }, async ({ client, sandbox, userFolder }) => {
		const webhookId = randomUUID();
		const nodeId = randomUUID();
		const named = (name, trigger = 'Pluggy Trigger') =>
			workflow(
				name,
				pluggyTrigger({ events: ['item/updated'] }, { id: nodeId, name: trigger, webhookId }),
			);
		const { id } = await client.putWorkflow(named('Kept'));
		await publish(client, id);
		const [hook] = hooksOf(sandbox);
		const expected = [];
		/** Exactly these events have run, once each. */
		async function ran(...eventIds) {
			expected.push(...eventIds);
			const number = expected.length;
			await until(
				`${number} executions`,
				async () => (await count(client, id, 'success')) >= number,
			);
			await sleep(1_000);
			assert.deepEqual(await counts(client, id), { success: number });
			assert.deepEqual(idsInExecutions(userFolder, id).sort(), [...expected].sort());
		}

		await t.test('an event whose storing failed runs when it is delivered again', async () => {
			const event = newEvent();
			const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'));
			// Nobody else may write, so n8n can read the workflow but not store an execution.
			database.exec('BEGIN IMMEDIATE');
			try {
				const answer = await deliver(hook, event);
				const text = await answer.text();
				t.diagnostic(`while nothing can be stored: ${answer.status} ${text}`);
				assert.ok(answer.status >= 500, `${answer.status} ${text}`);
				assert.ok(!text.includes(hook.headers[SECRET_HEADER]));
				// Again, as Pluggy does at once: it is no copy of something that is stored.
				assert.ok((await deliver(hook, event)).status >= 500);
			} finally {
				database.exec('ROLLBACK');
				database.close();
			}
			assert.equal((await deliver(hook, event)).status, 200);
			assert.equal((await deliver(hook, event)).status, 200);
			await ran(event.eventId);
		});

		await t.test('an event whose sender hung up is stored, and runs once', async () => {
			let event = newEvent();
			for (let tries = 1; !(await deliverAndHangUp(hook, event)); tries++) {
				assert.ok(tries < 20, 'n8n was faster each time');
				await ran(event.eventId);
				event = newEvent();
			}
			await until('a delivery that is taken for known', async () => {
				const { status } = await deliver(hook, event);
				assert.ok(status === 503 || status === 200, String(status));
				return status === 200;
			});
			await ran(event.eventId);
		});

		await t.test('an event that comes while other webhooks are being made runs', async () => {
			const events = EVENTS.slice(0, 6);
			const { id: slow } = await client.putWorkflow(workflow('Slow', pluggyTrigger({ events })));
			const match = { method: 'POST', path: '/webhooks' };
			sandbox.admin.addFault({ kind: 'slow', delayMs: 700, times: -1, match });
			const publishing = publish(client, slow);
			const first = await until('a webhook', () => hooksOf(sandbox).find((one) => one !== hook));
			const event = newEvent({ event: first.event });
			const { status } = await deliver(first, event);
			assert.ok(hooksOf(sandbox).length < 1 + events.length, 'it was all registered');
			assert.equal(status, 200);
			await publishing;
			sandbox.admin.clearFaults();
			await until('an execution', async () => (await count(client, slow, 'success')) > 0);
			assert.deepEqual(idsInExecutions(userFolder, slow), [event.eventId]);
			await client.unpublishWorkflow(slow);
			assert.deepEqual(hooksOf(sandbox), [hook]);
		});

		await t.test('a second workflow with the same address cannot take it, nor end it', async () => {
			const { id: copy } = await client.putWorkflow(named('Copy'));
			await assert.rejects(client.publishWorkflow(copy), /conflict/i);
			await client.unpublishWorkflow(copy);
			assert.deepEqual(hooksOf(sandbox), [hook]);
			const event = newEvent();
			assert.equal((await deliver(hook, event)).status, 200);
			await ran(event.eventId);
		});

		await t.test('a renamed trigger registers anew and leaves nothing behind', async () => {
			await client.putWorkflow(named('Kept', 'Bank News'));
			await publish(client, id);
			const [renamed, ...more] = hooksOf(sandbox);
			assert.deepEqual([renamed.event, renamed.url, more], ['item/updated', hook.url, []]);
			assert.notEqual(renamed.headers[SECRET_HEADER], hook.headers[SECRET_HEADER]);
			assert.equal((await deliver(hook, newEvent())).status, 401, 'the old secret still works');
			const event = newEvent();
			assert.equal((await deliver(renamed, event)).status, 200);
			await ran(event.eventId);
			// Renamed once more, and unpublished without being published under that name.
			await client.putWorkflow(named('Kept', 'Never Published'));
			await client.unpublishWorkflow(id);
			assert.deepEqual(hooksOf(sandbox), []);
		});

		await t.test(
			'npm start registers what the sandbox forgot, and publishes no draft',
			async () => {
				await client.putWorkflow(named('Kept'));
				await publish(client, id);
				const draft = named('Kept');
				draft.nodes[0].parameters.events = ['boleto/updated'];
				await client.putWorkflow(draft);
				for (const one of hooksOf(sandbox)) sandbox.webhooks.delete(one);
				assert.deepEqual(await registerAgain(client), []);
				const [again, ...more] = hooksOf(sandbox);
				assert.deepEqual([again.event, again.url, more], ['item/updated', hook.url, []]);
				const event = newEvent();
				assert.equal((await deliver(again, event)).status, 200);
				await ran(event.eventId);
				await client.unpublishWorkflow(id);
				assert.deepEqual(hooksOf(sandbox), []);
			},
		);

		await t.test('two triggers that swap their names keep their own webhooks', async () => {
			const nodes = [
				[randomUUID(), 'item/created'],
				[randomUUID(), 'item/deleted'],
			];
			const pair = (names) => {
				const [first, second] = nodes.map(([uuid, event], place) => ({
					...workflow('', pluggyTrigger({ events: [event] }, { id: uuid, webhookId: uuid }))
						.nodes[0],
					name: names[place],
					position: [0, place * 200],
				}));
				const whole = workflow('Pair', first);
				whole.nodes.push(second);
				whole.connections[second.name] = { main: [[{ node: 'End', type: 'main', index: 0 }]] };
				return whole;
			};
			const { id: both } = await client.putWorkflow(pair(['One', 'Two']));
			await publish(client, both);
			await client.putWorkflow(pair(['Two', 'One']));
			await publish(client, both);
			const hooks = hooksOf(sandbox);
			assert.deepEqual(hooks.map(({ event }) => event).sort(), ['item/created', 'item/deleted']);
			const sent = [];
			for (const one of hooks) {
				const event = newEvent({ event: one.event });
				assert.equal((await deliver(one, event)).status, 200, one.event);
				sent.push(event.eventId);
			}
			await until('two executions', async () => (await count(client, both, 'success')) >= 2);
			assert.deepEqual(idsInExecutions(userFolder, both).sort(), sent.sort());
			await client.unpublishWorkflow(both);
			assert.deepEqual(hooksOf(sandbox), []);
		});

		await t.test('another credential: the webhooks move to its application', async () => {
			const other = { clientId: randomUUID(), clientSecret: 'another-secret', name: 'other' };
			sandbox.auth.clients.push(other);
			await client.putCredential({
				name: 'Another application',
				type: 'pluggyApi',
				data: { ...other, name: undefined, baseUrl: sandbox.url, access: 'readOnly' },
			});
			await client.putWorkflow(named('Kept'));
			await publish(client, id);
			assert.equal(hooksOf(sandbox).length, 1);
			const moved = named('Kept');
			moved.nodes[0].credentials.pluggyApi.name = 'Another application';
			await client.putWorkflow(moved);
			await publish(client, id);
			assert.deepEqual(hooksOf(sandbox), []);
			const [one, ...more] = sandbox.webhooks.listOf(other.clientId);
			assert.deepEqual([one.event, one.url, more], ['item/updated', hook.url, []]);
			const event = newEvent();
			assert.equal((await deliver(one, event)).status, 200);
			await ran(event.eventId);
			await client.unpublishWorkflow(id);
			assert.deepEqual(sandbox.webhooks.listOf(other.clientId), []);
		});
	});
});

test('n8n killed while it registers: published again, exactly the right webhooks', async (t) => {
	await withStack({ n8n: { env } }, async ({ client, sandbox, n8n, userFolder }) => {
		const events = EVENTS.slice(0, 10);
		const { id } = await client.putWorkflow(workflow('Killed', pluggyTrigger({ events })));
		const { versionId } = await client.getWorkflow(id);
		const match = { method: 'POST', path: '/webhooks' };
		sandbox.admin.addFault({ kind: 'slow', delayMs: 500, times: -1, match });
		const publishing = client
			.call('POST', `/rest/workflows/${id}/activate`, { body: { versionId } })
			.catch(() => undefined);
		await until('some webhooks', () => hooksOf(sandbox).length >= 4);
		process.kill(process.platform === 'win32' ? n8n.pid : -n8n.pid, 'SIGKILL');
		await Promise.all([n8n.ended, publishing]);
		// What n8n had asked for is still done.
		await sleep(1_000);
		const left = hooksOf(sandbox);
		t.diagnostic(`${left.length} of ${events.length} webhooks when it was killed`);
		assert.ok(left.length >= 4 && left.length < events.length, `${left.length} webhooks`);
		sandbox.admin.clearFaults();

		const port = Number(new URL(n8n.url).port);
		// n8n takes over what a killed one was publishing when its lease is over: two minutes, else.
		const lease = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '20' };
		const next = await startN8n({ userFolder, port, env: { ...env, ...lease } });
		try {
			const again = await connect(next.url);
			const old = new Set(left.map(({ headers }) => headers[SECRET_HEADER]));
			/** One webhook per event, at the address of before, and none knows an old secret. */
			function exactlyRight() {
				const hooks = hooksOf(sandbox);
				assert.deepEqual(hooks.map(({ event }) => event).sort(), [...events].sort());
				assert.deepEqual([...new Set(hooks.map(({ url }) => url))], [left[0].url]);
				const secrets = [...new Set(hooks.map(({ headers }) => headers[SECRET_HEADER]))];
				assert.equal(secrets.length, 1);
				assert.ok(!old.has(secrets[0]), 'an old secret');
				old.add(secrets[0]);
			}
			// n8n has noted that it is published, and does not ask the trigger again.
			const { status } = await until('n8n has taken over', async () => {
				const found = await again.publicationStatus(id);
				return found.status === 'in_progress' ? undefined : found;
			});
			t.diagnostic(`n8n says ${status}, with ${hooksOf(sandbox).length} webhooks`);
			// Nobody gets in by a secret that was never noted, and the log says what to do.
			assert.equal((await deliver(left[0], newEvent({ event: left[0].event }))).status, 401);
			assert.match(next.logs(50), /refused a delivery \(401\).*unpublish the workflow and publish/);
			await again.unpublishWorkflow(id);
			assert.deepEqual(hooksOf(sandbox), []);
			await publish(again, id);
			exactlyRight();

			const sent = events.map((event) =>
				sandbox.admin.emit({ event, payload: { itemId: randomUUID() } }),
			);
			await until('all ended', async () => (await count(again, id, 'success')) >= sent.length);
			await sleep(1_000);
			assert.deepEqual(await counts(again, id), { success: sent.length });
			assert.deepEqual(
				idsInExecutions(userFolder, id).sort(),
				sent.map(({ eventId }) => eventId).sort(),
			);
		} finally {
			await next.stop();
		}
	});
});
