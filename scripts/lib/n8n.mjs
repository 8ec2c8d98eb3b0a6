/**
 * A real n8n as a child process, on Node 24 and on the loopback address only.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOf, startChild } from './child.mjs';
import { dialectOf } from './n8n-dialect.mjs';
import { ensureN8n, n8nBin } from './n8n-install.mjs';
import { node24Env } from './paths.mjs';
import { freePorts, isFree } from './ports.mjs';
import { tail } from './run.mjs';

const HOST = '127.0.0.1';
const READY_MS = 180_000;

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
 * @property {(signal: NodeJS.Signals) => void} kill signals it and its task runner
 * @property {() => Promise<void>} stop
 */

/**
 * Starts n8n and waits until its REST API answers.
 * @param {{ userFolder: string, port?: number, env?: Record<string, string>, ui?: boolean,
 *   mode?: 'start' | 'worker' | 'webhook', args?: string[], folder?: string, logName?: string }} options
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
	logName = `n8n-${mode}.log`,
}) {
	const installed = folder ?? (await ensureN8n());
	if (port && !(await isFree(port))) {
		throw new Error(`Port ${port} is taken. Stop what uses it, or choose another one with --port.`);
	}
	const [anyPort, brokerPort] = await freePorts(2);
	const chosen = port ?? anyPort;
	mkdirSync(userFolder, { recursive: true });
	const key = encryptionKey(userFolder);
	const logFile = join(userFolder, logName);
	const child = startChild({
		args: [n8nBin(installed), mode, ...args],
		cwd: userFolder,
		env: n8nEnv({ userFolder, port: chosen, brokerPort, key, ui, env }),
		logFile,
	});
	const { log, ended, kill, stop } = child;
	const url = `http://${HOST}:${chosen}`;
	try {
		await waitUntilReady({ child: child.process, mode, url, log });
	} catch (error) {
		await stop();
		throw new Error(`${error.message}\n\nThe end of ${logFile}:\n${tail(log())}`);
	}
	return {
		url,
		userFolder,
		logFile,
		pid: Number(child.process.pid),
		logs: (n) => tail(log(), n),
		ended,
		kill,
		stop,
	};
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
		const end = endOf(child);
		if (end) throw new Error(`n8n ended while starting (${end}).`);
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
