import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const CUSTOMER = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';
const RECIPIENT = '05c693bf-c196-47ea-a28c-8251d6bb8a06';

const request = (automaticPix: IDataObject): IDataObject => ({
	id: 'd7059555-eadc-4f63-bb8c-1fb367b8dac6',
	description: 'Automatic PIX',
	status: 'CREATED',
	createdAt: '2025-06-10T17:50:12.919Z',
	updatedAt: '2025-06-10T17:50:12.919Z',
	callbackUrls: null,
	paymentUrl: 'https://pay.pluggy.ai/d7059555-eadc-4f63-bb8c-1fb367b8dac6',
	clientPaymentId: null,
	customer: null,
	automaticPix,
	isSandbox: false,
});

const payment = (id: unknown, more: IDataObject = {}): IDataObject => ({
	id: String(id),
	status: 'SCHEDULED',
	amount: 100.5,
	description: 'Teste pagamento schedule',
	endToEndId: null,
	date: '2025-06-08',
	errorDetail: null,
	clientPaymentId: 'external-ref-456',
	isFirstPayment: false,
	isSandbox: false,
	...more,
});

const onRequest = { paymentRequestId: '={{ $json.paymentRequestId }}' };

export const cases: Case[] = [
	{
		resource: 'automaticPix',
		operation: 'createRequest',
		title: 'fixed amount',
		// Limits that were typed before the amount type was changed are not sent.
		parameters: {
			recipientId: byId(RECIPIENT),
			interval: '={{ $json.interval }}',
			startDate: '2025-06-16',
			amountType: 'fixed',
			fixedAmount: 100.5,
			minimumVariableAmount: 1,
			maximumVariableAmount: 2,
			isSandbox: false,
			simplify: false,
		},
		input: [{ interval: 'WEEKLY' }, { interval: 'QUARTERLY' }, { interval: 'SEMESTER' }],
		requests: ({ interval }, row) => [
			{
				method: 'POST',
				path: '/payments/requests/automatic-pix',
				body: {
					recipientId: RECIPIENT,
					interval,
					startDate: '2025-06-16',
					fixedAmount: 100.5,
					isSandbox: false,
					clientPaymentId: `n8n-7-0-${row}`,
				},
				answer: request({ interval, startDate: '2025-06-16', fixedAmount: 100.5 }),
			},
		],
		rows: ({ interval }) => [
			{
				...request({ interval, startDate: '2025-06-16', fixedAmount: 100.5 }),
				fixedAmount: 100.5,
			},
		],
	},
	{
		resource: 'automaticPix',
		operation: 'createRequest',
		title: 'variable amount, with everything optional',
		parameters: {
			recipientId: byId(RECIPIENT),
			interval: 'MONTHLY',
			startDate: '2025-06-16',
			amountType: 'variable',
			fixedAmount: 100.5,
			minimumVariableAmount: 10,
			maximumVariableAmount: 250.75,
			isSandbox: true,
			clientPaymentId: 'assinatura-17',
			additionalFields: {
				customerId: byId(CUSTOMER),
				description: 'Assinatura',
				expiresAt: '={{ $json.expiresAt }}',
				firstPaymentAmount: 50,
				firstPaymentDate: '2025-06-10',
				firstPaymentDescription: 'Primeiro pagamento',
				isRetryAccepted: true,
				retryDays: [7, 1, 3],
				schedulerEnabled: true,
				schedulerDescription: 'Mensalidade',
				schedulerValueForVariableAmount: 99.99,
				callbackUrlSuccess: 'https://merchant.example.com/ok',
				callbackUrlPending: 'https://merchant.example.com/pending',
				callbackUrlError: 'https://merchant.example.com/error',
			},
			simplify: false,
		},
		input: [
			{ expiresAt: '2025-10-01T03:00:00Z' },
			{ expiresAt: '2025-10-01T00:00:00.000-03:00' },
			// The day alone: midnight of the workflow's time zone, São Paulo.
			{ expiresAt: '2025-10-01' },
		],
		requests: () => [
			{
				method: 'POST',
				path: '/payments/requests/automatic-pix',
				body: {
					recipientId: RECIPIENT,
					interval: 'MONTHLY',
					startDate: '2025-06-16',
					minimumVariableAmount: 10,
					maximumVariableAmount: 250.75,
					isSandbox: true,
					clientPaymentId: 'assinatura-17',
					customerId: CUSTOMER,
					description: 'Assinatura',
					expiresAt: '2025-10-01T03:00:00Z',
					firstPayment: {
						amount: 50,
						date: '2025-06-10',
						description: 'Primeiro pagamento',
					},
					isRetryAccepted: true,
					automaticRetriesConfiguration: { retryDays: [1, 3, 7] },
					schedulerConfiguration: {
						enabled: true,
						description: 'Mensalidade',
						valueForVariableAmount: 99.99,
					},
					callbackUrls: {
						success: 'https://merchant.example.com/ok',
						pending: 'https://merchant.example.com/pending',
						error: 'https://merchant.example.com/error',
					},
				},
				answer: request({ interval: 'MONTHLY', startDate: '2025-06-16' }),
			},
		],
		// The answer repeats no amount: the row shows those that were sent.
		rows: () => [
			{
				...request({ interval: 'MONTHLY', startDate: '2025-06-16' }),
				minimumVariableAmount: 10,
				maximumVariableAmount: 250.75,
				firstPaymentAmount: 50,
				schedulerValueForVariableAmount: 99.99,
			},
		],
	},
	{
		resource: 'automaticPix',
		operation: 'createRequest',
		title: 'variable amount without limits',
		parameters: {
			recipientId: byId(RECIPIENT),
			interval: 'YEARLY',
			startDate: '2025-06-16',
			amountType: 'variable',
			clientPaymentId: 'assinatura-18',
			additionalFields: { schedulerEnabled: false },
			simplify: false,
		},
		input: [{}, {}, {}],
		requests: () => [
			{
				method: 'POST',
				path: '/payments/requests/automatic-pix',
				body: {
					recipientId: RECIPIENT,
					interval: 'YEARLY',
					startDate: '2025-06-16',
					isSandbox: false,
					clientPaymentId: 'assinatura-18',
					schedulerConfiguration: { enabled: false },
				},
				answer: request({ interval: 'YEARLY', startDate: '2025-06-16' }),
			},
		],
		rows: () => [request({ interval: 'YEARLY', startDate: '2025-06-16' })],
	},
	{
		resource: 'automaticPix',
		operation: 'schedule',
		parameters: {
			...onRequest,
			amount: 100.5,
			date: '2025-06-10',
			isSandbox: true,
			clientPaymentId: 'external-ref-456',
			additionalFields: { description: 'Transferência', recipientId: RECIPIENT },
		},
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{
				method: 'POST',
				path: `/payments/requests/${id}/automatic-pix/schedule`,
				body: {
					amount: 100.5,
					date: '2025-06-10',
					isSandbox: true,
					clientPaymentId: 'external-ref-456',
					description: 'Transferência',
					recipientId: RECIPIENT,
				},
				answer: payment('a1'),
			},
		],
		rows: () => [payment('a1')],
	},
	{
		resource: 'automaticPix',
		operation: 'schedule',
		title: 'required fields only',
		parameters: { ...onRequest, amount: 100.5, date: '2025-06-10' },
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }, row) => [
			{
				method: 'POST',
				path: `/payments/requests/${id}/automatic-pix/schedule`,
				body: { amount: 100.5, date: '2025-06-10', clientPaymentId: `n8n-7-0-${row}` },
				answer: payment('a1'),
			},
		],
		rows: () => [payment('a1')],
	},
	{
		resource: 'automaticPix',
		operation: 'getSchedule',
		parameters: { ...onRequest, paymentId: '={{ $json.paymentId }}' },
		input: threeRows('paymentRequestId', 'paymentId'),
		requests: ({ paymentRequestId, paymentId }) => [
			{
				method: 'GET',
				path: `/payments/requests/${paymentRequestId}/automatic-pix/schedules/${paymentId}`,
				answer: payment(paymentId, { scheduledStatusReached: false }),
			},
		],
		rows: ({ paymentId }) => [payment(paymentId, { scheduledStatusReached: false })],
	},
	{
		resource: 'automaticPix',
		operation: 'getManySchedules',
		parameters: { ...onRequest, returnAll: true },
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{
				method: 'GET',
				path: `/payments/requests/${id}/automatic-pix/schedules`,
				answer: { page: 1, total: 2, totalPages: 2, results: [payment('a1')] },
			},
			{
				method: 'GET',
				path: `/payments/requests/${id}/automatic-pix/schedules`,
				query: { page: '2' },
				answer: { page: 2, total: 2, totalPages: 2, results: [payment('a2')] },
			},
		],
		rows: () => [payment('a1'), payment('a2')],
	},
	{
		resource: 'automaticPix',
		operation: 'getManySchedules',
		title: 'by label',
		parameters: {
			...onRequest,
			returnAll: false,
			limit: 1,
			filters: { clientPaymentId: 'external-ref-456' },
		},
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{
				method: 'GET',
				path: `/payments/requests/${id}/automatic-pix/schedules`,
				answer: {
					page: 1,
					total: 3,
					totalPages: 1,
					results: [payment('a1', { clientPaymentId: null }), payment('a2'), payment('a3')],
				},
			},
		],
		rows: () => [payment('a2')],
	},
	{
		resource: 'automaticPix',
		operation: 'cancelSchedule',
		parameters: { ...onRequest, scheduleId: '={{ $json.scheduleId }}' },
		input: threeRows('paymentRequestId', 'scheduleId'),
		requests: ({ paymentRequestId, scheduleId }) => [
			{
				method: 'POST',
				path: `/payments/requests/${paymentRequestId}/automatic-pix/schedules/${scheduleId}/cancel`,
				status: 204,
			},
		],
		rows: ({ paymentRequestId, scheduleId }) => [{ paymentRequestId, scheduleId, success: true }],
	},
	{
		resource: 'automaticPix',
		operation: 'retrySchedule',
		parameters: {
			...onRequest,
			scheduleId: '={{ $json.scheduleId }}',
			date: '2025-06-10',
			isSandbox: '={{ $itemIndex === 1 }}',
		},
		input: threeRows('paymentRequestId', 'scheduleId'),
		requests: ({ paymentRequestId, scheduleId }, row) => [
			{
				method: 'POST',
				path: `/payments/requests/${paymentRequestId}/automatic-pix/schedules/${scheduleId}/retry`,
				body: { date: '2025-06-10', ...(row === 1 ? { isSandbox: true } : {}) },
				status: 204,
			},
		],
		rows: ({ paymentRequestId, scheduleId }) => [{ paymentRequestId, scheduleId, success: true }],
	},
	{
		resource: 'automaticPix',
		operation: 'cancelAuthorization',
		parameters: onRequest,
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{ method: 'POST', path: `/payments/requests/${id}/automatic-pix/cancel`, status: 204 },
		],
		rows: ({ paymentRequestId }) => [{ paymentRequestId, success: true }],
	},
];
