import { additional, choice, inPath, taxNumber, text, updated } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { connectorId, customerId } from '../pickers';
import { CUSTOMER_TYPES } from './paymentChoices';

const page = (id: string) => referencePage('payment-customer', id);

const EMAIL = {
	secret: true,
	placeholder: 'name@email.com',
	description: 'Email address of the customer',
};
const TYPE = 'A person is known by a CPF, a business by a CNPJ';

export const paymentCustomer: ResourceEntry = {
	id: 'paymentCustomer',
	name: 'Payment Customer',
	description: 'People and companies that pay you',
	portuguese: 'pagadores',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create payment customer',
			description: 'Register a person or business that pays',
			method: 'POST',
			path: '/payments/customers',
			docs: page('payment-customer-create'),
			fields: [
				choice('type', 'Type', CUSTOMER_TYPES, {
					in: 'body',
					required: true,
					description: TYPE,
				}),
				text('name', 'Name', {
					in: 'body',
					required: true,
					description: 'Full name or company name',
				}),
				taxNumber('cpf', 'CPF', {
					in: 'body',
					required: true,
					kind: 'cpf',
					when: { type: ['INDIVIDUAL'] },
					description: 'CPF of the person, with or without punctuation',
				}),
				taxNumber('cnpj', 'CNPJ', {
					in: 'body',
					required: true,
					kind: 'cnpj',
					when: { type: ['BUSINESS'] },
					description: 'CNPJ of the business, with or without punctuation',
				}),
				connectorId({
					...additional,
					required: false,
					description: 'The bank that the payment page offers first',
				}),
				text('email', 'Email', { ...additional, ...EMAIL }),
			],
			safety: 'once',
			access: 'payments',
			lookup:
				'Look for it with Payment Customer: Get Many and the filter CPF or CNPJ, before you send it again.',
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete payment customer for good',
			description: 'Cannot be undone: deletes a customer',
			loses: [
				'the customer and what is known about it. Payments that were made stay.',
				'o pagador e seus dados. Os pagamentos feitos continuam.',
			],
			method: 'DELETE',
			path: '/payments/customers/{id}',
			docs: page('payment-customer-delete'),
			fields: [customerId(inPath)],
			safety: 'repeatable',
			access: 'payments',
			output: 'empty',
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get payment customer',
			description: 'Retrieve a customer',
			method: 'GET',
			path: '/payments/customers/{id}',
			docs: page('payment-customer-retrieve'),
			fields: [customerId(inPath)],
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many payment customers',
			description: 'List many customers',
			method: 'GET',
			path: '/payments/customers',
			docs: page('payment-customers-list'),
			fields: [
				taxNumber('cnpj', 'CNPJ', {
					kind: 'cnpj',
					description: 'Only the business with this CNPJ',
				}),
				taxNumber('cpf', 'CPF', { kind: 'cpf', description: 'Only the person with this CPF' }),
				text('email', 'Email', {
					secret: true,
					placeholder: 'name@email.com',
					description: 'Only customers with this email address',
				}),
				text('name', 'Name', { description: 'Only customers with this name' }),
			],
			paging: 'page',
			output: 'list',
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update payment customer',
			description: 'Change what is known about a customer',
			method: 'PATCH',
			path: '/payments/customers/{id}',
			docs: page('payment-customer-update'),
			fields: [
				customerId(inPath),
				taxNumber('cnpj', 'CNPJ', {
					...updated,
					kind: 'cnpj',
					description: 'CNPJ of the business, with or without punctuation',
				}),
				taxNumber('cpf', 'CPF', {
					...updated,
					kind: 'cpf',
					description: 'CPF of the person, with or without punctuation',
				}),
				text('email', 'Email', { ...updated, ...EMAIL }),
				text('name', 'Name', { ...updated, description: 'Full name or company name' }),
				choice('type', 'Type', CUSTOMER_TYPES, { ...updated, description: TYPE }),
			],
			safety: 'repeatable',
			access: 'payments',
		},
	],
};
