import { byId, type Step } from '../scenario.cjs';

export const categories: Step[] = [
	{ resource: 'category', operation: 'getMany', parameters: { returnAll: true } },
	{
		resource: 'category',
		operation: 'getMany',
		parameters: { returnAll: true, filters: { parentId: '05000000' } },
	},
	{
		resource: 'category',
		operation: 'get',
		parameters: { categoryId: byId('05000000') },
		expect: { id: '05000000' },
	},
];
