import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const RECIPIENTS = ['7b110544-dfcf-406a-bab7-b14f14e2d0c7', 'abfd2a88-bc7b-407f-9fcc-395548ee6840'];

const preauthorization = (id: unknown, more: IDataObject = {}): IDataObject => ({
	id: String(id),
	status: 'CREATED',
	consentUrl: 'https://consenturl.com',
	clientPreauthorizationId: null,
	callbackUrls: null,
	recipients: [{ type: 'BANK_ACCOUNT', id: RECIPIENTS[0], name: 'John Doe', isDefault: false }],
	connector: { id: 612, name: 'Nubank' },
	createdAt: '2024-08-01T18:05:09.145Z',
	updatedAt: '2024-08-01T18:05:09.145Z',
	...more,
});

const payment = (id: unknown, more: IDataObject = {}): IDataObject => ({
	id: String(id),
	preauthorizationId: 'db97ad98-5b8f-4027-a248-6e112a73ced8',
	status: 'PAYMENT_PENDING',
	amount: 100.5,
	description: 'Reserva',
	recipient: null,
	clientPaymentId: 'external-ref-456',
	createdAt: '2024-08-02T12:00:00.000Z',
	updatedAt: '2024-08-02T12:00:00.000Z',
	...more,
});

const onPreauthorization = { preauthorizationId: '={{ $json.preauthorizationId }}' };
const balance = { balance: 1520.35, overdraft: null };

/** Whoever ends the permission to read the balance, this is its end. */
const ENDED = { status: 'REJECTED', rejectionReason: 'CUSTOMER_MANUALLY_REVOKED' };

export const cases: Case[] = [
	{
		resource: 'smartTransfer',
		operation: 'createPreauthorization',
		parameters: {
			connectorId: byId('612'),
			cpf: '416.799.495-00',
			recipientIds: RECIPIENTS.join(', '),
			clientPreauthorizationId: 'caixa-1',
			additionalFields: {
				cnpj: '41.679.495/0001-00',
				linkedJourney: true,
				totalAllowedAmount: 100000,
				transactionLimit: 5000.5,
				dayQuantityLimit: 3,
				dayTransactionLimit: 10000,
				weekQuantityLimit: 10,
				weekTransactionLimit: 20000,
				monthQuantityLimit: 30,
				monthTransactionLimit: 50000.25,
				yearQuantityLimit: 100,
				yearTransactionLimit: 90000,
				callbackUrlSuccess: 'https://merchant.example.com/ok',
				callbackUrlError: 'https://merchant.example.com/error',
			},
		},
		input: [{}, {}, {}],
		requests: () => [
			{
				method: 'POST',
				path: '/smart-transfers/preauthorizations',
				body: {
					connectorId: 612,
					parameters: { cpf: '41679949500', cnpj: '41679495000100' },
					recipientIds: RECIPIENTS,
					clientPreauthorizationId: 'caixa-1',
					linkedJourney: true,
					configuration: {
						totalAllowedAmount: 100000,
						transactionLimit: 5000.5,
						periodicLimits: {
							day: { quantityLimit: 3, transactionLimit: 10000 },
							week: { quantityLimit: 10, transactionLimit: 20000 },
							month: { quantityLimit: 30, transactionLimit: 50000.25 },
							year: { quantityLimit: 100, transactionLimit: 90000 },
						},
					},
					callbackUrls: {
						success: 'https://merchant.example.com/ok',
						error: 'https://merchant.example.com/error',
					},
				},
				answer: preauthorization('s1'),
			},
		],
		// The answer repeats no limit: the row shows those that were sent.
		rows: () => [
			{
				...preauthorization('s1'),
				totalAllowedAmount: 100000,
				transactionLimit: 5000.5,
				dayTransactionLimit: 10000,
				weekTransactionLimit: 20000,
				monthTransactionLimit: 50000.25,
				yearTransactionLimit: 90000,
			},
		],
	},
	{
		resource: 'smartTransfer',
		operation: 'createPreauthorization',
		title: 'required fields only',
		parameters: {
			connectorId: byId('612'),
			cpf: '41679949500',
			recipientIds: '={{ $json.recipients }}',
		},
		input: [{ recipients: RECIPIENTS }, { recipients: RECIPIENTS }, { recipients: RECIPIENTS }],
		requests: (_, row) => [
			{
				method: 'POST',
				path: '/smart-transfers/preauthorizations',
				body: {
					connectorId: 612,
					parameters: { cpf: '41679949500' },
					recipientIds: RECIPIENTS,
					clientPreauthorizationId: `n8n-7-0-${row}`,
				},
				answer: preauthorization('s1'),
			},
		],
		rows: () => [preauthorization('s1')],
	},
	{
		resource: 'smartTransfer',
		operation: 'getPreauthorization',
		parameters: onPreauthorization,
		input: threeRows('preauthorizationId'),
		requests: ({ preauthorizationId: id }) => [
			{
				method: 'GET',
				path: `/smart-transfers/preauthorizations/${id}`,
				answer: preauthorization(id),
			},
		],
		rows: ({ preauthorizationId: id }) => [preauthorization(id)],
	},
	{
		resource: 'smartTransfer',
		operation: 'getManyPreauthorizations',
		parameters: { returnAll: false, limit: 20 },
		input: [{}, {}, {}],
		requests: () => [
			{
				method: 'GET',
				path: '/smart-transfers/preauthorizations',
				query: { page: '1', pageSize: '20' },
				answer: { page: 1, total: 1, totalPages: 1, results: [preauthorization('s1')] },
			},
		],
		rows: () => [preauthorization('s1')],
	},
	{
		resource: 'smartTransfer',
		operation: 'getManyPreauthorizations',
		title: 'by label',
		parameters: {
			returnAll: true,
			filters: { clientPreauthorizationId: '={{ $json.label }}' },
		},
		input: [{ label: 'caixa-1' }, { label: 'caixa-2' }, { label: 'caixa-3' }],
		requests: () => [
			{
				method: 'GET',
				path: '/smart-transfers/preauthorizations',
				query: { page: '1', pageSize: '500' },
				answer: {
					page: 1,
					total: 2,
					totalPages: 1,
					results: [
						preauthorization('s1', { clientPreauthorizationId: 'caixa-1' }),
						preauthorization('s2', { clientPreauthorizationId: 'caixa-2' }),
					],
				},
			},
		],
		rows: ({ label }, row) =>
			row === 2 ? [] : [preauthorization(`s${row + 1}`, { clientPreauthorizationId: label })],
	},
	{
		resource: 'smartTransfer',
		operation: 'getManyPayments',
		parameters: {
			...onPreauthorization,
			returnAll: false,
			limit: 5,
			filters: { from: '2024-08-01', to: '2024-08-31' },
		},
		input: threeRows('preauthorizationId'),
		requests: ({ preauthorizationId: id }) => [
			{
				method: 'GET',
				path: `/smart-transfers/preauthorizations/${id}/payments`,
				query: { from: '2024-08-01', to: '2024-08-31', page: '1', pageSize: '5' },
				answer: { page: 1, total: 1, totalPages: 1, results: [payment('t1')] },
			},
		],
		rows: () => [payment('t1')],
	},
	{
		resource: 'smartTransfer',
		operation: 'getManyPayments',
		title: 'by label',
		parameters: {
			...onPreauthorization,
			returnAll: false,
			limit: 5,
			filters: { clientPaymentId: 'external-ref-456' },
		},
		input: threeRows('preauthorizationId'),
		requests: ({ preauthorizationId: id }) => [
			{
				method: 'GET',
				path: `/smart-transfers/preauthorizations/${id}/payments`,
				query: { page: '1', pageSize: '500' },
				answer: {
					page: 1,
					total: 2,
					totalPages: 1,
					results: [payment('t1', { clientPaymentId: 'other' }), payment('t2')],
				},
			},
		],
		rows: () => [payment('t2')],
	},
	{
		resource: 'smartTransfer',
		operation: 'getPreauthorizationBalance',
		parameters: onPreauthorization,
		input: threeRows('preauthorizationId'),
		requests: ({ preauthorizationId: id }) => [
			{
				method: 'GET',
				path: `/smart-transfers/preauthorizations/${id}/balance`,
				answer: balance,
			},
		],
		rows: () => [balance],
	},
	{
		resource: 'smartTransfer',
		operation: 'revokeDataConsent',
		parameters: onPreauthorization,
		input: threeRows('preauthorizationId'),
		requests: ({ preauthorizationId: id }) => [
			{
				method: 'DELETE',
				path: `/smart-transfers/preauthorizations/${id}/data-consent`,
				answer: preauthorization(id, { dataConsent: ENDED }),
			},
		],
		rows: ({ preauthorizationId: id }) => [preauthorization(id, { dataConsent: ENDED })],
	},
	{
		resource: 'smartTransfer',
		operation: 'createPayment',
		parameters: {
			...onPreauthorization,
			recipientId: byId('={{ $json.recipientId }}'),
			amount: 100.5,
			clientPaymentId: 'external-ref-456',
			additionalFields: { description: 'Reserva' },
		},
		input: threeRows('preauthorizationId', 'recipientId'),
		requests: ({ preauthorizationId, recipientId }) => [
			{
				method: 'POST',
				path: '/smart-transfers/payments',
				body: {
					preauthorizationId,
					recipientId,
					amount: 100.5,
					clientPaymentId: 'external-ref-456',
					description: 'Reserva',
				},
				answer: payment('t1'),
			},
		],
		rows: () => [payment('t1')],
	},
	{
		resource: 'smartTransfer',
		operation: 'getPayment',
		parameters: { paymentId: '={{ $json.paymentId }}' },
		input: threeRows('paymentId'),
		requests: ({ paymentId: id }) => [
			{ method: 'GET', path: `/smart-transfers/payments/${id}`, answer: payment(id) },
		],
		rows: ({ paymentId: id }) => [payment(id)],
	},
];
