/** The webhooks of the clients and Pluggy's rules for them. Sentences as in Pluggy's document. */
import { isIP } from 'node:net';
import { iso } from '../time/clock.mjs';
import { badRequest } from '../http/errors.mjs';
import { EVENTS } from './events.mjs';

const MAX_PER_EVENT = 5;
const RESERVED = /(^|\.)(localhost|local|internal|localdomain|lan|home\.arpa)$/;

/**
 * @typedef {object} Webhook
 * @property {string} id
 * @property {string} clientId
 * @property {string} url
 * @property {string} event
 * @property {Record<string, string>} headers
 * @property {number | null} disabledAt
 * @property {number} createdAt
 * @property {number} updatedAt
 */

/**
 * Pluggy takes public https addresses on port 443 only. A local n8n has none, so loopback names may
 * pass here, with any port and without https.
 * @param {unknown} text
 * @param {{ allowLoopback: boolean, webhookHosts: string[] }} settings
 */
export function requireWebhookUrl(text, { allowLoopback, webhookHosts }) {
	if (typeof text !== 'string' || !URL.canParse(text)) {
		throw badRequest('Webhook url must be valid URL address and not localhost');
	}
	const { protocol, hostname, port, username, password } = new URL(text);
	const isHttp = protocol === 'http:' || protocol === 'https:';
	const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
	const isAllowed = (allowLoopback && isLoopback) || webhookHosts.includes(hostname);
	if (username !== '' || password !== '') {
		throw badRequest("Webhook url can't contain user information");
	}
	if (isAllowed && isHttp) return;
	if (protocol !== 'https:') throw badRequest('Webhook url must be a https secured url');
	if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) {
		throw badRequest("Webhook url host can't be an IP address");
	}
	if (RESERVED.test(hostname.replace(/\.$/, ''))) {
		throw badRequest("Webhook url host can't be localhost or a reserved/internal name");
	}
	if (!/^([^.]+\.)+[^.]{2,}\.?$/.test(hostname)) {
		throw badRequest('Webhook url must be valid URL address and not localhost');
	}
	if (port !== '') throw badRequest('Webhook url must use the port 443');
}

/** @param {unknown} headers */
function requireHeaders(headers) {
	const entries = Object.entries(headers ?? {});
	for (const [name, value] of entries) {
		const isName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
		if (!isName || typeof value !== 'string' || /[\r\n\0]/.test(value)) {
			throw badRequest(`Webhook header '${name}' must be a valid HTTP header with a string value`);
		}
	}
	return /** @type {Record<string, string>} */ (Object.fromEntries(entries));
}

/**
 * @param {object} settings
 * @param {import('../time/clock.mjs').Clock} settings.clock
 * @param {() => string} settings.nextId
 * @param {boolean} settings.allowLoopback
 * @param {string[]} settings.webhookHosts
 */
export function createWebhooks({ clock, nextId, allowLoopback, webhookHosts }) {
	/** @type {Map<string, Webhook>} */
	const webhooks = new Map();
	const listOf = (/** @type {string} */ clientId) =>
		[...webhooks.values()].filter((one) => one.clientId === clientId);

	/** @param {string} clientId @param {{ url: string, event: string }} wish @param {Webhook} [self] */
	function requireFree(clientId, { url, event }, self) {
		const others = listOf(clientId).filter((one) => one !== self && one.event === event);
		if (others.some((one) => one.url === url)) {
			throw badRequest(`A webhook for event '${event}' and url '${url}' already exists.`);
		}
		if (self?.event !== event && others.length >= MAX_PER_EVENT) {
			const message = `You have reached the maximum of ${MAX_PER_EVENT} webhooks for event '${event}'.`;
			throw badRequest(message);
		}
	}

	/** @param {unknown} event */
	function requireEvent(event) {
		if (event !== 'all' && !EVENTS.includes(/** @type {string} */ (event))) {
			throw badRequest(`Invalid event type '${event}' for webhook`);
		}
	}

	return {
		/** @param {string} clientId @param {string} id */
		find(clientId, id) {
			const webhook = webhooks.get(id.toLowerCase());
			return webhook?.clientId === clientId ? webhook : undefined;
		},
		listOf,
		/** @param {string} id */
		get: (id) => webhooks.get(id),
		/** Those that want an event. @param {string} clientId @param {string} event */
		wanting: (clientId, event) =>
			listOf(clientId).filter(
				(one) => one.disabledAt === null && (one.event === event || one.event === 'all'),
			),
		/** @param {unknown} url */
		requireUrl: (url) => requireWebhookUrl(url, { allowLoopback, webhookHosts }),

		/** @param {string} clientId @param {any} body */
		create(clientId, { url, event, headers }) {
			requireEvent(event);
			this.requireUrl(url);
			requireFree(clientId, { url, event });
			const now = clock.now();
			/** @type {Webhook} */
			const webhook = {
				id: nextId(),
				clientId,
				url,
				event,
				headers: requireHeaders(headers),
				disabledAt: null,
				createdAt: now,
				updatedAt: now,
			};
			webhooks.set(webhook.id, webhook);
			return webhook;
		},
		/** @param {Webhook} webhook @param {any} change headers null clears them */
		update(webhook, { url = webhook.url, event = webhook.event, headers, enabled }) {
			if (event !== webhook.event) requireEvent(event);
			if (url !== webhook.url) this.requireUrl(url);
			requireFree(webhook.clientId, { url, event }, webhook);
			if (headers !== undefined) webhook.headers = requireHeaders(headers);
			if (enabled === true) webhook.disabledAt = null;
			Object.assign(webhook, { url, event, updatedAt: clock.now() });
		},
		/** @param {Webhook} webhook @param {number} at */
		disable(webhook, at) {
			webhook.disabledAt = webhook.updatedAt = at;
		},
		/** @param {Webhook} webhook */
		delete: (webhook) => webhooks.delete(webhook.id),
	};
}

/** @typedef {ReturnType<typeof createWebhooks>} Webhooks */

/** Pluggy answers the headers too: whoever reads a webhook reads its secret. @param {Webhook} webhook */
export const webhookView = ({ id, url, event, headers, disabledAt, createdAt, updatedAt }) => ({
	id,
	event,
	url,
	headers,
	disabledAt: iso(disabledAt),
	createdAt: iso(createdAt),
	updatedAt: iso(updatedAt),
});
