/**
 * npm run demo: runs every example in a real n8n against the local Pluggy and compares what came
 * out with what the sandbox itself holds. Exit code 0 only when all is equal. Payers approve by
 * themselves. Options: --keep (leave the temporary folder), --language en (instead of pt-BR), and the names of
 * examples, if not all are wanted: npm run demo -- boleto pix-payment
 *
 * What belongs to an example is in scripts/demo/<example>.mjs:
 *   check      what has to have come out; `name(id)` is what the node of the source with that id is called
 *   yesterday  what happened at the sandbox a day before
 *   prepare    what has to be there before its first run
 *   during     what happens while it runs
 *   cause      the events that start it: such an example is published, and not run by hand
 *   run        how it is run where neither a hand nor an event starts it, such as a chat
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { LANGUAGES, languageNamed } from './examples/texts.mjs';
import { goToToday } from './lib/bank.mjs';
import { onNode24 } from './lib/bootstrap.mjs';
import { runScript } from './lib/cleanup.mjs';
import { importExample, nodeName, polls, readExamples } from './lib/examples.mjs';
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
 * @property {(stack: Stack & { workflowId: string, name: (id: string) => string }) => Promise<void>} [prepare]
 * @property {(context: { sandbox: Sandbox, signal: AbortSignal }) => Promise<void>} [during]
 * @property {(context: { client: N8nClient, sandbox: Sandbox, settled: () => Promise<void> }) => Promise<any>} [cause]
 * @property {(stack: Stack, workflowId: string) => Promise<Row>} [run]
 */

/** How long a payer thinks. */
const PAYER_SECONDS = 1;

const {
	values: { keep, language: given },
	positionals: chosen,
} = parseArgs({
	allowPositionals: true,
	options: {
		keep: { type: 'boolean', default: false },
		language: { type: 'string', default: LANGUAGES[0] },
	},
});
const language = languageNamed(given);

/** @param {Example[]} examples */
function wanted(examples) {
	const unknown = chosen.filter((id) => !examples.some((example) => example.id === id));
	if (unknown.length > 0) {
		const known = examples.map(({ id }) => id).join(', ');
		throw new Error(`No example is called ${unknown.join(' or ')}. There are: ${known}.`);
	}
	return chosen.length === 0 ? examples : examples.filter(({ id }) => chosen.includes(id));
}

/** @param {import('./lib/cleanup.mjs').Tools} tools */
async function main({ defer }) {
	// What moves the sandbox's clock runs last: the others are about today.
	const isLate = (/** @type {{ workflow: Row }} */ { workflow }) =>
		Number(workflow.meta?.demo?.movesClock === true);
	const examples = wanted(readExamples(language)).sort((a, b) => isLate(a) - isLate(b));
	await ensureN8n();
	const tarball = await packPackage();
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pluggy-demo-'));
	if (!keep) {
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
	const { workflow, prepare, cause, check, during, run: runIt } = example;
	const workflowId = await importExample(client, example);
	const admin = (/** @type {string} */ path) => ask(sandbox.adminUrl, path);
	const name = (/** @type {string} */ id) => nodeName(workflow, id);
	/** @type {string[]} */
	const differences = [];
	/** @param {string} what @param {() => Promise<Row>} work */
	async function step(what, work) {
		const outcome = await withProgress(`\n${workflow.name}: ${what}`, work);
		const found = await check({ client, admin, name, ...outcome });
		if (found.table) say(`\n${textTable(found.table.head, found.table.rows)}`);
		if (found.summary) say(found.summary);
		const all = [...(outcome.differences ?? []), ...found.differences];
		differences.push(...all.map((text) => `${what}: ${text}`));
	}
	await prepare?.({ ...stack, workflowId, name });
	if (cause) {
		const runAs = polls(workflow) ? runPolled : runPublished;
		await step('published', () => runAs(stack, workflowId, cause));
		return differences;
	}
	if (runIt) {
		await step('run', () => runIt(stack, workflowId));
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

/** @param {string} id @returns {Promise<Parts>} */
async function partsOf(id) {
	const file = join(repoRoot, 'scripts', 'demo', `${id}.mjs`);
	if (!existsSync(file)) throw new Error(`No scripts/demo/${id}.mjs says what has to come out.`);
	return await import(pathToFileURL(file).href);
}

/** @param {string | null} adminUrl @param {string} path */
async function ask(adminUrl, path) {
	const response = await fetch(adminUrl + path);
	if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}.`);
	return await response.json();
}

await onNode24(import.meta.url);
await runScript(main);
