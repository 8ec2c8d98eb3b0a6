import type { IExecuteFunctions } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';
import { execute } from '../../nodes/Pluggy/execute';
import { openClient, type Context } from '../../nodes/shared/client/transport';
import {
	checkN8n,
	isToolCall,
	storesWhatExpressionsGave,
	lackOf,
	NEEDED_EXPORTS,
	NEEDED_PARTS,
} from '../../nodes/shared/n8n';

/* eslint-disable @typescript-eslint/no-require-imports */
const record = require('../../scripts/lib/n8n-versions.json') as Record<
	string,
	{ contexts: Record<string, string> }
>;

/** An n8n that lacks what this package needs is told in a sentence, never by a TypeError. */

const SENTENCE = /^This node needs n8n 1\.123 or newer: this n8n has no .+\. Update n8n$/;
const node = { name: 'Pluggy', type: 'n8n-nodes-pluggy.pluggy', parameters: {} };

/** What n8n hands over, without one part: "helpers.httpRequest". */
function without(path?: string): object {
	const parts = [...NEEDED_PARTS.request, ...NEEDED_PARTS.execute].filter((one) => one !== path);
	const context: Record<string, unknown> = { helpers: {} };
	for (const part of parts) {
		const [name, inner] = part.split('.');
		const made = name === 'getNode' ? () => node : () => [];
		if (inner === undefined) context[name] = made;
		else (context.helpers as Record<string, unknown>)[inner] = made;
	}
	return context;
}

test('nothing is missing here', () => {
	expect(lackOf(n8nWorkflow, NEEDED_EXPORTS)).toBeUndefined();
	expect(() => checkN8n()).not.toThrow();
});

test.each(NEEDED_EXPORTS)('n8n-workflow without %s', (name) => {
	const { [name]: _, ...rest } = n8nWorkflow;
	expect(() => checkN8n(rest)).toThrow(SENTENCE);
	expect(() => checkN8n(rest)).toThrow(name);
});

test.each([...NEEDED_PARTS.request, ...NEEDED_PARTS.execute])(
	'a run without %s sends nothing and says so',
	async (path) => {
		const given = without(path);
		// The error of a node needs the node.
		if (path === 'getNode') return void expect(lackOf(given, [path])).toMatch(SENTENCE);
		const error = await execute(given as IExecuteFunctions).then(
			() => undefined,
			(one: unknown) => one as n8nWorkflow.NodeOperationError,
		);
		expect(error).toBeInstanceOf(n8nWorkflow.NodeOperationError);
		expect(error!.message).toMatch(SENTENCE);
		expect(error!.message).toContain(` ${path}.`);
		expect(error!.description).toMatch(/^Nothing was sent\./);
	},
);

test('with all of it a run goes on', async () => {
	expect(await execute(without() as IExecuteFunctions)).toEqual([[]]);
});

test.each(NEEDED_PARTS.request)('a picker or trigger without %s', async (path) => {
	await expect(openClient(without(path) as Context)).rejects.toMatchObject({
		problem: { code: 'N8N', title: expect.stringMatching(SENTENCE) },
	});
});

test.each<[string, object, boolean]>([
	['an n8n that says yes', { isToolExecution: () => true, getNode: () => node }, true],
	['an n8n that says no', { isToolExecution: () => false, getNode: () => node }, false],
	['an old n8n, in a workflow', { getNode: () => node }, false],
	['an old n8n, by an agent', { getNode: () => ({ ...node, type: `${node.type}Tool` }) }, true],
	[
		'an old n8n, by its engine for an agent',
		{ getNode: () => ({ ...node, type: `${node.type}Tool`, rewireOutputLogTo: 'ai_tool' }) },
		false,
	],
])('called as a tool: %s', (_, context, expected) => {
	expect(isToolCall(context as IExecuteFunctions)).toBe(expected);
});

class Dropping extends n8nWorkflow.NodeApiError {
	override cause = undefined;
}

test('an n8n that drops what it wraps is one that stores what expressions of a credential gave', () => {
	const newer = { isConsoleOutputRedacted: () => false };
	expect(storesWhatExpressionsGave(newer)).toBe(false);
	expect(storesWhatExpressionsGave(newer, Dropping)).toBe(true);
});

test('an old n8n is known also where somebody installed a newer n8n-workflow beside this package', () => {
	expect(storesWhatExpressionsGave({})).toBe(true);
});

/** Each kind of node in the n8n of a version, with the members that it hands over. */
const contextsOf = (version: string) =>
	Object.entries(record[version].contexts).map(([kind, members]) => [
		kind,
		Object.fromEntries(members.split(' ').map((name) => [name, true])),
	]) as Array<[string, object]>;

test.each(contextsOf('2.41.1'))('n8n 2.41.1 is known to be newer by %s', (_, context) => {
	expect(storesWhatExpressionsGave(context)).toBe(false);
});

test.each(['1.123.81', '2.0.0'])('n8n %s is known to be older by all it hands over', (version) => {
	for (const [, context] of contextsOf(version))
		expect(storesWhatExpressionsGave(context)).toBe(true);
});
