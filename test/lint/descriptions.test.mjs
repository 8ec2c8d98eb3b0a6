/**
 * n8n's lint rules read literals, and our properties are generated. So the built descriptions are
 * written out as literals and linted as if somebody had typed them into a node file.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { ESLint } from 'eslint';

const require = createRequire(import.meta.url);
const { Pluggy, PluggyPollTrigger, PluggyTrigger } = require('../../scripts/lib/built.cjs');

const eslint = new ESLint({ allowInlineConfig: false });

/** About what a node does, which `n8n-node lint` sees in its own file. */
const OF_CODE = [
	'n8n-nodes-base/node-execute-block-missing-continue-on-fail',
	'@n8n/community-nodes/webhook-lifecycle-complete',
];

/** A node file that says in literals what the built node says. */
function nodeFile(name, description) {
	const literal = JSON.stringify(description, null, '\t')
		.replace(/^(\s*)"([a-zA-Z_$][\w$]*)":/gm, '$1$2:')
		.replaceAll('"main"', 'NodeConnectionTypes.Main');
	return `
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

export class ${name} implements INodeType {
	description: INodeTypeDescription = ${literal};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [[]];
	}
}
`;
}

async function lint(name, description) {
	const [{ messages }] = await eslint.lintText(nodeFile(name, description), {
		filePath: `nodes/${name}/${name}.node.ts`,
	});
	return (
		messages
			// The file is not the node: it executes and registers nothing.
			.filter(({ ruleId }) => !OF_CODE.includes(String(ruleId)))
			.map(
				(/** @type {any} */ { ruleId, line, message, source }) =>
					`${ruleId} (line ${line}): ${message} ${source ?? ''}`,
			)
	);
}

test('the description of Pluggy is clean in both rule sets', async () => {
	assert.deepEqual(await lint('Pluggy', new Pluggy().description), []);
});

test('the description of Pluggy Trigger is clean in both rule sets', async () => {
	assert.deepEqual(await lint('PluggyTrigger', new PluggyTrigger().description), []);
});

test('the description of Pluggy Poll Trigger is clean in both rule sets', async () => {
	const { description } = new PluggyPollTrigger();
	assert.deepEqual(await lint('PluggyPollTrigger', description), []);
});

test('a planted mistake in the trigger is found', async () => {
	const { description } = new PluggyTrigger();
	const found = await lint('PluggyTrigger', {
		...description,
		displayName: 'Pluggy',
		inputs: ['main'],
	});
	assert.ok(found.some((message) => message.includes('trigger-node-conventions')));
});

test('a planted mistake is found', async () => {
	const { description } = new Pluggy();
	const properties = description.properties.map((property) =>
		property.name === 'limit' ? { ...property, default: 20, description: 'How many.' } : property,
	);
	const found = await lint('Pluggy', { ...description, properties });
	assert.ok(found.some((message) => message.includes('node-param-default-wrong-for-limit')));
	assert.ok(found.some((message) => message.includes('node-param-description-wrong-for-limit')));
});
