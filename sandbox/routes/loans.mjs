import { loansOf } from '../data/loans.mjs';
import { notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';
import { findListed, itemsOf } from './items.mjs';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function loanRoutes(app, { store }) {
	app.get('/loans', (/** @type {any} */ request) => {
		const { itemId, ...page } = check(request.query, {
			itemId: { type: 'uuid', required: true },
			...PAGE_FIELDS,
		});
		const item = findListed(store, request, itemId);
		if (!item) return pageOf([], page);
		store.refresh(item);
		return pageOf(loansOf(item), page);
	});

	app.get('/loans/:id', (/** @type {any} */ request) => {
		const { id } = check(request.params, { id: { type: 'uuid', required: true } });
		const loans = itemsOf(store, request).flatMap(loansOf);
		const loan = loans.find((one) => one.id === id.toLowerCase());
		if (!loan) throw notFound('loan');
		return loan;
	});
}
