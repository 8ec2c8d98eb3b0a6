/** The bank's part of the admin address: connections that break, money that comes in. */
import { notFound } from '../http/errors.mjs';
import { ITEM_ERRORS } from '../data/users.mjs';

/** Rows of a bigger account are made when somebody reads them. */
const SMALL_VOLUME = 5;

/** @param {import('../bank/store.mjs').Store} store */
export function createItemAdmin(store) {
	/** @param {string} id */
	function find(id) {
		const item = store.items.get(id);
		if (!item) throw notFound('item');
		return item;
	}

	return {
		/** One connection; an error without it. */
		item: find,
		state: () =>
			[...store.items.values()].map((item) => {
				const { status, executionStatus } = store.refresh(item);
				return {
					id: item.id,
					connectorId: item.connector.id,
					status,
					executionStatus,
					accounts: store.visibleAccounts(item).map((/** @type {any} */ account) => ({
						id: account.id,
						type: account.type,
						transactions:
							account.ledger || account.source.volume <= SMALL_VOLUME
								? store.ledgerOf(account).rows.length
								: null,
					})),
				};
			}),
		/** A connection that breaks, with any of Pluggy's item error codes. @param {string} id @param {string} [code] */
		failItem(id, code = 'USER_AUTHORIZATION_REVOKED') {
			const item = find(id);
			if (!Object.hasOwn(ITEM_ERRORS, code)) {
				throw new Error(`code must be one of ${Object.keys(ITEM_ERRORS).join(', ')}`);
			}
			store.fail(item, code);
			return { id, code };
		},
		/** A PIX comes in, and Pluggy tells of it. @param {string} id */
		receive: (id) => store.receive(find(id)),
		/** Every row of every account of an item, oldest first. @param {string} id */
		transactions: (id) =>
			store
				.visibleAccounts(find(id))
				.flatMap((/** @type {any} */ account) => store.ledgerOf(account).rows),
	};
}
