import { choice, flag, inPath, option } from '../fields';
import { statementFiles } from '../handlers/statementFiles';
import { referencePage, type ResourceEntry } from '../operation';
import { accountId, itemId } from '../pickers';
import { ITEM } from '../owner';
import { ACCOUNT_TYPES } from './choices';
import { outputFile } from './ofxFields';

const page = (id: string) => referencePage('account', id);

export const account: ResourceEntry = {
	id: 'account',
	name: 'Account',
	description: 'Bank accounts and credit cards, with balances and statements',
	portuguese: 'contas e cartões, saldo, extrato em PDF',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get bank account or credit card',
			description: 'Retrieve a bank account or credit card',
			method: 'GET',
			path: '/accounts/{id}',
			docs: page('accounts-retrieve'),
			fields: [accountId(inPath)],
			simplify: 'account',
		},
		{
			id: 'getBalance',
			name: 'Get Balance',
			action: 'Get current balance from bank and spend monthly quota',
			description: 'Ask the bank for the balance now, which spends the monthly Open Finance quota',
			method: 'GET',
			path: '/accounts/{id}/balance',
			docs: page('account-balance-get'),
			fields: [accountId(inPath)],
			costs: 'quota',
			note: 'Each call counts against a monthly quota (420 balances of a CPF or CNPJ at a bank, synchronizations included): it is sent again only after a 429, or when the connection was never made. Used up, the error has the code BALANCE_OPEN_FINANCE_RATE_LIMIT and the action useData.',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many bank accounts and credit cards',
			description: 'List many accounts and credit cards of a connection',
			method: 'GET',
			path: '/accounts',
			docs: page('accounts-list'),
			fields: [
				itemId(),
				choice('type', 'Type', ACCOUNT_TYPES, { description: 'Only accounts of this kind' }),
			],
			paging: 'pageOnly',
			output: 'list',
			owner: ITEM,
			note: 'A connection that was deleted is an error, though Pluggy answers it with an empty list.',
			simplify: 'account',
		},
		{
			id: 'getStatements',
			name: 'Get Statements',
			action: 'Get monthly statements (PDF) of account',
			description:
				'List the monthly statements of an account, each with a link that lives 30 minutes',
			method: 'GET',
			path: '/accounts/{id}/statements',
			docs: page('account-statements-list'),
			fields: [
				accountId(inPath),
				flag('downloadFile', 'Download File', {
					...option,
					description:
						'Whether to put the statement itself (PDF) into each row, not only its link. At most 25 MB each; the API key is not sent to the host of the link.',
				}),
				outputFile,
			],
			paging: 'pageOnly',
			output: 'list',
			handler: {
				run: statementFiles,
				files: 'asTheyAre',
				endpoints: [{ method: 'GET', path: '/accounts/{id}/statements' }],
				when: ({ downloadFile }) => downloadFile === true,
			},
			note: 'With Download File each link is opened at once, without the API key, only over https and at a public name, and no redirect is followed. Nobody masks a PDF: together with Hide Documents it is refused before anything is sent.',
		},
	],
};
