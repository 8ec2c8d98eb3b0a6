import { createHash } from 'crypto';
import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';
import { askedWait, isMinuteLimit, type Headers } from './backoff';
import { clock } from './clock';
import { within } from './deadline';
import { shownCode } from './details';
import { normalizeBaseUrl } from './hosts';
import { redact } from './redact';
import { authAnswer, errorBody, keyClaims } from './schemas';

/** Pluggy's API keys live two hours; the key itself says when it ends. */
const KEY_LIFETIME_MS = 2 * 60 * 60 * 1_000;
/** What a key says of its own end beyond this is a mistake: n8n stores the number, so it is finite. */
const LONGEST_LIFE_MS = 24 * 60 * 60 * 1_000;
/** A key is renewed this long before it ends, so that none dies inside a long request. */
export const RENEWAL_MARGIN_MS = 10 * 60 * 1_000;
const LEAST_USE_MS = 60_000;
/** How long a login may take, for all who share it. */
export const LOGIN_TIMEOUT_MS = 30_000;

/** What a person may do with a credential, narrow to wide. */
export const ACCESS_LEVELS = ['readOnly', 'data', 'payments'] as const;
export type Access = (typeof ACCESS_LEVELS)[number];

/** The login a credential of type `pluggyApi` describes. */
export interface Login {
	baseUrl: string;
	clientId: string;
	clientSecret: string;
}

/** An API key as it is cached in the credential's hidden fields. */
export interface Session {
	apiKey: string;
	/** Milliseconds since the epoch. */
	sessionExpiresAt: number;
	/** Fingerprint of the login that got the key. */
	sessionFor: string;
}

/** Login data out of a decrypted credential. */
export function loginOf(credential: IDataObject): Login {
	const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
	return {
		baseUrl: normalizeBaseUrl(credential.baseUrl),
		clientId: text(credential.clientId),
		clientSecret: text(credential.clientSecret),
	};
}

/** Tells one login from another without revealing it: an edited credential never uses the old key. */
export function fingerprint({ baseUrl, clientId, clientSecret }: Login): string {
	const parts = JSON.stringify([baseUrl, clientId, clientSecret]);
	return createHash('sha256').update(parts).digest('hex').slice(0, 16);
}

/** The session stored in a credential, or undefined when there is none for its present login. */
export function storedSession(credential: IDataObject, login: Login): Session | undefined {
	const { apiKey, sessionExpiresAt, sessionFor } = credential;
	if (typeof apiKey !== 'string' || apiKey === '') return undefined;
	if (sessionFor !== fingerprint(login)) return undefined;
	return { apiKey, sessionExpiresAt: Number(sessionExpiresAt) || 0, sessionFor };
}

export function isStale(session: Session, now: number): boolean {
	return session.sessionExpiresAt - RENEWAL_MARGIN_MS <= now;
}

interface LoginTrouble {
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

/** Why a login failed, in words for the person who keeps the credential. */
export class LoginError extends Error {
	constructor(
		message: string,
		readonly trouble: LoginTrouble,
	) {
		super(message);
		this.name = 'LoginError';
	}
}

const loginFailure = (message: string, trouble: LoginTrouble = {}) =>
	new LoginError(message, trouble);

/** n8n failed between the login and the request, for example when it stored the new key. */
export const unfinishedLogin = (reason: string) =>
	loginFailure(`n8n could not finish the login at Pluggy (${reason}). The request was not sent`, {
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

/** Logins under way and the newest session of each login, in this process. */
const underWay = new Map<string, Promise<Session>>();
const newest = new Map<string, Session>();
const MOST_REMEMBERED = 200;

/** The newest session this process got for a login, whatever the stored credential says. */
export function rememberedSession(login: Login): Session | undefined {
	return newest.get(fingerprint(login));
}

function remember(session: Session): void {
	newest.delete(session.sessionFor);
	newest.set(session.sessionFor, session);
	const oldest = newest.keys().next();
	if (newest.size > MOST_REMEMBERED && !oldest.done) newest.delete(oldest.value);
}

/** A key that Pluggy refused is not offered again. */
export function forgetKey(login: Login, apiKey: string): void {
	const key = fingerprint(login);
	if (newest.get(key)?.apiKey === apiKey) newest.delete(key);
}

/** Forgets every session and login of this process (for tests, which play several processes). */
export function forgetSessions(): void {
	newest.clear();
	underWay.clear();
}

/**
 * When a key ends, in milliseconds since the epoch: its own `exp`, else two hours from now. A new
 * key counts for a minute at the least: where this server's clock is ahead, or a key lives no longer
 * than the margin, each request would begin with a login.
 */
export function expiryOf(apiKey: string, now: number): number {
	return Math.max(expOf(apiKey, now), now + RENEWAL_MARGIN_MS + LEAST_USE_MS);
}

function expOf(apiKey: string, now: number): number {
	try {
		const claims: unknown = JSON.parse(
			Buffer.from(apiKey.split('.')[1] ?? '', 'base64url').toString('utf8'),
		);
		return Math.min(keyClaims.parse(claims).exp * 1_000, now + LONGEST_LIFE_MS);
	} catch {
		return now + KEY_LIFETIME_MS;
	}
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
): Promise<Session> {
	const login = readLogin(credential);
	const key = fingerprint(login);
	let running = underWay.get(key);
	if (!running) {
		running = requestSession(httpRequest, login).finally(() => underWay.delete(key));
		underWay.set(key, running);
	}
	return await running;
}

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
		throw loginFailure((error as Error).message);
	}
	const missing = missingIn(login);
	if (missing !== undefined) {
		throw loginFailure(
			`The Pluggy credential has no ${missing}. Copy both from your application at https://dashboard.pluggy.ai`,
		);
	}
	return login;
}

async function requestSession(
	httpRequest: IHttpRequestHelper['helpers']['httpRequest'],
	login: Login,
): Promise<Session> {
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
		const reason = redact(String(code ?? message ?? 'no answer'), [clientSecret]);
		throw loginFailure(
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
		throw loginFailure(
			`${baseUrl}/auth answered without an API key, so it is not Pluggy. Check the base URL of the credential`,
			{ status: answer.statusCode },
		);
	}
	const { apiKey } = parsed.data;
	const session: Session = {
		apiKey,
		sessionExpiresAt: expiryOf(apiKey, clock.now()),
		sessionFor: fingerprint(login),
	};
	remember(session);
	return session;
}

function loginRefused(
	{ statusCode, headers, body }: { statusCode: number; headers: IDataObject; body: unknown },
	clientSecret: string,
): LoginError {
	const parsed = errorBody.safeParse(body);
	const { codeDescription, message } = parsed.success ? parsed.data : {};
	const said = message ? ` Pluggy said: ${redact(message, [clientSecret])}` : '';
	const name = codeDescription && shownCode(codeDescription, [clientSecret]);
	const refuse = (text: string, trouble: LoginTrouble = {}) =>
		loginFailure(`${text}.${said}`, { status: statusCode, codeDescription: name, ...trouble });
	if (codeDescription === 'CLIENT_DISABLED') {
		return refuse('Pluggy has disabled this application. Ask Pluggy support to enable it again');
	}
	if (statusCode === 401) {
		return refuse(
			'Pluggy refused the Client ID or Client Secret. Copy both again from your application at https://dashboard.pluggy.ai (the secret is shown only once, when the application is made)',
		);
	}
	if (statusCode === 400) {
		return refuse('Pluggy could not read the Client ID or Client Secret. The Client ID is a UUID');
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
