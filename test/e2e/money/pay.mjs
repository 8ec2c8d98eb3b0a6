/** What the tests about money share: the paying node, and what the sandbox saw and did of it. */
import { byId, pluggy } from '../workflow.mjs';

export const PAY = 'Pay';
const REQUESTS = '/payments/requests';

/** Of a fault: the creation of payment requests. */
export const CREATION = { method: 'POST', path: REQUESTS };

/** Settings of a node whose failed rows are rows. */
export const CONTINUE = { onError: 'continueRegularOutput' };

/** The parameter as the editor fills it in. */
const LABEL = '=n8n-{{ $execution.id }}-{{ $runIndex }}-{{ $itemIndex }}';

/**
 * A node that creates a payment request, for the default recipient unless told otherwise.
 * @param {object} [settings] such as onError
 * @param {object} [parameters]
 */
export const pay = (settings = {}, parameters = {}) =>
	pluggy(
		PAY,
		{
			resource: 'paymentRequest',
			operation: 'create',
			recipientId: byId(''),
			amount: '10.00',
			isSandbox: true,
			clientPaymentId: LABEL,
			additionalFields: {},
			options: {},
			...parameters,
		},
		settings,
	);

/** The requests to create payments that the sandbox saw, oldest first. */
export const seen = (sandbox) =>
	sandbox.admin.requests().filter(({ method, path }) => method === 'POST' && path === REQUESTS);

/** The payment requests that it made of them. */
export const made = (sandbox) => [...sandbox.book.requests.values()];

export const labels = (sandbox) => made(sandbox).map(({ clientPaymentId }) => clientPaymentId);

export const logins = (sandbox) => sandbox.admin.requests().filter(({ path }) => path === '/auth');

/** Forgets what was, so that the counts are those of one test. */
export function startCounting(sandbox) {
	sandbox.admin.clearFaults();
	sandbox.admin.clearRequests();
	sandbox.book.requests.clear();
}

/** The answer to the next creation is lost; the payment is there. */
export const loseAnswer = (sandbox) =>
	sandbox.admin.addFault({ kind: 'resetAfter', match: CREATION });

/** Pluggy refuses the next creation: nothing is done. @param {string} [message] */
export const refuse = (sandbox, message = 'The amount is not allowed') =>
	sandbox.admin.addFault({
		kind: 'status',
		status: 400,
		body: { code: 400, message },
		match: CREATION,
	});

/** The codes of error rows, and the statuses of payments. */
export const codesOf = (rows) => rows.map(({ error, status }) => error?.code ?? status);
