/** How a request ends that is not answered as it asks for, as problems of the catalog. */

import { type PluggyError, localProblem, problemOfAnswer, withPeriod } from '../problems/errors';
import { isFinal, isRefusal, failureOf } from './answers';
import type { Attempt, HttpResponse } from './attempt';
import { WaitCancelledError, clock } from './clock';
import { WaitTooLongError } from './gate';
import type { LoginError } from './loginError';
import type { ApiRequest, Cost } from './request';
import {
	LONGEST_LIMIT_MS,
	askedWait,
	mayHaveArrived,
	outcomeUnknown,
	type Headers,
} from './resend';

export function loginProblem({ message, failure }: LoginError): PluggyError {
	const { status, codeDescription, retryable = false, askedToWait } = failure;
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
export function lookupOf({ lookup, label }: Pick<ApiRequest, 'lookup' | 'label'>): string {
	if (lookup === undefined) return '';
	return label === undefined ? lookup : `${lookup} Its label is "${label}".`;
}

export function unknownOutcome(request: ApiRequest, reason: string): PluggyError {
	const advice = `Pluggy may have processed the request. It was not sent again: do not repeat it before you know. ${lookupOf(request)}`;
	return localProblem(
		'OUTCOME_UNKNOWN',
		`Outcome unknown: "${request.action}" was sent, but ${reason}`,
		{ advice: advice.trim() },
	);
}

/** A 2xx that is not what was asked for. What was to happen once may have happened. */
export function unreadable(request: ApiRequest, { statusCode }: HttpResponse): PluggyError {
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

/** A 429 that is no minute's limit: its own words, and how long it asks to wait. */
function withAskedWait(
	refused: PluggyError,
	{ action }: ApiRequest,
	headers: Headers,
): PluggyError {
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
export function finalProblem(
	request: ApiRequest,
	attempt: Extract<Attempt, { kind: 'answer' | 'broken' }>,
	maybeDone: boolean,
	secrets: readonly string[],
): PluggyError {
	const problem = lastProblem(request, attempt, maybeDone, secrets);
	const failure = attempt.kind === 'broken' ? attempt.failure : failureOf(attempt.answer);
	const isTold = attempt.kind === 'answer' && isFinal(attempt.answer);
	if (!request.costs || !failure || !mayHaveArrived(failure) || isTold) return problem;
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
		const { failure, reason } = attempt;
		if (outcomeUnknown(request.safety, failure)) {
			return unknownOutcome(request, `the connection ended without an answer (${reason})`);
		}
		return failure === 'notConnected'
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
		statusCode === 429 ? withAskedWait(answered, request, attempt.answer.headers) : answered;
	if (!maybeDone || request.safety === 'read') return refused;
	const { advice } = refused.problem;
	return refused.with({
		advice: `${advice} This was not the first attempt: an earlier one got no clear answer and may have done it.`,
	});
}
