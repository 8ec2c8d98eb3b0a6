/**
 * What a sandbox can be told at its start: one table, from which the options of `createSandbox`,
 * the command line, its `--help` and the table of the README come.
 */

export const DEFAULT_CLIENT = {
	clientId: '5a4dbc01-0000-4000-8000-00000000c11e',
	clientSecret: 'sandbox-secret-not-a-real-one',
	name: 'default',
};

export const FEATURES = {
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
 * @typedef {object} Option
 * @property {unknown} value where nothing is given
 * @property {unknown} [fast] with `fast`
 * @property {unknown} [atCommand] where nothing is given on the command line
 * @property {string} [flag] its name on the command line; without one it is for code only
 * @property {string} [takes] what the flag takes; without it the flag is a switch
 * @property {'number' | 'list'} [kind] of what the flag takes; else a text
 * @property {unknown} [switchTo] what a switch sets, if not true
 * @property {string} tells
 * @property {string} [inCode] what only code can give
 */

export const OPTIONS = {
	port: {
		value: 0,
		atCommand: 4010,
		...{ flag: 'port', takes: 'N', kind: 'number' },
		tells: 'API port, 0 = any free one',
	},
	adminPort: {
		value: /** @type {number | false} */ (0),
		atCommand: 4011,
		...{ flag: 'admin-port', takes: 'N', kind: 'number' },
		tells: 'admin port, loopback only, 0 = any free one',
		inCode: '`false`: none',
	},
	host: { value: '127.0.0.1', flag: 'host', takes: 'H', tells: 'address of the API' },
	fast: { value: false, flag: 'fast', tells: 'what takes minutes takes seconds' },
	syncSeconds: {
		value: 120,
		fast: 2,
		...{ flag: 'sync-seconds', takes: 'N', kind: 'number' },
		tells: 'how long a sync takes',
	},
	mfaSeconds: {
		value: 120,
		...{ flag: 'mfa-seconds', takes: 'N', kind: 'number' },
		tells: 'how long an item waits for its MFA parameter',
	},
	paymentSeconds: {
		value: 10,
		fast: 1,
		...{ flag: 'payment-seconds', takes: 'N', kind: 'number' },
		tells: "from the payer's approval to the money's arrival",
	},
	boletoSeconds: {
		value: 300,
		fast: 3,
		...{ flag: 'boleto-seconds', takes: 'N', kind: 'number' },
		tells: 'until a boleto is paid',
	},
	autoApprove: {
		value: /** @type {number | false | undefined} */ (undefined),
		...{ flag: 'auto-approve', takes: 'N', kind: 'number' },
		tells: 'payers approve by themselves after N seconds; else never',
	},
	keyTtlSeconds: {
		value: 2 * 3600,
		...{ flag: 'key-ttl-seconds', takes: 'N', kind: 'number' },
		tells: 'life of an API key',
	},
	connectTokenTtlSeconds: { value: 30 * 60, tells: 'life of a connect token' },
	seed: {
		value: /** @type {number | string} */ (1),
		...{ flag: 'seed', takes: 'N' },
		tells: 'same seed, same data',
	},
	volume: {
		value: 1,
		...{ flag: 'volume', takes: 'N', kind: 'number' },
		tells: 'multiplies the rows of every account',
	},
	limits: {
		value: /** @type {false | object} */ ({}),
		...{ flag: 'no-limits', switchTo: false },
		tells: 'no rate limits',
		inCode: '`false`, or settings of http/limits.mjs',
	},
	latencyMs: {
		value: 0,
		...{ flag: 'latency', takes: 'MS', kind: 'number' },
		tells: 'milliseconds that every request takes longer',
	},
	handshakeMs: {
		value: 0,
		...{ flag: 'handshake', takes: 'MS', kind: 'number' },
		tells: 'milliseconds that the first request of a connection takes longer still',
	},
	itemsLimit: {
		value: 1000,
		...{ flag: 'items-limit', takes: 'N', kind: 'number' },
		tells: 'items a client may have',
	},
	minUpdateFrequencyHours: {
		value: 0,
		...{ flag: 'min-update-frequency-hours', takes: 'N', kind: 'number' },
		tells: 'how long a client must wait between updates of an item',
	},
	balanceQuota: {
		value: 420,
		...{ flag: 'balance-quota', takes: 'N', kind: 'number' },
		tells: 'real-time balances a month: of an account, of a shared one',
	},
	cursorPageSize: { value: 500, tells: 'rows of a cursor page, at most 500' },
	startAt: {
		value: /** @type {string | number | Date | undefined} */ (undefined),
		...{ flag: 'start-at', takes: 'DATE' },
		tells: "what the sandbox's clock shows at the start, such as 2026-03-02T12:00:00Z",
	},
	features: {
		value: /** @type {Partial<Features>} */ ({}),
		...{ flag: 'feature', takes: 'NAME=off', kind: 'list' },
		tells: 'switches a feature off, such as scr; repeatable',
		inCode: `\`{ scr: false }\`, of ${Object.keys(FEATURES).join(', ')}`,
	},
	defaultRecipient: {
		value: false,
		flag: 'default-recipient',
		tells:
			'whoever registered no default recipient has one all the same, for payments that name none',
	},
	page: {
		value: true,
		...{ flag: 'no-page', switchTo: false },
		tells: "no page for people at the API's own address",
		inCode: '`false`',
	},
	publicUrl: {
		value: /** @type {string | undefined} */ (undefined),
		...{ flag: 'public-url', takes: 'URL' },
		tells: "the API's address in links, if it is not the one listened on",
	},
	webhookHosts: {
		value: /** @type {string[]} */ ([]),
		...{ flag: 'webhook-host', takes: 'NAME', kind: 'list' },
		tells: 'webhooks may also go to this host, by http and to any port; repeatable',
	},
	allowLoopback: {
		value: true,
		...{ flag: 'no-loopback', switchTo: false },
		tells: 'webhooks to public https addresses only, as at Pluggy',
		inCode: '`false`',
	},
	webhookRetrySeconds: {
		value: [3600, 7200],
		fast: [2, 4],
		tells: 'pauses before the second and third three attempts of a delivery',
	},
	webhookTimeoutMs: { value: 5000, tells: 'how long a receiver may take to answer' },
	webhookCreatedStatus: {
		value: 201,
		...{ flag: 'webhook-created-status', takes: 'N', kind: 'number' },
		tells: 'status of POST /webhooks; pluggy-sdk takes only 200',
	},
	clientId: {
		value: /** @type {string | undefined} */ (undefined),
		...{ flag: 'client-id', takes: 'ID' },
		tells: 'a login of your own, with the next',
	},
	clientSecret: {
		value: /** @type {string | undefined} */ (undefined),
		...{ flag: 'client-secret', takes: 'S' },
		tells: 'and its secret',
	},
	clients: {
		value: /** @type {import('./http/auth.mjs').Client[]} */ ([DEFAULT_CLIENT]),
		tells: 'or several',
	},
};

/** @typedef {typeof OPTIONS} Table */
/** @typedef {{ [Name in keyof Table]: Table[Name]['value'] }} Values */
/** @typedef {Partial<Values>} SandboxOptions what `createSandbox` takes */
/** @typedef {Omit<Values, 'features'> & { features: Features }} Options what it runs with */

export const optionRows = Object.entries(/** @type {Record<string, Option>} */ (OPTIONS)).map(
	([name, option]) => ({ name, ...option }),
);

/** @param {SandboxOptions} given @returns {Options} */
export function readOptions(given) {
	const known = Object.entries(given).filter(([, value]) => value !== undefined);
	const defaults = optionRows.map(({ name, value, fast }) => [
		name,
		given.fast ? (fast ?? value) : value,
	]);
	const options = /** @type {Values} */ (Object.fromEntries([...defaults, ...known]));
	options.cursorPageSize = Math.min(500, options.cursorPageSize);
	const { clientId, clientSecret } = options;
	if (!clientId !== !clientSecret) throw new Error('Client ID and client secret go together');
	if (clientId && clientSecret) options.clients = [{ clientId, clientSecret }];
	const features = { ...FEATURES, ...options.features };
	const unknown = Object.keys(features).find((name) => !Object.hasOwn(FEATURES, name));
	if (unknown) throw new Error(`No feature ${unknown}: ${Object.keys(FEATURES).join(', ')}`);
	return { ...options, features };
}
