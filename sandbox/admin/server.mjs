/** Time, faults, limits and insight for tests and demos. Loopback only, on a port of its own. */
import Fastify from 'fastify';
import { badRequest, notFound } from '../http/errors.mjs';
import { healthOf } from '../data/connectors.mjs';
import { EVENTS } from '../webhooks/events.mjs';
import { acceptJson, answerErrors } from '../http/http.mjs';
import { createItemAdmin } from './items.mjs';
import { createPaymentAdmin } from './payments.mjs';

const STATUSES = ['ONLINE', 'OFFLINE', 'UNSTABLE'];
const SETTINGS = /** @type {const} */ ([
	...['itemsLimit', 'minUpdateFrequencyHours', 'balanceQuota'],
	...['latencyMs', 'handshakeMs'],
]);
const isSetting = (/** @type {string} */ name) => SETTINGS.some((one) => one === name);

/** The admin as plain functions: the same in-process and over HTTP. @param {import('../server.mjs').Context} context */
export function createAdmin(context) {
	const { auth, clock, events, faults, features, limits, log, options, sender, store, traffic } =
		context;
	const payments = createPaymentAdmin(context.book);
	const items = createItemAdmin(store);
	const admin = {
		state: () => ({
			now: clock.iso(),
			clockOffsetSeconds: Math.round(clock.offsetSeconds),
			seed: options.seed,
			volume: options.volume,
			syncSeconds: options.syncSeconds,
			clients: auth.clients.map(({ clientId, name }) => ({ clientId, name })),
			features: { ...features },
			limits: limits.settings,
			faults: faults.list(),
			requests: log.list().length,
			traffic: traffic.counts(),
			payments: payments.state(),
			items: items.state(),
		}),
		requests: () => log.list(),
		clearRequests: () => log.clear(),
		/** @param {import('../http/faults.mjs').Fault} fault */
		addFault: (fault) => faults.add(fault),
		clearFaults: () => faults.clear(),
		/** @param {number} seconds */
		advance(seconds) {
			if (!Number.isFinite(seconds) || seconds < 0) {
				throw new Error('advanceSeconds must be a number of 0 or more: what is done stays done');
			}
			clock.advance(seconds);
			return clock.iso();
		},
		revokeKeys: () => auth.revokeAll(),
		/** @param {any} change */
		setLimits: (change) => limits.set(change),
		/** @param {Partial<typeof features>} change */
		setFeatures(change) {
			for (const [name, value] of Object.entries(change)) {
				if (!Object.hasOwn(features, name) || typeof value !== 'boolean') {
					throw new Error(`No feature with a true or false: ${name}`);
				}
			}
			return { ...Object.assign(features, change) };
		},
		/** Pluggy's quotas, and how far away it is. @param {Partial<Record<typeof SETTINGS[number], number>>} change */
		setSettings(change) {
			for (const [name, value] of Object.entries(change)) {
				if (!isSetting(name) || typeof value !== 'number' || !(value >= 0)) {
					throw new Error(`settings takes numbers of 0 or more: ${SETTINGS.join(', ')}`);
				}
			}
			Object.assign(options, change);
			return Object.fromEntries(SETTINGS.map((name) => [name, options[name]]));
		},
		/** Pluggy closes a client, or opens it again. @param {string} clientId @param {boolean} disabled */
		setClient(clientId, disabled) {
			const client = auth.clients.find((one) => one.clientId === clientId);
			if (!client) throw notFound('client');
			if (typeof disabled !== 'boolean') throw new Error('disabled must be true or false');
			client.disabled = disabled;
			return { clientId, disabled };
		},
		setPayments: payments.setPayments,
		answerPayment: payments.answerPayment,
		payBoleto: payments.payBoleto,
		withdrawBalance: payments.withdrawBalance,
		deliveries: () => sender.list(),
		clearDeliveries: () => sender.clear(),
		/** @param {string} id */
		resend(id) {
			const delivery = sender.resend(id);
			if (!delivery) throw notFound('delivery');
			return delivery;
		},
		events: () => events.list(),
		clearEvents: () => events.clear(),
		/** Any event by hand. @param {{ clientId?: string, event: string, payload?: object, webhookUrl?: string }} wish */
		emit({ clientId = auth.clients[0].clientId, event, payload = {}, webhookUrl }) {
			if (typeof event !== 'string' || !/^\w+\/\w+$/.test(event)) {
				throw new Error(`event must be a name such as ${EVENTS[1]}`);
			}
			return events.emit(clientId, event, payload, { webhookUrl });
		},
		/** @param {number} id @param {string} status */
		setConnectorStatus(id, status) {
			const connector = store.connectorById.get(id);
			if (!connector) throw notFound('connector');
			if (!STATUSES.includes(status))
				throw new Error(`status must be one of ${STATUSES.join(', ')}`);
			connector.health = healthOf(id, status, connector.health.stage, clock.iso());
			for (const { clientId } of auth.clients) {
				const payload = { connectorId: id, data: { status } };
				events.emit(clientId, 'connector/status_updated', payload);
			}
			return { id, status };
		},
		item: items.item,
		failItem: items.failItem,
		receive: items.receive,
		transactions: items.transactions,
	};
	return admin;
}

/** @param {ReturnType<typeof createAdmin>} admin */
export function createAdminServer(admin) {
	const app = /** @type {any} */ (Fastify({ forceCloseConnections: true }));
	acceptJson(app);
	answerErrors(app);
	// A page on the internet could reach this port under a name of its own: loopback names only.
	app.addHook('onRequest', async (/** @type {any} */ request) => {
		if (!['127.0.0.1', 'localhost'].includes(request.hostname)) throw badRequest('Loopback only');
		// Nor may a page of any site reach it from a browser on this machine: those name their origin.
		if (request.method !== 'GET' && request.headers.origin) throw badRequest('Not from a browser');
	});
	/** A mistake in the request is a 400 with its sentence. @param {(request: any) => unknown} work */
	const answer = (work) => async (/** @type {any} */ request) => {
		try {
			return work(request) ?? { ok: true };
		} catch (error) {
			throw error instanceof TypeError ? badRequest('The body does not fit') : orBadRequest(error);
		}
	};
	app.get('/state', answer(admin.state));
	app.get('/requests', answer(admin.requests));
	app.delete('/requests', answer(admin.clearRequests));
	app.post(
		'/faults',
		answer(({ body }) => admin.addFault(body)),
	);
	app.delete('/faults', answer(admin.clearFaults));
	app.post(
		'/clock',
		answer(({ body }) => ({ now: admin.advance(body.advanceSeconds) })),
	);
	app.post('/keys/revoke', answer(admin.revokeKeys));
	app.post(
		'/limits',
		answer(({ body }) => admin.setLimits(body)),
	);
	app.post(
		'/features',
		answer(({ body }) => admin.setFeatures(body)),
	);
	app.post(
		'/settings',
		answer(({ body }) => admin.setSettings(body)),
	);
	app.post(
		'/clients/:id',
		answer(({ params, body }) => admin.setClient(params.id, body.disabled)),
	);
	app.post(
		'/payments',
		answer(({ body }) => admin.setPayments(body)),
	);
	for (const verb of ['approve', 'reject']) {
		app.post(
			`/payments/:id/${verb}`,
			answer(({ params }) => admin.answerPayment(params.id, verb === 'approve')),
		);
	}
	app.post(
		'/payments/:id/withdraw-balance',
		answer(({ params }) => admin.withdrawBalance(params.id)),
	);
	app.post(
		'/boletos/:id/pay',
		answer(({ params }) => admin.payBoleto(params.id)),
	);
	app.get('/deliveries', answer(admin.deliveries));
	app.delete('/deliveries', answer(admin.clearDeliveries));
	app.post(
		'/deliveries/:id/resend',
		answer(({ params }) => admin.resend(params.id)),
	);
	app.get('/events', answer(admin.events));
	app.delete('/events', answer(admin.clearEvents));
	app.post(
		'/events',
		answer(({ body }) => admin.emit(body)),
	);
	app.post(
		'/connectors/:id/status',
		answer(({ params, body }) => admin.setConnectorStatus(Number(params.id), body.status)),
	);
	app.post(
		'/items/:id/fail',
		answer(({ params, body }) => admin.failItem(params.id, body?.code)),
	);
	app.post(
		'/items/:id/transactions',
		answer(({ params }) => admin.receive(params.id)),
	);
	app.get(
		'/items/:id/transactions',
		answer(({ params }) => admin.transactions(params.id)),
	);
	return app;
}

/** @param {any} error */
const orBadRequest = (error) => (error.status ? error : badRequest(error.message));
