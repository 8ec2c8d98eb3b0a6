/** Bank accounts of the local Pluggy with so many transactions. */
import { pluggyClient } from '../../scripts/lib/pluggy-client.mjs';

/** The least multiple of a year's rows that gives at least so many; a year has about 900. */
const A_YEAR = 885;

/** Members that only some banks fill: without them a row has about 450 bytes, with them 1,200. */
const LONG = ['paymentData', 'creditCardMetadata', 'merchant', 'operationTypeAdditionalInfo'];

/**
 * Rows as most banks send them: what is measured is the work with rows, not the reading of long texts.
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
	for (const row of rows) for (const member of LONG) delete row[member];
	return { id, rows: rows.length, ids: rows.map((/** @type {Row} */ row) => row.id) };
}
