/** A 403 that is not Pluggy's, met by twenty executions at once in one process. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { outputOf } from '../../../scripts/lib/n8n-client.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { count, publish } from '../triggers.mjs';
import { inARow } from '../workflow.mjs';
import {
	codesOf,
	CONTINUE,
	CREATION,
	labels,
	logins,
	made,
	pay,
	PAY,
	seen,
	startCounting,
} from './pay.mjs';

const AT_ONCE = 20;
const PATH = 'money-at-once';

/** What a firewall says, instead of asking Pluggy or instead of what Pluggy said. */
const PAGE = {
	times: -1,
	status: 403,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: '<html><body><h1>Forbidden</h1>Blocked by the firewall</body></html>',
	match: CREATION,
};

/** A published workflow: each call of its address pays once. */
function payOnCall(name) {
	const workflow = inARow(name, [pay(CONTINUE, { clientPaymentId: '={{ $json.body.label }}' })]);
	Object.assign(workflow.nodes[0], {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: randomUUID(),
		parameters: { httpMethod: 'POST', path: PATH, responseMode: 'onReceived', options: {} },
	});
	return workflow;
}

/** @param {import('node:test').TestContext} t @param {{ client: any, sandbox: any, n8n: any }} stack */
export async function forbiddenTests(t, { client, sandbox, n8n }) {
	const { id } = await client.putWorkflow(payOnCall('Money: at once'));
	await publish(client, id);
	let calls = 0;

	async function call(label) {
		const headers = { 'content-type': 'application/json' };
		const options = { method: 'POST', headers, body: JSON.stringify({ label }) };
		const answer = await fetch(`${n8n.url}/webhook/${PATH}`, options);
		assert.equal(answer.status, 200, await answer.text());
	}

	/** Twenty calls at once. @returns their labels and the payment node's rows */
	async function payAtOnce() {
		const sent = Array.from({ length: AT_ONCE }, (_, n) => `at-once-${calls + n}`);
		calls += AT_ONCE;
		await Promise.all(sent.map(call));
		await until(`${calls} executions`, async () => (await count(client, id, 'success')) >= calls);
		const query = { filter: JSON.stringify({ workflowId: id }), limit: AT_ONCE };
		const { results } = await client.call('GET', '/rest/executions', { query });
		const executions = await Promise.all(results.map((one) => client.waitForExecution(one.id)));
		return { sent, output: executions.flatMap((execution) => outputOf(execution, PAY)) };
	}

	const cases = [
		{ kind: 'status', when: 'before Pluggy sees it', processes: false },
		{ kind: 'statusAfter', when: 'after Pluggy processed it', processes: true },
	];
	for (const { kind, when, processes } of cases) {
		await t.test(`a page with 403 ${when}: one request each, outcome unknown`, async (one) => {
			startCounting(sandbox);
			sandbox.admin.addFault({ ...PAGE, kind });
			const { sent, output } = await payAtOnce();
			one.diagnostic(`${seen(sandbox).length} requests, ${made(sandbox).length} payments`);
			// Every execution sent one at least.
			assert.equal(seen(sandbox).length, AT_ONCE);
			assert.deepEqual(labels(sandbox).sort(), processes ? sent.sort() : []);
			assert.deepEqual(codesOf(output), Array(AT_ONCE).fill('OUTCOME_UNKNOWN'));
			assert.equal(logins(sandbox).length, 0);
		});
	}

	await t.test('a key that Pluggy itself refuses is renewed, once for all', async () => {
		startCounting(sandbox);
		sandbox.admin.revokeKeys();
		const { sent, output } = await payAtOnce();
		assert.deepEqual(codesOf(output), Array(AT_ONCE).fill('CREATED'));
		assert.deepEqual(labels(sandbox).sort(), sent.sort());
		const refused = seen(sandbox).filter(({ status }) => status === 403);
		assert.ok(refused.length > 0 && refused.length <= AT_ONCE, `${refused.length} refused`);
		assert.equal(logins(sandbox).length, 1);
	});

	await client.unpublishWorkflow(id);
}
