/** Events that come to webhook processes of n8n, while a worker runs what they start. */
import assert from 'node:assert/strict';
import { EVENTS } from '../../sandbox/webhooks/events.mjs';
import { setTimeout as sleep } from 'node:timers/promises';
import { newEvent, publish } from '../e2e/triggers.mjs';
import { deliveriesOf, emit, hooks, onEvent, settled, tell } from './events.mjs';
import { byWorker, ended, eventIds, executionsOf, repeated, statuses } from './executions.mjs';
import { counted } from './harness.mjs';

const MANY = 200;
const COPIES = 5;

/** Delivers as Pluggy does. */
const deliver = async ({ url, headers }, event) =>
	await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(event),
	});

/** The ids of events of which a delivery was answered with 2xx. */
const acknowledged = (queue, ids) =>
	deliveriesOf(queue, ids)
		.filter(({ status }) => status === 'delivered')
		.map(({ eventId }) => eventId);

/** A webhook at another address. */
const at = (hook, base) => ({ ...hook, url: new URL(new URL(hook.url).pathname, base).href });

/** Keeps the first of executions with the same event. */
const removeDuplicates = {
	name: 'Remove Duplicates',
	type: 'n8n-nodes-base.removeDuplicates',
	typeVersion: 2,
	parameters: {
		operation: 'removeItemsSeenInPreviousExecutions',
		dedupeValue: '={{ $json.eventId }}',
		options: {},
	},
};

export const tests = {
	'events through the webhook process: none lost, none twice': async (t, queue) => {
		const { client, process } = queue;
		const { id } = await client.putWorkflow(onEvent('Many'));
		await publish(client, id);
		const [hook] = hooks(queue);
		assert.equal(new URL(hook.url).origin, process('webhook').url);
		// Main does not take them.
		const atMain = await deliver(at(hook, process('main').url), newEvent());
		assert.equal(atMain.status, 404);

		const started = Date.now();
		const ids = await tell(queue, Array(MANY).fill({}));
		await ended(queue, id, MANY);
		const seconds = (Date.now() - started) / 1_000;
		await sleep(1_000);
		const executions = await executionsOf(queue, id);
		assert.deepEqual(await statuses(queue, id), { success: MANY });
		assert.deepEqual(eventIds(executions).sort(), [...ids].sort());
		const shares = Object.values(byWorker(queue, executions));
		assert.equal(shares.length, 2, 'a worker had nothing to do');
		assert.equal(shares[0] + shares[1], MANY, 'main ran some, or one was begun twice');
		await client.unpublishWorkflow(id);
		assert.deepEqual(hooks(queue), []);
		counted(t, `${MANY} events in ${seconds.toFixed(0)} s, ${shares.join(' + ')} executions`);
	},

	'events while a workflow is published and unpublished': async (t, queue) => {
		const { client, sandbox } = queue;
		const events = EVENTS.slice(0, 5);
		const { id } = await client.putWorkflow(onEvent('Publishing', { events }));
		const match = { method: 'POST', path: '/webhooks' };
		sandbox.admin.addFault({ kind: 'slow', delayMs: 500, times: -1, match });
		const ids = [];
		/** Events for each webhook that is there, until something is done. */
		async function during(work) {
			let isDone = false;
			const doing = work().finally(() => (isDone = true));
			while (!isDone) {
				for (const { event } of hooks(queue)) ids.push(emit(queue, {}, event));
				await sleep(400);
			}
			await doing;
		}
		await during(() => publish(client, id));
		sandbox.admin.clearFaults();
		const early = await settled(queue, ids);
		assert.ok(early.length > 0, 'nothing was told while it was published');
		assert.deepEqual([...new Set(early.map(({ status }) => status))], ['delivered']);
		const again = early.filter(({ attempts }) => attempts.length > 1).length;

		const before = ids.length;
		await during(() => client.unpublishWorkflow(id));
		const late = (await settled(queue, ids)).slice(before);
		assert.deepEqual(hooks(queue), []);
		const taken = acknowledged(queue, ids);
		await ended(queue, id, taken.length);
		await sleep(1_000);
		assert.deepEqual(eventIds(await executionsOf(queue, id)).sort(), [...taken].sort());
		counted(
			t,
			`${early.length} events while it was published (${again} of them refused at first), ` +
				`${late.length} while it was unpublished: ${taken.length} acknowledged, as many executions, no webhook left`,
		);
	},

	'copies to two webhook processes run twice, and Remove Duplicates takes them out': async (
		t,
		queue,
	) => {
		const { client } = queue;
		const { id } = await client.putWorkflow(onEvent('Copies', { nodes: [removeDuplicates] }));
		await publish(client, id);
		const second = await queue.start('webhook-2');
		try {
			const [hook] = hooks(queue);
			const ids = [];
			for (let n = 0; n < COPIES; n++) {
				const event = newEvent();
				ids.push(event.eventId);
				for (const target of [hook, at(hook, second.url)]) {
					assert.equal((await deliver(target, event)).status, 200);
					// A copy for the same process.
					assert.equal((await deliver(target, event)).status, 200);
					// One after the other: it cannot tell those that run at the same time.
					await ended(queue, id, ids.length * 2 - (target === hook ? 1 : 0));
				}
			}
			await sleep(1_000);
			const executions = await executionsOf(queue, id);
			assert.deepEqual(await statuses(queue, id), { success: COPIES * 2 });
			const begunWith = eventIds(executions);
			assert.deepEqual(repeated(begunWith).sort(), [...ids].sort());
			const left = executions.flatMap(({ rows }) => rows).map(({ eventId }) => eventId);
			assert.deepEqual(left, ids);
		} finally {
			await queue.stop('webhook-2');
		}
		await client.unpublishWorkflow(id);
		assert.deepEqual(hooks(queue), []);
		counted(
			t,
			`${COPIES} events, 4 copies each: ${COPIES * 2} executions, ${COPIES} rows behind Remove Duplicates`,
		);
	},
};
