/**
 * The sandbox users and what becomes of their connection. Password `password-ok`, token `123456`.
 * Pluggy's reference: https://docs.pluggy.ai/docs/sandbox
 */

export const PASSWORD = 'password-ok';
export const TOKEN = '123456';
/** A one-step token may not be sent twice in a row, so updates need a second one that is right. */
export const OTHER_TOKEN = '654321';

/**
 * @typedef {object} Outcome
 * @property {string} [error] the item error code the run ends in
 * @property {string} [providerMessage]
 * @property {keyof typeof FLAWS} [flaw] finished, but not without trouble
 * @property {boolean} [pendingResource] the owner must still authorize something at the bank
 * @property {boolean} [twoCheckingAccounts]
 * @property {'image' | 'select' | 'phone' | 'company'} [mfa]
 * @property {'approved' | 'rejected'} [pendingAuthorization] another approver must act first
 * @property {number} [volume]
 */

const NO_PERMISSION = {
	code: '001',
	message: 'Some data could not be collected: the user has no permission to see it.',
	providerMessage: 'Usuário sem permissão para consultar este produto.',
};
const NO_BILLS = { code: 'CC_005', message: 'Credit card bills permission was not granted.' };

/**
 * Products with warnings, by the trouble. Direct connectors use bare numbers, Open Finance ones codes;
 * a warning may come as a text. `broken` products are not updated, `isPartial` items end so.
 */
export const FLAWS = {
	'account-error': {
		isPartial: true,
		broken: ['CREDIT_CARDS'],
		warnings: /** @type {Record<string, unknown[]>} */ ({ CREDIT_CARDS: [NO_PERMISSION] }),
	},
	warning: {
		isPartial: false,
		broken: /** @type {string[]} */ ([]),
		warnings: /** @type {Record<string, unknown[]>} */ ({ ACCOUNTS: [NO_PERMISSION] }),
	},
	quota: {
		isPartial: true,
		broken: ['INVESTMENTS'],
		warnings: /** @type {Record<string, unknown[]>} */ ({
			INVESTMENTS: ['INV_004'],
			CREDIT_CARDS: [NO_BILLS],
		}),
	},
};

/** @type {Record<string, Outcome>} */
export const USERS = {
	'user-ok': {},
	'user-logged': { error: 'ALREADY_LOGGED_IN' },
	'user-locked': { error: 'ACCOUNT_LOCKED' },
	'user-error': { error: 'UNEXPECTED_ERROR' },
	'user-unavailable': { error: 'SITE_NOT_AVAILABLE' },
	'user-connection-error': { error: 'CONNECTION_ERROR' },
	'user-account-need-actions': { error: 'ACCOUNT_NEEDS_ACTION' },
	'user-account-need-actions-provider-message': {
		error: 'ACCOUNT_NEEDS_ACTION',
		providerMessage: 'Acesse o aplicativo do banco e aceite os novos termos de uso.',
	},
	'user-account-credentials-reset': { error: 'ACCOUNT_CREDENTIALS_RESET' },
	'user-not-supported': { error: 'USER_NOT_SUPPORTED' },
	'user-ok-account-error': { flaw: 'account-error' },
	'user-ok-account-warning': { flaw: 'warning' },
	'user-ok-two-checking-accounts': { twoCheckingAccounts: true },
	'user-ok-auth-pending': { pendingAuthorization: 'rejected' },
	'user-ok-img': { mfa: 'image' },
	'user-ok-select': { mfa: 'select' },
	'user-ok-phone': { mfa: 'phone' },
	'user-ok-multi-company': { mfa: 'company' },
	'user-ok-perf': { volume: 10 },
};

/** CPFs of the Open Finance mock bank, as digits; the last two are ours. @type {Record<string, Outcome>} */
export const OPEN_FINANCE_CPFS = {
	76109277673: {},
	23824264030: { pendingAuthorization: 'approved' },
	'05117767055': { pendingAuthorization: 'rejected' },
	52998224725: { pendingResource: true },
	11144477735: { flaw: 'quota' },
};

const WRONG_LOGIN = { error: 'INVALID_CREDENTIALS' };

/**
 * @param {{ isOpenFinance: boolean, isSandbox: boolean, oauth: boolean }} connector
 * @param {Record<string, string>} parameters
 * @returns {Outcome}
 */
export function outcomeOf(connector, parameters) {
	if (connector.isOpenFinance || connector.oauth) {
		return OPEN_FINANCE_CPFS[(parameters.cpf ?? '').replace(/\D/g, '')] ?? {};
	}
	if (connector.isSandbox && !('user' in parameters)) return {};
	if (parameters.password !== PASSWORD) return WRONG_LOGIN;
	if (!connector.isSandbox) return {};
	const factor = /^user-ok-perf-(\d{1,4})x$/i.exec(parameters.user)?.[1];
	if (factor) return { volume: Math.min(5000, Math.max(1, Number(factor))) };
	return Object.hasOwn(USERS, parameters.user) ? USERS[parameters.user] : WRONG_LOGIN;
}

/** Item error codes: Pluggy's sentence, and the item status they end in. */
export const ITEM_ERRORS = {
	INVALID_CREDENTIALS: ['LOGIN_ERROR', 'User or password are invalid.'],
	INVALID_CREDENTIALS_MFA: ['LOGIN_ERROR', 'The MFA token is invalid or expired.'],
	ALREADY_LOGGED_IN: ['OUTDATED', 'User is already logged in, please close the other session.'],
	ACCOUNT_LOCKED: ['LOGIN_ERROR', 'The account is locked by the institution.'],
	ACCOUNT_CREDENTIALS_RESET: ['LOGIN_ERROR', 'The user must reset the account credentials.'],
	ACCOUNT_NEEDS_ACTION: ['OUTDATED', 'The user must act on the institution page to continue.'],
	USER_NOT_SUPPORTED: ['LOGIN_ERROR', 'This kind of user account is not supported.'],
	USER_INPUT_TIMEOUT: ['OUTDATED', 'The user did not give the MFA parameter in time.'],
	USER_AUTHORIZATION_PENDING: ['OUTDATED', 'The authorization is pending at the institution.'],
	USER_AUTHORIZATION_NOT_GRANTED: ['LOGIN_ERROR', 'The user did not authorize the connection.'],
	USER_AUTHORIZATION_REVOKED: ['LOGIN_ERROR', 'The user revoked the authorization.'],
	SITE_NOT_AVAILABLE: ['OUTDATED', 'The institution site is not available.'],
	CONNECTION_ERROR: ['OUTDATED', 'Could not connect to the institution.'],
	UNEXPECTED_ERROR: ['OUTDATED', 'An unexpected error happened while syncing.'],
};
