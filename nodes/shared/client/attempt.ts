import { WaitCancelledError } from './clock';
import { DeadlineError } from './deadline';
import { redact } from '../problems/redact';
import { loginErrorOf, unfinishedLogin, type LoginError } from './loginError';

/** One attempt to send a request, and what came of it. */

/** An answer of Pluggy, whatever its status. Header names are lower case. */
export interface HttpResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** What came of one attempt to send a request. */
export type Attempt =
	| { kind: 'answer'; answer: HttpResponse }
	/** No key could be had: the request never left. */
	| { kind: 'login'; error: LoginError }
	/** notConnected: Pluggy never saw it. lost: nobody knows. */
	| { kind: 'broken'; failure: 'notConnected' | 'lost'; reason: string }
	/** It cannot be sent, now or later. */
	| { kind: 'unsendable'; reason: string }
	/** `left`: whether the request may have left before. */
	| { kind: 'cancelled'; left: boolean };

/** The calls of Node.js that make a connection. */
const CONNECTING = new Set(['connect', 'getaddrinfo']);

/** Codes that tell it alone, where the call is not named. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Codes for certificates that do not fit and addresses that are none. */
const UNSENDABLE =
	/^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_INVALID_URL|ERR_BAD_OPTION)/;

/** n8n's guard against requests to addresses inside a network, which looks before it sends. */
const GUARD = /^SsrfBlocked/;

interface NetworkError {
	code?: unknown;
	syscall?: unknown;
	message?: unknown;
	cause?: unknown;
	/** Of an AggregateError: one for each address that was tried. */
	errors?: unknown;
}

/** How Node.js words what a call of its own failed with: "connect ECONNREFUSED 127.0.0.1:443". */
const WORDED = /^([a-z]+) (E[A-Z_]+)\b/;

/**
 * The network error in what n8n's helper threw. n8n before 2.34 drops the error that it wraps: left are its
 * code, and its message as the first of several. A call counts as named only if both tell the same code; else
 * it may have been any, because an error of several addresses hides what became of each.
 */
function networkErrorIn(error: unknown): NetworkError {
	const { cause, httpCode, messages } = error as Record<string, unknown>;
	if (cause !== undefined && cause !== null) return cause as NetworkError;
	if (typeof httpCode !== 'string' || !Array.isArray(messages)) return error as NetworkError;
	const message = String(messages[0] ?? (error as NetworkError).message);
	const [, syscall, code] = WORDED.exec(message) ?? [];
	return { code: httpCode, message, syscall: code === httpCode ? syscall : 'any' };
}

const DEEPEST = 5;
/** Characters of a reason: what to do comes behind it. */
const LONGEST_REASON = 200;

const isError = (value: unknown): value is NetworkError =>
	typeof value === 'object' && value !== null && 'message' in value;

/**
 * The call that failed decides: EHOSTUNREACH and its like also end a connection over which a
 * request was sent already. Only the innermost error, Node's own, names that call.
 */
function neverConnected(error: NetworkError, depth = 0): boolean {
	if (typeof error.syscall === 'string') return CONNECTING.has(error.syscall);
	if (depth < DEEPEST) {
		const { errors, cause } = error;
		if (Array.isArray(errors) && errors.length > 0) {
			return errors.every((one: unknown) => isError(one) && neverConnected(one, depth + 1));
		}
		if (isError(cause)) return neverConnected(cause, depth + 1);
	}
	return typeof error.code === 'string' && NOT_CONNECTED.has(error.code);
}

/** Whether it is true of an error, or of what caused it. */
function someCause(error: unknown, test: (one: NetworkError) => boolean): boolean {
	for (let seen = error, depth = 0; isError(seen) && depth < DEEPEST; depth++) {
		if (test(seen)) return true;
		seen = seen.cause;
	}
	return false;
}

const isOfGuard = (one: NetworkError) => GUARD.test((one as object).constructor.name);

/** axios marks its errors. */
const isOfHttpClient = (one: NetworkError) => 'isAxiosError' in one || 'config' in one;

/** What is known about a request that was not answered. */
interface Circumstances {
	signal: AbortSignal | undefined;
	/** No key was there: n8n puts the key of a login into the credential before it sends. */
	withoutKey: boolean;
	/** Values that must not appear in the reason. */
	secrets: readonly string[];
}

/**
 * Sorts what n8n's helper threw instead of answering. What is not understood counts as sent:
 * a payment that may have left is never sent again.
 */
export function classifyError(error: unknown, circumstances: Circumstances): Attempt {
	const { signal, withoutKey, secrets } = circumstances;
	// Nobody waits any longer. n8n sends nothing for a cancelled execution, so a request whose key was
	// still missing never leaves; one that was given up may leave yet.
	if (error instanceof WaitCancelledError) return { kind: 'cancelled', left: !withoutKey };
	if (error instanceof DeadlineError) {
		return { kind: 'broken', failure: 'lost', reason: error.message };
	}
	const login = loginErrorOf(error);
	if (login) return { kind: 'login', error: login };
	// The helper wraps the network error, which holds the request with its key: only its code goes on.
	const network = networkErrorIn(error);
	const code = typeof network.code === 'string' ? network.code : '';
	const reason = redact(code || String(network.message ?? 'no reason given'), secrets).slice(
		0,
		LONGEST_REASON,
	);
	// Without a key nothing was sent: n8n itself failed around the login, when it stored the new key.
	// Not so if the HTTP client failed: an n8n that hands on a copy of the credential would have sent.
	if (withoutKey && !someCause(error, isOfHttpClient)) {
		return { kind: 'login', error: unfinishedLogin(reason) };
	}
	if (neverConnected(network)) return { kind: 'broken', failure: 'notConnected', reason };
	if (UNSENDABLE.test(code) || someCause(error, isOfGuard)) return { kind: 'unsendable', reason };
	if (code === 'ERR_CANCELED' || signal?.aborted) return { kind: 'cancelled', left: true };
	return { kind: 'broken', failure: 'lost', reason };
}
