/** Time, faults, limits and insight for tests and demos. Loopback only, on a port of its own. */
import Fastify from 'fastify';
import { badRequest, notFound } from './errors.mjs';
import { acceptJson, answerErrors } from './http.mjs';

/** The admin as plain functions: the same in-process and over HTTP. @param {import('./server.mjs').Context} context */
export function createAdmin({ auth, clock, faults, features, limits, log, options, store }) {
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
			items: [...store.items.values()].map((item) => {
				const { status, executionStatus } = store.refresh(item);
				return {
					id: item.id,
					connectorId: item.connector.id,
					status,
					executionStatus,
					accounts: store.visibleAccounts(item).map((/** @type {any} */ account) => ({
						id: account.id,
						type: account.type,
						transactions: store.ledgerOf(account).rows.length,
					})),
				};
			}),
		}),
		requests: () => log.list(),
		clearRequests: () => log.clear(),
		/** @param {import('./faults.mjs').Fault} fault */
		addFault: (fault) => faults.add(fault),
		clearFaults: () => faults.clear(),
		/** @param {number} seconds */
		advance(seconds) {
			if (!Number.isFinite(seconds)) throw new Error('advanceSeconds must be a number');
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
		/** Every row of every account of an item, oldest first. @param {string} itemId */
		transactions(itemId) {
			const item = store.items.get(itemId);
			if (!item) throw notFound('item');
			return store
				.visibleAccounts(item)
				.flatMap((/** @type {any} */ account) => store.ledgerOf(account).rows);
		},
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
	app.get(
		'/items/:id/transactions',
		answer(({ params }) => admin.transactions(params.id)),
	);
	return app;
}

/** @param {any} error */
const orBadRequest = (error) => (error.status ? error : badRequest(error.message));
