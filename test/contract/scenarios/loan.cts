import type { Step } from '../scenario.cjs';
import { all, item } from './shared.cjs';

export const loans: Step[] = [
	{
		resource: 'loan',
		operation: 'getMany',
		parameters: (memory) => ({ ...item(memory), ...all }),
		keep: 'loans',
	},
	{
		resource: 'loan',
		operation: 'get',
		parameters: (memory) => ({ loanId: memory.id('loans'), simplify: false }),
		expect: (memory) => ({ id: memory.id('loans') }),
	},
];
