import { execFileSync, spawnSync } from 'node:child_process';
import {
	globSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadOutputSchema } from 'n8n-core';
import { WITHOUT_SCHEMA } from './outputSchemas.cjs';
import { Pluggy, catalog } from '../../scripts/lib/built.cjs';

/** What is published, and what it may need at run time. */

const root = resolve(__dirname, '../..');

interface Packed {
	files: Array<{ path: string }>;
	size: number;
}

const [packed] = Object.values(
	JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	) as Record<string, Packed>,
);

function scripts(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return scripts(path);
		return path.endsWith('.js') ? [path] : [];
	});
}

test('the tarball holds dist and what belongs beside it, nothing else', () => {
	const outside = packed.files.map(({ path }) => path).filter((path) => !path.startsWith('dist/'));
	expect(outside.sort()).toEqual([
		'CHANGELOG.md',
		'LICENSE.md',
		'README.md',
		'README.pt-BR.md',
		'index.js',
		'package.json',
	]);
	const kinds = new Set(packed.files.map(({ path }) => path.replace(/^.*?(\.d)?(\.\w+)$/, '$1$2')));
	expect([...kinds].sort()).toEqual(['.js', '.json', '.md', '.svg']);
	expect(packed.size).toBeLessThan(250_000);
});

test('dist requires nothing but its own files, n8n-workflow, zod and crypto', () => {
	const allowed = /^(\.{1,2}\/|n8n-workflow$|zod$|crypto$)/;
	const needed = scripts(join(root, 'dist')).flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/\b(?:require|import)\(\s*(["'`])(.*?)\1/g)].map(
			([, , name]) => name,
		),
	);
	expect(needed).toContain('zod');
	expect(needed.filter((name) => !allowed.test(name))).toEqual([]);
});

/** Loads the package as n8n does, in a process of its own, after n8n-workflow. */
const LOAD = `
	require('n8n-workflow');
	const before = new Set(Object.keys(require.cache));
	const start = performance.now();
	const { Pluggy, PluggyTrigger, PluggyPollTrigger, PluggyApi } = require('./index.js');
	for (const Class of [Pluggy, PluggyTrigger, PluggyPollTrigger, PluggyApi]) new Class();
	const ms = performance.now() - start;
	const files = Object.keys(require.cache).filter((file) => !before.has(file));
	process.stdout.write(JSON.stringify({ ms, files }));
`;

test('loading reads only what is small and its own, and so takes a moment', () => {
	const printed = execFileSync(process.execPath, ['-e', LOAD], { cwd: root, encoding: 'utf8' });
	const { ms, files } = JSON.parse(printed) as { ms: number; files: string[] };
	// Told, not judged: a busy machine is no mistake. The budget is 100 ms.
	process.stdout.write(`\nthe package loads ${files.length} files in ${Math.round(ms)} ms\n`);
	const own = files.filter((file) => file.startsWith(join(root, 'dist')));
	const foreign = files.filter(
		(file) => !file.startsWith(root + '/dist') && file !== join(root, 'index.js'),
	);
	expect(foreign.filter((file) => !/node_modules\/zod\//.test(file))).toEqual([]);
	const bytes = own.reduce((sum, file) => sum + readFileSync(file).length, 0);
	expect(own.length).toBeLessThan(175);
	expect(bytes).toBeLessThan(750_000);
});

test('n8n finds the output schema of every operation whose output is known (npm run schemas)', () => {
	const version = new Pluggy().description.version as number;
	const nodeDir = join(root, 'dist/nodes/Pluggy');
	const found = catalog.flatMap(({ id: resource, operations }) =>
		operations.map(({ id: operation }) => ({
			name: `${resource}.${operation}`,
			schema: loadOutputSchema({ nodeDir, version, resource, operation }),
		})),
	);
	const lacking = found.filter(({ schema }) => schema === undefined).map(({ name }) => name);
	expect(lacking.sort()).toEqual(Object.keys(WITHOUT_SCHEMA).sort());
	const members = found.map(({ schema }) => Object.keys((schema?.properties ?? {}) as object));
	expect(members.filter((names) => names.length === 0)).toHaveLength(lacking.length);
	const schemas = packed.files.filter(({ path }) => path.includes('/Pluggy/__schema__/'));
	expect(schemas).toHaveLength(found.length - lacking.length);
});

test('package.json installs without a network: no dependencies, no install scripts', () => {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		dependencies?: object;
		peerDependencies: object;
		scripts: Record<string, string>;
	};
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	const install = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
	expect(Object.keys(manifest.scripts).filter((name) => install.includes(name))).toEqual([]);
});

describe('the packed tarball', () => {
	const home = mkdtempSync(join(tmpdir(), 'n8n-nodes-pluggy-load-'));
	const unpacked = join(home, 'node_modules', 'n8n-nodes-pluggy');
	afterAll(() => rmSync(home, { recursive: true }));

	/** Only what n8n hands to a package can be found from there, as in n8n through NODE_PATH. */
	beforeAll(() => {
		execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', home], {
			cwd: root,
		});
		mkdirSync(unpacked, { recursive: true });
		const [tarball] = readdirSync(home).filter((name) => name.endsWith('.tgz'));
		execFileSync('tar', ['-xzf', join(home, tarball), '-C', unpacked, '--strip-components=1']);
		for (const name of ['n8n-workflow', 'zod']) {
			mkdirSync(join(home, 'n8n'), { recursive: true });
			symlinkSync(join(root, 'node_modules', name), join(home, 'n8n', name));
		}
	});

	/** Without a network at all where this system can do that, else with every way out closed. */
	function loadPackage() {
		const isolated = spawnSync('unshare', ['-rn', 'true']).status === 0 ? ['unshare', '-rn'] : [];
		const script = join(home, 'loadPackage.cjs');
		writeFileSync(script, readFileSync(join(__dirname, 'loadPackage.cjs')));
		const [program, ...args] = [...isolated, process.execPath, script, unpacked];
		return spawnSync(program, args, {
			cwd: home,
			encoding: 'utf8',
			env: { PATH: process.env.PATH, NODE_PATH: join(home, 'n8n') },
		});
	}

	test('loads with no network, and every node and credential of it is constructed', () => {
		const { stdout, stderr } = loadPackage();
		expect(stderr).toBe('');
		expect(JSON.parse(stdout)).toEqual([
			'Pluggy',
			'Pluggy Trigger',
			'Pluggy Poll Trigger',
			'Pluggy API',
		]);
	});

	test.each([
		["require('axios')", 'axios'],
		["require('https').get('https://pluggy.example')", 'https'],
		["fetch('https://pluggy.example')", 'the network'],
	])('a planted %s is refused', (planted, what) => {
		const file = join(unpacked, 'dist/nodes/PluggyTrigger/PluggyTrigger.node.js');
		const whole = readFileSync(file, 'utf8');
		writeFileSync(file, `${whole}\n${planted};\n`);
		const { status, stderr } = loadPackage();
		writeFileSync(file, whole);
		expect(stderr).toContain(`the package reached for ${what} while it was loaded`);
		expect(status).toBe(1);
	});
});

test('the lock file names no registry', () => {
	const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
	expect(lock).not.toContain('"resolved": "http');
});

test('tests and tools reach what is built through one door', () => {
	const loads = /(?:require|import|from)\W*['"`][./]*\/(?:dist\/|index(?:\.js)?['"`])/;
	const files = globSync('{test,bench,scripts}/**/*.{cts,mjs,cjs}', { cwd: root });
	const others = files.filter((file) => loads.test(readFileSync(join(root, file), 'utf8')));
	// The last one loads the package as its users do.
	expect(others.sort()).toEqual(['test/contract/package.test.cts']);
});
