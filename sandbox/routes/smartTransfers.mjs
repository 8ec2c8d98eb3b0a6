import { badRequest, notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { CALLBACK_URLS, checkIn, isWithin, requireMoney } from '../payments/fields.mjs';
import { askConsent, endDataConsent, sharedBalance } from '../payments/sharedBalance.mjs';
import {
	createPreauthorization,
	createTransfer,
	spentOf,
	transfersOf,
} from '../payments/smartTransfers.mjs';
import { preauthorizationView, transferView } from '../payments/views.mjs';
import { check, isUuid, PAGE_FIELDS } from '../http/validate.mjs';
import { readPayer } from './paymentIntents.mjs';

const FAMILY = 'SMART_TRANSFER';
const PERIODS = ['day', 'week', 'month', 'year'];

/** @param {any} app @param {import('./payments.mjs').Desk} desk */
export function smartTransferRoutes(app, { book, options, originOf }) {
	const base = '/smart-transfers/preauthorizations';
	const find = (/** @type {any} */ request, /** @type {string[]} */ ...id) =>
		book.find('preauthorizations', request, 'smart_transfer_preauthorization', id[0]);
	const view = (/** @type {any} */ request, /** @type {any} */ row) =>
		preauthorizationView(row, originOf(request));

	app.post(base, (/** @type {any} */ request) => {
		const { connectorId, parameters, recipientIds, ...body } = check(request.body, {
			connectorId: { type: 'number', required: true },
			parameters: { type: 'object', required: true },
			recipientIds: { type: 'list', required: true },
			callbackUrls: { type: 'object' },
			clientPreauthorizationId: { type: 'text', max: 255 },
			configuration: { type: 'object' },
			linkedJourney: { type: 'bodyBoolean' },
		});
		const connector = book.connectorById.get(connectorId);
		if (!connector) throw notFound('connector');
		if (!connector.supportsSmartTransfers) {
			throw badRequest('The connector has no supportsSmartTransfers');
		}
		if (!Array.isArray(request.body.recipientIds) || recipientIds.length === 0) {
			throw badRequest('recipientIds should not be empty');
		}
		if (!recipientIds.every(isUuid)) throw badRequest('each value in recipientIds must be a UUID');
		const { success, error } = CALLBACK_URLS;
		const payer = readPayer(parameters);
		const recipients = recipientIds.map((/** @type {string} */ id) =>
			book.find('recipients', request, 'payment_recipient', id),
		);
		for (const { taxNumber } of recipients) {
			if ([payer.cpf, payer.cnpj].includes(taxNumber)) continue;
			throw badRequest('each recipient must have the tax number of the payer');
		}
		const row = createPreauthorization(book, request.claims.clientId, {
			...body,
			connector,
			recipients,
			payer,
			callbackUrls: checkIn('callbackUrls', body.callbackUrls, { success, error }),
			configuration: readConfiguration(body.configuration),
		});
		return view(request, row);
	});

	app.get(base, (/** @type {any} */ request) => {
		const page = check(request.query, PAGE_FIELDS);
		const rows = book.list('preauthorizations', request.claims.clientId);
		return pageOf(
			rows.map((row) => view(request, row)),
			page,
		);
	});

	app.get(`${base}/:id`, (/** @type {any} */ request) => view(request, askConsent(find(request))));

	app.get(`${base}/:id/payments`, (/** @type {any} */ request) => {
		const { from, to, ...page } = check(request.query, {
			...PAGE_FIELDS,
			from: { type: 'date' },
			to: { type: 'date' },
		});
		const rows = transfersOf(book, find(request)).filter((one) =>
			isWithin(one.createdAt, from, to),
		);
		return pageOf(rows.map(transferView), page);
	});

	app.get(`${base}/:id/balance`, (/** @type {any} */ request) => {
		const row = find(request);
		return sharedBalance(book, row, FAMILY, spentOf(book, row), options.balanceQuota);
	});

	app.delete(`${base}/:id/data-consent`, (/** @type {any} */ request) => {
		const row = find(request);
		endDataConsent(book, row, FAMILY);
		return view(request, row);
	});

	app.post('/smart-transfers/payments', (/** @type {any} */ request) => {
		const { preauthorizationId, recipientId, ...fields } = check(request.body, {
			preauthorizationId: { type: 'uuid', required: true },
			recipientId: { type: 'uuid', required: true },
			amount: { type: 'number', required: true },
			description: { type: 'text', max: 140 },
			clientPaymentId: { type: 'text', max: 255 },
		});
		requireMoney(fields, 'amount');
		const preauthorization = find(request, preauthorizationId);
		const recipient = preauthorization.recipients.find(
			(/** @type {any} */ one) => one.id === recipientId.toLowerCase(),
		);
		if (!recipient) {
			book.find('recipients', request, 'payment_recipient', recipientId);
			throw badRequest('recipientId is not a recipient of the preauthorization');
		}
		return transferView(createTransfer(book, preauthorization, { ...fields, recipient }));
	});

	app.get('/smart-transfers/payments/:id', (/** @type {any} */ request) =>
		transferView(book.find('transfers', request, 'smart_transfer_payment')),
	);
}

/** @param {any} given */
function readConfiguration(given) {
	const read = checkIn('configuration', given, {
		totalAllowedAmount: { type: 'number' },
		transactionLimit: { type: 'number' },
		periodicLimits: { type: 'object' },
	});
	if (!read) return undefined;
	requireMoney(read, 'totalAllowedAmount', 'transactionLimit');
	const name = 'configuration.periodicLimits';
	const periods = Object.fromEntries(PERIODS.map((one) => [one, { type: 'object' }]));
	const limits = checkIn(name, read.periodicLimits, /** @type {any} */ (periods));
	for (const [period, value] of Object.entries(limits ?? {})) {
		checkIn(`${name}.${period}`, value, {
			quantityLimit: { type: 'number', min: 1 },
			transactionLimit: { type: 'number', min: 0.01 },
		});
	}
	return read;
}
