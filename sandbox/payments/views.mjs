/** What the API shows of the payment rows. Addresses are the sandbox's own, as the caller reached it. */
import { dayToIso, iso } from '../time/clock.mjs';
import { qrPng } from '../files/qr.mjs';
import { dayText, present } from './fields.mjs';
import { consentView } from './enrollments.mjs';
import { writePixCode } from './pix.mjs';

const times = (/** @type {any} */ row) => ({
	createdAt: iso(row.createdAt),
	updatedAt: iso(row.updatedAt),
});

/** @param {any} connector */
const connectorView = (connector) =>
	connector && { ...present(connector), health: present(connector.health) };

/** @param {any} row */
export const customerView = (row) =>
	present({
		id: row.id,
		type: row.type,
		name: row.name,
		email: row.email,
		cpf: row.cpf,
		cnpj: row.cnpj,
		connector: connectorView(row.connector),
		...times(row),
	});

/** @param {any} row */
export const recipientView = (row) =>
	present({
		type: 'BANK_ACCOUNT',
		id: row.id,
		taxNumber: row.taxNumber,
		name: row.name,
		paymentInstitution: row.paymentInstitution,
		isDefault: row.isDefault,
		account: row.account,
		pixKey: row.pixKey,
		...times(row),
	});

/** Calendar days come back as midnight in São Paulo. @param {string | undefined} date */
const midnight = (date) => date && `${date}T03:00:00.000Z`;

/** @param {any} rules */
function automaticView({ startDate, firstPayment, ...rules }) {
	const first = firstPayment && { ...firstPayment, date: midnight(firstPayment.date) };
	return present({
		...rules,
		startDate: midnight(startDate),
		firstPayment: first && present(first),
	});
}

/** @param {any} row @param {string} origin */
export function requestView(row, origin) {
	const { recipient, pixName, customer, automaticPix, errorDetail } = row;
	const named = pixName === undefined ? null : { type: 'PIX_QR_CODE', name: pixName };
	return present({
		id: row.id,
		amount: row.amount,
		fees: row.amount === undefined ? undefined : 0,
		description: row.description,
		status: row.status,
		clientPaymentId: row.clientPaymentId,
		...times(row),
		callbackUrls: row.callbackUrls,
		recipient: recipient ? recipientView(recipient) : named,
		customer: customer && customerView(customer),
		paymentUrl: `${origin}/pay/${row.id}`,
		pixQrCode: row.pixQrCode,
		automaticPix: automaticPix && automaticView(automaticPix),
		schedule: row.schedule,
		errorDetail,
		isSandbox: row.isSandbox ?? false,
	});
}

/** @param {any} row @param {string} origin */
export function intentView(row, origin) {
	const { request, paymentMethod } = row;
	return present({
		id: row.id,
		status: row.status,
		...times(row),
		paymentRequest: requestView(request, origin),
		connector: connectorView(row.connector),
		consentUrl: `${origin}/consent/${row.id}`,
		referenceId: row.referenceId,
		paymentMethod,
		pixData: paymentMethod === 'PIX' ? pixData(row) : null,
		debtor: row.debtor,
		errorDetail: row.errorDetail,
		enrollmentId: row.enrollment?.id,
	});
}

/** @param {any} intent */
function pixData({ request, referenceId }) {
	const { recipient } = request;
	const value = writePixCode({
		key: recipient?.pixKey ?? recipient?.taxNumber ?? 'pagamentos@sandbox.invalid',
		name: recipient?.name ?? request.pixName ?? 'Sandbox',
		amount: request.amount,
		reference: referenceId,
		description: request.description,
	});
	return { value, qr: `data:image/png;base64,${qrPng(value)}` };
}

/** @param {any} row */
export const scheduleView = (row) =>
	present({
		id: row.id,
		description: row.description,
		status: row.status,
		scheduledDate: dayText(row.day),
		endToEndId: row.endToEndId,
		errorDetail: row.errorDetail,
	});

/** @param {any} row */
export const automaticPaymentView = (row) =>
	present({
		id: row.id,
		status: row.status,
		amount: row.amount,
		description: row.description,
		date: dayText(row.day),
		endToEndId: row.endToEndId,
		errorDetail: automaticErrorView(row.errorDetail),
		clientPaymentId: row.clientPaymentId,
		recipientId: row.recipient.id,
		isFirstPayment: row.isFirstPayment,
		attempts: row.attempts.map((/** @type {any} */ one) =>
			present({ ...one, errorDetail: automaticErrorView(one.errorDetail) }),
		),
	});

/** Answers have no `description`, unlike the events. @param {any} error */
const automaticErrorView = (error) => error && { code: error.code, detail: error.detail };

/** @param {any} row @param {string} origin */
export const preauthorizationView = (row, origin) =>
	present({
		id: row.id,
		status: row.status,
		consentUrl: `${origin}/consent/${row.id}`,
		clientPreauthorizationId: row.clientPreauthorizationId,
		callbackUrls: row.callbackUrls,
		recipients: row.recipients.map(recipientView),
		connector: connectorView(row.connector),
		configuration: row.configuration,
		dataConsent: consentView(row.knownConsent),
		errorDetail: row.errorDetail,
		...times(row),
	});

/** @param {any} row */
export const transferView = (row) =>
	present({
		id: row.id,
		preauthorizationId: row.preauthorization.id,
		status: row.status,
		amount: row.amount,
		description: row.description,
		recipient: recipientView(row.recipient),
		clientPaymentId: row.clientPaymentId,
		errorDetail: row.errorDetail,
		...times(row),
	});

/** @param {any} row */
export const connectionView = (row) => ({
	id: row.id,
	connectorId: row.connectorId,
	...times(row),
});

/** @param {any} row */
export const boletoView = (row) => ({
	id: row.id,
	amount: row.amount,
	status: row.status,
	seuNumero: row.seuNumero,
	dueDate: dayToIso(row.dueDay),
	payer: row.payer,
	pixQr: row.pixQr,
	digitableLine: row.digitableLine,
	nossoNumero: row.nossoNumero,
	barcode: row.barcode,
	boletoConnectionId: row.connection.id,
	createdAt: iso(row.createdAt),
	amountPaid: row.amountPaid ?? null,
	...present({
		fine: row.fine,
		interest: row.interest,
		paidAt: iso(row.paidAt),
		paymentOrigin: row.paymentOrigin,
	}),
});
