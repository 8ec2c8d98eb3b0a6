import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const account = (id: unknown, itemId: unknown): IDataObject => ({
	id: String(id),
	itemId: String(itemId),
	type: 'BANK',
	subtype: 'CHECKING_ACCOUNT',
	number: '0001/12345-0',
	name: 'Conta Corrente',
	balance: 120950.5,
	currencyCode: 'BRL',
});

const onAccount = { accountId: byId('={{ $json.accountId }}') };
const pageOf = (results: unknown[]) => ({ page: 1, total: results.length, totalPages: 1, results });

export const cases: Case[] = [
	{
		resource: 'account',
		operation: 'get',
		parameters: { ...onAccount, simplify: false },
		input: threeRows('accountId'),
		requests: ({ accountId }) => [
			{ method: 'GET', path: `/accounts/${accountId}`, answer: account(accountId, 'i') },
		],
		rows: ({ accountId }) => [account(accountId, 'i')],
	},
	{
		resource: 'account',
		operation: 'getMany',
		parameters: {
			itemId: byId('={{ $json.itemId }}'),
			returnAll: true,
			simplify: false,
			filters: { type: 'CREDIT' },
		},
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'GET',
				path: '/accounts',
				query: { itemId: String(itemId), type: 'CREDIT' },
				answer: pageOf([account('a', itemId), account('b', itemId)]),
			},
		],
		rows: ({ itemId }) => [account('a', itemId), account('b', itemId)],
	},
	{
		resource: 'account',
		operation: 'getBalance',
		parameters: onAccount,
		input: threeRows('accountId'),
		requests: ({ accountId }, row) => [
			{
				method: 'GET',
				path: `/accounts/${accountId}/balance`,
				answer: { balance: row, currencyCode: 'BRL', updateDateTime: '2026-01-01T00:00:00Z' },
			},
		],
		rows: (_, row) => [
			{ balance: row, currencyCode: 'BRL', updateDateTime: '2026-01-01T00:00:00Z' },
		],
	},
	{
		resource: 'account',
		operation: 'getStatements',
		parameters: { ...onAccount, returnAll: false, limit: 1 },
		input: threeRows('accountId'),
		requests: ({ accountId }) => [
			{
				method: 'GET',
				path: `/accounts/${accountId}/statements`,
				answer: pageOf([
					{ id: 's1', monthYear: '2026-01' },
					{ id: 's2', monthYear: '2026-02' },
				]),
			},
		],
		rows: () => [{ id: 's1', monthYear: '2026-01' }],
	},
];
