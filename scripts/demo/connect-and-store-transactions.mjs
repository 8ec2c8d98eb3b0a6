/**
 * What examples/connect-and-store-transactions.json has to leave in n8n's data tables, computed
 * from the sandbox's own data. Imports nothing of nodes/.
 */
const TIME_ZONE = 'America/Sao_Paulo';
const MONTHS = 12;
const MAX_LISTED = 5;

const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE });

/** The day in Brazil, as yyyy-mm-dd. @param {string} date */
export const day = (date) => calendar.format(new Date(date));

/**
 * The same day some months earlier; the last day of a shorter month.
 * @param {string} isoDay
 * @param {number} months
 */
export function monthsBefore(isoDay, months) {
	const [year, month, date] = isoDay.split('-').map(Number);
	const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
	const target = new Date(Date.UTC(year, month - 1 - months, Math.min(date, last)));
	return target.toISOString().slice(0, 10);
}

const cents = (/** @type {number} */ amount) => Math.round(amount * 100);
const money = (/** @type {number} */ value) => (value / 100).toFixed(2);
const listed = (/** @type {string[]} */ ids) =>
	`${ids.slice(0, MAX_LISTED).join(', ')}${ids.length > MAX_LISTED ? ', ...' : ''}`;

/**
 * The rows the workflow should have stored.
 * @param {Row[]} transactions
 * @param {string} from
 * @param {string} to
 */
export function expectedRows(transactions, from, to) {
	return transactions
		.map(({ id, accountId, date, description, amount, type, category }) => ({
			transaction_id: id,
			account_id: accountId,
			date: day(date),
			description,
			amount,
			type,
			category: category ?? '',
		}))
		.filter((row) => row.date >= from && row.date <= to);
}

/** Count, sums in cents and period of each account. @param {Row[]} rows */
export function perAccount(rows) {
	const accounts = new Map();
	for (const { account_id: id, amount, type, date } of rows) {
		const sum = accounts.get(id) ?? { rows: 0, credit: 0, debit: 0, first: date, last: date };
		sum.rows += 1;
		sum[type === 'CREDIT' ? 'credit' : 'debit'] += cents(amount);
		if (date < sum.first) sum.first = date;
		if (date > sum.last) sum.last = date;
		accounts.set(id, sum);
	}
	return accounts;
}

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

/**
 * @param {{ client: any, admin: AskAdmin, execution: any }} context
 */
export async function check({ client, admin, execution }) {
	const connections = await client.tableRows('pluggy_connections');
	if (connections.length !== 1) {
		return { differences: [`pluggy_connections has ${connections.length} rows instead of 1`] };
	}
	const today = day(execution.startedAt);
	const from = monthsBefore(today, MONTHS);
	const answer = await admin(`/items/${connections[0].item_id}/transactions`);
	const expected = expectedRows(answer.results ?? answer, from, today);
	const stored = await client.tableRows('pluggy_transactions');
	const differences = compare(stored, expected);
	if (expected.length === 0) differences.push('the sandbox holds no transaction in this period');
	const rows = [...perAccount(stored)].map(([id, sum]) => [
		...[id, sum.rows, money(sum.credit), money(sum.debit)],
		`${sum.first} to ${sum.last}`,
	]);
	return {
		table: { head: ['account', 'rows', 'credits', 'debits', 'period'], rows },
		summary: `${stored.length} rows stored, ${expected.length} expected (${from} to ${today}).`,
		differences,
	};
}
