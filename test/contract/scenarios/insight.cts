import type { Step } from '../scenario.cjs';
import { item } from './shared.cjs';

export const insights: Step[] = [
	{
		resource: 'insight',
		operation: 'getBook',
		parameters: (memory) => ({ itemIds: memory.id('item') }),
	},
	{
		resource: 'insight',
		operation: 'getCategories',
		parameters: (memory) => ({ itemIds: [memory.id('item'), memory.id('open finance')] }),
	},
	{ resource: 'insight', operation: 'getIncome', parameters: item },
];
