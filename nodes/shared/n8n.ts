import * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteFunctions, INode, JsonObject } from 'n8n-workflow';
import { localProblem, type PluggyError } from './problems/errors';
import { isTool } from './problems/nodeErrors';
import { PAGES } from './problems/words';

/** What this package needs of n8n. Which versions have it: docs/install.md. */

/** The oldest n8n it is tried with. */
export const OLDEST_N8N = '1.123';

/** What it takes from n8n-workflow, besides types. */
export const NEEDED_EXPORTS = [
	'ExecutionBaseError',
	'NodeApiError',
	'NodeConnectionTypes',
	'NodeOperationError',
	'OperationalError',
	'UserError',
	'sleep',
] as const;

/** What it calls of whatever n8n hands to a node; a call written with `?.` is not needed. */
export const NEEDED_PARTS = {
	request: [
		'getCredentials',
		'getNode',
		'helpers.httpRequest',
		'helpers.httpRequestWithAuthentication',
	],
	execute: [
		'addExecutionHints',
		'continueOnFail',
		'getContext',
		'getExecutionId',
		'getInputData',
		'getMode',
		'getNodeParameter',
		'getTimezone',
		'getWorkflow',
		'helpers.prepareBinaryData',
	],
} as const;

function has(owner: unknown, path: string): boolean {
	let part = owner;
	for (const name of path.split('.')) part = (part as Record<string, unknown> | undefined)?.[name];
	return part !== undefined;
}

/** The sentence for an n8n that lacks something; undefined if it lacks nothing. */
export function lackOf(owner: unknown, needed: readonly string[]): string | undefined {
	const missing = needed.filter((path) => !has(owner, path));
	return missing.length === 0
		? undefined
		: `This node needs n8n ${OLDEST_N8N} or newer: this n8n has no ${missing.join(', ')}. Update n8n`;
}

/**
 * Whether an AI agent or MCP trigger calls the node by itself, not by way of n8n's engine: then a model reads
 * nothing of what is thrown. An n8n that cannot say so has a node of its own for tools, and its engine marks it.
 */
export function isToolCall(
	context: Partial<Pick<IExecuteFunctions, 'isToolExecution'>> & { getNode(): INode },
): boolean {
	const said = context.isToolExecution?.();
	const node = context.getNode();
	return said ?? (isTool(node) && node.rewireOutputLogTo === undefined);
}

/**
 * When the package is loaded: n8n writes the sentence into its log. (Of a TypeError it would say that the class
 * of the node could not be found.)
 */
export function checkN8n(exported: object = n8nWorkflow): void {
	const lack = lackOf(exported, NEEDED_EXPORTS);
	if (lack !== undefined) throw new Error(lack);
}

/**
 * What n8n hands over since some version after 2.34, to each kind of node at least one (n8n-core 2.33.2 has none).
 * A later n8n that has none of them loses no more than the sharing of keys.
 */
export const SINCE_2_34 = [
	'_getRunlessCredentials',
	'getPollBudgetMs',
	'isConsoleOutputRedacted',
] as const;

/**
 * n8n before 2.34 stores a credential with each new key as this row has it: an expression in it is gone for good,
 * and every later row would be paid by the application of this one. n8n tells no node its version, but the same
 * versions drop the error that an error of a node wraps. That is asked of the n8n-workflow that this package finds,
 * which is another one where somebody installed one beside it: so n8n itself has to look newer, too.
 */
export function storesWhatExpressionsGave(
	context: object,
	kind = n8nWorkflow.NodeApiError,
): boolean {
	if (!SINCE_2_34.some((name) => name in context)) return true;
	return (
		new kind({ name: '' } as INode, new Error('wrapped') as object as JsonObject).cause ===
		undefined
	);
}

/** The problem of an n8n that hands less to a node than it needs, before anything is done. */
export function lackIn(
	context: object,
	...kinds: Array<keyof typeof NEEDED_PARTS>
): PluggyError | undefined {
	const needed = kinds.flatMap((kind) => [...NEEDED_PARTS[kind]]);
	const lack = lackOf(context, needed);
	return lack === undefined ? undefined : localProblem('N8N', lack).with({ advice: ADVICE });
}

const ADVICE = `Nothing was sent. Which versions of n8n work, and with what: ${PAGES.ours}/blob/main/docs/install.md`;
