/**
 * Runs a command to its end, quietly: its output is shown only when it fails. Node builtins only.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

const HEAD_LINES = 12;
const TAIL_LINES = 20;
const running = new Set();

/** Ends every command that is still running; for Ctrl-C. */
export function stopCommands() {
	for (const child of running) killGroup(child, 'SIGTERM');
}

/**
 * Signals a child and all it started; both sides ignore a process that is already gone.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function killGroup(child, signal) {
	if (!child.pid) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
}

/**
 * The beginning, where programs name the problem, and the end of what one wrote.
 * @param {string} text
 */
export function excerpt(text, head = HEAD_LINES, end = TAIL_LINES) {
	const lines = text.trim().split('\n');
	if (lines.length <= head + end) return lines.join('\n');
	return [...lines.slice(0, head), '[...]', ...lines.slice(-end)].join('\n');
}

/** The last lines of a text. @param {string} text */
export function tail(text, lines = TAIL_LINES) {
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, what: string, advice?: string, logFile?: string }} options
 * @returns {Promise<string>} what it wrote to standard output
 */
export async function run(command, args, { cwd, env, what, advice, logFile }) {
	const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : undefined;
	const child = spawn(command, args, {
		cwd,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
		shell: process.platform === 'win32',
	});
	running.add(child);
	let stdout = '';
	let all = '';
	const keep = (/** @type {string} */ chunk) => {
		all = (all + chunk).slice(-200_000);
		log?.write(chunk);
	};
	child.stdout.setEncoding('utf8').on('data', (chunk) => {
		stdout += chunk;
		keep(chunk);
	});
	child.stderr.setEncoding('utf8').on('data', keep);
	try {
		const code = await new Promise((done, fail) => {
			child.on('error', fail);
			child.on('close', (exit, signal) => done(exit ?? signal));
		});
		if (code !== 0) throw new Error(`\`${command} ${args.join(' ')}\` ended with ${code}`);
		return stdout;
	} catch (error) {
		const lines = [`${what} failed: ${error.message}.`, advice, all.trim() && `\n${excerpt(all)}`];
		throw new Error(lines.filter(Boolean).join('\n'), { cause: error });
	} finally {
		running.delete(child);
		log?.end();
	}
}
