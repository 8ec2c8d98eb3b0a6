import type { WEBHOOK_EVENTS } from '../Pluggy/operations/choices';

/** When Pluggy sends each event, for the list in the editor. https://docs.pluggy.ai/en/docs/webhooks */
export const EVENT_TEXTS: Record<keyof typeof WEBHOOK_EVENTS, string> = {
	all: 'Every event, also those that Pluggy adds later, with a single webhook',
	'automatic_pix_payment/canceled': 'A scheduled charge of an automatic PIX was canceled',
	'automatic_pix_payment/completed': 'A charge of an automatic PIX was paid',
	'automatic_pix_payment/created': 'A charge of an automatic PIX was scheduled',
	'automatic_pix_payment/error': 'A charge of an automatic PIX failed',
	'boleto/updated': 'An issued boleto was paid, canceled, or changed in another way',
	'connector/status_updated': 'A bank went online, offline or became unstable',
	'item/created': 'A bank was connected',
	'item/deleted': 'A connection was deleted',
	'item/error': 'A connection failed, such as by a wrong password or a revoked consent',
	'item/login_succeeded': 'The login at the bank worked; the data comes later',
	'item/updated': 'A connection has fresh data',
	'item/waiting_user_action': 'The user must approve something at the bank',
	'item/waiting_user_input': 'The bank asks the user for a code (MFA)',
	'payment_intent/completed': 'A payer paid',
	'payment_intent/created': 'A payer began to pay',
	'payment_intent/error': 'An attempt to pay failed; the payer may try again',
	'payment_intent/waiting_payer_authorization': 'A payment waits for its payer to authorize it',
	'payment_request/updated':
		'A payment request was paid, authorized or canceled, or failed; data.status says which',
	'pix_biometric_enrollment/revoked':
		'The account that a payer linked for PIX by biometrics was unlinked. If Pluggy refuses this event by name, take [All].',
	'scheduled_payment/all_completed': 'All payments of a schedule were made',
	'scheduled_payment/all_created': 'All payments of a schedule were planned',
	'scheduled_payment/canceled': 'A scheduled payment was canceled',
	'scheduled_payment/completed': 'A scheduled payment was made',
	'scheduled_payment/created': 'A scheduled payment was planned',
	'scheduled_payment/error': 'A scheduled payment failed',
	'smart_transfer_payment/completed': 'A smart transfer arrived',
	'smart_transfer_payment/error': 'A smart transfer failed',
	'smart_transfer_preauthorization/completed': 'A preauthorization of smart transfers was given',
	'smart_transfer_preauthorization/error':
		'A preauthorization of smart transfers failed or was refused',
	'transactions/created': 'An account or card has new transactions',
	'transactions/deleted': 'Transactions vanished, such as a reservation that was released',
	'transactions/updated': 'Transactions changed, such as from pending to posted',
};
