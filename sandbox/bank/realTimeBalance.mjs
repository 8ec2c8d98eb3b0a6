/**
 * GET /accounts/{id}/balance asks the bank now, so it fails as the bank does, and each call spends a
 * monthly quota. Sentences as in Pluggy's document.
 */
import { dayOf, monthOf } from '../time/clock.mjs';
import { named } from '../http/errors.mjs';

/** @type {Record<string, [status: number, message: string]>} */
const ERRORS = {
	BALANCE_INVALID_REQUEST: [
		400,
		'The balance request was rejected as invalid by the financial institution.',
	],
	BALANCE_CONSENT_ERROR: [
		403,
		'The financial institution denied access to the account balance. The consent may be expired or missing the required permission.',
	],
	BALANCE_NOT_FOUND: [404, 'The account balance was not found at the financial institution.'],
	BALANCE_OPEN_FINANCE_RATE_LIMIT: [
		429,
		'The financial institution rate-limited the balance request. Please try again later.',
	],
	BALANCE_FETCH_ERROR: [
		500,
		'An error occurred while fetching the account balance from the connector',
	],
	BALANCE_CONNECTOR_UNAVAILABLE: [
		502,
		'The financial institution is temporarily unavailable to provide the balance. Please try again later.',
	],
};

/** What the bank says once the item's last sync ended so; any other error leaves the balance readable. */
const BY_ITEM_ERROR = /** @type {Record<string, string>} */ ({
	INVALID_CREDENTIALS: 'BALANCE_CONSENT_ERROR',
	ACCOUNT_LOCKED: 'BALANCE_CONSENT_ERROR',
	USER_AUTHORIZATION_NOT_GRANTED: 'BALANCE_CONSENT_ERROR',
	USER_AUTHORIZATION_REVOKED: 'BALANCE_CONSENT_ERROR',
	ACCOUNT_NEEDS_ACTION: 'BALANCE_INVALID_REQUEST',
	USER_NOT_SUPPORTED: 'BALANCE_NOT_FOUND',
	SITE_NOT_AVAILABLE: 'BALANCE_CONNECTOR_UNAVAILABLE',
	CONNECTION_ERROR: 'BALANCE_CONNECTOR_UNAVAILABLE',
	UNEXPECTED_ERROR: 'BALANCE_FETCH_ERROR',
});

/** @param {string} code */
const refusal = (code) => named(ERRORS[code][0], code, ERRORS[code][1]);

/**
 * Refuses, or spends one call of this month's quota.
 * @param {any} account
 * @param {{ connector: any, error: { code: string } | null, now: number, quota: number }} situation
 */
export function takeBalanceCall(account, { connector, error, now, quota }) {
	if (connector.health.status === 'OFFLINE') throw refusal('BALANCE_CONNECTOR_UNAVAILABLE');
	const code = error && BY_ITEM_ERROR[error.code];
	if (code) throw refusal(code);
	const month = monthOf(dayOf(now));
	if (account.balanceMonth !== month)
		Object.assign(account, { balanceMonth: month, balanceCalls: 0 });
	if (account.balanceCalls >= quota) throw refusal('BALANCE_OPEN_FINANCE_RATE_LIMIT');
	account.balanceCalls += 1;
}
