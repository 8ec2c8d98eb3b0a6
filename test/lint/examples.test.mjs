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

/** What stands in bold in notes besides nodes: of n8n's own panels and menus. */
const OF_N8N = new Set(
	'Publish,Bearer Auth,Production URL,Make Chat Publicly Available,Pluggy Trigger,Pluggy Poll Trigger'.split(
		',',
	),
);
/** And what is no name but said loudly, besides what begins small or is a sentence. */
const LOUD = new Set([
	...['You decide there', 'Você decide lá'],
	...['Troubles that pass by themselves', 'Problemas que passam sozinhos'],
]);
const isLoud = (/** @type {string} */ text) => /^\p{Ll}|[.:]$|: /u.test(text) || LOUD.has(text);

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
/** What the fields of our nodes and the credential are called, at any depth. @param {any} value @returns {string[]} */
function labelsOf(value) {
	if (typeof value !== 'object' || value === null) return [];
	const own = typeof value.displayName === 'string' ? [value.displayName] : [];
	return [...own, ...Object.values(value).flatMap(labelsOf)];
}
const LABELS = new Set(labelsOf([Object.values(NODES), new built.PluggyApi().properties]));

/** Every value of the parameters of some nodes, as texts. @param {any} value @returns {string[]} */
function valuesOf(value) {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(valuesOf);
}

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

test('no two workflows share an address that n8n makes', () => {
	const ids = written.flatMap(({ workflow }) =>
		workflow.nodes.flatMap(({ webhookId }) => webhookId ?? []),
	);
	assert.ok(ids.length > 0);
	assert.equal(new Set(ids).size, ids.length);
});

for (const [id, source] of Object.entries(sources)) {
	test(`${id}: each text is in both languages`, () => {
		const texts = textsOf(source);
		for (const text of texts) assert.ok(text.en.trim() && text['pt-BR']?.trim(), text.en);
		const same = texts.filter((text) => text.en === text['pt-BR']);
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

	test(`${named(example)}: what its notes name in bold is there`, () => {
		const isNote = ({ type }) => type.endsWith('.stickyNote');
		const nodes = workflow.nodes.filter((node) => !isNote(node));
		const known = new Set([
			...nodes.map(({ name }) => name),
			// Tables, tabs, columns and fields that the user sees.
			...valuesOf(nodes.map(({ parameters }) => parameters)),
			...nodes.flatMap(({ credentials }) =>
				Object.values(credentials ?? {}).map(({ name }) => name),
			),
		]);
		const text = [
			...workflow.nodes.filter(isNote).map(({ parameters }) => parameters.content),
			sources[id].details?.[example.language] ?? '',
		].join('\n');
		const bold = [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, words]) => words);
		const said = JSON.stringify(nodes.map(({ parameters }) => parameters));
		assert.deepEqual(
			bold.filter(
				(words) =>
					!known.has(words) &&
					!LABELS.has(words) &&
					!OF_N8N.has(words) &&
					!isLoud(words) &&
					// A word of an expression.
					!said.includes(`'${words}'`),
			),
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
			if ('simplify' in kept) assert.equal(kept.simplify, true, `${node.name}: Simplify is off`);
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
	assert.equal(get.onError, 'continueErrorOutput');
	// A refusal is written into its row.
	assert.equal(issue.onError, 'continueRegularOutput');
});

test('boleto-reminders: of two runs at the same time one gets a row', () => {
	const { operation, filters, columns } = sources['boleto-reminders'].nodes.reserve.parameters;
	// n8n changes and returns the rows that match in one transaction; an upsert would return the row to both.
	assert.equal(operation, 'update');
	assert.deepEqual(
		filters.conditions.map(({ keyName, condition }) => [keyName, condition]),
		[
			['number', 'eq'],
			['status', 'isEmpty'],
		],
	);
	assert.deepEqual(columns.value, { status: 'issuing' });
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
