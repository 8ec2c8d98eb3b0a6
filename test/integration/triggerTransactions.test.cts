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

describe('an event of the Pluggy Poll Trigger', () => {
	const event = {
		event: 'transactions/created',
		eventId: 'e',
		accountId,
		createdTransactionsLinkV2: `${API}/v2/transactions?accountId=${accountId}&createdAtFrom=2026-01-02T00:00:00.000Z`,
		transactionsCreatedAtFrom: '2026-01-02T00:00:00.000Z',
	};

	test('names its rows: exactly these are read, each once, and not what the link leads to', async () => {
		const transactionIds = [ids[3], ids[1], ids[3]];
		const { rows } = await run({ parameters, input: [{ ...event, transactionIds }] });
		expect(asked.map((query) => Object.fromEntries(query))).toEqual([
			{ accountId, ids: `${ids[3]},${ids[1]}` },
		]);
		expect(rows.map(({ json }) => [json.id, json.event, json.eventId])).toEqual([
			[ids[3], 'transactions/created', 'e'],
			[ids[1], 'transactions/created', 'e'],
		]);
	});

	test.each([[null], [[]]])('with the IDs %j the link counts', async (none) => {
		await run({ parameters, input: [{ ...event, transactionIds: none as never }] });
		expect(asked.map((query) => Object.fromEntries(query))).toEqual([
			{ accountId, createdAtFrom: '2026-01-02T00:00:00.000Z' },
		]);
	});

	test('IDs that are none are refused before anything is sent', async () => {
		const input = [{ ...event, transactionIds: [ids[1], 'no id'] }];
		await expect(run({ parameters, input })).rejects.toThrow(/Event/);
		expect(asked).toEqual([]);
	});
});
