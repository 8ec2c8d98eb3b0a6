/** A customer fills in the form of the example connect-customer and connects a bank on the page behind the link. Imports nothing of nodes/. */
import { dayOf } from '../lib/days.mjs';
import { fillForm } from '../lib/forms.mjs';
import { pluggyClient } from '../lib/pluggy-client.mjs';
import { until } from '../lib/until.mjs';

const [CUSTOMERS, ACCOUNTS] = ['pluggy_customers', 'pluggy_customer_accounts'];
const DAY_MS = 86_400_000;
const CLIENTS = ['c-17', 'c-18'];

/** @param {{ client: N8nClient, sandbox: Sandbox, settled: () => Promise<void>, alsoStarts: (runs: number) => number }} given */
export async function cause({ client, sandbox, settled, alsoStarts }) {
	for (const table of [CUSTOMERS, ACCOUNTS]) await client.clearTable(table);
	const { call, connect } = pluggyClient(sandbox);
	const made = new Map();
	for (const code of CLIENTS) {
		alsoStarts(1);
		const link = new URL((await fillForm(client, 'pluggy-connect', [code])) ?? '');
		// The customer logs in on the page behind the link.
		const body = new URLSearchParams(link.searchParams);
		const fields = { connectorId: '0', 'p-user': 'user-ok', 'p-password': 'password-ok' };
		for (const [field, value] of Object.entries(fields)) body.set(field, value);
		const page = new URL('/connect/login', link);
		const answer = await fetch(page, { method: 'POST', body, redirect: 'manual' });
		const next = new URL(answer.headers.get('location') ?? '', link);
		const id = next.searchParams.get('item');
		if (!id) throw new Error(`The page behind the link answered ${answer.status}.`);
		made.set(code, id);
	}
	await settled();
	// Somebody else's connection: of no customer.
	await connect({ connectorId: 0, parameters: { user: 'user-ok', password: 'password-ok' } });
	await settled();
	// Connected some days ago: a later sync changes neither that, nor is it told again.
	for (const id of made.values()) {
		sandbox.store.items.get(id).createdAt -= 3 * DAY_MS;
		await call('PATCH', `/items/${id}`, {});
		await until(
			'it is synced again',
			async () => (await call('GET', `/items/${id}`)).status === 'UPDATED',
		);
	}
	await settled();
	for (const { id, event } of sandbox.admin.deliveries()) {
		if (event === 'item/created') sandbox.admin.resend(id);
	}
	await settled();
	/** @type {Row[]} */
	const accounts = [];
	const days = new Map();
	for (const [code, id] of made) {
		const { createdAt } = await call('GET', `/items/${id}`);
		days.set(id, dayOf(createdAt));
		const { results } = await call('GET', `/accounts?itemId=${id}`);
		accounts.push(...results.map((/** @type {Row} */ one) => ({ ...one, code })));
	}
	return { made, accounts, days };
}

/** @param {{ client: N8nClient, caused: any, name: (id: string) => string, outputs: (node: string) => Promise<any[]> }} context */
export async function check({ client, caused: { made, accounts, days }, name, outputs }) {
	const [customers, stored] = [await client.tableRows(CUSTOMERS), await client.tableRows(ACCOUNTS)];
	const differences = [];
	const texts = (/** @type {any[][]} */ rows) =>
		rows
			.map((row) => row.join(' '))
			.sort()
			.join('\n');
	const found = texts(
		customers.map((row) => [row.item_id, row.client, row.status, row.connected_on]),
	);
	const wanted = texts([...made].map(([code, id]) => [id, code, 'UPDATED', days.get(id)]));
	if (found !== wanted) differences.push(`the customers are ${found}, not ${wanted}`);
	const told = (await outputs(name('tell'))).map((row) => row.client).sort();
	if (told.join() !== CLIENTS.join()) differences.push(`${told.join()} were told of`);
	const balances = texts(
		stored.map((row) => [row.account_id, row.item_id, row.client, row.balance]),
	);
	const held = texts(
		accounts.map((/** @type {Row} */ one) => [one.id, one.itemId, one.code, one.balance]),
	);
	if (balances !== held) differences.push(`the accounts are ${balances}, not ${held}`);
	return {
		table: {
			head: ['customer', 'bank', 'status'],
			rows: customers.map((row) => [row.client, row.bank, row.status]),
		},
		summary: `${customers.length} customers with ${stored.length} accounts. Not compared: Slack, which is off.`,
		differences,
	};
}
