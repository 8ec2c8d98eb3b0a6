/** What was asked and answered. Never keys, secrets or submitted credentials. */

const KEPT = 20_000;
const SECRET =
	/secret|password|token|parameters|credential|api-?key|headers|certificate|^cpf$|^cnpj$|taxNumber|pixKey|pixQrCode/i;
const SECRET_QUERY = /([?&](?:connect_token|signature|cpf|cnpj|taxNumber|pixKey|customer)=)[^&]+/gi;

/**
 * @typedef {object} Entry
 * @property {string} time
 * @property {string} method
 * @property {string} path with its query
 * @property {number | 'reset' | null} status null while under way
 * @property {string | null} client id of the application whose key it had, or that logged in
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

/** Without the tokens and documents in its query. @param {string} path */
export const maskPath = (path) => path.replace(SECRET_QUERY, '$1***');

/** @param {string} path @param {unknown} body */
export function maskBody(path, body) {
	if (body === undefined || body === null || path === '/auth') return undefined;
	const isAllSecret =
		/^\/items\/[^/]+\/mfa$|^\/connectors\/[^/]+\/validate$|^\/(connect|pay|consent)\//.test(path);
	return mask(body, isAllSecret);
}

/** @param {unknown} value @param {boolean} isSecret @returns {unknown} */
function mask(value, isSecret) {
	if (Array.isArray(value)) return value.map((one) => mask(one, isSecret));
	if (typeof value !== 'object' || value === null) return isSecret ? '***' : value;
	const entries = Object.entries(value);
	return Object.fromEntries(
		entries.map(([k, v]) => {
			// A webhook's address may carry a secret in its query.
			if (/url$/i.test(k) && typeof v === 'string') return [k, isSecret ? '***' : v.split('?')[0]];
			return [k, mask(v, isSecret || SECRET.test(k))];
		}),
	);
}
