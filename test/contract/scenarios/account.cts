import type { Step } from '../scenario.cjs';
import { all, item, account } from './shared.cjs';

export const accounts: Step[] = [
	{
		resource: 'account',
		operation: 'getMany',
		parameters: (memory) => ({ ...item(memory), ...all }),
		keep: 'accounts',
		rows: 2,
	},
	{
		resource: 'account',
		operation: 'getMany',
		parameters: (memory) => ({ ...item(memory), ...all, filters: { type: 'CREDIT' } }),
		expect: { type: 'CREDIT' },
		rows: 1,
	},
	...(['BANK', 'CREDIT'] as const).map(
		(type): Step => ({
			resource: 'account',
			operation: 'get',
			parameters: (memory) => ({ ...account(type)(memory), simplify: false }),
			expect: { type },
		}),
	),
	{
		resource: 'account',
		operation: 'getBalance',
		parameters: account('BANK'),
		expect: { currencyCode: 'BRL' },
	},
	{
		resource: 'account',
		operation: 'getStatements',
		parameters: (memory) => ({ ...account('BANK')(memory), returnAll: true }),
		rows: 12,
	},
];
