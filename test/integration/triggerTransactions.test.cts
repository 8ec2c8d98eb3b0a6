import nock from 'nock';
import { API, run } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/** What Transaction: Get From Event reads for the largest blocks that Pluggy sends. */

const accountId = '5d0f1e7a-3b1c-4c55-8a0e-6a2f4d1b9c11';
const ids = Array.from(
	{ length: 400 },
	(_, n) => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
);
const parameters = { resource: 'transaction', operation: 'getFromEvent', returnAll: true };
let asked: URLSearchParams[];

onlyNock();
beforeEach(() => {
	asked = [];
	letIn();
	nock(API)
		.persist()
		.get(`/accounts/${accountId}`)
		.reply(200, { id: accountId, type: 'BANK', currencyCode: 'BRL' });
	nock(API)
		.persist()
		.get('/v2/transactions')
		.query(true)
		.reply((uri) => {
			const query = new URL(uri, API).searchParams;
			asked.push(query);
			const found = query.get('ids')?.split(',') ?? [ids[0]];
			return [200, { results: found.map((id) => ({ id, accountId })), next: null }];
		});
});

test('400 IDs are one request, and one row each', async () => {
	const event = { event: 'transactions/updated', eventId: 'e', accountId, transactionIds: ids };
	const { rows } = await run({ parameters, input: [event] });
	expect(asked.map((query) => [query.get('accountId'), query.get('ids')])).toEqual([
		[accountId, ids.join(',')],
	]);
	expect(rows.map(({ json }) => json.id)).toEqual(ids);
	expect(new Set(rows.map(({ json }) => json.eventId))).toEqual(new Set(['e']));
});

test('400 deleted ones are 400 rows and no request', async () => {
	const event = { event: 'transactions/deleted', eventId: 'e', accountId, transactionIds: ids };
	const { rows } = await run({ parameters, input: [event] });
	expect(asked).toEqual([]);
	expect(rows.map(({ json }) => [json.id, json.deleted])).toEqual(ids.map((id) => [id, true]));
});

test('the link of version 2 wins over that of version 1', async () => {
	const link = (from: string) =>
		`${API}/v2/transactions?accountId=${accountId}&createdAtFrom=2026-01-${from}T00:00:00.000Z`;
	const event = {
		event: 'transactions/created',
		accountId,
		createdTransactionsLink: link('01'),
		createdTransactionsLinkV2: link('02'),
		transactionsCreatedAtFrom: '2026-01-03T00:00:00.000Z',
	};
	await run({ parameters, input: [event] });
	expect(asked.map((query) => query.get('createdAtFrom'))).toEqual(['2026-01-02T00:00:00.000Z']);
});
