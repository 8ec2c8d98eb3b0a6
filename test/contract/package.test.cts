import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

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
