import { EXAMPLE_ID } from '../shared/objects';
import { field, type FieldOptions } from './fields';
import type { Parser } from './operation';
import * as parse from './parsers';

/** Fields whose value is picked from a list that listSearch.ts reads, or given by ID. */

/** A resource locator: picked from a list, or given by ID. */
const pick = (
	name: string,
	label: string,
	searchListMethod: string,
	parser: Parser,
	options: FieldOptions = {},
) => {
	const { placeholder = `e.g. ${EXAMPLE_ID}`, ...rest } = options;
	return field(
		name,
		label,
		{
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod, searchable: true },
				},
				{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
			],
		},
		parser,
		rest,
	);
};

/** The item, as a picker. */
export const itemId = ({ required = true, ...options }: FieldOptions = {}) =>
	pick('itemId', 'Item', 'searchItems', parse.uuid(required), {
		required,
		description: 'The connection to a bank',
		...options,
	});

/** The account, as a picker. */
export const accountId = (options: FieldOptions = {}) =>
	pick('accountId', 'Account', 'searchAccounts', parse.uuid(true), {
		required: true,
		description: 'The bank account or credit card',
		...options,
	});

/** The connector, as a picker. */
export const connectorId = (options: FieldOptions & { least?: number } = {}) => {
	const { least, required = true, ...rest } = options;
	return pick('connectorId', 'Connector', 'searchConnectors', parse.integer(required, least), {
		required,
		description: 'The bank or institution',
		placeholder: 'e.g. 201',
		...rest,
	});
};

/** The category, as a picker; as a filter it has another name. */
export const categoryId = (
	{ required = true, ...options }: FieldOptions = {},
	name = 'categoryId',
	label = 'Category',
) =>
	pick(name, label, 'searchCategories', parse.code(required), {
		required,
		description: 'The category of transactions',
		placeholder: 'e.g. 01000000',
		...options,
	});

/** The payment customer, as a picker. */
export const customerId = ({ required = true, ...options }: FieldOptions = {}) =>
	pick('customerId', 'Customer', 'searchCustomers', parse.uuid(required), {
		required,
		description: 'The person or company that pays',
		...options,
	});

/** The payment recipient, as a picker; it may be left empty where it is not required. */
export const recipientId = ({ required = true, ...options }: FieldOptions = {}) =>
	pick('recipientId', 'Recipient', 'searchRecipients', parse.uuid(required), {
		required,
		place: 'top',
		description: 'The account that gets the money',
		...options,
	});

/** The payment institution, as a picker; as a member of a body it has another name. */
export const institutionId = (
	{ required = true, ...options }: FieldOptions = {},
	name = 'institutionId',
) =>
	pick(name, 'Institution', 'searchInstitutions', parse.uuid(required), {
		required,
		description: 'The bank or payment institution of the account',
		...options,
	});
