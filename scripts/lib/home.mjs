/**
 * The demos of somebody at home: their banks at the sandbox, and what rows of the example workflows have to
 * hold, worked out from what the sandbox answers. Imports nothing of nodes/.
 */
import { pluggyClient } from './pluggy-client.mjs';
import { sandboxCredential } from './stack.mjs';

const ZONE = 'America/Sao_Paulo';
const DAY_MS = 86_400_000;
const USERS = ['user-ok', 'user-ok-two-checking-accounts'];

const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });
const money = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });

/** The day in Brazil, as yyyy-mm-dd. @param {string | number} time */
export const dayOf = (time) => calendar.format(new Date(time));

/** Some days later. @param {string} day @param {number} days */
export const addDays = (day, days) =>
	new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The first and the last day of a month, counted from that of a day: -1 is the month before. @param {string} day @param {number} months */
export function monthOf(day, months) {
	const [year, month] = day.split('-').map(Number);
	const iso = (/** @type {number} */ at) => new Date(at).toISOString().slice(0, 10);
	return {
		first: iso(Date.UTC(year, month - 1 + months, 1)),
		last: iso(Date.UTC(year, month + months, 0)),
	};
}

/** As people in Brazil write it. @param {number} value */
export const reais = (value) => money.format(value);

/** @type {WeakMap<Sandbox, Promise<string[]>>} */
const homes = new WeakMap();

/** @param {Sandbox} sandbox */
async function connectHome(sandbox) {
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
	const { data, ...credential } = sandboxCredential(sandbox);
	await client.putCredential({ ...credential, data: { ...data, itemIds: items.join() } });
	return items;
}

/** Changes the parameters of a node of a workflow. @param {N8nClient} client @param {string} workflowId @param {string} nodeName @param {(parameters: Row) => void} change */
export async function changeNode(client, workflowId, nodeName, change) {
	const { name, nodes, connections, settings, meta } = await client.getWorkflow(workflowId);
	change(nodes.find((/** @type {Row} */ node) => node.name === nodeName).parameters);
	await client.putWorkflow({ name, nodes, connections, settings, meta });
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
 * What leaves is negative, in the currency of the account: on a card a purchase, which Pluggy sends as a
 * positive amount.
 * @param {Row} row
 * @param {boolean} isCard
 */
function signed({ amount, amountInAccountCurrency: converted, type }, isCard) {
	const value = converted || amount;
	if (isCard) return 0 - value;
	return type === 'DEBIT' ? 0 - Math.abs(value) : Math.abs(value);
}

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
	const accountOf = new Map(accounts.map((one) => [one.id, one]));
	/** @type {{ results: Row[] }} */
	const { results } = await call('GET', '/categories');
	const names = new Map(results.map((one) => [one.id, one.descriptionTranslated]));
	const rows = items
		.flatMap((item) => sandbox.admin.transactions(item))
		.map((/** @type {Row} */ row) => {
			const account = accountOf.get(row.accountId);
			return {
				id: row.id,
				accountId: row.accountId,
				account: account?.name,
				date: dayOf(row.date),
				description: row.description,
				amount: signed(row, account?.type === 'CREDIT'),
				category: names.get(row.categoryId) ?? row.category ?? '',
				categoryId: row.categoryId ?? '',
				status: row.status,
				isCard: account?.type === 'CREDIT',
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
