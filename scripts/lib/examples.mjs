/**
 * The workflows of examples/, and how they get into n8n.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { repoRoot } from './paths.mjs';

/**
 * @typedef {object} Example
 * @property {string} id the file's name without .json
 * @property {import('../examples/texts.mjs').Language} language
 * @property {string} hash of the file
 * @property {any} workflow as n8n exports it, written by `npm run examples`; in its `meta`, of our own:
 *   `dataTables: [table]` those that must exist before the import, as a node of the workflow makes them,
 *   `demo: { runs, movesClock }` how often the demo runs it, and whether it moves the sandbox's clock,
 *   `sandbox: { forget: [table] }` tables that hold ids of a sandbox that is gone
 */

/** @typedef {{ id: string, name: string, workflowId: string }} Imported */
/** @typedef {{ hash: string, workflowId: string }} Known what of an example was imported before, and as which workflow */

/**
 * The examples in one language, in their order.
 * @param {import('../examples/texts.mjs').Language} language
 * @returns {Example[]}
 */
export function readExamples(language) {
	const folder = join(repoRoot, 'examples', language);
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	const examples = files.map((file) => {
		const text = readFileSync(join(folder, file), 'utf8');
		const hash = createHash('sha256').update(text).digest('hex');
		return { id: basename(file, '.json'), language, hash, workflow: JSON.parse(text) };
	});
	// Their names begin with their numbers.
	return examples.sort((a, b) => (a.workflow.name < b.workflow.name ? -1 : 1));
}

/**
 * What a node of an example is called, in the language of the example: `id` is its key in examples/source.
 * @param {Row} workflow
 * @param {string} id
 * @returns {string}
 */
export function nodeName({ name, nodes }, id) {
	const node = nodes.find((/** @type {Row} */ one) => one.id === id);
	if (!node) throw new Error(`"${name}" has no node "${id}".`);
	return node.name;
}

/** The columns that a node of the workflow gives a data table. @param {Row} workflow @param {string} table */
function columnsOf({ nodes }, table) {
	const maker = nodes.find(
		(/** @type {Row} */ { type, parameters }) =>
			type === DATA_TABLE && parameters.operation === 'create' && parameters.tableName === table,
	);
	if (!maker) throw new Error(`No node of the example makes the data table "${table}".`);
	return maker.parameters.columns.column;
}

/**
 * Puts an example in place; one that is there already is replaced only when its file changed since, so that what a
 * user edited stays. It is found by its id first: its name holds its number, and so changes when another example is
 * put before it.
 * @param {N8nClient} client
 * @param {Pick<Example, 'hash' | 'workflow'>} given
 * @param {Known} [known]
 * @returns {Promise<string>} the workflow's id
 */
export async function importExample(client, { hash, workflow }, known) {
	for (const name of workflow.meta?.dataTables ?? []) {
		await client.ensureTable({ name, columns: columnsOf(workflow, name) });
	}
	const id = known && (await isThere(client, known.workflowId)) ? known.workflowId : undefined;
	if (id && known?.hash === hash) return id;
	return (await client.putWorkflow(workflow, id)).id;
}

/** Whether a workflow was neither deleted nor archived. @param {N8nClient} client @param {string} id */
const isThere = async (client, id) =>
	await client.getWorkflow(id).then(
		({ isArchived }) => !isArchived,
		(error) => {
			// To one who may not see it, n8n says the same of a workflow that is not there.
			if ([403, 404].includes(error.status)) return false;
			throw error;
		},
	);

/**
 * All examples, remembering in `memory` (a file) which version of each was imported, and as which workflow. A start
 * in another language adds the examples in that language: those of before may have been changed or published, so they
 * stay until somebody deletes them.
 * @param {N8nClient} client
 * @param {Example[]} examples
 * @param {string} memory
 * @returns {Promise<Imported[]>}
 */
export async function importExamples(client, examples, memory) {
	/** @type {Record<string, Known>} */
	const known = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {};
	const imported = [];
	for (const example of examples) {
		const { id, language, hash, workflow } = example;
		const key = `${language}/${id}`;
		const workflowId = await importExample(client, example, known[key]);
		known[key] = { hash, workflowId };
		imported.push({ id, name: workflow.name, workflowId });
	}
	writeFileSync(memory, JSON.stringify(known, null, 2));
	return imported;
}

const TRIGGER = 'n8n-nodes-pluggy.pluggyTrigger';
const DATA_TABLE = 'n8n-nodes-base.dataTable';
const POLL_TRIGGER = 'n8n-nodes-pluggy.pluggyPollTrigger';

/** @param {any} workflow @param {string} wanted */
const has = ({ nodes }, wanted) =>
	nodes.some((/** @type {{ type: string }} */ { type }) => type === wanted);

/** Whether it asks by itself. @param {any} workflow */
export const polls = (workflow) => has(workflow, POLL_TRIGGER);

/**
 * Registers the webhooks of published workflows anew: the sandbox forgot them when it ended, and
 * n8n does not look after them when it starts.
 * @param {N8nClient} client
 * @returns {Promise<string[]>} what went wrong, if anything
 */
export async function registerAgain(client) {
	const troubles = [];
	for (const { id, name, activeVersionId } of await client.publishedWorkflows()) {
		const { activeVersion, nodes } = await client.getWorkflow(id);
		if (!has(activeVersion ?? { nodes }, TRIGGER)) continue;
		await client.unpublishWorkflow(id);
		const { status, triggers = [] } = await client.publishWorkflow(id, {
			version: activeVersionId,
		});
		if (status === 'published') continue;
		const said = triggers
			.map((/** @type {{ errorMessage: string }} */ { errorMessage }) => errorMessage)
			.filter(Boolean);
		troubles.push(`"${name}" is not published any more: ${said.join(' ') || status}`);
	}
	return troubles;
}

/**
 * The sandbox keeps its data in memory: what earlier runs noted about an older one is void.
 * @param {N8nClient} client
 * @param {Example[]} examples
 */
export async function forgetOldSandbox(client, examples) {
	const tables = examples.flatMap(({ workflow }) => workflow.meta?.sandbox?.forget ?? []);
	for (const table of new Set(tables)) await client.clearTable(table);
}
