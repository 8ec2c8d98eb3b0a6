/**
 * Our package as users get it: built, packed by npm, unpacked where n8n looks for packages.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withLock } from './lock.mjs';
import { cloneCache, node24Env, PACKAGE_NAME, readJson, repoRoot } from './paths.mjs';
import { withProgress } from './progress.mjs';
import { run } from './run.mjs';

const SOURCES = [
	'nodes',
	'credentials',
	'package.json',
	'gulpfile.js',
	'tsconfig.json',
	'index.js',
];
const PACKED = [
	'dist',
	'index.js',
	'package.json',
	'README.md',
	'README.pt-BR.md',
	'LICENSE.md',
	'CHANGELOG.md',
];

/**
 * Files under a path, with the time of their last change.
 * @param {string} path
 * @returns {AsyncGenerator<{ path: string, mtimeMs: number }>}
 */
async function* filesUnder(path) {
	const info = await stat(path).catch(() => undefined);
	if (!info) return;
	yield { path, mtimeMs: info.mtimeMs };
	if (!info.isDirectory()) return;
	for (const name of await readdir(path)) yield* filesUnder(join(path, name));
}

/**
 * Time of the newest change (folders count: a removed file changes its folder).
 * @param {string} root
 * @param {string[]} names
 */
async function newest(root, names) {
	let time = 0;
	for (const name of names) {
		for await (const file of filesUnder(join(root, name))) time = Math.max(time, file.mtimeMs);
	}
	return time;
}

/**
 * Builds when a source changed since the last build, packs when something packed changed.
 * @param {{ root?: string, cache?: string }} [options]
 * @returns {Promise<string>} the tarball
 */
export async function packPackage({ root = repoRoot, cache = join(cloneCache, 'package') } = {}) {
	await mkdir(cache, { recursive: true });
	return await withLock(join(cache, 'lock'), async () => {
		const sources = await newest(root, SOURCES);
		await buildIfStale(root, cache, sources);
		return await packIfStale(root, cache, await newest(root, PACKED));
	});
}

/** Builds when a source changed since the last build. */
export async function buildPackage({ root = repoRoot, cache = join(cloneCache, 'package') } = {}) {
	await mkdir(cache, { recursive: true });
	await withLock(join(cache, 'lock'), async () => {
		await buildIfStale(root, cache, await newest(root, SOURCES));
	});
}

/** @param {string} root @param {string} cache @param {number} sources */
async function buildIfStale(root, cache, sources) {
	const stamp = join(cache, 'built');
	const built = (await stat(stamp).catch(() => undefined))?.mtimeMs ?? 0;
	if (existsSync(join(root, 'dist')) && built >= sources) return;
	const started = Date.now();
	await withProgress('Building the package', () =>
		run('npm', ['run', 'build'], {
			cwd: root,
			env: node24Env(),
			what: 'Building the package',
			advice: 'Run `npm run build` to see it alone.',
		}),
	);
	await stampAt(stamp, started);
}

/** @param {string} root @param {string} cache @param {number} changed */
async function packIfStale(root, cache, changed) {
	const { name, version } = readJson(join(root, 'package.json'));
	const tarball = join(cache, `${name}-${version}.tgz`);
	const packed = (await stat(tarball).catch(() => undefined))?.mtimeMs ?? 0;
	if (packed >= changed) return tarball;
	const output = await run(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', cache],
		{ cwd: root, env: node24Env(), what: 'Packing the package' },
	);
	const made = join(cache, packedFile(output));
	if (made !== tarball) await rename(made, tarball);
	return tarball;
}

/** npm answers with a list, newer ones with an object by package name. @param {string} output */
function packedFile(output) {
	const answer = JSON.parse(output.slice(output.search(/^[[{]/m)));
	return basename(Object.values(answer)[0].filename);
}

/** @param {string} file @param {number} ms */
async function stampAt(file, ms) {
	await writeFile(file, '');
	await utimes(file, new Date(ms), new Date(ms));
}

/**
 * Unpacks a tarball to `<userFolder>/.n8n/nodes/node_modules/<name>`, replacing what is there.
 * @param {{ tarball: string, userFolder: string, name?: string }} options
 * @returns {Promise<string>} the folder of the unpacked package
 */
export async function unpackPackage({ tarball, userFolder, name = PACKAGE_NAME }) {
	const home = join(userFolder, '.n8n', 'nodes', 'node_modules');
	const target = join(home, name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], {
		what: `Unpacking ${basename(tarball)}`,
		advice: 'The program `tar` must be on the PATH.',
	});
	return target;
}
