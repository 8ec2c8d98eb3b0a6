import { itemId, uuids } from '../fields';
import type { FieldOf, Resource } from '../operation';
import { PREMIUM_PAGE } from './enrichment';

const itemIds = (where: FieldOf<'in'>) =>
	uuids('itemIds', 'Item IDs', {
		in: where,
		required: true,
		description: 'Comma-separated list of the items of one user',
	});

const NOTE =
	'Paid add-on. Each attempt may be billed, so it is not sent again once it may have arrived. Pluggy does not document the answer: it is passed through.';

export const insight: Resource = {
	id: 'insight',
	name: 'Insight',
	operations: [
		{
			id: 'getBook',
			name: 'Get Book',
			action: 'Get book of insights',
			description: 'Compute a report about the connections of a user (paid add-on of Pluggy)',
			method: 'POST',
			path: '/book',
			host: 'insights',
			docs: PREMIUM_PAGE,
			fields: [itemIds('query')],
			paging: 'none',
			safety: 'read',
			costs: 'fee',
			access: 'data',
			output: 'one',
			note: NOTE,
		},
		{
			id: 'getCategories',
			name: 'Get Categories',
			action: 'Get totals by category',
			description: 'Compute totals by category over items (paid add-on of Pluggy)',
			method: 'POST',
			path: '/categories',
			host: 'insights',
			docs: PREMIUM_PAGE,
			fields: [itemIds('body')],
			paging: 'none',
			safety: 'read',
			costs: 'fee',
			access: 'data',
			output: 'one',
			note: NOTE,
		},
		{
			id: 'getIncome',
			name: 'Get Income',
			action: 'Get income of item',
			description: 'Compute the income seen in an item (paid add-on of Pluggy)',
			method: 'POST',
			path: '/income',
			host: 'insights',
			docs: PREMIUM_PAGE,
			fields: [itemId()],
			paging: 'none',
			safety: 'read',
			costs: 'fee',
			access: 'data',
			output: 'one',
			note: NOTE,
		},
	],
};
