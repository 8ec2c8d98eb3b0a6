/**
 * Two workers under one of Pluggy's limits: each process knows only what it sent itself. Counts and time
 * are bounded; on a busy machine the best of a few attempts counts.
 */
import assert from 'node:assert/strict';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';
import { inARow, pluggy, rows } from '../e2e/workflow.mjs';
import { connections } from './events.mjs';
import { byWorker } from './executions.mjs';
import { counted } from './harness.mjs';

const WINDOW_MS = 60_000;
const LIMIT = 360;
const EXECUTIONS = 4;
const READS_EACH = 225;
const READS = EXECUTIONS * READS_EACH;
const ATTEMPTS = 3;

const MOST_TIME = 1.1;
const MOST_REFUSED = 0.05;

/** @typedef {import('./harness.mjs').Queue} Queue */

/**
 * One attempt, begun in the middle of a window: all of it, the next one whole, and the rest of the reads.
 * @param {Queue} queue
 * @param {string[]} workflowIds
 */
async function attempt(queue, workflowIds) {
	const { client, sandbox } = queue;
	const { admin } = sandbox;
	admin.setLimits({ enabled: true });
	const into = Date.parse(admin.state().now) % WINDOW_MS;
	admin.advance(((WINDOW_MS * 1.5 - into) % WINDOW_MS) / 1_000);
	admin.clearRequests();
	const start = Date.parse(admin.state().now);
	const executions = await Promise.all(
		workflowIds.map((id) => client.runWorkflow(id, { timeoutMs: 350_000 })),
	);
	admin.setLimits({ enabled: false });
	const requests = admin.requests().filter(({ path }) => path.startsWith('/transactions/'));
	const through = requests
		.filter(({ status }) => status === 200)
		.map(({ time }) => Date.parse(time));
	// Nobody can be faster than the limit in each window, and the last reads go as fast as the first ones.
	const lastWindow = (Math.floor(start / WINDOW_MS) + Math.floor(READS / LIMIT)) * WINDOW_MS;
	const pace = through[(READS % LIMIT) - 1] - through[0];
	const ideal = lastWindow - start + pace;
	return {
		executions,
		through: through.length,
		requests: requests.length,
		refused: requests.length - through.length,
		took: Number(through.at(-1)) - start,
		ideal,
		shares: byWorker(
			queue,
			executions.map(({ id }) => ({ id: Number(id) })),
		),
	};
}

export const tests = {
	'two workers under one rate limit': async (t, queue) => {
		const { client, sandbox } = queue;
		const [item] = await connections(queue, 1);
		const [{ id: transactionId }] = sandbox.admin.transactions(item);
		const read = pluggy('Read', {
			resource: 'transaction',
			operation: 'get',
			transactionId: '={{ $json.id }}',
		});
		const many = Array.from({ length: READS_EACH }, () => ({ id: transactionId }));
		const workflowIds = [];
		for (let n = 0; n < EXECUTIONS; n++) {
			const { id } = await client.putWorkflow(inARow(`Limit ${n}`, [...rows('Rows', many), read]));
			workflowIds.push(id);
		}
		const tries = [];
		for (let n = 0; n < ATTEMPTS; n++) {
			const one = await attempt(queue, workflowIds);
			for (const execution of one.executions) {
				const got = outputOf(execution, 'Read');
				assert.equal(got.length, READS_EACH);
				assert.ok(got.every(({ id }) => id === transactionId));
			}
			assert.equal(one.through, READS);
			assert.ok(one.refused > 0, 'the limit was never met');
			const time = one.took / one.ideal;
			const share = one.refused / one.requests;
			const areBoth = Object.keys(one.shares).length === 2;
			tries.push({ time, share, isGood: areBoth && time <= MOST_TIME && share < MOST_REFUSED });
			counted(
				t,
				`attempt ${n + 1}: ${Object.values(one.shares).join(' + ')} executions, ` +
					`${(one.took / 1_000).toFixed(1)} s, ${time.toFixed(3)} of the ideal, ` +
					`${one.refused} of ${one.requests} requests refused (${(share * 100).toFixed(1)} %)`,
			);
			if (tries.at(-1)?.isGood) break;
		}
		assert.ok(
			tries.some(({ isGood }) => isGood),
			`At most ${MOST_TIME} of the ideal time and ${MOST_REFUSED * 100} % refused: ${JSON.stringify(tries)}`,
		);
	},
};
