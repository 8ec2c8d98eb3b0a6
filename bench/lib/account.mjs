/** Bank accounts of the local Pluggy with so many transactions. */
import { pluggyClient } from '../../scripts/lib/pluggy-client.mjs';

/** The least multiple of a year's rows that gives at least so many; a year has about 900. */
const A_YEAR = 885;

/** What every bank sends of a transaction: about 330 bytes. With all that some send it is 1,200. */
const PLAIN = new Set([
	...['id', 'accountId', 'description', 'currencyCode', 'amount', 'date', 'balance'],
	...['category', 'categoryId', 'status', 'type', 'createdAt'],
]);

/** @param {Row} row */
function makePlain(row) {
	for (const name of Object.keys(row)) if (!PLAIN.has(name)) delete row[name];
}

/**
 * Without accents: one in a page makes V8 read all of its text three times as slowly, for every contestant
 * alike, and the ratios then tell less.
 * @param {Row} row
 */
function foldAccents(row) {
	const text = JSON.stringify(row)
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '');
	Object.assign(row, JSON.parse(text));
}

/**
 * @param {Sandbox} sandbox
 * @param {number} least
 * @param {{ isLong?: boolean }} [rows] whether they have all that some banks send
 * @returns {Promise<{ id: string, rows: number, ids: string[] }>} the account, how many rows it
 *   has, and their ids
 */
export async function accountOf(sandbox, least, { isLong = false } = {}) {
	const { connect, call } = pluggyClient(sandbox);
	const user = `user-ok-perf-${Math.ceil(least / A_YEAR)}x`;
	const item = await connect({
		connectorId: 2,
		parameters: { user, password: 'password-ok' },
	});
	const { results } = await call('GET', `/accounts?itemId=${item.id}`);
	const { id } = results.find((/** @type {Row} */ one) => one.type === 'BANK');
	const { rows } = sandbox.store.ledgerOf(sandbox.store.accounts.get(id));
	if (rows.length < least) throw new Error(`The account has ${rows.length} rows, not ${least}`);
	rows.forEach(foldAccents);
	if (!isLong) rows.forEach(makePlain);
	return { id, rows: rows.length, ids: rows.map((/** @type {Row} */ row) => row.id) };
}
