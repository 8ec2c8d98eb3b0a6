import type { INodePropertyOptions } from 'n8n-workflow';

/** The events of Pluggy, once for all nodes. */

/**
 * The events of Pluggy's webhooks: what the editor calls each, and when Pluggy sends it.
 * https://docs.pluggy.ai/en/docs/webhooks
 */
export const EVENTS = {
	all: {
		name: 'All Events',
		description: 'Every event, also those that Pluggy adds later, with a single webhook',
	},
	'automatic_pix_payment/canceled': {
		name: 'Automatic PIX Payment Canceled',
		description: 'A scheduled charge of an automatic PIX was canceled',
	},
	'automatic_pix_payment/completed': {
		name: 'Automatic PIX Payment Completed',
		description: 'A charge of an automatic PIX was paid',
	},
	'automatic_pix_payment/created': {
		name: 'Automatic PIX Payment Created',
		description: 'A charge of an automatic PIX was scheduled',
	},
	'automatic_pix_payment/error': {
		name: 'Automatic PIX Payment Error',
		description: 'A charge of an automatic PIX failed',
	},
	'boleto/updated': {
		name: 'Boleto Updated',
		description: 'An issued boleto was paid, canceled, or changed in another way',
	},
	'connector/status_updated': {
		name: 'Connector Status Updated',
		description: 'A bank went online, offline or became unstable',
	},
	'item/created': {
		name: 'Item Created',
		description: 'A bank was connected',
	},
	'item/deleted': {
		name: 'Item Deleted',
		description: 'A connection was deleted',
	},
	'item/error': {
		name: 'Item Error',
		description: 'A connection failed, such as by a wrong password or a revoked consent',
	},
	'item/login_succeeded': {
		name: 'Item Login Succeeded',
		description: 'The login at the bank worked; the data comes later',
	},
	'item/updated': {
		name: 'Item Updated',
		description: 'A connection has fresh data',
	},
	'item/waiting_user_action': {
		name: 'Item Waiting User Action',
		description: 'The user must approve something at the bank',
	},
	'item/waiting_user_input': {
		name: 'Item Waiting User Input',
		description: 'The bank asks the user for a code (MFA)',
	},
	'payment_intent/completed': {
		name: 'Payment Intent Completed',
		description: 'A payer paid',
	},
	'payment_intent/created': {
		name: 'Payment Intent Created',
		description: 'A payer began to pay',
	},
	'payment_intent/error': {
		name: 'Payment Intent Error',
		description: 'An attempt to pay failed; the payer may try again',
	},
	'payment_intent/waiting_payer_authorization': {
		name: 'Payment Intent Waiting Payer Authorization',
		description: 'A payment waits for its payer to authorize it',
	},
	'payment_request/updated': {
		name: 'Payment Request Updated',
		description:
			'A payment request was paid, authorized or canceled, or failed; data.status says which',
	},
	'pix_biometric_enrollment/revoked': {
		name: 'PIX Biometric Enrollment Revoked',
		description:
			'The account that a payer linked for PIX by biometrics was unlinked. If Pluggy refuses this event by name, take [All].',
	},
	'scheduled_payment/all_completed': {
		name: 'Scheduled Payments All Completed',
		description: 'All payments of a schedule were made',
	},
	'scheduled_payment/all_created': {
		name: 'Scheduled Payments All Created',
		description: 'All payments of a schedule were planned',
	},
	'scheduled_payment/canceled': {
		name: 'Scheduled Payment Canceled',
		description: 'A scheduled payment was canceled',
	},
	'scheduled_payment/completed': {
		name: 'Scheduled Payment Completed',
		description: 'A scheduled payment was made',
	},
	'scheduled_payment/created': {
		name: 'Scheduled Payment Created',
		description: 'A scheduled payment was planned',
	},
	'scheduled_payment/error': {
		name: 'Scheduled Payment Error',
		description: 'A scheduled payment failed',
	},
	'smart_transfer_payment/completed': {
		name: 'Smart Transfer Payment Completed',
		description: 'A smart transfer arrived',
	},
	'smart_transfer_payment/error': {
		name: 'Smart Transfer Payment Error',
		description: 'A smart transfer failed',
	},
	'smart_transfer_preauthorization/completed': {
		name: 'Smart Transfer Preauthorization Completed',
		description: 'A preauthorization of smart transfers was given',
	},
	'smart_transfer_preauthorization/error': {
		name: 'Smart Transfer Preauthorization Error',
		description: 'A preauthorization of smart transfers failed or was refused',
	},
	'transactions/created': {
		name: 'Transactions Created',
		description: 'An account or card has new transactions',
	},
	'transactions/deleted': {
		name: 'Transactions Deleted',
		description: 'Transactions vanished, such as a reservation that was released',
	},
	'transactions/updated': {
		name: 'Transactions Updated',
		description: 'Transactions changed, such as from pending to posted',
	},
} as const;

export type EventName = keyof typeof EVENTS;

/** The subscription that brings every event. */
export const ALL = 'all';

/** "On boleto updated": n8n itself writes "pix" for PIX. */
const actionOf = (name: string) =>
	`On ${name.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase())}`;

/** An event as an entry of a trigger's list. */
export const eventOption = (value: EventName): INodePropertyOptions => {
	const { name, description } = EVENTS[value];
	return value === ALL
		? { name: '[All]', value, description, action: 'On every event' }
		: { name, value, description, action: actionOf(name) };
};

/** Event to readable name. */
export const EVENT_NAMES = Object.fromEntries(
	Object.entries(EVENTS).map(([event, { name }]) => [event, name]),
) as Record<EventName, string>;
