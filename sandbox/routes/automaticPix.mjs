import { dayOf } from '../time/clock.mjs';
import { badRequest, notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import {
	cancelAuthorization,
	cancelPayment,
	paymentsOf,
	requireFirstPayment,
	retryPayment,
	schedulePayment,
} from '../payments/automaticPix.mjs';
import { checkIn, dayText, present, requireMoney, SANDBOX_FLAG } from '../payments/fields.mjs';
import { INTERVALS } from '../payments/occurrences.mjs';
import { createRequest } from '../payments/requests.mjs';
import { automaticPaymentView, requestView } from '../payments/views.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';
import { COMMON, findRequest, readCommon } from './paymentRequests.mjs';

/** @typedef {import('../http/validate.mjs').Field} Field */

const UUID = /** @type {Field} */ ({ type: 'uuid', required: true });
const AMOUNT = /** @type {Field} */ ({ type: 'number', required: true });
const DATE = /** @type {Field} */ ({ type: 'date', required: true });

const RULES = /** @type {Record<string, Field>} */ ({
	interval: { type: 'text', required: true, values: INTERVALS },
	startDate: DATE,
	fixedAmount: { type: 'number' },
	minimumVariableAmount: { type: 'number' },
	maximumVariableAmount: { type: 'number' },
	expiresAt: { type: 'instant' },
	isRetryAccepted: { type: 'bodyBoolean' },
	firstPayment: { type: 'object' },
	automaticRetriesConfiguration: { type: 'object' },
	schedulerConfiguration: { type: 'object' },
});

/** @param {any} app @param {import('./payments.mjs').Desk} desk */
export function automaticPixRoutes(app, desk) {
	const { book, originOf } = desk;
	app.post('/payments/requests/automatic-pix', (/** @type {any} */ request) => {
		const body = check(request.body, {
			...COMMON,
			...RULES,
			recipientId: { ...COMMON.recipientId, required: true },
		});
		const rules = readRules(body, book.now());
		const common = Object.fromEntries(Object.keys(COMMON).map((name) => [name, body[name]]));
		const fields = { ...readCommon(desk, request, common), automaticPix: rules };
		const row = createRequest(book, request.claims.clientId, fields);
		return requestView(row, originOf(request));
	});

	app.post('/payments/requests/:id/automatic-pix/schedule', (/** @type {any} */ request) => {
		const row = findRequest(book, request);
		const { recipientId, ...body } = check(request.body, {
			...SANDBOX_FLAG,
			amount: AMOUNT,
			date: DATE,
			description: { type: 'text', max: 140 },
			clientPaymentId: { type: 'text', max: 255 },
			recipientId: { type: 'uuid' },
		});
		requireMoney(body, 'amount');
		const recipient =
			recipientId && book.find('recipients', request, 'payment_recipient', recipientId);
		return automaticPaymentView(schedulePayment(book, row, { ...body, recipient }));
	});

	app.get('/payments/requests/:id/automatic-pix/schedules', (/** @type {any} */ request) => {
		const page = check(request.query, PAGE_FIELDS);
		return pageOf(paymentsOf(book, findRequest(book, request)).map(automaticPaymentView), page);
	});

	app.get(
		'/payments/requests/:id/automatic-pix/schedules/:paymentId',
		(/** @type {any} */ request) => {
			const payment = find(request);
			const scheduledStatusReached = payment.isScheduledAtBank;
			return { ...automaticPaymentView(payment), scheduledStatusReached };
		},
	);

	app.post(
		'/payments/requests/:id/automatic-pix/schedules/:paymentId/cancel',
		(/** @type {any} */ request, /** @type {any} */ reply) => {
			cancelPayment(book, find(request));
			return reply.code(204).send();
		},
	);

	app.post(
		'/payments/requests/:id/automatic-pix/schedules/:paymentId/retry',
		(/** @type {any} */ request, /** @type {any} */ reply) => {
			const payment = find(request);
			const { date } = check(request.body, { ...SANDBOX_FLAG, date: DATE });
			retryPayment(book, payment, date);
			return reply.code(204).send();
		},
	);

	app.post(
		'/payments/requests/:id/automatic-pix/cancel',
		(/** @type {any} */ request, /** @type {any} */ reply) => {
			cancelAuthorization(book, findRequest(book, request));
			return reply.code(204).send();
		},
	);

	/** @param {any} request */
	function find({ params: { id, paymentId }, claims }) {
		const names = check({ id, paymentId }, { id: UUID, paymentId: UUID });
		const row = book.find('requests', { claims }, 'payment_request', names.id);
		const wanted = names.paymentId.toLowerCase();
		const payment = paymentsOf(book, row).find((one) => one.id === wanted);
		if (!payment) throw notFound('automatic_pix_payment');
		return payment;
	}
}

/** @param {Record<string, any>} body @param {number} now */
function readRules(body, now) {
	const rules = /** @type {Record<string, any>} */ (
		Object.fromEntries(Object.keys(RULES).map((name) => [name, body[name]]))
	);
	const { fixedAmount, minimumVariableAmount: low, maximumVariableAmount: high } = rules;
	requireMoney(rules, 'fixedAmount', 'minimumVariableAmount', 'maximumVariableAmount');
	if (fixedAmount !== undefined && (low !== undefined || high !== undefined)) {
		throw badRequest(
			'fixedAmount can not be used together with minimumVariableAmount or maximumVariableAmount',
		);
	}
	if (low > high) throw badRequest('minimumVariableAmount must not exceed maximumVariableAmount');
	if (rules.startDate < dayText(dayOf(now))) {
		throw badRequest('startDate must not be before the current date');
	}
	if (rules.expiresAt !== undefined) {
		if (rules.expiresAt <= Date.parse(rules.startDate)) {
			throw badRequest('expiresAt must be after startDate');
		}
		rules.expiresAt = new Date(rules.expiresAt).toISOString();
	}
	rules.firstPayment = checkIn('firstPayment', rules.firstPayment, {
		amount: AMOUNT,
		date: { type: 'date' },
		description: { type: 'text', max: 140 },
	});
	if (rules.firstPayment) requireMoney(rules.firstPayment, 'amount');
	requireFirstPayment(/** @type {any} */ (rules), now);
	rules.automaticRetriesConfiguration = readRetries(rules.automaticRetriesConfiguration);
	rules.schedulerConfiguration = readScheduler(rules);
	return present(rules);
}

/** @param {any} given */
function readRetries(given) {
	const values = ['1', '2', '3', '4', '5', '6', '7'];
	const read = checkIn('automaticRetriesConfiguration', given, {
		retryDays: { type: 'list', required: true, values },
	});
	return read && { retryDays: [...new Set(read.retryDays.map(Number))] };
}

/** @param {Record<string, any>} rules */
function readScheduler({ schedulerConfiguration, fixedAmount }) {
	const name = 'schedulerConfiguration';
	const read = checkIn(name, schedulerConfiguration, {
		enabled: { type: 'bodyBoolean', required: true },
		description: { type: 'text', max: 140 },
		valueForVariableAmount: { type: 'number', min: 0.01 },
	});
	if (read?.enabled && fixedAmount === undefined && read.valueForVariableAmount === undefined) {
		throw badRequest(`${name}.valueForVariableAmount is required for variable amounts`);
	}
	return read;
}
