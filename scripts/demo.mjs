/**
 * npm run demo: runs every example in a real n8n against the local Pluggy and compares what came
 * out with what the sandbox itself holds. Exit code 0 only when all is equal. Payers approve by
 * themselves. Option: --keep (leave the temporary folder).
 *
 * What belongs to an example is in scripts/demo/<example>.mjs:
 *   check      what has to have come out
 *   yesterday  what happened at the sandbox a day before
 *   prepare    what has to be there before its first run
 *   during     what happens while it runs
 *   cause      the events that start it: such an example is published, and not run by hand
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { goToToday } from './lib/bank.mjs';
import { onNode24 } from './lib/bootstrap.mjs';
import { runScript } from './lib/cleanup.mjs';
import { importExample, polls, readExamples } from './lib/examples.mjs';
import { ensureN8n } from './lib/n8n-install.mjs';
import { packPackage } from './lib/package.mjs';
import { repoRoot } from './lib/paths.mjs';
import { runPolled, runPublished } from './lib/published.mjs';
import { say, withProgress } from './lib/progress.mjs';
import { runWhile, startStack } from './lib/stack.mjs';
import { textTable } from './lib/text-table.mjs';

/** @typedef {import('./lib/examples.mjs').Example} Example */
/**
 * @typedef {object} Parts what belongs to an example
 * @property {(context: any) => Promise<{ differences: string[], summary?: string, table?: { head: string[], rows: any[][] } }>} check
 * @property {(stack: Stack) => Promise<void>} [yesterday]
 * @property {(stack: Stack) => Promise<void>} [prepare]
 * @property {(context: { sandbox: Sandbox, signal: AbortSignal }) => Promise<void>} [during]
 * @property {(context: { client: N8nClient, sandbox: Sandbox, settled: () => Promise<void> }) => Promise<any>} [cause]
 */

/** How long a payer thinks. */
const PAYER_SECONDS = 1;

/** @param {import('./lib/cleanup.mjs').Tools} tools */
async function main({ defer }) {
	// What moves the sandbox's clock runs last: the others are about today.
	const isLate = (/** @type {{ workflow: Row }} */ { workflow }) =>
		Number(workflow.meta?.demo?.movesClock === true);
	const examples = readExamples().sort((a, b) => isLate(a) - isLate(b));
	if (examples.length === 0) throw new Error('There is no workflow in examples/ to run.');
	await ensureN8n();
	const tarball = await packPackage();
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pluggy-demo-'));
	if (!process.argv.includes('--keep')) {
		defer(() => rm(userFolder, { recursive: true, force: true, maxRetries: 5 }));
	}
	const stack = await withProgress('Starting the local Pluggy and n8n', () =>
		startStack({ userFolder, tarball, defer, hasBank: true }),
	);
	stack.sandbox.admin.setPayments({ autoApprove: PAYER_SECONDS });
	const all = [];
	for (const example of examples) all.push({ ...example, ...(await partsOf(example.id)) });
	for (const { yesterday } of all) await yesterday?.(stack);
	goToToday(stack.sandbox);
	const differences = [];
	for (const example of all) {
		const found = await runExample(stack, example).catch((error) => [error.message]);
		differences.push(...found.map((text) => `${example.id}: ${text}`));
	}
	if (differences.length === 0) {
		say('\nAll equal to what the sandbox holds.');
		return;
	}
	const list = differences.map((text) => `  - ${text}`).join('\n');
	throw new Error(`What differs:\n${list}\n\nThe end of n8n's log:\n${stack.n8n.logs(30)}`);
}

/**
 * @param {Stack} stack
 * @param {Example & Parts} example
 * @returns {Promise<string[]>} what differs from the sandbox's own data
 */
async function runExample(stack, example) {
	const { client, sandbox } = stack;
	const { workflow, prepare, cause, check, during } = example;
	const workflowId = await importExample(client, example);
	const admin = (/** @type {string} */ path) => ask(sandbox.adminUrl, path);
	/** @type {string[]} */
	const differences = [];
	/** @param {string} what @param {() => Promise<Row>} work */
	async function step(what, work) {
		const outcome = await withProgress(`\n${workflow.name}: ${what}`, work);
		const found = await check({ client, admin, ...outcome });
		if (found.table) say(`\n${textTable(found.table.head, found.table.rows)}`);
		if (found.summary) say(found.summary);
		const all = [...(outcome.differences ?? []), ...found.differences];
		differences.push(...all.map((text) => `${what}: ${text}`));
	}
	await prepare?.(stack);
	if (cause) {
		const runAs = polls(workflow) ? runPolled : runPublished;
		await step('published', () => runAs(stack, workflowId, cause));
		return differences;
	}
	const runs = workflow.meta?.demo?.runs ?? 1;
	for (let run = 1; run <= runs; run += 1) {
		await step(`run ${run} of ${runs}`, async () => ({
			run,
			execution: await runWhile(stack, workflowId, during),
		}));
	}
	return differences;
}

/**
 * Without a check of its own an example has to run to its end, no more.
 * @param {string} id
 * @returns {Promise<Parts>}
 */
async function partsOf(id) {
	const file = join(repoRoot, 'scripts', 'demo', `${id}.mjs`);
	const check = async () => ({ summary: 'Ran to its end.', differences: [] });
	return existsSync(file) ? { check, ...(await import(pathToFileURL(file).href)) } : { check };
}

/** @param {string | null} adminUrl @param {string} path */
async function ask(adminUrl, path) {
	const response = await fetch(adminUrl + path);
	if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}.`);
	return await response.json();
}

await onNode24(import.meta.url);
await runScript(main);
