/**
 * Totals over the rows of items, in the form that users of Pluggy report. The behaviour analysis is not
 * confirmed by anybody: its names are ours.
 */
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

const DAY_MS = 86_400_000;
const STATUS = 'SUCCESS';

/** @param {any[]} rows @param {number} now @param {number} days */
const within = (rows, now, days) =>
	rows.filter((row) => Date.parse(row.date) > now - days * DAY_MS);
const sumOf = (/** @type {any[]} */ rows) =>
	round(rows.reduce((sum, row) => sum + Math.abs(signed(row)), 0));

/** Income over the last days, by the month. @param {any[]} rows @param {number} now */
function incomeStatistics(rows, now) {
	const averageOver = (/** @type {number} */ days) =>
		round(sumOf(within(rows, now, days)) / (days / 30));
	const dates = rows.map((row) => row.date).sort();
	return {
		averageMonthlyIncomeLast30Days: averageOver(30),
		averageMonthlyIncomeLast90Days: averageOver(90),
		averageMonthlyIncomeLast180Days: averageOver(180),
		averageMonthlyIncomeLast360Days: averageOver(360),
		firstIncomeDate: dates[0] ?? null,
		lastIncomeDate: dates[dates.length - 1] ?? null,
		numIncomeTransactions: rows.length,
		daysCoveredWithIncome: new Set(dates).size,
	};
}

/** @param {string} itemId @param {any[]} rows @param {number} now */
export function incomeOf(itemId, rows, now) {
	const income = rows.filter((row) => row.type === 'CREDIT' && isReal(row));
	const regular = recurringOf(income);
	const sources = regular.map(({ description, averageAmount, occurrences }) => {
		const ids = new Set(occurrences.map((/** @type {any} */ one) => one.transactionId));
		return {
			transactionDescription: description,
			incomeStatistics: incomeStatistics(
				income.filter((row) => ids.has(row.id)),
				now,
			),
			aggregatedIncomeStatistics: { averageMonthlyIncome: averageAmount },
			ids,
		};
	});
	const irregular = income.filter((row) => !sources.some(({ ids }) => ids.has(row.id)));
	return {
		status: STATUS,
		itemId,
		result: {
			totalIncomeStatistics: incomeStatistics(income, now),
			irregularIncomeStatistics: incomeStatistics(irregular, now),
			incomeSources: sources.map(({ ids, ...source }) => source),
		},
	};
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** Figures of the last one to twelve months, one name each. @param {any[]} rows @param {number} now */
function monthlyFigures(rows, now) {
	/** @type {Record<string, number>} */
	const figures = {};
	for (const month of MONTHS) {
		const recent = within(rows, now, month * 30);
		/** @type {Record<string, number>} */
		const sums = {};
		for (const type of ['DEBIT', 'CREDIT']) {
			const some = recent.filter((row) => row.type === type);
			const name = `transactions_${type.toLowerCase()}_M${month}`;
			sums[type] = sumOf(some);
			figures[`count_${name}`] = some.length;
			figures[`sum_${name}`] = sums[type];
			figures[`avg_${name}`] = some.length === 0 ? 0 : round(sums[type] / some.length);
		}
		figures[`diff_transactions_net_amount_M${month}`] = round(sums.CREDIT - sums.DEBIT);
	}
	return figures;
}

/**
 * Totals of each category, for the last one to twelve months.
 * @param {Array<{ accountSubtype: string, rows: any[] }>} accounts @param {number} now
 */
export function categoriesOf(accounts, now) {
	/** @type {Map<string, { names: object, rows: any[] }>} */
	const groups = new Map();
	for (const { accountSubtype, rows } of accounts) {
		for (const row of rows.filter(isReal)) {
			const names = { category: row.category, transactionType: row.type, accountSubtype };
			const key = JSON.stringify(names);
			const group = groups.get(key) ?? { names, rows: [] };
			groups.set(key, group);
			group.rows.push(row);
		}
	}
	return [...groups.values()].map(({ names, rows }) => ({
		...names,
		...Object.fromEntries(
			MONTHS.map((month) => [`M${month}`, totalsOf(within(rows, now, month * 30))]),
		),
	}));
}

/** @param {any[]} rows */
function totalsOf(rows) {
	const amounts = rows.map((row) => Math.abs(signed(row))).sort((a, b) => a - b);
	const total = sumOf(rows);
	return {
		avg: amounts.length === 0 ? 0 : round(total / amounts.length),
		total,
		min: amounts[0] ?? 0,
		max: amounts[amounts.length - 1] ?? 0,
	};
}

/** @param {Array<{ accountSubtype: string, rows: any[] }>} accounts @param {number} now */
export function bookOf(accounts, now) {
	const rowsOf = (/** @type {boolean} */ isCard) =>
		accounts
			.filter(({ accountSubtype }) => (accountSubtype === 'CREDIT_CARD') === isCard)
			.flatMap(({ rows }) => rows);
	return {
		status: STATUS,
		book: {
			bankAccount: monthlyFigures(rowsOf(false), now),
			creditCard: monthlyFigures(rowsOf(true), now),
			categories: categoriesOf(accounts, now),
		},
	};
}

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
