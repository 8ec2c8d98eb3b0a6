import { withPaymentDiagnosis } from '../diagnosis';
import { additional, amount, choice, day, days, integer, text, uuid } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { DAYS_OF_WEEK, SCHEDULE_TYPES } from './paymentChoices';
import {
	FIND_BY_LABEL,
	callbackUrls,
	clientPaymentId,
	customer,
	isSandbox,
	paymentRequestId,
	recipient,
} from './paymentFields';

const page = (id: string) => referencePage('payment-schedule', id);

type Kind = keyof typeof SCHEDULE_TYPES;

/** A member of the schedule that only some kinds have. */
const ofKind = (member: string, ...kinds: Kind[]) =>
	({
		in: 'body',
		role: 'when',
		required: true,
		target: `schedule.${member}`,
		when: { scheduleType: kinds },
	}) as const;

const occurrences = (most: number, ...kinds: Kind[]) =>
	integer('occurrences', 'Occurrences', {
		...ofKind('occurrences', ...kinds),
		least: 3,
		most,
		description: `How many payments, from 3 to ${most}`,
	});

const scheduleId = uuid('scheduleId', 'Scheduled Payment ID', {
	in: 'path',
	required: true,
	description: 'ID of one scheduled payment, as Get Many lists it',
});

export const paymentSchedule: ResourceEntry = {
	id: 'paymentSchedule',
	name: 'Payment Schedule',
	description: 'PIX payments on later days that a payer authorizes once',
	portuguese: 'PIX agendado',
	operations: [
		{
			id: 'cancel',
			name: 'Cancel',
			action: 'Cancel scheduled PIX payment',
			description: 'Cannot be undone: cancels one scheduled payment; the others stay',
			loses: [
				'this payment will not be made. The others of the schedule stay.',
				'este pagamento não será feito. Os outros do agendamento continuam.',
			],
			method: 'POST',
			path: '/payments/requests/{id}/schedules/{scheduleId}/cancel',
			docs: page('payment-schedules-cancel-specific'),
			fields: [paymentRequestId(), scheduleId],
			safety: 'repeatable',
			access: 'payments',
			output: 'empty',
		},
		{
			id: 'cancelAll',
			name: 'Cancel All',
			action: 'Cancel all scheduled PIX payments of payment request',
			description:
				'Cannot be undone: cancels the whole schedule, with the authorization that the payer gave',
			loses: [
				'all payments that are left, and the authorization of the payer.',
				'todos os pagamentos restantes e a autorização do pagador.',
			],
			method: 'POST',
			path: '/payments/requests/{id}/schedules/cancel',
			docs: page('payment-schedules-cancel'),
			fields: [paymentRequestId()],
			safety: 'repeatable',
			access: 'payments',
			output: 'empty',
		},
		{
			id: 'create',
			name: 'Create',
			action: 'Create link for scheduled PIX payments (REAL MONEY) unless sandbox',
			description:
				'Real money moves: creates a link with which somebody authorizes payments on later days',
			moneyMoves: 'unlessSandbox',
			method: 'POST',
			path: '/payments/requests',
			docs: referencePage('payment-request', 'payment-request-create'),
			fields: [
				recipient,
				amount('amount', 'Amount', {
					in: 'body',
					required: true,
					description: 'How much each payment is, in reais',
				}),
				choice('scheduleType', 'Schedule Type', SCHEDULE_TYPES, {
					in: 'body',
					required: true,
					target: 'schedule.type',
					role: 'when',
					description: 'When the payments are made',
				}),
				day('date', 'Date', {
					...ofKind('date', 'SINGLE'),
					description: 'Future day of the payment',
				}),
				day('startDate', 'Start Date', {
					...ofKind('startDate', 'DAILY', 'WEEKLY', 'MONTHLY'),
					description:
						'First day from which payments are made. The last one is at most 2 years later.',
				}),
				choice('dayOfWeek', 'Day of Week', DAYS_OF_WEEK, {
					...ofKind('dayOfWeek', 'WEEKLY'),
					description: 'The first payment is on the first such day from the start date on',
				}),
				integer('dayOfMonth', 'Day of Month', {
					...ofKind('dayOfMonth', 'MONTHLY'),
					least: 1,
					most: 30,
					description:
						'From 1 to 30. The first payment is on the first such day from the start date on.',
				}),
				occurrences(59, 'DAILY', 'WEEKLY'),
				occurrences(23, 'MONTHLY'),
				days('dates', 'Dates', {
					...ofKind('dates', 'CUSTOM'),
					placeholder: 'e.g. 2026-01-31, 2026-03-15',
					description: 'Comma-separated list of the days of the payments',
				}),
				text('additionalInformation', 'Additional Information', {
					...ofKind('additionalInformation', 'CUSTOM'),
					required: false,
					place: 'top',
					description: 'What the payer reads about the list of dates',
				}),
				isSandbox,
				clientPaymentId,
				customer(additional),
				text('description', 'Description', {
					...additional,
					description: 'What the payer reads about the payments',
				}),
				...callbackUrls('additionalFields'),
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			simplify: 'paymentRequest',
			note: 'A payment request with a schedule: its ID is the paymentRequestId of the other operations. The payer authorizes all payments at once.',
			lookup: FIND_BY_LABEL,
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many scheduled payments',
			description: 'List many scheduled payments of a payment request',
			method: 'GET',
			path: '/payments/requests/{id}/schedules',
			docs: page('payment-schedules-list'),
			fields: [paymentRequestId()],
			paging: 'pageOnly',
			output: 'list',
			mapRow: withPaymentDiagnosis,
		},
	],
};
