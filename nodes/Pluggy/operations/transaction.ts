import { choice, day, inPath, instant, json, uuid, uuids } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { accountId, categoryId, itemId } from '../pickers';
import { inOrder, notBoth } from '../rules';
import { ITEM } from '../owner';
import { eventSchema, transactionsOfEvent } from '../handlers/eventTransactions';
import { exportOfx } from '../handlers/exportOfx';
import { transactionsOfItem } from '../handlers/itemTransactions';
import { ofxOptions } from './ofxFields';

const page = (id: string) => referencePage('transaction', id);

/** The most IDs Pluggy takes in one request. */
const MOST_IDS = 500;

/** On bank accounts the type of a transaction says its direction, on cards its sign does. */
const ACCOUNT = { method: 'GET', path: '/accounts/{id}' } as const;

/** Their names in Portuguese are in no transaction. */
const CATEGORIES = { method: 'GET', path: '/categories' } as const;

const SIGNS =
	'With Simplify, `amount` is in the currency of the account, and what leaves is negative: on bank accounts `type` decides, on cards the sign that Pluggy sent (positive is a purchase). Where it cannot be known, amount is empty and `amountNote` says why; `amountSent` is the amount as Pluggy sent it. The test bank of Pluggy sends card signs the other way round. The account is read once per run, and so are the categories if a transaction has one: `categoryTranslated` is the name in Portuguese, empty where that list cannot be read.';

const CARDS =
	'Of cards, `paymentType`, `billPostDate` and `transactionDateTime` come from Open Finance only, and older rows are without them.';

const SOURCES = { account: 'Account', item: 'Item (All Its Accounts)' };

const transactionId = uuid('transactionId', 'Transaction ID', {
	...inPath,
	required: true,
	description:
		'ID of the transaction. It may change when the bank rewrites date, amount or description.',
});

const dateFrom = (more = '') =>
	day('dateFrom', 'Date From', {
		description: more === '' ? 'First day' : `First day. ${more}`,
	});
const dateTo = day('dateTo', 'Date To', { description: 'Last day, included' });

export const transaction: ResourceEntry = {
	id: 'transaction',
	name: 'Transaction',
	description: 'What came in and went out of accounts and cards',
	portuguese: 'transações, extrato',
	operations: [
		{
			id: 'exportOfx',
			name: 'Export OFX',
			action: 'Export transactions as OFX file',
			description: 'Put the transactions of an account or credit card into an OFX file',
			method: 'GET',
			path: '/v2/transactions',
			docs: page('transactions-list-by-cursor'),
			fields: [accountId(), dateFrom(), dateTo, ...ofxOptions],
			paging: 'cursor',
			rules: [inOrder('dateFrom', 'dateTo')],
			handler: {
				run: exportOfx,
				files: 'masked',
				endpoints: [ACCOUNT, { method: 'GET', path: '/v2/transactions' }],
			},
			note: 'OFX 1.0.2, for GnuCash and accounting tools. Signs as with Simplify: what leaves is negative, and so is what is owed on a card. What cannot be written (no amount, no date, no ID, a purchase abroad that is not converted yet) is left out, counted in `leftOut` and named with its reason in `leftOutRows`; `pendingLeftOut` counts what is not final and was not asked for. Pending transactions of a card are included up to today, those of a bank account are not, unless Include Pending says otherwise. A card, or an account with a masked number, goes by the last digits and the end of its Pluggy ID, so that no two are taken for one. The balance in the file is the one Pluggy last saw, not the one of the last day.',
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get transaction',
			description: 'Retrieve a transaction',
			method: 'GET',
			path: '/transactions/{id}',
			docs: page('transactions-retrieve'),
			fields: [transactionId],
			simplify: 'transaction',
			simplifyReads: [ACCOUNT, CATEGORIES],
		},
		{
			id: 'getFromEvent',
			name: 'Get From Event',
			action: 'Get transactions from event',
			description: 'Fetch the transactions that an event of the Pluggy Trigger announces',
			method: 'GET',
			path: '/v2/transactions',
			docs: page('transactions-list-by-cursor'),
			fields: [
				json(
					'event',
					'Event',
					eventSchema,
					'an event transactions/created, transactions/updated or transactions/deleted, as the Pluggy Trigger puts it out',
					{
						in: 'node',
						required: true,
						default: '={{ $json }}',
						description:
							'The event as the Pluggy Trigger puts it out: transactions/created, transactions/updated or transactions/deleted',
					},
				),
			],
			paging: 'cursor',
			output: 'list',
			returnAll: true,
			simplify: 'transaction',
			simplifyReads: [ACCOUNT, CATEGORIES],
			handler: {
				run: transactionsOfEvent,
				endpoints: [{ method: 'GET', path: '/v2/transactions' }],
			},
			note: 'Each row also has event and eventId. Of an event that names its rows (transactionIds) exactly these are read, else those of its link. transactions/deleted needs no request: one row per ID with deleted: true.',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many transactions of account or bank connection',
			description: 'List many transactions of an account, a credit card or a whole connection',
			method: 'GET',
			path: '/v2/transactions',
			docs: page('transactions-list-by-cursor'),
			fields: [
				choice('source', 'Source', SOURCES, {
					in: 'node',
					required: true,
					description: 'What to read: one account, or all accounts of a connection',
				}),
				accountId({ when: { source: ['account'] } }),
				itemId({ in: 'node', when: { source: ['item'] } }),
				instant('createdAtFrom', 'Created At From', {
					description:
						'Only transactions that Pluggy found at or after this time. Not together with Date From.',
				}),
				dateFrom('Not together with Created At From.'),
				dateTo,
				uuids('ids', 'IDs', {
					chunk: MOST_IDS,
					description:
						'Comma-separated list of transaction IDs; more than 500 are asked for in blocks',
				}),
			],
			paging: 'cursor',
			output: 'list',
			owner: ITEM,
			simplify: 'transaction',
			simplifyReads: [ACCOUNT, CATEGORIES],
			rules: [
				notBoth('dateFrom', 'createdAtFrom'),
				notBoth('ids', 'itemId'),
				inOrder('dateFrom', 'dateTo'),
			],
			handler: {
				run: transactionsOfItem,
				endpoints: [
					{ method: 'GET', path: '/accounts' },
					{ method: 'GET', path: '/v2/transactions' },
				],
				when: ({ itemId: item }) => item !== undefined,
			},
			note: `Of a whole connection: account after account, and each row has the account it belongs to. ${SIGNS} ${CARDS}`,
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Change category of transaction and of those like it',
			description: 'Set the category of a transaction, and of new ones with the same description',
			notice: {
				says: [
					'Pluggy makes a category rule of it: whatever has the same description gets this category from now on, in your whole application.',
					'A Pluggy cria uma regra: tudo com a mesma descrição recebe esta categoria a partir de agora, em toda a sua aplicação.',
				],
			},
			method: 'PATCH',
			path: '/transactions/{id}',
			docs: page('transactions-Update'),
			fields: [transactionId, categoryId({ in: 'body', description: 'The new category' })],
			safety: 'repeatable',
			access: 'data',
			simplify: 'transaction',
			simplifyReads: [ACCOUNT, CATEGORIES],
			note: 'Pluggy is said to make a category rule of it, for your whole application: whatever has the same description, in capitals or not, gets this category from then on. Category Rule: Get Many lists the rules, Delete ends one.',
		},
	],
};
