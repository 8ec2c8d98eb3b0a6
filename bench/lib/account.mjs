/** Bank accounts of the local Pluggy with so many transactions. */
import { pluggyClient } from '../../scripts/lib/pluggy-client.mjs';

/** The least multiple of a year's rows that gives at least so many; a year has about 900. */
const A_YEAR = 885;

/**
 * Without accents, as the anchors were measured: one accent in a page makes V8 read all of its text three
 * times as slowly, for every contestant alike, and the ratios then tell less.
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
 * @returns {Promise<{ id: string, rows: number, ids: string[] }>} the account, how many rows it
 *   has, and their ids
 */
export async function accountOf(sandbox, least) {
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
	return { id, rows: rows.length, ids: rows.map((/** @type {Row} */ row) => row.id) };
}
