import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case, type Exchange } from './case.cjs';

const transaction = (id: unknown, accountId: unknown): IDataObject => ({
	id: String(id),
	accountId: String(accountId),
	description: 'PIX RECEBIDO JOSÉ',
	currencyCode: 'BRL',
	amount: 1500,
	date: '2026-01-14T03:00:00.000Z',
	type: 'CREDIT',
	status: 'POSTED',
	category: 'Transfers',
	categoryId: '05000000',
});

const account = (id: string, itemId: unknown, more: IDataObject = {}): IDataObject => ({
	id,
	itemId: String(itemId),
	type: 'BANK',
	subtype: 'CHECKING_ACCOUNT',
	number: '0001/12345-0',
	name: 'Conta Corrente',
	balance: 120950.5,
	currencyCode: 'BRL',
	updatedAt: '2026-01-20T12:00:00.000Z',
	...more,
});

const BANK = 'aaaaaaaa-0000-4000-8000-000000000001';
const CARD = 'aaaaaaaa-0000-4000-8000-000000000002';
const card = { type: 'CREDIT', subtype: 'CREDIT_CARD', number: '4321', name: 'Platinum' };

const label = (id: string) => {
	const { type, subtype, number, name, currencyCode } = account(id, '', id === CARD ? card : {});
	return { id, name, type, subtype, number, currencyCode };
};

const listed = { resource: 'transaction', simplify: false };

export const cases: Case[] = [
	{
		resource: 'transaction',
		operation: 'get',
		parameters: { transactionId: '={{ $json.transactionId }}', simplify: false },
		input: threeRows('transactionId'),
		requests: ({ transactionId: id }) => [
			{ method: 'GET', path: `/transactions/${id}`, answer: transaction(id, 'a') },
		],
		rows: ({ transactionId: id }) => [transaction(id, 'a')],
	},
	{
		...listed,
		operation: 'getMany',
		title: 'of an account, with all filters that go together',
		parameters: {
			source: 'account',
			accountId: byId('={{ $json.accountId }}'),
			returnAll: true,
			simplify: false,
			filters: {
				dateFrom: '2026-01-01T00:00:00',
				dateTo: '2026-01-31',
				ids: '={{ $json.one }}, {{ $json.two }}',
			},
		},
		input: threeRows('accountId', 'one', 'two'),
		requests: ({ accountId, one, two }) => [
			{
				method: 'GET',
				path: '/v2/transactions',
				query: {
					accountId: String(accountId),
					dateFrom: '2026-01-01',
					dateTo: '2026-01-31',
					ids: `${one},${two}`,
				},
				answer: { results: [transaction(one, accountId)], next: null },
			},
		],
		rows: ({ accountId, one }) => [transaction(one, accountId)],
	},
	{
		...listed,
		operation: 'getMany',
		title: 'of a whole item',
		parameters: {
			source: 'item',
			itemId: byId('={{ $json.itemId }}'),
			returnAll: false,
			limit: 4,
			simplify: false,
			filters: { createdAtFrom: '2026-01-01T00:00:00-03:00' },
		},
		input: threeRows('itemId'),
		requests: ({ itemId }) => {
			const createdAtFrom = '2026-01-01T03:00:00.000Z';
			const of = (accountId: string, more: Record<string, string> = {}) => ({
				method: 'GET' as const,
				path: '/v2/transactions',
				query: { accountId, createdAtFrom, ...more },
			});
			return [
				{
					method: 'GET',
					path: '/accounts',
					query: { itemId: String(itemId) },
					answer: {
						page: 1,
						total: 2,
						totalPages: 1,
						results: [account(BANK, itemId), account(CARD, itemId, card)],
					},
				},
				{
					...of(BANK),
					answer: {
						results: [transaction('t1', BANK), transaction('t2', BANK)],
						next: `/v2/transactions?accountId=${BANK}&after=abc`,
					},
				},
				{
					...of(BANK, { after: 'abc' }),
					answer: { results: [transaction('t3', BANK)], next: null },
				},
				{
					...of(CARD),
					answer: {
						results: [transaction('t4', CARD), transaction('t5', CARD)],
						next: '?after=never-asked-for',
					},
				},
			];
		},
		rows: () => [
			{ ...transaction('t1', BANK), account: label(BANK) },
			{ ...transaction('t2', BANK), account: label(BANK) },
			{ ...transaction('t3', BANK), account: label(BANK) },
			{ ...transaction('t4', CARD), account: label(CARD) },
		],
	},
	{
		...listed,
		operation: 'getFromEvent',
		title: 'transactions/created, by its link',
		parameters: { returnAll: true, simplify: false },
		// The event as the trigger puts it out, as n8n's Webhook node does, and with old links only.
		input: [
			{
				event: 'transactions/created',
				eventId: 'e1',
				itemId: 'i',
				accountId: BANK,
				transactionsCreatedAtFrom: '2026-01-10T10:00:00.000Z',
				createdTransactionsLink: `https://api.pluggy.ai/transactions?accountId=${BANK}`,
				createdTransactionsLinkV2: `https://api.pluggy.ai/v2/transactions?accountId=${BANK}&createdAtFrom=2026-01-10T10%3A00%3A00.000Z&other=1`,
			},
			{
				headers: {},
				body: {
					event: 'transactions/created',
					eventId: 'e2',
					accountId: BANK,
					createdTransactionsLink: `https://api.pluggy.ai/v2/transactions?accountId=${BANK}&createdAtFrom=2026-01-10T10:00:00.000Z`,
				},
			},
			{
				event: 'transactions/created',
				eventId: 'e3',
				accountId: BANK,
				transactionsCreatedAtFrom: '2026-01-10T10:00:00.000Z',
				createdTransactionsLink: `https://api.pluggy.ai/transactions?accountId=${BANK}&pageSize=1`,
				createdTransactionsLinkV2: `https://api.pluggy.ai.evil.example/v2/transactions?accountId=${CARD}`,
			},
		],
		requests: () => [
			{
				method: 'GET',
				path: '/v2/transactions',
				query: { accountId: BANK, createdAtFrom: '2026-01-10T10:00:00.000Z' },
				answer: { results: [transaction('t1', BANK)], next: null },
			},
		],
		rows: (_, row) => [
			{ ...transaction('t1', BANK), event: 'transactions/created', eventId: `e${row + 1}` },
		],
	},
	{
		...listed,
		operation: 'getFromEvent',
		title: 'transactions/updated',
		parameters: { event: '={{ $json.news }}', returnAll: true, simplify: false },
		input: threeRows('one', 'two').map(({ one, two }) => ({
			one,
			two,
			news: {
				event: 'transactions/updated',
				eventId: 'e',
				itemId: 'i',
				accountId: BANK,
				transactionIds: [one, two],
			},
		})) as unknown as Case['input'],
		requests: ({ one, two }) => [
			{
				method: 'GET',
				path: '/v2/transactions',
				query: { accountId: BANK, ids: `${one},${two}` },
				answer: { results: [transaction(one, BANK), transaction(two, BANK)], next: null },
			},
		],
		rows: ({ one, two }) =>
			[one, two].map((id) => ({
				...transaction(id, BANK),
				event: 'transactions/updated',
				eventId: 'e',
			})),
	},
	{
		...listed,
		operation: 'getFromEvent',
		title: 'transactions/deleted',
		parameters: { returnAll: false, limit: 2, simplify: false },
		input: [1, 2, 3].map((n) => ({
			event: 'transactions/deleted',
			eventId: `e${n}`,
			itemId: 'i',
			accountId: BANK,
			transactionIds: ['t1', 't2', 't3'],
		})) as unknown as Case['input'],
		requests: () => [],
		rows: ({ eventId }) =>
			['t1', 't2'].map((id) => ({
				id,
				accountId: BANK,
				itemId: 'i',
				deleted: true,
				event: 'transactions/deleted',
				eventId,
			})),
	},
	{
		resource: 'transaction',
		operation: 'exportOfx',
		parameters: {
			accountId: byId('={{ $json.accountId }}'),
			filters: { dateFrom: '2026-01-01', dateTo: '2026-01-31' },
			options: { includePending: true, binaryPropertyName: 'ofx' },
		},
		input: threeRows('accountId'),
		requests: ({ accountId }): Exchange[] => [
			{
				method: 'GET',
				path: `/accounts/${accountId}`,
				answer: account(String(accountId), 'i'),
			},
			{
				method: 'GET',
				path: '/v2/transactions',
				query: { accountId: String(accountId), dateFrom: '2026-01-01', dateTo: '2026-01-31' },
				answer: { results: [transaction('t1', accountId)], next: '?after=x' },
			},
			{
				method: 'GET',
				path: '/v2/transactions',
				query: {
					accountId: String(accountId),
					dateFrom: '2026-01-01',
					dateTo: '2026-01-31',
					after: 'x',
				},
				answer: { results: [transaction('t2', accountId)], next: null },
			},
		],
		rows: ({ accountId }) => [
			{
				fileName: 'extrato_0001-12345-0_2026-01-01_2026-01-31.ofx',
				accountId,
				transactions: 2,
				leftOut: 0,
				leftOutRows: [],
				pendingLeftOut: 0,
				balance: 120950.5,
				dateFrom: '2026-01-01',
				dateTo: '2026-01-31',
			},
		],
	},
	{
		resource: 'transaction',
		operation: 'update',
		parameters: {
			transactionId: '={{ $json.transactionId }}',
			categoryId: byId('07010000'),
			simplify: false,
		},
		input: threeRows('transactionId'),
		requests: ({ transactionId: id }) => [
			{
				method: 'PATCH',
				path: `/transactions/${id}`,
				body: { categoryId: '07010000' },
				answer: { ...transaction(id, 'a'), categoryId: '07010000' },
			},
		],
		rows: ({ transactionId: id }) => [{ ...transaction(id, 'a'), categoryId: '07010000' }],
	},
];
