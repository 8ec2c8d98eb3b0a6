/** Scheduled payments: SCHEDULED → COMPLETED | ERROR on their day at nine, or CANCELED before. */
import { dateToDay, dayOf, dayToDate, parseDay } from '../time/clock.mjs';
import { badRequest } from '../http/errors.mjs';
import { check } from '../http/validate.mjs';
import { checkIn, dayText, timeOn } from './fields.mjs';
import { endToEndId } from './pix.mjs';
import { endIntents, setStatus } from './statuses.mjs';
import { scheduledError, triggerOf } from './triggers.mjs';

const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
const PAID_AT_HOUR = 9;
const EPOCH_WEEKDAY = 4; // 1970-01-01 was a Thursday

/** @typedef {import('./book.mjs').Book} Book */
/** @typedef {import('../http/validate.mjs').Field} Field */

const start = /** @type {Field} */ ({ type: 'date', required: true });
const times = (/** @type {number} */ max) =>
	/** @type {Field} */ ({ type: 'number', required: true, min: 3, max });

/** @type {Record<string, Record<string, Field>>} */
const KINDS = {
	SINGLE: { date: start },
	DAILY: { startDate: start, occurrences: times(59) },
	WEEKLY: {
		startDate: start,
		dayOfWeek: { type: 'text', required: true, values: WEEKDAYS },
		occurrences: times(59),
	},
	MONTHLY: {
		startDate: start,
		dayOfMonth: { type: 'number', required: true, min: 1, max: 30 },
		occurrences: times(23),
	},
	CUSTOM: { dates: { type: 'list', required: true }, additionalInformation: { type: 'text' } },
};

/** @param {any} given @param {number} now */
export function readSchedule(given, now) {
	if (given === undefined) return undefined;
	const type = { type: /** @type {'text'} */ ('text'), required: true, values: Object.keys(KINDS) };
	const fields = Object.hasOwn(KINDS, given?.type) ? KINDS[given.type] : undefined;
	const schedule = /** @type {any} */ (checkIn('schedule', given, { ...fields, type }));
	for (const name of ['occurrences', 'dayOfMonth']) {
		if (schedule[name] !== undefined && !Number.isInteger(schedule[name])) {
			throw badRequest(`schedule.${name} must be an integer number`);
		}
	}
	if (schedule.dates?.length === 0) throw badRequest('schedule.dates should not be empty');
	for (const date of schedule.dates ?? []) check({ dates: date }, { dates: { type: 'date' } });
	if (scheduleDays(schedule)[0] <= dayOf(now)) {
		throw badRequest('schedule must start after the current date');
	}
	return schedule;
}

/** The days of its payments, in order. @param {any} schedule @returns {number[]} */
export function scheduleDays({ type, date, startDate, dayOfWeek, dayOfMonth, occurrences, dates }) {
	if (type === 'SINGLE') return [parseDay(date)];
	if (type === 'CUSTOM') return [...new Set(dates.map(parseDay))].sort((a, b) => a - b);
	const first = parseDay(startDate);
	const numbers = Array.from({ length: occurrences }, (_, i) => i);
	if (type === 'DAILY') return numbers.map((i) => first + i);
	if (type === 'WEEKLY') {
		const weekday = (first + EPOCH_WEEKDAY) % 7;
		const begin = first + ((WEEKDAYS.indexOf(dayOfWeek) - weekday + 7) % 7);
		return numbers.map((i) => begin + 7 * i);
	}
	const { year, month } = dayToDate(first);
	const inMonth = (/** @type {number} */ i) =>
		Math.min(dateToDay(year, month + i, dayOfMonth), dateToDay(year, month + i + 1, 1) - 1);
	const skipped = inMonth(0) < first ? 1 : 0;
	return numbers.map((i) => inMonth(i + skipped));
}

/** @param {Book} book @param {any} request */
export const schedulesOf = (book, request) =>
	book.list('schedules', request.clientId, (one) => one.request === request).reverse();

/** @param {any} row */
const ids = (row) => ({ paymentRequestId: row.request.id, scheduledPaymentId: row.id });

/** After the payer's approval. @param {Book} book @param {any} request @param {any} intent @param {number} approvedAt */
export function startSchedule(book, request, intent, approvedAt) {
	book.later(approvedAt + book.length / 2, (at) => {
		if (intent.status !== 'CONSENT_AUTHORIZED') return;
		const days = scheduleDays(request.schedule);
		book.change(intent, at, { status: 'CONSUMED' });
		setStatus(book, request, 'SCHEDULED', at);
		days.forEach((day, i) => {
			const text = request.description ?? 'PAGAMENTO AGENDADO';
			const description = days.length === 1 ? text : `${text} ${i + 1}/${days.length}`;
			const row = book.add(
				'schedules',
				request.clientId,
				{ request, description, day, status: 'SCHEDULED', isFirst: i === 0 },
				at,
			);
			row.webhookUrl = request.webhookUrl;
			book.emit(row, 'scheduled_payment/created', ids(row));
			const due = Math.max(timeOn(day, PAID_AT_HOUR), at + book.length);
			book.later(due, (then) => pay(book, row, then));
		});
		book.emit(request, 'scheduled_payment/all_created', { paymentRequestId: request.id });
	});
}

/** @param {Book} book @param {any} row @param {number} at */
function pay(book, row, at) {
	if (row.status !== 'SCHEDULED') return;
	const trigger = triggerOf(row.request.amount, row.isFirst);
	if (trigger) {
		const errorDetail = scheduledError(trigger);
		book.change(row, at, { status: 'ERROR', errorDetail });
		book.emit(row, 'scheduled_payment/error', { ...ids(row), error: errorDetail });
	} else {
		const id = endToEndId(book.random('scheduled', row.id), '60701190', at);
		book.change(row, at, { status: 'COMPLETED', endToEndId: id });
		book.emit(row, 'scheduled_payment/completed', ids(row));
	}
	finishIfDone(book, row.request, at);
}

/** @param {Book} book @param {any} request @param {number} at */
function finishIfDone(book, request, at) {
	const rows = schedulesOf(book, request);
	const has = (/** @type {string} */ status) => rows.some((one) => one.status === status);
	if (has('SCHEDULED')) return;
	if (has('COMPLETED')) {
		book.emit(request, 'scheduled_payment/all_completed', { paymentRequestId: request.id });
		return setStatus(book, request, 'COMPLETED', at);
	}
	if (!has('ERROR')) return setStatus(book, request, 'CANCELED', at);
	const { code, detail } = rows.find((one) => one.status === 'ERROR').errorDetail;
	setStatus(book, request, 'ERROR', at, { code, providerMessage: detail });
}

/** @param {Book} book @param {any} row @param {number} at */
function cancel(book, row, at) {
	book.change(row, at, { status: 'CANCELED' });
	book.emit(row, 'scheduled_payment/canceled', ids(row));
}

/** @param {Book} book @param {any} row */
export function cancelSchedule(book, row) {
	const at = book.now();
	if (row.status === 'CANCELED') return; // safe to repeat
	if (row.status !== 'SCHEDULED') {
		throw badRequest(`The scheduled payment can not be canceled in status ${row.status}`);
	}
	if (row.day <= dayOf(at)) {
		throw badRequest(`The payment of ${dayText(row.day)} can only be canceled before that day`);
	}
	cancel(book, row, at);
	finishIfDone(book, row.request, at);
}

/** The whole authorization. @param {Book} book @param {any} request */
export function cancelSchedules(book, request) {
	const at = book.now();
	if (request.status === 'CANCELED') return; // safe to repeat
	if (!request.schedule || request.status !== 'SCHEDULED') {
		throw badRequest(`The schedule can not be canceled in status ${request.status}`);
	}
	for (const row of schedulesOf(book, request)) {
		if (row.status === 'SCHEDULED') cancel(book, row, at);
	}
	endIntents(book, request, at, 'REVOKED');
	setStatus(book, request, 'CANCELED', at);
}
