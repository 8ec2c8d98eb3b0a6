/** A payment whose answer is lost, a Wait, and n8n started anew before the same node comes again. */
import assert from 'node:assert/strict';
import { connect, outputOf } from '../../../scripts/lib/n8n-client.mjs';
import { startN8n } from '../../../scripts/lib/n8n.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkLog } from '../leaks.mjs';
import { loop } from './again.mjs';
import { codesOf, loseAnswer, made, PAY, seen, startCounting } from './pay.mjs';

/** Puts out where the execution is resumed. */
const address = {
	name: 'Address',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: '={{ { url: $execution.resumeUrl } }}', options: {} },
};

const wait = {
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	webhookId: '0d9c2f4e-5f0b-4a53-8a0e-6f5b7c1d2e30',
	parameters: { resume: 'webhook', options: {} },
};

/**
 * Stops the n8n of the stack and starts it again.
 * @param {import('node:test').TestContext} t
 * @param {{ client: any, sandbox: any, n8n: any, userFolder: string }} stack
 * @param {object} env
 */
export async function resumedTests(t, { client, sandbox, n8n, userFolder }, env) {
	await t.test('resumed in another process, the payment node sends nothing more', async () => {
		startCounting(sandbox);
		loseAnswer(sandbox);
		const { id } = await client.putWorkflow(loop('Money: wait', 2, [address, wait]));
		const executionId = await client.startWorkflow(id);
		const waiting = async (by, turns) =>
			await until(`wait ${turns}`, async () => {
				const execution = await by.getExecution(executionId);
				const runs = outputOf(execution, 'Address').length;
				return execution.status === 'waiting' && runs === turns ? execution : undefined;
			});
		const resume = async (execution) => {
			const { pathname, search } = new URL(outputOf(execution, 'Address')[0].url);
			const answer = await fetch(n8n.url + pathname + search);
			assert.equal(answer.status, 200, await answer.text());
		};
		const first = await waiting(client, 1);
		assert.deepEqual(codesOf(outputOf(first, PAY)), ['OUTCOME_UNKNOWN']);
		// A new start begins a new log.
		await checkLog({ n8n, sandbox });
		await n8n.stop();

		const port = Number(new URL(n8n.url).port);
		const next = await startN8n({ userFolder, port, env });
		try {
			assert.notEqual(next.pid, n8n.pid);
			const again = await connect(next.url);
			await resume(first);
			const second = await waiting(again, 2);
			assert.deepEqual([seen(sandbox).length, made(sandbox).length], [1, 1]);
			assert.deepEqual(codesOf(outputOf(second, PAY)), ['OUTCOME_UNKNOWN', 'NOT_SENT']);
			await resume(second);
			const { status } = await again.waitForExecution(executionId);
			assert.equal(status, 'success');
			assert.equal(seen(sandbox).length, 1);
		} finally {
			await next.stop();
		}
	});
}
