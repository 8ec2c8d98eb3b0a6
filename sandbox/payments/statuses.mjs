/** Where payment requests and their intents stand, and what follows when that changes. */

const WAITING = ['STARTED', 'CONSENT_AWAITING_AUTHORIZATION'];
const LIVE = [
	...WAITING,
	'PAYMENT_PARTIALLY_ACCEPTED',
	'CONSENT_AUTHORIZED',
	'PAYMENT_PENDING',
	'PAYMENT_SETTLEMENT_PROCESSING',
];
export const isWaiting = (/** @type {any} */ intent) => WAITING.includes(intent.status);

/** @typedef {import('./book.mjs').Book} Book */

/** @param {Book} book @param {any} request */
export const intentsOf = (book, request) =>
	book.list('intents', request.clientId, (one) => one.request === request);

/** The intent that waits for the payer. @param {Book} book @param {any} request */
export const waitingIntent = (book, request) => intentsOf(book, request).find(isWaiting);

/** Whether the payer may still begin (again). @param {Book} book @param {any} request */
export const isPayable = (book, request) =>
	['CREATED', 'IN_PROGRESS', 'ERROR'].includes(request.status) &&
	!intentsOf(book, request).some((one) => !isWaiting(one) && LIVE.includes(one.status));

const HEARD = ['AUTHORIZED', 'CANCELED', 'COMPLETED', 'ERROR'];

/** @param {Book} book @param {any} request @param {string} status @param {number} at @param {object | null} [errorDetail] */
export function setStatus(book, request, status, at, errorDetail = null) {
	book.change(request, at, { status, errorDetail });
	if (!HEARD.includes(status) || !book.requests.has(request.id)) return;
	book.emit(request, 'payment_request/updated', {
		paymentRequestId: request.id,
		data: { status },
	});
}

/** Ends what could still move money. @param {Book} book @param {any} request @param {number} at */
export function endIntents(book, request, at, status = 'CANCELED') {
	for (const one of intentsOf(book, request)) {
		if (LIVE.includes(one.status)) book.change(one, at, { status });
	}
}
