/** The consent behind an item: Open Finance's ends after a year, the others' with the item. */
import { DAY_MS, iso } from '../time/clock.mjs';
import { uuidOf } from './random.mjs';

const OPEN_FINANCE = [
	'REGISTRATION_ALL',
	'ACCOUNTS_ALL',
	'CREDIT_CARDS_ALL',
	'CREDIT_OPERATIONS_ALL',
	'INVESTMENTS_ALL',
	'EXCHANGES_ALL',
];

/** @param {any} item @param {number | null} [revokedAt] */
export const consentOf = (item, revokedAt = item.revokedAt ?? null) => ({
	id: uuidOf(item.id, 'consent'),
	itemId: item.id,
	products: item.products.filter((/** @type {string} */ one) => one !== 'ACCOUNT_STATEMENTS'),
	openFinancePermissionsGranted: item.connector.isOpenFinance ? OPEN_FINANCE : [],
	createdAt: iso(item.createdAt),
	expiresAt: item.connector.isOpenFinance ? iso(item.createdAt + 365 * DAY_MS) : null,
	revokedAt: iso(revokedAt),
});
