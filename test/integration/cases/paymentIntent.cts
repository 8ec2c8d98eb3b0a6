import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const intent = (id: unknown, paymentRequestId: unknown, more: IDataObject = {}): IDataObject => ({
	id: String(id),
	status: 'CONSENT_AWAITING_AUTHORIZATION',
	createdAt: '2023-11-06T15:38:47.861Z',
	updatedAt: '2023-11-06T15:38:47.861Z',
	paymentRequest: { id: String(paymentRequestId), amount: 100.5, status: 'IN_PROGRESS' },
	connector: { id: 603, name: 'Bradesco' },
	consentUrl: 'https://consenturl.com',
	...more,
});

const pixData = { value: '00020126490014br.gov.bcb.pix', qr: 'data:image/png;base64,iVBORw0KGgo=' };

export const cases: Case[] = [
	{
		resource: 'paymentIntent',
		operation: 'create',
		title: 'at the bank of the payer',
		parameters: {
			paymentRequestId: '={{ $json.paymentRequestId }}',
			paymentMethod: 'PIS',
			connectorId: byId('603'),
			cpf: '416.799.495-00',
		},
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId }) => [
			{
				method: 'POST',
				path: '/payments/intents',
				body: {
					paymentRequestId,
					paymentMethod: 'PIS',
					connectorId: 603,
					parameters: { cpf: '41679949500' },
				},
				answer: intent('p1', paymentRequestId),
			},
		],
		rows: ({ paymentRequestId }) => [intent('p1', paymentRequestId)],
	},
	{
		resource: 'paymentIntent',
		operation: 'create',
		title: 'a business, automatic PIX, in the sandbox',
		parameters: {
			paymentRequestId: '={{ $json.paymentRequestId }}',
			paymentMethod: 'PIS',
			connectorId: byId('=603'),
			cpf: '41679949500',
			cnpj: '41.679.495/0001-00',
			name: 'Marco Silva',
			isSandbox: true,
		},
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId }) => [
			{
				method: 'POST',
				path: '/payments/intents',
				body: {
					paymentRequestId,
					paymentMethod: 'PIS',
					connectorId: 603,
					parameters: { cpf: '41679949500', cnpj: '41679495000100', name: 'Marco Silva' },
					isSandbox: true,
				},
				answer: intent('p1', paymentRequestId),
			},
		],
		rows: ({ paymentRequestId }) => [intent('p1', paymentRequestId)],
	},
	{
		resource: 'paymentIntent',
		operation: 'create',
		title: 'PIX QR code: neither bank nor CPF',
		parameters: {
			paymentRequestId: '={{ $json.paymentRequestId }}',
			paymentMethod: 'PIX',
			isDynamicPix: true,
			connectorId: byId('603'),
			cpf: '41679949500',
		},
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId }) => [
			{
				method: 'POST',
				path: '/payments/intents',
				body: { paymentRequestId, paymentMethod: 'PIX', isDynamicPix: true },
				answer: intent('p2', paymentRequestId, { connector: null, pixData }),
			},
		],
		rows: ({ paymentRequestId }) => [intent('p2', paymentRequestId, { connector: null, pixData })],
	},
	{
		resource: 'paymentIntent',
		operation: 'get',
		parameters: { paymentIntentId: '={{ $json.paymentIntentId }}' },
		input: threeRows('paymentIntentId'),
		requests: ({ paymentIntentId: id }) => [
			{ method: 'GET', path: `/payments/intents/${id}`, answer: intent(id, 'r') },
		],
		rows: ({ paymentIntentId: id }) => [intent(id, 'r')],
	},
	{
		resource: 'paymentIntent',
		operation: 'getMany',
		parameters: { paymentRequestId: '={{ $json.paymentRequestId }}', returnAll: false, limit: 1 },
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{
				method: 'GET',
				path: '/payments/intents',
				query: { paymentRequestId: String(id) },
				answer: { page: 1, total: 2, totalPages: 1, results: [intent('p1', id), intent('p2', id)] },
			},
		],
		rows: ({ paymentRequestId: id }) => [intent('p1', id)],
	},
];
