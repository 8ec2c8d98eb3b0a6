import { inPath, itemId, uuid } from '../fields';
import { referencePage, type Resource } from '../operation';
import { ITEM } from '../owner';

const page = (id: string) => referencePage('loan', id);

export const loan: Resource = {
	id: 'loan',
	name: 'Loan',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get loan',
			description: 'Retrieve a loan with its rates, fees and instalments',
			method: 'GET',
			path: '/loans/{id}',
			docs: page('loans-retrieve'),
			fields: [
				uuid('loanId', 'Loan ID', {
					...inPath,
					required: true,
					description: 'ID of the loan, as Get Many lists it',
				}),
			],
			paging: 'none',
			safety: 'read',
			access: 'readOnly',
			output: 'one',
			simplify: 'loan',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many loans',
			description: 'List many loans and financings of an item',
			method: 'GET',
			path: '/loans',
			docs: page('loans-list'),
			fields: [itemId()],
			paging: 'pageOnly',
			safety: 'read',
			access: 'readOnly',
			output: 'list',
			owner: ITEM,
			simplify: 'loan',
			note: 'Rates are fractions: 1 is 100 %.',
		},
	],
};
