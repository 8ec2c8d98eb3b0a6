/** The example workflows, without n8n: in step with their sources, the same in both languages, and of parameters that the nodes have. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import sources from '../../examples/source/index.mjs';
import { LANGUAGES } from '../../scripts/examples/texts.mjs';
import { writtenExamples } from '../../scripts/examples/written.mjs';
import { repoRoot } from '../../scripts/lib/paths.mjs';

const require = createRequire(import.meta.url);
const { NodeHelpers } = require('n8n-workflow');
const built = require('../../scripts/lib/built.cjs');

const folder = join(repoRoot, 'examples');
const MOST_ACROSS = 8;

/** Names of products and the like, which are the same in both languages. */
const SAME = new Set(
	'Telegram,WhatsApp,Slack,Google Sheets,Google Drive,Gmail,Excel,OFX,PIX,Pluggy'.split(','),
);
/** @param {string} text what of it is words */
const wordsOf = (text) => text.replace(/^=| \d+$|\{\{.*?\}\}/g, '').trim();

/** Raw rows where Simplify would lose what the example is about: `<example>.<node>` → why. @type {Record<string, string>} */
const RAW = {};

/** What n8n does by itself: anything else is a service outside, switched off until it has a credential. */
const OWN = new Set(
	(
		'manualTrigger scheduleTrigger formTrigger form webhook respondToWebhook stickyNote set if filter switch sort limit ' +
		'code wait merge noOp dataTable removeDuplicates aggregate summarize splitOut splitInBatches convertToFile ' +
		'extractFromFile compareDatasets dateTime html stopAndError'
	)
		.split(' ')
		.map((name) => `n8n-nodes-base.${name}`),
);
/** Of n8n's AI nodes: a model has to be chosen anyway, the rest is inside n8n. */
const OWN_AI =
	/^@n8n\/n8n-nodes-langchain\.(?:agent|chatTrigger|mcpTrigger|memoryBufferWindow|lmChatOpenAi)$/;

const NODES = {
	'n8n-nodes-pluggy.pluggy': new built.Pluggy().description,
	'n8n-nodes-pluggy.pluggyTool': new built.Pluggy().description,
	'n8n-nodes-pluggy.pluggyTrigger': new built.PluggyTrigger().description,
	'n8n-nodes-pluggy.pluggyPollTrigger': new built.PluggyPollTrigger().description,
};
/** Of n8n itself, in every trigger that polls; in tools, the name for the model. */
const ADDED = new Set(['pollTimes', 'toolDescription', 'descriptionType']);

const written = writtenExamples();
const named = ({ id, language }) => `${id} in ${language}`;
const isStart = ({ type }) => /(?:trigger|\.webhook)$/i.test(type);

/** Every text of a source, at any depth. @param {any} value @returns {Array<{ en: string, 'pt-BR': string }>} */
function textsOf(value) {
	if (typeof value !== 'object' || value === null) return [];
	if (typeof value.en === 'string' && 'pt-BR' in value) return [value];
	return Object.values(value).flatMap(textsOf);
}

/** What is left of a value without its words. @param {any} value @returns {any} */
function shapeOf(value) {
	if (Array.isArray(value)) return value.map(shapeOf);
	if (typeof value !== 'object' || value === null) return typeof value;
	return Object.entries(value).map(([key, one]) => [key, shapeOf(one)]);
}

/** A workflow without what differs between languages. @param {any} workflow */
function structureOf({ nodes, connections, settings }) {
	const idOf = new Map(nodes.map(({ id, name }) => [name, id]));
	const ids = (value) =>
		JSON.parse(JSON.stringify(value), (key, one) => (key === 'node' ? idOf.get(one) : one));
	return {
		nodes: nodes.map(({ id, type, typeVersion, position, parameters, disabled }) =>
			id.startsWith('note')
				? { id, type }
				: // Columns of a sheet are called otherwise in each language.
					{ id, type, typeVersion, position, disabled, parameters: sheetless(type, parameters) },
		),
		connections: Object.entries(connections).map(([from, to]) => [idOf.get(from), ids(to)]),
		settings,
	};
}

const sheetless = (type, parameters) =>
	type.endsWith('googleSheets') ? Object.keys(parameters) : shapeOf(parameters);

test('the written files are what the sources say', () => {
	const advice = 'run npm run examples';
	assert.deepEqual(
		readdirSync(folder).sort(),
		[...LANGUAGES, 'source'].sort(),
		'examples/ holds the languages and the sources, no workflow of its own',
	);
	for (const language of LANGUAGES) {
		const ids = Object.keys(sources).map((id) => `${id}.json`);
		assert.deepEqual(readdirSync(join(folder, language)).sort(), ids.sort(), advice);
	}
	for (const { language, id, workflow } of written) {
		const file = JSON.parse(readFileSync(join(folder, language, `${id}.json`), 'utf8'));
		assert.deepEqual(file, JSON.parse(JSON.stringify(workflow)), `${id}: ${advice}`);
	}
});

test('every source is in the list, and once', () => {
	const files = readdirSync(join(folder, 'source')).filter(
		(name) => name.endsWith('.mjs') && name !== 'index.mjs',
	);
	assert.deepEqual(
		files.sort(),
		Object.keys(sources)
			.map((id) => `${id}.mjs`)
			.sort(),
	);
});

for (const [id, source] of Object.entries(sources)) {
	test(`${id}: the same in both languages but for its words`, () => {
		const [one, other] = written
			.filter((example) => example.id === id)
			.map(({ workflow }) => structureOf(workflow));
		assert.deepEqual(one, other);
	});

	test(`${id}: each text is in both languages`, () => {
		const same = textsOf(source).filter((text) => text.en === text['pt-BR']);
		assert.deepEqual(
			same.map(({ en }) => wordsOf(en)).filter((text) => !SAME.has(text)),
			[],
		);
	});

	test(`${id}: its nodes stand in rows, once each, and hang together`, () => {
		const { nodes, rows, flow, ai = [] } = source;
		const placed = rows.flat().filter((one) => one !== null);
		assert.deepEqual([...placed].sort(), Object.keys(nodes).sort());
		assert.ok(rows.every((row) => row.length <= MOST_ACROSS));
		const without = (/** @type {string} */ one) => one.replace(/[:@].*$/, '');
		const connected = new Set([
			...flow.flatMap((chain) => chain.slice(1)).map(without),
			...ai.map(([, from]) => from),
		]);
		const loose = Object.entries(nodes).filter(
			([node, given]) => !connected.has(node) && !isStart(given),
		);
		assert.deepEqual(
			loose.map(([node]) => node),
			[],
		);
	});
}

for (const example of written) {
	const { id, workflow } = example;

	test(`${named(example)}: expressions name nodes that are there`, () => {
		const names = workflow.nodes.map(({ name }) => name);
		assert.equal(new Set(names).size, names.length, 'two nodes have the same name');
		const text = JSON.stringify(workflow.nodes.map(({ parameters }) => parameters));
		const meant = [...text.matchAll(/\$\('(.+?)'\)/g)].map(([, name]) => name);
		assert.deepEqual(
			meant.filter((name) => !names.includes(name)),
			[],
		);
	});

	test(`${named(example)}: its Pluggy nodes have these operations and parameters`, () => {
		for (const node of workflow.nodes) {
			const description = NODES[node.type];
			if (!description) continue;
			const { parameters, typeVersion } = node;
			const given = Object.fromEntries(
				Object.entries(parameters).filter(([name]) => !ADDED.has(name)),
			);
			/** @type {any} */
			const kept = NodeHelpers.getNodeParameters(
				...[description.properties, given, true, false, { typeVersion }, description],
			);
			const what = `${node.name}: n8n drops`;
			for (const [name, value] of Object.entries(given)) {
				assert.ok(name in kept, `${what} the parameter "${name}"`);
				if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
				const lost = Object.keys(value).filter((key) => !(key in kept[name]));
				assert.deepEqual(lost, [], `${what} members of "${name}"`);
			}
			if ('resource' in kept) {
				const operations = description.properties
					.filter(({ name }) => name === 'operation')
					.filter(({ displayOptions: { show } }) => show.resource.includes(kept.resource))
					.flatMap(({ options }) => options.map(({ value }) => value));
				assert.ok(operations.includes(given.operation), `${node.name}: ${given.operation}`);
			}
			if ('simplify' in kept && !(`${id}.${node.id}` in RAW)) {
				assert.equal(kept.simplify, true, `${node.name}: Simplify is off`);
			}
		}
	});

	test(`${named(example)}: services outside are switched off`, () => {
		const on = workflow.nodes.filter(
			({ type, disabled }) => !disabled && !OWN.has(type) && !OWN_AI.test(type) && !NODES[type],
		);
		assert.deepEqual(
			on.map(({ name, type }) => `${name} (${type})`),
			[],
		);
	});
}

/** What leaves n8n, and cannot be taken back. */
const SENDS = /\.(?:gmail|telegram|whatsApp|slack)$/;
/** Behind these one row comes: the workflow makes one message of all, or one event or form starts it. */
const ONE_ROW = new Set(
	(
		'connect-customer connection-alert daily-message month-by-category ofx-accountant payment-completed ' +
		'pix-link reconcile-pix'
	).split(' '),
);

for (const [id, { nodes }] of Object.entries(sources)) {
	test(`${id}: no message goes out a second time because another one failed`, () => {
		for (const node of Object.values(nodes)) {
			if (!SENDS.test(node.type) || ONE_ROW.has(id)) continue;
			assert.ok(!node.retryOnFail, 'n8n tries again with all rows, also with those that went out');
			assert.equal(node.onError, 'continueErrorOutput', 'one that fails keeps the others waiting');
		}
	});
}

test('boleto-reminders: one boleto that cannot be read keeps no other from its reminder', () => {
	const { issue, get } = sources['boleto-reminders'].nodes;
	for (const node of [issue, get]) assert.equal(node.onError, 'continueErrorOutput');
});

test('boleto-reminders: a number that stands in two rows is issued for neither, nor a row without one', () => {
	const rows = ['1', '2', '2', null, ''].map((number) => ({ json: { number, status: null } }));
	const { conditions } = sources['boleto-reminders'].nodes.new.parameters.conditions;
	const passes = ({ json }) =>
		conditions.every(({ leftValue, operator }) => {
			const read = new Function('$', '$json', `return ${leftValue.replace(/^=\{\{|\}\}$/g, '')}`);
			const value = read(() => ({ all: () => rows }), json);
			return operator.operation === 'empty' ? value === '' : value === true;
		});
	assert.deepEqual(
		rows.filter(passes).map(({ json }) => json.number),
		['1'],
	);
});
