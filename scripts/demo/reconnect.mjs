/**
 * Connections that break, for the example reconnect: who is told, once, and where the link leads. The
 * sentences are those of Pluggy's customers' language, written down here once more. Imports nothing of nodes/.
 */
import { pluggyClient } from '../lib/pluggy-client.mjs';
import { sandboxCredential } from '../lib/stack.mjs';

/** Sandbox users whose connection breaks at once, and what the owner reads; the bank of the last comes back by itself. */
const FAILING = [
	['user-wrong', 'Credenciais inválidas. Verifique seu login e senha.'],
	['user-ok-phone', 'Informe o código de verificação enviado pelo seu banco.'],
	['user-unavailable', ''],
];
const REVOKED = 'Autorização revogada. Reconecte sua conta para continuar.';

/** @type {{ workflowId: string, schedule: string }} */
let own;

/** @param {{ workflowId: string, name: (id: string) => string }} given */
export async function prepare({ workflowId, name }) {
	own = { workflowId, schedule: name('start') };
}

/** @param {{ client: N8nClient, sandbox: Sandbox, settled: () => Promise<void>, alsoStarts: (runs: number) => number }} given */
export async function cause({ client, sandbox, settled, alsoStarts }) {
	const { connect } = pluggyClient(sandbox);
	const open = async (/** @type {string} */ user) => {
		const parameters = { user, password: 'password-ok' };
		return await connect({ connectorId: 0, clientUserId: `${user}@example.com`, parameters });
	};
	const expected = new Map();
	for (const [user, message] of FAILING) expected.set((await open(user)).id, message);
	const { id } = await open('user-ok');
	await settled();
	sandbox.admin.failItem(id, 'USER_AUTHORIZATION_REVOKED');
	expected.set(id, REVOKED);
	// This one works: nobody is told.
	expected.set((await open('user-ok-two-checking-accounts')).id, '');
	await settled();
	// In the morning all are looked at again: nobody is told twice.
	const { data, ...credential } = sandboxCredential(sandbox);
	const itemIds = [...expected.keys()].join();
	await client.putCredential({ ...credential, data: { ...data, itemIds } });
	for (let morning = 2; morning > 0; morning -= 1) {
		alsoStarts(1);
		await client.runWorkflow(own.workflowId, { trigger: own.schedule });
	}
	alsoStarts(1);
	const link = `${client.url.replace(/\/$/, '')}/webhook/pluggy-reconnect?item=${id}`;
	const { status, headers } = await fetch(link, { redirect: 'manual' });
	const target = new URL(headers.get('location') ?? 'about:blank');
	return { expected, id, status, target };
}

/** @param {{ caused: any, name: (id: string) => string, outputs: (node: string) => Promise<any[]> }} context */
export async function check({ caused, name, outputs }) {
	const { expected, id, status, target } = caused;
	const rows = await outputs(name('message'));
	const differences = [];
	for (const [item, message] of expected) {
		const found = rows.filter((row) => row.item_id === item);
		const count = message === '' ? 0 : 1;
		if (found.length !== count)
			differences.push(`item ${item}: ${found.length} messages, not ${count}`);
		for (const { text, link, client } of found) {
			if (text !== message) differences.push(`item ${item}: the message is "${text}"`);
			if (!link.endsWith(`/webhook/pluggy-reconnect?item=${item}`) || !link.startsWith('http'))
				differences.push(`item ${item}: the link is ${link}`);
			if (!client.endsWith('@example.com')) differences.push(`item ${item}: of "${client}"`);
		}
	}
	const { searchParams } = target;
	if (status !== 302 && status !== 307) differences.push(`the link answered ${status}`);
	if (searchParams.get('update_item') !== id || !searchParams.get('connect_token'))
		differences.push(`the link leads to ${target.pathname}, not to its connection`);
	return {
		table: { head: ['owner', 'message'], rows: rows.map((row) => [row.client, row.text]) },
		summary: `${rows.length} owners told, the link opens its own connection. Not compared: the end of a consent, Gmail, which is off.`,
		differences,
	};
}
