/**
 * Lets a script be started by any Node from 18 on: installs what is missing, then continues on
 * Node 24. Node builtins only, here and in what it imports.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { node24, NODE_MAJOR } from './paths.mjs';

const OLDEST = 18;
const major = Number(process.versions.node.split('.')[0]);

/**
 * Returns on Node 24 only; on an older one the script runs again there and this process just
 * waits for it.
 * @param {string} scriptUrl `import.meta.url` of the script
 */
export async function onNode24(scriptUrl) {
	try {
		if (major < OLDEST)
			throw new Error(`Node ${OLDEST} or later is needed, this is ${process.version}.`);
		await ensureDependencies();
	} catch (error) {
		process.stderr.write(`\n${error.message}\n`);
		process.exit(1);
	}
	if (major >= NODE_MAJOR) return;
	const args = [fileURLToPath(scriptUrl), ...process.argv.slice(2)];
	process.exit(await runToEnd(node24, args));
}

/**
 * Runs a program in our terminal and lets it handle the signals.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function runToEnd(command, args, env = process.env) {
	const child = spawn(command, args, { stdio: 'inherit', env });
	process.on('SIGINT', () => {}); // The terminal sends it to the child as well.
	for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	return await new Promise((done) => {
		child.on('error', () => done(1));
		child.on('exit', (code, signal) =>
			done(code ?? 128 + (signal ? constants.signals[signal] : 0)),
		);
	});
}
