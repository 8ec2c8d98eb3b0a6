import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const loan = (id: unknown, itemId: unknown): IDataObject => ({
	id: String(id),
	itemId: String(itemId),
	contractNumber: '000000721792794',
	ipocCode: '92792126019929279212650822221989319252576',
	productName: 'Crédito Pessoal Consignado',
	kind: 'LOAN',
	currencyCode: 'BRL',
	contractAmount: 50000,
	CET: 0.29,
});

export const cases: Case[] = [
	{
		resource: 'loan',
		operation: 'get',
		parameters: { loanId: '={{ $json.loanId }}', simplify: false },
		input: threeRows('loanId'),
		requests: ({ loanId }) => [
			{ method: 'GET', path: `/loans/${loanId}`, answer: loan(loanId, 'i') },
		],
		rows: ({ loanId }) => [loan(loanId, 'i')],
	},
	{
		resource: 'loan',
		operation: 'getMany',
		parameters: { itemId: byId('={{ $json.itemId }}'), returnAll: true, simplify: false },
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'GET',
				path: '/loans',
				query: { itemId: String(itemId) },
				answer: { page: 1, total: 1, totalPages: 1, results: [loan('l', itemId)] },
			},
		],
		rows: ({ itemId }) => [loan('l', itemId)],
	},
];
