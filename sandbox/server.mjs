/** Puts the sandbox together: one store, one clock, one error shape, one file of routes per resource. */
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { createAdmin, createAdminServer } from './admin.mjs';
import { createAuth } from './auth.mjs';
import { createClock } from './clock.mjs';
import { notAuthorized, PluggyError } from './errors.mjs';
import { createFaults } from './faults.mjs';
import { acceptJson, answerErrors } from './http.mjs';
import { createLimits, tooMany } from './limits.mjs';
import { createRequestLog, maskBody } from './requestLog.mjs';
import { accountRoutes } from './routes/accounts.mjs';
import { authRoutes } from './routes/auth.mjs';
import { categoryRoutes } from './routes/categories.mjs';
import { connectorRoutes } from './routes/connectors.mjs';
import { itemRoutes } from './routes/items.mjs';
import { transactionRoutes } from './routes/transactions.mjs';
import { createStore } from './store.mjs';

const ROUTES = [
	authRoutes,
	connectorRoutes,
	itemRoutes,
	accountRoutes,
	transactionRoutes,
	categoryRoutes,
];

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
 * @property {import('./auth.mjs').Client[]} [clients]
 * @property {false | object} [limits] false = none, or settings of limits.mjs
 * @property {{ listItems?: boolean, scr?: boolean }} [features]
 * @property {string | number | Date} [startAt] what the clock shows at the start
 * @property {number} [itemsLimit]
 * @property {number} [minUpdateFrequencyHours]
 * @property {number} [cursorPageSize] rows of a cursor page, at most 500
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
};

/**
 * @typedef {object} Context what every file of routes gets
 * @property {typeof DEFAULTS & SandboxOptions} options
 * @property {import('./clock.mjs').Clock} clock
 * @property {import('./store.mjs').Store} store
 * @property {ReturnType<typeof createAuth>} auth
 * @property {ReturnType<typeof createLimits>} limits
 * @property {ReturnType<typeof createFaults>} faults
 * @property {ReturnType<typeof createRequestLog>} log
 * @property {{ listItems: boolean, scr: boolean }} features
 */

/** @param {SandboxOptions} [given] */
export async function createSandbox(given = {}) {
	const context = createContext(given);
	const { options } = context;
	const admin = createAdmin(context);
	const app = createApi(context);
	const adminApp = createAdminServer(admin);
	const close = async () => {
		await Promise.all([app.close(), adminApp.close()]);
	};
	try {
		const url = await app.listen({ port: options.port, host: options.host });
		const adminUrl =
			options.adminPort === false
				? null
				: await adminApp.listen({ port: options.adminPort, host: '127.0.0.1' });
		return { url, adminUrl, ...context, admin, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** @typedef {Awaited<ReturnType<typeof createSandbox>>} Sandbox */

/** @param {SandboxOptions} given @returns {Context} */
function createContext(given) {
	const known = Object.entries(given).filter(([, value]) => value !== undefined);
	const options = /** @type {any} */ ({ ...DEFAULTS, ...Object.fromEntries(known) });
	options.syncSeconds ??= options.fast ? 2 : 120;
	options.cursorPageSize = Math.min(500, options.cursorPageSize);
	const clock = createClock(options);
	return {
		options,
		clock,
		store: createStore({ ...options, clock }),
		auth: createAuth({ ...options, clock }),
		limits: createLimits(clock, options.limits),
		faults: createFaults(),
		log: createRequestLog(),
		features: { listItems: true, scr: true, ...options.features },
	};
}

/** @param {Context} context */
function createApi(context) {
	const { auth, clock, limits, faults, log } = context;
	// 500 uuids in a query make a request line of 19 kB, more than Node takes by default.
	const app = /** @type {any} */ (
		Fastify({
			http: { maxHeaderSize: 64 * 1024 },
			forceCloseConnections: true,
			exposeHeadRoutes: false,
		})
	);
	acceptJson(app);
	app.decorateRequest('claims', null);
	app.decorateRequest('entry', null);
	app.decorateRequest('fault', null);

	app.addHook('onRequest', async (/** @type {any} */ request, /** @type {any} */ reply) => {
		const { method, url } = request;
		const entry = { time: clock.iso(), method, path: url, status: null, client: null };
		request.entry = log.add(entry);
		const fault = faults.take(method, url);
		if (fault) {
			request.entry.fault = fault.kind;
			request.fault = fault;
			if (fault.kind === 'slow') await sleep(fault.delayMs ?? 1000);
			if (fault.kind === 'resetBefore') return reset(request, reply);
			if (fault.kind === '429' || fault.kind === 'status') return answerFault(fault, reply);
		}
		const path = url.split('?')[0];
		limits.take(request.ip, method, path);
		if (request.is404 || request.routeOptions.config.isOpen) return undefined;
		request.claims = auth.read(request.headers['x-api-key']);
		request.entry.client = request.claims.clientId;
		if (request.claims.kind === 'connect' && !request.routeOptions.config.connectToken) {
			throw notAuthorized();
		}
		return undefined;
	});

	app.addHook('preHandler', async (/** @type {any} */ request) => {
		const body = maskBody(request.url.split('?')[0], request.body);
		if (body !== undefined) request.entry.body = body;
	});

	app.addHook(
		'preSerialization',
		async (/** @type {any} */ request, /** @type {any} */ _reply, /** @type {any} */ payload) => {
			if (request.fault?.kind !== 'cursorRepeat' || !payload?.results) return payload;
			return { ...payload, next: `?${request.url.split('?')[1]}` };
		},
	);

	app.addHook(
		'onSend',
		async (/** @type {any} */ request, /** @type {any} */ reply, /** @type {any} */ payload) => {
			if (request.fault?.kind === 'resetAfter') return reset(request, reply);
			request.entry.status = reply.statusCode;
			return payload;
		},
	);

	answerErrors(app);
	for (const addRoutes of ROUTES) addRoutes(app, context);
	return app;
}

/** Ends the connection without a word. @param {any} request @param {any} reply */
function reset(request, reply) {
	request.entry.status = 'reset';
	reply.hijack();
	request.raw.socket.resetAndDestroy();
	return reply;
}

/** @param {import('./faults.mjs').Fault} fault @param {any} reply */
function answerFault({ kind, status, body, headers = {} }, reply) {
	const error = kind === '429' ? tooMany(360, 1) : new PluggyError(status ?? 500, 'Sandbox fault');
	const defaultBody =
		error.status === 500 ? { ...error.body, codeDescription: 'INTERNAL_SERVER_ERROR' } : error.body;
	return reply
		.code(error.status)
		.headers({ ...error.headers, ...headers })
		.send(body ?? defaultBody);
}
