/** Workflows that begin with an event of Pluggy, and the events. */
import { randomUUID } from 'node:crypto';
import { until } from '../../scripts/lib/until.mjs';
import { pluggyClient } from '../../scripts/lib/pluggy-client.mjs';
import { pluggyTrigger, workflow } from '../e2e/triggers.mjs';
import { byId, pluggy } from '../e2e/workflow.mjs';
import { EVENTS_CLIENT, EVENTS_CREDENTIAL } from './harness.mjs';

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

/** How many of them wait for an answer or a further attempt. @param {Queue} queue @param {string[]} ids */
export const pending = (queue, ids) =>
	deliveriesOf(queue, ids).filter(({ status }) => status === 'pending').length;

/** Waits until none does. @param {Queue} queue @param {string[]} ids */
export async function settled(queue, ids, options = {}) {
	await until('the end of all deliveries', () => pending(queue, ids) === 0, options);
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
		await until('an answer', () => pending(queue, ids) < atOnce, { everyMs: 10 });
	}
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
