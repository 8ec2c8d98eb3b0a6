/** The example workflows, in the order in which n8n shows them: their place here is their number. */
import accountAlert from './account-alert.mjs';
import cardBillDue from './card-bill-due.mjs';
import dailyMessage from './daily-message.mjs';
import dailySheet from './daily-sheet.mjs';
import lastDays from './last-30-days.mjs';
import monthByCategory from './month-by-category.mjs';
import ofxAccountant from './ofx-accountant.mjs';

/** @type {Record<string, import('../../scripts/examples/build.mjs').Source>} */
export default {
	'last-30-days': lastDays,
	'daily-sheet': dailySheet,
	'daily-message': dailyMessage,
	'account-alert': accountAlert,
	'card-bill-due': cardBillDue,
	'month-by-category': monthByCategory,
	'ofx-accountant': ofxAccountant,
};
