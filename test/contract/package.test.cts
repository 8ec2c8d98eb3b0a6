import { execFileSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync } from 'node:fs';
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
	expect(bytes).toBeLessThan(700_000);
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
