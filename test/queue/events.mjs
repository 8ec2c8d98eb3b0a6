/** Workflows that begin with an event of Pluggy, and the events. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../scripts/lib/until.mjs';
import { pluggyClient } from '../../scripts/lib/pluggy-client.mjs';
import { pluggyTrigger, workflow } from '../e2e/triggers.mjs';
import { byId, pluggy } from '../e2e/workflow.mjs';
import { EVENTS_CLIENT, EVENTS_CREDENTIAL, RETRY_SECONDS } from './harness.mjs';

/** @typedef {import('./harness.mjs').Queue} Queue */

/**
 * A workflow that the events of the application for events start.
 * @param {string} name
 * @param {{ events?: string[], nodes?: object[] }} [more]
 */
export const onEvent = (name, { events = ['item/updated'], nodes = [] } = {}) =>
	workflow(
		name,
		pluggyTrigger({ events }, { credentials: { pluggyApi: { name: EVENTS_CREDENTIAL } } }),
		nodes,
	);

/** Pluggy tells an event. @returns {string} its id */
export const emit = ({ sandbox }, payload = {}, event = 'item/updated') =>
	sandbox.admin.emit({
		clientId: EVENTS_CLIENT.clientId,
		event,
		payload: { itemId: randomUUID(), ...payload },
	}).eventId;

/** The webhooks of the application for events. @param {Queue} queue */
export const hooks = ({ sandbox }) => sandbox.webhooks.listOf(EVENTS_CLIENT.clientId);

/** What became of the deliveries of these events. @param {Queue} queue @param {string[]} ids */
export function deliveriesOf({ sandbox }, ids) {
	const wanted = new Set(ids);
	return sandbox.admin.deliveries().filter(({ eventId }) => wanted.has(eventId));
}

/** How many of them are being delivered right now. @param {Queue} queue @param {string[]} ids */
export const underWay = (queue, ids) =>
	deliveriesOf(queue, ids).filter((one) => one.status === 'pending' && !one.nextAttemptAt).length;

/** Whether the webhook process says so. @param {Queue} queue */
async function isReady({ process }) {
	const asked = await fetch(`${process('webhook').url}/healthz/readiness`).catch(() => undefined);
	return asked?.status === 200;
}

/**
 * Waits until Pluggy is done with these events. After three attempts at once it waits for an hour, then for
 * two: they pass by the sandbox's clock.
 * @param {Queue} queue
 * @param {string[]} ids
 */
export async function settled(queue, ids) {
	for (const seconds of RETRY_SECONDS) {
		await until('the end of the attempts', () => underWay(queue, ids) === 0);
		if (deliveriesOf(queue, ids).every(({ status }) => status !== 'pending')) break;
		// In an hour n8n has found a database that came back, which takes it up to half a minute.
		await until('n8n is ready', () => isReady(queue));
		await sleep(1_000);
		queue.sandbox.admin.advance(seconds);
	}
	await until('the end of the attempts', () => underWay(queue, ids) === 0);
	return deliveriesOf(queue, ids);
}

/**
 * Tells events as fast as n8n takes them, a few at once: a slow machine is no reason to lose patience.
 * @param {Queue} queue
 * @param {object[]} payloads
 * @returns {Promise<string[]>} their ids
 */
export async function tell(queue, payloads, { atOnce = 5, event = 'item/updated' } = {}) {
	const ids = [];
	for (const payload of payloads) {
		ids.push(emit(queue, payload, event));
		await until('an answer', () => underWay(queue, ids) < atOnce, { everyMs: 10 });
	}
	await settled(queue, ids);
	return ids;
}

/** Connections to a bank. @param {Queue} queue @param {number} number */
export async function connections({ sandbox }, number) {
	const pluggyApi = pluggyClient(sandbox);
	const ids = [];
	for (let n = 0; n < number; n++) {
		const parameters = { user: 'user-ok', password: 'password-ok' };
		ids.push((await pluggyApi.connect({ connectorId: 0, parameters })).id);
	}
	return ids;
}

/** Reads all transactions of the item that the event names. */
export const readItem = pluggy('Read', {
	resource: 'transaction',
	operation: 'getMany',
	source: 'item',
	itemId: byId('={{ $json.itemId }}'),
	returnAll: true,
	filters: {},
});
