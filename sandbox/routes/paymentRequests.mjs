import { badRequest, notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import {
	CALLBACK_URLS,
	checkIn,
	digitsOf,
	isWithin,
	requireMoney,
	SANDBOX_FLAG,
} from '../payments/fields.mjs';
import { cancelPayment, paymentsOf } from '../payments/automaticPix.mjs';
import { readPixCode } from '../payments/pix.mjs';
import { createRequest } from '../payments/requests.mjs';
import {
	cancelSchedule,
	cancelSchedules,
	readSchedule,
	schedulesOf,
} from '../payments/schedules.mjs';
import { endIntents } from '../payments/statuses.mjs';
import { requestView, scheduleView } from '../payments/views.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';
import { ofPixKey } from './paymentRecipients.mjs';

const STATUSES =
	'CREATED IN_PROGRESS COMPLETED SCHEDULED WAITING_PAYER_AUTHORIZATION ERROR EXPIRED AUTHORIZED CANCELED'.split(
		' ',
	);
const CHANGEABLE = ['CREATED', 'ERROR', 'EXPIRED'];

/** What every kind of request takes. @type {Record<string, import('../http/validate.mjs').Field>} */
export const COMMON = {
	...SANDBOX_FLAG,
	description: { type: 'text', max: 140 },
	callbackUrls: { type: 'object' },
	recipientId: { type: 'uuid' },
	customerId: { type: 'uuid' },
	clientPaymentId: { type: 'text', max: 255 },
	webhookUrl: { type: 'url' }, // in Pluggy's guide, not in its document
};
/** At Pluggy payments by biometrics are always real. */
const { isSandbox: _, ...BIOMETRIC } = COMMON;
const AMOUNT = /** @type {import('../http/validate.mjs').Field} */ ({
	type: 'number',
	required: true,
});

/**
 * Ids become the rows they name. @param {import('./payments.mjs').Desk} desk @param {any} request
 * @param {Record<string, any>} body
 */
export function readCommon(
	{ book, webhooks },
	request,
	{ callbackUrls, recipientId, customerId, ...rest },
) {
	const fields = /** @type {Record<string, any>} */ ({ ...rest });
	if (rest.webhookUrl) webhooks.requireUrl(rest.webhookUrl);
	if (callbackUrls) fields.callbackUrls = checkIn('callbackUrls', callbackUrls, CALLBACK_URLS);
	if (recipientId) {
		fields.recipient = book.find('recipients', request, 'payment_recipient', recipientId);
	}
	if (customerId) {
		fields.customer = book.find('customers', request, 'payment_customer', customerId);
	}
	return fields;
}

/** @param {import('../payments/book.mjs').Book} book @param {any} request */
export const findRequest = (book, request) => book.find('requests', request, 'payment_request');

/**
 * Pluggy's guide: a default recipient is mandatory, and paid where a request names none. How it
 * refuses without one is our guess. @param {import('./payments.mjs').Desk} desk @param {string} clientId
 */
function defaultRecipient({ book, options }, clientId) {
	const [recipient] = book.list('recipients', clientId, (one) => one.isDefault);
	if (!recipient && options.defaultRecipient) {
		const made = ofPixKey(book, 'default@sandbox.example');
		return book.add('recipients', clientId, { ...made, isDefault: true });
	}
	if (!recipient) {
		const message = 'recipientId was not sent and there is no default recipient';
		throw notFound('payment_recipient', message);
	}
	return recipient;
}

/** @param {any} app @param {import('./payments.mjs').Desk} desk */
export function paymentRequestRoutes(app, desk) {
	const { book, originOf } = desk;
	const view = (/** @type {any} */ request, /** @type {any} */ row) =>
		requestView(row, originOf(request));
	const find = (/** @type {any} */ request) => findRequest(book, request);

	app.post('/payments/requests', (/** @type {any} */ request) => {
		const { clientId } = request.claims;
		const body = check(request.body, { ...COMMON, amount: AMOUNT, schedule: { type: 'object' } });
		requireMoney(body, 'amount');
		const fields = readCommon(desk, request, body);
		fields.schedule = readSchedule(body.schedule, book.now());
		fields.recipient ??= defaultRecipient(desk, clientId);
		return view(request, createRequest(book, clientId, fields));
	});

	app.post('/payments/requests/pix-qr', (/** @type {any} */ request) => {
		const { pixQrCode, ...body } = check(request.body, {
			...SANDBOX_FLAG,
			pixQrCode: { type: 'filled', required: true },
			callbackUrls: COMMON.callbackUrls,
			customerId: COMMON.customerId,
			webhookUrl: COMMON.webhookUrl,
		});
		const { name, amount, key, description } = readPixCode(pixQrCode);
		const made = book.random('pix qr', pixQrCode).money(10, 500); // a dynamic code's amount is the bank's
		const fields = {
			...readCommon(desk, request, body),
			amount: amount ?? made,
			description,
			pixQrCode,
			pixName: name ?? 'Recebedor do QR code',
			pixKey: key,
		};
		return view(request, createRequest(book, request.claims.clientId, fields));
	});

	app.post('/payments/requests/pix-biometric', (/** @type {any} */ request) => {
		const body = check(request.body, {
			...BIOMETRIC,
			amount: AMOUNT,
			recipientId: { ...COMMON.recipientId, required: true },
			linkedJourney: { type: 'bodyBoolean' },
		});
		requireMoney(body, 'amount');
		const fields = { ...readCommon(desk, request, body), isBiometric: true };
		return view(request, createRequest(book, request.claims.clientId, fields));
	});

	app.get('/payments/requests', (/** @type {any} */ request) => {
		const { from, to, customer, pixKey, status, ...page } = check(request.query, {
			...PAGE_FIELDS,
			from: { type: 'date' },
			to: { type: 'date' },
			customer: { type: 'text' },
			pixKey: { type: 'text' },
			status: { type: 'text', values: STATUSES },
		});
		const rows = book.list(
			'requests',
			request.claims.clientId,
			(one) =>
				isWithin(one.createdAt, from, to) &&
				(!customer || isOf(one.customer, customer)) &&
				(!pixKey || one.recipient?.pixKey === pixKey || one.pixKey === pixKey) &&
				(!status || one.status === status),
		);
		const { results, ...rest } = pageOf(rows, page);
		return { ...rest, results: results.map((row) => view(request, row)) };
	});

	app.get('/payments/requests/:id', (/** @type {any} */ request) => view(request, find(request)));

	app.patch('/payments/requests/:id', (/** @type {any} */ request) => {
		const row = find(request);
		const body = check(request.body, { ...COMMON, amount: { type: 'number' } });
		requireMoney(body, 'amount');
		if (!CHANGEABLE.includes(row.status)) {
			throw badRequest(`The payment request can not be updated in status ${row.status}`);
		}
		if (body.amount !== undefined && row.automaticPix) {
			throw badRequest('An automatic PIX has no amount of its own');
		}
		book.change(row, book.now(), readCommon(desk, request, body));
		return view(request, row);
	});

	app.delete('/payments/requests/:id', (/** @type {any} */ request, /** @type {any} */ reply) => {
		const row = find(request);
		const at = book.now();
		if (row.status === 'SCHEDULED') cancelSchedules(book, row);
		for (const one of paymentsOf(book, row)) {
			if (one.status === 'SCHEDULED') cancelPayment(book, one, at);
			book.automaticPayments.delete(one.id);
		}
		for (const one of schedulesOf(book, row)) book.schedules.delete(one.id);
		endIntents(book, row, at);
		book.requests.delete(row.id);
		row.status = 'CANCELED'; // for what still waits for its time
		return reply.code(200).send();
	});

	app.get('/payments/requests/:id/schedules', (/** @type {any} */ request) => {
		const page = check(request.query, PAGE_FIELDS);
		return pageOf(schedulesOf(book, find(request)).map(scheduleView), page);
	});

	app.get('/payments/requests/:id/schedules/:scheduleId', (/** @type {any} */ request) =>
		scheduleView(findSchedule(request)),
	);

	app.post(
		'/payments/requests/:id/schedules/cancel',
		(/** @type {any} */ request, /** @type {any} */ reply) => {
			cancelSchedules(book, find(request));
			return reply.code(204).send();
		},
	);

	app.post(
		'/payments/requests/:id/schedules/:scheduleId/cancel',
		(/** @type {any} */ request, /** @type {any} */ reply) => {
			cancelSchedule(book, findSchedule(request));
			return reply.code(204).send();
		},
	);

	/** @param {any} request */
	function findSchedule({ params: { id, scheduleId }, claims }) {
		const fields = { id: UUID, scheduleId: UUID };
		const names = check({ id, scheduleId }, fields);
		const row = book.find('requests', { claims }, 'payment_request', names.id);
		const wanted = names.scheduleId.toLowerCase();
		const schedule = schedulesOf(book, row).find((one) => one.id === wanted);
		if (!schedule) throw notFound('payment_schedule');
		return schedule;
	}
}

const UUID = /** @type {import('../http/validate.mjs').Field} */ ({ type: 'uuid', required: true });

/** Name, email, CPF or CNPJ. @param {any} customer @param {string} wanted */
function isOf(customer, wanted) {
	if (!customer) return false;
	const text = wanted.toLowerCase();
	const { name, email = '', cpf, cnpj } = customer;
	const isNamed = [name, email].some((one) => one.toLowerCase().includes(text));
	return isNamed || [cpf, cnpj].includes(digitsOf(wanted));
}
