import { byId, type Step } from '../scenario.cjs';

export const categoryRules: Step[] = [
	{
		resource: 'categoryRule',
		operation: 'create',
		parameters: {
			description: 'padaria são joão',
			categoryId: byId('11010000'),
			additionalFields: {
				transactionType: 'DEBIT',
				accountType: 'CREDIT_CARD',
				matchType: 'startsWith',
			},
		},
		expect: { categoryId: '11010000' },
	},
	{
		resource: 'categoryRule',
		operation: 'getMany',
		parameters: { returnAll: true },
		keep: 'rules',
		// One of them was made by changing the category of a transaction.
		rows: 2,
	},
	{
		resource: 'categoryRule',
		operation: 'delete',
		parameters: (memory) => ({ ruleId: memory.id('rules', { description: 'padaria são joão' }) }),
		expect: { deleted: true },
	},
];
