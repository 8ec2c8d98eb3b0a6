import fc from 'fast-check';
import {
	fullJitter,
	isMinuteLimit,
	mayResend,
	MOST_RESENDS,
	outcomeUnknown,
	rateLimitWait,
	type Safety,
	type Failure,
} from '../../nodes/shared/client/resend';
import { counted, FREE, RUNS } from '../counted.cjs';

const often = { seed: FREE, numRuns: 100 * RUNS };

const safeties: Safety[] = ['read', 'repeatable', 'once'];
const failures: Failure[] = ['rateLimited', 'notConnected', 'lost', 'serverError'];
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('what changes something once is never sent again when it may have arrived', () => {
	for (const failure of ['lost', 'serverError'] as const) {
		fc.assert(
			fc.property(
				fc.nat(),
				counted('resends of what is sent once', (resends) => !mayResend('once', failure, resends)),
			),
			often,
		);
		expect(outcomeUnknown('once', failure)).toBe(true);
	}
});

test('an outcome is unknown only for what is not sent again because of it', () => {
	for (const safety of safeties) {
		for (const failure of failures) {
			expect(outcomeUnknown(safety, failure)).toBe(!mayResend(safety, failure, 0));
		}
	}
});

test('resends end, except after a 429, which the budget ends', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...safeties),
			fc.constantFrom(...failures),
			fc.nat(),
			counted('resends', (safety, failure, n) => {
				if (failure === 'rateLimited') return mayResend(safety, failure, n);
				return n < MOST_RESENDS || !mayResend(safety, failure, n);
			}),
		),
		often,
	);
});

test('full jitter lies between nothing and a ceiling that doubles up to 20 s', () => {
	fc.assert(
		fc.property(
			fc.nat({ max: 1_000 }),
			random,
			counted('waits between attempts', (attempt, r) => {
				const wait = fullJitter(attempt, r);
				return (
					wait >= 0 && wait <= Math.min(20_000, 1_000 * 2 ** attempt) && Number.isInteger(wait)
				);
			}),
		),
		often,
	);
});

test('the wait for a rate limit is never shorter than Pluggy asks, and hardly longer', () => {
	fc.assert(
		fc.property(
			fc.nat({ max: 3_600 }),
			random,
			counted('waits for rate limits', (seconds, r) => {
				const wait = rateLimitWait({ 'ratelimit-reset': String(seconds) }, 0, 0, r);
				return wait >= seconds * 1_000 && wait <= seconds * 1_000 + 250;
			}),
		),
		often,
	);
});

test.each([
	[{}, undefined, true],
	[{ 'ratelimit-reset': '60' }, undefined, true],
	[{ 'ratelimit-reset': '300' }, undefined, true],
	[{ 'ratelimit-reset': '301' }, undefined, false],
	[{ 'ratelimit-reset': '30', 'retry-after': '86400' }, undefined, true],
	[{ 'retry-after': '86400' }, undefined, false],
	[{ 'retry-after': 'soon' }, undefined, true],
	[{ 'ratelimit-reset': '60' }, 'BALANCE_OPEN_FINANCE_RATE_LIMIT', false],
	[{}, 'ANY_NAME', false],
])('a 429 with %j and the name %s is a minute’s limit: %s', (headers, name, expected) => {
	expect(isMinuteLimit(headers, name, 0)).toBe(expected);
});

test.each(['', 'soon', 'soon 5', 'NaN', '7;w=60', '5, 5', undefined, null, {}, []])(
	'a header that says nothing sensible (%p) is passed over',
	(value) => {
		const wait = rateLimitWait({ 'ratelimit-reset': value, 'retry-after': '3' }, 0, 0, 0);
		expect(wait).toBe(3_000);
	},
);

test('a point in time is a wait until then; what is over is no wait', () => {
	const now = Date.parse('2026-11-23T12:00:00Z');
	const wait = (value: string) => rateLimitWait({ 'retry-after': value }, 0, now, 0);
	expect(wait('Mon, 23 Nov 2026 12:00:30 GMT')).toBe(30_000);
	expect(wait('2026-11-23T12:01:00Z')).toBe(60_000);
	expect(wait(String(now / 1_000 + 5))).toBe(5_000);
	expect(wait('Mon, 23 Nov 2020 12:00:30 GMT')).toBe(0);
	expect(wait('-5')).toBe(0);
	expect(wait('0.5')).toBe(500);
});

test('a server that always says "now", or nothing, is asked less and less often', () => {
	fc.assert(
		fc.property(fc.constantFrom({ 'ratelimit-reset': '0' }, {}), random, (headers, r) => {
			let waited = 0;
			let requests = 0;
			while (waited <= 120_000) waited += rateLimitWait(headers, requests++, 0, r);
			return requests <= 13;
		}),
	);
});
