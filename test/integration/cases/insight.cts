import { byId, threeRows, type Case } from './case.cjs';

const host = 'https://insights-api.pluggy.ai';

export const cases: Case[] = [
	{
		resource: 'insight',
		operation: 'getBook',
		parameters: { itemIds: '={{ $json.one }}, {{ $json.two }}' },
		input: threeRows('one', 'two'),
		requests: ({ one, two }, row) => [
			{
				method: 'POST',
				host,
				path: '/book',
				query: { itemIds: `${one},${two}` },
				answer: { report: row },
			},
		],
		rows: (_, row) => [{ report: row }],
	},
	{
		resource: 'insight',
		operation: 'getIncome',
		parameters: { itemId: byId('={{ $json.itemId }}') },
		input: threeRows('itemId'),
		requests: ({ itemId }, row) => [
			{
				method: 'POST',
				host,
				path: '/income',
				query: { itemId: String(itemId) },
				answer: { income: row * 1000 },
			},
		],
		rows: (_, row) => [{ income: row * 1000 }],
	},
	{
		resource: 'insight',
		operation: 'getCategories',
		parameters: { itemIds: '={{ [$json.one, $json.two] }}' },
		input: threeRows('one', 'two'),
		requests: ({ one, two }) => [
			{
				method: 'POST',
				host,
				path: '/categories',
				body: { itemIds: [one, two] },
				answer: { categories: [{ category: 'Groceries', total: -812.4 }] },
			},
		],
		rows: () => [{ categories: [{ category: 'Groceries', total: -812.4 }] }],
	},
	{
		resource: 'insight',
		operation: 'getCategories',
		title: 'a list, as it also comes: a row for each entry',
		parameters: { itemIds: '={{ $json.one }}' },
		input: threeRows('one'),
		requests: ({ one }, row) => [
			{
				method: 'POST',
				host,
				path: '/categories',
				body: { itemIds: [one] },
				answer: [
					{ category: 'Groceries', M1: { total: -812.4 } },
					{ category: 'Salary', M1: { total: 5000 + row } },
				],
			},
		],
		rows: (_, row) => [
			{ category: 'Groceries', M1: { total: -812.4 } },
			{ category: 'Salary', M1: { total: 5000 + row } },
		],
	},
];
