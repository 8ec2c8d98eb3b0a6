import type { Step } from '../scenario.cjs';
import { all, account } from './shared.cjs';

export const bills: Step[] = [
	{
		resource: 'bill',
		operation: 'getMany',
		parameters: (memory) => ({ ...account('CREDIT')(memory), ...all }),
		keep: 'bills',
	},
	{
		resource: 'bill',
		operation: 'get',
		parameters: (memory) => ({ billId: memory.id('bills'), simplify: false }),
		expect: (memory) => ({ id: memory.id('bills') }),
	},
];
