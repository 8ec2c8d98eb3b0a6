import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const investment = (id: unknown, itemId: unknown): IDataObject => ({
	id: String(id),
	itemId: String(itemId),
	code: '12.345.678/0001-00',
	name: 'Bahia AM Advisory FIC de FIM',
	balance: 1359.39,
	currencyCode: 'BRL',
	type: 'MUTUAL_FUND',
	subtype: 'MULTIMARKET_FUND',
	date: '2026-01-19T18:27:41.802Z',
	status: 'ACTIVE',
});

const movement = (id: string): IDataObject => ({
	id,
	type: 'BUY',
	movementType: 'CREDIT',
	date: '2026-01-02T03:00:00.000Z',
	quantity: 1.25,
	value: 2,
	amount: 5,
});

export const cases: Case[] = [
	{
		resource: 'investment',
		operation: 'get',
		parameters: { investmentId: '={{ $json.investmentId }}', simplify: false },
		input: threeRows('investmentId'),
		requests: ({ investmentId: id }) => [
			{ method: 'GET', path: `/investments/${id}`, answer: investment(id, 'i') },
		],
		rows: ({ investmentId: id }) => [investment(id, 'i')],
	},
	{
		resource: 'investment',
		operation: 'getMany',
		parameters: {
			itemId: byId('={{ $json.itemId }}'),
			returnAll: true,
			simplify: false,
			filters: { type: 'MUTUAL_FUND' },
		},
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'GET',
				path: '/investments',
				query: { itemId: String(itemId), type: 'MUTUAL_FUND', pageSize: '500', page: '1' },
				answer: { page: 1, total: 2, totalPages: 2, results: [investment('a', itemId)] },
			},
			{
				method: 'GET',
				path: '/investments',
				query: { itemId: String(itemId), type: 'MUTUAL_FUND', pageSize: '500', page: '2' },
				answer: { page: 2, total: 2, totalPages: 2, results: [investment('b', itemId)] },
			},
		],
		rows: ({ itemId }) => [investment('a', itemId), investment('b', itemId)],
	},
	{
		resource: 'investment',
		operation: 'getTransactions',
		parameters: {
			investmentId: '={{ $json.investmentId }}',
			returnAll: false,
			limit: 2,
			simplify: false,
		},
		input: threeRows('investmentId'),
		requests: ({ investmentId: id }) => [
			{
				method: 'GET',
				path: `/investments/${id}/transactions`,
				query: { pageSize: '2', page: '1' },
				answer: { page: 1, total: 3, totalPages: 2, results: [movement('m1'), movement('m2')] },
			},
		],
		rows: () => [movement('m1'), movement('m2')],
	},
];
