/**
 * How long the way to the sandbox is, and who comes along it: a delay per request, one more for the
 * first request of a connection (what TCP and TLS take over a distance), and counts of both.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** @param {{ latencyMs: number, handshakeMs: number }} settings may change while it runs */
export function createTraffic(settings) {
	/** @type {WeakSet<object>} */
	const met = new WeakSet();
	const counts = { requests: 0, connections: 0 };
	return {
		counts: () => ({ ...counts }),
		/** Counts a request and holds it back. @param {object} socket */
		async arrive(socket) {
			const isNew = !met.has(socket);
			met.add(socket);
			counts.requests += 1;
			if (isNew) counts.connections += 1;
			const delay = settings.latencyMs + (isNew ? settings.handshakeMs : 0);
			if (delay > 0) await sleep(delay);
		},
	};
}
