import type { Attempt, HttpAnswer } from './attempt';
import {
	askedWait,
	isMinuteLimit,
	LONGEST_LIMIT_MS,
	mayResend,
	outcomeUnknown,
	type Headers,
	type Trouble,
} from './backoff';
import { clock, WaitCancelledError } from './clock';
import {
	codeDescriptionOf,
	localProblem,
	problemOfAnswer,
	withPeriod,
	type PluggyError,
} from './errors';
import { WaitTooLongError } from './gate';
import type { ApiRequest } from './request';
import type { LoginError } from './session';

/** What an attempt means: pure functions from answers and errors to troubles and problems. */

/** Never sent again whatever their status: each attempt spends a monthly quota of the customer. */
const FINAL_CODES = new Set([
	'BALANCE_OPEN_FINANCE_RATE_LIMIT',
	'BALANCE_FETCH_ERROR',
	'BALANCE_CONNECTOR_UNAVAILABLE',
]);

/** Whether sending again would cost the customer more than time. */
export function isFinal({ body }: HttpAnswer): boolean {
	return FINAL_CODES.has(codeDescriptionOf(body) ?? '');
}

/** Whether a request is sent again. An attempt that may have arrived may have spent a quota. */
export function mayRepeat(
	{ safety, spendsQuota = false }: Pick<ApiRequest, 'safety' | 'spendsQuota'>,
	trouble: Trouble,
	resends: number,
): boolean {
	return mayResend(safety, trouble, resends) && !(spendsQuota && mayHaveArrived(trouble));
}

const mayHaveArrived = (trouble: Trouble) => trouble === 'lost' || trouble === 'serverError';

/** 401, or 403 without `codeDescription`: a dead key. A 403 with one is a real answer. */
export function keyRefused({ statusCode, body }: HttpAnswer): boolean {
	return statusCode === 401 || (statusCode === 403 && codeDescriptionOf(body) === undefined);
}

/** The trouble an answer is a sign of; undefined when it is Pluggy's last word. */
export function troubleOf(answer: HttpAnswer): Trouble | undefined {
	const { statusCode, headers, body } = answer;
	if (statusCode === 429) {
		return isMinuteLimit(headers, codeDescriptionOf(body), clock.now()) ? 'rateLimited' : undefined;
	}
	return statusCode >= 500 || statusCode === 408 ? 'serverError' : undefined;
}

/** Text where JSON is due: a page of a proxy or of a network's login, or half an answer. */
export function isUnreadable({ body }: HttpAnswer): boolean {
	return typeof body === 'string' && /^\s*[<{[]/.test(body);
}

export function loginProblem({ message, trouble }: LoginError): PluggyError {
	const { status, codeDescription, retryable = false, askedToWait } = trouble;
	if (askedToWait) {
		return localProblem('WAIT_TOO_LONG', message, { httpStatus: status, details: askedToWait });
	}
	return localProblem('LOGIN_FAILED', message, {
		...(status === undefined ? {} : { httpStatus: status }),
		...(codeDescription === undefined ? {} : { code: codeDescription }),
		retryable,
		action: retryable ? 'retryLater' : 'fixInput',
	});
}

/** What ended a wait, as a problem. */
export function waitProblem(error: unknown, { action }: ApiRequest): unknown {
	if (error instanceof WaitCancelledError) return localProblem('CANCELLED');
	if (!(error instanceof WaitTooLongError)) return error;
	const seconds = Math.ceil(error.waitMs / 1_000);
	return localProblem('WAIT_TOO_LONG', tooLong(action, seconds), {
		details: { waitSeconds: seconds },
	});
}

export function unknownOutcome({ action, findOut }: ApiRequest, reason: string): PluggyError {
	return localProblem(
		'OUTCOME_UNKNOWN',
		`Outcome unknown: "${action}" was sent, but ${reason}`,
		findOut === undefined
			? {}
			: { advice: `Pluggy may have processed the request. It was not sent again. ${findOut}` },
	);
}

/** A 2xx answer that cannot be read. What was to happen once may have happened. */
export function unreadable(request: ApiRequest, { statusCode }: HttpAnswer): PluggyError {
	return request.safety === 'once'
		? unknownOutcome(request, 'the answer cannot be read')
		: localProblem('BAD_ANSWER', 'The answer is not JSON, so it may not be from Pluggy', {
				advice:
					'Check the base URL of the credential, and whether a proxy stands between n8n and Pluggy',
				httpStatus: statusCode,
			});
}

/** A 429 that is no minute's limit: its own words, and how long it asks to wait. */
function limited(refused: PluggyError, { action }: ApiRequest, headers: Headers): PluggyError {
	const ms = askedWait(headers, clock.now());
	if (ms === undefined) return refused;
	const waitSeconds = Math.ceil(ms / 1_000);
	const told = refused.with({ details: { ...refused.problem.details, waitSeconds } });
	const isNamed = refused.problem.code !== 'HTTP_429';
	if (isNamed || ms <= LONGEST_LIMIT_MS) return told;
	return told.with({ code: 'WAIT_TOO_LONG', title: tooLong(action, waitSeconds) });
}

const tooLong = (action: string, seconds: number) =>
	`"${action}" would have to wait ${seconds} s for Pluggy's rate limit, longer than allowed`;

/** Only a 4xx says for certain that nothing was done. */
const isRefusal = (status: number) => status >= 400 && status < 500 && status !== 408;

/**
 * The problem of an attempt that is not followed by another one.
 * @param maybeDone whether an earlier attempt may have done it
 */
export function finalProblem(
	request: ApiRequest,
	attempt: Extract<Attempt, { kind: 'answer' | 'broken' }>,
	maybeDone: boolean,
	secrets: readonly string[],
): PluggyError {
	const problem = lastProblem(request, attempt, maybeDone, secrets);
	const trouble = attempt.kind === 'broken' ? attempt.trouble : troubleOf(attempt.answer);
	const isTold = attempt.kind === 'answer' && isFinal(attempt.answer);
	if (!request.spendsQuota || !trouble || !mayHaveArrived(trouble) || isTold) return problem;
	return problem.with({ advice: `${withPeriod(problem.problem.advice)} ${QUOTA}` });
}

const QUOTA =
	'Each attempt counts against a monthly quota of the bank customer, so the request was not repeated.';

function lastProblem(
	request: ApiRequest,
	attempt: Extract<Attempt, { kind: 'answer' | 'broken' }>,
	maybeDone: boolean,
	secrets: readonly string[],
): PluggyError {
	if (attempt.kind === 'broken') {
		const { trouble, reason } = attempt;
		if (outcomeUnknown(request.safety, trouble)) {
			return unknownOutcome(request, `the connection ended without an answer (${reason})`);
		}
		return trouble === 'notConnected'
			? localProblem('NOT_REACHED', `Pluggy could not be reached (${reason})`)
			: localProblem('NO_ANSWER', `Pluggy did not answer (${reason})`);
	}
	const { statusCode, body } = attempt.answer;
	if (request.safety === 'once' && !isRefusal(statusCode)) {
		return unknownOutcome(request, `Pluggy answered with HTTP status ${statusCode}`);
	}
	const answered = problemOfAnswer(statusCode, body, secrets);
	const refused =
		statusCode === 429 ? limited(answered, request, attempt.answer.headers) : answered;
	if (!maybeDone || request.safety === 'read') return refused;
	const { advice } = refused.problem;
	return refused.with({
		advice: `${advice} This was not the first attempt: an earlier one got no clear answer and may have done it.`,
	});
}
