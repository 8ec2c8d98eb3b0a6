/** The trigger under load, beside n8n's own Webhook node. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { deliver as deliverTo } from '../../bench/lib/deliver.mjs';
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

const DELIVERIES = 2_000;
const ROUND = 500;
const CONCURRENCY = 20;
const AGAIN = 200;

const webhookNode = (path) => ({
	type: 'n8n-nodes-base.webhook',
	typeVersion: 1,
	parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
});

const deliver = async (agent, target, bodies) =>
	await deliverTo(agent, target, bodies, CONCURRENCY);

function percentile(answers, share) {
	const sorted = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

const words = (answers) =>
	[0.5, 0.95, 0.99, 1]
		.map((share) => `p${share * 100} ${percentile(answers, share).toFixed(0)} ms`)
		.join(', ');

const others = (answers) => answers.filter(({ statusCode }) => statusCode !== 200);

test('2,000 deliveries at once: none lost, none twice (figures beside a Webhook node)', async (t) => {
	await withStack({ n8n: { env } }, async ({ client, sandbox, n8n, userFolder }) => {
		const path = randomUUID();
		const ours = await client.putWorkflow(
			workflow('Burst: Pluggy', pluggyTrigger({ events: ['all'] })),
		);
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
