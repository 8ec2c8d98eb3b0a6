/** Real n8n: the payment examples from creation to their end, and the events that n8n's own Webhook node gets meanwhile. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { check as checkAutomaticPix, during } from '../../scripts/demo/automatic-pix.mjs';
import { check as checkBoleto } from '../../scripts/demo/boleto.mjs';
import { check as checkPix } from '../../scripts/demo/pix-payment.mjs';
import { check as checkSmartTransfer } from '../../scripts/demo/smart-transfer.mjs';
import { importExample, nodeName, readExamples } from '../../scripts/lib/examples.mjs';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';
import { runWhile } from '../../scripts/lib/stack.mjs';
import { withStack } from './harness.mjs';
import { inARow, pluggy } from './workflow.mjs';

/**
 * @typedef {object} Expected
 * @property {(context: any) => Promise<{ differences: string[] }>} check
 * @property {Parameters<typeof runWhile>[2]} [during]
 * @property {string} status
 * @property {(row: Row) => [name: string, value: string]} id
 * @property {string[]} events
 */

const PATH = 'pluggy-events';
const ARRIVE_MS = 60_000;

/**
 * What each example ends with; its events carry one of the ids of its Result.
 * @type {Record<string, Expected>}
 */
const EXPECTED = {
	'pix-payment': {
		check: checkPix,
		status: 'COMPLETED',
		id: ({ id }) => ['paymentRequestId', id],
		events: ['payment_intent/created', 'payment_intent/completed', 'payment_request/updated'],
	},
	'automatic-pix': {
		check: checkAutomaticPix,
		during,
		status: 'COMPLETED',
		id: ({ id }) => ['automaticPixPaymentId', id],
		events: [
			'automatic_pix_payment/created',
			'automatic_pix_payment/error',
			'automatic_pix_payment/completed',
		],
	},
	'smart-transfer': {
		check: checkSmartTransfer,
		status: 'PAYMENT_COMPLETED',
		id: ({ preauthorizationId: id }) => ['smartTransferPreauthorizationId', id],
		events: ['smart_transfer_preauthorization/completed', 'smart_transfer_payment/completed'],
	},
	boleto: {
		check: checkBoleto,
		status: 'PAID',
		id: ({ id }) => ['boletoId', id],
		events: ['boleto/updated'],
	},
};

/** The same examples with amounts that the sandbox lets fail: no loop may be endless. */
const FAILING = [
	{ id: 'pix-payment', from: '49.90', to: '49.54', status: 'ERROR' },
	{ id: 'automatic-pix', from: '129.58', to: '129.51', status: 'ERROR', attempts: 4 },
	{ id: 'smart-transfer', from: '25.40', to: '25.53', status: 'PAYMENT_REJECTED' },
];

/** Who says no instead of paying. */
const REFUSED = [
	{ id: 'automatic-pix', kind: 'requests', status: 'ERROR' },
	{ id: 'smart-transfer', kind: 'preauthorizations', status: 'REJECTED' },
];

const listener = {
	name: 'Pluggy events',
	nodes: [
		{
			id: 'events',
			name: 'Events',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: '5f0d7c1e-7a3b-4d0e-9f43-2b8f6b1c9a10',
			parameters: { httpMethod: 'POST', path: PATH, responseMode: 'onReceived', options: {} },
		},
	],
	connections: {},
	settings: { executionOrder: 'v1' },
};

const subscribe = (url) =>
	pluggy('Subscribe', {
		resource: 'webhook',
		operation: 'create',
		url,
		event: 'all',
		additionalFields: {},
		options: {},
	});

/** An example whose amounts are others. */
function withAmount(workflow, from, to) {
	const copy = structuredClone(workflow);
	for (const { parameters } of copy.nodes) {
		for (const name of ['amount', 'fixedAmount']) {
			if (parameters[name] === from) parameters[name] = to;
		}
	}
	return { ...copy, name: `${workflow.name} (${to})` };
}

test('payments', { timeout: 480_000 }, async (t) => {
	await withStack({}, async (stack) => {
		const { client, sandbox, n8n } = stack;
		const examples = Object.fromEntries(
			readExamples('pt-BR').map((example) => [example.id, example]),
		);
		/** What an example ended with. @param {string} id @param {any} execution */
		const resultsOf = (id, execution) =>
			outputOf(execution, nodeName(examples[id].workflow, 'result'));
		const admin = async (path) => await (await fetch(sandbox.adminUrl + path)).json();

		const { id: listenerId } = await client.putWorkflow(listener);
		assert.equal((await client.publishWorkflow(listenerId)).status, 'published');
		const subscription = inARow('Subscribe', [subscribe(`${n8n.url}/webhook/${PATH}`)]);
		await client.runWorkflow((await client.putWorkflow(subscription)).id);
		sandbox.admin.setPayments({ autoApprove: 1 });

		/** The events that became executions of the Webhook workflow. */
		async function arrived() {
			const query = { workflowId: listenerId, includeData: true, limit: 250 };
			const { data } = await client.api('GET', '/executions', { query });
			return data.flatMap((execution) => outputOf(execution, 'Events')).map(({ body }) => body);
		}

		/** Waits until every event of the sandbox so far is there. */
		async function allArrived() {
			const sent = sandbox.admin.events().map(({ eventId }) => eventId);
			const deadline = Date.now() + ARRIVE_MS;
			for (;;) {
				const events = await arrived();
				const missing = sent.filter((id) => !events.some(({ eventId }) => eventId === id));
				if (missing.length === 0) return events;
				assert.ok(Date.now() < deadline, `${missing.length} of ${sent.length} events are missing`);
				await sleep(250);
			}
		}

		for (const [id, expected] of Object.entries(EXPECTED)) {
			await t.test(`${id}: ${expected.status}, and its events arrive`, async () => {
				const workflowId = await importExample(client, examples[id]);
				const execution = await runWhile(stack, workflowId, expected.during);
				const name = (/** @type {string} */ node) => nodeName(examples[id].workflow, node);
				const [row, ...more] = resultsOf(id, execution);
				assert.deepEqual(more, []);
				assert.equal(row.status, expected.status);
				assert.deepEqual(
					(await expected.check({ client, admin, name, execution, run: 1 })).differences,
					[],
				);
				const [key, value] = expected.id(row);
				const own = (await allArrived()).filter((event) => event[key] === value);
				assert.deepEqual(
					[...new Set(own.map(({ event }) => event))].sort(),
					[...expected.events].sort(),
				);
			});
		}

		for (const { id, from, to, status, attempts } of FAILING) {
			await t.test(`${id} of ${to}: ends as ${status}`, async () => {
				const workflow = withAmount(examples[id].workflow, from, to);
				const workflowId = (await client.putWorkflow(workflow)).id;
				const execution = await runWhile(stack, workflowId, EXPECTED[id].during);
				const [row] = resultsOf(id, execution);
				assert.equal(row.status, status);
				assert.equal(row.attempts, attempts);
			});
		}

		for (const { id, kind, status } of REFUSED) {
			await t.test(`${id}: the payer refuses, it ends as ${status}`, async () => {
				sandbox.admin.setPayments({ autoApprove: false });
				const refuse = async ({ signal }) => {
					while (!signal.aborted) {
						const one = sandbox.admin
							.state()
							.payments[kind].find((row) => row.status === 'CREATED');
						if (one) return void sandbox.admin.answerPayment(one.id, false);
						await sleep(50);
					}
				};
				const workflowId = await importExample(client, examples[id]);
				const execution = await runWhile(stack, workflowId, refuse);
				assert.deepEqual(
					resultsOf(id, execution).map((row) => row.status),
					[status],
				);
			});
		}

		await t.test('no webhook was disabled, nothing came from elsewhere', async () => {
			const events = await allArrived();
			const sent = new Set(sandbox.admin.events().map(({ eventId }) => eventId));
			assert.ok(events.every(({ eventId }) => sent.has(eventId)));
			const list = pluggy('Webhooks', { resource: 'webhook', operation: 'getMany' });
			const { id } = await client.putWorkflow(inARow('Webhooks', [list]));
			const webhooks = outputOf(await client.runWorkflow(id), 'Webhooks');
			assert.deepEqual(
				webhooks.map(({ disabledAt }) => disabledAt ?? null),
				[null],
			);
		});
	});
});
