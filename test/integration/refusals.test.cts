import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { API, run } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/** The refusals that most users meet, as rows that a workflow can branch on. */

const ID = '33333333-3333-4333-8333-333333333333';
const itemId = { __rl: true, mode: 'id', value: ID };
const INSIGHTS = 'https://insights-api.pluggy.ai';

onlyNock({ jumps: true });
beforeEach(() => letIn());

const CASES: Array<
	[string, IDataObject, () => nock.Interceptor, number, IDataObject, IDataObject]
> = [
	[
		'an item of MeuPluggy is not updated',
		{ resource: 'item', operation: 'update', itemId },
		() => nock(API).patch(`/items/${ID}`),
		400,
		{ code: 400, message: 'MeuPluggy item cant be updated' },
		{ code: 'MEU_PLUGGY_UPDATES_ITSELF', action: 'useData', retryable: false, httpStatus: 400 },
	],
	[
		'an item is not updated twice within the hour',
		{ resource: 'item', operation: 'update', itemId },
		() => nock(API).patch(`/items/${ID}`),
		409,
		{
			code: 409,
			codeDescription: 'CLIENT_IS_UPDATING_BEFORE_ALLOWED_FREQUENCY',
			message: 'Client updates on this item are allowed at most every 1 hours',
			data: { minUpdateFrequencyAllowedInHours: 1, lastUpdatedAt: '2026-11-27T09:10:11.120Z' },
		},
		{
			code: 'CLIENT_IS_UPDATING_BEFORE_ALLOWED_FREQUENCY',
			action: 'useData',
			retryable: false,
			details: {
				data: { minUpdateFrequencyAllowedInHours: 1, lastUpdatedAt: '2026-11-27T09:10:11.120Z' },
			},
		},
	],
	[
		'insights are not enabled',
		{ resource: 'insight', operation: 'getIncome', itemId },
		() => nock(INSIGHTS).post('/income').query({ itemId: ID }),
		400,
		{ code: 400, message: 'Report creation is not enabled right now' },
		{ code: 'INSIGHTS_NOT_ENABLED', action: 'upgradePlan', httpStatus: 400 },
	],
];

test.each(CASES)('%s', async (_, parameters, intercept, status, answer, wanted) => {
	const sent = intercept().reply(status, answer);
	const { rows } = await run({ parameters, onError: 'continueRegularOutput' });
	expect(rows.map(({ json }) => json.error)).toEqual([expect.objectContaining(wanted)]);
	const { advice } = rows[0].json.error as IDataObject;
	expect(advice).toContain(`Pluggy said: ${String(answer.message)}`);
	// Once: each is an answer, not a failure.
	expect(sent.isDone()).toBe(true);
});

test.each([
	['an empty list', [], []],
	['a list of what is none', ['Groceries'], ['BAD_ANSWER']],
])('totals by category that come as %s', async (_, answer, codes) => {
	nock(INSIGHTS).post('/categories').reply(200, answer);
	const parameters = { resource: 'insight', operation: 'getCategories', itemIds: ID };
	const { rows } = await run({ parameters, onError: 'continueRegularOutput' });
	expect(rows.map(({ json }) => (json.error as IDataObject).code)).toEqual(codes);
});
