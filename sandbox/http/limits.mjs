/**
 * Rate limits: fixed windows, counted per remote address and group, whatever the client.
 * Pluggy's reference: https://docs.pluggy.ai/docs/rate-limits
 */
import { PluggyError } from './errors.mjs';

const DEFAULTS = {
	enabled: true,
	windowSeconds: 60,
	auth: 360,
	accounts: 360,
	transactions: 360,
	investments: 360,
	investmentTransactions: 360,
	itemUpdate: 20,
};

/** @type {Array<[keyof typeof DEFAULTS, string, RegExp]>} */
const GROUPS = [
	['auth', 'POST', /^\/auth$/],
	['accounts', 'GET', /^\/accounts(\/[^/]+)?$/],
	['transactions', 'GET', /^(\/v2)?\/transactions$|^\/transactions\/[^/]+$/],
	['investmentTransactions', 'GET', /^\/investments\/[^/]+\/transactions$/],
	['investments', 'GET', /^\/investments(\/[^/]+)?$/],
	['itemUpdate', 'PATCH', /^\/items\/[^/]+$/],
];

/**
 * @param {import('../time/clock.mjs').Clock} clock
 * @param {false | Partial<typeof DEFAULTS>} [settings]
 */
export function createLimits(clock, settings = {}) {
	let current = read(settings);
	/** @type {Map<string, { start: number, used: number }>} */
	const windows = new Map();

	return {
		get settings() {
			return { ...current };
		},
		/** @param {false | Partial<typeof DEFAULTS>} change */
		set(change) {
			current = change === false ? { ...current, enabled: false } : read({ ...current, ...change });
			windows.clear();
			return { ...current };
		},
		/** Counts one request; throws the 429. @param {string} ip @param {string} method @param {string} path */
		take(ip, method, path) {
			if (!current.enabled) return;
			const group = GROUPS.find(([, verb, pattern]) => verb === method && pattern.test(path))?.[0];
			if (!group) return;
			const limit = Number(current[group]);
			const length = current.windowSeconds * 1000;
			const start = Math.floor(clock.now() / length) * length;
			const key = `${group} ${ip}`;
			let window = windows.get(key);
			if (window?.start !== start) windows.set(key, (window = { start, used: 0 }));
			window.used += 1;
			if (window.used > limit) throw tooMany(limit, (start + length - clock.now()) / 1000);
		},
	};
}

/** Pluggy's 429: Retry-After is always 60, RateLimit-Reset tells the truth. */
export const tooMany = (/** @type {number} */ limit, /** @type {number} */ resetSeconds) =>
	new PluggyError(429, 'Too many requests, please try again later.', {
		headers: {
			'RateLimit-Limit': String(limit),
			'RateLimit-Reset': String(Math.max(1, Math.ceil(resetSeconds))),
			'Retry-After': '60',
		},
	});

/** @param {false | Partial<typeof DEFAULTS>} settings */
function read(settings) {
	if (settings === false) return { ...DEFAULTS, enabled: false };
	for (const [name, value] of Object.entries(settings)) {
		const isValid =
			name === 'enabled' ? typeof value === 'boolean' : Number(value) >= 0 && value !== null;
		if (!Object.hasOwn(DEFAULTS, name) || !isValid) throw new Error(`No limit setting: ${name}`);
	}
	const merged = { ...DEFAULTS, ...settings };
	if (!(merged.windowSeconds > 0)) throw new Error('windowSeconds must be greater than 0');
	return merged;
}
