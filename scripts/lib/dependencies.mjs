/**
 * Brings node_modules to what package-lock.json says. Runs on Node 18 and later, before anything
 * is installed: Node builtins only, here and in what it imports.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { node24, NODE_MAJOR, readJson, repoRoot, withoutOuterNpm } from './paths.mjs';
import { withProgress } from './progress.mjs';
import { run } from './run.mjs';

/**
 * What is missing or of another version in the installed tree; empty when it matches.
 * npm leaves `node_modules/.package-lock.json`, the list of what it really installed.
 * @param {{ packages: Record<string, any> }} lock package-lock.json
 * @param {{ packages: Record<string, any> }} installed node_modules/.package-lock.json
 */
export function differences(lock, installed) {
	return Object.entries(lock.packages)
		.filter(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional && !entry.link)
		.filter(([path, entry]) => installed.packages[path]?.version !== entry.version)
		.map(([path]) => path);
}

/** @param {string} root */
export function needsInstall(root) {
	const installed = join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(installed)) return true;
	try {
		return differences(readJson(join(root, 'package-lock.json')), readJson(installed)).length > 0;
	} catch {
		return true;
	}
}

/** @returns {string | undefined} the version of the installed Node 24, if it runs */
export function node24Version() {
	try {
		return execFileSync(node24, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).trim();
	} catch {
		return undefined;
	}
}

const isNode24 = (/** @type {string | undefined} */ version) =>
	Number(/^v(\d+)/.exec(version ?? '')?.[1]) >= NODE_MAJOR;

/**
 * The npm that started us, else the one on the PATH.
 * @param {string[]} args
 * @param {any} options
 */
function npm(args, options) {
	const cli = process.env.npm_execpath;
	const env = withoutOuterNpm(process.env);
	return cli?.endsWith('npm-cli.js')
		? run(process.execPath, [cli, ...args], { ...options, env })
		: run('npm', args, { ...options, env });
}

export async function ensureDependencies(root = repoRoot) {
	if (!existsSync(join(root, 'package-lock.json'))) {
		throw new Error(
			'package-lock.json is missing. Run the command in a complete clone of the repository.',
		);
	}
	if (needsInstall(root)) {
		await withProgress('Installing the development dependencies (npm ci)', () =>
			npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
				cwd: root,
				what: 'Installing the development dependencies',
				advice: 'Check that npm reaches its registry, then run the same command again.',
			}),
		);
	}
	if (isNode24(node24Version())) return;
	await withProgress(`Fetching Node ${NODE_MAJOR}`, () =>
		npm(['rebuild', 'node'], { cwd: root, what: `Fetching Node ${NODE_MAJOR}` }),
	);
	if (!isNode24(node24Version())) {
		throw new Error(
			`Node ${NODE_MAJOR} did not arrive: n8n needs it, and the dev dependency \`node\` brings it with an ` +
				'install script. Allow install scripts for it (npm config `ignore-scripts` must be off; ' +
				'"allowScripts" in package.json lists it), then run `npm rebuild node` and try again.',
		);
	}
}
