/**
 * The demos of somebody at home: their banks at the sandbox, and what rows of the example workflows have to
 * hold, worked out from what the sandbox answers. Imports nothing of nodes/.
 */
import { changeNode } from './forms.mjs';
import { pluggyClient } from './pluggy-client.mjs';
import { sandboxCredential } from './stack.mjs';
import { expectedRows } from './transaction-rows.mjs';

const USERS = ['user-ok', 'user-ok-two-checking-accounts'];

const money = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });

/** As people in Brazil write it. @param {number} value */
export const reais = (value) => money.format(value);

/** @type {WeakMap<Sandbox, Promise<string[]>>} */
const homes = new WeakMap();

/** @param {Sandbox} sandbox */
export async function connectHome(sandbox) {
	const pluggy = pluggyClient(sandbox);
	const items = [];
	for (const user of USERS) {
		const parameters = { user, password: 'password-ok' };
		items.push((await pluggy.connect({ connectorId: 0, parameters })).id);
	}
	return items;
}

/**
 * Connects the two banks of somebody at home, once for a sandbox, and puts their item IDs into the credential.
 * The sandbox lists no items then, as Pluggy does for most of its accounts.
 * @param {Pick<Stack, 'client' | 'sandbox'>} stack
 * @returns {Promise<string[]>}
 */
export async function atHome({ client, sandbox }) {
	if (!homes.has(sandbox)) homes.set(sandbox, connectHome(sandbox));
	const items = (await homes.get(sandbox)) ?? [];
	await client.putCredential(sandboxCredential(sandbox, items));
	return items;
}

/** Changes values of an Edit Fields node. @param {N8nClient} client @param {string} workflowId @param {string} nodeName @param {Row} values */
export const setFields = (client, workflowId, nodeName, values) =>
	changeNode(client, workflowId, nodeName, ({ assignments: { assignments } }) => {
		for (const one of assignments) one.value = values[one.name] ?? one.value;
	});

/** The files that a node of an execution gave out. @param {Execution} execution @param {string} nodeName @returns {Array<{ id: string, fileName: string }>} */
export const filesOf = (execution, nodeName) =>
	execution.data.resultData.runData[nodeName]
		.flatMap((/** @type {Row} */ run) => run.data.main.flat())
		.flatMap((/** @type {Row} */ row) => Object.values(row?.binary ?? {}));

/**
 * The accounts of some items, and their transactions as a person would read them.
 * @param {Sandbox} sandbox
 * @param {string[]} items
 */
export async function readHome(sandbox, items) {
	const { call } = pluggyClient(sandbox);
	const lists = await Promise.all(items.map((id) => call('GET', `/accounts?itemId=${id}`)));
	/** @type {Row[]} */
	const accounts = lists.flatMap(({ results }) => results);
	/** @type {Row[]} */
	const held = items.flatMap((item) => sandbox.admin.transactions(item));
	const expected = await expectedRows(sandbox, held);
	const rows = held.map(({ accountId, categoryId, status }, index) => {
		const { transaction_id: id, account, date, description, amount, category } = expected[index];
		return {
			...{ id, accountId, account, date, description, amount, category, status },
			categoryId: categoryId ?? '',
		};
	});
	return { accounts, rows };
}

/** Differences between two lists of texts, in any order, in words. @param {string} what @param {string[]} found @param {string[]} wanted */
export function compareTexts(what, found, wanted) {
	const [ours, theirs] = [[...found].sort(), [...wanted].sort()];
	if (ours.join('\n') === theirs.join('\n')) return [];
	const surplus = ours.filter((text) => !theirs.includes(text));
	const missing = theirs.filter((text) => !ours.includes(text));
	return [
		`${what}: ${ours.length} instead of ${theirs.length}; not expected: ${surplus.slice(0, 3).join(' | ') || 'none'}; missing: ${missing.slice(0, 3).join(' | ') || 'none'}`,
	];
}
