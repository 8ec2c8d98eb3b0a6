import { threeRows, type Case } from './case.cjs';

export const cases: Case[] = [
	{
		resource: 'customRequest',
		operation: 'send',
		title: 'GET with queries, a page object as one row',
		parameters: {
			method: 'GET',
			path: '=/accounts?itemId={{ $json.itemId }}',
			options: { query: '{"type": "BANK", "products": ["A", "B"], "page": 2}' },
		},
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'GET',
				path: '/accounts',
				query: { itemId: String(itemId), type: 'BANK', products: 'A,B', page: '2' },
				answer: { page: 2, total: 0, totalPages: 1, results: [] },
			},
		],
		rows: () => [{ page: 2, total: 0, totalPages: 1, results: [] }],
	},
	{
		resource: 'customRequest',
		operation: 'send',
		title: 'GET of a list',
		parameters: { method: 'GET', path: '/categories' },
		input: [{}, {}, {}],
		requests: () => [
			{ method: 'GET', path: '/categories', answer: [{ id: '01000000' }, { id: '02000000' }] },
		],
		rows: () => [{ id: '01000000' }, { id: '02000000' }],
	},
	{
		resource: 'customRequest',
		operation: 'send',
		title: 'POST',
		parameters: {
			method: 'POST',
			path: '/payments/requests',
			body: '={{ { amount: $json.amount, description: "Pedido ç" } }}',
		},
		input: [{ amount: 10.5 }, { amount: 20 }, { amount: 0.01 }],
		requests: ({ amount }) => [
			{
				method: 'POST',
				path: '/payments/requests',
				body: { amount, description: 'Pedido ç' },
				answer: { id: 'p', amount, status: 'CREATED' },
			},
		],
		rows: ({ amount }) => [{ id: 'p', amount, status: 'CREATED' }],
	},
	{
		resource: 'customRequest',
		operation: 'send',
		title: 'PATCH without body',
		parameters: { method: 'PATCH', path: '=/items/{{ $json.itemId }}/disable-auto-sync' },
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{ method: 'PATCH', path: `/items/${itemId}/disable-auto-sync`, answer: { id: itemId } },
		],
		rows: ({ itemId }) => [{ id: itemId }],
	},
	{
		resource: 'customRequest',
		operation: 'send',
		title: 'DELETE that answers nothing',
		parameters: { method: 'DELETE', path: '=/payments/requests/{{ $json.id }}' },
		input: threeRows('id'),
		requests: ({ id }) => [{ method: 'DELETE', path: `/payments/requests/${id}`, status: 200 }],
		rows: () => [{ success: true }],
	},
];
