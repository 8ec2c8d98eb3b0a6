/**
 * node scripts/publish.mjs TARBALL [--tag latest]: publishes a packed tarball with provenance. Only the
 * release workflow can: npm signs what GitHub says about the run. Doing it again does no harm.
 * NPM_TOKEN is only needed until npm knows the workflow as a trusted publisher. Node builtins only.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { publishArguments, tokenEnvironment, whatToDo } from './lib/npm-publish.mjs';
import { readJson, repoRoot, withoutOuterNpm } from './lib/paths.mjs';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { tag: { type: 'string', default: 'latest' } },
});
if (positionals.length !== 1) {
	process.stderr.write('Name the tarball: node scripts/publish.mjs TARBALL [--tag latest]\n');
	process.exit(2);
}
const tarball = resolve(positionals[0]);
const { name, version } = readJson(join(repoRoot, 'package.json'));
const { NPM_TOKEN, ...env } = withoutOuterNpm(process.env);

/** What npm prints. @param {string[]} args */
const npm = (args) => execFileSync('npm', args, { cwd: repoRoot, env, encoding: 'utf8' }).trim();

/** The integrity of this version in the registry; an unknown package or version has none. */
function published() {
	const args = ['view', `${name}@${version}`, 'dist.integrity', '--json'];
	const { status, stdout } = spawnSync('npm', args, { cwd: repoRoot, env, encoding: 'utf8' });
	if (status === 0) return stdout.trim() === '' ? undefined : JSON.parse(stdout);
	const { code, summary } = JSON.parse(stdout || '{}').error ?? {};
	if (code === 'E404') return undefined;
	process.stderr.write(`npm did not say what is published: ${summary ?? code ?? status}\n`);
	return process.exit(1);
}

const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
const todo = whatToDo(integrity, published());
if (todo === 'done') process.stdout.write(`${name}@${version} is published already.\n`);
if (todo === 'taken') {
	process.stderr.write(`${name}@${version} is published already, with other content.\n`);
	process.exitCode = 1;
}
if (todo === 'publish') {
	const { status } = spawnSync('npm', publishArguments(tarball, values.tag), {
		cwd: repoRoot,
		env: { ...env, ...tokenEnvironment(npm(['config', 'get', 'registry']), NPM_TOKEN) },
		stdio: 'inherit',
	});
	process.exitCode = status ?? 1;
}
