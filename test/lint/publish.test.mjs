/** node scripts/publish.mjs against a registry of this machine: what it asks, and when it publishes. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readJson, repoRoot } from '../../scripts/lib/paths.mjs';

const { name, version } = readJson(join(repoRoot, 'package.json'));
const folder = mkdtempSync(join(tmpdir(), 'publish-'));
const tarball = join(folder, 'package.tgz');
let integrity = '';

/** What the registry has under our version. */
let has;
let requests = [];
const server = createServer((request, response) => {
	requests.push(`${request.method} ${request.url}`);
	const manifest = { name, version, dist: { integrity: has, tarball: 'http://127.0.0.1/x.tgz' } };
	const known = { name, 'dist-tags': { latest: version }, versions: { [version]: manifest } };
	response.statusCode = has === undefined ? 404 : has === 'down' ? 400 : 200;
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify(response.statusCode === 200 ? known : { error: 'no' }));
});

before(async () => {
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version }));
	execFileSync('npm', ['pack', '--silent'], { cwd: folder });
	renameSync(join(folder, `${name}-${version}.tgz`), tarball);
	integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
	await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
});
after(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

/** Publishes, as outside of GitHub. */
async function publish() {
	requests = [];
	const registry = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`;
	const child = spawn(process.execPath, ['scripts/publish.mjs', tarball], {
		cwd: repoRoot,
		env: {
			...process.env,
			GITHUB_ACTIONS: '',
			NPM_TOKEN: 'a-token-of-npm',
			npm_config_registry: registry,
			npm_config_cache: join(folder, 'cache'),
			npm_config_fetch_retries: '0',
		},
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => (output += text));
	}
	const code = await new Promise((done) => child.once('close', done));
	assert.doesNotMatch(output, /a-token-of-npm/);
	return { code, output };
}

const PUT = /^PUT /;

test('the same content under this version: nothing is sent', async () => {
	has = integrity;
	const { code, output } = await publish();
	assert.deepEqual([code, output], [0, `${name}@${version} is published already.\n`]);
	assert.ok(!requests.some((one) => PUT.test(one)));
});

test('other content under this version: nothing is sent, and it fails', async () => {
	has = 'sha512-other';
	const { code, output } = await publish();
	assert.deepEqual(
		[code, output],
		[1, `${name}@${version} is published already, with other content.\n`],
	);
});

test('a registry that does not answer the question: nothing is sent, and it fails', async () => {
	has = 'down';
	const { code, output } = await publish();
	assert.equal(code, 1);
	assert.match(output, /^npm did not say what is published/);
	assert.ok(!requests.some((one) => PUT.test(one)));
});

test('an unknown version: npm is asked to publish, and refuses without provenance', async () => {
	has = undefined;
	const { code, output } = await publish();
	assert.equal(code, 1);
	assert.match(output, /provenance/i);
	assert.ok(!requests.some((one) => PUT.test(one)));
});
