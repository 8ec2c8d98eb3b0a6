/** The balance a payer shares with a linked journey: consent first, then a monthly quota. */
import { dayOf, monthOf } from '../clock.mjs';
import { named } from '../errors.mjs';

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

/** Ends the sharing; safe to repeat. @param {Book} book @param {any} row @param {string} family */
export function endDataConsent(book, row, family) {
	requireRequested(row, family);
	if (row.dataConsent.status === 'REVOKED') return;
	const at = book.now();
	book.change(row, at, { dataConsent: { status: 'REVOKED', updatedAt: at } });
}

/** @param {any} row @param {string} family */
function requireRequested(row, family) {
	if (row.dataConsent) return;
	const message = 'The data consent was not requested: linkedJourney was not set';
	throw named(400, `${family}_DATA_CONSENT_NOT_REQUESTED`, message);
}
