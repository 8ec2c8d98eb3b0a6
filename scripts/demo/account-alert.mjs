/**
 * What examples/source/account-alert.mjs has to tell: the sandbox's low accounts, big debits and fees, each once,
 * and a low account again after it recovered. Telegram is switched off: not compared.
 */
import { addDays, dayOf } from '../lib/days.mjs';
import { changeNode } from '../lib/forms.mjs';
import { atHome, compareTexts, readHome } from '../lib/home.mjs';
import { outputOf } from '../lib/n8n-client.mjs';

const TABLE = 'pluggy_low_balances';
/** So many debits of the week are big: what the sandbox holds of a week depends on the day. */
const BIG_ONES = 3;
const DAYS = 7;
const FEES = ['16', '0201', '0202'];

/** @type {{ accounts: Row[], rows: Row[] }} */
let home = { accounts: [], rows: [] };
/** @type {(minimum: number) => Promise<void>} */
let setMinimum = async () => {};
let minimum = 0;
let big = 0;
/** Told in run 1. @type {string[]} */
let firstLow = [];

/** @param {Stack & { workflowId: string, name: (id: string) => string }} given */
export async function prepare({ workflowId, name, ...stack }) {
	const { client } = stack;
	home = await readHome(stack.sandbox, await atHome(stack));
	await client.clearTable(TABLE);
	/** @param {string} id of a node @param {string} operation of its condition @param {number} value */
	const setLimit = (id, operation, value) =>
		changeNode(client, workflowId, name(id), ({ conditions }) => {
			const condition = conditions.conditions.find(
				(/** @type {Row} */ { operator }) => operator.operation === operation,
			);
			condition.rightValue = value;
		});
	setMinimum = async (value) => {
		minimum = value;
		await setLimit('low', 'lt', value);
	};
	const from = addDays(dayOf(Date.now()), -DAYS);
	const debits = home.rows.filter(({ date, amount }) => date >= from && amount < 0);
	big = debits.map(({ amount }) => amount).sort((a, b) => a - b)[BIG_ONES - 1];
	await setLimit('notable', 'lte', big);
	await setMinimum(MINIMUM[1](balances()));
}

const balances = () =>
	home.accounts
		.filter(({ type }) => type === 'BANK')
		.map(({ balance }) => balance)
		.sort((a, b) => a - b);

/** @param {Row} row */
const isTold = ({ amount, categoryId }) =>
	amount <= big || (amount < 0 && FEES.some((start) => categoryId.startsWith(start)));

/** @param {{ client: N8nClient, execution: any, run: number, name: (id: string) => string }} context */
export async function check({ client, execution, run, name }) {
	const from = addDays(dayOf(execution.startedAt), -DAYS);
	const low = home.accounts.filter(({ type, balance }) => type === 'BANK' && balance < minimum);
	const rows = home.rows.filter((row) => row.date >= from && isTold(row));
	const told = outputOf(execution, name('telegram'));
	const [ids, accounts] = ['transaction_id', 'account_id'].map((key) =>
		told.map((row) => row[key]).filter(Boolean),
	);
	if (run === 1) firstLow = low.map(({ id }) => id);
	const differences = [
		...compareTexts('rows told', ids, run === 1 ? rows.map(({ id }) => id) : []),
		...compareTexts(
			'accounts told',
			accounts,
			newlyLow(
				run,
				low.map(({ id }) => id),
			),
		),
	];
	if (rows.length === 0)
		differences.push('the sandbox holds no big debit and no fee of these days');
	if (told.some(({ message }) => !message || /undefined|null|NaN/.test(message)))
		differences.push('a message with a word that is none');
	const remembered = (await client.tableRows(TABLE)).map(({ account_id: id }) => id);
	differences.push(
		...compareTexts(
			'accounts remembered',
			remembered,
			low.map(({ id }) => id),
		),
	);
	const example = told.length > 0 ? ` "${told[0].message}" and "${told.at(-1)?.message}".` : '';
	await setMinimum(MINIMUM[run + 1]?.(balances()) ?? 0);
	return {
		summary: `${accounts.length} low accounts and ${ids.length} rows told.${example} Telegram is switched off: not compared.`,
		differences,
	};
}

/** The minimum of each run. @type {Record<number, (balances: number[]) => number>} */
const MINIMUM = {
	1: ([lowest]) => lowest + 0.01,
	2: (balances) => Math.max(...balances) + 0.01,
	3: () => 0,
	4: ([lowest]) => lowest + 0.01,
};

/** Accounts that a run has to tell: run 2 not the one of run 1 again, run 4 that one, which had recovered. @param {number} run @param {string[]} low */
const newlyLow = (run, low) => low.filter((id) => run !== 2 || !firstLow.includes(id));
