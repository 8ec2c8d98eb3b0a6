import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const customer = (id: unknown, more: IDataObject = {}): IDataObject => ({
	id: String(id),
	type: 'INDIVIDUAL',
	name: 'Marco Silva',
	email: 'msilva@pluggy.ai',
	cpf: '123.456.789-00',
	cnpj: null,
	connector: null,
	createdAt: '2024-01-15T10:30:00.000Z',
	updatedAt: '2024-01-15T10:30:00.000Z',
	...more,
});

const onCustomer = { customerId: byId('={{ $json.customerId }}') };

export const cases: Case[] = [
	{
		resource: 'paymentCustomer',
		operation: 'create',
		title: 'a person',
		parameters: {
			type: 'INDIVIDUAL',
			name: '={{ $json.name }}',
			cpf: '={{ $json.cpf }}',
			additionalFields: { email: ' msilva@pluggy.ai ', connectorId: byId('603') },
		},
		input: [
			{ name: 'Marco Silva', cpf: '123.456.789-00', sent: '12345678900' },
			{ name: 'Ana Souza', cpf: '76109277673', sent: '76109277673' },
			{ name: 'João Conceição', cpf: '238 242 640 30', sent: '23824264030' },
		],
		requests: ({ name, sent }) => [
			{
				method: 'POST',
				path: '/payments/customers',
				body: {
					type: 'INDIVIDUAL',
					name,
					cpf: sent,
					email: 'msilva@pluggy.ai',
					connectorId: 603,
				},
				answer: customer('c1', { name, cpf: sent }),
			},
		],
		rows: ({ name, sent }) => [customer('c1', { name, cpf: sent })],
	},
	{
		resource: 'paymentCustomer',
		operation: 'create',
		title: 'a business, with a CNPJ of letters',
		// A CPF that was typed before the type was changed is not sent.
		parameters: {
			type: 'BUSINESS',
			name: 'Padaria Pão Quente Ltda',
			cnpj: '={{ $json.cnpj }}',
			cpf: '123.456.789-00',
		},
		input: [
			{ cnpj: '12.345.678/0001-95' },
			{ cnpj: '12.ABC.345/01DE-35' },
			{ cnpj: '12abc34501de35' },
		],
		requests: (_, row) => [
			{
				method: 'POST',
				path: '/payments/customers',
				body: {
					type: 'BUSINESS',
					name: 'Padaria Pão Quente Ltda',
					cnpj: ['12345678000195', '12ABC34501DE35', '12ABC34501DE35'][row],
				},
				answer: customer('c2', { type: 'BUSINESS' }),
			},
		],
		rows: () => [customer('c2', { type: 'BUSINESS' })],
	},
	{
		resource: 'paymentCustomer',
		operation: 'delete',
		parameters: onCustomer,
		input: threeRows('customerId'),
		requests: ({ customerId: id }) => [{ method: 'DELETE', path: `/payments/customers/${id}` }],
		rows: ({ customerId }) => [{ customerId, deleted: true }],
	},
	{
		resource: 'paymentCustomer',
		operation: 'get',
		parameters: onCustomer,
		input: threeRows('customerId'),
		requests: ({ customerId: id }) => [
			{ method: 'GET', path: `/payments/customers/${id}`, answer: customer(id) },
		],
		rows: ({ customerId: id }) => [customer(id)],
	},
	{
		resource: 'paymentCustomer',
		operation: 'getMany',
		parameters: {
			returnAll: false,
			limit: 2,
			filters: {
				name: '={{ $json.name }}',
				email: 'msilva@pluggy.ai',
				cpf: '123.456.789-00',
				cnpj: '12.345.678/0001-95',
			},
		},
		input: [{ name: 'Marco' }, { name: 'Ana & Bia' }, { name: 'João' }],
		requests: ({ name }) => [
			{
				method: 'GET',
				path: '/payments/customers',
				query: {
					name: String(name),
					email: 'msilva@pluggy.ai',
					cpf: '12345678900',
					cnpj: '12345678000195',
					page: '1',
					pageSize: '2',
				},
				answer: { page: 1, total: 3, totalPages: 2, results: [customer('c1'), customer('c2')] },
			},
		],
		rows: () => [customer('c1'), customer('c2')],
	},
	{
		resource: 'paymentCustomer',
		operation: 'getMany',
		title: 'all, in two pages',
		parameters: { returnAll: true },
		input: [{}, {}, {}],
		requests: () =>
			['1', '2'].map((page) => ({
				method: 'GET' as const,
				path: '/payments/customers',
				query: { page, pageSize: '500' },
				answer: { page, total: 2, totalPages: 2, results: [customer(`c${page}`)] },
			})),
		rows: () => [customer('c1'), customer('c2')],
	},
	{
		resource: 'paymentCustomer',
		operation: 'update',
		parameters: {
			...onCustomer,
			updateFields: {
				type: 'BUSINESS',
				name: 'Marco Silva ME',
				email: 'contato@example.com',
				cpf: '123.456.789-00',
				cnpj: '12.345.678/0001-95',
			},
		},
		input: threeRows('customerId'),
		requests: ({ customerId: id }) => [
			{
				method: 'PATCH',
				path: `/payments/customers/${id}`,
				body: {
					type: 'BUSINESS',
					name: 'Marco Silva ME',
					email: 'contato@example.com',
					cpf: '12345678900',
					cnpj: '12345678000195',
				},
				answer: customer(id, { type: 'BUSINESS' }),
			},
		],
		rows: ({ customerId: id }) => [customer(id, { type: 'BUSINESS' })],
	},
	{
		resource: 'paymentCustomer',
		operation: 'update',
		title: 'only the email',
		parameters: { ...onCustomer, updateFields: { email: 'novo@example.com' } },
		input: threeRows('customerId'),
		requests: ({ customerId: id }) => [
			{
				method: 'PATCH',
				path: `/payments/customers/${id}`,
				body: { email: 'novo@example.com' },
				answer: customer(id),
			},
		],
		rows: ({ customerId: id }) => [customer(id)],
	},
];
