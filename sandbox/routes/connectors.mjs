import { parameterErrors, withHealthDetails } from '../data/connectors.mjs';
import { notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';

const TYPES = [
	'PERSONAL_BANK',
	'BUSINESS_BANK',
	'INVESTMENT',
	'INVOICE',
	'TELECOMMUNICATION',
	'OTHER',
];
const FLAGS = /** @type {const} */ ([
	'isOpenFinance',
	'supportsPaymentInitiation',
	'supportsSmartTransfers',
	'supportsAutomaticPix',
]);

/** @param {any} app @param {import('../server.mjs').Context} context */
export function connectorRoutes(app, { store }) {
	/** @param {any} request */
	function find({ params }) {
		const { id } = check(params, { id: { type: 'integer', required: true } });
		const connector = store.connectorById.get(id);
		if (!connector) throw notFound('connector');
		return connector;
	}

	app.get('/connectors', (/** @type {any} */ request) => {
		const query = check(request.query, {
			countries: { type: 'list', values: ['BR'] },
			types: { type: 'list', values: TYPES },
			name: { type: 'text' },
			sandbox: { type: 'boolean' },
			healthDetails: { type: 'boolean' },
			...Object.fromEntries(FLAGS.map((flag) => [flag, { type: 'boolean' }])),
			...PAGE_FIELDS,
		});
		const rows = store.connectors.filter(
			(one) =>
				(query.sandbox || !one.isSandbox) && // true adds the sandbox ones to the others
				(!query.countries || query.countries.includes(one.country)) &&
				(!query.types || query.types.includes(one.type)) &&
				(!query.name || one.name.toLowerCase().includes(query.name.toLowerCase())) &&
				FLAGS.every((flag) => query[flag] === undefined || one[flag] === query[flag]),
		);
		return pageOf(query.healthDetails ? rows.map(withHealthDetails) : rows, query);
	});

	app.get('/connectors/:id', (/** @type {any} */ request) => {
		const { healthDetails } = check(request.query, { healthDetails: { type: 'boolean' } });
		const connector = find(request);
		return healthDetails ? withHealthDetails(connector) : connector;
	});

	app.post('/connectors/:id/validate', (/** @type {any} */ request) => {
		const parameters = /** @type {any} */ (request.body ?? {});
		check({ parameters }, { parameters: { type: 'object', required: true } });
		return { parameters, errors: parameterErrors(find(request), parameters) };
	});
}
