/** Puts the sandbox together: one store, one clock, one error shape, one file of routes per resource. */
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { createAdmin, createAdminServer } from './admin/server.mjs';
import { createAuth } from './http/auth.mjs';
import { createClock } from './time/clock.mjs';
import { notAuthorized, PluggyError } from './http/errors.mjs';
import { createEvents } from './webhooks/events.mjs';
import { createFaults } from './http/faults.mjs';
import { acceptJson, answerErrors } from './http/http.mjs';
import { sendItemEvents } from './webhooks/itemEvents.mjs';
import { createLimits, tooMany } from './http/limits.mjs';
import { createTraffic } from './http/traffic.mjs';
import { readOptions } from './options.mjs';
import { createBook } from './payments/book.mjs';
import { connectPages } from './pages/connect.mjs';
import { payerPages } from './pages/payer.mjs';
import { playPage } from './play/routes.mjs';
import { createRequestLog, maskBody, maskPath } from './http/requestLog.mjs';
import { accountRoutes } from './routes/accounts.mjs';
import { authRoutes } from './routes/auth.mjs';
import { categoryRoutes } from './routes/categories.mjs';
import { connectorRoutes } from './routes/connectors.mjs';
import { itemRoutes } from './routes/items.mjs';
import { paymentRoutes } from './routes/payments.mjs';
import { productRoutes } from './routes/products.mjs';
import { transactionRoutes } from './routes/transactions.mjs';
import { webhookRoutes } from './routes/webhooks.mjs';
import { createSchedule } from './time/schedule.mjs';
import { createSender } from './webhooks/sender.mjs';
import { createStore } from './bank/store.mjs';
import { createWebhooks } from './webhooks/webhooks.mjs';

const ROUTES = [
	authRoutes,
	connectorRoutes,
	itemRoutes,
	accountRoutes,
	transactionRoutes,
	categoryRoutes,
	productRoutes,
	webhookRoutes,
	paymentRoutes,
	connectPages,
	payerPages,
];

export { DEFAULT_CLIENT } from './options.mjs';
/** @typedef {import('./options.mjs').SandboxOptions} SandboxOptions */

/**
 * @typedef {object} Context what every file of routes gets
 * @property {import('./options.mjs').Options} options
 * @property {import('./time/clock.mjs').Clock} clock
 * @property {import('./bank/store.mjs').Store} store
 * @property {ReturnType<typeof createAuth>} auth
 * @property {ReturnType<typeof createLimits>} limits
 * @property {ReturnType<typeof createFaults>} faults
 * @property {ReturnType<typeof createTraffic>} traffic
 * @property {ReturnType<typeof createRequestLog>} log
 * @property {import('./options.mjs').Features} features
 * @property {import('./payments/book.mjs').Book} book the payments half
 * @property {import('./webhooks/events.mjs').Events} events
 * @property {ReturnType<typeof createSender>} sender
 * @property {import('./webhooks/webhooks.mjs').Webhooks} webhooks
 * @property {{ api: string }} urls the API's own address, for links; known once it listens
 */

/** @param {SandboxOptions} [given] */
export async function createSandbox(given = {}) {
	const context = createContext(given);
	const { options } = context;
	const admin = createAdmin(context);
	const app = createApi(context, admin);
	const adminApp = createAdminServer(admin);
	const close = async () => {
		context.events.close();
		await Promise.all([app.close(), adminApp.close()]);
	};
	try {
		const url = await app.listen({ port: options.port, host: options.host });
		context.urls.api = (options.publicUrl ?? url).replace(/\/+$/, '');
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
	const options = readOptions(given);
	const clock = createClock(options);
	const schedule = createSchedule(clock);
	const store = createStore({ ...options, clock });
	let created = 0;
	const nextId = () => store.uuidFor('webhook', (created += 1));
	const webhooks = createWebhooks({ ...options, clock, nextId });
	const sender = createSender({
		clock,
		schedule,
		webhooks,
		retrySeconds: options.webhookRetrySeconds,
		timeoutMs: options.webhookTimeoutMs,
	});
	const urls = { api: '' };
	const events = createEvents({ clock, store, sender, schedule });
	sendItemEvents({ store, events, webhooks, urls });
	const book = createBook({ clock, store, options, events, schedule });
	return {
		options,
		clock,
		book,
		store,
		urls,
		webhooks,
		sender,
		events,
		auth: createAuth({ ...options, clock }),
		limits: createLimits(clock, options.limits),
		faults: createFaults(),
		traffic: createTraffic(options),
		log: createRequestLog(),
		features: options.features,
	};
}

/** @param {Context} context @param {ReturnType<typeof createAdmin>} admin */
function createApi(context, admin) {
	const { auth, clock, limits, faults, log, traffic } = context;
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
		const entry = { time: clock.iso(), method, path: maskPath(url), status: null, client: null };
		request.entry = entry;
		// The sandbox's own page is nobody's application: it is not counted and nothing fails on it.
		if (!request.is404 && request.routeOptions.config.isPlay) return undefined;
		log.add(entry);
		await traffic.arrive(request.raw.socket);
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
			if (request.fault?.kind === 'slowAfter') await sleep(request.fault.delayMs ?? 1000);
			const other = request.fault?.kind === 'statusAfter' && otherAnswer(request.fault, reply);
			request.entry.status = reply.statusCode;
			return other || payload;
		},
	);

	answerErrors(app);
	for (const addRoutes of ROUTES) addRoutes(app, context);
	playPage(app, { admin, context });
	return app;
}

/** Ends the connection without a word. @param {any} request @param {any} reply */
function reset(request, reply) {
	request.entry.status = 'reset';
	reply.hijack();
	request.raw.socket.resetAndDestroy();
	return reply;
}

/** @param {import('./http/faults.mjs').Fault} fault @param {any} reply */
function answerFault(fault, reply) {
	return reply.send(setFault(fault, reply));
}

/** Status and headers of a fault. @param {import('./http/faults.mjs').Fault} fault @param {any} reply */
function setFault({ kind, status, body, headers = {} }, reply) {
	const error = kind === '429' ? tooMany(360, 1) : new PluggyError(status ?? 500, 'Sandbox fault');
	const defaultBody =
		error.status === 500 ? { ...error.body, codeDescription: 'INTERNAL_SERVER_ERROR' } : error.body;
	reply.code(error.status).headers({ ...error.headers, ...headers });
	return body ?? defaultBody;
}

/** Of a request that was done all the same. @param {import('./http/faults.mjs').Fault} fault @param {any} reply */
function otherAnswer(fault, reply) {
	const body = setFault(fault, reply);
	reply.removeHeader('content-length');
	return typeof body === 'string' ? body : JSON.stringify(body);
}
