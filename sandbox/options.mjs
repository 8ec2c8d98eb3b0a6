/** What a sandbox can be told at its start. */

export const DEFAULT_CLIENT = {
	clientId: '5a4dbc01-0000-4000-8000-00000000c11e',
	clientSecret: 'sandbox-secret-not-a-real-one',
	name: 'default',
};

/**
 * @typedef {object} SandboxOptions
 * @property {number} [port] of the API; 0 (the default here) = any free one
 * @property {number | false} [adminPort] of the admin address; 0 = any free one; false = none
 * @property {string} [host] of the API, default 127.0.0.1; the admin address is always loopback
 * @property {number | string} [seed] same seed, same data
 * @property {number} [volume] multiplies the rows of every account
 * @property {boolean} [fast] a sync takes 2 seconds instead of 2 minutes
 * @property {number} [syncSeconds] or exactly this long
 * @property {number} [mfaSeconds] how long an item waits for its MFA parameter
 * @property {number} [keyTtlSeconds]
 * @property {number} [connectTokenTtlSeconds]
 * @property {import('./http/auth.mjs').Client[]} [clients]
 * @property {false | object} [limits] false = none, or settings of limits.mjs
 * @property {Partial<Record<keyof typeof FEATURES, boolean>>} [features] all on, unless switched off
 * @property {string | number | Date} [startAt] what the clock shows at the start
 * @property {number} [itemsLimit]
 * @property {number} [minUpdateFrequencyHours]
 * @property {number} [cursorPageSize] rows of a cursor page, at most 500
 * @property {number | false} [autoApprove] seconds after which payers approve by themselves; false = never
 * @property {number} [paymentSeconds] from the payer's approval to the money's arrival
 * @property {number} [boletoSeconds] until a boleto is paid
 * @property {number} [balanceQuota] real-time balances a month: of an account, of a shared one
 * @property {string} [publicUrl] the API's address in links, where it is not the one listened on
 * @property {boolean} [allowLoopback] webhooks may go to this machine, by http and to any port
 * @property {string[]} [webhookHosts] further host names webhooks may go to in that way
 * @property {number[]} [webhookRetrySeconds] pauses before the second and third three attempts
 * @property {number} [webhookTimeoutMs] how long a receiver may take to answer
 * @property {200 | 201} [webhookCreatedStatus] of POST /webhooks
 */

const DEFAULTS = {
	port: 0,
	adminPort: /** @type {any} */ (0),
	host: '127.0.0.1',
	seed: 1,
	volume: 1,
	fast: false,
	mfaSeconds: 120,
	keyTtlSeconds: 2 * 3600,
	connectTokenTtlSeconds: 30 * 60,
	clients: [DEFAULT_CLIENT],
	limits: {},
	features: {},
	itemsLimit: 1000,
	minUpdateFrequencyHours: 0,
	cursorPageSize: 500,
	balanceQuota: 420,
	publicUrl: /** @type {string | undefined} */ (undefined),
	allowLoopback: true,
	webhookHosts: /** @type {string[]} */ ([]),
	webhookTimeoutMs: 5000,
	webhookCreatedStatus: 201,
};

const FEATURES = {
	createItems: true,
	updateItems: true,
	listItems: true,
	scr: true,
	insights: true,
	enrichment: true,
	payments: true,
};
/** @typedef {Record<keyof typeof FEATURES, boolean>} Features */
/**
 * @typedef {typeof DEFAULTS & SandboxOptions & { syncSeconds: number, paymentSeconds: number,
 *   boletoSeconds: number, webhookRetrySeconds: number[], features: Features }} Options
 */

/** @param {SandboxOptions} given @returns {Options} */
export function readOptions(given) {
	const known = Object.entries(given).filter(([, value]) => value !== undefined);
	const options = /** @type {any} */ ({ ...DEFAULTS, ...Object.fromEntries(known) });
	options.syncSeconds ??= options.fast ? 2 : 120;
	options.paymentSeconds ??= options.fast ? 1 : 10;
	options.boletoSeconds ??= options.fast ? 3 : 300;
	options.cursorPageSize = Math.min(500, options.cursorPageSize);
	options.webhookRetrySeconds ??= options.fast ? [2, 4] : [3600, 7200];
	const features = { ...FEATURES, ...options.features };
	const unknown = Object.keys(features).find((name) => !Object.hasOwn(FEATURES, name));
	if (unknown) throw new Error(`No feature ${unknown}: ${Object.keys(FEATURES).join(', ')}`);
	return /** @type {any} */ ({ ...options, features });
}
