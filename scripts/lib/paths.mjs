/**
 * Where things are. Node builtins only: also used before node_modules exists (Node 18+).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PACKAGE_NAME = 'n8n-nodes-pluggy';
export const NODE_MAJOR = 24;
export const CACHE_VARIABLE = 'N8N_NODES_PLUGGY_CACHE';

/** The n8n this package is made for, and all scripts and tests run unless the variable names another one. */
export const N8N_PINNED = '2.41.1';
export const N8N_VARIABLE = 'N8N_NODES_PLUGGY_N8N';
export const N8N_VERSION = process.env[N8N_VARIABLE] || N8N_PINNED;

/** The top level of this clone. */
export const repoRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What belongs to this clone only and is ignored by git. */
export const cloneCache = join(repoRoot, '.cache');

/** @param {string} file @returns {any} */
export function readJson(file) {
	return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * The folder shared by every clone on this machine.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function machineCache(env = process.env) {
	return resolve(env[CACHE_VARIABLE] || join(homedir(), '.cache', PACKAGE_NAME));
}

const binary = process.platform === 'win32' ? 'node.exe' : 'node';

/** Node 24, as brought by the dev dependency `node`. */
export const node24 = join(repoRoot, 'node_modules', 'node', 'bin', binary);

/**
 * The platform package that came with the dev dependency `node`; it holds `include/`, the headers
 * that native modules are compiled with.
 */
export function nodeHeaders(root = repoRoot) {
	const homes = [join(root, 'node_modules', 'node', 'node_modules'), join(root, 'node_modules')];
	for (const home of homes.filter((folder) => existsSync(folder))) {
		const found = readdirSync(home)
			.filter((name) => name.startsWith(`node-${platformName()}`))
			.map((name) => join(home, name))
			.find((folder) => existsSync(join(folder, 'include', 'node', 'node.h')));
		if (found) return found;
	}
	throw new Error(
		'The headers of Node 24 are missing from node_modules/node. Run `npm rebuild node`, then try again.',
	);
}

function platformName() {
	return process.platform === 'win32' ? 'win' : process.platform;
}

/**
 * The environment in which `node` (and so npm's own shebang) is Node 24, free of what an
 * outer `npm run` set for its own package.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function node24Env(env = process.env) {
	return {
		...withoutOuterNpm(env),
		PATH: [dirname(node24), env.PATH].filter(Boolean).join(delimiter),
	};
}

/** @param {NodeJS.ProcessEnv} env */
export function withoutOuterNpm(env) {
	const outer =
		/^(npm_(package|lifecycle)_|npm_command$|npm_config_(local_prefix|workspace)|NODE_OPTIONS$|NODE_TEST_CONTEXT$)/i;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !outer.test(name)));
}
