/**
 * What a data table of transactions has to hold, worked out from what the sandbox answers, and how stored rows
 * differ from it. Imports nothing of nodes/.
 */
import { dayOf } from './days.mjs';
import { pluggyClient } from './pluggy-client.mjs';

const MAX_LISTED = 5;

const cents = (/** @type {number} */ amount) => Math.round(amount * 100);
const money = (/** @type {number} */ value) => (value / 100).toFixed(2);
const listed = (/** @type {string[]} */ ids) =>
	`${ids.slice(0, MAX_LISTED).join(', ')}${ids.length > MAX_LISTED ? ', ...' : ''}`;

/** What leaves is negative: on a card a purchase, which Pluggy sends as a positive amount. */
function signed(
	/** @type {Row} */ { amount, amountInAccountCurrency: converted, type },
	/** @type {boolean} */ isCard,
) {
	const value = converted || amount;
	if (isCard) return 0 - value;
	return type === 'DEBIT' ? 0 - Math.abs(value) : Math.abs(value);
}

/**
 * The rows that the table should hold, in the order of the transactions.
 * @param {Sandbox} sandbox
 * @param {Row[]} transactions as the sandbox holds them
 */
export async function expectedRows(sandbox, transactions) {
	const { call } = pluggyClient(sandbox);
	const ids = [...new Set(transactions.map(({ accountId }) => accountId))];
	const list = await Promise.all(ids.map((id) => call('GET', `/accounts/${id}`)));
	const accounts = new Map(list.map((one) => [one.id, one]));
	const { results } = await call('GET', '/categories');
	const names = new Map(
		results.map((/** @type {Row} */ one) => [one.id, one.descriptionTranslated]),
	);
	return transactions.map((row) => {
		const account = accounts.get(row.accountId);
		return {
			transaction_id: row.id,
			account_id: row.accountId,
			account: account.name ?? '',
			date: dayOf(row.date),
			description: row.description,
			amount: signed(row, account.type === 'CREDIT'),
			currency: account.currencyCode,
			category: names.get(row.categoryId) ?? row.category ?? '',
		};
	});
}

/** Count, sums in cents and period of each account. @param {Row[]} rows */
function perAccount(rows) {
	const accounts = new Map();
	for (const { account_id: id, amount, date } of rows) {
		const sum = accounts.get(id) ?? { rows: 0, credit: 0, debit: 0, first: date, last: date };
		sum.rows += 1;
		sum[amount > 0 ? 'credit' : 'debit'] += cents(amount);
		if (date < sum.first) sum.first = date;
		if (date > sum.last) sum.last = date;
		accounts.set(id, sum);
	}
	return accounts;
}

/** A table of stored rows, by account. @param {Row[]} stored */
export const accountsTable = (stored) => ({
	head: ['account', 'rows', 'credits', 'debits', 'period'],
	rows: [...perAccount(stored)].map(([id, sum]) => [
		...[id, sum.rows, money(sum.credit), money(sum.debit)],
		`${sum.first} to ${sum.last}`,
	]),
});

/**
 * In words, how stored rows differ from the expected ones.
 * @param {Row[]} stored
 * @param {Row[]} expected
 */
export function compare(stored, expected) {
	const differences = [];
	const byId = new Map(stored.map((row) => [row.transaction_id, row]));
	if (byId.size !== stored.length) {
		differences.push(`${stored.length - byId.size} rows are stored twice`);
	}
	const wanted = new Map(expected.map((row) => [row.transaction_id, row]));
	const missing = [...wanted.keys()].filter((id) => !byId.has(id));
	const surplus = [...byId.keys()].filter((id) => !wanted.has(id));
	if (missing.length) differences.push(`${missing.length} rows are missing: ${listed(missing)}`);
	if (surplus.length)
		differences.push(`${surplus.length} rows should not be there: ${listed(surplus)}`);
	for (const column of Object.keys(expected[0] ?? {})) {
		const wrong = [...wanted.values()]
			.filter((row) => byId.has(row.transaction_id))
			.filter((row) => (byId.get(row.transaction_id)?.[column] ?? '') !== (row[column] ?? ''))
			.map((row) => row.transaction_id);
		if (wrong.length)
			differences.push(`${wrong.length} rows differ in "${column}": ${listed(wrong)}`);
	}
	const [ours, theirs] = [perAccount(stored), perAccount(expected)];
	for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
		const [got, want] = [JSON.stringify(ours.get(id)), JSON.stringify(theirs.get(id))];
		if (got !== want)
			differences.push(`account ${id} (cents): stored ${got}, the sandbox holds ${want}`);
	}
	return differences;
}
