import { pathId } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { itemId } from '../pickers';
import { ITEM } from '../owner';

const page = (id: string) => referencePage('loan', id);

export const loan: ResourceEntry = {
	id: 'loan',
	name: 'Loan',
	description: 'Loans and financings',
	portuguese: 'empréstimos e financiamentos',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get loan',
			description: 'Retrieve a loan with its rates, fees and instalments',
			method: 'GET',
			path: '/loans/{id}',
			docs: page('loans-retrieve'),
			fields: [pathId('loanId', 'Loan ID', 'ID of the loan, as Get Many lists it')],
			simplify: 'loan',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many loans',
			description: 'List many loans and financings of a connection',
			method: 'GET',
			path: '/loans',
			docs: page('loans-list'),
			fields: [itemId()],
			paging: 'pageOnly',
			output: 'list',
			owner: ITEM,
			simplify: 'loan',
			note: 'Rates are fractions: 1 is 100 %.',
		},
	],
};
