import { choice, pathId } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { itemId } from '../pickers';
import { ITEM } from '../owner';
import { INVESTMENT_TYPES } from './choices';

const page = (id: string) => referencePage('investment', id);

const investmentId = pathId(
	'investmentId',
	'Investment ID',
	'ID of the investment, as Get Many lists it',
);

export const investment: ResourceEntry = {
	id: 'investment',
	name: 'Investment',
	description: 'Investments and what was bought and sold',
	portuguese: 'investimentos',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get investment',
			description: 'Retrieve an investment',
			method: 'GET',
			path: '/investments/{id}',
			docs: page('investments-retrieve'),
			fields: [investmentId],
			simplify: 'investment',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many investments',
			description: 'List many investments of a connection',
			method: 'GET',
			path: '/investments',
			docs: page('investments-list'),
			fields: [
				itemId(),
				choice('type', 'Type', INVESTMENT_TYPES, { description: 'Only investments of this kind' }),
			],
			paging: 'page',
			output: 'list',
			owner: ITEM,
			simplify: 'investment',
		},
		{
			id: 'getTransactions',
			name: 'Get Transactions',
			action: 'Get transactions of investment',
			description: 'List what was bought, sold, paid out or taxed in an investment',
			method: 'GET',
			path: '/investments/{id}/transactions',
			docs: page('investment-transactions-list'),
			fields: [investmentId],
			paging: 'page',
			output: 'list',
		},
	],
};
