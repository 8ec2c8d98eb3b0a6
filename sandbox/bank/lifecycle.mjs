/**
 * One sync of one item as a pure function of time: no timers, so the clock may jump.
 * Pluggy's reference: https://docs.pluggy.ai/docs/item-lifecycle
 */
import { iso } from '../time/clock.mjs';
import { captcha } from '../files/captcha.mjs';
import { FLAWS, ITEM_ERRORS, TOKEN } from '../data/users.mjs';
import { mfaParameter } from './mfa.mjs';

export { isRightAnswer, mfaParameter } from './mfa.mjs';

/** [share of the sync at which the step begins, executionStatus] */
const STEPS = /** @type {const} */ ([
	[0, 'CREATING'],
	[0.03, 'CREATED'],
	[0.08, 'LOGIN_IN_PROGRESS'],
	[0.25, 'ACCOUNTS_IN_PROGRESS'],
	[0.4, 'CREDITCARDS_IN_PROGRESS'],
	[0.5, 'TRANSACTIONS_IN_PROGRESS'],
	[0.75, 'PAYMENT_DATA_IN_PROGRESS'],
	[0.8, 'INVESTMENTS_IN_PROGRESS'],
	[0.85, 'INVESTMENTS_TRANSACTIONS_IN_PROGRESS'],
	[0.92, 'IDENTITY_IN_PROGRESS'],
]);
const LOGIN_ENDS = 0.25;
const WAITS_AT = 0.2;
/** Shares at which the data of a step is there. */
const REACHED = { accounts: 0.4, creditCards: 0.5, transactions: 0.75 };

/**
 * @typedef {object} Wait
 * @property {'input' | 'action' | 'approval'} kind
 * @property {number} seconds how long until it times out (input) or is done by itself (the others)
 * @property {string} [variant] of the MFA
 * @property {string} [url] for the user's action
 *
 * @typedef {object} Run
 * @property {number} startedAt
 * @property {number} seconds
 * @property {import('../data/users.mjs').Outcome} outcome
 * @property {Wait} [wait]
 * @property {number} [answeredAt]
 * @property {boolean} [isAnswerRight]
 */

/** @typedef {import('../data/items.mjs').Progress} Progress */

/** @param {Run} run */
function timesOf({ startedAt, seconds, wait, answeredAt }) {
	const length = seconds * 1000;
	const waitStart = startedAt + WAITS_AT * length;
	const waitEnd = wait ? waitStart + wait.seconds * 1000 : waitStart;
	const resumedAt = wait?.kind === 'input' ? (answeredAt ?? Infinity) : waitEnd;
	/** When a share of the sync is reached. @param {number} share */
	const timeOf = (share) =>
		share < WAITS_AT ? startedAt + share * length : resumedAt + (share - WAITS_AT) * length;
	return { waitStart, waitEnd, resumedAt, timeOf };
}

/**
 * What others are told about a run, and when: as far as is known now, an answer to the MFA may come.
 * @param {Run} run
 * @returns {Array<{ at: number, event: string, code?: string, providerMessage?: string }>}
 */
export function milestonesOf(run) {
	const { wait, outcome } = run;
	const { waitStart, waitEnd, timeOf } = timesOf(run);
	const milestones = [];
	if (wait?.kind === 'approval') {
		milestones.push({ at: waitStart, event: 'item/error', code: 'USER_AUTHORIZATION_PENDING' });
	} else if (wait) milestones.push({ at: waitStart, event: `item/waiting_user_${wait.kind}` });
	if (wait?.kind === 'input' && run.answeredAt === undefined) {
		return [...milestones, { at: waitEnd, event: 'item/error', code: 'USER_INPUT_TIMEOUT' }];
	}
	const code = loginError(run);
	const { providerMessage } = outcome;
	const at = timeOf(LOGIN_ENDS);
	if (code) return [...milestones, { at, event: 'item/error', code, providerMessage }];
	return [
		...milestones,
		{ at, event: 'item/login_succeeded' },
		{ at: timeOf(REACHED.transactions), event: 'transactions' },
		{ at: timeOf(1), event: 'item/updated' },
	];
}

/** @param {Run} run @param {number} now @returns {Progress} */
export function progressOf(run, now) {
	const { outcome, wait } = run;
	const { waitStart, waitEnd, resumedAt, timeOf } = timesOf(run);
	if (wait?.kind === 'input' && run.answeredAt === undefined && now >= waitEnd) {
		return failed('USER_INPUT_TIMEOUT', waitEnd);
	}
	if (wait && now >= waitStart && now < resumedAt) return waiting(wait, waitEnd);
	if (now >= timeOf(LOGIN_ENDS)) {
		const error = loginError(run);
		if (error) return failed(error, timeOf(LOGIN_ENDS), outcome.providerMessage);
	}
	const reached = (/** @type {number} */ share) => (now >= timeOf(share) ? timeOf(share) : null);
	const reachedAt = {
		accounts: reached(REACHED.accounts),
		creditCards: reached(REACHED.creditCards),
		transactions: reached(REACHED.transactions),
	};
	if (now >= timeOf(1)) {
		const isPartial = outcome.flaw !== undefined && FLAWS[outcome.flaw].isPartial;
		const executionStatus = isPartial ? 'PARTIAL_SUCCESS' : 'SUCCESS';
		return {
			...idle,
			status: 'UPDATED',
			executionStatus,
			finishedAt: timeOf(1),
			isGood: true,
			reachedAt,
		};
	}
	const isAfterMfa = wait?.kind === 'input' && now >= timeOf(WAITS_AT) && now < timeOf(LOGIN_ENDS);
	const step = STEPS.findLast(([share]) => now >= timeOf(share)) ?? STEPS[0];
	return {
		...idle,
		status: 'UPDATING',
		executionStatus: isAfterMfa ? 'LOGIN_MFA_IN_PROGRESS' : step[1],
		isGood: true,
		reachedAt,
	};
}

const idle = {
	error: null,
	parameter: null,
	userAction: null,
	finishedAt: null,
	isGood: false,
	reachedAt: { accounts: null, creditCards: null, transactions: null },
};

/** @param {Run} run */
function loginError({ outcome, isAnswerRight }) {
	if (outcome.error) return outcome.error;
	if (isAnswerRight === false) return 'INVALID_CREDENTIALS_MFA';
	return outcome.pendingAuthorization === 'rejected' ? 'USER_AUTHORIZATION_NOT_GRANTED' : undefined;
}

/** @param {string} code @param {string} [providerMessage] */
export const errorOf = (code, providerMessage) => ({
	code,
	message: ITEM_ERRORS[/** @type {'UNEXPECTED_ERROR'} */ (code)][1],
	...(providerMessage ? { providerMessage } : {}),
	attributes: {},
});

/** @param {string} code @param {number} finishedAt @param {string} [providerMessage] @returns {Progress} */
const failed = (code, finishedAt, providerMessage) => ({
	...idle,
	status: ITEM_ERRORS[/** @type {'UNEXPECTED_ERROR'} */ (code)][0],
	executionStatus: code,
	error: errorOf(code, providerMessage),
	finishedAt,
});

/** @param {Wait} wait @param {number} expires @returns {Progress} */
function waiting(wait, expires) {
	const expiresAt = iso(expires);
	if (wait.kind === 'approval') {
		const code = 'USER_AUTHORIZATION_PENDING';
		return { ...idle, status: 'OUTDATED', executionStatus: code, error: errorOf(code) };
	}
	if (wait.kind === 'input') {
		const executionStatus = 'WAITING_USER_INPUT';
		const parameter = { ...mfaParameter(wait.variant), expiresAt };
		return { ...idle, status: executionStatus, executionStatus, parameter };
	}
	const executionStatus = 'WAITING_USER_ACTION';
	const isQr = wait.url === undefined;
	const userAction = {
		type: isQr ? 'qr' : 'authorize-access',
		instructions: isQr
			? 'Leia o QR code com o aplicativo do banco.'
			: 'Abra o endereço e autorize o acesso na página do banco.',
		attributes: isQr ? { data: `data:image/png;base64,${captcha(TOKEN)}` } : { url: wait.url },
		expiresAt,
	};
	return { ...idle, status: executionStatus, executionStatus, userAction };
}
