import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const CUSTOMER = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';
const RECIPIENT = '05c693bf-c196-47ea-a28c-8251d6bb8a06';

const request = (schedule: IDataObject): IDataObject => ({
	id: '05c693bf-c196-47ea-a28c-8251d6bb8a06',
	amount: 100.5,
	description: 'Mensalidade',
	status: 'CREATED',
	createdAt: '2024-06-01T13:03:45.689Z',
	updatedAt: '2024-06-01T13:03:45.689Z',
	paymentUrl: 'https://pay.pluggy.ai/05c693bf-c196-47ea-a28c-8251d6bb8a06',
	schedule,
	isSandbox: false,
});

/** One kind of schedule. Parameters of the other kinds, typed before, must not be sent. */
function scheduled(title: string, parameters: IDataObject, schedule: IDataObject): Case {
	return {
		resource: 'paymentSchedule',
		operation: 'create',
		title,
		parameters: {
			recipientId: byId(RECIPIENT),
			amount: 100.5,
			date: '2030-01-01',
			startDate: '2030-01-01',
			dayOfWeek: 'SUNDAY',
			dayOfMonth: 30,
			occurrences: 23,
			dates: '2030-01-01',
			additionalInformation: 'old',
			...parameters,
			isSandbox: false,
			clientPaymentId: '=n8n-{{ $execution.id }}-{{ $runIndex }}-{{ $itemIndex }}',
			simplify: false,
		},
		input: [{}, {}, {}],
		requests: (_, row) => [
			{
				method: 'POST',
				path: '/payments/requests',
				body: {
					recipientId: RECIPIENT,
					amount: 100.5,
					schedule,
					isSandbox: false,
					clientPaymentId: `n8n-7-0-${row}`,
				},
				answer: request(schedule),
			},
		],
		rows: () => [request(schedule)],
	};
}

const scheduledPayments = [
	{
		id: '05c693bf-c196-47ea-a28c-8251d6bb8a04',
		scheduledDate: '2024-05-04',
		description: 'PAGAMENTO AGENDADO 1/3',
		status: 'ERROR',
		errorDetail: {
			code: 'INSUFFICIENT_BALANCE',
			description: "The account doesn't have enough balance to perform the payment.",
			detail: 'A conta selecionada não possui saldo suficiente para realizar o pagamento.',
		},
		isSandbox: false,
	},
	{
		id: '05c693bf-c196-47ea-a28c-8251d6bb8a05',
		scheduledDate: '2024-06-04',
		description: 'PAGAMENTO AGENDADO 2/3',
		status: 'SCHEDULED',
		errorDetail: null,
		isSandbox: false,
	},
];

export const cases: Case[] = [
	scheduled(
		'one future date',
		{ scheduleType: 'SINGLE', date: '2024-06-11T00:00:00' },
		{ type: 'SINGLE', date: '2024-06-11' },
	),
	scheduled(
		'daily',
		{ scheduleType: 'DAILY', startDate: '2024-06-11', occurrences: 59 },
		{ type: 'DAILY', startDate: '2024-06-11', occurrences: 59 },
	),
	scheduled(
		'weekly',
		{ scheduleType: 'WEEKLY', startDate: '2024-06-11', dayOfWeek: 'MONDAY', occurrences: 3 },
		{ type: 'WEEKLY', startDate: '2024-06-11', dayOfWeek: 'MONDAY', occurrences: 3 },
	),
	scheduled(
		'monthly',
		{ scheduleType: 'MONTHLY', startDate: '2024-06-11', dayOfMonth: 10, occurrences: 12 },
		{ type: 'MONTHLY', startDate: '2024-06-11', dayOfMonth: 10, occurrences: 12 },
	),
	scheduled(
		'list of dates',
		{
			scheduleType: 'CUSTOM',
			dates: '2024-06-11, 2024-07-15,2024-09-30',
			additionalInformation: 'Três parcelas',
		},
		{
			type: 'CUSTOM',
			dates: ['2024-06-11', '2024-07-15', '2024-09-30'],
			additionalInformation: 'Três parcelas',
		},
	),
	{
		resource: 'paymentSchedule',
		operation: 'create',
		title: 'default recipient, with everything optional',
		parameters: {
			amount: '={{ $json.amount }}',
			scheduleType: 'CUSTOM',
			dates: '={{ $json.dates }}',
			isSandbox: true,
			clientPaymentId: '',
			additionalFields: {
				customerId: CUSTOMER,
				description: 'Mensalidade',
				callbackUrlSuccess: 'https://merchant.example.com/ok',
				callbackUrlPending: 'https://merchant.example.com/pending',
				callbackUrlError: 'https://merchant.example.com/error',
			},
			simplify: false,
		},
		input: [
			{ amount: 10, dates: ['2024-06-11', '2024-07-15'] },
			{ amount: 20.5, dates: ['2024-06-12'] },
			{ amount: 30.55, dates: ['2024-06-13'] },
		],
		requests: ({ amount, dates }) => [
			{
				method: 'POST',
				path: '/payments/requests',
				body: {
					amount,
					schedule: { type: 'CUSTOM', dates },
					isSandbox: true,
					customerId: CUSTOMER,
					description: 'Mensalidade',
					callbackUrls: {
						success: 'https://merchant.example.com/ok',
						pending: 'https://merchant.example.com/pending',
						error: 'https://merchant.example.com/error',
					},
				},
				answer: request({ type: 'CUSTOM', dates }),
			},
		],
		rows: ({ dates }) => [request({ type: 'CUSTOM', dates })],
	},
	{
		resource: 'paymentSchedule',
		operation: 'getMany',
		parameters: { paymentRequestId: '={{ $json.paymentRequestId }}', returnAll: true },
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{
				method: 'GET',
				path: `/payments/requests/${id}/schedules`,
				answer: { page: 1, total: 2, totalPages: 1, results: scheduledPayments },
			},
		],
		rows: () => scheduledPayments,
		compare: Object.keys(scheduledPayments[0]),
	},
	{
		resource: 'paymentSchedule',
		operation: 'cancel',
		parameters: {
			paymentRequestId: '={{ $json.paymentRequestId }}',
			scheduleId: '={{ $json.scheduleId }}',
		},
		input: threeRows('paymentRequestId', 'scheduleId'),
		requests: ({ paymentRequestId, scheduleId }) => [
			{
				method: 'POST',
				path: `/payments/requests/${paymentRequestId}/schedules/${scheduleId}/cancel`,
				status: 204,
			},
		],
		rows: ({ paymentRequestId, scheduleId }) => [{ paymentRequestId, scheduleId, success: true }],
	},
	{
		resource: 'paymentSchedule',
		operation: 'cancelAll',
		parameters: { paymentRequestId: '={{ $json.paymentRequestId }}' },
		input: threeRows('paymentRequestId'),
		requests: ({ paymentRequestId: id }) => [
			{ method: 'POST', path: `/payments/requests/${id}/schedules/cancel`, status: 204 },
		],
		rows: ({ paymentRequestId }) => [{ paymentRequestId, success: true }],
	},
];
