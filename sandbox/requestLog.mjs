/** What was asked and answered. Never keys, secrets or submitted credentials. */

const KEPT = 20_000;
const SECRET = /secret|password|token|parameters|credential|api-?key|headers|certificate/i;

/**
 * @typedef {object} Entry
 * @property {string} time
 * @property {string} method
 * @property {string} path with its query
 * @property {number | 'reset' | null} status null while under way
 * @property {string | null} client client id
 * @property {unknown} [body]
 * @property {string} [fault]
 */

export function createRequestLog() {
	/** @type {Entry[]} */
	let entries = [];
	return {
		list: () => entries,
		clear: () => {
			entries = [];
		},
		/** @param {Entry} entry */
		add(entry) {
			entries.push(entry);
			if (entries.length > KEPT) entries = entries.slice(KEPT / 2);
			return entry;
		},
	};
}

/** @param {string} path @param {unknown} body */
export function maskBody(path, body) {
	if (body === undefined || body === null || path === '/auth') return undefined;
	const isAllSecret = /^\/items\/[^/]+\/mfa$|^\/connectors\/[^/]+\/validate$/.test(path);
	return mask(body, isAllSecret);
}

/** @param {unknown} value @param {boolean} isSecret @returns {unknown} */
function mask(value, isSecret) {
	if (Array.isArray(value)) return value.map((one) => mask(one, isSecret));
	if (typeof value !== 'object' || value === null) return isSecret ? '***' : value;
	const entries = Object.entries(value);
	return Object.fromEntries(entries.map(([k, v]) => [k, mask(v, isSecret || SECRET.test(k))]));
}
