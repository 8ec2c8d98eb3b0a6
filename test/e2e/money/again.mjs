/** The same payment node again: in the next turn of a loop, after a wait, or in a retried execution. */
import assert from 'node:assert/strict';
import { failureOf, outputOf } from '../../../scripts/lib/n8n-client.mjs';
import { inARow, rows } from '../workflow.mjs';
import {
	codesOf,
	CONTINUE,
	labels,
	loseAnswer,
	made,
	pay,
	PAY,
	refuse,
	seen,
	startCounting,
} from './pay.mjs';

const to = (node) => [{ node, type: 'main', index: 0 }];

/**
 * Loop Over Items around a payment.
 * @param {string} name
 * @param {number} turns
 * @param {object[]} [then] nodes between the payment and the next turn
 */
export function loop(name, turns, then = []) {
	const items = Array.from({ length: turns }, (_, n) => ({ n }));
	const over = {
		name: 'Loop',
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		parameters: { options: {} },
	};
	const workflow = inARow(name, [...rows('Items', items), over, pay(CONTINUE), ...then]);
	workflow.connections.Loop = { main: [[], to(PAY)] };
	workflow.connections[workflow.nodes.at(-1).name] = { main: [to('Loop')] };
	return workflow;
}

/** @param {import('node:test').TestContext} t @param {{ client: any, sandbox: any }} stack */
export async function loopTests(t, { client, sandbox }) {
	await t.test('a loop of three turns, the first answer lost: one request', async () => {
		startCounting(sandbox);
		loseAnswer(sandbox);
		const { id } = await client.putWorkflow(loop('Money: loop', 3));
		const execution = await client.runWorkflow(id);
		assert.deepEqual([seen(sandbox).length, made(sandbox).length], [1, 1]);
		const turns = execution.data.resultData.runData[PAY];
		assert.deepEqual(
			turns.map(({ data }) => codesOf(data.main[0].map(({ json }) => json))),
			[['OUTCOME_UNKNOWN'], ['NOT_SENT'], ['NOT_SENT']],
		);

		// It holds for that execution: the next one pays, three times.
		startCounting(sandbox);
		const next = await client.runWorkflow(id);
		assert.deepEqual(codesOf(outputOf(next, PAY)), ['CREATED', 'CREATED', 'CREATED']);
		assert.equal(seen(sandbox).length, 3);
	});

	await t.test('a clear refusal does not hold back the other turns', async () => {
		startCounting(sandbox);
		refuse(sandbox);
		const { id } = await client.putWorkflow(loop('Money: refused turn', 3));
		const execution = await client.runWorkflow(id);
		assert.deepEqual(codesOf(outputOf(execution, PAY)), ['HTTP_400', 'CREATED', 'CREATED']);
		assert.equal(seen(sandbox).length, 3);
	});
}

/** @param {import('node:test').TestContext} t @param {{ client: any, sandbox: any }} stack */
export async function retryTests(t, { client, sandbox }) {
	const put = async (/** @type {Parameters<typeof inARow>} */ ...args) =>
		(await client.putWorkflow(inARow(...args))).id;
	const fail = async (id) => {
		const execution = await client.runWorkflow(id, { allowFailure: true });
		assert.equal(execution.status, 'error');
		return execution;
	};
	/**
	 * The Retry button.
	 * @param {Row} execution
	 * @param {boolean} loadWorkflow with the workflow as it is saved now
	 */
	async function retry({ id }, loadWorkflow) {
		const path = `/rest/executions/${id}/retry`;
		const retried = await client.call('POST', path, { body: { loadWorkflow } });
		assert.equal(retried.mode, 'retry');
		return await client.waitForExecution(retried.id);
	}

	await t.test('the Retry button sends no payment, unless the node allows it', async () => {
		startCounting(sandbox);
		refuse(sandbox);
		const name = 'Money: retry';
		const first = await fail(await put(name, [pay()]));
		assert.deepEqual([seen(sandbox).length, made(sandbox).length], [1, 0]);

		for (const loadWorkflow of [false, true]) {
			const retried = await retry(first, loadWorkflow);
			assert.equal(seen(sandbox).length, 1, 'a retried execution sent it');
			assert.equal(retried.status, 'error');
			assert.match(failureOf(retried), /Allow in Retried Executions/);
			// What to look for: the label that the first run may have sent.
			assert.match(failureOf(retried), /label[^.]* begins with [^.]*execution/i);
		}

		await put(name, [pay({}, { options: { allowInRetriedExecutions: true } })]);
		const allowed = await retry(first, true);
		assert.equal(allowed.status, 'success', failureOf(allowed));
		assert.equal(seen(sandbox).length, 2);
		assert.deepEqual(labels(sandbox), [`n8n-${allowed.id}-0-0`]);
	});

	await t.test('a lost answer, then the Retry button: one request', async () => {
		startCounting(sandbox);
		loseAnswer(sandbox);
		const first = await fail(await put('Money: lost and retried', [pay()]));
		const retried = await retry(first, false);
		assert.equal(retried.status, 'error');
		assert.equal(seen(sandbox).length, 1);
		assert.deepEqual(labels(sandbox), [`n8n-${first.id}-0-0`]);
	});

	await t.test('reads are retried as ever', async () => {
		startCounting(sandbox);
		const match = { method: 'GET', path: '/payments/requests' };
		sandbox.admin.addFault({ kind: 'status', status: 400, match });
		const list = pay({}, { operation: 'getMany', filters: {} });
		const retried = await retry(await fail(await put('Money: read', [list])), false);
		assert.equal(retried.status, 'success', failureOf(retried));
	});
}
