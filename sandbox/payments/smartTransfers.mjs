/**
 * Smart transfers. Preauthorization: CREATED → COMPLETED | REJECTED; no answer for 30 minutes: ERROR.
 * Payment: PAYMENT_PENDING → PAYMENT_SETTLEMENT_PROCESSING → PAYMENT_COMPLETED | PAYMENT_REJECTED
 * (limits of the preauthorization, or the amount's cents).
 */
import { dayOf, monthOf } from '../time/clock.mjs';
import { badRequest } from '../http/errors.mjs';
import { askConsent } from './sharedBalance.mjs';
import { smartError, triggerOf } from './triggers.mjs';

const TIMEOUT = 30 * 60_000;

/** Why the balance is not shared, by the reason of the preauthorization's end. */
const REASONS = /** @type {Record<string, string>} */ ({
	REJEITADO_USUARIO: 'CUSTOMER_MANUALLY_REJECTED',
	TIMEOUT_CONSENTIMENTO: 'CONSENT_EXPIRED',
});

/** @typedef {import('./book.mjs').Book} Book */

/** @param {Book} book @param {string} clientId @param {Record<string, any>} fields */
export function createPreauthorization(book, clientId, { linkedJourney, ...fields }) {
	const at = book.now();
	const one = book.add('preauthorizations', clientId, {
		status: 'CREATED',
		...fields,
		dataConsent: linkedJourney ? { status: 'AWAITING_AUTHORISATION', updatedAt: at } : null,
	});
	askConsent(one);
	book.later(at + TIMEOUT, (then) => {
		if (one.status !== 'CREATED') return;
		end(book, one, 'ERROR', then, {
			code: 'TIMEOUT_CONSENTIMENTO',
			description: 'Tempo esgotado',
			detail: 'O usuário não autorizou dentro do prazo.',
		});
	});
	const { autoApprove } = book.settings;
	if (autoApprove !== false) {
		book.later(at + autoApprove * 1000, (then) => {
			if (one.status === 'CREATED') answerPreauthorization(book, one, true, then);
		});
	}
	return one;
}

/** @param {Book} book @param {any} one @param {boolean} isApproved @param {number} at */
export function answerPreauthorization(book, one, isApproved, at) {
	if (one.status !== 'CREATED') throw badRequest(`The preauthorization is already ${one.status}`);
	if (isApproved) return end(book, one, 'COMPLETED', at);
	end(book, one, 'REJECTED', at, {
		code: 'REJEITADO_USUARIO',
		description: 'Recusado pelo usuário',
		detail: 'O usuário recusou a autorização.',
	});
}

/** @param {Book} book @param {any} one @param {string} status @param {number} at @param {any} [errorDetail] */
function end(book, one, status, at, errorDetail = null) {
	book.change(one, at, { status, errorDetail });
	if (one.dataConsent && one.dataConsent.status !== 'REJECTED') {
		one.dataConsent = errorDetail
			? { status: 'REJECTED', rejectionReason: REASONS[errorDetail.code], updatedAt: at }
			: { status: 'AUTHORISED', updatedAt: at };
	}
	askConsent(one);
	book.emit(one, `smart_transfer_preauthorization/${errorDetail ? 'error' : 'completed'}`, {
		smartTransferPreauthorizationId: one.id,
		status,
		...(errorDetail ? { error: errorDetail } : {}),
	});
}

/** Newest first. @param {Book} book @param {any} preauthorization */
export const transfersOf = (book, preauthorization) =>
	book.list(
		'transfers',
		preauthorization.clientId,
		(one) => one.preauthorization === preauthorization,
	);

/** What was paid or is under way. @param {Book} book @param {any} preauthorization */
const counted = (book, preauthorization) =>
	transfersOf(book, preauthorization).filter((one) => !one.willFail);

const sum = (/** @type {any[]} */ transfers) =>
	transfers.reduce((total, one) => total + Math.round(one.amount * 100), 0) / 100;

/** @param {Book} book @param {any} preauthorization */
export const spentOf = (book, preauthorization) => sum(counted(book, preauthorization));

/** The period of a time: same value, same period. A week begins on Sunday. */
const PERIODS = /** @type {Record<string, (day: number) => number>} */ ({
	day: (day) => day,
	week: (day) => Math.floor((day + 4) / 7),
	month: (day) => monthOf(day),
	year: (day) => Math.floor(monthOf(day) / 12),
});

/** The limit an amount breaks, if any. @param {Book} book @param {any} preauthorization @param {number} amount @param {number} at */
function brokenLimit(book, preauthorization, amount, at) {
	const { totalAllowedAmount, transactionLimit, periodicLimits } =
		preauthorization.configuration ?? {};
	const before = counted(book, preauthorization);
	if (amount > (transactionLimit ?? Infinity)) return 'transactionLimit';
	if (sum([...before, { amount }]) > (totalAllowedAmount ?? Infinity)) return 'totalAllowedAmount';
	for (const [name, periodOf] of Object.entries(PERIODS)) {
		const limit = periodicLimits?.[name];
		if (!limit) continue;
		const same = before.filter((one) => periodOf(dayOf(one.createdAt)) === periodOf(dayOf(at)));
		if (same.length >= (limit.quantityLimit ?? Infinity)) return `${name}.quantityLimit`;
		if (sum([...same, { amount }]) > (limit.transactionLimit ?? Infinity)) {
			return `${name}.transactionLimit`;
		}
	}
	return undefined;
}

/** @param {Book} book @param {any} preauthorization @param {Record<string, any>} fields */
export function createTransfer(book, preauthorization, fields) {
	if (preauthorization.status !== 'COMPLETED') {
		throw badRequest(`The preauthorization can not be used in status ${preauthorization.status}`);
	}
	const at = book.now();
	const limit = brokenLimit(book, preauthorization, fields.amount, at);
	const cents = Math.round(fields.amount * 100) % 100;
	const isFirst = !transfersOf(book, preauthorization).some(
		(one) => Math.round(one.amount * 100) % 100 === cents,
	);
	const transfer = book.add('transfers', preauthorization.clientId, {
		preauthorization,
		status: 'PAYMENT_PENDING',
		...fields,
	});
	const trigger = triggerOf(fields.amount, isFirst);
	const errorDetail = limit ? limitError(limit) : trigger && smartError(trigger);
	transfer.willFail = Boolean(errorDetail); // counts for no limit
	book.later(at + book.length / 2, (then) => {
		book.change(transfer, then, { status: 'PAYMENT_SETTLEMENT_PROCESSING' });
	});
	book.later(at + book.length, (then) => {
		const isBank = errorDetail?.code === 'INFRASTRUCTURE_FAILURE';
		const bad = isBank ? 'ERROR' : 'PAYMENT_REJECTED';
		const status = errorDetail ? bad : 'PAYMENT_COMPLETED';
		book.change(transfer, then, { status, errorDetail: errorDetail ?? null });
		book.emit(transfer, `smart_transfer_payment/${errorDetail ? 'error' : 'completed'}`, {
			smartTransferPaymentId: transfer.id,
			smartTransferPreauthorizationId: preauthorization.id,
			status,
			...(errorDetail ? { error: errorDetail } : {}),
		});
	});
	return transfer;
}

/** @param {string} limit */
const limitError = (limit) => ({
	code: 'PAYMENT_DIFFERENT_FROM_CONSENT',
	description: 'Pagamento diferente do autorizado',
	detail: `O pagamento ultrapassa o limite autorizado: ${limit}.`,
});
