import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { normalizeBaseUrl } from './hosts';
import { keyClaims } from '../schemas';

/** The API keys of logins: what a credential stores, what this process got, and when one ends. */

/** Pluggy's API keys live two hours; the key itself says when it ends. */
const KEY_LIFETIME_MS = 2 * 60 * 60 * 1_000;
/** What a key says of its own end beyond this is a mistake: n8n stores the number, so it is finite. */
const LONGEST_LIFE_MS = 24 * 60 * 60 * 1_000;
/** A key is renewed this long before it ends, so that none dies inside a long request. */
export const RENEWAL_MARGIN_MS = 10 * 60 * 1_000;
const LEAST_USE_MS = 60_000;

/** The login a credential of type `pluggyApi` describes. */
export interface Login {
	baseUrl: string;
	clientId: string;
	clientSecret: string;
}

/** An API key as it is cached in the credential's hidden fields. */
export interface CachedKey {
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

/** The key stored in a credential, or undefined when there is none for its present login. */
export function storedKey(credential: IDataObject, login: Login): CachedKey | undefined {
	const { apiKey, sessionExpiresAt, sessionFor } = credential;
	if (typeof apiKey !== 'string' || apiKey === '') return undefined;
	if (sessionFor !== fingerprint(login)) return undefined;
	return { apiKey, sessionExpiresAt: Number(sessionExpiresAt) || 0, sessionFor };
}

export function isStale(session: CachedKey, now: number): boolean {
	return session.sessionExpiresAt - RENEWAL_MARGIN_MS <= now;
}

/** The newest key of each login, in this process. */
const newest = new Map<string, CachedKey>();
const MOST_REMEMBERED = 200;

/** The newest key this process got for a login, whatever the stored credential says. */
export function rememberedKey(login: Login): CachedKey | undefined {
	return newest.get(fingerprint(login));
}

export function rememberKey(session: CachedKey): void {
	newest.delete(session.sessionFor);
	newest.set(session.sessionFor, session);
	const oldest = newest.keys().next();
	if (newest.size > MOST_REMEMBERED && !oldest.done) newest.delete(oldest.value);
}

/** A key that Pluggy refused is not offered again. */
export function forgetRefusedKey(login: Login, apiKey: string): void {
	const key = fingerprint(login);
	if (newest.get(key)?.apiKey === apiKey) newest.delete(key);
}

/** Forgets every key of this process (for tests, which play several processes). */
export function forgetKeys(): void {
	newest.clear();
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
