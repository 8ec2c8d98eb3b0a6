import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { byId } from './cases/case.cjs';
import { API, makeKey, run, runToError } from './harness.cjs';
import { onlyNock } from './network.cjs';

/** Return All and Simplify as AI agents and expressions give them. */

const ACCOUNT = '33333333-3333-4333-8333-333333333333';
const oneAccount = { resource: 'account', operation: 'get', accountId: byId(ACCOUNT) };

onlyNock();

test.each<[unknown, number]>([
	['={{ "true" }}', 60],
	['={{ true }}', 60],
	['={{ "false" }}', 50],
])('Return All as %s gives %i rows of 60', async (returnAll, expected) => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	const results = Array.from({ length: 60 }, (_, index) => ({ id: String(index) }));
	nock(API).get('/categories').reply(200, { results });

	const parameters = { resource: 'category', operation: 'getMany', returnAll } as IDataObject;
	expect((await run({ parameters })).rows).toHaveLength(expected);
});

test.each<[string, IDataObject]>([
	['Return All', { resource: 'category', operation: 'getMany', returnAll: '={{ $json.no }}' }],
	['Simplify', { ...oneAccount, simplify: '={{ "no" }}' }],
])(
	'"%s" that is no switch is refused: rows or columns would be missing',
	async (name, parameters) => {
		const error = await runToError({ parameters });
		expect(error.message).toBe(`"${name}" must be true or false`);
	},
);

test('Simplify as a text counts', async () => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	nock(API).get(`/accounts/${ACCOUNT}`).reply(200, { id: ACCOUNT, raw: 1 });
	const { rows } = await run({ parameters: { ...oneAccount, simplify: '={{ "false" }}' } });
	expect(rows[0].json).toEqual({ id: ACCOUNT, raw: 1 });
});

test.each<[unknown, string | null]>([
	[true, 'true'],
	[false, 'false'],
	['={{ "true" }}', 'true'],
	['={{ "false" }}', 'false'],
	['={{ undefined }}', null],
])('a filter Only or Without that is %s asks for %s', async (value, expected) => {
	const asked: Array<string | null> = [];
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	nock(API)
		.get('/connectors')
		.query(true)
		.reply(200, (uri) => {
			asked.push(new URL(uri, API).searchParams.get('isOpenFinance'));
			return { results: [] };
		});
	const filters = { isOpenFinance: value } as IDataObject;
	await run({ parameters: { resource: 'connector', operation: 'getMany', filters } });
	expect(asked).toEqual([expected]);
});
