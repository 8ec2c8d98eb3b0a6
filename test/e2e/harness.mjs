/**
 * For end-to-end tests: a stock n8n in a fresh user folder with our packed package, a local Pluggy
 * and a client that is logged in. Every execution that a test waits for, and n8n's log at the end,
 * are searched for secrets.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../scripts/lib/stack.mjs';
import { checkLog, secretsOf, watched } from './leaks.mjs';

/**
 * @template T
 * @param {{ sandbox?: object, n8n?: object, tarball?: string }} options
 *   of the sandbox, and of startN8n (`ui: true` for /types/*.json, `env`)
 * @param {(stack: Awaited<ReturnType<typeof startStack>> & { userFolder: string }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withStack(options, work) {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pluggy-e2e-'));
	/** @type {Array<() => unknown>} */
	const stops = [() => rm(userFolder, { recursive: true, force: true, maxRetries: 5 })];
	let stack;
	try {
		// Payments are about more than whom they go to.
		const sandbox = { defaultRecipient: true, ...options.sandbox };
		const defer = (/** @type {() => unknown} */ stop) => void stops.unshift(stop);
		stack = await startStack({ ...options, sandbox, userFolder, defer });
		const client = watched(stack.client, secretsOf(stack.sandbox));
		const result = await work({ ...stack, client, userFolder });
		await checkLog(stack);
		return result;
	} catch (error) {
		if (stack) process.stderr.write(`\nThe end of n8n's log:\n${stack.n8n.logs(30)}\n`);
		throw error;
	} finally {
		for (const stop of stops) await stop();
	}
}
