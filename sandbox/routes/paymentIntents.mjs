import { badRequest, notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { checkIn, isWithin, PAYER, requireTaxNumber, SANDBOX_FLAG } from '../payments/fields.mjs';
import { createIntent } from '../payments/requests.mjs';
import { intentView } from '../payments/views.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';

/** What a connector must be able to do for a request. @param {any} row */
export const abilityFor = ({ automaticPix, schedule }) =>
	automaticPix
		? 'supportsAutomaticPix'
		: schedule
			? 'supportsScheduledPayments'
			: 'supportsPaymentInitiation';

/** @param {any} app @param {import('./payments.mjs').Desk} desk */
export function paymentIntentRoutes(app, { book, originOf }) {
	app.post('/payments/intents', (/** @type {any} */ request) => {
		const body = check(request.body, {
			...SANDBOX_FLAG,
			paymentRequestId: { type: 'uuid', required: true },
			connectorId: { type: 'number' },
			parameters: { type: 'object' },
			paymentMethod: { type: 'text', values: ['PIS', 'PIX'] },
			isDynamicPix: { type: 'bodyBoolean' },
		});
		const row = book.find('requests', request, 'payment_request', body.paymentRequestId);
		const payer = body.paymentMethod === 'PIX' ? readPix(row, body) : readPis(book, row, body);
		return intentView(createIntent(book, row, payer, book.now()), originOf(request));
	});

	app.get('/payments/intents', (/** @type {any} */ request) => {
		const { paymentRequestId, from, to, ...page } = check(request.query, {
			...PAGE_FIELDS,
			paymentRequestId: { type: 'uuid', required: true },
			from: { type: 'date' },
			to: { type: 'date' },
		});
		const row = book.find('requests', request, 'payment_request', paymentRequestId);
		const rows = book.list(
			'intents',
			row.clientId,
			(one) => one.request === row && isWithin(one.createdAt, from, to),
		);
		const origin = originOf(request);
		return pageOf(
			rows.map((one) => intentView(one, origin)),
			page,
		);
	});

	app.get('/payments/intents/:id', (/** @type {any} */ request) =>
		intentView(book.find('intents', request, 'payment_intent'), originOf(request)),
	);
}

/** @param {import('../payments/book.mjs').Book} book @param {any} row @param {Record<string, any>} body */
function readPis(book, row, { connectorId, parameters, isDynamicPix }) {
	if (connectorId === undefined) throw badRequest('connectorId should not be null or undefined');
	if (!parameters) throw badRequest('parameters should not be null or undefined');
	if (isDynamicPix) throw badRequest('isDynamicPix is only for the paymentMethod PIX');
	const connector = book.connectorById.get(connectorId);
	if (!connector) throw notFound('connector');
	const ability = abilityFor(row);
	if (!connector[ability]) throw badRequest(`The connector has no ${ability}`);
	const payer = readPayer(parameters);
	if (row.automaticPix && !payer.name) {
		throw badRequest('parameters.name should not be null or undefined');
	}
	return { connector, ...payer };
}

/** @param {any} parameters @returns {{ cpf: string, cnpj?: string, name?: string }} */
export function readPayer(parameters) {
	const { cpf, cnpj, name } = /** @type {any} */ (checkIn('parameters', parameters, PAYER));
	return {
		cpf: /** @type {string} */ (requireTaxNumber('parameters.cpf', cpf, 'cpf')),
		cnpj: requireTaxNumber('parameters.cnpj', cnpj, 'cnpj'),
		name,
	};
}

/** @param {any} row @param {Record<string, any>} body */
function readPix({ customer, automaticPix, schedule }, { isDynamicPix = false }) {
	if (automaticPix || schedule) {
		throw badRequest('The paymentMethod PIX is only for payments that are made at once');
	}
	if (isDynamicPix && !customer?.cpf && !customer?.cnpj) {
		throw badRequest('isDynamicPix requires a payment request with a customer with CPF or CNPJ');
	}
	const { cpf, cnpj } = customer ?? {};
	return { connector: undefined, cpf, cnpj, paymentMethod: 'PIX', isDynamicPix };
}
