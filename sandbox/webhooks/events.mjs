/**
 * Pluggy's events: made here, kept for the admin address, handed to everyone who subscribed.
 * Pluggy's reference: https://docs.pluggy.ai/docs/webhooks
 */
import { randomUUID } from 'node:crypto';
import { createSchedule } from '../time/schedule.mjs';

export const EVENTS = [
	'item/created',
	'item/updated',
	'item/error',
	'item/deleted',
	'item/waiting_user_input',
	'item/waiting_user_action',
	'item/login_succeeded',
	'connector/status_updated',
	'transactions/created',
	'transactions/updated',
	'transactions/deleted',
	'payment_intent/created',
	'payment_intent/completed',
	'payment_intent/waiting_payer_authorization',
	'payment_intent/error',
	'payment_request/updated',
	'scheduled_payment/created',
	'scheduled_payment/completed',
	'scheduled_payment/error',
	'scheduled_payment/canceled',
	'scheduled_payment/all_completed',
	'scheduled_payment/all_created',
	'boleto/updated',
	'automatic_pix_payment/created',
	'automatic_pix_payment/completed',
	'automatic_pix_payment/error',
	'automatic_pix_payment/canceled',
	'smart_transfer_preauthorization/completed',
	'smart_transfer_preauthorization/error',
	'smart_transfer_payment/completed',
	'smart_transfer_payment/error',
	'pix_biometric_enrollment/revoked',
];
const KEPT = 5000;

/** Which id of a payload the deprecated `id` repeats, and whether the payload names the client. */
const FAMILIES = /** @type {Record<string, [string, boolean]>} */ ({
	item: ['itemId', false],
	connector: ['connectorId', false],
	transactions: ['itemId', false],
	payment_intent: ['paymentIntentId', false],
	payment_request: ['paymentRequestId', false],
	scheduled_payment: ['scheduledPaymentId', false],
	boleto: ['boletoId', false],
	automatic_pix_payment: ['automaticPixPaymentId', false],
	smart_transfer_preauthorization: ['smartTransferPreauthorizationId', true],
	smart_transfer_payment: ['smartTransferPaymentId', true],
	pix_biometric_enrollment: ['enrollmentId', false],
});

/**
 * @typedef {Record<string, any>} Payload
 * @typedef {Payload & { event: string, eventId: string, id?: string, clientId?: string }} PluggyEvent
 * @typedef {object} Sender gets every event with its extra address, if the entity has one of its own
 * @property {(clientId: string, event: PluggyEvent, webhookUrl?: string | null) => void} send
 * @property {() => void} close
 */

/**
 * @param {object} settings
 * @param {import('../time/clock.mjs').Clock} settings.clock
 * @param {import('../bank/store.mjs').Store} settings.store
 * @param {Sender} settings.sender
 * @param {ReturnType<typeof createSchedule>} [settings.schedule]
 */
export function createEvents({ clock, store, sender, schedule = createSchedule(clock) }) {
	/** @type {Array<{ time: string, clientId: string } & PluggyEvent>} */
	let past = [];

	/**
	 * Sends one event now. With a `payload.itemId` the item's own webhookUrl gets it too.
	 * @param {string} clientId
	 * @param {string} event
	 * @param {Payload} payload
	 * @param {{ webhookUrl?: string | null, eventId?: string }} [extra] webhookUrl: one more address
	 * @returns {PluggyEvent}
	 */
	function emit(clientId, event, payload, { webhookUrl, eventId = randomUUID() } = {}) {
		const [idName, namesClient] = FAMILIES[event.split('/')[0]] ?? [];
		const id = idName && payload[idName];
		const body = {
			event,
			eventId,
			...(id === undefined ? {} : { id }),
			...(namesClient ? { clientId } : {}),
			...payload,
		};
		past.push({ time: clock.iso(), ...body, clientId });
		if (past.length > KEPT) past = past.slice(KEPT / 2);
		const ownUrl = webhookUrl ?? store.items.get(payload.itemId)?.webhookUrl;
		sender.send(clientId, body, ownUrl);
		return body;
	}

	return {
		emit,
		/**
		 * Sends an event once the sandbox's clock is there.
		 * @param {number} clockMs
		 * @param {string} clientId
		 * @param {string} event
		 * @param {Payload | ((at: number) => Payload | null | undefined)} payloadOrFn a function is asked
		 *   at that time; null cancels
		 * @param {{ webhookUrl?: string | null }} [extra]
		 * @returns {() => void} cancels it
		 */
		at: (clockMs, clientId, event, payloadOrFn, extra) =>
			schedule.at(clockMs, (at) => {
				const payload = typeof payloadOrFn === 'function' ? payloadOrFn(at) : payloadOrFn;
				if (payload) emit(clientId, event, payload, extra);
			}),
		/** Any other work at a time of the sandbox's clock. @param {number} clockMs @param {(at: number) => void} work */
		later: (clockMs, work) => schedule.at(clockMs, work),
		list: () => past,
		clear: () => {
			past = [];
		},
		close() {
			schedule.close();
			sender.close();
		},
	};
}

/** @typedef {ReturnType<typeof createEvents>} Events */
