/** node scripts/pluggy-document.mjs: the copy of Pluggy's document that a workflow fetches for the contract tests. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { repoRoot } from '../../scripts/lib/paths.mjs';

const TOKEN = 'a-token-of-the-owner';
const home = mkdtempSync(join(tmpdir(), 'document-'));
const folder = join(home, 'pluggy-api');
const variables = join(home, 'env');
let answer = JSON.stringify({ paths: {} });
const server = createServer((request, response) => {
	const isOpen = request.headers.authorization === `Bearer ${TOKEN}`;
	response.statusCode =
		isOpen && /^\/copies\/openapi(\.additions)?\.json$/.test(`${request.url}`) ? 200 : 404;
	response.end(answer);
});

before(() => new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined))));
beforeEach(() => writeFileSync(variables, ''));
after(() => {
	server.close();
	rmSync(home, { recursive: true });
});

/** Runs it as a step of a workflow. */
async function fetchDocument(env) {
	const child = spawn(process.execPath, ['scripts/pluggy-document.mjs', folder], {
		cwd: repoRoot,
		env: { PATH: process.env.PATH, GITHUB_ENV: variables, ...env },
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => (output += text));
	}
	const code = await new Promise((done) => child.once('close', done));
	assert.doesNotMatch(output, new RegExp(TOKEN));
	return { code, output, named: readFileSync(variables, 'utf8') };
}

const address = () => `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/copies`;
const there = () => ({ PLUGGY_OPENAPI_URL: address(), PLUGGY_OPENAPI_TOKEN: TOKEN });

test('without an address the run fails, and says what the owner has to set', async () => {
	const { code, output, named } = await fetchDocument({ PLUGGY_OPENAPI_URL: '' });
	assert.deepEqual([code, named], [1, '']);
	assert.match(output, /^::error::.*PLUGGY_OPENAPI_URL of the repository is not set/);
});

test('where nobody can have it the run goes on, and says which tests it skips', async () => {
	for (const env of [{}, { PLUGGY_OPENAPI_URL: address() }]) {
		const { code, output, named } = await fetchDocument({
			...env,
			PLUGGY_OPENAPI_OPTIONAL: 'true',
		});
		assert.deepEqual([code, named], [0, '']);
		assert.match(output, /^::warning::.*SKIPPED/);
	}
	assert.equal(existsSync(folder), false);
});

test('what is no document is no copy of it', async () => {
	for (const text of ['<html>', '{}']) {
		answer = text;
		const { code, named } = await fetchDocument(there());
		assert.deepEqual([code, named], [1, '']);
	}
	answer = JSON.stringify({ paths: {} });
});

test('both files are fetched, with the token, and the folder is named to what follows', async () => {
	const { code, named } = await fetchDocument(there());
	assert.deepEqual([code, named], [0, `PLUGGY_OPENAPI=${folder}\n`]);
	for (const file of ['openapi.json', 'openapi.additions.json']) {
		assert.equal(readFileSync(join(folder, file), 'utf8'), answer);
	}
});

test('.ci/run lets the document be missing only where the workflow says so', () => {
	const script = readFileSync(join(repoRoot, '.ci', 'run'), 'utf8');
	assert.match(
		script,
		/if \[ "\$\{PLUGGY_OPENAPI_OPTIONAL:-\}" = true \]; then unset CI; else export CI=true; fi/,
	);
});
