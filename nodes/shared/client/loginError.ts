import type { Headers } from './resend';

/** Why a login failed, in words for the person who keeps the credential. */

/** What is known about it besides its words. */
export interface LoginFailure {
	/** HTTP status of the /auth answer; none when there was no answer. */
	status?: number;
	codeDescription?: string;
	/** Headers of a 429 that is a minute's limit: they say how long to wait. */
	limitedBy?: Headers;
	/** Of a 429 that is none: what it asked for. */
	askedToWait?: { waitSeconds?: number };
	/** Whether the same login may work later. */
	retryable?: boolean;
}

export class LoginError extends Error {
	constructor(
		message: string,
		readonly failure: LoginFailure,
	) {
		super(message);
		this.name = 'LoginError';
	}
}

export const newLoginError = (message: string, failure: LoginFailure = {}) =>
	new LoginError(message, failure);

/** n8n failed between the login and the request, for example when it stored the new key. */
export const unfinishedLogin = (reason: string) =>
	newLoginError(`n8n could not finish the login at Pluggy (${reason}). The request was not sent`, {
		retryable: true,
	});

/** Finds the LoginError inside what n8n's helper made of it. */
export function loginErrorOf(error: unknown): LoginError | undefined {
	for (let seen = error, depth = 0; seen instanceof Error && depth < 5; depth++) {
		if (seen instanceof LoginError) return seen;
		seen = seen.cause;
	}
	return undefined;
}
