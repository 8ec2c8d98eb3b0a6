/** The example workflows, in the order in which n8n shows them: their place here is their number. */
import lastDays from './last-30-days.mjs';
import connectAndStoreTransactions from './connect-and-store-transactions.mjs';
import homeTransactions from './home-transactions.mjs';
import pixPayment from './pix-payment.mjs';
import boleto from './boleto.mjs';
import askMyMoney from './ask-my-money.mjs';
import automaticPix from './automatic-pix.mjs';
import smartTransfer from './smart-transfer.mjs';
import newTransactions from './new-transactions.mjs';
import connectionAlert from './connection-alert.mjs';
import paymentCompleted from './payment-completed.mjs';
import missedEventsSweep from './missed-events-sweep.mjs';
import mcpServer from './mcp-server.mjs';
import webhookHealth from './webhook-health.mjs';

/** @type {Record<string, import('../../scripts/examples/build.mjs').Source>} */
export default {
	'last-30-days': lastDays,
	'ask-my-money': askMyMoney,
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
