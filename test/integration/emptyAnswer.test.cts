import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { API, run } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/**
 * A 2xx without the documented body says that the change was made: it must come out as done, never
 * as a row that n8n cannot store or an error that invites to repeat a payment.
 */

const ID = '33333333-3333-4333-8333-333333333333';

const CASES: Array<[string, IDataObject, string, string, IDataObject]> = [
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
		{ success: true },
	],
	[
		'an updated item',
		{ resource: 'item', operation: 'update', itemId: { __rl: true, mode: 'id', value: ID } },
		'PATCH',
		`/items/${ID}`,
		{ itemId: ID, success: true },
	],
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

onlyNock({ jumps: true });
beforeEach(() => letIn());

describe.each(CASES)('%s', (_, parameters, method, path, row) => {
	test.each([
		['nothing, 204', 204, ''],
		['nothing, 200', 200, ''],
		['an empty object', 200, {}],
		['null', 200, 'null'],
	] as const)('answered with %s', async (_name, status, body) => {
		const sent = nock(API).intercept(path, method).reply(status, body);
		const { rows } = await run({ parameters });
		expect(rows).toEqual([{ json: row, pairedItem: { item: 0 } }]);
		expect(sent.isDone()).toBe(true);
	});
});

test('a DELETE that is repeated and finds nothing is done', async () => {
	const [, parameters, method, path, row] = CASES[3];
	nock(API)
		.intercept(path, method)
		.replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
	nock(API).intercept(path, method).reply(404, { code: 404, codeDescription: 'X_NOT_FOUND' });
	const { rows } = await run({ parameters });
	expect(rows).toEqual([{ json: row, pairedItem: { item: 0 } }]);
	expect(nock.isDone()).toBe(true);
});
