/**
 * Automatic PIX. Once the payer has approved, the request is AUTHORIZED and payments can be scheduled.
 * Payment: SCHEDULED → COMPLETED | ERROR on its day at eight, each try an attempt (IN_PROGRESS →
 * COMPLETED | ERROR); a retry makes it SCHEDULED again; CANCELED by us or with the authorization.
 */
import { dayOf, parseDay } from '../time/clock.mjs';
import { badRequest, named } from '../http/errors.mjs';
import { dayText, digitsOf, timeOn } from './fields.mjs';
import { occurrenceOf } from './occurrences.mjs';
import { endToEndId } from './pix.mjs';
import { endIntents, setStatus } from './statuses.mjs';
import { automaticError, triggerOf } from './triggers.mjs';

const TRIED_AT_HOUR = 8;
const RETRIES_END_AT_HOUR = 22;
const MAX_RETRIES = 3;
const RETRY_DAYS = 7;
const EARLIEST = 2;
const LATEST = 10;
/** Days before an occurrence at which the scheduler makes its payment. */
const SCHEDULER_LEAD = 5;

/** @typedef {import('./book.mjs').Book} Book */

/** Pluggy's rule since October 2026, checked whenever time may have passed. @param {any} rules @param {number} now */
export function requireFirstPayment({ firstPayment, startDate }, now) {
	if (!firstPayment) return;
	const today = dayText(dayOf(now));
	const date = firstPayment.date ?? today;
	if (date === startDate || date < today) {
		const message = firstPayment.date
			? 'firstPayment.date must not be in the past and must be different from startDate'
			: 'Without firstPayment.date the first payment is settled today, so startDate must not be today';
		throw named(400, 'AUTOMATIC_PIX_INVALID_FIRST_PAYMENT_DATE', message);
	}
}

/** The payer approved. @param {Book} book @param {any} request @param {any} intent @param {number} approvedAt */
export function authorize(book, request, intent, approvedAt) {
	book.later(approvedAt + book.length / 2, (at) => {
		if (intent.status !== 'CONSENT_AUTHORIZED') return;
		setStatus(book, request, 'AUTHORIZED', at);
		const { firstPayment, schedulerConfiguration } = request.automaticPix;
		if (firstPayment) {
			const { amount, description, date } = firstPayment;
			const day = date ? parseDay(date) : dayOf(at);
			addPayment(book, request, { amount, description, day, isFirstPayment: true }, at);
		}
		if (schedulerConfiguration?.enabled) runScheduler(book, request, 0, at);
	});
}

/** Makes the payment of one occurrence, then waits for the next. @param {Book} book @param {any} request @param {number} number @param {number} from */
function runScheduler(book, request, number, from) {
	const rules = request.automaticPix;
	const day = occurrenceOf(rules, number);
	if (rules.expiresAt && timeOn(day, 0) > Date.parse(rules.expiresAt)) return;
	book.later(Math.max(from, timeOn(day - SCHEDULER_LEAD, 6)), (at) => {
		if (request.status !== 'AUTHORIZED' || !book.requests.has(request.id)) return;
		if (day > dayOf(at)) {
			const { valueForVariableAmount, description } = rules.schedulerConfiguration;
			const amount = rules.fixedAmount ?? valueForVariableAmount;
			addPayment(book, request, { amount, description, day }, at);
		}
		runScheduler(book, request, number + 1, at);
	});
}

/** @param {Book} book @param {any} request */
export const paymentsOf = (book, request) =>
	book.list('automaticPayments', request.clientId, (one) => one.request === request);

/** @param {any} payment */
const ids = (payment) => ({
	paymentRequestId: payment.request.id,
	automaticPixPaymentId: payment.id,
});

/** @param {Book} book @param {any} request @param {any} fields @param {number} at */
function addPayment(book, request, fields, at) {
	const payment = book.add(
		'automaticPayments',
		request.clientId,
		{
			request,
			status: 'SCHEDULED',
			recipient: request.recipient,
			isFirstPayment: false,
			attempts: [],
			retries: 0,
			isScheduledAtBank: false,
			webhookUrl: request.webhookUrl,
			...fields,
		},
		at,
	);
	book.emit(payment, 'automatic_pix_payment/created', ids(payment));
	book.later(at + book.length / 2, () => {
		if (payment.status === 'SCHEDULED') payment.isScheduledAtBank = true;
	});
	book.later(Math.max(timeOn(payment.day, TRIED_AT_HOUR), at + book.length / 2), (then) =>
		attempt(book, payment, then),
	);
	return payment;
}

/** @param {Book} book @param {any} payment @param {number} startedAt */
function attempt(book, payment, startedAt) {
	if (payment.status !== 'SCHEDULED') return;
	const number = payment.attempts.length;
	const random = book.random('attempt', payment.id, number);
	const one = {
		id: random.uuid(),
		status: 'IN_PROGRESS',
		date: dayText(dayOf(startedAt)),
		endToEndId: endToEndId(random, payment.recipient?.paymentInstitution.ispb ?? '0', startedAt),
		errorDetail: /** @type {any} */ (null),
	};
	payment.attempts.push(one);
	book.change(payment, startedAt, { endToEndId: one.endToEndId });
	book.later(startedAt + book.length / 2, (at) => {
		if (one.status !== 'IN_PROGRESS') return;
		const trigger = triggerOf(payment.amount, number === 0);
		if (!trigger) {
			one.status = 'COMPLETED';
			book.change(payment, at, { status: 'COMPLETED', errorDetail: null });
			const names = { ...ids(payment), endToEndId: one.endToEndId };
			return book.emit(payment, 'automatic_pix_payment/completed', names);
		}
		one.status = 'ERROR';
		one.errorDetail = automaticError(trigger);
		book.change(payment, at, { status: 'ERROR', errorDetail: one.errorDetail });
		const names = { ...ids(payment), endToEndId: one.endToEndId, error: one.errorDetail };
		book.emit(payment, 'automatic_pix_payment/error', names);
		retryByItself(book, payment, at);
	});
}

/** automaticRetriesConfiguration: on these days after the payment's own. @param {Book} book @param {any} payment @param {number} now */
function retryByItself(book, payment, now) {
	const { isRetryAccepted, automaticRetriesConfiguration } = payment.request.automaticPix;
	if (!isRetryAccepted || payment.retries >= MAX_RETRIES) return;
	const days = (automaticRetriesConfiguration?.retryDays ?? [])
		.map((/** @type {number} */ after) => payment.day + after)
		.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
	const next = days.find((/** @type {number} */ day) => day > dayOf(now));
	if (next !== undefined) planRetry(book, payment, next, now);
}

/** @param {Book} book @param {any} payment @param {number} day @param {number} at */
function planRetry(book, payment, day, at) {
	payment.retries += 1;
	book.change(payment, at, { status: 'SCHEDULED' });
	const number = payment.retries;
	book.later(timeOn(day, TRIED_AT_HOUR), (then) => {
		if (payment.retries === number) attempt(book, payment, then);
	});
}

/** @param {any} request */
function requireAuthorized({ automaticPix, status }) {
	if (automaticPix && status === 'AUTHORIZED') return;
	throw badRequest(`The automatic PIX is not authorized: the payment request is ${status}`);
}

/** @param {Book} book @param {any} request @param {any} body amount, date, description, clientPaymentId, recipient */
export function schedulePayment(book, request, body) {
	requireAuthorized(request);
	const now = book.now();
	const { fixedAmount, minimumVariableAmount, maximumVariableAmount, expiresAt, startDate } =
		request.automaticPix;
	const day = parseDay(body.date);
	const ahead = day - dayOf(now);
	if (ahead < EARLIEST || ahead > LATEST) {
		throw badRequest(`date must be between D+${EARLIEST} and D+${LATEST}`);
	}
	if (body.date < startDate) throw badRequest('date must not be before startDate');
	if (expiresAt && timeOn(day, 0) > Date.parse(expiresAt)) {
		throw badRequest('date must not be after the end of the authorization');
	}
	if (fixedAmount !== undefined && body.amount !== fixedAmount) {
		throw badRequest(`amount must be the fixed amount of the authorization: ${fixedAmount}`);
	}
	if (body.amount < (minimumVariableAmount ?? 0) || body.amount > (maximumVariableAmount ?? 1e12)) {
		throw badRequest('amount must be within the limits of the authorization');
	}
	const { recipient = request.recipient, amount, description, clientPaymentId } = body;
	if (digitsOf(recipient.taxNumber) !== digitsOf(request.recipient.taxNumber)) {
		throw badRequest('recipientId must have the same tax number as the authorized recipient');
	}
	return addPayment(book, request, { amount, description, clientPaymentId, recipient, day }, now);
}

/** @param {Book} book @param {any} payment @param {string} date */
export function retryPayment(book, payment, date) {
	requireAuthorized(payment.request);
	const now = book.now();
	const day = parseDay(date);
	if (!payment.request.automaticPix.isRetryAccepted) {
		throw badRequest('The authorization does not accept retries');
	}
	if (payment.status !== 'ERROR') {
		throw badRequest(`The payment can not be retried in status ${payment.status}`);
	}
	if (payment.retries >= MAX_RETRIES) throw badRequest(`At most ${MAX_RETRIES} retries`);
	if (day <= dayOf(now) || day > payment.day + RETRY_DAYS) {
		throw badRequest(`date must be after today and within ${RETRY_DAYS} days of the payment`);
	}
	if (now >= timeOn(day - 1, RETRIES_END_AT_HOUR)) {
		throw badRequest('A retry must be requested by 22:00 of the day before');
	}
	planRetry(book, payment, day, now);
}

/** @param {Book} book @param {any} payment @param {number} [at] */
export function cancelPayment(book, payment, at = book.now()) {
	if (payment.status === 'CANCELED') return; // safe to repeat
	if (payment.status !== 'SCHEDULED' || payment.attempts.at(-1)?.status === 'IN_PROGRESS') {
		throw badRequest(`The payment can not be canceled in status ${payment.status}`);
	}
	book.change(payment, at, { status: 'CANCELED' });
	book.emit(payment, 'automatic_pix_payment/canceled', ids(payment));
}

/** @param {Book} book @param {any} request */
export function cancelAuthorization(book, request) {
	if (request.automaticPix && request.status === 'CANCELED') return; // safe to repeat
	requireAuthorized(request);
	const at = book.now();
	for (const one of paymentsOf(book, request)) {
		const isUnderWay = one.attempts.at(-1)?.status === 'IN_PROGRESS';
		if (one.status === 'SCHEDULED' && !isUnderWay) cancelPayment(book, one, at);
	}
	endIntents(book, request, at, 'REVOKED');
	setStatus(book, request, 'CANCELED', at);
}
