/**
 * For tests in queue mode: the stack that all of them share, stopped however the run ends, and the table
 * of what they counted. What all processes wrote is searched for secrets at the end.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopAllChildren } from '../../scripts/lib/child.mjs';
import { withProgress } from '../../scripts/lib/progress.mjs';
import { startQueue } from '../../scripts/lib/queue.mjs';
import { textTable } from '../../scripts/lib/text-table.mjs';
import { DEFAULT_CLIENT } from '../../sandbox/server.mjs';
import { env } from '../e2e/triggers.mjs';
import { leaksIn, secretsOf } from '../e2e/leaks.mjs';
import { allLogs } from './executions.mjs';

/** The application whose events start the workflows; what they read belongs to the default one. */
export const EVENTS_CLIENT = {
	clientId: '5a4dbc01-0000-4000-8000-0000000e7e27',
	clientSecret: 'secret-of-the-application-for-events',
	name: 'events',
};
export const EVENTS_CREDENTIAL = 'Pluggy (events)';

/** As Pluggy does; the sandbox's clock is moved (see `settled` of events.mjs). */
export const RETRY_SECONDS = [3_600, 7_200];

const SANDBOX = {
	clients: [DEFAULT_CLIENT, EVENTS_CLIENT],
	limits: /** @type {const} */ (false),
	webhookRetrySeconds: RETRY_SECONDS,
	// Pluggy waits 5 seconds. How long a busy machine takes to answer is not what is tried here.
	webhookTimeoutMs: 15_000,
};

const ENV = {
	...env,
	// A dead worker's job counts as stalled sooner than after the usual minute.
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @typedef {import('../../scripts/lib/queue.mjs').Queue} Queue */

/** @param {(queue: Queue) => Promise<void>} work */
export async function withQueue(work) {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pluggy-queue-'));
	await chmod(folder, 0o755);
	process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
	for (const signal of SIGNALS) {
		process.once(signal, () => {
			void stopAllChildren().finally(() => process.exit(128 + constants.signals[signal]));
		});
	}
	/** @type {Array<() => unknown>} */
	const stops = [];
	try {
		const queue = await withProgress('Starting Redis, PostgreSQL and n8n in four processes', () =>
			startQueue({ folder, defer: (stop) => stops.unshift(stop), sandbox: SANDBOX, env: ENV }),
		);
		await queue.client.putCredential({
			name: EVENTS_CREDENTIAL,
			type: 'pluggyApi',
			data: { ...EVENTS_CLIENT, name: undefined, baseUrl: queue.sandbox.url, access: 'readOnly' },
		});
		await work(queue);
		checkLogs(queue);
	} finally {
		await stopAll([
			...stops,
			stopAllChildren,
			() => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
		]);
	}
}

/**
 * One after another; one that fails keeps none of the rest from being stopped, and is told at the end.
 * @param {Array<() => unknown>} stops
 */
export async function stopAll(stops) {
	const failures = [];
	for (const stop of stops) {
		const [{ reason }] = /** @type {[{ reason?: unknown }]} */ (
			await Promise.allSettled([Promise.resolve().then(stop)])
		);
		if (reason !== undefined) failures.push(reason);
	}
	if (failures.length > 0)
		throw new AggregateError(failures, `${failures.length} parts did not stop`);
}

/** No line of any process, those that were killed included, may show a secret. @param {Queue} queue */
function checkLogs(queue) {
	const logs = allLogs(queue);
	if (logs.length < 4) throw new Error(`Only ${logs.length} logs to look at`);
	for (const { name, file, text } of logs) {
		for (const line of text.split('\n')) {
			const leaks = leaksIn(line, secretsOf(queue.sandbox));
			if (leaks.length > 0) throw new Error(`A line of ${name}/${file} shows ${leaks.join(', ')}`);
		}
	}
}

/** So that a test that failed does not disturb the next one. @param {Queue} queue */
export async function tidy(queue) {
	const { client, sandbox } = queue;
	sandbox.admin.clearFaults();
	await queue.revive();
	for (const { id } of await client.publishedWorkflows()) await client.unpublishWorkflow(id);
}

/**
 * A test within one. What runs out of time is not stopped by that: the next test would run beside it, so there is none.
 * @param {import('node:test').TestContext} t
 * @param {string} name
 * @param {(one: import('node:test').TestContext) => Promise<void>} run
 */
export async function inTime(t, name, run, timeout = 400_000) {
	let isOver = false;
	await t.test(name, { timeout }, async (one) => {
		try {
			await run(one);
		} finally {
			isOver = true;
		}
	});
	if (!isOver) throw new Error(`"${name}" did not end in time, so nothing is tried after it`);
}

/** @type {string[][]} */
const figures = [];

/** Tells what a test counted, in the table at the end. @param {{ name: string }} t @param {string} figure */
export const counted = (t, figure) => figures.push([t.name, figure]);

export const figuresTable = () => textTable(['test', 'counted'], figures);
