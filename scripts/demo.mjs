/**
 * npm run demo: runs every example in a real n8n against the local Pluggy and compares what came
 * out with what the sandbox itself holds. Exit code 0 only when all is equal. An example may
 * have its own check, and something that happens during its run: `check` and `during` of
 * scripts/demo/<example>.mjs. Payers approve by themselves. Option: --keep (leave the temporary
 * folder).
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onNode24 } from './lib/bootstrap.mjs';
import { runScript } from './lib/cleanup.mjs';
import { importExample, readExamples } from './lib/examples.mjs';
import { ensureN8n } from './lib/n8n-install.mjs';
import { packPackage } from './lib/package.mjs';
import { repoRoot } from './lib/paths.mjs';
import { say, withProgress } from './lib/progress.mjs';
import { runWhile, startStack } from './lib/stack.mjs';
import { textTable } from './lib/text-table.mjs';

/** How long a payer thinks. */
const PAYER_SECONDS = 1;

/** @param {import('./lib/cleanup.mjs').Tools} tools */
async function main({ defer }) {
	// What moves the sandbox's clock runs last: the others are about today.
	const isLate = ({ workflow }) => Number(workflow.meta?.demo?.movesClock === true);
	const examples = readExamples().sort((a, b) => isLate(a) - isLate(b));
	if (examples.length === 0) throw new Error('There is no workflow in examples/ to run.');
	await ensureN8n();
	const tarball = await packPackage();
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pluggy-demo-'));
	if (!process.argv.includes('--keep')) {
		defer(() => rm(userFolder, { recursive: true, force: true, maxRetries: 5 }));
	}
	const stack = await withProgress('Starting the local Pluggy and n8n', () =>
		startStack({ userFolder, tarball, defer }),
	);
	stack.sandbox.admin.setPayments({ autoApprove: PAYER_SECONDS });
	const differences = [];
	for (const example of examples) {
		differences.push(
			...(await runExample(stack, example).catch((error) => [`${example.id}: ${error.message}`])),
		);
	}
	if (differences.length === 0) {
		say('\nAll equal to what the sandbox holds.');
		return;
	}
	const list = differences.map((text) => `  - ${text}`).join('\n');
	throw new Error(`What differs:\n${list}\n\nThe end of n8n's log:\n${stack.n8n.logs(30)}`);
}

/** @returns {Promise<string[]>} what differs from the sandbox's own data */
async function runExample(stack, example) {
	const { client, sandbox } = stack;
	const { id, workflow } = example;
	const workflowId = await importExample(client, example);
	const { check, during } = await partsOf(id);
	const runs = workflow.meta?.demo?.runs ?? 1;
	const admin = (path) => ask(sandbox.adminUrl, path);
	const differences = [];
	for (let run = 1; run <= runs; run += 1) {
		const execution = await withProgress(`\n${workflow.name}: run ${run} of ${runs}`, () =>
			runWhile(stack, workflowId, during),
		);
		const found = await check({ client, admin, execution, run });
		if (found.table) say(`\n${textTable(found.table.head, found.table.rows)}`);
		if (found.summary) say(found.summary);
		differences.push(...found.differences.map((text) => `${id}, run ${run}: ${text}`));
	}
	return differences;
}

/** Without a check of its own an example has to run to its end, no more. */
async function partsOf(id) {
	const file = join(repoRoot, 'scripts', 'demo', `${id}.mjs`);
	const check = async () => ({ summary: 'Ran to its end.', differences: [] });
	return existsSync(file) ? { check, ...(await import(pathToFileURL(file).href)) } : { check };
}

async function ask(adminUrl, path) {
	const response = await fetch(adminUrl + path);
	if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}.`);
	return await response.json();
}

await onNode24(import.meta.url);
await runScript(main);
