import { consentOf } from '../data/consents.mjs';
import { notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';
import { findListed, itemsOf } from './items.mjs';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function consentRoutes(app, { clock, store }) {
	app.get('/consents', (/** @type {any} */ request) => {
		const { itemId, ...page } = check(request.query, {
			itemId: { type: 'uuid', required: true },
			...PAGE_FIELDS,
		});
		const item = findListed(store, request, itemId);
		if (!item) return pageOf([], page);
		return pageOf(isGiven(item) ? [consentOf(item)] : [], page);
	});

	// The consent of a deleted item stays, as revoked.
	app.get('/consents/:id', (/** @type {any} */ request) => {
		const { id } = check(request.params, { id: { type: 'uuid', required: true } });
		const wanted = id.toLowerCase();
		const revoked = store.revokedConsents.get(wanted);
		if (revoked?.clientId === request.claims.clientId) return revoked.consent;
		const consents = itemsOf(store, request)
			.filter(isGiven)
			.map((item) => consentOf(item));
		const consent = consents.find((one) => one.id === wanted);
		if (!consent) throw notFound('consent');
		return consent;
	});

	store.watch({
		deleted(item) {
			if (!isGiven(item)) return;
			const consent = consentOf(item, clock.now());
			store.revokedConsents.set(consent.id, { clientId: item.clientId, consent });
		},
	});

	/** Once the login succeeded. @param {any} item */
	function isGiven(item) {
		const { isGood, reachedAt } = store.refresh(item);
		return item.syncs.length > 0 || (isGood && reachedAt.accounts !== null);
	}
}
