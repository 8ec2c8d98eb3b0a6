import { byId, threeRows, type Case } from './case.cjs';

const rule = {
	id: '7c1f0f3e-1b1d-4b7c-9d5e-0a4c6d1b2f30',
	description: 'uber payment',
	category: 'Taxi and ride-hailing',
	categoryId: '19010000',
	clientId: '03cc0eff-4ec5-495c-adb3-1ef9611624fc',
	transactionType: 'DEBIT',
	accountType: 'CHECKING_ACCOUNT',
	matchType: 'exact',
};

export const cases: Case[] = [
	{
		resource: 'categoryRule',
		operation: 'create',
		parameters: {
			description: '={{ $json.text }}',
			categoryId: byId('={{ $json.category }}'),
			additionalFields: {
				transactionType: 'DEBIT',
				accountType: 'CREDIT_CARD',
				matchType: 'startsWith',
			},
		},
		input: [
			{ text: 'uber payment', category: '19010000' },
			{ text: 'ifood', category: '11020000' },
			{ text: 'Padaria São João', category: '11010000' },
		],
		requests: ({ text, category }) => [
			{
				method: 'POST',
				path: '/categories/rules',
				body: {
					description: text,
					categoryId: category,
					transactionType: 'DEBIT',
					accountType: 'CREDIT_CARD',
					matchType: 'startsWith',
				},
				answer: { ...rule, description: text, categoryId: category },
			},
		],
		rows: ({ text, category }) => [
			{ ...rule, description: String(text), categoryId: String(category) },
		],
	},
	{
		resource: 'categoryRule',
		operation: 'create',
		title: 'required fields only',
		parameters: { description: 'uber payment', categoryId: byId('19010000') },
		input: [{}, {}, {}],
		requests: () => [
			{
				method: 'POST',
				path: '/categories/rules',
				body: { description: 'uber payment', categoryId: '19010000' },
				status: 201,
				answer: rule,
			},
		],
		rows: () => [rule],
	},
	{
		resource: 'categoryRule',
		operation: 'delete',
		parameters: { ruleId: '={{ $json.ruleId }}' },
		input: threeRows('ruleId'),
		requests: ({ ruleId }) => [
			{ method: 'DELETE', path: `/categories/rules/${ruleId}`, status: 204 },
		],
		rows: ({ ruleId }) => [{ ruleId, deleted: true }],
	},
	{
		resource: 'categoryRule',
		operation: 'getMany',
		title: 'an array of page objects, as the document says',
		parameters: { returnAll: true },
		input: [{}, {}, {}],
		requests: () => [
			{
				method: 'GET',
				path: '/categories/rules',
				answer: [{ page: 1, total: 1, totalPages: 1, results: [rule] }],
			},
		],
		rows: () => [rule],
	},
	{
		resource: 'categoryRule',
		operation: 'getMany',
		parameters: { returnAll: false, limit: 50 },
		input: [{}, {}, {}],
		requests: () => [
			{
				method: 'GET',
				path: '/categories/rules',
				answer: { page: 1, total: 1, totalPages: 1, results: [rule] },
			},
		],
		rows: () => [rule],
	},
];
