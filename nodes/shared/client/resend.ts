/** When a request is sent again, and after how long: pure functions and their constants. */

/**
 * read        GETs, and POSTs that only compute
 * repeatable  DELETE, cancel, revoke, disable, and PATCH except of items: twice is as good as once
 * once        POSTs that create, issue, schedule, retry or pay; PATCH of items; MFA
 */
export type Safety = 'read' | 'repeatable' | 'once';

/**
 * rateLimited   429: Pluggy did not process the request
 * notConnected  the connection was never made (DNS, refused): Pluggy never saw the request
 * lost          timeout or reset: nobody knows whether Pluggy processed the request
 * serverError   an answer that leaves it open: 5xx, and 408 (a proxy that ran out of time)
 */
export type Failure = 'rateLimited' | 'notConnected' | 'lost' | 'serverError';

/** `charged`: each attempt that arrives spends a quota or may be billed, whatever else it does. */
export type ResendRule = Safety | 'charged';

const RESEND: Record<ResendRule, Record<Failure, boolean>> = {
	read: { rateLimited: true, notConnected: true, lost: true, serverError: true },
	repeatable: { rateLimited: true, notConnected: true, lost: true, serverError: true },
	charged: { rateLimited: true, notConnected: true, lost: false, serverError: false },
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
export function mayResend(rule: ResendRule, failure: Failure, resends: number): boolean {
	return RESEND[rule][failure] && (failure === 'rateLimited' || resends < MOST_RESENDS);
}

/** Whether an attempt that ended so may have reached Pluggy. */
export const mayHaveArrived = (failure: Failure) => failure === 'lost' || failure === 'serverError';

/** Whether Pluggy may have processed a request that ended so. */
export function outcomeUnknown(safety: Safety, failure: Failure): boolean {
	return safety === 'once' && !RESEND.once[failure];
}

/** Full jitter: anything between nothing and a ceiling that doubles with each attempt, in ms. */
export function fullJitter(attempt: number, random: number): number {
	return Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** attempt));
}

/** A number of seconds as large as this is no duration but a point in time (in 2001 or later). */
const EPOCH_SECONDS = 1_000_000_000;
/** `Sun, 06 Nov 1994 08:49:37 GMT` or ISO; `Date.parse` alone takes "soon 5" for a day in May. */
const DATE = /^[A-Z][a-z]{2}, .+ GMT$|^\d{4}-\d{2}-\d{2}T/;

export type Headers = Readonly<Record<string, unknown>>;

/** A header in seconds or as a date, in milliseconds from now; undefined when it says nothing. */
function headerMs(headers: Headers, name: string, now: number): number | undefined {
	const value = String(headers[name] ?? '').trim();
	if (/^-?\d+(\.\d+)?$/.test(value)) {
		const seconds = Number(value);
		return Math.max(0, seconds * 1_000 - (seconds >= EPOCH_SECONDS ? now : 0));
	}
	const date = DATE.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Pluggy counts by the minute. A 429 that asks for more than this is about something else. */
export const LONGEST_LIMIT_MS = 5 * 60_000;

/**
 * What the headers of a 429 ask for, in ms: `RateLimit-Reset` (seconds until the window ends), else
 * `Retry-After` (Pluggy always says 60). https://docs.pluggy.ai/en/docs/rate-limits
 */
export function askedWait(headers: Headers, now: number): number | undefined {
	return headerMs(headers, 'ratelimit-reset', now) ?? headerMs(headers, 'retry-after', now);
}

/**
 * Whether a 429 is the minute's limit that a whole group of endpoints shares: Pluggy gives those no
 * name. One with a name, such as a monthly quota, or with a long wait concerns its request alone.
 */
export function isMinuteLimit(
	headers: Headers,
	codeDescription: string | undefined,
	now: number,
): boolean {
	return codeDescription === undefined && (askedWait(headers, now) ?? 0) <= LONGEST_LIMIT_MS;
}

/**
 * How long to wait after a 429, in ms: what it asks for, else full jitter; plus a little positive
 * jitter.
 * @param refusals 429s in a row so far. After the first one there is a least wait that doubles, so
 *   that a server which always says "now" is not asked hundreds of times within the budget.
 */
export function rateLimitWait(
	headers: Headers,
	refusals: number,
	now: number,
	random: number,
): number {
	const asked = askedWait(headers, now);
	const spread = Math.ceil(random * SPREAD_MS);
	const wait = asked === undefined ? fullJitter(refusals, random) : asked + spread;
	const least = refusals === 0 ? 0 : Math.min(CAP_MS, BASE_MS * 2 ** (refusals - 1)) + spread;
	return Math.max(wait, least);
}
