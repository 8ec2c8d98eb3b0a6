/**
 * Where the contestants meet: one local Pluggy, one n8n with our packed package, and runs of
 * workflows that are measured from outside, by n8n's database and /proc.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { connect, failureOf } from '../../scripts/lib/n8n-client.mjs';
import { startN8n } from '../../scripts/lib/n8n.mjs';
import { sandboxCredential, startStack } from '../../scripts/lib/stack.mjs';
import { cpuSeconds, watchPeak } from './process.mjs';
import { profileEnv } from './profile.mjs';

const LOOK_MS = 20;
const LONGEST_MS = 600_000;
/** An idle n8n takes some percent of a core. */
const IDLE_SHARE = 0.1;
const REST_LOOK_MS = 300;
const MOST_LOOKS = 30;
const BUSY = new Set(['new', 'running', 'waiting']);
const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Every execution is kept until it was looked at. NODE_ENV as in n8n's images. */
const ENV = {
	NODE_ENV: 'production',
	EXECUTIONS_DATA_PRUNE: 'false',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
	EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
	// Otherwise it does not show executions of more than 100 MB.
	EXECUTIONS_DATA_MAX_DISPLAY_SIZE: '0',
};

/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */

/**
 * @param {object} options
 * @param {(stop: () => unknown) => void} options.defer
 * @param {import('../../sandbox/server.mjs').SandboxOptions} [options.sandbox]
 * @param {Record<string, string>} [options.env] of n8n
 * @param {string} [options.tarball] packed now unless given
 */
export async function openStage({ defer, sandbox: sandboxOptions, env = {}, tarball }) {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pluggy-bench-'));
	defer(() => rm(userFolder, { recursive: true, force: true, maxRetries: 5 }));
	const n8nOptions = { env: { ...ENV, ...env, ...profileEnv() } };
	const sandbox = { limits: /** @type {const} */ (false), ...sandboxOptions };
	const stack = await startStack({ userFolder, defer, tarball, sandbox, n8n: n8nOptions });
	let { n8n, client } = stack;
	// What is measured against: HTTP Request nodes with the same credential.
	const { data, ...credential } = sandboxCredential(stack.sandbox);
	await client.putCredential({
		...credential,
		data: { ...data, allowedHttpRequestDomains: 'all' },
	});
	let database = openDatabase(userFolder);
	defer(() => database.close());

	/** Another process with the same workflows: what has run before has left nothing in it. */
	async function restart() {
		database.close();
		await n8n.stop();
		n8n = await startN8n({ userFolder, ...n8nOptions });
		defer(() => n8n.stop());
		client = await connect(n8n.url);
		database = openDatabase(userFolder);
	}

	/** Imports a workflow; what it holds cannot change any more. @param {Row} workflow */
	const add = async (workflow) => String((await client.putWorkflow(workflow)).id);

	/** Waits until n8n has stored that an execution ended well. @param {string} id */
	async function saved(id) {
		const deadline = performance.now() + LONGEST_MS;
		const look = database.prepare(
			`SELECT e.status, e.startedAt, e.stoppedAt, octet_length(d.data) AS bytes
			FROM execution_entity e JOIN execution_data d ON d.executionId = e.id
			WHERE e.id = ? AND e.stoppedAt IS NOT NULL`,
		);
		for (;;) {
			const found = look.get(id);
			if (found?.status === 'success') return found;
			if (found && !BUSY.has(String(found.status))) {
				throw new Error(`n8n: ${failureOf(await client.getExecution(id))}`);
			}
			if (performance.now() > deadline) throw new Error(`Execution ${id} has not ended`);
			await sleep(LOOK_MS);
		}
	}

	/** Waits until n8n has done what it does after an execution: the next would pay for it. */
	async function rest() {
		for (let left = MOST_LOOKS; left > 0; left -= 1) {
			const cpu = cpuSeconds(n8n.pid);
			await sleep(REST_LOOK_MS);
			if (cpuSeconds(n8n.pid) - cpu <= IDLE_SHARE * (REST_LOOK_MS / 1_000)) return;
		}
	}

	/**
	 * Runs a workflow once, when n8n is idle, and takes its figures; its rows stay in n8n until `forget`.
	 * @param {string} workflowId
	 */
	async function run(workflowId) {
		await rest();
		const before = stack.sandbox.traffic.counts();
		const peak = watchPeak(n8n.pid);
		const cpu = cpuSeconds(n8n.pid);
		const start = performance.now();
		const id = await client.startWorkflow(workflowId);
		const found = await saved(id);
		const wall = (performance.now() - start) / 1_000;
		const after = stack.sandbox.traffic.counts();
		return {
			id,
			figures: {
				run: (timeOf(found.stoppedAt) - timeOf(found.startedAt)) / 1_000,
				wall,
				cpu: cpuSeconds(n8n.pid) - cpu,
				memory: peak(),
				requests: after.requests - before.requests,
				connections: after.connections - before.connections,
			},
		};
	}

	/** The UUIDs that stand in what n8n stored of an execution. @param {string} id */
	function uuidsIn(id) {
		const stored = database.prepare('SELECT data FROM execution_data WHERE executionId = ?');
		return new Set(String(stored.get(id)?.data).match(UUIDS));
	}

	/**
	 * Deletes executions, so that n8n's database does not grow by each. n8n may just have closed the
	 * connection that lay idle meanwhile.
	 * @param {string[]} ids
	 */
	async function forget(ids) {
		const erase = async () =>
			await client.call('POST', '/rest/executions/delete', { body: { ids } });
		await erase().catch(erase);
	}

	return {
		...{ sandbox: stack.sandbox, userFolder, restart, add, rest, run, saved, uuidsIn, forget },
		get n8n() {
			return n8n;
		},
		get client() {
			return client;
		},
		get database() {
			return database;
		},
	};
}

/** n8n's own database, beside n8n. @param {string} userFolder */
const openDatabase = (userFolder) =>
	new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'), {
		readOnly: true,
		timeout: 10_000,
	});

/** n8n stores UTC without saying so. @param {unknown} text */
const timeOf = (text) => Date.parse(`${String(text).replace(' ', 'T')}Z`);
