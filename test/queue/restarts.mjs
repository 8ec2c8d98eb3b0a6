/** Redis, PostgreSQL and main die and come back, one after another, while events come. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { FORGETFUL } from '../../scripts/lib/redis.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { publish } from '../e2e/triggers.mjs';
import { connections, emit, onEvent, settled, tell, underWay } from './events.mjs';
import { ended, eventIds, executionsOf, repeated, statuses } from './executions.mjs';
import { counted } from './harness.mjs';
import { EVERY_SECONDS, polled } from './polling.mjs';

const EVERY_MS = 400;
const DOWN_MS = 1_500;
const MOST_UNDER_WAY = 10;
const QUEUED = 10;
/** Executions under way when the database stops. */
const MOST_FAILED = 3;
const WORKERS = /** @type {const} */ (['worker-1', 'worker-2']);

/** @typedef {import('./harness.mjs').Queue} Queue */

/**
 * Tells events one after another while something happens, and a while before and after it.
 * @param {Queue} queue
 * @param {() => Promise<void>} work
 */
async function duringEvents(queue, work) {
	const ids = [];
	let isDone = false;
	const telling = (async () => {
		for (; !isDone; await sleep(EVERY_MS)) {
			if (underWay(queue, ids) < MOST_UNDER_WAY) ids.push(emit(queue));
		}
	})();
	try {
		await sleep(2_000);
		await work();
		await sleep(2_000);
	} finally {
		isDone = true;
		await telling;
	}
	return ids;
}

/**
 * Waits until each event was taken, in the end, and has run. Those that were acknowledged all have an execution;
 * n8n may have failed to run some without its database.
 * @param {Queue} queue
 * @param {string} id of the workflow
 * @param {string[]} ids of the events
 * @param {{ mayFail?: number }} [options] how many
 */
async function allRan(queue, id, ids, { mayFail = 0 } = {}) {
	const deliveries = await settled(queue, ids);
	const lost = deliveries.filter(({ status }) => status !== 'delivered');
	const [{ attempts } = {}] = lost;
	assert.equal(lost.length, 0, `Pluggy gave up ${lost.length}: ${JSON.stringify(attempts)}`);
	const ran = async () => {
		const good = (await executionsOf(queue, id)).filter(({ status }) => status === 'success');
		return eventIds(good);
	};
	let missing = ids;
	await until(
		'an execution of each event',
		async () => {
			const done = new Set(await ran());
			missing = ids.filter((one) => !done.has(one));
			return missing.length === 0;
		},
		{ timeoutMs: mayFail > 0 ? 45_000 : 120_000, everyMs: 500 },
	).catch(() => {});
	const { success = 0, ...others } = await statuses(queue, id);
	const failed = Object.values(others).reduce((sum, one) => sum + one, 0);
	const told = `${missing.length} of ${ids.length} did not run, ${JSON.stringify({ success, ...others })}`;
	assert.ok(missing.length <= failed, `acknowledged, and no execution: ${told}`);
	assert.ok(missing.length <= mayFail, told);
	const again = deliveries.filter((one) => one.attempts.length > 1);
	const twice = repeated(await ran());
	// Twice runs only what Pluggy sent again because it got no answer.
	const sentAgain = new Set(again.map(({ eventId }) => eventId));
	assert.deepEqual(
		twice.filter((one) => !sentAgain.has(one)),
		[],
	);
	return (
		`${ids.length} events, ${again.length} sent again, ${ids.length - missing.length} ran, ` +
		`${missing.length} failed in n8n, ${twice.length} twice`
	);
}

/** A workflow that events start. @param {Queue} queue @param {string} name */
async function published({ client }, name) {
	const { id } = await client.putWorkflow(onEvent(name));
	await publish(client, id);
	return id;
}

/** Events that are acknowledged while no worker takes anything out of the queue. @param {Queue} queue */
async function enqueue(queue, work) {
	for (const name of WORKERS) queue.process(name).kill('SIGSTOP');
	try {
		const ids = await tell(queue, Array(QUEUED).fill({}));
		await work();
		return ids;
	} finally {
		for (const name of WORKERS) queue.process(name).kill('SIGCONT');
	}
}

export const tests = {
	'Redis killed and started again': async (t, queue) => {
		const { client, redis } = queue;
		const id = await published(queue, 'Redis');
		const restart = async () => {
			await redis.kill();
			await sleep(DOWN_MS);
			await redis.start();
		};
		const waiting = await enqueue(queue, restart);
		const ended1 = await queue.revive();
		counted(t, `while they waited in the queue: ${await allRan(queue, id, waiting)}`);
		let ended2 = [];
		const ids = await duringEvents(queue, async () => {
			await restart();
			await sleep(2_000);
			ended2 = await queue.revive();
		});
		counted(t, `while they came: ${await allRan(queue, id, ids)}`);
		counted(t, `processes of n8n that ended: ${[...ended1, ...ended2].join(', ') || 'none'}`);
		await client.unpublishWorkflow(id);
	},

	'a Redis that writes nothing down loses what is queued': async (t, queue) => {
		const { client, redis } = queue;
		const id = await published(queue, 'Forgetful');
		const restart = async (settings) => {
			await redis.kill();
			await redis.start(settings);
		};
		await restart(FORGETFUL);
		await sleep(3_000);
		await queue.revive();
		const [first] = await tell(queue, [{}]);
		await ended(queue, id, 1);
		const lost = await enqueue(queue, () => restart(FORGETFUL));
		await queue.revive();
		const [last] = await tell(queue, [{}]);
		await until('the next event', async () =>
			eventIds(await executionsOf(queue, id)).includes(last),
		);
		await sleep(3_000);
		assert.deepEqual(eventIds(await executionsOf(queue, id)).sort(), [first, last].sort());
		const found = await statuses(queue, id);
		assert.equal(found.success, 2);
		assert.equal(found.new, lost.length, JSON.stringify(found));
		await restart();
		await sleep(2_000);
		await queue.revive();
		await client.unpublishWorkflow(id);
		counted(t, `${lost.length} acknowledged events waited in the queue: none of them ran`);
	},

	'PostgreSQL restarted': async (t, queue) => {
		const { client, postgres } = queue;
		const id = await published(queue, 'PostgreSQL restarted');
		const ids = await duringEvents(queue, async () => {
			await postgres.stop();
			await sleep(DOWN_MS);
			await postgres.start();
			await sleep(5_000);
		});
		counted(t, await allRan(queue, id, ids, { mayFail: MOST_FAILED }));
		await client.unpublishWorkflow(id);
	},

	'PostgreSQL killed and started again': async (t, queue) => {
		const { client, postgres } = queue;
		const id = await published(queue, 'PostgreSQL killed');
		let gone = [];
		const ids = await duringEvents(queue, async () => {
			await postgres.kill();
			await sleep(DOWN_MS);
			await postgres.start();
			await sleep(5_000);
			gone = await queue.revive();
		});
		counted(t, await allRan(queue, id, ids, { mayFail: ids.length }));
		counted(t, `processes of n8n that ended: ${gone.join(', ') || 'none'}`);
		await client.unpublishWorkflow(id);
	},

	'main killed and started again': async (t, queue) => {
		const { client, sandbox } = queue;
		const id = await published(queue, 'Main');
		const [item] = await connections(queue, 1);
		const { id: polling } = await client.putWorkflow(polled('Main: polled', [item]));
		await publish(client, polling);
		const polls = () =>
			sandbox.admin
				.requests()
				.filter(({ method, path }) => method === 'GET' && path === `/items/${item}`).length;
		const none = polls();
		await until('a first poll', () => polls() > none);
		const updates = async () =>
			(await executionsOf(queue, polling))
				.flatMap(({ rows }) => rows)
				.filter(({ event }) => event === 'item/updated');
		let whileDown = -1;
		const ids = await duringEvents(queue, async () => {
			await queue.kill('main');
			await sleep(1_000);
			const before = polls();
			sandbox.admin.advance(86_400);
			await sleep(EVERY_SECONDS * 1_000 + 1_000);
			whileDown = polls() - before;
			await queue.start('main');
		});
		assert.equal(whileDown, 0, 'another process asked');
		counted(t, await allRan(queue, id, ids));
		await until('what happened meanwhile', async () => (await updates()).length > 0);
		await client.unpublishWorkflow(polling);
		const told = await updates();
		assert.equal(new Set(told.map(({ eventId }) => eventId)).size, 1);
		counted(t, 'no polls while it was away; then what had happened was told');
		await client.unpublishWorkflow(id);
	},
};
