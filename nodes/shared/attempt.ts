import { redact } from './redact';
import { loginErrorOf, type LoginError } from './session';

/** An answer of Pluggy, whatever its status. Header names are lower case. */
export interface HttpAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** What came of one attempt to send a request. */
export type Attempt =
	| { kind: 'answer'; answer: HttpAnswer }
	/** No key could be had, so the request never left. */
	| { kind: 'login'; error: LoginError }
	/** notConnected: Pluggy never saw it. lost: nobody knows. */
	| { kind: 'broken'; trouble: 'notConnected' | 'lost'; reason: string }
	/** It cannot be sent, now or later. */
	| { kind: 'unsendable'; reason: string }
	| { kind: 'cancelled' };

/** Codes of Node.js for connections that were never made. */
const NOT_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EHOSTDOWN',
	'ENETDOWN',
]);

/** Codes for certificates that do not fit and addresses that are none. */
const UNSENDABLE =
	/^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_INVALID_URL|ERR_BAD_OPTION)/;

interface NetworkError {
	code?: unknown;
	syscall?: unknown;
	message?: unknown;
	cause?: unknown;
	/** Of an AggregateError: one for each address that was tried. */
	errors?: unknown;
}

const DEEPEST = 4;

function neverConnected(error: NetworkError, depth = 0): boolean {
	if (typeof error.code === 'string' && NOT_CONNECTED.has(error.code)) return true;
	if (error.syscall === 'connect' || error.syscall === 'getaddrinfo') return true;
	if (depth >= DEEPEST) return false;
	if (Array.isArray(error.errors) && error.errors.length > 0) {
		return error.errors.every((one) => neverConnected(one as NetworkError, depth + 1));
	}
	return error.cause instanceof Error && neverConnected(error.cause as NetworkError, depth + 1);
}

/**
 * Sorts what n8n's helper threw instead of answering. What is not understood counts as sent:
 * a payment that may have left is never sent again.
 */
export function sortError(error: unknown, signal: AbortSignal | undefined): Attempt {
	const login = loginErrorOf(error);
	if (login) return { kind: 'login', error: login };
	// The helper wraps the network error, which holds the request with its key: only its code goes on.
	const network = ((error as { cause?: unknown }).cause ?? error) as NetworkError;
	const code = typeof network.code === 'string' ? network.code : '';
	const reason = redact(code || String(network.message ?? 'no reason given'));
	if (neverConnected(network)) return { kind: 'broken', trouble: 'notConnected', reason };
	if (UNSENDABLE.test(code)) return { kind: 'unsendable', reason };
	if (code === 'ERR_CANCELED' || signal?.aborted) return { kind: 'cancelled' };
	return { kind: 'broken', trouble: 'lost', reason };
}
