import { billsOf } from '../data/bills.mjs';
import { named } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';
import { findAccount } from './accounts.mjs';
import { itemsOf } from './items.mjs';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function billRoutes(app, { store }) {
	/** None before the first sync, none of a bank account. @param {any} account */
	const list = (account) => {
		const { syncs } = store.items.get(account.itemId);
		if (account.type !== 'CREDIT' || syncs.length === 0) return [];
		return billsOf(account, syncs[0], syncs.at(-1));
	};

	app.get('/bills', (/** @type {any} */ request) => {
		const { accountId, ...page } = check(request.query, {
			accountId: { type: 'uuid', required: true },
			...PAGE_FIELDS,
		});
		return pageOf(list(findAccount(store, request, accountId)), page);
	});

	app.get('/bills/:id', (/** @type {any} */ request) => {
		const { id } = check(request.params, { id: { type: 'uuid', required: true } });
		for (const item of itemsOf(store, request)) {
			for (const account of store.visibleAccounts(item)) {
				const bill = list(account).find((one) => one.id === id.toLowerCase());
				if (bill) return bill;
			}
		}
		throw named(404, 'CREDIT_CARD_BILL_NOT_FOUND', 'credit card bill not found');
	});
}
