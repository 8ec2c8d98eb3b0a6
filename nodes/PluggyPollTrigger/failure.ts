import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { PluggyError, Problem } from '../shared/problems/errors';
import { toNodeError } from '../shared/problems/nodeErrors';

/** A poll that failed, as n8n's error: newer versions of n8n wait longer before the next one, by its cause. */

/** Problems of the login, the network or the limits: they are the same for all connections. */
const OF_ALL = new Set(['LOGIN_FAILED', 'NOT_REACHED', 'WAIT_TOO_LONG', 'ACCESS_REFUSED', 'N8N']);

export const failsForAll = ({ code, httpStatus }: Problem) =>
	OF_ALL.has(code) || httpStatus === 401 || httpStatus === 429;

/** Which of several connections it is about. */
export const named = (problem: PluggyError, itemId: string, all: readonly string[]) =>
	all.length === 1 || failsForAll(problem.problem)
		? problem
		: problem.with({ title: `${problem.problem.title} (item ${itemId})` });

type Failure =
	| { cause: 'rate-limited' | 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' | 'configuration-invalid' };

const LOGIN = new Set(['LOGIN_FAILED', 'CLIENT_KEYS_UNAUTHORIZED', 'CLIENT_DISABLED']);
const SETTINGS = new Set(['INVALID_INPUT', 'ACCESS_REFUSED', 'N8N']);

/** Why a poll failed, in n8n's words; undefined where none of them is right. */
export function pollFailureOf({
	code,
	httpStatus,
	retryable,
	details,
}: Problem): Failure | undefined {
	if (code === 'WAIT_TOO_LONG' || httpStatus === 429) {
		const seconds = Number(details?.waitSeconds);
		return {
			cause: 'rate-limited',
			...(seconds > 0 ? { retryAfterMs: Math.ceil(seconds * 1_000) } : {}),
		};
	}
	if (retryable) return { cause: 'temporarily-unavailable' };
	if (LOGIN.has(code) || httpStatus === 401) return { cause: 'credential-invalid' };
	return SETTINGS.has(code) || httpStatus === 404 ? { cause: 'configuration-invalid' } : undefined;
}

export function pollError(node: INode, problem: Problem): NodeApiError | NodeOperationError {
	const failure = pollFailureOf(problem);
	const error = toNodeError(node, problem);
	return failure === undefined ? error : Object.assign(error, { failure });
}
