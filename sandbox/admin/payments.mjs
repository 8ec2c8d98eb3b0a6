/** The payer's part of the admin address: approve, reject, or let payers approve by themselves. */
import { notFound } from '../http/errors.mjs';
import {
	approveIntent,
	approveRequest,
	rejectIntent,
	rejectRequest,
} from '../payments/requests.mjs';
import { withdrawConsent } from '../payments/sharedBalance.mjs';
import { pay } from '../payments/boletos.mjs';
import { answerPreauthorization } from '../payments/smartTransfers.mjs';

/** @param {import('../payments/book.mjs').Book} book */
export const createPaymentAdmin = (book) => ({
	/** @param {{ autoApprove?: number | boolean | null }} change */
	setPayments({ autoApprove, ...rest }) {
		const seconds = autoApprove === true ? 0 : (autoApprove ?? false);
		const isGood = seconds === false || (typeof seconds === 'number' && seconds >= 0);
		if (!isGood || autoApprove === undefined || Object.keys(rest).length > 0) {
			throw new Error('payments takes autoApprove: a number of seconds, or false');
		}
		book.settings.autoApprove = seconds;
		return { ...book.settings };
	},

	/** @param {string} id of a payment request, an intent or a preauthorization @param {boolean} isApproved */
	answerPayment(id, isApproved) {
		book.run();
		const at = book.now();
		const request = book.requests.get(id);
		const intent = book.intents.get(id);
		const preauthorization = book.preauthorizations.get(id);
		if (request) (isApproved ? approveRequest : rejectRequest)(book, request, at);
		else if (intent) (isApproved ? approveIntent : rejectIntent)(book, intent, at);
		else if (preauthorization) answerPreauthorization(book, preauthorization, isApproved, at);
		else throw notFound('payment');
		const { status } = request ?? intent ?? preauthorization;
		return { id, status };
	},

	/** @param {string} id */
	payBoleto(id) {
		book.run();
		const boleto = book.boletos.get(id);
		if (!boleto) throw notFound('boleto');
		pay(book, boleto);
		return { id, status: boleto.status };
	},

	/** The payer ends the sharing of the balance at the bank. @param {string} id of a preauthorization or an enrollment */
	withdrawBalance(id) {
		book.run();
		const preauthorization = book.preauthorizations.get(id);
		const row = preauthorization ?? book.enrollments.get(id);
		if (!row) throw notFound('payment');
		withdrawConsent(book, row, preauthorization ? 'SMART_TRANSFER' : 'PIX_BIOMETRIC');
		return { id, dataConsent: row.dataConsent };
	},

	state: () => ({
		...book.settings,
		requests: [...book.requests.values()].map(({ id, status }) => ({ id, status })),
		preauthorizations: [...book.preauthorizations.values()].map(({ id, status }) => ({
			id,
			status,
		})),
		boletos: [...book.boletos.values()].map(({ id, status }) => ({ id, status })),
	}),
});
