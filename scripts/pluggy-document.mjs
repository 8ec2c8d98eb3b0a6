/**
 * node scripts/pluggy-document.mjs FOLDER: fetches the copy of Pluggy's document that the contract tests
 * read, from PLUGGY_OPENAPI_URL (the address of a folder; PLUGGY_OPENAPI_TOKEN opens it if it is
 * private), and names it to the steps that follow. It is not part of this repository.
 *
 * Without it a run fails, unless PLUGGY_OPENAPI_OPTIONAL is `true` (a pull request from a fork, which
 * sees no secrets): then the tests that need it are skipped, and the run says so. Node builtins only.
 */
import { createRequire } from 'node:module';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const { FILES } = createRequire(import.meta.url)('./lib/pluggy-document.cjs');
const TIMEOUT_MS = 60_000;
const {
	PLUGGY_OPENAPI_URL: address,
	PLUGGY_OPENAPI_TOKEN: token,
	PLUGGY_OPENAPI_OPTIONAL: optional,
	GITHUB_ENV,
} = process.env;
const [folder] = process.argv.slice(2);

/** @param {string} file */
async function download(file) {
	const response = await fetch(`${address?.replace(/\/?$/, '/')}${file}`, {
		headers: token ? { authorization: `Bearer ${token}` } : {},
		signal: AbortSignal.timeout(TIMEOUT_MS),
	});
	if (!response.ok) throw new Error(`${file} was answered with ${response.status}`);
	const text = await response.text();
	if (typeof JSON.parse(text).paths !== 'object') throw new Error(`${file} is no OpenAPI document`);
	return text;
}

async function fetchAll() {
	if (!address) {
		throw new Error(
			'the variable PLUGGY_OPENAPI_URL of the repository is not set (CONTRIBUTING.md, "Releasing")',
		);
	}
	for (const file of FILES) {
		const text = await download(file);
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, file), text);
	}
	if (GITHUB_ENV) appendFileSync(GITHUB_ENV, `PLUGGY_OPENAPI=${resolve(folder)}\n`);
	process.stdout.write(`Pluggy's document is there: ${FILES.join(', ')}\n`);
}

if (!folder) {
	process.stderr.write('Name a folder: node scripts/pluggy-document.mjs FOLDER\n');
	process.exit(2);
}
try {
	await fetchAll();
} catch (error) {
	const may = optional === 'true';
	const what = may
		? 'The tests that compare with it are SKIPPED in this run.'
		: 'The contract tests need it.';
	// GitHub shows such a line beside the run.
	process.stdout.write(
		`::${may ? 'warning' : 'error'}::Pluggy's document is missing: ${error.message}. ${what}\n`,
	);
	process.exitCode = may ? 0 : 1;
}
