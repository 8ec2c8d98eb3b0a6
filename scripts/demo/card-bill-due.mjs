/**
 * Lets the sandbox go on to three days before a bill is due, and says from its own bills and accounts what the
 * messages of examples/source/card-bill-due.mjs have to be. Telegram is switched off: not compared.
 */
import { addDays, dayOf } from '../lib/days.mjs';
import { atHome, compareTexts, readHome, reais, setFields } from '../lib/home.mjs';
import { outputOf } from '../lib/n8n-client.mjs';
import { pluggyClient } from '../lib/pluggy-client.mjs';

const DUE_DAY = '10';
const DAYS = 3;

/** @type {{ id: string, amount: string, minimum: string, covers: boolean }[]} */
let wanted = [];
let today = '';

/** @param {Stack & { workflowId: string, name: (id: string) => string }} given */
export async function prepare({ workflowId, name, ...stack }) {
	const { client, sandbox } = stack;
	const items = await atHome(stack);
	const now = sandbox.admin.state().now;
	let ahead = 1;
	while (!addDays(dayOf(now), ahead + DAYS).endsWith(DUE_DAY)) ahead += 1;
	sandbox.admin.advance(ahead * 86_400);
	today = addDays(dayOf(now), ahead);
	await setFields(client, workflowId, name('settings'), { today });
	const { accounts } = await readHome(sandbox, items);
	const { call } = pluggyClient(sandbox);
	wanted = [];
	for (const card of accounts.filter(({ type }) => type === 'CREDIT')) {
		const { results } = await call('GET', `/bills?accountId=${card.id}`);
		const bill = results.find(
			(/** @type {Row} */ { dueDate }) => dayOf(dueDate) === addDays(today, DAYS),
		);
		if (!bill || bill.payments.length > 0) continue;
		const money = accounts
			.filter(({ type, itemId }) => type === 'BANK' && itemId === card.itemId)
			.reduce((sum, { balance }) => sum + balance, 0);
		const { id, totalAmount, minimumPaymentAmount } = bill;
		wanted.push({
			...{ id, amount: reais(totalAmount), minimum: reais(minimumPaymentAmount) },
			covers: Math.round(money * 100) >= Math.round(totalAmount * 100),
		});
	}
}

/** @param {{ execution: any, run: number, name: (id: string) => string }} context */
export async function check({ execution, run, name }) {
	const found = outputOf(execution, name('telegram'));
	const differences = compareTexts(
		'messages',
		found.map(({ billId, covers, message }) => {
			const [, amount, minimum] = message
				.split('\n')
				.map((/** @type {string} */ line) => line.split(': ')[1]);
			return [billId, amount, minimum, covers].join(' · ');
		}),
		run === 1
			? wanted.map(({ id, amount, minimum, covers }) => [id, amount, minimum, covers].join(' · '))
			: [],
	);
	if (wanted.length === 0)
		differences.push(`the sandbox has no bill that is due ${DAYS} days after ${today}`);
	return {
		summary: `${found.map(({ message }) => message).join('\n') || 'Nothing told twice.'}\n(On ${today}. Telegram is switched off: not compared.)`,
		differences,
	};
}
