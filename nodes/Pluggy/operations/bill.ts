import { accountId, inPath, uuid } from '../fields';
import { referencePage, type Resource } from '../operation';

const page = (id: string) => referencePage('bill', id);

export const bill: Resource = {
	id: 'bill',
	name: 'Bill',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get bill',
			description: 'Retrieve a credit card bill with its finance charges and payments',
			method: 'GET',
			path: '/bills/{id}',
			docs: page('bills-retrieve'),
			fields: [
				uuid('billId', 'Bill ID', {
					...inPath,
					required: true,
					description: 'ID of the bill, as Get Many lists it',
				}),
			],
			paging: 'none',
			safety: 'read',
			access: 'readOnly',
			output: 'one',
			simplify: 'bill',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many bills',
			description: 'List many bills of a credit card',
			method: 'GET',
			path: '/bills',
			docs: page('bills-list'),
			fields: [accountId({ description: 'The credit card' })],
			paging: 'pageOnly',
			safety: 'read',
			access: 'readOnly',
			output: 'list',
			simplify: 'bill',
			note: 'Only credit cards have bills. To list the transactions of one, filter the transactions of the card by billId (creditCardMetadata.billId without Simplify).',
		},
	],
};
