/** A worker that dies while Pluggy holds the answer to a payment. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../scripts/lib/until.mjs';
import { CREATION, made, pay, seen, startCounting } from '../e2e/money/pay.mjs';
import { publish } from '../e2e/triggers.mjs';
import { emit, onEvent } from './events.mjs';
import { begun, executionsOf, statuses } from './executions.mjs';
import { counted } from './harness.mjs';

const HELD_MS = 8_000;
/** Until a job counts as stalled (see ENV of harness.mjs), twice. */
const STALLED_MS = 40_000;

export const tests = {
	'a worker killed while a payment is under way: it is paid once': async (t, queue) => {
		const { client, sandbox } = queue;
		const { id } = await client.putWorkflow(onEvent('Payment', { nodes: [pay()] }));
		await publish(client, id);
		startCounting(sandbox);
		sandbox.admin.addFault({ kind: 'slowAfter', delayMs: HELD_MS, times: -1, match: CREATION });
		emit(queue);
		await until('the payment is made', () => made(sandbox).length > 0);
		const [{ id: executionId, status }] = await executionsOf(queue, id);
		assert.equal(status, 'running');
		const begins = () => begun(queue).filter((one) => one.id === executionId);
		const [{ name }, ...twice] = begins();
		assert.deepEqual(twice, []);
		await queue.kill(/** @type {'worker-1'} */ (name));
		const killedAt = Date.now();
		sandbox.admin.clearFaults();

		// A worker that comes back might be given the job again, and so might the one that is left.
		await queue.start(/** @type {'worker-1'} */ (name));
		const failed = await until(
			'n8n knows that it failed',
			async () => {
				const found = await statuses(queue, id);
				return found.running || found.new ? undefined : found;
			},
			{ timeoutMs: 120_000, everyMs: 500 },
		);
		const seconds = (Date.now() - killedAt) / 1_000;
		await sleep(Math.max(0, killedAt + STALLED_MS - Date.now()));
		assert.deepEqual(begins(), [{ name, id: executionId }], 'a worker began it again');
		assert.deepEqual(await statuses(queue, id), failed);
		const [[end, number], ...others] = Object.entries(failed);
		assert.ok(['error', 'crashed'].includes(end) && number === 1, JSON.stringify(failed));
		assert.deepEqual(others, []);
		assert.equal(seen(sandbox).length, 1, 'the payment was sent again');
		assert.equal(made(sandbox).length, 1);
		await client.unpublishWorkflow(id);
		counted(t, `1 request, 1 payment, 1 execution, shown as ${end} after ${seconds.toFixed(0)} s`);
	},
};
