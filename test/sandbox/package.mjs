/** The sandbox as others get it: packed, unpacked or installed where there is nothing else, started. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withoutOuterNpm } from '../../scripts/lib/paths.mjs';

export const SANDBOX = fileURLToPath(new URL('../../sandbox', import.meta.url));
const ENV = withoutOuterNpm(process.env);
const run = promisify(execFile);

/** What belongs to it: no libraries, which npm brings, and no tarball. @param {string} path */
export const isSource = (path) => !/(^|[/\\])node_modules([/\\]|$)|\.tgz$/.test(path);

/**
 * Packs a copy, so that the libraries do not get below the sandbox that other tests run, and unpacks it.
 * @returns where it all is, and what the tarball holds
 */
export function packAndUnpack() {
	const folder = mkdtempSync(join(tmpdir(), 'local-pluggy-'));
	const copy = join(folder, 'sandbox');
	cpSync(SANDBOX, copy, {
		recursive: true,
		filter: (path) => isSource(path.slice(SANDBOX.length)),
	});
	const told = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: copy,
		env: ENV,
		encoding: 'utf8',
	});
	rmSync(copy, { recursive: true });
	// Newer npm tells an object by name, older ones a list.
	const [packed] = /** @type {any[]} */ (Object.values(JSON.parse(told)));
	const tarball = join(folder, packed.filename);
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	return {
		folder,
		tarball,
		index: join(folder, 'package', 'index.mjs'),
		size: /** @type {number} */ (packed.size),
		files: /** @type {string[]} */ (packed.files.map((/** @type {any} */ { path }) => path)),
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** Into a folder with nothing else, without a network and without npm's cache. @param {string} tarball @param {string} home */
export async function install(tarball, home) {
	mkdirSync(home);
	writeFileSync(join(home, 'package.json'), '{ "private": true }');
	const cache = join(home, 'cache');
	const env = { ...ENV, npm_config_offline: 'true', npm_config_cache: cache };
	await run('npm', ['install', '--no-audit', '--no-fund', tarball], { cwd: home, env });
}

/** What a program prints. @param {string} command @param {string[]} args @param {string} cwd */
export const output = async (command, args, cwd) =>
	(await run(command, args, { cwd, env: ENV, timeout: 120_000 })).stdout;

/** @param {string} command */
export function isThere(command) {
	try {
		execFileSync(command, ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/**
 * Starts a program that tells its addresses, and waits for them.
 * @param {string[]} command @param {string} cwd
 */
export async function startProgram([program, ...args], cwd) {
	const child = spawn(program, args, { cwd, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
	let told = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => (told += text));
	}
	const ended = once(child, 'exit');
	const end = Date.now() + 60_000;
	while (!told.includes('Ctrl-C')) {
		if (child.exitCode !== null || Date.now() > end) throw new Error(`It did not start: ${told}`);
		await new Promise((done) => setTimeout(done, 20));
	}
	const address = (/** @type {string} */ name) =>
		new RegExp(`^ +${name} +(http://[^ \n]+)`, 'm').exec(told)?.[1] ?? '';
	return {
		url: address('API'),
		adminUrl: address('Admin'),
		told: () => told,
		/** @returns {Promise<[number | null, string | null]>} exit code and signal */
		async stop() {
			child.kill('SIGTERM');
			return /** @type {any} */ (await ended);
		},
	};
}

/** A port nobody listens on. */
export async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	server.close();
	return port;
}

/** The code blocks of a language in the README, from a heading to the next of its level or above. @param {string} heading @param {string} language */
export function blocksOf(heading, language) {
	const readme = readFileSync(join(SANDBOX, 'README.md'), 'utf8');
	const level = heading.split(' ')[0].length;
	const lines = readme.split('\n');
	const start = lines.indexOf(heading);
	if (start < 0) throw new Error(`README.md has no ${heading}`);
	// A comment of a shell script looks like a heading.
	let isCode = false;
	const size = lines.slice(start + 1).findIndex((line) => {
		if (line.startsWith('```')) isCode = !isCode;
		return !isCode && new RegExp(`^#{1,${level}} `).test(line);
	});
	const section = lines.slice(start + 1, size < 0 ? undefined : start + 1 + size).join('\n');
	const blocks = [...section.matchAll(/^```(\w+)\n([^]*?)^```$/gm)];
	return blocks.filter(([, name]) => name === language).map(([, , code]) => code);
}
