/** How `npm start` puts the examples into n8n, again and again: what is replaced, and what stays. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { importExamples } from '../../scripts/lib/examples.mjs';

/** An n8n that only keeps workflows. */
function fakeN8n() {
	const workflows = /** @type {Map<string, Row>} */ (new Map());
	const client = {
		ensureTable: async () => ({}),
		getWorkflow: async (/** @type {string} */ id) => {
			const found = workflows.get(id);
			if (!found) throw Object.assign(new Error('not there'), { status: 404 });
			return found;
		},
		putWorkflow: async (/** @type {Row} */ workflow, /** @type {string | undefined} */ given) => {
			const same = [...workflows].find(([, { name }]) => name === workflow.name)?.[0];
			const id = given ?? same ?? `id-${workflows.size + 1}`;
			workflows.set(id, { ...workflow, id });
			return { id };
		},
	};
	return { workflows, client: /** @type {N8nClient} */ (/** @type {unknown} */ (client)) };
}

const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pluggy-import-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let memories = 0;
const newMemory = () => join(folder, `${(memories += 1)}.json`);

/** @param {string} id @param {string} name @param {import('../../scripts/examples/texts.mjs').Language} [language] */
const example = (id, name, language = 'en', hash = name) => ({
	...{ id, language, hash },
	workflow: { name, nodes: [] },
});

const namesOf = (/** @type {Map<string, Row>} */ workflows) =>
	[...workflows.values()].map(({ name }) => name);

test('an example that is put before others renames them, and leaves none behind', async () => {
	const { client, workflows } = fakeN8n();
	const memory = newMemory();
	const before = await importExamples(client, [example('b', '01 B'), example('c', '02 C')], memory);
	const now = [example('a', '01 A'), example('b', '02 B'), example('c', '03 C')];
	const after = await importExamples(client, now, memory);
	assert.deepEqual(namesOf(workflows).sort(), ['01 A', '02 B', '03 C']);
	assert.deepEqual(
		after.slice(1).map(({ workflowId }) => workflowId),
		before.map(({ workflowId }) => workflowId),
	);
});

test('what a user edited stays until the file changes, also under another name', async () => {
	const { client, workflows } = fakeN8n();
	const memory = newMemory();
	const [{ workflowId }] = await importExamples(client, [example('b', '01 B')], memory);
	workflows.set(workflowId, { name: 'My own', nodes: [] });
	await importExamples(client, [example('b', '01 B')], memory);
	assert.deepEqual(namesOf(workflows), ['My own']);
	await importExamples(client, [example('b', '01 B', 'en', 'changed')], memory);
	assert.deepEqual(namesOf(workflows), ['01 B']);
});

test('another language adds its own, and going back changes nothing', async () => {
	const { client, workflows } = fakeN8n();
	const memory = newMemory();
	const [english, portuguese] = [example('b', '01 B'), example('b', '01 P', 'pt-BR')];
	const [first] = await importExamples(client, [english], memory);
	await importExamples(client, [portuguese], memory);
	const [again] = await importExamples(client, [english], memory);
	assert.deepEqual(namesOf(workflows).sort(), ['01 B', '01 P']);
	assert.equal(again.workflowId, first.workflowId);
});

test('one that was deleted or archived is put in place again', async () => {
	const { client, workflows } = fakeN8n();
	const memory = newMemory();
	const [{ workflowId }] = await importExamples(client, [example('b', '01 B')], memory);
	workflows.delete(workflowId);
	const [second] = await importExamples(client, [example('b', '01 B')], memory);
	assert.deepEqual(namesOf(workflows), ['01 B']);
	workflows.set(second.workflowId, { name: 'Put away', nodes: [], isArchived: true });
	await importExamples(client, [example('b', '01 B')], memory);
	assert.deepEqual(namesOf(workflows), ['Put away', '01 B']);
});
