import { isPluggyError, localProblem, type PluggyError } from '../problems/errors';
import { isExpected, isFinal, keyRefused, failureOf } from './answers';
import type { Attempt, HttpResponse } from './attempt';
import { loginProblem, unknownOutcome, unreadable, finalProblem } from './endings';
import type { ApiRequest } from './request';
import { mayResend, type ResendRule } from './resend';

/** What an attempt means: pure functions from answers and errors to what comes next. */

export interface ApiResponse {
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
	| { answer: ApiResponse }
	| { problem: PluggyError; again?: Again; maybeDone?: boolean };

export const NOTHING_YET: History = { resends: 0, renewals: 0, maybeDone: false };

/** The history of a request that is sent again. */
export function after(
	{ resends, renewals, maybeDone }: History,
	{ again, maybeDone: perhaps = false }: Extract<Verdict, { problem: unknown }>,
): History {
	return {
		resends: resends + (again === 'later' ? 1 : 0),
		renewals: renewals + (again === 'newKey' ? 1 : 0),
		maybeDone: maybeDone || perhaps,
	};
}

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
			const { retryable = false, limitedBy } = attempt.error.failure;
			const again = limitedBy ? ('atGate' as const) : ('later' as const);
			const problem = loginProblem(attempt.error);
			return retryable && mayResend('read', 'notConnected', history.resends)
				? { problem, again }
				: { problem };
		}
		case 'broken': {
			const problem = finalProblem(request, attempt, history.maybeDone, secrets);
			return mayResend(ruleOf(request), attempt.failure, history.resends)
				? { problem, again: 'later', maybeDone: attempt.failure === 'lost' }
				: { problem };
		}
		case 'answer':
			return judgeAnswer(request, attempt.answer, history, secrets);
	}
}

function judgeAnswer(
	request: ApiRequest,
	answer: HttpResponse,
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
	const failure = failureOf(answer);
	if (failure === 'rateLimited') return { problem, again: 'atGate' };
	return failure && !isFinal(answer) && mayResend(ruleOf(request), failure, history.resends)
		? { problem, again: 'later', maybeDone: true }
		: { problem };
}

/** The row of the resend table that holds for a request. */
const ruleOf = ({ safety, costs }: Pick<ApiRequest, 'safety' | 'costs'>): ResendRule =>
	costs === undefined || safety === 'once' ? safety : 'charged';
