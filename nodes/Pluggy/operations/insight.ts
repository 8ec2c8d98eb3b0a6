import { uuids } from '../fields';
import type { FieldOf, ResourceEntry } from '../operation';
import { itemId } from '../pickers';
import { PAID, premiumPage } from './enrichment';

const itemIds = (where: FieldOf<'in'>) =>
	uuids('itemIds', 'Item IDs', {
		in: where,
		required: true,
		description: 'Comma-separated list of the items of one user',
	});

const PAGE = premiumPage('connection-insights');

const NOTE = `Connection Insights, a product of its own: where it is not enabled the error has the code INSIGHTS_NOT_ENABLED; a connection that it does not support gives 404. ${PAID} The answer is passed through:`;

export const insight: ResourceEntry = {
	id: 'insight',
	name: 'Insight',
	description: 'Reports about income and spending, a paid add-on',
	portuguese: 'renda e gastos, produto pago',
	operations: [
		{
			id: 'getBook',
			name: 'Get Book',
			action: 'Get financial report of user (PAID)',
			description: 'Compute a report about the connections of a user (paid add-on of Pluggy)',
			method: 'POST',
			path: '/book',
			host: 'insights',
			docs: PAGE,
			fields: [itemIds('query')],
			safety: 'read',
			costs: 'fee',
			access: 'data',
			note: `${NOTE} figures by month under bankAccount and creditCard, and categories, each with M1 to M12 (avg, total, min, max); all of it may lie in a member book.`,
		},
		{
			id: 'getCategories',
			name: 'Get Categories',
			action: 'Get totals by category (PAID)',
			description: 'Compute totals by category over connections (paid add-on of Pluggy)',
			method: 'POST',
			path: '/categories',
			host: 'insights',
			docs: PAGE,
			fields: [itemIds('body')],
			safety: 'read',
			costs: 'fee',
			access: 'data',
			passesLists: true,
			note: `${NOTE} a list, or an object with the list in results, categories or data. Of a list each entry is a row.`,
		},
		{
			id: 'getIncome',
			name: 'Get Income',
			action: 'Get income of bank connection (PAID)',
			description: 'Compute the income seen in a connection (paid add-on of Pluggy)',
			method: 'POST',
			path: '/income',
			host: 'insights',
			docs: PAGE,
			fields: [itemId()],
			safety: 'read',
			costs: 'fee',
			access: 'data',
			note: `${NOTE} status, itemId and result with totalIncomeStatistics, irregularIncomeStatistics and incomeSources.`,
		},
	],
};
