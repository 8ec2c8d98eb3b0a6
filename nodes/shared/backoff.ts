/**
 * When a request is sent again, and after how long: pure functions and their constants.
 *
 * read        GETs, and POSTs that only compute
 * repeatable  DELETE, cancel, revoke, disable, and PATCH except of items: twice is as good as once
 * once        POSTs that create, issue, schedule, retry or pay; PATCH of items; MFA
 */
export type Safety = 'read' | 'repeatable' | 'once';

/**
 * rateLimited   429: Pluggy did not process the request
 * notConnected  the connection was never made (DNS, refused): Pluggy never saw the request
 * lost          timeout or reset: nobody knows whether Pluggy processed the request
 * serverError   5xx: likewise
 */
export type Trouble = 'rateLimited' | 'notConnected' | 'lost' | 'serverError';

const RESEND: Record<Safety, Record<Trouble, boolean>> = {
	read: { rateLimited: true, notConnected: true, lost: true, serverError: true },
	repeatable: { rateLimited: true, notConnected: true, lost: true, serverError: true },
	once: { rateLimited: true, notConnected: true, lost: false, serverError: false },
};

/** Resends after anything but a 429, which only the waiting budget limits. */
export const MOST_RESENDS = 4;
/** First step and ceiling of the full jitter. */
const BASE_MS = 1_000;
const CAP_MS = 20_000;
/** A little extra after a wait that Pluggy dictated, so that waiters do not return in one instant. */
const SPREAD_MS = 250;

/**
 * Whether a request is sent again.
 * @param resends how often it was sent again so far for other reasons than a 429
 */
export function mayResend(safety: Safety, trouble: Trouble, resends: number): boolean {
	return RESEND[safety][trouble] && (trouble === 'rateLimited' || resends < MOST_RESENDS);
}

/** Whether Pluggy may have processed a request that ended so. */
export function outcomeUnknown(safety: Safety, trouble: Trouble): boolean {
	return safety === 'once' && !RESEND.once[trouble];
}

/** Full jitter: anything between nothing and a ceiling that doubles with each attempt, in ms. */
export function fullJitter(attempt: number, random: number): number {
	return Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** attempt));
}

type Headers = Record<string, unknown>;

/** A header in seconds or as an HTTP date, in milliseconds from now; undefined when it says nothing. */
function headerMs(headers: Headers, name: string, now: number): number | undefined {
	const value = headers[name];
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const seconds = Number(value);
	if (value !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
	const date = Date.parse(String(value));
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * How long a 429 asks to wait, in ms: `RateLimit-Reset` (seconds until the window ends), else
 * `Retry-After` (Pluggy always says 60), else full jitter; plus a little positive jitter.
 * https://docs.pluggy.ai/en/docs/rate-limits
 */
export function rateLimitWait(
	headers: Headers,
	attempt: number,
	now: number,
	random: number,
): number {
	const asked = headerMs(headers, 'ratelimit-reset', now) ?? headerMs(headers, 'retry-after', now);
	if (asked === undefined) return fullJitter(attempt, random);
	return asked + Math.ceil(random * SPREAD_MS);
}
