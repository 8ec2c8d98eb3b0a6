/**
 * Programs of the system that n8n's queue mode needs, Redis and PostgreSQL, as children of this process:
 * in folders of ours, on free ports of the loopback address, never the system's own services.
 */
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endOf, startChild } from './child.mjs';
import { tail } from './run.mjs';

const READY_MS = 60_000;
const DEBIAN_POSTGRESQL = '/usr/lib/postgresql';
const hold = fileURLToPath(new URL('hold.cjs', import.meta.url));

/** The programs, and the package of Debian and Ubuntu that brings each. */
const PROGRAMS = {
	'redis-server': 'redis-server',
	initdb: 'postgresql',
	postgres: 'postgresql',
	psql: 'postgresql',
};

/** Debian keeps most programs of PostgreSQL off the PATH, by version. */
function debianFolders(root = DEBIAN_POSTGRESQL) {
	if (!existsSync(root)) return [];
	const newestFirst = (/** @type {string} */ a, /** @type {string} */ b) => Number(b) - Number(a);
	return readdirSync(root)
		.sort(newestFirst)
		.map((version) => join(root, version, 'bin'));
}

/** @param {string} file */
function isExecutable(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * Where a program is, if it is there.
 * @param {string} name
 * @param {string[]} [folders]
 */
export function programPath(
	name,
	folders = [...debianFolders(), ...(process.env.PATH ?? '').split(delimiter)],
) {
	return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** What to install before queue mode can be tried; undefined if nothing is missing. */
export function missingPrograms(find = programPath) {
	const missing = Object.entries(PROGRAMS).filter(([name]) => !find(name));
	if (missing.length === 0) return undefined;
	const packages = [...new Set(missing.map(([, owner]) => owner))].join(' ');
	return (
		`Queue mode needs Redis and PostgreSQL. Not found: ${missing.map(([name]) => name).join(', ')}.\n` +
		`On Debian and Ubuntu: apt-get install ${packages}. Elsewhere put the programs on the PATH. ` +
		'Their services need not run: the tests start their own.'
	);
}

/** @param {string} name one of PROGRAMS */
export function program(name) {
	const found = programPath(name);
	if (!found) throw new Error(missingPrograms() ?? `${name} is missing.`);
	return found;
}

/**
 * PostgreSQL refuses to run as root: then as its own user, or as nobody.
 * @returns {{ uid: number, gid: number } | undefined} undefined: as whoever we are
 */
export function unprivileged(root = process.getuid?.() === 0, users = '/etc/passwd') {
	if (!root) return undefined;
	const lines = readFileSync(users, 'utf8').split('\n');
	const found = ['postgres', 'nobody']
		.map((name) => lines.find((line) => line.startsWith(`${name}:`)))
		.find((line) => line !== undefined);
	if (!found) throw new Error('PostgreSQL does not run as root, and there is no user `nobody`.');
	const [, , uid, gid] = found.split(':').map(Number);
	return { uid, gid };
}

/**
 * Starts one and waits until it says that it is ready.
 * @param {{ name: string, args: string[], folder: string, logFile: string, ready: RegExp,
 *   user?: { uid: number, gid: number }, stopSignal?: NodeJS.Signals }} options
 */
export async function startService({ name, args, folder, logFile, ready, user, stopSignal }) {
	const held = JSON.stringify({ command: program(name), args, ...user });
	const child = startChild({
		args: [hold, held],
		cwd: folder,
		env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
		logFile,
		stopSignal,
	});
	try {
		for (const deadline = Date.now() + READY_MS; !ready.test(child.log()); await sleep(50)) {
			const end = endOf(child.process);
			if (end) throw new Error(`${name} ended while starting (${end}).`);
			if (Date.now() > deadline)
				throw new Error(`${name} was not ready within ${READY_MS / 1_000} seconds.`);
		}
	} catch (error) {
		await child.stop();
		throw new Error(`${error.message}\n\nThe end of ${logFile}:\n${tail(child.log())}`);
	}
	return child;
}
