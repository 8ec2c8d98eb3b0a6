import { byId, type Step } from '../scenario.cjs';
import { all } from './shared.cjs';

export const investments: Step[] = [
	{
		resource: 'investment',
		operation: 'getMany',
		parameters: (memory) => ({ itemId: byId(memory.id('broker')), ...all }),
		keep: 'investments',
		rows: 30,
	},
	{
		resource: 'investment',
		operation: 'getMany',
		parameters: (memory) => ({
			itemId: byId(memory.id('broker')),
			...all,
			filters: { type: 'EQUITY' },
		}),
		expect: { type: 'EQUITY' },
	},
	{
		resource: 'investment',
		operation: 'get',
		parameters: (memory) => ({ investmentId: memory.id('investments'), simplify: false }),
		expect: (memory) => ({ id: memory.id('investments') }),
	},
	...['FIXED_INCOME', 'MUTUAL_FUND', 'EQUITY'].map(
		(type): Step => ({
			resource: 'investment',
			operation: 'getTransactions',
			parameters: (memory) => ({
				investmentId: memory.id('investments', { type }),
				returnAll: true,
			}),
		}),
	),
];
