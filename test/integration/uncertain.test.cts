import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import {
	API,
	CredentialStore,
	makeKey,
	newExecution,
	newProcess,
	run,
	runToError,
	type RunOptions,
} from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { clock } from '../../scripts/lib/built.cjs';

/**
 * After a payment whose outcome is unknown the node sends no other one in the same execution, wherever
 * the next one comes from: a row, a turn of a loop, an agent, another process, the Retry button.
 */

const ID = '33333333-3333-4333-8333-333333333333';
const create = {
	resource: 'paymentRequest',
	operation: 'create',
	amount: '={{ $json.amount }}',
	isSandbox: true,
	clientPaymentId: '=n8n-{{ $execution.id }}-{{ $runIndex }}-{{ $itemIndex }}',
	options: {},
};
const RESET = Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' });

onlyNock({ jumps: true });

let bodies: IDataObject[];
beforeEach(() => {
	bodies = [];
	letIn();
});

/** Pluggy loses the first answers and gives the others. */
function serve(lost = 1) {
	const intercept = () =>
		nock(API).post('/payments/requests', (body: IDataObject) => bodies.push(body) > 0);
	for (let n = 0; n < lost; n++) intercept().replyWithError(RESET);
	intercept()
		.times(20)
		.reply(() => [200, { id: ID, status: 'CREATED', paymentUrl: 'https://pay' }]);
}

const pay = async (more: Partial<RunOptions> = {}) =>
	await run({
		parameters: create,
		input: [{ amount: 10 }],
		onError: 'continueRegularOutput',
		...more,
	});
const codeOf = (row: { json: IDataObject }) => (row.json.error as IDataObject | undefined)?.code;
const codes = ({ rows }: Awaited<ReturnType<typeof run>>) => rows.map(codeOf);

test('three turns of a loop: one request, and the error names the label to look for', async () => {
	serve();
	const execution = newExecution();
	const turns = [];
	for (const runIndex of [0, 1, 2]) turns.push(await pay({ execution, runIndex }));
	expect(turns.flatMap(codes)).toEqual(['OUTCOME_UNKNOWN', 'NOT_SENT', 'NOT_SENT']);
	expect(bodies).toHaveLength(1);
	const advice = turns.map(({ rows: [row] }) => String((row.json.error as IDataObject).advice));
	for (const text of advice) {
		expect(text).toContain('Payment Request: Get Many and the filter Client Payment ID');
		expect(text).toContain('Its label is "n8n-7-0-0".');
	}
	expect(advice[1]).toContain('Until the workflow is started anew, this node sends no payment');
});

test('wait and resume in another process: what n8n stored with the execution still counts', async () => {
	serve();
	const execution = newExecution();
	await pay({ execution });
	newProcess();
	const stored = JSON.parse(JSON.stringify(execution)) as typeof execution;
	expect(codes(await pay({ execution: stored, runIndex: 1 }))).toEqual(['NOT_SENT']);
	expect(bodies).toHaveLength(1);
});

test('another execution of the same workflow is not held, nor another node', async () => {
	serve();
	await pay({ execution: newExecution('7') });
	expect(codes(await pay({ execution: newExecution('8') }))).toEqual([undefined]);
	expect(codes(await pay({ execution: newExecution('7'), nodeName: 'Other' }))).toEqual([
		undefined,
	]);
	expect(bodies).toHaveLength(3);
});

test('reads and changes that move no money go on', async () => {
	serve();
	nock(API).get('/categories').reply(200, { results: [] });
	nock(API).delete(`/payments/requests/${ID}`).reply(200, '');
	const execution = newExecution();
	await pay({ execution });
	await run({ parameters: { resource: 'category', operation: 'getMany' }, execution });
	const deleted = { resource: 'paymentRequest', operation: 'delete', paymentRequestId: ID };
	await run({ parameters: deleted, execution });
	const left = nock.pendingMocks().filter((mock) => !/auth|POST .*requests/.test(mock));
	expect(left).toEqual([]);
});

test.each([
	['an execution without context', { id: '7', contextData: undefined }],
	['no execution ID and a new context for each call', undefined],
])('an agent calls three times with %s: one request', async (_, execution) => {
	serve();
	const call = async (amount: number) =>
		await pay({
			execution: execution ?? { id: undefined, contextData: {} },
			input: [{ amount }],
			asTool: true,
		});
	expect(codes(await call(10))).toEqual(['OUTCOME_UNKNOWN']);
	expect(codes(await call(10))).toEqual(['NOT_SENT']);
	// Without an execution another payment may be somebody else's: it is not held.
	expect(codes(await call(20))).toEqual([execution === undefined ? undefined : 'NOT_SENT']);
	expect(bodies).toHaveLength(execution === undefined ? 2 : 1);
});

test('without an execution the label tells calls apart: the time stands in for its ID', async () => {
	serve(0);
	for (const amount of [1, 2]) {
		await pay({ execution: { id: undefined, contextData: {} }, input: [{ amount }] });
	}
	const labels = bodies.map(({ clientPaymentId }) => String(clientPaymentId));
	expect(new Set(labels).size).toBe(2);
	for (const label of labels) expect(label).toMatch(/^n8n-\d{13,}-0-0$/);
});

test('on a worker each call of an MCP trigger has an execution of its own: the same payment is held', async () => {
	serve();
	const call = async (id: string, amount: number, description: string) =>
		await pay({
			execution: newExecution(id),
			input: [{ amount, description }],
			parameters: { ...create, additionalFields: { description: '={{ $json.description }}' } },
			asTool: true,
			isSwallowed: true,
		});
	expect(codes(await call('101', 10, 'PIX'))).toEqual(['OUTCOME_UNKNOWN']);
	// A model finds other words at each try.
	expect(codes(await call('102', 10, 'PIX para Ana'))).toEqual(['NOT_SENT']);
	expect(codes(await call('103', 11, 'PIX'))).toEqual([undefined]);
	expect(bodies).toHaveLength(2);
});

test('a payment under way is noted before it is sent, and no longer when it came back', async () => {
	const execution = newExecution();
	const seen: unknown[] = [];
	nock(API)
		.post('/payments/requests')
		.reply(() => {
			seen.push(JSON.stringify(execution.contextData));
			return [200, { id: ID }];
		});
	nock(API).post('/payments/requests').reply(400, { code: 400 });
	await pay({ execution });
	await pay({ execution, runIndex: 1 });
	expect(seen[0]).toContain('pluggyOutcomeUnknown');
	expect(JSON.stringify(execution.contextData)).not.toContain('pluggyOutcomeUnknown');
});

test('a label that is a CPF is not shown', async () => {
	serve();
	const parameters = { ...create, clientPaymentId: 'pedido de 529.982.247-25' };
	const { rows } = await pay({ parameters });
	expect(String((rows[0].json.error as IDataObject).advice)).toContain('"pedido de [hidden]"');
});

test('what the process remembers ends after fifteen minutes', async () => {
	serve();
	const call = async () => await pay({ execution: { id: undefined, contextData: {} } });
	await call();
	clockAhead(14);
	expect(codes(await call())).toEqual(['NOT_SENT']);
	clockAhead(2);
	expect(codes(await call())).toEqual([undefined]);
});

test('an agent that calls three times at once: one request', async () => {
	serve();
	const execution = newExecution();
	const calls = await Promise.all(
		[0, 1, 2].map(async (runIndex) => await pay({ execution, runIndex, asTool: true })),
	);
	expect(calls.flatMap(codes).sort()).toEqual(['NOT_SENT', 'NOT_SENT', 'OUTCOME_UNKNOWN']);
	expect(bodies).toHaveLength(1);
});

describe('a model reads an error’s message alone', () => {
	const fail = async (more: Partial<RunOptions> = {}) =>
		await runToError({ parameters: create, input: [{ amount: 10 }], asTool: true, ...more });

	test('of an unknown outcome: what happened, not to repeat it, how to find out, the label', async () => {
		serve();
		const { message, name } = await fail();
		expect(message).toMatch(
			/^Outcome unknown: "Create PIX payment link \(REAL MONEY\) unless sandbox" was sent/,
		);
		expect(message).toContain('do not repeat it');
		expect(message).toContain('Payment Request: Get Many and the filter Client Payment ID');
		expect(message).toContain('"n8n-7-0-0"');
		// n8n makes an error of the API anew for a tool, and replaces messages that name a network code.
		expect(name).toBe('NodeOperationError');
	});

	test('of a refusal: what Pluggy said, cut to a sensible length', async () => {
		nock(API)
			.post('/payments/requests')
			.reply(400, { code: 400, message: `The recipient is unknown. ${'x'.repeat(5_000)}` });
		const { message } = await fail();
		expect(message).toContain('Pluggy said: The recipient is unknown.');
		expect(message.length).toBeLessThanOrEqual(1_000);
	});

	test('where n8n swallows what a tool throws, the model gets a row that says it, in short', async () => {
		nock(API)
			.post('/payments/requests')
			.reply(400, {
				code: 400,
				message: `No such recipient. ${'x'.repeat(5_000)}`,
				details: Array.from({ length: 100 }, () => ({ code: 'X', message: 'y'.repeat(100) })),
			});
		const { rows } = await pay({ asTool: true, isSwallowed: true, onError: undefined });
		const text = JSON.stringify(rows);
		expect(text).toContain('No such recipient.');
		expect(text.length).toBeLessThan(3_000);
	});

	test('a person has message and description', async () => {
		nock(API).post('/payments/requests').reply(400, { code: 400, message: 'No recipient' });
		const { message, description } = await fail({ asTool: false });
		expect(message).not.toContain('No recipient');
		expect(description).toContain('Pluggy said: No recipient');
	});
});

describe('the Retry button', () => {
	const retry = async (options: IDataObject = {}, execution = newExecution('8')) =>
		await pay({ mode: 'retry', execution, parameters: { ...create, options } });

	test('is refused: n8n would run the rows again that were paid', async () => {
		serve(0);
		const { rows } = await retry();
		expect(rows.map(codeOf)).toEqual(['RETRIED_EXECUTION']);
		expect(String((rows[0].json.error as IDataObject).advice)).toContain(
			'begins with n8n-<ID>, the ID of the execution that was retried',
		);
		expect(bodies).toHaveLength(0);
	});

	test('the first execution is named, where it sent a payment', async () => {
		serve(0);
		const execution = newExecution('7');
		await pay({ execution });
		const { rows } = await retry({}, { ...execution, id: '8' });
		expect(String((rows[0].json.error as IDataObject).advice)).toContain(
			'begins with n8n-7, the ID of the execution',
		);
	});

	test('an option allows it', async () => {
		serve(0);
		expect(codes(await retry({ allowInRetriedExecutions: true }))).toEqual([undefined]);
		expect(bodies).toHaveLength(1);
	});

	test('not after an unknown outcome: that stays with the execution', async () => {
		serve();
		const execution = newExecution('7');
		await pay({ execution });
		newProcess();
		const again = { ...execution, id: '8' };
		// Also without the option: nobody may be told to turn it on.
		expect(codes(await retry({}, again))).toEqual(['NOT_SENT']);
		expect(codes(await retry({ allowInRetriedExecutions: true }, again))).toEqual(['NOT_SENT']);
		expect(bodies).toHaveLength(1);
	});

	test('reads run in a retried execution', async () => {
		nock.cleanAll();
		letIn();
		nock(API).get('/categories').reply(200, { results: [] });
		await run({ parameters: { resource: 'category', operation: 'getMany' }, mode: 'retry' });
		expect(nock.isDone()).toBe(true);
	});
});

test.each([
	['a page', 403, '<html>Forbidden</html>', { 'content-type': 'text/html' }],
	['nothing', 403, '', {}],
	['a page', 401, '<html>Log in</html>', { 'content-type': 'text/html' }],
])(
	'twenty executions at once whose payments meet %s with HTTP %i: one request each',
	async (_, status, page, headers) => {
		nock(API)
			.persist()
			.post('/payments/requests', (body: IDataObject) => bodies.push(body) > 0)
			.delay(20)
			.reply(status, page, headers as nock.ReplyHeaders);
		const store = new CredentialStore({ apiKey: makeKey('stored') });
		const runs = await Promise.all(
			Array.from({ length: 20 }, async (_one, n) => {
				await new Promise((resolve) => setTimeout(resolve, n * 10));
				return await pay({ store, execution: newExecution(String(n)) });
			}),
		);
		expect(runs.flatMap(codes)).toEqual(Array.from({ length: 20 }, () => 'OUTCOME_UNKNOWN'));
		expect(bodies).toHaveLength(20);
		expect(new Set(bodies.map(({ clientPaymentId }) => clientPaymentId)).size).toBe(20);
	},
);

test('what goes wrong after the money moved puts the raw answer out, and the other rows go on', async () => {
	const answer = { id: ID, status: 'ERROR', attempts: [{ date: { toString: 1 } }] };
	nock(API).post(`/payments/requests/${ID}/automatic-pix/schedule`).times(2).reply(200, answer);
	const { rows } = await run({
		parameters: {
			resource: 'automaticPix',
			operation: 'schedule',
			paymentRequestId: ID,
			amount: 10,
			date: '2099-01-31',
			isSandbox: true,
		},
		input: [{}, {}],
	});
	expect(rows.map(({ json }) => json)).toMatchObject([answer, answer]);
	expect(rows[0].json.diagnosis).toMatchObject({ code: 'UNEXPECTED' });
});

/** Moves the clock of the package. */
function clockAhead(minutes: number): void {
	const { now } = clock;
	clock.now = () => now() + minutes * 60_000;
}
