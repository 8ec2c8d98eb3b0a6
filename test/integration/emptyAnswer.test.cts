import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { API, run, runToError } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/**
 * A 2xx without a body. Where none is documented the change was made: it must come out as done, never
 * as a row that n8n cannot store. Where something is made, only the answer with its ID says so.
 */

const ID = '33333333-3333-4333-8333-333333333333';

const CASES: Array<[string, IDataObject, string, string, IDataObject]> = [
	[
		'a cancelled boleto',
		{ resource: 'boleto', operation: 'cancel', boletoId: ID },
		'POST',
		`/boletos/${ID}/cancel`,
		{ boletoId: ID, success: true },
	],
	[
		'a revoked data consent',
		{ resource: 'smartTransfer', operation: 'revokeDataConsent', preauthorizationId: ID },
		'DELETE',
		`/smart-transfers/preauthorizations/${ID}/data-consent`,
		{ preauthorizationId: ID, deleted: true },
	],
];

const MADE: Array<[string, IDataObject, string, string]> = [
	[
		'a payment request',
		{
			resource: 'paymentRequest',
			operation: 'create',
			amount: 10,
			isSandbox: true,
			clientPaymentId: 'label-1',
		},
		'POST',
		'/payments/requests',
	],
	[
		'an updated item',
		{ resource: 'item', operation: 'update', itemId: { __rl: true, mode: 'id', value: ID } },
		'PATCH',
		`/items/${ID}`,
	],
];

const ANSWERS = [
	['nothing, 204', 204, ''],
	['nothing, 200', 200, ''],
	['an empty object', 200, {}],
	['null', 200, 'null'],
] as const;

onlyNock({ jumps: true });
beforeEach(() => letIn());

describe.each(CASES)('%s', (_, parameters, method, path, row) => {
	test.each(ANSWERS)('answered with %s', async (_name, status, body) => {
		const sent = nock(API).intercept(path, method).reply(status, body);
		const { rows } = await run({ parameters });
		expect(rows).toEqual([{ json: row, pairedItem: { item: 0 } }]);
		expect(sent.isDone()).toBe(true);
	});
});

describe.each(MADE)('%s', (_, parameters, method, path) => {
	test.each(ANSWERS)('answered with %s has an unknown outcome', async (_name, status, body) => {
		const sent = nock(API).intercept(path, method).reply(status, body);
		const error = await runToError({ parameters });
		expect(error.message).toMatch(/^Outcome unknown: /);
		expect(sent.isDone()).toBe(true);
	});
});

test('a read that is answered with nothing is an error, not a row of nothing', async () => {
	nock(API).get(`/items/${ID}`).reply(200, '');
	const itemId = { __rl: true, mode: 'id', value: ID };
	const error = await runToError({ parameters: { resource: 'item', operation: 'get', itemId } });
	expect(error.message).toBe(
		'Pluggy answered "Get bank connection and its status" with something that is no object, so it cannot be read',
	);
});

test('a DELETE that is repeated and finds nothing is done', async () => {
	const [, parameters, method, path, row] = CASES[1];
	nock(API)
		.intercept(path, method)
		.replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
	nock(API).intercept(path, method).reply(404, { code: 404, codeDescription: 'X_NOT_FOUND' });
	const { rows } = await run({ parameters });
	expect(rows).toEqual([{ json: row, pairedItem: { item: 0 } }]);
	expect(nock.isDone()).toBe(true);
});

describe.each<[string, IDataObject, string, string]>([
	[
		'a cancelled schedule',
		{ resource: 'paymentSchedule', operation: 'cancelAll', paymentRequestId: ID },
		'POST',
		`/payments/requests/${ID}/schedules/cancel`,
	],
	[
		'a cancelled authorization',
		{ resource: 'automaticPix', operation: 'cancelAuthorization', paymentRequestId: ID },
		'POST',
		`/payments/requests/${ID}/automatic-pix/cancel`,
	],
	[
		'a deleted payment request',
		{ resource: 'paymentRequest', operation: 'delete', paymentRequestId: ID },
		'DELETE',
		`/payments/requests/${ID}`,
	],
	[
		'a cancelled boleto',
		{ resource: 'boleto', operation: 'cancel', boletoId: ID },
		'POST',
		`/boletos/${ID}/cancel`,
	],
	[
		'a revived webhook',
		{ resource: 'webhook', operation: 'update', webhookId: ID, updateFields: { enabled: true } },
		'PATCH',
		`/webhooks/${ID}`,
	],
])('%s', (_, parameters, method, path) => {
	test.each([
		[{ error: 'blocked' }],
		[{ error: { code: 'BLOCKED', message: 'by the proxy' } }],
		[{ message: 'Access denied' }],
		[{ statusCode: 502 }],
		[{ code: '403', reason: 'policy' }],
		[{ status: 500 }],
	])('answered with 200 and the error %j is not done', async (body) => {
		nock(API).intercept(path, method).reply(200, body);
		const error = await runToError({ parameters });
		expect(error.message).toMatch(/may not be from Pluggy/);
	});
});

describe.each<[string, IDataObject, string]>([
	['an account', { resource: 'account', operation: 'get', accountId: ID }, `/accounts/${ID}`],
	['a loan', { resource: 'loan', operation: 'get', loanId: ID }, `/loans/${ID}`],
	[
		'a payment request',
		{ resource: 'paymentRequest', operation: 'get', paymentRequestId: ID },
		`/payments/requests/${ID}`,
	],
])('%s that is read', (_, parameters, path) => {
	test.each([
		[{ message: 'Access denied' }],
		[{ error: 'blocked', requestId: 'r-1' }],
		[{ statusCode: 502, error: { reason: 'upstream' } }],
	])('and answered with 200 and the error %j is an error, not a row of nothing', async (body) => {
		nock(API).get(path).reply(200, body);
		const error = await runToError({ parameters });
		expect(error.message).toMatch(
			/an error that has the status of a success, so it cannot be read/,
		);
	});
});
