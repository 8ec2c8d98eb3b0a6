import { additional, choice, pathId, text } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { categoryId } from '../pickers';
import { MATCH_TYPES, RULE_ACCOUNT_TYPES, TRANSACTION_TYPES } from './choices';

const page = (id: string) => referencePage('category', id);

export const categoryRule: ResourceEntry = {
	id: 'categoryRule',
	name: 'Category Rule',
	description: 'Your own rules that give transactions a category',
	portuguese: 'regras de categoria',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create category rule',
			description: 'Give a category to every new transaction with a certain description',
			method: 'POST',
			path: '/categories/rules',
			docs: page('client-category-rules-create'),
			fields: [
				text('description', 'Description', {
					in: 'body',
					required: true,
					placeholder: 'e.g. uber payment',
					description: 'The text to look for in the description of transactions',
				}),
				categoryId({ in: 'body', description: 'The category that these transactions get' }),
				choice('accountType', 'Account Type', RULE_ACCOUNT_TYPES, {
					...additional,
					description: 'Only transactions of this kind of account',
				}),
				choice('matchType', 'Match Type', MATCH_TYPES, {
					...additional,
					description: 'How the description is compared; exactly, if not given',
				}),
				choice('transactionType', 'Transaction Type', TRANSACTION_TYPES, {
					...additional,
					description: 'Only money that goes out (debit) or comes in (credit)',
				}),
			],
			safety: 'once',
			access: 'data',
			lookup: 'Look for the rule with Get Many of the resource Category Rule.',
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete category rule for good',
			description:
				'Cannot be undone: deletes a category rule; transactions keep the category they have',
			loses: [
				'the rule. Transactions keep the category they have; new ones get none by it.',
				'a regra. As transações mantêm a categoria; as novas não a recebem mais.',
			],
			method: 'DELETE',
			path: '/categories/rules/{id}',
			docs: page('client-category-rules-delete'),
			fields: [pathId('ruleId', 'Rule ID', 'ID of the rule, as Get Many lists it')],
			safety: 'repeatable',
			access: 'data',
			output: 'empty',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many category rules',
			description: 'List many category rules of your application',
			method: 'GET',
			path: '/categories/rules',
			docs: page('client-category-rules-list'),
			fields: [],
			paging: 'pageOnly',
			output: 'list',
			note: 'Rules also come from changing the category of a transaction (Transaction: Update).',
		},
	],
};
