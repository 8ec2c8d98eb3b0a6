/** The example workflows, in the order in which n8n shows them: their place here is their number. */
import lastDays from './last-30-days.mjs';
import reconcilePix from './reconcile-pix.mjs';
import pixLink from './pix-link.mjs';
import reconnect from './reconnect.mjs';
import connectCustomer from './connect-customer.mjs';
import boletoReminders from './boleto-reminders.mjs';

/** @type {Record<string, import('../../scripts/examples/build.mjs').Source>} */
export default {
	'last-30-days': lastDays,
	'reconcile-pix': reconcilePix,
	'pix-link': pixLink,
	'boleto-reminders': boletoReminders,
	'connect-customer': connectCustomer,
	reconnect,
};
