/**
 * The n8n that was chosen (paths.mjs), installed once per machine and shared by every clone.
 *
 * `--ignore-scripts`: one of n8n's dependencies tries to download a binary that is not needed; of
 * all install scripts only the one of sqlite3 matters, so that is the one we run.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { machineCache, N8N_VERSION, node24Env, nodeHeaders, readJson } from './paths.mjs';
import { say, withProgress } from './progress.mjs';
import { run } from './run.mjs';

const MARKER = '.ready.json';

/** Older versions name a package by an address outside of npm's registry; none of our nodes needs it. */
const OVERRIDES = { xlsx: '0.18.5' };

const platform = { version: N8N_VERSION, platform: process.platform, arch: process.arch };

/** Where that n8n lives. */
export const n8nFolder = (cache = machineCache()) => join(cache, `n8n-${N8N_VERSION}`);

/** n8n's command line program. */
export const n8nBin = (folder = n8nFolder()) => join(folder, 'node_modules', 'n8n', 'bin', 'n8n');

const readOrNothing = (/** @type {string} */ file) => {
	try {
		return readJson(file);
	} catch {
		return undefined;
	}
};

/** Installed, compiled and meant for this machine. @param {string} folder */
export function isReady(folder) {
	const marker = readOrNothing(join(folder, MARKER));
	return (
		existsSync(n8nBin(folder)) &&
		Object.entries(platform).every(([key, value]) => marker?.[key] === value)
	);
}

/**
 * npm finished installing here (it writes its hidden lock file last), the rest may be missing.
 * @param {string} folder
 */
function isInstalled(folder) {
	const installed = readOrNothing(join(folder, 'node_modules', '.package-lock.json'));
	return (
		installed?.packages?.['node_modules/n8n']?.version === N8N_VERSION &&
		existsSync(n8nBin(folder)) &&
		!existsSync(join(folder, MARKER))
	);
}

/**
 * @param {{ cache?: string }} [options]
 * @returns {Promise<string>} the folder of the installed n8n
 */
export async function ensureN8n({ cache = machineCache() } = {}) {
	const folder = n8nFolder(cache);
	if (isReady(folder)) return folder;
	await mkdir(cache, { recursive: true });
	const onWait = () => say(`Another process is installing n8n ${N8N_VERSION}: waiting for it.`);
	await withLock(`${folder}.lock`, () => complete(folder), { onWait });
	return folder;
}

/** @param {string} folder */
async function complete(folder) {
	if (isReady(folder)) return;
	if (!isInstalled(folder)) await install(folder);
	await withProgress('Compiling SQLite for n8n (about a minute)', () => rebuild(folder));
	await writeFile(join(folder, MARKER), JSON.stringify(platform));
}

/** Into a sibling first: the final name never holds half an n8n. @param {string} folder */
async function install(folder) {
	const partial = `${folder}.partial`;
	await rm(partial, { recursive: true, force: true });
	await mkdir(partial, { recursive: true });
	const manifest = { private: true, allowScripts: { sqlite3: true }, overrides: OVERRIDES };
	await writeFile(join(partial, 'package.json'), JSON.stringify(manifest, null, 2));
	await withProgress(`Installing n8n ${N8N_VERSION}, once per machine (3 GB, a few minutes)`, () =>
		run(
			'npm',
			[
				...['install', `n8n@${N8N_VERSION}`, '--ignore-scripts', '--save-exact'],
				...['--prefix', partial, '--no-audit', '--no-fund', '--loglevel=error'],
			],
			{
				cwd: partial,
				env: node24Env(),
				what: `Installing n8n ${N8N_VERSION}`,
				advice:
					'Check the free disk space (3 GB) and that npm reaches its registry, then run it again.',
			},
		),
	);
	await rm(folder, { recursive: true, force: true });
	await rename(partial, folder);
}

/** @param {string} folder */
function rebuild(folder) {
	return run('npm', ['rebuild', 'sqlite3', '--prefix', folder, '--loglevel=error'], {
		cwd: folder,
		env: { ...node24Env(), npm_config_nodedir: nodeHeaders() },
		what: 'Compiling SQLite for n8n',
		advice:
			'It needs Python 3, make and a C++ compiler (on Debian: apt install python3 build-essential).',
	}).then(() => loadSqlite(folder));
}

/** Compiled is not loadable: ask it. @param {string} folder */
function loadSqlite(folder) {
	return run('node', ['-e', "require('sqlite3')"], {
		cwd: folder,
		env: node24Env(),
		what: 'Loading the compiled SQLite',
		advice: `Remove ${folder} and run it again.`,
	});
}
