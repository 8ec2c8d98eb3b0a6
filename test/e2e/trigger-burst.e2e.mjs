/** The trigger under load, and an n8n that is killed in the middle of a registration. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { EVENTS } from '../../sandbox/events.mjs';
import { parseFlatted } from '../../scripts/lib/flatted.mjs';
import { startN8n } from '../../scripts/lib/n8n.mjs';
import { connect, outputOf } from '../../scripts/lib/n8n-client.mjs';
import { withStack } from './harness.mjs';

const DELIVERIES = 2_000;
const ROUND = 500;
const CONCURRENCY = 20;
const AGAIN = 200;
/** Pluggy waits as long for an answer. */
const PLUGGY_WAITS_MS = 5_000;
const SECRET_HEADER = 'X-Pluggy-Webhook-Secret';

// NODE_ENV as in n8n's images. Every execution is kept until it is counted.
const env = {
	NODE_ENV: 'production',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
	EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
	EXECUTIONS_DATA_PRUNE: 'false',
};

/** A workflow of a trigger and one node behind it. */
function workflow(name, trigger) {
	const nodes = [
		{ id: randomUUID(), name: 'Start', position: [0, 0], webhookId: randomUUID(), ...trigger },
		{
			id: randomUUID(),
			name: 'End',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [220, 0],
			parameters: {},
		},
	];
	const connections = { Start: { main: [[{ node: 'End', type: 'main', index: 0 }]] } };
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

const pluggyTrigger = (events) => ({
	type: 'n8n-nodes-pluggy.pluggyTrigger',
	typeVersion: 1,
	parameters: { events },
	credentials: { pluggyApi: { name: 'Pluggy (local sandbox)' } },
});

const webhookNode = (path) => ({
	type: 'n8n-nodes-base.webhook',
	typeVersion: 1,
	parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
});

async function until(what, check, timeoutMs = 120_000) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const result = await check();
		if (result) return result;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1_000} seconds`);
		await sleep(100);
	}
}

async function publish(client, id) {
	const status = await client.publishWorkflow(id);
	assert.equal(status.status, 'published', JSON.stringify(status));
}

async function count(client, workflowId, status) {
	const filter = JSON.stringify({ workflowId, status: [status] });
	return (await client.call('GET', '/rest/executions', { query: { filter, limit: 1 } })).count;
}

/** All executions of a workflow, by their status; those that never happened are left out. */
async function counts(client, workflowId) {
	const statuses = ['success', 'error', 'crashed', 'canceled', 'new', 'running', 'waiting'];
	const found = {};
	for (const status of statuses) {
		const number = await count(client, workflowId, status);
		if (number > 0) found[status] = number;
	}
	return found;
}

/** The registered webhooks, from the sandbox itself. */
const hooksOf = (sandbox) => sandbox.webhooks.listOf(sandbox.auth.clients[0].clientId);

const newEvent = () => ({
	event: 'item/updated',
	eventId: randomUUID(),
	itemId: randomUUID(),
	clientUserId: 'customer-1',
	triggeredBy: 'SYNC',
});

/** Sends all bodies, CONCURRENCY at a time. */
async function deliver(agent, { url, headers }, bodies) {
	const answers = [];
	const waiting = bodies.values();
	async function sender() {
		for (const body of waiting) {
			const begin = performance.now();
			const { statusCode, body: answer } = await request(url, {
				dispatcher: agent,
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
			await answer.dump();
			answers.push({ statusCode, milliseconds: performance.now() - begin });
		}
	}
	await Promise.all(Array.from({ length: CONCURRENCY }, sender));
	return answers;
}

function percentile(answers, share) {
	const sorted = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

const words = (answers) =>
	[0.5, 0.95, 0.99, 1]
		.map((share) => `p${share * 100} ${percentile(answers, share).toFixed(0)} ms`)
		.join(', ');

const others = (answers) => answers.filter(({ statusCode }) => statusCode !== 200);

/** The event ids the executions of a workflow ran with, from n8n's own database. */
function idsInExecutions(userFolder, workflowId) {
	const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'), {
		readOnly: true,
	});
	try {
		const rows = database
			.prepare(
				'SELECT d.data FROM execution_data d JOIN execution_entity e ON e.id = d.executionId WHERE e.workflowId = ?',
			)
			.all(workflowId);
		return rows.flatMap(({ data }) =>
			outputOf({ data: parseFlatted(data) }, 'End').map(({ eventId }) => eventId),
		);
	} finally {
		database.close();
	}
}

test('2,000 deliveries at once: none lost, none twice, no slower than a Webhook', async (t) => {
	await withStack({ n8n: { env } }, async ({ client, sandbox, n8n, userFolder }) => {
		const path = randomUUID();
		const ours = await client.putWorkflow(workflow('Burst: Pluggy', pluggyTrigger(['all'])));
		const plain = await client.putWorkflow(workflow('Burst: Webhook', webhookNode(path)));
		await publish(client, ours.id);
		await publish(client, plain.id);
		const [hook, ...more] = hooksOf(sandbox);
		assert.deepEqual([hook.event, more], ['all', []]);
		const targets = {
			pluggy: { url: hook.url, headers: { [SECRET_HEADER]: hook.headers[SECRET_HEADER] } },
			// With the same headers, so that both take as much reading.
			webhook: {
				url: `${n8n.url}/webhook/${path}`,
				headers: { [SECRET_HEADER]: hook.headers[SECRET_HEADER] },
			},
		};
		const agent = new Agent({ connections: CONCURRENCY });
		try {
			const warm = Array.from({ length: CONCURRENCY }, newEvent);
			assert.deepEqual(others(await deliver(agent, targets.pluggy, warm)), []);
			assert.deepEqual(others(await deliver(agent, targets.webhook, warm)), []);
			const idle = async (number) => {
				for (const { id } of [ours, plain]) {
					await until('all ended', async () => (await count(client, id, 'success')) >= number);
				}
			};
			await idle(warm.length);

			const events = Array.from({ length: DELIVERIES }, newEvent);
			const answers = { pluggy: [], webhook: [] };
			for (let begin = 0; begin < DELIVERIES; begin += ROUND) {
				const bodies = events.slice(begin, begin + ROUND);
				// Who comes first changes; each starts when nothing of the other is left to run.
				const order = ['pluggy', 'webhook'];
				if ((begin / ROUND) % 2 === 1) order.reverse();
				for (const name of order) {
					answers[name].push(...(await deliver(agent, targets[name], bodies)));
					const { id } = name === 'pluggy' ? ours : plain;
					const number = warm.length + begin + bodies.length;
					await until('all ended', async () => (await count(client, id, 'success')) >= number);
				}
			}

			t.diagnostic(`Pluggy Trigger: ${words(answers.pluggy)}`);
			t.diagnostic(`n8n's Webhook:  ${words(answers.webhook)}`);
			const ratio = percentile(answers.pluggy, 0.5) / percentile(answers.webhook, 0.5);
			t.diagnostic(`the medians, Pluggy Trigger to Webhook: ${ratio.toFixed(2)}`);
			assert.equal(answers.pluggy.length, DELIVERIES);
			assert.deepEqual(others(answers.pluggy), []);
			assert.deepEqual(others(answers.webhook), []);
			const slowest = percentile(answers.pluggy, 0.99);
			assert.ok(slowest < PLUGGY_WAITS_MS, `the 99th percentile took ${slowest} ms`);

			const repeated = await deliver(agent, targets.pluggy, events.slice(0, AGAIN));
			assert.equal(repeated.length, AGAIN);
			assert.deepEqual(others(repeated), []);
			await sleep(2_000);
			const all = warm.length + DELIVERIES;
			assert.deepEqual(await counts(client, ours.id), { success: all });
			assert.deepEqual(
				idsInExecutions(userFolder, ours.id).sort(),
				[...warm, ...events].map(({ eventId }) => eventId).sort(),
			);
		} finally {
			await agent.close();
		}
	});
});

test('n8n killed while it registers: published again, exactly the right webhooks', async (t) => {
	await withStack({ n8n: { env } }, async ({ client, sandbox, n8n, userFolder }) => {
		const events = EVENTS.slice(0, 10);
		const { id } = await client.putWorkflow(workflow('Killed', pluggyTrigger(events)));
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
		const next = await startN8n({ userFolder, port, env });
		try {
			const again = await connect(next.url);
			await again.unpublishWorkflow(id);
			await until('no webhooks', () => hooksOf(sandbox).length === 0);
			await publish(again, id);
			const hooks = hooksOf(sandbox);
			assert.deepEqual(hooks.map(({ event }) => event).sort(), [...events].sort());
			assert.deepEqual([...new Set(hooks.map(({ url }) => url))], [left[0].url]);
			const secrets = new Set(hooks.map(({ headers }) => headers[SECRET_HEADER]));
			assert.equal(secrets.size, 1);
			for (const one of left) assert.ok(!secrets.has(one.headers[SECRET_HEADER]), 'an old secret');

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
