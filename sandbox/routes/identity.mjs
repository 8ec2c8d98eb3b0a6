import { identityOf } from '../data/identity.mjs';
import { notFound } from '../http/errors.mjs';
import { check } from '../http/validate.mjs';
import { findListed, itemsOf } from './items.mjs';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function identityRoutes(app, { store }) {
	// One object, not a list.
	app.get('/identity', (/** @type {any} */ request) => {
		const { itemId } = check(request.query, { itemId: { type: 'uuid', required: true } });
		const item = findListed(store, request, itemId);
		if (!item) throw notFound('identity');
		store.refresh(item);
		const identity = identityOf(item);
		if (!identity) throw notFound('identity');
		return identity;
	});

	app.get('/identity/:id', (/** @type {any} */ request) => {
		const { id } = check(request.params, { id: { type: 'uuid', required: true } });
		const identities = itemsOf(store, request).map(identityOf);
		const identity = identities.find((one) => one?.id === id.toLowerCase());
		if (!identity) throw notFound('identity');
		return identity;
	});
}
