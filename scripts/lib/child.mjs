/**
 * Child processes that serve until they are stopped: n8n, Redis, PostgreSQL. Each has its own process
 * group, a log file, and ends with this process, however that ends.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { node24 } from './paths.mjs';
import { killGroup } from './run.mjs';

const GRACE_MS = 5_000;
const KEPT_LOG = 500_000;
const watchdog = fileURLToPath(new URL('end-with-parent.cjs', import.meta.url));

const running = new Set();

/** Stops every child this process started, also one that is still starting. */
export async function stopAllChildren() {
	await Promise.all([...running].map((stop) => stop()));
}

/**
 * @typedef {object} Child
 * @property {import('node:child_process').ChildProcess} process
 * @property {() => string} log what it wrote so far (its end, if long)
 * @property {Promise<void>} ended resolves when the process is gone, whoever ended it
 * @property {(signal: NodeJS.Signals) => void} kill signals the whole group
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a script on Node 24.
 * @param {{ args: string[], cwd: string, env: NodeJS.ProcessEnv, logFile: string,
 *   stopSignal?: NodeJS.Signals }} options
 * @returns {Child}
 */
export function startChild({ args, cwd, env, logFile, stopSignal = 'SIGTERM' }) {
	const child = spawn(node24, ['--require', watchdog, ...args], {
		cwd,
		env,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		detached: process.platform !== 'win32',
	});
	const log = keepLog(child, logFile);
	const ended = new Promise((done) => child.once('exit', done)).then(() => undefined);
	const stop = () => stopChild(child, ended, stopSignal).finally(() => running.delete(stop));
	running.add(stop);
	return { process: child, log, ended, kill: (signal) => killGroup(child, signal), stop };
}

/** How a child ended, if it has. @param {import('node:child_process').ChildProcess} child */
export function endOf({ exitCode, signalCode }) {
	if (exitCode === null && signalCode === null) return undefined;
	return signalCode ?? `exit code ${exitCode}`;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} file
 * @returns {() => string} what was written so far (its end, if long)
 */
function keepLog(child, file) {
	// Written at once: who reads the file finds all that came before.
	const to = openSync(file, 'w');
	let text = '';
	for (const output of [child.stdout, child.stderr]) {
		output?.setEncoding('utf8').on('data', (chunk) => {
			text = (text + chunk).slice(-KEPT_LOG);
			writeSync(to, chunk);
		});
	}
	child.once('close', () => closeSync(to));
	return () => text;
}

/**
 * The whole group: the task runner is a child of n8n.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<void>} ended
 * @param {NodeJS.Signals} signal
 */
async function stopChild(child, ended, signal) {
	if (!child.pid) return;
	if (!endOf(child)) {
		killGroup(child, signal);
		await Promise.race([ended, sleep(GRACE_MS, undefined, { ref: false })]);
	}
	killGroup(child, 'SIGKILL');
	await ended;
}
