import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { entryWithoutId, EXAMPLE_ID } from '../objects';
import { redact } from '../problems/redact';
import { authAnswer, errorBody } from '../schemas';
import { clock } from './clock';
import { within } from './deadline';
import { shownCode } from '../problems/details';
import {
	expiryOf,
	fingerprint,
	forgetKeys,
	loginOf,
	rememberKey,
	type Login,
	type CachedKey,
} from './keyCache';
import { newLoginError, type LoginError, type LoginFailure } from './loginError';
import { askedWait, isMinuteLimit } from './resend';

/** The login at Pluggy. */

/** How long a login may take, for all who share it. */
export const LOGIN_TIMEOUT_MS = 30_000;

/** Logins under way, in this process. */
const underWay = new Map<string, Promise<CachedKey>>();

/** Forgets every key and login of this process (for tests, which play several processes). */
export function forgetLogins(): void {
	forgetKeys();
	underWay.clear();
}

/**
 * Logs in at `POST /auth`. Callers that come while a login of the same credential is under way
 * share its answer, so ten executions with a dead key make one request.
 * https://docs.pluggy.ai/en/reference/auth/auth-create
 * @throws LoginError in plain words, without the secret
 */
export async function logIn(
	httpRequest: IHttpRequestHelper['helpers']['httpRequest'],
	credential: IDataObject,
): Promise<CachedKey> {
	const login = readLogin(credential);
	const key = fingerprint(login);
	let running = underWay.get(key);
	if (!running) {
		const isLimited = credential.allowedHttpRequestDomains === 'domains';
		running = requestKey(httpRequest, login, isLimited).finally(() => underWay.delete(key));
		underWay.set(key, running);
	}
	return await running;
}

/** n8n itself holds a login to the domains of the credential, where it has a list of them. */
const notAllowed = (baseUrl: string) =>
	newLoginError(
		`n8n lets this credential reach only its Allowed Domains: add ${new URL(baseUrl).hostname} to them, or set Allowed HTTP Request Domains to None (the Pluggy nodes work with that, too)`,
	);

/**
 * For the test of a credential.
 * @throws LoginError for Item IDs that are none, without the value
 */
export function checkItemIds(given: unknown): void {
	const wrong = entryWithoutId(listedIds(given));
	if (wrong === undefined) return;
	throw newLoginError(
		`Entry ${wrong} of Item IDs is no item ID (such as ${EXAMPLE_ID}). Correct it, or leave the field empty`,
	);
}

/** The IDs that are written into a credential. */
export const listedIds = (given: unknown): string[] =>
	String(given ?? '')
		.split(/[\s,;]+/)
		.filter((id) => id !== '');

/** What a login lacks, as it is called in the credential; undefined when it is complete. */
export function missingIn({ clientId, clientSecret }: Login): string | undefined {
	const missing = [
		['Client ID', clientId],
		['Client Secret', clientSecret],
	].filter(([, value]) => value === '');
	return missing.length === 0 ? undefined : missing.map(([name]) => name).join(' and ');
}

function readLogin(credential: IDataObject): Login {
	let login: Login;
	try {
		login = loginOf(credential);
	} catch (error) {
		throw newLoginError((error as Error).message);
	}
	const missing = missingIn(login);
	if (missing !== undefined) {
		throw newLoginError(
			`The Pluggy credential has no ${missing}. Copy both from your application at https://dashboard.pluggy.ai`,
		);
	}
	return login;
}

async function requestKey(
	httpRequest: IHttpRequestHelper['helpers']['httpRequest'],
	login: Login,
	isLimited: boolean,
): Promise<CachedKey> {
	const { baseUrl, clientId, clientSecret } = login;
	let answer: { statusCode: number; headers: IDataObject; body: unknown };
	const connection = new AbortController();
	try {
		const work = httpRequest({
			method: 'POST',
			url: `${baseUrl}/auth`,
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify({ clientId, clientSecret }),
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: LOGIN_TIMEOUT_MS,
			abortSignal: connection.signal,
		});
		answer = (await within(work, LOGIN_TIMEOUT_MS)) as typeof answer;
	} catch (error) {
		// The helper's error holds the request with the secret: only its code and message go on.
		const { code, message } = error as { code?: unknown; message?: unknown };
		if (isLimited && error instanceof UserError) throw notAllowed(baseUrl);
		const reason = redact(String(code ?? message ?? 'no answer'), [clientSecret]);
		throw newLoginError(
			`Pluggy could not be reached at ${baseUrl} (${reason}). Check the base URL of the credential and this server's network`,
			{ retryable: true },
		);
	} finally {
		// Closes it after the deadline; after an answer there is nothing left to close.
		connection.abort();
	}
	if (answer.statusCode < 200 || answer.statusCode > 299) throw loginRefused(answer, clientSecret);
	const parsed = authAnswer.safeParse(answer.body);
	if (!parsed.success) {
		throw newLoginError(
			`${baseUrl}/auth answered without an API key, so it is not Pluggy. Check the base URL of the credential`,
			{ status: answer.statusCode },
		);
	}
	const { apiKey } = parsed.data;
	const cached: CachedKey = {
		apiKey,
		sessionExpiresAt: expiryOf(apiKey, clock.now()),
		sessionFor: fingerprint(login),
	};
	rememberKey(cached);
	return cached;
}

function loginRefused(
	{ statusCode, headers, body }: { statusCode: number; headers: IDataObject; body: unknown },
	clientSecret: string,
): LoginError {
	const parsed = errorBody.safeParse(body);
	const { codeDescription, message } = parsed.success ? parsed.data : {};
	const said = message ? ` Pluggy said: ${redact(message, [clientSecret])}` : '';
	const name = codeDescription && shownCode(codeDescription, [clientSecret]);
	const refuse = (text: string, failure: LoginFailure = {}) =>
		newLoginError(`${text}.${said}`, { status: statusCode, codeDescription: name, ...failure });
	if (codeDescription === 'CLIENT_DISABLED') {
		return refuse('Pluggy has disabled this application. Ask Pluggy support to enable it again');
	}
	if (statusCode === 401) {
		return refuse(
			'Pluggy refused the Client ID or Client Secret. Copy both again from your application at https://dashboard.pluggy.ai (the secret is shown only once, when the application is made)',
		);
	}
	if (statusCode === 400) {
		return refuse(
			`Pluggy could not read the Client ID or Client Secret. The Client ID looks like ${EXAMPLE_ID}`,
		);
	}
	if (statusCode === 429) {
		if (isMinuteLimit(headers, codeDescription, clock.now())) {
			return refuse('Too many logins at Pluggy within a minute. Wait and try again', {
				retryable: true,
				limitedBy: headers,
			});
		}
		const ms = askedWait(headers, clock.now());
		const waitSeconds = ms === undefined ? undefined : Math.ceil(ms / 1_000);
		const wait = waitSeconds === undefined ? 'later' : `after ${waitSeconds} s`;
		return refuse(`Pluggy takes no logins for now. Try again ${wait}`, {
			askedToWait: { waitSeconds },
		});
	}
	if (statusCode >= 500 || statusCode === 408) {
		return refuse('Pluggy has a problem of its own. Try again later', { retryable: true });
	}
	return refuse(`The login at Pluggy failed with HTTP status ${statusCode}`);
}
