/** Totals over the rows of items. Pluggy does not document these answers: the names are ours. */
import { categoryById } from './categories.mjs';
import { recurringOf, round, signed } from './enrichment.mjs';

/** Paying one's own card is neither income nor spending. */
const BETWEEN_OWN = ['05100000', '04000000'];
const isReal = (/** @type {any} */ row) => !BETWEEN_OWN.includes(row.categoryId);

/** @param {any[]} rows @param {(row: any) => string} keyOf */
function totalsBy(rows, keyOf) {
	/** @type {Map<string, { income: number, expenses: number, count: number }>} */
	const totals = new Map();
	for (const row of rows) {
		const key = keyOf(row);
		let total = totals.get(key);
		if (!total) totals.set(key, (total = { income: 0, expenses: 0, count: 0 }));
		const amount = signed(row);
		if (amount > 0) total.income += amount;
		else total.expenses -= amount;
		total.count += 1;
	}
	return [...totals].map(([key, { income, expenses, count }]) => ({
		key,
		income: round(income),
		expenses: round(expenses),
		count,
	}));
}

/** @param {any[]} rows */
export const monthsOf = (rows) =>
	totalsBy(rows.filter(isReal), (row) => row.date.slice(0, 7))
		.map(({ key, count, ...total }) => ({ month: key, ...total, transactionsCount: count }))
		.sort((a, b) => (a.month < b.month ? -1 : 1));

/** @param {any[]} rows */
export const categoryTotals = (rows) =>
	totalsBy(rows.filter(isReal), (row) => row.categoryId ?? '99999999')
		.map(({ key, count, ...total }) => ({
			categoryId: key,
			category: categoryById.get(key)?.description ?? null,
			...total,
			transactionsCount: count,
		}))
		.sort((a, b) => b.expenses + b.income - a.expenses - a.income);

const average = (/** @type {number[]} */ list) =>
	list.length === 0 ? 0 : round(list.reduce((sum, one) => sum + one, 0) / list.length);

/** @param {string} itemId @param {any[]} rows */
export function incomeOf(itemId, rows) {
	const regular = recurringOf(rows.filter((row) => row.type === 'CREDIT' && isReal(row)));
	const months = monthsOf(rows).map(({ month, income }) => ({ month, income }));
	return {
		itemId,
		averageMonthlyIncome: average(months.slice(-12).map((one) => one.income)),
		regularMonthlyIncome: round(regular.reduce((sum, one) => sum + one.averageAmount, 0)),
		incomeSources: regular.map(({ occurrences, ...source }) => source),
		months,
	};
}

/** @param {Array<{ item: any, accounts: any[], rows: any[] }>} items */
export const bookOf = (items) => ({
	items: items.map(({ item, accounts, rows }) => ({
		itemId: item.id,
		connector: { id: item.connector.id, name: item.connector.name },
		accounts,
		months: monthsOf(rows),
	})),
	totals: {
		accountsCount: items.reduce((sum, one) => sum + one.accounts.length, 0),
		transactionsCount: items.reduce((sum, one) => sum + one.rows.length, 0),
		categories: categoryTotals(items.flatMap((one) => one.rows)),
	},
});

/** @param {string} itemId @param {any[]} rows */
export function behaviorOf(itemId, rows) {
	const months = monthsOf(rows);
	const spending = rows.filter((row) => row.type === 'DEBIT' && isReal(row));
	const days = totalsBy(spending, (row) => String(new Date(row.date).getUTCDay()));
	return {
		itemId,
		averageMonthlyIncome: average(months.map((one) => one.income)),
		averageMonthlyExpenses: average(months.map((one) => one.expenses)),
		savingsRate: average(
			months.filter((one) => one.income > 0).map((one) => 1 - one.expenses / one.income),
		),
		topCategories: categoryTotals(spending).slice(0, 5),
		expensesByWeekday: days
			.map(({ key, expenses, count }) => ({ weekday: Number(key), expenses, count }))
			.sort((a, b) => a.weekday - b.weekday),
		recurringPaymentsCount: recurringOf(spending).length,
	};
}
