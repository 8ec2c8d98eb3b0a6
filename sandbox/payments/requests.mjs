/**
 * Payment requests and their intents.
 *
 * Request: CREATED → IN_PROGRESS → COMPLETED | ERROR; scheduled: → SCHEDULED → COMPLETED …;
 *   automatic PIX: → AUTHORIZED → CANCELED; a second approver: WAITING_PAYER_AUTHORIZATION;
 *   nobody pays for a week: EXPIRED.
 * Intent: STARTED → CONSENT_AWAITING_AUTHORIZATION → CONSENT_AUTHORIZED → PAYMENT_PENDING →
 *   PAYMENT_SETTLEMENT_PROCESSING → PAYMENT_COMPLETED | PAYMENT_REJECTED; a schedule's ends CONSUMED,
 *   an automatic PIX's stays CONSENT_AUTHORIZED until REVOKED; the payer says no: CONSENT_REJECTED;
 *   nothing for 30 minutes (automatic PIX 60, linking an account for biometrics 15): PAYMENT_TIMEOUT,
 *   and the request is CREATED again.
 */
import { badRequest } from '../http/errors.mjs';
import { makeParticipant } from '../data/people.mjs';
import { authorize, requireFirstPayment } from './automaticPix.mjs';
import { enroll } from './enrollments.mjs';
import { isCnpj, isCpf } from '../data/documents.mjs';
import { maskTaxNumber } from './fields.mjs';
import { scheduleDays, startSchedule } from './schedules.mjs';
import { intentsOf, isPayable, isWaiting, setStatus, waitingIntent } from './statuses.mjs';
import { intentError, triggerOf } from './triggers.mjs';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EXPIRES_AFTER = 7 * DAY;
const TWO_YEARS = 731;
/** Of the Open Finance mock bank: one approver is not enough. */
const SECOND_APPROVES = '23824264030';
const SECOND_REFUSES = '05117767055';
const SANDBOX_PAYER = { cpf: '76109277673', name: 'Pagador do Sandbox' };
export const MOCK_BANK = 600;

/** @typedef {import('./book.mjs').Book} Book */

/** @param {Book} book @param {string} clientId @param {Record<string, any>} fields */
export function createRequest(book, clientId, fields) {
	const request = book.add('requests', clientId, { status: 'CREATED', ...fields });
	book.later(request.createdAt + EXPIRES_AFTER, (at) => {
		if (request.status === 'CREATED') setStatus(book, request, 'EXPIRED', at);
	});
	const { autoApprove } = book.settings;
	if (autoApprove !== false) {
		book.later(request.createdAt + autoApprove * 1000, (at) => {
			if (isPayable(book, request)) approveRequest(book, request, at);
		});
	}
	return request;
}

/** @param {any} intent */
const names = (intent) => ({ paymentIntentId: intent.id, paymentRequestId: intent.request.id });

/**
 * @param {Book} book @param {any} request
 * @param {{ connector: any, cpf?: string, cnpj?: string, name?: string, paymentMethod?: string,
 *   isDynamicPix?: boolean }} payer
 * @param {number} at
 */
export function createIntent(book, request, payer, at) {
	if (!isPayable(book, request)) {
		throw badRequest(`The payment request can not be paid in status ${request.status}`);
	}
	if (request.automaticPix) requireFirstPayment(request.automaticPix, at);
	for (const one of intentsOf(book, request).filter(isWaiting)) {
		book.change(one, at, { status: 'CANCELED' });
	}
	const tries = intentsOf(book, request).length;
	const intent = book.add(
		'intents',
		request.clientId,
		{ request, status: 'STARTED', isFirst: tries === 0, paymentMethod: 'PIS', ...payer },
		at,
	);
	intent.referenceId = book.random('reference', intent.id).digits(20);
	intent.webhookUrl = request.webhookUrl;
	setStatus(book, request, 'IN_PROGRESS', at);
	book.emit(intent, 'payment_intent/created', names(intent));

	const problem = problemOf(request, payer);
	if (problem) {
		fail(book, intent, 'ERROR', intentError(problem), at);
		return intent;
	}
	book.later(at + book.length / 10, (then) => {
		if (intent.status !== 'STARTED') return;
		book.change(intent, then, { status: 'CONSENT_AWAITING_AUTHORIZATION' });
	});
	book.later(at + minutesFor(request) * MINUTE, (then) => {
		if (!isWaiting(intent)) return;
		const errorDetail = intentError('TIMEOUT_CONSENTIMENTO');
		book.change(intent, then, { status: 'PAYMENT_TIMEOUT', errorDetail });
		emitError(book, intent);
		const isLate = then >= request.createdAt + EXPIRES_AFTER;
		setStatus(book, request, isLate ? 'EXPIRED' : 'CREATED', then);
	});
	return intent;
}

/** How long the payer has. @param {any} request */
const minutesFor = ({ automaticPix, isBiometric }) => (automaticPix ? 60 : isBiometric ? 15 : 30);

/** @param {any} request @param {{ cpf?: string, cnpj?: string }} payer */
function problemOf({ schedule }, { cpf, cnpj }) {
	if (cpf && !isCpf(cpf)) return 'PAYMENT_INTENT_INVALID_CPF';
	if (cnpj && !isCnpj(cnpj)) return 'PAYMENT_INTENT_INVALID_CNPJ';
	const days = schedule ? scheduleDays(schedule) : [];
	const span = days.length > 0 ? days[days.length - 1] - days[0] : 0;
	return span > TWO_YEARS ? 'DATA_PAGAMENTO_INVALIDA' : undefined;
}

/** @param {Book} book @param {any} intent */
function emitError(book, intent) {
	const { code, providerTitle, providerDetail } = intent.errorDetail;
	const error = { code, description: providerTitle, detail: providerDetail };
	book.emit(intent, 'payment_intent/error', { ...names(intent), error });
}

/** @param {Book} book @param {any} intent @param {string} status @param {any} errorDetail @param {number} at */
function fail(book, intent, status, errorDetail, at) {
	book.change(intent, at, { status, errorDetail });
	emitError(book, intent);
	const { code, providerDetail } = errorDetail;
	setStatus(book, intent.request, 'ERROR', at, { code, providerMessage: providerDetail });
}

/** @param {any} intent */
function requireWaiting(intent) {
	if (!isWaiting(intent)) throw badRequest(`The payment intent is already ${intent.status}`);
}

/** The payer says yes. @param {Book} book @param {any} intent @param {number} at */
export function approveIntent(book, intent, at) {
	requireWaiting(intent);
	const { request, connector, cpf, cnpj, name } = intent;
	const person = makeParticipant(book.random('debtor', cnpj ?? cpf ?? intent.id), Boolean(cnpj));
	intent.debtor = {
		name: name ?? person.name,
		taxNumber: maskTaxNumber(cnpj ?? cpf ?? person.documentNumber.value.replace(/\D/g, '')),
		bankAccount: {
			agency: person.branchNumber,
			account: person.accountNumber,
			name: connector?.name ?? 'Mock Bank',
		},
	};
	if (cpf !== SECOND_APPROVES && cpf !== SECOND_REFUSES) return settle(book, intent, at);
	book.change(intent, at, { status: 'PAYMENT_PARTIALLY_ACCEPTED' });
	setStatus(book, request, 'WAITING_PAYER_AUTHORIZATION', at);
	book.emit(intent, 'payment_intent/waiting_payer_authorization', names(intent));
	book.later(at + book.length, (then) => {
		if (intent.status !== 'PAYMENT_PARTIALLY_ACCEPTED') return;
		if (cpf === SECOND_APPROVES) return settle(book, intent, then);
		fail(book, intent, 'CONSENT_REJECTED', intentError('REJEITADO_USUARIO'), then);
	});
}

/** The payer says no. @param {Book} book @param {any} intent @param {number} at */
export function rejectIntent(book, intent, at) {
	requireWaiting(intent);
	if (intent.request.isBiometric) enroll(book, intent, at, false);
	fail(book, intent, 'CONSENT_REJECTED', intentError('REJEITADO_USUARIO'), at);
}

/** What the consent is for. @param {Book} book @param {any} intent @param {number} at */
function settle(book, intent, at) {
	const { request } = intent;
	book.change(intent, at, { status: 'CONSENT_AUTHORIZED' });
	if (request.status !== 'IN_PROGRESS') setStatus(book, request, 'IN_PROGRESS', at);
	if (request.automaticPix) return authorize(book, request, intent, at);
	if (request.schedule) return startSchedule(book, request, intent, at);
	if (request.isBiometric) enroll(book, intent, at, true);
	const step = (
		/** @type {number} */ share,
		/** @type {string} */ from,
		/** @type {string} */ to,
	) =>
		book.later(at + share * book.length, (then) => {
			if (intent.status === from) book.change(intent, then, { status: to });
		});
	step(0.3, 'CONSENT_AUTHORIZED', 'PAYMENT_PENDING');
	step(0.6, 'PAYMENT_PENDING', 'PAYMENT_SETTLEMENT_PROCESSING');
	book.later(at + book.length, (then) => finish(book, intent, then));
}

/** @param {Book} book @param {any} intent @param {number} at */
function finish(book, intent, at) {
	if (intent.status !== 'PAYMENT_SETTLEMENT_PROCESSING') return;
	const { request, enrollment } = intent;
	const trigger = triggerOf(request.amount, intent.isFirst);
	if (trigger) {
		return fail(book, intent, 'PAYMENT_REJECTED', intentError(trigger.bank, trigger), at);
	}
	if (enrollment) enrollment.used.push({ at, amount: request.amount });
	book.change(intent, at, { status: 'PAYMENT_COMPLETED' });
	book.emit(intent, 'payment_intent/completed', names(intent));
	setStatus(book, request, 'COMPLETED', at);
}

/** For tests and demos: a payer who does what it takes. @param {Book} book @param {any} request @param {number} at */
export function approveRequest(book, request, at) {
	const intent = waitingIntent(book, request) ?? sandboxIntent(book, request, at);
	if (isWaiting(intent)) approveIntent(book, intent, at);
	return intent;
}

/** @param {Book} book @param {any} request @param {number} at */
export function rejectRequest(book, request, at) {
	const intent = waitingIntent(book, request) ?? sandboxIntent(book, request, at);
	if (isWaiting(intent)) rejectIntent(book, intent, at);
	return intent;
}

/** @param {Book} book @param {any} request @param {number} at */
function sandboxIntent(book, request, at) {
	const { cpf = SANDBOX_PAYER.cpf, cnpj, name = SANDBOX_PAYER.name } = request.customer ?? {};
	const connector = request.customer?.connector ?? book.connectorById.get(MOCK_BANK);
	return createIntent(book, request, { connector, cpf, cnpj, name }, at);
}
