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
	isPluggyError,
	localProblem,
	messageOf,
	problemOfAnswer,
	withPeriod,
	type PluggyError,
} from './errors';
import { WaitTooLongError } from './gate';
import type { ApiRequest, Cost } from './request';
import type { LoginError } from './session';

/** What an attempt means: pure functions from answers and errors to what comes next. */

export interface ApiAnswer {
	status: number;
	body: unknown;
}

/** What came of the earlier attempts of one request. */
export interface History {
	/** How often it was sent again after anything but a 429 or a refused key. */
	resends: number;
	/** How often it was sent again with another key, whoever got that key. */
	renewals: number;
	/** Whether an earlier attempt may have done it. */
	maybeDone: boolean;
}

/** `later` after a random wait, `atGate` when the rate limit lets it, `newKey` with another key. */
export type Again = 'later' | 'atGate' | 'newKey';

/** The end of a request, or why it did not end well and whether it may be sent again. */
export type Verdict =
	| { answer: ApiAnswer }
	| { problem: PluggyError; again?: Again; maybeDone?: boolean };

/** How often a request may go out again with another key. What is sent once goes out once more. */
const MOST_RENEWALS = { once: 1, repeatable: 3, read: 3 } as const;

/**
 * Judges one attempt.
 * @param secrets values that must not appear in a problem
 */
export function judge(
	request: ApiRequest,
	attempt: Attempt,
	history: History,
	secrets: readonly string[],
): Verdict {
	switch (attempt.kind) {
		case 'cancelled':
			return {
				problem:
					request.safety === 'once' && attempt.left
						? unknownOutcome(request, 'the execution was cancelled before the answer came')
						: localProblem('CANCELLED'),
			};
		case 'unsendable':
			return {
				problem: localProblem('NOT_REACHED', `Pluggy could not be reached (${attempt.reason})`),
			};
		case 'login': {
			// The request itself never left, so a login may always be tried again.
			const { retryable = false, limitedBy } = attempt.error.trouble;
			const again = limitedBy ? ('atGate' as const) : ('later' as const);
			const problem = loginProblem(attempt.error);
			return retryable && mayResend('read', 'notConnected', history.resends)
				? { problem, again }
				: { problem };
		}
		case 'broken': {
			const problem = finalProblem(request, attempt, history.maybeDone, secrets);
			return mayRepeat(request, attempt.trouble, history.resends)
				? { problem, again: 'later', maybeDone: attempt.trouble === 'lost' }
				: { problem };
		}
		case 'answer':
			return judgeAnswer(request, attempt.answer, history, secrets);
	}
}

function judgeAnswer(
	request: ApiRequest,
	answer: HttpAnswer,
	history: History,
	secrets: readonly string[],
): Verdict {
	const { statusCode: status, body } = answer;
	if (status >= 200 && status < 300) {
		return isExpected(request, answer)
			? { answer: { status, body } }
			: { problem: unreadable(request, answer) };
	}
	// A DELETE that was sent twice finds nothing the second time: it is done.
	const isGone = status === 404 && isPluggyError(404, body);
	if (isGone && request.method === 'DELETE' && history.maybeDone) {
		return { answer: { status: 204, body: {} } };
	}
	const problem = finalProblem(request, { kind: 'answer', answer }, history.maybeDone, secrets);
	if (keyRefused(request, answer)) {
		return history.renewals < MOST_RENEWALS[request.safety]
			? { problem, again: 'newKey' }
			: { problem };
	}
	const trouble = troubleOf(answer);
	if (trouble === 'rateLimited') return { problem, again: 'atGate' };
	return trouble && !isFinal(answer) && mayRepeat(request, trouble, history.resends)
		? { problem, again: 'later', maybeDone: true }
		: { problem };
}

/** Never sent again whatever their status: each attempt spends a monthly quota of the customer. */
const FINAL_CODES = new Set([
	'BALANCE_OPEN_FINANCE_RATE_LIMIT',
	'BALANCE_FETCH_ERROR',
	'BALANCE_CONNECTOR_UNAVAILABLE',
]);

/** Whether sending again would cost the customer more than time. */
function isFinal({ body }: HttpAnswer): boolean {
	return FINAL_CODES.has(codeDescriptionOf(body) ?? '');
}

/** Whether a request is sent again. An attempt that may have arrived may have cost something. */
function mayRepeat(
	{ safety, costs }: Pick<ApiRequest, 'safety' | 'costs'>,
	trouble: Trouble,
	resends: number,
): boolean {
	return mayResend(safety, trouble, resends) && !(costs !== undefined && mayHaveArrived(trouble));
}

const mayHaveArrived = (trouble: Trouble) => trouble === 'lost' || trouble === 'serverError';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members of Pluggy's error bodies. */
const SPOKEN = ['code', 'codeDescription', 'message', 'statusCode', 'errors', 'details'];

/** Whether an error body is Pluggy's, and not the page or the empty answer of something in between. */
const isPluggys = (body: unknown) => isObject(body) && SPOKEN.some((name) => name in body);

/** Pluggy's words for a key that is missing, wrong or too old. */
const DEAD_KEY = /^\s*missing or invalid authorization token\.?\s*$/i;

/**
 * A dead key: 401, or 403 without `codeDescription`; a 403 with one is a real answer. Of what is sent
 * once, or costs something, only Pluggy's own words count: the answer of a proxy may come after Pluggy
 * has done it.
 * https://docs.pluggy.ai/en/reference/auth/auth-create
 */
function keyRefused({ safety, costs }: ApiRequest, { statusCode, body }: HttpAnswer): boolean {
	const isStrict = safety === 'once' || costs !== undefined;
	if (statusCode === 401) return !isStrict || isPluggyError(statusCode, body);
	if (statusCode !== 403 || codeDescriptionOf(body) !== undefined) return false;
	return !isStrict || DEAD_KEY.test(messageOf(body) ?? '');
}

/** The trouble an answer is a sign of; undefined when it is Pluggy's last word. */
export function troubleOf(answer: HttpAnswer): Trouble | undefined {
	const { statusCode, headers, body } = answer;
	if (statusCode === 429) {
		return isMinuteLimit(headers, codeDescriptionOf(body), clock.now()) ? 'rateLimited' : undefined;
	}
	return statusCode >= 500 || statusCode === 408 ? 'serverError' : undefined;
}

const isNothing = (body: unknown) => body === undefined || body === null || body === '';

const isName = (value: unknown) =>
	(typeof value === 'string' && value.trim() !== '') || typeof value === 'number';

const has = (body: unknown, member: string) => isObject(body) && isName(body[member]);

const isErrorStatus = (value: unknown) => Number(value) >= 400 && Number(value) < 600;

/** An error in the body of a 2xx, as gateways give it. */
const isError = (body: unknown) =>
	isObject(body) &&
	!has(body, 'id') &&
	(['codeDescription', 'message', 'error'].some((name) => has(body, name)) ||
		isObject(body.error) ||
		['code', 'status', 'statusCode'].some((name) => isErrorStatus(body[name])));

/** What error bodies have, Pluggy's and those of others. */
const OF_ERRORS = new Set([
	...SPOKEN,
	'error',
	'errorId',
	'status',
	'path',
	'timestamp',
	'requestId',
]);

/** Whether an answer is an error and nothing else: of it no row can be made. */
export const saysOnlyError = (body: unknown) =>
	isError(body) && Object.keys(body as object).every((name) => OF_ERRORS.has(name));

/**
 * Whether a 2xx is what the request asks for. A proxy or the login page of a network may answer
 * anything in Pluggy's place: where something changes, only what is known counts.
 */
function isExpected({ expects, safety, method }: ApiRequest, answer: HttpAnswer): boolean {
	const { statusCode, body } = answer;
	if (expects === undefined) {
		if (typeof body === 'string' && body !== '') {
			return safety === 'read' && !/^\s*[<{[]/.test(body);
		}
		// A cancellation that something in between has refused must not look like one that was made.
		return safety === 'read' || isNothing(body) || (typeof body === 'object' && !isError(body));
	}
	if (expects === 'nothing') {
		return isNothing(body) ? statusCode === 204 : has(body, 'id');
	}
	if (expects === 'json') {
		// Pluggy documents deletions that answer 200 without a body.
		const mayBeEmpty = method === 'DELETE' || (method === 'PATCH' && statusCode === 204);
		return isNothing(body) ? mayBeEmpty : typeof body === 'object' && !isError(body);
	}
	return has(body, expects.member);
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

/** How to find out what became of a request, with the label to look for. */
export function findOutOf({ findOut, label }: Pick<ApiRequest, 'findOut' | 'label'>): string {
	if (findOut === undefined) return '';
	return label === undefined ? findOut : `${findOut} Its label is "${label}".`;
}

export function unknownOutcome(request: ApiRequest, reason: string): PluggyError {
	const advice = `Pluggy may have processed the request. It was not sent again: do not repeat it before you know. ${findOutOf(request)}`;
	return localProblem(
		'OUTCOME_UNKNOWN',
		`Outcome unknown: "${request.action}" was sent, but ${reason}`,
		{ advice: advice.trim() },
	);
}

/** A 2xx that is not what was asked for. What was to happen once may have happened. */
function unreadable(request: ApiRequest, { statusCode }: HttpAnswer): PluggyError {
	return request.safety === 'once'
		? unknownOutcome(request, `the answer (HTTP status ${statusCode}) is not one of Pluggy's`)
		: localProblem(
				'BAD_ANSWER',
				'The answer is not what Pluggy answers, so it may not be from Pluggy',
				{
					advice:
						'Check the base URL of the credential, and whether a proxy stands between n8n and Pluggy',
					httpStatus: statusCode,
				},
			);
}

/** A proxy that gave up, or a client that seemed to: Pluggy may go on with the request all the same. */
const OPEN_STATUSES = new Set([408, 499]);

/**
 * Only a 4xx in Pluggy's own form says for certain that nothing was done: that is Pluggy speaking. A page
 * comes from something in between, which may put it in the place of an answer that Pluggy gave.
 */
function isRefusal({ statusCode, body }: HttpAnswer): boolean {
	if (statusCode < 400 || statusCode > 499 || OPEN_STATUSES.has(statusCode)) return false;
	return statusCode === 429 || isPluggys(body);
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

/**
 * The problem of an attempt that is not followed by another one.
 * @param maybeDone whether an earlier attempt may have done it
 */
function finalProblem(
	request: ApiRequest,
	attempt: Extract<Attempt, { kind: 'answer' | 'broken' }>,
	maybeDone: boolean,
	secrets: readonly string[],
): PluggyError {
	const problem = lastProblem(request, attempt, maybeDone, secrets);
	const trouble = attempt.kind === 'broken' ? attempt.trouble : troubleOf(attempt.answer);
	const isTold = attempt.kind === 'answer' && isFinal(attempt.answer);
	if (!request.costs || !trouble || !mayHaveArrived(trouble) || isTold) return problem;
	return problem.with({
		advice: `${withPeriod(problem.problem.advice)} ${COSTS[request.costs]}, so the request was not repeated.`,
	});
}

const COSTS: Readonly<Record<Cost, string>> = {
	quota: 'Each attempt counts against a monthly quota of the bank customer',
	fee: 'Pluggy may bill each attempt',
};

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
	if (request.safety === 'once' && !isRefusal(attempt.answer)) {
		return unknownOutcome(
			request,
			`the answer, HTTP status ${statusCode}, does not say that Pluggy refused it`,
		);
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
