import { accountId, day, inPath, instant, text, uuid, uuids } from '../fields';
import { referencePage, type Resource } from '../operation';

const page = (id: string) => referencePage('transaction', id);

/** The most IDs Pluggy takes in one request. */
const MOST_IDS = 500;

const transactionId = uuid('transactionId', 'Transaction ID', { ...inPath, required: true });

export const transaction: Resource = {
	id: 'transaction',
	name: 'Transaction',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get transaction',
			description: 'Retrieve a transaction',
			method: 'GET',
			path: '/transactions/{id}',
			docs: page('transactions-retrieve'),
			fields: [transactionId],
			paging: 'none',
			safety: 'read',
			access: 'readOnly',
			limit: 'transactions',
			output: 'one',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many transactions',
			description: 'List many transactions of an account or credit card',
			method: 'GET',
			path: '/v2/transactions',
			docs: page('transactions-list-by-cursor'),
			fields: [
				accountId(),
				instant('createdAtFrom', 'Created At From', {
					description:
						'Only transactions that Pluggy found at or after this time. Not together with Date From.',
				}),
				day('dateFrom', 'Date From', {
					description: 'First day (in São Paulo). Not together with Created At From.',
				}),
				day('dateTo', 'Date To', { description: 'Last day (in São Paulo), included' }),
				uuids('ids', 'IDs', {
					chunk: MOST_IDS,
					description:
						'Comma-separated list of transaction IDs; more than 500 are asked for in blocks',
				}),
			],
			paging: 'cursor',
			safety: 'read',
			access: 'readOnly',
			limit: 'transactions',
			output: 'list',
			exclusive: [['dateFrom', 'createdAtFrom']],
			ordered: [['dateFrom', 'dateTo']],
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update category of transaction',
			description: 'Set the category of a transaction',
			method: 'PATCH',
			path: '/transactions/{id}',
			docs: page('transactions-Update'),
			fields: [
				transactionId,
				text('categoryId', 'Category ID', {
					in: 'body',
					required: true,
					placeholder: 'e.g. 01000000',
					description: 'ID of the new category',
				}),
			],
			paging: 'none',
			safety: 'repeatable',
			access: 'data',
			output: 'one',
		},
	],
};
