import { byId, threeRows, type Case } from './case.cjs';

const host = 'https://enrichment-api.pluggy.ai';

const sent = (id: unknown) => ({
	id: String(id),
	amount: -35.9,
	date: '2026-01-14',
	description: 'UBER *TRIP',
	creditCardMetadata: { payeeMCC: 4121 },
});

const answer = (id: unknown) => ({
	results: [
		{
			id,
			category: 'Taxi and ride-hailing',
			categoryId: '19010000',
			merchant: { name: 'Uber', businessName: 'UBER DO BRASIL LTDA', cnpj: '17895646000187' },
		},
	],
});

export const cases: Case[] = [
	{
		resource: 'enrichment',
		operation: 'categorize',
		parameters: {
			transactions: '={{ [$json] }}',
			additionalFields: { clientUserId: 'user 17', accountType: 'CREDIT_CARD', isBusiness: false },
		},
		// A transaction as Pluggy gives it: what the product does not take is not sent.
		input: [
			{ ...sent('t1'), category: 'Other', paymentData: null },
			{ ...sent('t2'), order: 3, status: 'POSTED' },
			sent('t3'),
		],
		requests: ({ id }) => [
			{
				method: 'POST',
				host,
				path: '/categorize',
				body: {
					transactions: [sent(id)],
					clientUserId: 'user 17',
					accountType: 'CREDIT_CARD',
					isBusiness: false,
				},
				answer: answer(id),
			},
		],
		rows: ({ id }) => [answer(id)],
	},
	{
		resource: 'enrichment',
		operation: 'recurringPayments',
		parameters: { itemId: byId('={{ $json.itemId }}') },
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'POST',
				host,
				path: '/recurring-payments',
				body: { itemId },
				answer: { recurringPayments: [{ description: 'NETFLIX', averageAmount: -55.9 }] },
			},
		],
		rows: () => [{ recurringPayments: [{ description: 'NETFLIX', averageAmount: -55.9 }] }],
	},
	{
		resource: 'enrichment',
		operation: 'analyzeBehavior',
		parameters: { itemId: byId('={{ $json.itemId }}') },
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'POST',
				host,
				path: '/behavior-analysis',
				body: { itemId },
				answer: { anything: { itemId } },
			},
		],
		rows: ({ itemId }) => [{ anything: { itemId } }],
	},
];
