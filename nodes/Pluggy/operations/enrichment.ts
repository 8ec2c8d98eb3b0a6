import { z } from 'zod';
import { additional, choice, flag, json, text } from '../fields';
import type { ResourceEntry } from '../operation';
import { itemId } from '../pickers';
import { ENRICHMENT_ACCOUNT_TYPES } from './choices';

/** The pages of the premium products; their answers are passed through. */
export const premiumPage = (
	product: 'connection-insights' | 'recurring-payments' | 'transaction-enrichment',
) => `https://docs.pluggy.ai/en/docs/intelligence/${product}`;

/** Of every premium product. */
export const PAID =
	'Paid add-on. Each attempt may be billed, so it is not sent again once it may have arrived.';

/** The most transactions Pluggy takes in one request. */
const MOST_TRANSACTIONS = 5000;

/** Transactions of Pluggy often have null here. */
const known = z
	.record(z.string(), z.unknown())
	.nullish()
	.transform((value) => value ?? undefined);

/** Whole transactions may be given: what the product does not ask for stays here. */
const transactions = z
	.array(
		z.object({
			id: z.string().min(1),
			amount: z.number(),
			date: z.string().min(1),
			description: z.string(),
			paymentData: known,
			creditCardMetadata: known,
		}),
	)
	.min(1)
	.max(MOST_TRANSACTIONS);

export const enrichment: ResourceEntry = {
	id: 'enrichment',
	name: 'Enrichment',
	description: 'Categories and merchants for transactions from anywhere, a paid add-on',
	portuguese: 'enriquecimento, produto pago',
	operations: [
		{
			id: 'analyzeBehavior',
			name: 'Analyze Behavior',
			action: 'Analyze behavior of bank connection (PAID)',
			description:
				'Analyze how the owner of a connection earns and spends (unconfirmed: Pluggy documents no such product)',
			method: 'POST',
			path: '/behavior-analysis',
			host: 'enrichment',
			// None of Pluggy's pages tells of it: this is the page of its neighbour.
			docs: premiumPage('transaction-enrichment'),
			fields: [itemId({ in: 'body' })],
			safety: 'read',
			costs: 'fee',
			access: 'data',
			passesLists: true,
			note: `Unconfirmed: Pluggy documents connection insights, transaction enrichment and recurring payments, but not this; it may answer 403 or 404. Ask Pluggy before you build on it. ${PAID} The answer is passed through.`,
		},
		{
			id: 'categorize',
			name: 'Categorize',
			action: 'Categorize transactions (PAID)',
			description:
				'Find category and merchant of transactions from anywhere (paid add-on of Pluggy)',
			method: 'POST',
			path: '/categorize',
			host: 'enrichment',
			docs: premiumPage('transaction-enrichment'),
			fields: [
				json(
					'transactions',
					'Transactions',
					transactions,
					`a list of 1 to ${MOST_TRANSACTIONS} transactions, each with id, amount, date and description`,
					{
						in: 'body',
						required: true,
						default: '[]',
						hint: 'All input rows at once: {{ $input.all().map(i => i.json) }}, with Execute Once on in the Settings of this node',
						description:
							'List of transactions, each with ID, amount, date and description, and paymentData and creditCardMetadata if known. Other fields are not sent.',
					},
				),
				choice('accountType', 'Account Type', ENRICHMENT_ACCOUNT_TYPES, {
					...additional,
					description: 'The kind of account the transactions are from',
				}),
				text('clientUserId', 'Client User ID', {
					...additional,
					description: 'Your own ID of the user',
				}),
				flag('isBusiness', 'Is Business', {
					...additional,
					description: 'Whether the account belongs to a company',
				}),
			],
			safety: 'read',
			costs: 'fee',
			access: 'data',
			note: PAID,
		},
		{
			id: 'recurringPayments',
			name: 'Recurring Payments',
			action: 'Find recurring payments of bank connection (PAID)',
			description:
				'Find the subscriptions and regular income of a connection (paid add-on of Pluggy)',
			method: 'POST',
			path: '/recurring-payments',
			host: 'enrichment',
			docs: premiumPage('recurring-payments'),
			fields: [itemId({ in: 'body' })],
			safety: 'read',
			costs: 'fee',
			access: 'data',
			note: `Needs the Categorization product. \`recurringPayments\` holds description, averageAmount (negative: what leaves), regularityScore (0 to 1) and occurrences (transaction IDs) of each. ${PAID}`,
		},
	],
};
