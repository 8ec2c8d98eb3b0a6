import type { IDataObject } from 'n8n-workflow';
import { byId, type Case } from './case.cjs';

const category = (id: unknown): IDataObject => ({
	id: String(id),
	description: 'Salary/pro-labore',
	descriptionTranslated: 'Salário',
	parentId: '01000000',
	parentDescription: 'Income',
});

const input: Case['input'] = [
	{ category: '01000000' },
	{ category: '07010000' },
	{ category: '05000000' },
];

export const cases: Case[] = [
	{
		resource: 'category',
		operation: 'get',
		parameters: { categoryId: byId('={{ $json.category }}') },
		input,
		requests: ({ category: id }) => [
			{ method: 'GET', path: `/categories/${id}`, answer: category(id) },
		],
		rows: ({ category: id }) => [category(id)],
	},
	{
		resource: 'category',
		operation: 'getMany',
		parameters: { returnAll: true, filters: { parentId: byId('={{ $json.category }}') } },
		input,
		requests: ({ category: id }) => [
			{
				method: 'GET',
				path: '/categories',
				query: { parentId: String(id) },
				answer: { page: 1, total: 2, totalPages: 1, results: [category('a'), category('b')] },
			},
		],
		rows: () => [category('a'), category('b')],
	},
	{
		resource: 'category',
		operation: 'getMany',
		title: 'bare array, as the document says',
		parameters: { returnAll: false, limit: 1 },
		input,
		requests: () => [
			{ method: 'GET', path: '/categories', answer: [category('a'), category('b')] },
		],
		rows: () => [category('a')],
	},
];
