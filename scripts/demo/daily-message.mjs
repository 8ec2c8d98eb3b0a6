/**
 * What the message of examples/source/daily-message.mjs has to say, from the sandbox's own accounts and rows.
 * Telegram, WhatsApp and Gmail are switched off: not compared.
 */
import { addDays, dayOf } from '../lib/days.mjs';
import { atHome, readHome, reais } from '../lib/home.mjs';
import { outputOf } from '../lib/n8n-client.mjs';

/** @type {{ accounts: Row[], rows: Row[] }} */
let home = { accounts: [], rows: [] };

/** @param {Stack} stack */
export async function prepare(stack) {
	home = await readHome(stack.sandbox, await atHome(stack));
}

/** @param {{ execution: any, name: (id: string) => string }} context */
export async function check({ execution, name }) {
	const { accounts, rows } = home;
	const yesterday = addDays(dayOf(execution.startedAt), -1);
	const moves = rows.filter(({ date }) => date === yesterday);
	const sums = accounts.map(({ type, balance }) =>
		type === 'BANK' ? Math.round(balance * 100) : 0,
	);
	const total = sums.reduce((sum, cents) => sum + cents, 0) / 100;
	const biggest = moves
		.map(({ amount, description, account }) => ({
			amount,
			text: `${reais(amount)} · ${description} · ${account}`,
		}))
		.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
		.slice(0, 5);
	const messages = outputOf(execution, name('email'));
	if (messages.length !== 1) return { differences: [`${messages.length} messages instead of one`] };
	const lines = messages[0].message.split('\n');
	const wanted = [
		...accounts.map(({ name: account, balance }) => ` · ${account}: ${reais(balance)}`),
		`Total: ${reais(total)}`,
		`(${yesterday.split('-').reverse().slice(0, 2).join('/')}): ${moves.length}`,
	];
	const differences = wanted
		.filter((text) => !lines.some((/** @type {string} */ line) => line.endsWith(text)))
		.map((text) => `no line ends with "${text}"`);
	const shown = lines.slice(
		lines.findIndex((/** @type {string} */ line) => line.endsWith(`: ${moves.length}`)) + 1,
	);
	const expected = biggest.map(({ text }) => text);
	if (shown.join('\n') !== expected.join('\n'))
		differences.push(`movements: ${shown.join(' | ')} instead of ${expected.join(' | ')}`);
	if (moves.length === 0) differences.push('the sandbox holds no transaction of yesterday');
	// The title, an empty line, and before the cards another one with their heading.
	const others = accounts.some(({ type }) => type === 'CREDIT') ? 4 : 2;
	const all = wanted.length + expected.length + others;
	if (lines.length !== all) differences.push(`${lines.length} lines instead of ${all}`);
	if (/undefined|null|NaN/.test(messages[0].message)) differences.push('a word that is none');
	return {
		summary: `${messages[0].message}\n(${accounts.length} balances, the total and ${expected.length} of ${moves.length} movements compared.)`,
		differences,
	};
}
