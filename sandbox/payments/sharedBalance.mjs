/**
 * The balance a payer shares with a linked journey: consent first, then a monthly quota. `dataConsent`
 * of a row is what the bank knows, `knownConsent` what Pluggy has heard of it: lists show that.
 */
import { dayOf, monthOf } from '../time/clock.mjs';
import { named } from '../http/errors.mjs';

const OVERDRAFT = 2000;

/** @typedef {import('./book.mjs').Book} Book */

/**
 * @param {Book} book
 * @param {any} row a preauthorization or an enrollment
 * @param {string} family what its error names begin with
 * @param {number} spent
 * @param {number} quota of a month
 */
export function sharedBalance(book, row, family, spent, quota) {
	requireRequested(row, family);
	askConsent(row);
	if (row.dataConsent.status !== 'AUTHORISED') {
		const message = `The data consent is not available: ${row.dataConsent.status}`;
		throw named(403, `${family}_DATA_CONSENT_NOT_AVAILABLE`, message);
	}
	const month = monthOf(dayOf(book.now()));
	if (row.balanceMonth !== month) Object.assign(row, { balanceMonth: month, balanceCalls: 0 });
	if (row.balanceCalls >= quota) {
		const message = 'The monthly limit of balance requests of this account is used up';
		throw named(429, 'BALANCE_OPEN_FINANCE_RATE_LIMIT', message);
	}
	row.balanceCalls += 1;
	const opening = book.random('shared balance', row.id).money(3000, 9000);
	const balance = Math.round((opening - spent) * 100) / 100;
	const used = Math.min(OVERDRAFT, Math.max(0, -balance));
	return { balance, overdraft: { contracted: OVERDRAFT, used, available: OVERDRAFT - used } };
}

/** Pluggy asks the bank. @param {any} row */
export function askConsent(row) {
	row.knownConsent = row.dataConsent;
	return row;
}

/** How the permission ends: of a preauthorization always as REJECTED, with the reason. */
const ENDED = /** @type {Record<string, object>} */ ({
	SMART_TRANSFER: { status: 'REJECTED', rejectionReason: 'CUSTOMER_MANUALLY_REVOKED' },
	PIX_BIOMETRIC: { status: 'REVOKED' },
});

/** The payer ends the sharing at the bank; Pluggy does not hear of it. @param {Book} book @param {any} row @param {string} family */
export function withdrawConsent(book, row, family) {
	requireRequested(row, family);
	const { status } = row.dataConsent;
	if (status === 'REJECTED' || status === 'REVOKED') return;
	row.dataConsent = { ...ENDED[family], updatedAt: book.now() };
}

/** Ends the sharing, in whatever state the row is; safe to repeat. @param {Book} book @param {any} row @param {string} family */
export function endDataConsent(book, row, family) {
	withdrawConsent(book, row, family);
	if (row.dataConsent.updatedAt > row.updatedAt) book.change(row, row.dataConsent.updatedAt, {});
	askConsent(row);
}

/** @param {any} row @param {string} family */
function requireRequested(row, family) {
	if (row.dataConsent) return;
	const message = 'The data consent was not requested: linkedJourney was not set';
	throw named(400, `${family}_DATA_CONSENT_NOT_REQUESTED`, message);
}
