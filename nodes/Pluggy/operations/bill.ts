import { pathId } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { ACCOUNT } from '../owner';
import { accountId } from '../pickers';

const page = (id: string) => referencePage('bill', id);

export const bill: ResourceEntry = {
	id: 'bill',
	name: 'Bill',
	description: 'Monthly bills of a credit card',
	portuguese: 'fatura do cartão',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get credit card bill',
			description: 'Retrieve a credit card bill with its finance charges and payments',
			method: 'GET',
			path: '/bills/{id}',
			docs: page('bills-retrieve'),
			fields: [pathId('billId', 'Bill ID', 'ID of the bill, as Get Many lists it')],
			simplify: 'bill',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many credit card bills',
			description: 'List many bills of a credit card',
			method: 'GET',
			path: '/bills',
			docs: page('bills-list'),
			fields: [accountId({ description: 'The credit card' })],
			paging: 'pageOnly',
			output: 'list',
			owner: ACCOUNT,
			simplify: 'bill',
			note: 'Only credit cards have bills. To list the transactions of one, filter the transactions of the card by billId (creditCardMetadata.billId without Simplify).',
		},
	],
};
