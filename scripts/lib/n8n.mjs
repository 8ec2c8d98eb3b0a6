/**
 * A real n8n as a child process, on Node 24 and on the loopback address only.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { dialectOf } from './n8n-dialect.mjs';
import { ensureN8n, n8nBin } from './n8n-install.mjs';
import { node24, node24Env } from './paths.mjs';
import { freePorts, isFree } from './ports.mjs';
import { killGroup, tail } from './run.mjs';

const HOST = '127.0.0.1';
const READY_MS = 180_000;
const GRACE_MS = 5_000;
const KEPT_LOG = 500_000;
const watchdog = fileURLToPath(new URL('end-with-parent.cjs', import.meta.url));

const running = new Set();

/** Stops every n8n this process started, also one that is still starting. */
export async function stopAllN8n() {
	await Promise.all([...running].map((stop) => stop()));
}

/** Nothing that calls home, nothing that asks. */
const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	...dialectOf().env,
	N8N_LOG_LEVEL: 'info',
	N8N_SECURE_COOKIE: 'false',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '3',
	GENERIC_TIMEZONE: 'America/Sao_Paulo',
};

/** Settings of another n8n on this machine must not reach ours. */
const foreign =
	/^(N8N_(?!NODES_PLUGGY_)|DB_|EXECUTIONS_|QUEUE_|CREDENTIALS_|WEBHOOK_URL$|GENERIC_TIMEZONE$)/;

const noProxy = (/** @type {NodeJS.ProcessEnv} */ env) =>
	[env.NO_PROXY || env.no_proxy, HOST, 'localhost'].filter(Boolean).join(',');

/**
 * One random key per user folder: n8n's stored credentials stay readable at the next start.
 * @param {string} userFolder
 */
export function encryptionKey(userFolder) {
	const file = join(userFolder, 'encryption-key');
	if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
	return readFileSync(file, 'utf8').trim();
}

/**
 * The environment n8n runs in.
 * @param {{ userFolder: string, port: number, brokerPort: number, key: string, ui: boolean,
 *   outer?: NodeJS.ProcessEnv, env?: Record<string, string> }} options
 */
export function n8nEnv({ userFolder, port, brokerPort, key, ui, outer = process.env, env = {} }) {
	const inherited = Object.entries(node24Env(outer)).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(inherited),
		...quiet,
		NO_PROXY: noProxy(outer),
		no_proxy: noProxy(outer),
		N8N_DISABLE_UI: String(!ui),
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: key,
		N8N_LISTEN_ADDRESS: HOST,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		...env,
	};
}

/**
 * @typedef {object} RunningN8n
 * @property {string} url
 * @property {string} userFolder
 * @property {string} logFile
 * @property {number} pid
 * @property {(lines?: number) => string} logs the last lines it wrote
 * @property {Promise<void>} ended resolves when the process is gone, whoever ended it
 * @property {() => Promise<void>} stop
 */

/**
 * Starts n8n and waits until its REST API answers.
 * @param {{ userFolder: string, port?: number, env?: Record<string, string>, ui?: boolean,
 *   mode?: 'start' | 'worker' | 'webhook', args?: string[], folder?: string }} options
 * @returns {Promise<RunningN8n>}
 */
export async function startN8n({
	userFolder,
	port,
	env,
	ui = false,
	mode = 'start',
	args = [],
	folder,
}) {
	const installed = folder ?? (await ensureN8n());
	if (port && !(await isFree(port))) {
		throw new Error(`Port ${port} is taken. Stop what uses it, or choose another one with --port.`);
	}
	const [anyPort, brokerPort] = await freePorts(2);
	const chosen = port ?? anyPort;
	mkdirSync(userFolder, { recursive: true });
	const key = encryptionKey(userFolder);
	const logFile = join(userFolder, `n8n-${mode}.log`);
	const child = spawn(node24, ['--require', watchdog, n8nBin(installed), mode, ...args], {
		cwd: userFolder,
		env: n8nEnv({ userFolder, port: chosen, brokerPort, key, ui, env }),
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		detached: process.platform !== 'win32',
	});
	const log = keepLog(child, logFile);
	const ended = new Promise((done) => child.once('exit', done)).then(() => undefined);
	const url = `http://${HOST}:${chosen}`;
	const stop = () => stopChild(child, ended).finally(() => running.delete(stop));
	running.add(stop);
	try {
		await waitUntilReady({ child, mode, url, log });
	} catch (error) {
		await stop();
		throw new Error(`${error.message}\n\nThe end of ${logFile}:\n${tail(log())}`);
	}
	return {
		url,
		userFolder,
		logFile,
		pid: Number(child.pid),
		logs: (n) => tail(log(), n),
		ended,
		stop,
	};
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} file
 * @returns {() => string} what was written so far (its end, if long)
 */
function keepLog(child, file) {
	const stream = createWriteStream(file);
	let text = '';
	for (const output of [child.stdout, child.stderr]) {
		output?.setEncoding('utf8').on('data', (chunk) => {
			text = (text + chunk).slice(-KEPT_LOG);
			stream.write(chunk);
		});
	}
	child.once('close', () => stream.end());
	return () => text;
}

/**
 * @param {{ child: import('node:child_process').ChildProcess, mode: string, url: string, log: () => string }} started
 */
async function waitUntilReady({ child, mode, url, log }) {
	const deadline = Date.now() + READY_MS;
	/** @type {Error | undefined} */
	let failure;
	child.once('error', (error) => (failure = error));
	while (Date.now() < deadline) {
		if (failure) throw new Error(`n8n could not be started: ${failure.message}.`);
		if (child.exitCode !== null || child.signalCode !== null) {
			throw new Error(
				`n8n ended while starting (${child.signalCode ?? `exit code ${child.exitCode}`}).`,
			);
		}
		if (mode === 'worker' ? /worker is now ready/i.test(log()) : await answers(url, mode)) return;
		await sleep(200);
	}
	throw new Error(`n8n did not answer at ${url} within ${READY_MS / 1_000} seconds.`);
}

/**
 * /healthz answers before the database is migrated and before the REST API is there; until then
 * /rest is a plain text with status 200. (/rest/settings does not exist without the editor.)
 * @param {string} url
 * @param {string} mode
 */
async function answers(url, mode) {
	const health = ['/healthz', '/healthz/readiness'];
	const statuses = await Promise.all(health.map((path) => statusOfJson(url + path)));
	if (statuses.some((status) => status !== 200)) return false;
	return mode === 'webhook' || [200, 401].includes((await statusOfJson(`${url}/rest/login`)) ?? 0);
}

/** The status of an answer in JSON, or undefined. @param {string} url */
async function statusOfJson(url) {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
		await response.json();
		return response.status;
	} catch {
		return undefined;
	}
}

/**
 * The whole group: the task runner is a child of n8n.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<void>} ended
 */
async function stopChild(child, ended) {
	if (!child.pid) return;
	if (child.exitCode === null && child.signalCode === null) {
		killGroup(child, 'SIGTERM');
		await Promise.race([ended, sleep(GRACE_MS, undefined, { ref: false })]);
	}
	killGroup(child, 'SIGKILL');
	await ended;
}
