/** The payments half: one feature switch for all of it. */
import { named } from '../http/errors.mjs';
import { automaticPixRoutes } from './automaticPix.mjs';
import { boletoRoutes } from './boletos.mjs';
import { paymentCustomerRoutes } from './paymentCustomers.mjs';
import { paymentIntentRoutes } from './paymentIntents.mjs';
import { paymentRecipientRoutes } from './paymentRecipients.mjs';
import { paymentRequestRoutes } from './paymentRequests.mjs';
import { pixBiometricRoutes } from './pixBiometric.mjs';
import { smartTransferRoutes } from './smartTransfers.mjs';

/** @typedef {import('../payments/book.mjs').Book} Book */
/**
 * @typedef {object} Desk what the payment routes get
 * @property {Book} book
 * @property {any} options
 * @property {import('../bank/store.mjs').Store} store
 * @property {import('../webhooks/webhooks.mjs').Webhooks} webhooks
 * @property {(request: any) => string} originOf
 */

/** Links lead to the sandbox as the caller reached it. @param {any} options */
export const originReader = (options) => (/** @type {any} */ request) =>
	options.publicUrl?.replace(/\/+$/, '') ?? `${request.protocol}://${request.host}`;

/** @param {any} app @param {import('../server.mjs').Context} context */
export function paymentRoutes(app, { book, features, options, store, webhooks }) {
	const desk = { book, options, store, webhooks, originOf: originReader(options) };
	app.register(async (/** @type {any} */ scope) => {
		scope.addHook('onRequest', async () => {
			book.run();
			if (features.payments) return;
			const message = 'The payments feature is not enabled for this client';
			throw named(403, 'PAYMENTS_FEATURE_NOT_ENABLED', message);
		});
		paymentCustomerRoutes(scope, desk);
		paymentRecipientRoutes(scope, desk);
		paymentRequestRoutes(scope, desk);
		automaticPixRoutes(scope, desk);
		paymentIntentRoutes(scope, desk);
		pixBiometricRoutes(scope, desk);
		smartTransferRoutes(scope, desk);
		boletoRoutes(scope, desk);
	});
}
