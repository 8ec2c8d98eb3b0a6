/** The paid add-ons. Pluggy has them on hosts of their own; here they share the address of the API. */
import { categorize, recurringPaymentsOf } from '../data/enrichment.mjs';
import { behaviorOf, bookOf, categoriesOf, incomeOf } from '../data/insights.mjs';
import { badRequest, named } from '../http/errors.mjs';
import { check, isUuid } from '../http/validate.mjs';
import { findItem } from './items.mjs';

const MAX_TRANSACTIONS = 5000;
const ITEM_ID = { itemId: { type: /** @type {const} */ ('uuid'), required: true } };
const ITEM_IDS = { itemIds: { type: /** @type {const} */ ('list'), required: true } };

/** @param {any} app @param {import('../server.mjs').Context} context */
export function premiumRoutes(app, { store, features, clock }) {
	/** @param {any} request @param {string} id */
	const accountsOf = (request, id) =>
		store.visibleAccounts(findItem(store, request, id)).map((/** @type {any} */ account) => ({
			accountSubtype: account.subtype,
			rows: store.ledgerOf(account).rows,
		}));

	/** @param {any} request @param {string} id */
	const rowsOf = (request, id) =>
		accountsOf(request, id).flatMap((/** @type {{ rows: any[] }} */ { rows }) => rows);

	/** @param {any} values @returns {string[]} */
	function readIds(values) {
		const { itemIds } = check(values, ITEM_IDS);
		const ids = itemIds.filter((/** @type {string} */ id) => id !== '');
		if (ids.length === 0) throw badRequest('itemIds should not be empty');
		if (!ids.every(isUuid)) throw badRequest('each value in itemIds must be a UUID');
		return [...new Set(/** @type {string[]} */ (ids))];
	}

	const requireInsights = async () => {
		if (!features.insights) throw badRequest('Report creation is not enabled right now');
	};
	const requireEnrichment = async () => {
		if (!features.enrichment) {
			throw named(403, 'FORBIDDEN', 'Enrichment is not enabled for this client');
		}
	};
	const enrichment = { preHandler: requireEnrichment };
	const insights = { preHandler: requireInsights };

	app.post('/categorize', enrichment, (/** @type {any} */ request) => {
		check(request.body, {
			transactions: { type: 'list', required: true },
			clientUserId: { type: 'text' },
			accountType: { type: 'text', values: ['CHECKING', 'CREDIT_CARD'] },
			isBusiness: { type: 'bodyBoolean' },
		});
		const { transactions } = request.body;
		if (!Array.isArray(transactions)) throw badRequest('transactions must be an array');
		if (transactions.length === 0) throw badRequest('transactions should not be empty');
		if (transactions.length > MAX_TRANSACTIONS) {
			throw badRequest(`transactions must contain no more than ${MAX_TRANSACTIONS} elements`);
		}
		transactions.forEach((one, i) => {
			const name = `transactions.${i}`;
			if (typeof one?.id !== 'string') throw badRequest(`${name}.id must be a string`);
			if (typeof one.amount !== 'number') throw badRequest(`${name}.amount must be a number`);
			if (Number.isNaN(Date.parse(one.date))) {
				throw badRequest(`${name}.date must be a valid ISO 8601 date string`);
			}
			if (typeof one.description !== 'string') {
				throw badRequest(`${name}.description must be a string`);
			}
		});
		return { results: transactions.map(categorize) };
	});

	app.post('/recurring-payments', enrichment, (/** @type {any} */ request) => {
		const { itemId } = check(request.body, ITEM_ID);
		return { recurringPayments: recurringPaymentsOf(rowsOf(request, itemId)) };
	});

	app.post('/behavior-analysis', enrichment, (/** @type {any} */ request) => {
		const { itemId } = check(request.body, ITEM_ID);
		return behaviorOf(itemId, rowsOf(request, itemId));
	});

	app.post('/book', insights, (/** @type {any} */ request) => {
		const accounts = readIds(request.query).flatMap((id) => accountsOf(request, id));
		return bookOf(accounts, clock.now());
	});

	app.post('/income', insights, (/** @type {any} */ request) => {
		const { itemId } = check(request.query, ITEM_ID);
		return incomeOf(itemId, rowsOf(request, itemId), clock.now());
	});

	// Not the list of categories: that is the GET.
	app.post('/categories', insights, (/** @type {any} */ request) => {
		const accounts = readIds(request.body).flatMap((id) => accountsOf(request, id));
		return categoriesOf(accounts, clock.now());
	});
}
