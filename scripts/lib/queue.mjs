/**
 * n8n in queue mode: one main, one webhook process, two workers, with a Redis and a PostgreSQL of their
 * own, our packed package in each process's own folder, and the local Pluggy in this process.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { connect } from './n8n-client.mjs';
import { ensureN8n } from './n8n-install.mjs';
import { encryptionKey, startN8n } from './n8n.mjs';
import { packPackage, unpackPackage } from './package.mjs';
import { freePorts } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { sandboxCredential, startSandbox } from './stack.mjs';

/**
 * A process of n8n: `worker-2` is a worker.
 * @typedef {'main' | `webhook${'' | `-${number}`}` | `worker-${number}`} Name
 */

const MODES = /** @type {const} */ ({ main: 'start', webhook: 'webhook', worker: 'worker' });

/** @param {Name} name */
const modeOf = (name) => MODES[/** @type {keyof typeof MODES} */ (name.split('-')[0])];

/** @typedef {Awaited<ReturnType<typeof startQueue>>} Queue */

/**
 * @param {object} options
 * @param {string} options.folder others must be able to enter it (see startPostgres)
 * @param {(stop: () => unknown) => void} options.defer takes what stops the parts
 * @param {import('../../sandbox/server.mjs').SandboxOptions} [options.sandbox]
 * @param {Record<string, string>} [options.env] of every process
 */
export async function startQueue({ folder, defer, sandbox: sandboxOptions, env = {} }) {
	const installed = await ensureN8n();
	const tarball = await packPackage();
	const sandbox = await startSandbox({
		...{ port: 0, adminPort: 0, fast: true, defaultRecipient: true },
		...sandboxOptions,
	});
	defer(() => sandbox.close());
	const redis = await startRedis({ folder: join(folder, 'redis') });
	defer(() => redis.stop());
	const postgres = await startPostgres({ folder: join(folder, 'postgres') });
	defer(() => postgres.stop());

	const [mainPort, webhookPort] = await freePorts(2);
	/** @type {Partial<Record<Name, number>>} */
	const ports = { main: mainPort, webhook: webhookPort };
	const shared = {
		N8N_ENCRYPTION_KEY: encryptionKey(folder),
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		// Production webhooks come to the webhook processes only.
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		// No process starts a task runner of its own: nothing here runs code of a workflow.
		N8N_RUNNERS_MODE: 'external',
		N8N_RUNNERS_AUTH_TOKEN: randomBytes(16).toString('hex'),
		N8N_WEBHOOK_URL: `http://127.0.0.1:${webhookPort}`,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_DATABASE: 'postgres',
		...env,
	};

	/** @type {Map<Name, import('./n8n.mjs').RunningN8n>} */
	const processes = new Map();
	/** Those that ended by themselves. @type {Set<Name>} */
	const gone = new Set();
	let starts = 0;

	/** @param {Name} name */
	async function start(name) {
		const userFolder = join(folder, name);
		await unpackPackage({ tarball, userFolder });
		const mode = modeOf(name);
		const args = mode === 'worker' ? ['--concurrency=10'] : [];
		const port = ports[name];
		const logName = `n8n-${++starts}.log`;
		const one = { userFolder, folder: installed, mode, args, port, env: shared, logName };
		const started = await startN8n(one);
		processes.set(name, started);
		started.ended.then(() => processes.get(name) === started && gone.add(name));
		return started;
	}

	/** @param {Name} name */
	function process(name) {
		const found = processes.get(name);
		if (!found) throw new Error(`There is no process ${name}`);
		return found;
	}

	/** @param {Name} name */
	async function stop(name) {
		const one = process(name);
		processes.delete(name);
		gone.delete(name);
		await one.stop();
	}

	/** Ends one at once, without a farewell. @param {Name} name */
	async function kill(name) {
		process(name).kill('SIGKILL');
		await stop(name);
	}

	/** Starts those again that ended by themselves, as Docker does with `restart: always`. */
	async function revive() {
		const names = [...gone];
		for (const name of names) {
			await stop(name);
			await start(name);
		}
		return names;
	}

	defer(() => Promise.all([...processes.keys()].map(stop)));
	// The database is migrated by whoever comes first.
	const main = await start('main');
	await Promise.all(/** @type {Name[]} */ (['webhook', 'worker-1', 'worker-2']).map(start));
	const client = await connect(main.url);
	const credential = await client.putCredential(sandboxCredential(sandbox));
	return {
		...{ folder, sandbox, redis, postgres, client, credential, processes },
		...{ start, stop, kill, revive, process },
	};
}
