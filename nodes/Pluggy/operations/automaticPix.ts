import { withPaymentDiagnosis } from '../diagnosis';
import {
	additional,
	amount,
	amountOrNone,
	choice,
	day,
	flag,
	instant,
	numberChoices,
	text,
	uuid,
} from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { recipientId } from '../pickers';
import { inOrder, needs, notEqual } from '../rules';
import { AMOUNT_TYPES, AUTOMATIC_PIX_INTERVALS } from './paymentChoices';
import {
	FIND_BY_LABEL,
	callbackUrls,
	clientPaymentId,
	customer,
	isSandbox,
	isSandboxToo,
	keptBy,
	paymentRequestId,
} from './paymentFields';

const page = (id: string) => referencePage('automatic-pix', id);

const LONGEST_DESCRIPTION = 140;

const authorization = (options = {}) =>
	paymentRequestId({
		description: 'ID of the automatic PIX request that the payer authorized',
		...options,
	});

const scheduledPayment = (name: string) =>
	uuid(name, 'Scheduled Payment ID', {
		in: 'path',
		role: 'what',
		required: true,
		description: 'ID of one payment, as Get Many Schedules lists it',
	});

const ofAmountType = (type: keyof typeof AMOUNT_TYPES) =>
	({ in: 'body', place: 'top', when: { amountType: [type] } }) as const;

const into = (object: string, member: string) =>
	({ ...additional, target: `${object}.${member}` }) as const;

export const automaticPix: ResourceEntry = {
	id: 'automaticPix',
	name: 'Automatic PIX',
	description: 'Recurring PIX payments that a payer authorizes once',
	portuguese: 'PIX Automático',
	operations: [
		{
			id: 'cancelAuthorization',
			name: 'Cancel Authorization',
			action: 'Cancel automatic PIX authorization for good',
			description: 'Cannot be undone: ends the authorization of the payer',
			loses: [
				'the authorization of the payer, for good: to charge again, the payer must authorize anew.',
				'a autorização do pagador, de vez: para cobrar de novo, o pagador precisa autorizar outra vez.',
			],
			method: 'POST',
			path: '/payments/requests/{id}/automatic-pix/cancel',
			docs: page('payment-request-cancel-automatic-pix-consent'),
			fields: [authorization()],
			safety: 'repeatable',
			access: 'payments',
			output: 'empty',
		},
		{
			id: 'cancelSchedule',
			name: 'Cancel Schedule',
			action: 'Cancel scheduled automatic PIX payment',
			description: 'Cannot be undone: cancels one scheduled payment; the authorization stays',
			loses: [
				'this payment will not be made. The authorization stays.',
				'este pagamento não será feito. A autorização continua.',
			],
			method: 'POST',
			path: '/payments/requests/{id}/automatic-pix/schedules/{scheduleId}/cancel',
			docs: page('cancel-automatic-pix-schedule'),
			fields: [authorization(), scheduledPayment('scheduleId')],
			safety: 'repeatable',
			access: 'payments',
			output: 'empty',
		},
		{
			id: 'createRequest',
			name: 'Create Request',
			action: 'Create automatic PIX link for recurring payments (REAL MONEY) unless sandbox',
			description:
				'Real money moves: creates a link with which somebody authorizes recurring payments (PIX Automático)',
			moneyMoves: 'unlessSandbox',
			method: 'POST',
			path: '/payments/requests/automatic-pix',
			docs: page('payment-request-create-automatic-pix'),
			fields: [
				recipientId({ in: 'body', role: 'who' }),
				choice('amountType', 'Amount Type', AMOUNT_TYPES, {
					in: 'node',
					role: 'howMuch',
					required: true,
					description:
						'Whether every payment is the same, or you set each one when you schedule it',
				}),
				amount('fixedAmount', 'Fixed Amount', {
					...ofAmountType('fixed'),
					required: true,
					description: 'How much every payment is, in reais; it cannot be changed later',
				}),
				amountOrNone('minimumVariableAmount', 'Minimum Variable Amount', {
					...ofAmountType('variable'),
					description: 'The least that one payment may be, in reais; no limit, if 0',
				}),
				amountOrNone('maximumVariableAmount', 'Maximum Variable Amount', {
					...ofAmountType('variable'),
					description: 'The most that one payment may be, in reais; no limit, if 0',
				}),
				choice('interval', 'Interval', AUTOMATIC_PIX_INTERVALS, {
					in: 'body',
					role: 'when',
					required: true,
					description: 'How often a payment may be charged',
				}),
				day('startDate', 'Start Date', {
					in: 'body',
					required: true,
					description:
						'Expected day of the first recurring payment. With a First Payment Amount it must not be the day of that payment.',
				}),
				isSandbox,
				clientPaymentId,
				customer(additional),
				text('description', 'Description', {
					...additional,
					description:
						'What the payer reads about the authorization. Without it each bank writes its own text.',
				}),
				instant('expiresAt', 'Expires At', {
					...additional,
					wholeSeconds: true,
					description: 'When the authorization ends',
				}),
				amount('firstPaymentAmount', 'First Payment Amount', {
					...into('firstPayment', 'amount'),
					description: 'An extra payment with which the payer joins, in reais',
				}),
				day('firstPaymentDate', 'First Payment Date', {
					...into('firstPayment', 'date'),
					description:
						'Day of that payment, not the start date. Without it, it is paid when the payer authorizes.',
				}),
				text('firstPaymentDescription', 'First Payment Description', {
					...into('firstPayment', 'description'),
					description: 'What the payer reads about that payment',
				}),
				flag('isRetryAccepted', 'Is Retry Accepted', {
					...additional,
					description: 'Whether failed payments may be tried again, up to 3 times within 7 days',
				}),
				numberChoices(
					'retryDays',
					'Retry Days',
					7,
					(days) => (days === 1 ? '1 Day After' : `${days} Days After`),
					{
						...into('automaticRetriesConfiguration', 'retryDays'),
						description:
							'Days after a failed payment on which Pluggy tries again by itself. Not for the first payment.',
					},
				),
				text('schedulerDescription', 'Scheduler Description', {
					...into('schedulerConfiguration', 'description'),
					longest: LONGEST_DESCRIPTION,
					description: `Description of the payments that Pluggy schedules, at most ${LONGEST_DESCRIPTION} characters`,
				}),
				flag('schedulerEnabled', 'Scheduler Enabled', {
					...into('schedulerConfiguration', 'enabled'),
					default: true,
					description:
						'Whether Pluggy schedules the payments by itself, by interval and start date',
				}),
				amount('schedulerValueForVariableAmount', 'Scheduler Value for Variable Amount', {
					...into('schedulerConfiguration', 'valueForVariableAmount'),
					description:
						'How much each payment is that Pluggy schedules. Needed when the amount is variable.',
				}),
				...callbackUrls('additionalFields'),
			],
			rules: [
				needs('firstPaymentDate', 'firstPaymentAmount'),
				needs('firstPaymentDescription', 'firstPaymentAmount'),
				needs('schedulerDescription', 'schedulerEnabled'),
				needs('schedulerValueForVariableAmount', 'schedulerEnabled'),
				needs(
					'schedulerEnabled',
					'schedulerValueForVariableAmount',
					({ schedulerEnabled, amountType }) =>
						schedulerEnabled === true && amountType === 'variable',
				),
				notEqual('firstPaymentDate', 'startDate'),
				inOrder('minimumVariableAmount', 'maximumVariableAmount'),
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			simplify: 'paymentRequest',
			note: 'The answer is a payment request: its ID is the paymentRequestId of the other operations.',
			lookup: FIND_BY_LABEL,
		},
		{
			id: 'getManySchedules',
			name: 'Get Many Schedules',
			action: 'Get many scheduled automatic PIX payments',
			description: 'List many payments of an authorization',
			method: 'GET',
			path: '/payments/requests/{id}/automatic-pix/schedules',
			docs: page('payment-request-get-automatic-pix-schedules'),
			fields: [authorization(), keptBy('clientPaymentId', 'Client Payment ID')],
			rowFilters: ['clientPaymentId'],
			paging: 'pageOnly',
			output: 'list',
			mapRow: withPaymentDiagnosis,
		},
		{
			id: 'getSchedule',
			name: 'Get Schedule',
			action: 'Get scheduled automatic PIX payment',
			description: 'Retrieve one payment with its attempts, and whether it can be tried again',
			method: 'GET',
			path: '/payments/requests/{requestId}/automatic-pix/schedules/{paymentId}',
			docs: page('payment-request-get-automatic-pix-schedule'),
			fields: [authorization({ target: 'requestId' }), scheduledPayment('paymentId')],
			mapRow: withPaymentDiagnosis,
		},
		{
			id: 'retrySchedule',
			name: 'Retry Schedule',
			action: 'Retry failed automatic PIX payment (REAL MONEY) unless sandbox',
			description: 'Real money moves: tries a failed payment again on another day',
			moneyMoves: 'unlessSandbox',
			method: 'POST',
			path: '/payments/requests/{id}/automatic-pix/schedules/{scheduleId}/retry',
			docs: page('retry-automatic-pix-schedule'),
			fields: [
				authorization(),
				scheduledPayment('scheduleId'),
				day('date', 'Date', {
					in: 'body',
					required: true,
					description:
						'Day of the new attempt, within 7 days of the first. Ask before 22:00 of the day before.',
				}),
				isSandboxToo,
			],
			safety: 'once',
			access: 'payments',
			output: 'empty',
			note: 'At most 3 retries, and only if the authorization has isRetryAccepted.',
			lookup:
				'Look at the attempts of the payment with Automatic PIX: Get Schedule, before you send it again.',
		},
		{
			id: 'schedule',
			name: 'Schedule',
			action: 'Charge payer by automatic PIX (REAL MONEY) unless sandbox',
			description: 'Real money moves: charges a payer who has authorized automatic PIX',
			moneyMoves: 'unlessSandbox',
			method: 'POST',
			path: '/payments/requests/{id}/automatic-pix/schedule',
			docs: page('payment-request-create-automatic-pix-schedule'),
			fields: [
				authorization(),
				amount('amount', 'Amount', {
					in: 'body',
					required: true,
					description: 'How much is paid, in reais, within what the payer authorized',
				}),
				day('date', 'Date', {
					in: 'body',
					required: true,
					description: 'Day of the payment, from 2 to 10 days from today (D+2 to D+10)',
				}),
				isSandboxToo,
				clientPaymentId,
				text('description', 'Description', {
					...additional,
					description: 'What the payer reads about the payment',
				}),
				recipientId({
					...additional,
					required: false,
					description:
						'Another recipient than the authorized one. It must have the same CPF or CNPJ.',
				}),
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			lookup:
				'Look for it with Automatic PIX: Get Many Schedules and the filter Client Payment ID, before you send it again.',
		},
	],
};
