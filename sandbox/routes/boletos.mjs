import { dayOf, parseDay } from '../time/clock.mjs';
import { outcomeOf } from '../data/users.mjs';
import { badRequest, named, notFound } from '../http/errors.mjs';
import { cancel, issue } from '../payments/boletos.mjs';
import { checkIn, requireMoney, requireTaxNumber } from '../payments/fields.mjs';
import { boletoView, connectionView } from '../payments/views.mjs';
import { check, isUuid } from '../http/validate.mjs';

/** @typedef {import('../http/validate.mjs').Field} Field */

const OBJECT = /** @type {Field} */ ({ type: 'object', required: true });
const INTER = ['clientId', 'clientSecret', 'certificate', 'privateKey'];
/** The secret that the sandbox's bank refuses. */
const WRONG_SECRET = /invalid|wrong|errad/i;
const STATES =
	'AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO'.split(' ');

const BOLETO = /** @type {Record<string, Field>} */ ({
	seuNumero: { type: 'filled', required: true, max: 10 },
	amount: { type: 'number', required: true, min: 2.5, max: 99_999_999.99 },
	dueDate: { type: 'instant', required: true },
	payer: OBJECT,
	fine: { type: 'object' },
	interest: { type: 'object' },
});
const PAYER = /** @type {Record<string, Field>} */ ({
	taxNumber: { type: 'filled', required: true },
	name: { type: 'filled', required: true },
	addressState: { type: 'text', required: true, values: STATES },
	addressZipCode: { type: 'filled', required: true },
	addressStreet: { type: 'text' },
	addressCity: { type: 'text' },
	addressNumber: { type: 'text' },
	addressComplement: { type: 'text' },
	addressNeighborhood: { type: 'text' },
	email: { type: 'text' },
	ddd: { type: 'text' },
	phoneNumber: { type: 'text' },
});
const charge = (/** @type {string[]} */ values) =>
	/** @type {Record<string, Field>} */ ({
		value: { type: 'number', required: true, min: 0 },
		type: { type: 'text', required: true, values },
	});

/** @param {any} app @param {import('./payments.mjs').Desk} desk */
export function boletoRoutes(app, { book, store }) {
	app.post('/boleto-connections', (/** @type {any} */ request) => {
		const { connectorId, credentials } = check(request.body, {
			connectorId: { type: 'number', required: true, min: 1 },
			credentials: OBJECT,
		});
		const connector = book.connectorById.get(connectorId);
		if (!connector) throw notFound('connector');
		requireBoletos(connector);
		for (const [name, value] of Object.entries(credentials)) {
			if (typeof value !== 'string') throw badRequest(`credentials.${name} must be a string`);
		}
		if (!isRight(connector, credentials)) {
			throw named(400, 'BOLETO_CONNECTION_CREATION_CREDENTIALS_ERROR', 'INVALID_CREDENTIALS', {
				errorId: store.uuidFor('boleto error', book.now()),
			});
		}
		return connect(request, connectorId);
	});

	app.post('/boleto-connections/from-item', (/** @type {any} */ request) => {
		const { itemId } = check(request.body, { itemId: { type: 'uuid', required: true } });
		const item = store.items.get(itemId.toLowerCase());
		if (item?.clientId !== request.claims.clientId) throw notFound('item');
		requireBoletos(item.connector);
		const { status } = store.refresh(item);
		if (status !== 'UPDATED') throw badRequest(`The item can not be used in status ${status}`);
		return connect(request, item.connector.id);
	});

	app.post('/boletos', (/** @type {any} */ request) => {
		const { boletoConnectionId, boleto } = check(request.body, {
			boletoConnectionId: { type: 'text', required: true },
			boleto: OBJECT,
		});
		if (!isUuid(boletoConnectionId)) throw badRequest('boletoConnectionId must be a UUID');
		const fields = /** @type {any} */ (checkIn('boleto', boleto, BOLETO));
		requireMoney(fields, 'amount');
		const payer = /** @type {any} */ (checkIn('boleto.payer', boleto.payer, PAYER));
		payer.taxNumber = requireTaxNumber('boleto.payer.taxNumber', payer.taxNumber);
		if (!/^\d{5}-?\d{3}$/.test(payer.addressZipCode)) {
			throw badRequest('boleto.payer.addressZipCode must be a CEP with 8 digits');
		}
		checkIn('boleto.fine', boleto.fine, charge(['PERCENTAGE', 'FIXED']));
		checkIn('boleto.interest', boleto.interest, charge(['PERCENTAGE']));
		// A day alone is that day in São Paulo; a moment is the day it falls on there.
		const isDay = /^\d{4}-\d{2}-\d{2}(T00:00:00(\.0+)?Z)?$/.test(boleto.dueDate);
		const dueDay = isDay ? parseDay(boleto.dueDate.slice(0, 10)) : dayOf(fields.dueDate);
		if (dueDay < dayOf(book.now())) throw badRequest('boleto.dueDate must be today or later');
		const connection = book.find(
			'boletoConnections',
			request,
			'boleto_connection',
			boletoConnectionId,
		);
		const personType = payer.taxNumber.length === 11 ? 'FISICA' : 'JURIDICA';
		const checked = { ...fields, dueDay, payer: { personType, ...payer } };
		return boletoView(issue(book, connection, checked));
	});

	app.get('/boletos/:id', (/** @type {any} */ request) => boletoView(find(request)));

	app.post('/boletos/:id/cancel', (/** @type {any} */ request) => {
		const boleto = find(request);
		cancel(book, boleto);
		return boletoView(boleto);
	});

	const find = (/** @type {any} */ request) => book.find('boletos', request, 'boleto');

	/** @param {any} request @param {number} connectorId */
	const connect = (request, connectorId) =>
		connectionView(book.add('boletoConnections', request.claims.clientId, { connectorId }));
}

/** @param {any} connector */
function requireBoletos(connector) {
	if (connector.supportsBoletoManagement) return;
	throw badRequest('The connector has no supportsBoletoManagement');
}

/** Inter's four credentials; a sandbox connector also takes its user and password. @param {any} connector @param {Record<string, string>} given */
function isRight(connector, given) {
	if (connector.isSandbox && 'user' in given) return !outcomeOf(connector, given).error;
	return INTER.every((name) => Boolean(given[name])) && !WRONG_SECRET.test(given.clientSecret);
}
