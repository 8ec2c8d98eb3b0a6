import { inPath } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { categoryId } from '../pickers';

const page = (id: string) => referencePage('category', id);

export const category: ResourceEntry = {
	id: 'category',
	name: 'Category',
	description: 'The categories of transactions, with their names in Portuguese',
	portuguese: 'categorias',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get category',
			description: 'Retrieve a category with its name in English and Portuguese',
			method: 'GET',
			path: '/categories/{id}',
			docs: page('categories-retrieve'),
			fields: [categoryId(inPath)],
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many categories',
			description: 'List many categories of transactions',
			method: 'GET',
			path: '/categories',
			docs: page('categories-list'),
			fields: [
				categoryId(
					{ required: false, description: 'Only categories below this one' },
					'parentId',
					'Parent',
				),
			],
			paging: 'pageOnly',
			output: 'list',
		},
	],
};
