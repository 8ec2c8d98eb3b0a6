import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case, type Exchange } from './case.cjs';

const bill = (id: unknown): IDataObject => ({
	id: String(id),
	dueDate: '2026-02-10T03:00:00.000Z',
	totalAmount: 1842.77,
	totalAmountCurrencyCode: 'BRL',
	minimumPaymentAmount: 276.42,
	allowsInstallments: true,
	financeCharges: [{ id: 'c1', type: 'IOF', amount: 3.2, currencyCode: 'BRL' }],
	payments: [],
});

export const cases: Case[] = [
	{
		resource: 'bill',
		operation: 'get',
		parameters: { billId: '={{ $json.billId }}', simplify: false },
		input: threeRows('billId'),
		requests: ({ billId }) => [{ method: 'GET', path: `/bills/${billId}`, answer: bill(billId) }],
		rows: ({ billId }) => [bill(billId)],
	},
	{
		resource: 'bill',
		operation: 'getMany',
		parameters: {
			accountId: byId('={{ $json.accountId }}'),
			returnAll: true,
			simplify: false,
		},
		input: threeRows('accountId'),
		requests: ({ accountId }): Exchange[] => [
			{
				method: 'GET',
				path: '/bills',
				query: { accountId: String(accountId) },
				answer: { page: 1, total: 3, totalPages: 2, results: [bill('b1'), bill('b2')] },
			},
			{
				method: 'GET',
				path: '/bills',
				query: { accountId: String(accountId), page: '2' },
				answer: { page: 2, total: 3, totalPages: 2, results: [bill('b3')] },
			},
		],
		rows: () => [bill('b1'), bill('b2'), bill('b3')],
	},
];
