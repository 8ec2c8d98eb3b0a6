import type { Step } from '../scenario.cjs';
import { item } from './shared.cjs';

export const enrichments: Step[] = [
	{
		resource: 'enrichment',
		operation: 'categorize',
		parameters: (memory) => ({
			// One has a merchant, one has none, on any day.
			transactions: ['CINEFLUX', 'ANUIDADE'].map(
				(text) => memory.all('rows CREDIT').find((row) => String(row.description).includes(text))!,
			),
			additionalFields: { clientUserId: 'user 17', accountType: 'CREDIT_CARD', isBusiness: false },
		}),
	},
	{ resource: 'enrichment', operation: 'recurringPayments', parameters: item },
	{ resource: 'enrichment', operation: 'analyzeBehavior', parameters: item },
];
