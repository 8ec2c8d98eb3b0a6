/**
 * Delivers events: 2xx within 5 seconds counts. Three attempts at once, three after an hour, three
 * after two more; then the webhook is disabled.
 * Pluggy's reference: https://docs.pluggy.ai/docs/webhooks
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { iso } from '../time/clock.mjs';

const ATTEMPTS_PER_ROUND = 3;
const CONCURRENCY = 20;
const KEPT = 10_000;
/** Its news is old after an hour. */
const ONE_ROUND_ONLY = 'item/login_succeeded';

/**
 * @typedef {object} Delivery
 * @property {string} id
 * @property {string} clientId
 * @property {import('./events.mjs').PluggyEvent} event
 * @property {string | null} webhookId null: the item's or payment's own webhookUrl
 * @property {string} url
 * @property {'pending' | 'delivered' | 'failed' | 'canceled'} status
 * @property {Array<{ at: string, status: number | null, error?: string, milliseconds: number }>} attempts
 * @property {number} round
 * @property {number | null} nextAttemptAt
 */

/**
 * @param {object} settings
 * @param {import('../time/clock.mjs').Clock} settings.clock
 * @param {import('../time/schedule.mjs').Schedule} settings.schedule
 * @param {import('./webhooks.mjs').Webhooks} settings.webhooks
 * @param {number[]} settings.retrySeconds the pauses before the second and the third round
 * @param {number} settings.timeoutMs
 */
export function createSender({ clock, schedule, webhooks, retrySeconds, timeoutMs }) {
	const agent = new Agent({ connections: CONCURRENCY, pipelining: 1 });
	/** @type {Map<string, Delivery>} */
	const deliveries = new Map();
	/** @type {Delivery[]} */
	let queue = [];
	let underWay = 0;
	let isClosed = false;

	/** @param {Delivery} delivery */
	function enqueue(delivery) {
		delivery.nextAttemptAt = null;
		queue.push(delivery);
		pump();
	}

	function pump() {
		while (underWay < CONCURRENCY && queue.length > 0 && !isClosed) {
			const delivery = /** @type {Delivery} */ (queue.shift());
			underWay += 1;
			void round(delivery).finally(() => {
				underWay -= 1;
				pump();
			});
		}
	}

	/** Who gets it right now; nobody if the webhook is gone or disabled. @param {Delivery} delivery */
	function targetOf({ webhookId, url }) {
		if (webhookId === null) return { url, headers: {} };
		const webhook = webhooks.get(webhookId);
		return webhook && webhook.disabledAt === null ? webhook : null;
	}

	/** @param {Delivery} delivery */
	async function round(delivery) {
		for (let left = ATTEMPTS_PER_ROUND; left > 0; left--) {
			const target = targetOf(delivery);
			if (isClosed) return;
			if (!target) {
				delivery.status = 'canceled';
				return;
			}
			delivery.url = target.url;
			if (await attempt(delivery, target)) {
				delivery.status = 'delivered';
				return;
			}
		}
		const isLast = delivery.event.event === ONE_ROUND_ONLY;
		const pause = isLast ? undefined : retrySeconds[delivery.round];
		delivery.round += 1;
		if (isClosed) return;
		if (pause === undefined) giveUp(delivery);
		else {
			delivery.nextAttemptAt = clock.now() + pause * 1000;
			schedule.at(delivery.nextAttemptAt, () => {
				if (delivery.status === 'pending') enqueue(delivery);
			});
		}
	}

	/** @param {Delivery} delivery */
	function giveUp(delivery) {
		delivery.status = 'failed';
		const webhook = delivery.webhookId === null ? undefined : webhooks.get(delivery.webhookId);
		// Three attempts are a hiccup, nine over three hours are a dead address.
		if (webhook && delivery.round > retrySeconds.length) webhooks.disable(webhook, clock.now());
	}

	/** @param {Delivery} delivery @param {{ url: string, headers: Record<string, string> }} target */
	async function attempt(delivery, { url, headers }) {
		const started = performance.now();
		const entry = { at: clock.iso(), status: /** @type {number | null} */ (null), milliseconds: 0 };
		delivery.attempts.push(entry);
		try {
			const signal = AbortSignal.timeout(timeoutMs);
			const answer = await request(url, {
				method: 'POST',
				dispatcher: agent,
				signal,
				headers: {
					'user-agent': 'pluggy-sandbox',
					...lowerCase(headers),
					'content-type': 'application/json',
				},
				body: JSON.stringify(delivery.event),
			});
			entry.status = answer.statusCode;
			await answer.body.dump({ limit: 65_536, signal });
		} catch (error) {
			const { name, code, message } = /** @type {any} */ (error);
			const isLate = name === 'TimeoutError' || name === 'AbortError';
			// An answer whose body did not end in time has come all the same.
			if (entry.status === null) {
				Object.assign(entry, { error: isLate ? 'timeout' : (code ?? message) });
			}
		}
		entry.milliseconds = Math.round(performance.now() - started);
		return entry.status !== null && entry.status >= 200 && entry.status < 300;
	}

	/** @param {string} clientId @param {import('./events.mjs').PluggyEvent} event @param {string} url @param {string | null} webhookId */
	function add(clientId, event, url, webhookId) {
		/** @type {Delivery} */
		const delivery = {
			id: randomUUID(),
			clientId,
			event,
			webhookId,
			url,
			status: 'pending',
			attempts: [],
			round: 0,
			nextAttemptAt: null,
		};
		deliveries.set(delivery.id, delivery);
		if (deliveries.size > KEPT) deliveries.delete(deliveries.keys().next().value ?? '');
		enqueue(delivery);
		return delivery;
	}

	return {
		/** @param {string} clientId @param {import('./events.mjs').PluggyEvent} event @param {string | null} [webhookUrl] */
		send(clientId, event, webhookUrl) {
			for (const webhook of webhooks.wanting(clientId, event.event)) {
				add(clientId, event, webhook.url, webhook.id);
			}
			if (webhookUrl) add(clientId, event, webhookUrl, null);
		},
		list: () => [...deliveries.values()].map(deliveryView),
		/** Once more, with the same eventId. @param {string} id */
		resend(id) {
			const delivery = deliveries.get(id);
			return (
				delivery &&
				deliveryView(add(delivery.clientId, delivery.event, delivery.url, delivery.webhookId))
			);
		},
		/** Forgets them all; those that wait for a further attempt are not sent any more. */
		clear() {
			for (const delivery of deliveries.values()) {
				if (delivery.nextAttemptAt !== null) delivery.status = 'canceled';
			}
			queue = [];
			deliveries.clear();
		},
		close() {
			isClosed = true;
			void agent.destroy();
		},
	};
}

/** So that no header goes out twice. @param {Record<string, string>} headers */
const lowerCase = (headers) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** What the admin address shows: no header, no query, no user info. @param {Delivery} delivery */
function deliveryView({ id, event, webhookId, url, status, attempts, nextAttemptAt }) {
	const { origin, pathname } = new URL(url);
	return {
		id,
		event: event.event,
		eventId: event.eventId,
		webhookId,
		url: `${origin}${pathname}`,
		status,
		attempts,
		nextAttemptAt: iso(nextAttemptAt),
		payload: event,
	};
}
