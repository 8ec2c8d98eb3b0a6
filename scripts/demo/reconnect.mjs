/**
 * Connections that break, for the example reconnect: who is told, once, and where the link leads. Imports
 * nothing of nodes/.
 */
import { breakConnections } from '../lib/broken.mjs';
import { pluggyClient } from '../lib/pluggy-client.mjs';
import { sandboxCredential } from '../lib/stack.mjs';

const TABLE = 'pluggy_reconnect_links';
const NOBODY = '9c1d6a52-0f3e-4b7a-8d25-6e4f10b3c7a9';
/** By item. Codes of the application, as customers get them: the address of a message is not in them. */
const CODES = new Map();

const DAY_MS = 86_400_000;
/** Open Finance gives a consent for a year; this one has ten days left. */
const [YEAR, LEFT] = [365, 10];
const calendar = new Intl.DateTimeFormat('pt-BR', {
	...{ timeZone: 'America/Sao_Paulo', day: '2-digit', month: '2-digit', year: 'numeric' },
});

/** Of a connection that works: its consent began so long ago that it ends soon. @param {Sandbox} sandbox @param {string} id */
function endSoon(sandbox, id) {
	const item = sandbox.store.items.get(id);
	const createdAt = sandbox.clock.now() - (YEAR - LEFT) * DAY_MS;
	Object.assign(item, { createdAt, connector: { ...item.connector, isOpenFinance: true } });
	return calendar.format(createdAt + YEAR * DAY_MS);
}

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
		const clientUserId = `c-${CODES.size + 17}`;
		const item = await connect({ connectorId: 0, clientUserId, parameters });
		CODES.set(item.id, clientUserId);
		return item;
	};
	CODES.clear();
	await client.clearTable(TABLE);
	const broken = await breakConnections({ sandbox, settled }, open);
	const { sentences: expected, revoked: id } = broken;
	// The bank comes back by itself: nobody is told.
	expected.set(broken.offline, '');
	// This one works: nobody is told.
	const works = (await open('user-ok-two-checking-accounts')).id;
	expected.set(works, '');
	const ending = (await open('user-ok')).id;
	await settled();
	expected.set(ending, endSoon(sandbox, ending));
	// In the morning all are looked at again: nobody is told twice.
	await client.putCredential(sandboxCredential(sandbox, [...expected.keys()]));
	for (let morning = 2; morning > 0; morning -= 1) {
		alsoStarts(1);
		await client.runWorkflow(own.workflowId, { trigger: own.schedule });
	}
	const opened = async (/** @type {string} */ query) => {
		alsoStarts(1);
		const link = `${client.url.replace(/\/$/, '')}/webhook/pluggy-reconnect${query}`;
		const { status, headers } = await fetch(link, { redirect: 'manual' });
		return { status, location: headers.get('location') };
	};
	const answer = await opened(`?item=${id}`);
	/** What gets no link: none, junk, one that is nobody's, several, and one of ours that nobody was told about. */
	const strange = ['', '?item=', '?item=junk', `?item=${NOBODY}`, `?item=${id}&item=${id}`];
	const refused = [];
	for (const query of [...strange, `?item=${works}`])
		refused.push({ query, ...(await opened(query)) });
	return { expected, id, answer, refused };
}

/** @param {{ caused: any, name: (id: string) => string, outputs: (node: string) => Promise<any[]> }} context */
export async function check({ caused, name, outputs }) {
	const { expected, id, answer, refused } = caused;
	const rows = await outputs(name('send'));
	const differences = [];
	const others = rows.filter((row) => !expected.has(row.item_id));
	if (others.length > 0) differences.push(`${others.length} messages about other connections`);
	for (const [item, message] of expected) {
		const found = rows.filter((row) => row.item_id === item);
		const count = message === '' ? 0 : 1;
		if (found.length !== count)
			differences.push(`item ${item}: ${found.length} messages, not ${count}`);
		for (const { text, link, client } of found) {
			const isSaid = /^\d/.test(message) ? text.includes(message) : text === message;
			if (!isSaid) differences.push(`item ${item}: the message is "${text}"`);
			if (!link.endsWith(`/webhook/pluggy-reconnect?item=${item}`) || !link.startsWith('http'))
				differences.push(`item ${item}: the link is ${link}`);
			if (client !== CODES.get(item)) differences.push(`item ${item}: of "${client}"`);
		}
	}
	const target = new URL(answer.location ?? 'about:blank');
	if (![302, 307].includes(answer.status)) differences.push(`the link answered ${answer.status}`);
	if (target.searchParams.get('update_item') !== id || !target.searchParams.get('connect_token'))
		differences.push(`the link leads to ${target.pathname}, not to its connection`);
	for (const { query, status, location } of refused) {
		if (status !== 404 || location) differences.push(`the link with "${query}" answered ${status}`);
	}
	const tokens = await outputs(name('token'));
	if (tokens.length !== 1) differences.push(`${tokens.length} tokens were made`);
	return {
		table: { head: ['owner', 'message'], rows: rows.map((row) => [row.client, row.text]) },
		summary: `${rows.length} owners told, the link opens its own connection, ${refused.length} others open nothing. Not compared: Gmail, which is off.`,
		differences,
	};
}
