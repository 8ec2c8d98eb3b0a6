import fc from 'fast-check';
import {
	fullJitter,
	mayResend,
	MOST_RESENDS,
	outcomeUnknown,
	rateLimitWait,
	type Safety,
	type Trouble,
} from '../../nodes/shared/backoff';

const safeties: Safety[] = ['read', 'repeatable', 'once'];
const troubles: Trouble[] = ['rateLimited', 'notConnected', 'lost', 'serverError'];
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('what changes something once is never sent again when it may have arrived', () => {
	for (const trouble of ['lost', 'serverError'] as const) {
		fc.assert(fc.property(fc.nat(), (resends) => !mayResend('once', trouble, resends)));
		expect(outcomeUnknown('once', trouble)).toBe(true);
	}
});

test('an outcome is unknown only for what is not sent again because of it', () => {
	for (const safety of safeties) {
		for (const trouble of troubles) {
			expect(outcomeUnknown(safety, trouble)).toBe(!mayResend(safety, trouble, 0));
		}
	}
});

test('resends end, except after a 429, which the budget ends', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...safeties),
			fc.constantFrom(...troubles),
			fc.nat(),
			(safety, trouble, n) => {
				if (trouble === 'rateLimited') return mayResend(safety, trouble, n);
				return n < MOST_RESENDS || !mayResend(safety, trouble, n);
			},
		),
	);
});

test('full jitter lies between nothing and a ceiling that doubles up to 20 s', () => {
	fc.assert(
		fc.property(fc.nat({ max: 1_000 }), random, (attempt, r) => {
			const wait = fullJitter(attempt, r);
			return wait >= 0 && wait <= Math.min(20_000, 1_000 * 2 ** attempt) && Number.isInteger(wait);
		}),
	);
});

test('the wait for a rate limit is never shorter than Pluggy asks, and hardly longer', () => {
	fc.assert(
		fc.property(fc.nat({ max: 3_600 }), random, (seconds, r) => {
			const wait = rateLimitWait({ 'ratelimit-reset': String(seconds) }, 0, 0, r);
			return wait >= seconds * 1_000 && wait <= seconds * 1_000 + 250;
		}),
	);
});

test('headers that say nothing sensible are passed over', () => {
	for (const value of ['', 'soon', 'NaN', undefined, null, {}]) {
		const wait = rateLimitWait({ 'ratelimit-reset': value, 'retry-after': '3' }, 0, 0, 0);
		expect(wait).toBe(3_000);
	}
	expect(rateLimitWait({ 'ratelimit-reset': '-5' }, 0, 0, 0)).toBe(0);
});
