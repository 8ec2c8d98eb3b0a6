import { investmentsOf } from '../data/investments.mjs';
import { notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';
import { findListed, itemsOf } from './items.mjs';

const TYPES = ['COE', 'EQUITY', 'ETF', 'FIXED_INCOME', 'MUTUAL_FUND', 'SECURITY', 'OTHER'];

/** @param {any} app @param {import('../server.mjs').Context} context */
export function investmentRoutes(app, { store }) {
	/** @param {any} request */
	function find(request) {
		const { id } = check(request.params, { id: { type: 'uuid', required: true } });
		for (const item of itemsOf(store, request)) {
			const found = investmentsOf(item).find((one) => one.view.id === id.toLowerCase());
			if (found) return found;
		}
		throw notFound('investment');
	}

	app.get('/investments', (/** @type {any} */ request) => {
		const { itemId, type, ...page } = check(request.query, {
			itemId: { type: 'uuid', required: true },
			type: { type: 'text', values: TYPES },
			...PAGE_FIELDS,
		});
		const item = findListed(store, request, itemId);
		if (!item) return pageOf([], page);
		store.refresh(item);
		const rows = investmentsOf(item).map((one) => one.view);
		return pageOf(type ? rows.filter((one) => one.type === type) : rows, page);
	});

	app.get('/investments/:id', (/** @type {any} */ request) => find(request).view);

	app.get('/investments/:id/transactions', (/** @type {any} */ request) => {
		// Pluggy's own client repeats the id in the query.
		const { investmentId: _, ...page } = check(request.query, {
			...PAGE_FIELDS,
			investmentId: { type: 'uuid' },
		});
		const { rows } = find(request);
		return pageOf(
			rows.map(({ investmentId, ...row }) => row),
			page,
		);
	});
}
