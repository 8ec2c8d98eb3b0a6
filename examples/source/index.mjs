/** The example workflows, in the order in which n8n shows them: their place here is their number. */
import lastDays from './last-30-days.mjs';
import dailySheet from './daily-sheet.mjs';
import dailyMessage from './daily-message.mjs';
import reconcilePix from './reconcile-pix.mjs';
import pixLink from './pix-link.mjs';
import boletoReminders from './boleto-reminders.mjs';
import accountAlert from './account-alert.mjs';
import cardBillDue from './card-bill-due.mjs';
import monthByCategory from './month-by-category.mjs';
import ofxAccountant from './ofx-accountant.mjs';
import askMyMoney from './ask-my-money.mjs';
import connectCustomer from './connect-customer.mjs';
import reconnect from './reconnect.mjs';
import connectAndStoreTransactions from './connect-and-store-transactions.mjs';
import homeTransactions from './home-transactions.mjs';
import pixPayment from './pix-payment.mjs';
import boleto from './boleto.mjs';
import automaticPix from './automatic-pix.mjs';
import smartTransfer from './smart-transfer.mjs';
import newTransactions from './new-transactions.mjs';
import connectionAlert from './connection-alert.mjs';
import paymentCompleted from './payment-completed.mjs';
import missedEventsSweep from './missed-events-sweep.mjs';
import webhookHealth from './webhook-health.mjs';
import mcpServer from './mcp-server.mjs';

/** @type {Record<string, import('../../scripts/examples/build.mjs').Source>} */
export default {
	'last-30-days': lastDays,
	'daily-sheet': dailySheet,
	'daily-message': dailyMessage,
	'reconcile-pix': reconcilePix,
	'pix-link': pixLink,
	'boleto-reminders': boletoReminders,
	'account-alert': accountAlert,
	'card-bill-due': cardBillDue,
	'month-by-category': monthByCategory,
	'ofx-accountant': ofxAccountant,
	'ask-my-money': askMyMoney,
	'connect-customer': connectCustomer,
	reconnect,
	'connect-and-store-transactions': connectAndStoreTransactions,
	'home-transactions': homeTransactions,
	'pix-payment': pixPayment,
	boleto,
	'automatic-pix': automaticPix,
	'smart-transfer': smartTransfer,
	'new-transactions': newTransactions,
	'connection-alert': connectionAlert,
	'payment-completed': paymentCompleted,
	'missed-events-sweep': missedEventsSweep,
	'webhook-health': webhookHealth,
	'mcp-server': mcpServer,
};
