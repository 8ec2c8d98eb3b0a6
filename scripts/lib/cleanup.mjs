/**
 * Runs a script so that whatever it started is stopped at its end: done, failed or Ctrl-C.
 */
import { stopAllChildren } from './child.mjs';
import { say } from './progress.mjs';
import { stopCommands } from './run.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Thrown into the script by Ctrl-C. */
export class Interrupted extends Error {
	constructor() {
		super('Interrupted.');
	}
}

/**
 * @typedef {object} Tools
 * @property {(stop: () => unknown) => void} defer takes what stops a part
 * @property {Promise<never>} interrupted rejects at Ctrl-C
 */

/**
 * @param {(tools: Tools) => Promise<void>} work may set `process.exitCode`
 * @param {{ interruptedCode?: number }} [options] exit code after Ctrl-C
 */
export async function runScript(work, { interruptedCode = 130 } = {}) {
	/** @type {Array<() => unknown>} */
	const stops = [];
	/** @type {(reason: unknown) => void} */
	let abort = () => {};
	/** @type {Promise<never>} */
	const interrupted = new Promise((_, fail) => (abort = fail));
	interrupted.catch(() => {});
	for (const signal of SIGNALS) process.on(signal, () => abort(new Interrupted()));
	process.on('uncaughtException', (error) => abort(error));
	process.on('unhandledRejection', (error) => abort(error));
	let code = 0;
	try {
		await Promise.race([work({ defer: (stop) => stops.unshift(stop), interrupted }), interrupted]);
	} catch (error) {
		if (error instanceof Interrupted) say('\nStopping ...');
		else process.stderr.write(`\n${error.message}\n`);
		code = error instanceof Interrupted ? interruptedCode : 1;
	}
	stopCommands();
	await stopAllChildren();
	for (const stop of stops) {
		await Promise.resolve()
			.then(stop)
			.catch((error) => process.stderr.write(`While stopping: ${error.message}\n`));
	}
	if (code === interruptedCode) say('Everything is stopped.');
	process.exit(code || process.exitCode);
}
