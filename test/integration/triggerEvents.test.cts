import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { API, run } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { triggerNode, URL_OF_NODE } from './triggerHarness.cjs';
import { clock } from '../../scripts/lib/built.cjs';

/** Events as applications really receive them: null or '' instead of missing, no eventId, no rows. */

const id = (end: number | string) => `00000000-0000-4000-8000-${String(end).padStart(12, '0')}`;
const ITEM = id(800);
const ACCOUNT = id(900);
const FROM = '2026-03-02T09:10:11.120Z';

const ODD: Record<string, IDataObject> = {
	'nobody told': {
		event: 'item/updated',
		eventId: id(941),
		itemId: ITEM,
		id: ITEM,
		clientId: id(700),
		clientUserId: null,
		triggeredBy: null,
	},
	'an empty client user ID': {
		event: 'item/error',
		eventId: id(942),
		itemId: ITEM,
		id: ITEM,
		triggeredBy: 'SYNC',
		clientUserId: '',
		error: { code: 'SITE_NOT_AVAILABLE', message: null, parameter: null },
	},
	'nothing created, link of version 1': {
		event: 'transactions/created',
		eventId: id(943),
		itemId: ITEM,
		accountId: ACCOUNT,
		clientUserId: null,
		transactionsCreatedAtFrom: FROM,
		createdTransactionsLink: `${API}/transactions?accountId=${ACCOUNT}&createdAtFrom=${FROM}`,
		transactionsCount: 0,
	},
	'two created, link of version 2': {
		event: 'transactions/created',
		eventId: id(944),
		itemId: ITEM,
		accountId: ACCOUNT,
		transactionsCreatedAtFrom: FROM,
		createdTransactionsLinkV2: `${API}/v2/transactions?accountId=${ACCOUNT}&createdAtFrom=2026-03-02T09%3A10%3A11.120Z`,
		transactionsCount: 2,
	},
	'an ID twice': {
		event: 'transactions/updated',
		eventId: id(945),
		itemId: ITEM,
		accountId: ACCOUNT,
		transactionIds: [id(1), id(1), id(2)],
	},
	'no ID': {
		event: 'transactions/updated',
		eventId: id(946),
		itemId: ITEM,
		accountId: ACCOUNT,
		transactionIds: [],
	},
	'deleted, of no account': {
		event: 'transactions/deleted',
		eventId: id(947),
		itemId: ITEM,
		accountId: null,
		transactionIds: [id(3)],
	},
	'no eventId': {
		event: 'payment_intent/completed',
		id: id(948),
		data: { id: id(948), paymentRequestId: id(949) },
	},
	'an empty eventId': {
		event: 'payment_request/updated',
		eventId: '',
		paymentRequestId: id(949),
		status: 'COMPLETED',
	},
	'an event that nobody knows': { event: 'something/never_seen', eventId: id(950) },
};
const rows = Object.entries(ODD);

describe('the trigger', () => {
	const SECRET = 'ab'.repeat(32);
	const secretDigest = createHash('sha256').update(SECRET).digest('hex');
	const headers = { 'x-pluggy-webhook-secret': SECRET };
	let workflows = 0;
	const node = (filters: IDataObject = {}) =>
		triggerNode({
			parameters: { events: ['all'], filters },
			workflowId: `odd-${++workflows}`,
			data: { url: URL_OF_NODE, secretDigest, webhooks: [] },
		});

	test.each(rows)('%s: as it was sent, whatever the filters cannot judge', async (_, body) => {
		const filters = { itemIds: ITEM, clientUserId: 'customer-17', triggeredBy: ['SYNC', 'USER'] };
		expect((await node(filters).deliver({ body, headers })).rows).toEqual([body]);
	});

	test('what an event tells is judged', async () => {
		const body = ODD['an empty client user ID'];
		for (const filters of [{ triggeredBy: ['USER'] }, { itemIds: id(801) }]) {
			const { rows: ran, response } = await node(filters).deliver({ body, headers });
			expect([ran, response.statusCode]).toEqual([undefined, 200]);
		}
	});

	test.each(rows)('%s: a copy is a copy', async (_, body) => {
		const one = node();
		const first = await one.deliver({ body, headers });
		const meanwhile = await one.deliver({ body, headers });
		expect([meanwhile.rows, meanwhile.response.statusCode]).toEqual([undefined, 503]);
		first.response.answer(200);
		const copy = await one.deliver({ body: { ...body }, headers });
		expect([copy.rows, copy.response.statusCode]).toEqual([undefined, 200]);
	});

	test.each(rows)('%s: after a failure to store it, it comes again', async (_, body) => {
		const one = node();
		(await one.deliver({ body, headers })).response.answer(500);
		expect((await one.deliver({ body, headers })).rows).toEqual([body]);
	});

	test.each(['no eventId', 'an empty eventId'])(
		'%s: after some minutes the same body is a new event, with an ID it never is',
		async (name) => {
			const now = clock.now();
			const at = jest.spyOn(clock, 'now').mockReturnValue(now);
			const one = node();
			const named = { ...ODD[name], eventId: 'named' };
			for (const body of [ODD[name], named]) {
				(await one.deliver({ body, headers })).response.answer(200);
			}
			at.mockReturnValue(now + 599_000);
			expect((await one.deliver({ body: ODD[name], headers })).rows).toBeUndefined();
			at.mockReturnValue(now + 600_000);
			expect((await one.deliver({ body: ODD[name], headers })).rows).toEqual([ODD[name]]);
			at.mockReturnValue(now + 3 * 3_600_000);
			expect((await one.deliver({ body: named, headers })).rows).toBeUndefined();
		},
	);

	test('without an ID, other payments are other events', async () => {
		const one = node();
		const body = ODD['no eventId'];
		(await one.deliver({ body, headers })).response.answer(200);
		const other = { ...body, id: id(951) };
		expect((await one.deliver({ body: other, headers })).rows).toEqual([other]);
	});

	test('the blocks of one long update, which share an ID, all run, each once', async () => {
		const one = node();
		const blocks = [0, 400, 800].map((start) => ({
			...ODD['an ID twice'],
			transactionIds: Array.from({ length: 400 }, (_, n) => id(start + n)),
		}));
		for (const body of blocks) {
			const first = await one.deliver({ body, headers });
			expect(first.rows).toEqual([body]);
			first.response.answer(200);
		}
		for (const body of blocks) {
			const { rows: ran, response } = await one.deliver({ body, headers });
			expect([ran, response.statusCode]).toEqual([undefined, 200]);
		}
	});
});

describe('Transaction: Get From Event', () => {
	let asked: string[];
	onlyNock();
	beforeEach(() => {
		asked = [];
		letIn();
		nock(API)
			.persist()
			.get('/v2/transactions')
			.query(true)
			.reply((uri) => {
				asked.push(decodeURIComponent(uri));
				return [200, { results: [], next: null }];
			});
	});
	const read = async (event: IDataObject) => {
		const parameters = { resource: 'transaction', operation: 'getFromEvent', returnAll: true };
		const result = await run({ parameters, input: [event] });
		return result.rows.map(({ json }) => json);
	};
	const since = `/v2/transactions?accountId=${ACCOUNT}&createdAtFrom=${FROM}`;

	test.each([
		['nothing created, link of version 1', [since]],
		['two created, link of version 2', [since]],
		['an ID twice', [`/v2/transactions?accountId=${ACCOUNT}&ids=${id(1)},${id(2)}`]],
		['no ID', []],
	])('%s', async (name, requests) => {
		expect(await read(ODD[name])).toEqual([]);
		expect(asked).toEqual(requests);
	});

	test('deleted, of no account', async () => {
		expect(await read(ODD['deleted, of no account'])).toEqual([
			expect.objectContaining({ id: id(3), accountId: null, itemId: ITEM, deleted: true }),
		]);
		const twice = { ...ODD['deleted, of no account'], transactionIds: [id(3), id(3)] };
		expect(await read(twice)).toHaveLength(1);
		expect(asked).toEqual([]);
	});
});
