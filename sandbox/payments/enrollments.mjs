/** PIX by biometrics: the account a payer linked. AUTHORIZED → REVOKED | EXPIRED; refused: REJECTED. */
import { dayOf } from '../time/clock.mjs';
import { maskTaxNumber } from './fields.mjs';
import { askConsent } from './sharedBalance.mjs';

const YEAR = 365 * 86_400_000;
/** Banks that let a payer link an account. */
export const LINKING_BANKS = [600, 601, 603, 612];
const LIMITS = { transaction: 500, daily: 1000 };

/** @typedef {import('./book.mjs').Book} Book */

/** The payer answered on the payment page. @param {Book} book @param {any} intent @param {number} at @param {boolean} isApproved */
export function enroll(book, intent, at, isApproved) {
	const { request, connector, cpf, cnpj, debtor } = intent;
	const [known] = book.list(
		'enrollments',
		request.clientId,
		(one) =>
			one.status === 'AUTHORIZED' &&
			one.connector === connector &&
			one.cpf === cpf &&
			one.cnpj === cnpj,
	);
	if (known && isApproved) {
		intent.enrollment = known;
		if (request.linkedJourney) known.dataConsent ??= { status: 'AUTHORISED', updatedAt: at };
		askConsent(known);
		return;
	}
	const enrollment = book.add(
		'enrollments',
		request.clientId,
		{
			status: isApproved ? 'AUTHORIZED' : 'REJECTED',
			connector,
			cpf,
			cnpj,
			debtor: isApproved ? debtor : null,
			customerId: request.customer?.id ?? null,
			expiresAt: at + YEAR,
			used: [],
			dataConsent: request.linkedJourney
				? { status: isApproved ? 'AUTHORISED' : 'REJECTED', updatedAt: at }
				: null,
			errorDetail: isApproved
				? null
				: { code: 'REJEITADO_USUARIO', detail: 'O usuário recusou a autorização.' },
			webhookUrl: request.webhookUrl,
		},
		at,
	);
	intent.enrollment = askConsent(enrollment);
	book.later(enrollment.expiresAt, (then) => {
		if (enrollment.status === 'AUTHORIZED') book.change(enrollment, then, { status: 'EXPIRED' });
	});
}

/** Safe to repeat. @param {Book} book @param {any} enrollment */
export function revoke(book, enrollment) {
	if (enrollment.status !== 'AUTHORIZED') return;
	book.change(enrollment, book.now(), { status: 'REVOKED', revokedBy: 'CLIENT' });
	book.emit(enrollment, 'pix_biometric_enrollment/revoked', {
		enrollmentId: enrollment.id,
		status: 'REVOKED',
		revokedBy: 'CLIENT',
	});
}

/** @param {any} enrollment @param {number} now */
export function enrollmentView(enrollment, now) {
	const { connector, debtor, cpf, cnpj, used, knownConsent } = enrollment;
	const today = used.filter((/** @type {any} */ one) => dayOf(one.at) === dayOf(now));
	const dailyUsed = today.reduce(
		(/** @type {number} */ sum, /** @type {any} */ one) => sum + one.amount,
		0,
	);
	return {
		id: enrollment.id,
		status: enrollment.status,
		connector: connector
			? { id: connector.id, name: connector.name, imageUrl: connector.imageUrl }
			: null,
		debtor,
		cpf: maskTaxNumber(cpf) ?? null,
		cnpj: maskTaxNumber(cnpj) ?? null,
		customerId: enrollment.customerId,
		limits: { ...LIMITS, dailyUsed: Math.round(dailyUsed * 100) / 100 },
		expiresAt: new Date(enrollment.expiresAt).toISOString(),
		dataConsent: consentView(knownConsent),
		revokedBy: enrollment.revokedBy ?? null,
		errorDetail: enrollment.errorDetail,
		createdAt: new Date(enrollment.createdAt).toISOString(),
		updatedAt: new Date(enrollment.updatedAt).toISOString(),
	};
}

/** @param {any} consent */
export const consentView = (consent) =>
	consent && { ...consent, updatedAt: new Date(consent.updatedAt).toISOString() };
