import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const CUSTOMER = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';
const RECIPIENT = '05c693bf-c196-47ea-a28c-8251d6bb8a06';
/** The code of Pluggy's document, and two more like it. */
const QR = [
	'00020126490014br.gov.bcb.pix0108dict-key0215additional-info52040000530398654031005802BR5912example-name6006Cidade62090505tx-id63045E20',
	'00020126490014br.gov.bcb.pix0108dict-key0215additional-info52040000530398654031005802BR5912example-name6006Cidade62090505tx-i263048697',
	'00020126490014br.gov.bcb.pix0108dict-key0215additional-info52040000530398654031005802BR5912example-name6006Cidade62090505tx-i363042CC6',
];

const request = (id: unknown, more: IDataObject = {}): IDataObject => ({
	id: String(id),
	amount: 100.5,
	description: 'Transferência',
	status: 'CREATED',
	createdAt: '2023-11-06T13:03:45.689Z',
	updatedAt: '2023-11-06T13:03:45.689Z',
	callbackUrls: null,
	paymentUrl: `https://pay.pluggy.ai/${String(id)}`,
	recipient: null,
	isSandbox: false,
	...more,
});

const onRequest = { paymentRequestId: '={{ $json.paymentRequestId }}', simplify: false };

const callbackFields = {
	callbackUrlSuccess: 'https://merchant.example.com/ok',
	callbackUrlPending: 'https://merchant.example.com/pending',
	callbackUrlError: 'https://merchant.example.com/error?order=4821',
};
const callbackUrls = {
	success: 'https://merchant.example.com/ok',
	pending: 'https://merchant.example.com/pending',
	error: 'https://merchant.example.com/error?order=4821',
};

/** Rows of a page with these labels. */
const labelled = (page: number, ...labels: Array<string | null>) =>
	labels.map((clientPaymentId, place) => request(`r${page}-${place + 1}`, { clientPaymentId }));

export const cases: Case[] = [
	{
		resource: 'paymentRequest',
		operation: 'create',
		parameters: {
			recipientId: byId('={{ $json.recipientId }}'),
			amount: '={{ $json.amount }}',
			isSandbox: true,
			clientPaymentId: '={{ $json.order }}',
			additionalFields: {
				customerId: byId(CUSTOMER),
				description: 'Pedido 4821',
				...callbackFields,
			},
			simplify: false,
		},
		input: [
			{ recipientId: RECIPIENT, amount: 0.01, order: 'order-1' },
			{ recipientId: RECIPIENT.toUpperCase(), amount: '150.5', order: 'order-2' },
			{ recipientId: RECIPIENT, amount: 1234567.89, order: 3 },
		],
		requests: ({ amount, order }) => [
			{
				method: 'POST',
				path: '/payments/requests',
				body: {
					recipientId: RECIPIENT,
					amount: Number(amount),
					isSandbox: true,
					clientPaymentId: String(order),
					customerId: CUSTOMER,
					description: 'Pedido 4821',
					callbackUrls,
				},
				answer: request('r1', { amount: Number(amount), clientPaymentId: String(order) }),
			},
		],
		rows: ({ amount, order }) => [
			request('r1', { amount: Number(amount), clientPaymentId: String(order) }),
		],
	},
	{
		resource: 'paymentRequest',
		operation: 'create',
		title: 'only the amount: default recipient and label',
		parameters: { amount: 100.5, simplify: false },
		input: [{}, {}, {}],
		requests: (_, row) => [
			{
				method: 'POST',
				path: '/payments/requests',
				body: { amount: 100.5, isSandbox: false, clientPaymentId: `n8n-7-0-${row}` },
				answer: request('r1'),
			},
		],
		rows: () => [request('r1')],
	},
	{
		resource: 'paymentRequest',
		operation: 'createPixBiometric',
		parameters: {
			recipientId: byId(RECIPIENT),
			amount: 42,
			additionalFields: {
				customerId: byId(CUSTOMER),
				description: 'Pedido 4821',
				linkedJourney: true,
				...callbackFields,
			},
			simplify: false,
		},
		input: [{}, {}, {}],
		requests: (_, row) => [
			{
				method: 'POST',
				path: '/payments/requests/pix-biometric',
				body: {
					recipientId: RECIPIENT,
					amount: 42,
					clientPaymentId: `n8n-7-0-${row}`,
					customerId: CUSTOMER,
					description: 'Pedido 4821',
					linkedJourney: true,
					callbackUrls,
				},
				answer: request('r1', { amount: 42 }),
			},
		],
		rows: () => [request('r1', { amount: 42 })],
	},
	{
		resource: 'paymentRequest',
		operation: 'createPixQr',
		parameters: {
			pixQrCode: '={{ $json.code }}',
			isSandbox: false,
			additionalFields: { customerId: CUSTOMER, ...callbackFields },
			simplify: false,
		},
		input: [{ code: QR[0] }, { code: QR[1] }, { code: QR[2] }],
		requests: ({ code }) => [
			{
				method: 'POST',
				path: '/payments/requests/pix-qr',
				body: { pixQrCode: code, isSandbox: false, customerId: CUSTOMER, callbackUrls },
				answer: request('r1', { pixQrCode: code }),
			},
		],
		rows: ({ code }) => [request('r1', { pixQrCode: code })],
	},
	{
		resource: 'paymentRequest',
		operation: 'delete',
		parameters: onRequest,
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{ method: 'DELETE', path: `/payments/requests/${id}` },
		],
		rows: ({ paymentRequestId }) => [{ paymentRequestId, deleted: true }],
	},
	{
		resource: 'paymentRequest',
		operation: 'get',
		parameters: onRequest,
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{ method: 'GET', path: `/payments/requests/${id}`, answer: request(id) },
		],
		rows: ({ paymentRequestId: id }) => [request(id)],
	},
	{
		resource: 'paymentRequest',
		operation: 'getMany',
		parameters: {
			returnAll: false,
			limit: 10,
			filters: {
				from: '2023-11-01T00:00:00',
				to: '={{ $json.to }}',
				customer: 'msilva@pluggy.ai',
				pixKey: '+5511987654321',
				status: 'WAITING_PAYER_AUTHORIZATION',
			},
			simplify: false,
		},
		input: [{ to: '2023-11-30' }, { to: '2023-12-31T21:00:00' }, { to: '2024-01-31' }],
		requests: ({ to }) => [
			{
				method: 'GET',
				path: '/payments/requests',
				query: {
					from: '2023-11-01',
					to: String(to).slice(0, 10),
					customer: 'msilva@pluggy.ai',
					pixKey: '+5511987654321',
					status: 'WAITING_PAYER_AUTHORIZATION',
					page: '1',
					pageSize: '10',
				},
				answer: { page: 1, total: 1, totalPages: 1, results: [request('r1')] },
			},
		],
		rows: () => [request('r1')],
	},
	{
		resource: 'paymentRequest',
		operation: 'getMany',
		title: 'by label: the node picks the rows and reads until it has enough',
		parameters: {
			returnAll: false,
			limit: 2,
			filters: { clientPaymentId: 'order-1', from: '2023-11-01' },
			simplify: false,
		},
		input: [{}, {}, {}],
		requests: () => {
			const pages = [
				labelled(1, 'order-11', 'order-1', null),
				labelled(2, 'other', 'ORDER-1'),
				labelled(3, 'order-1', 'order-1', 'order-1'),
			];
			return pages.map((results, index) => ({
				method: 'GET' as const,
				path: '/payments/requests',
				query: { from: '2023-11-01', page: String(index + 1), pageSize: '500' },
				answer: { page: index + 1, total: 12, totalPages: 4, results },
			}));
		},
		rows: () => [
			request('r1-2', { clientPaymentId: 'order-1' }),
			request('r3-1', { clientPaymentId: 'order-1' }),
		],
	},
	{
		resource: 'paymentRequest',
		operation: 'getMany',
		title: 'by a label that nothing has',
		parameters: {
			returnAll: true,
			filters: { clientPaymentId: 'order-1' },
			simplify: false,
		},
		input: [{}, {}, {}],
		requests: () => [
			{
				method: 'GET',
				path: '/payments/requests',
				query: { page: '1', pageSize: '500' },
				answer: { page: 1, total: 2, totalPages: 1, results: labelled(1, 'order-11', null) },
			},
		],
		rows: () => [],
	},
	{
		resource: 'paymentRequest',
		operation: 'update',
		parameters: {
			...onRequest,
			updateFields: {
				amount: 99.9,
				description: 'Transferência',
				recipientId: RECIPIENT,
				customerId: byId(CUSTOMER),
				clientPaymentId: 'external-ref-456',
				isSandbox: false,
				...callbackFields,
			},
		},
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{
				method: 'PATCH',
				path: `/payments/requests/${id}`,
				body: {
					amount: 99.9,
					description: 'Transferência',
					recipientId: RECIPIENT,
					customerId: CUSTOMER,
					clientPaymentId: 'external-ref-456',
					isSandbox: false,
					callbackUrls,
				},
				answer: request(id, { amount: 99.9 }),
			},
		],
		rows: ({ paymentRequestId: id }) => [request(id, { amount: 99.9 })],
	},
	{
		resource: 'paymentRequest',
		operation: 'update',
		title: 'only what is given',
		parameters: { ...onRequest, updateFields: { isSandbox: true } },
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{
				method: 'PATCH',
				path: `/payments/requests/${id}`,
				body: { isSandbox: true },
				answer: { amount: 100.5, description: 'Transferência', isSandbox: true },
			},
		],
		rows: () => [{ amount: 100.5, description: 'Transferência', isSandbox: true }],
	},
];
