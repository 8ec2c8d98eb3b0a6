/** What the folders of the sandbox may import, and how large their files are. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../sandbox', import.meta.url));

/** From the bottom up: a folder imports its own files and those of folders above it in this list. */
const LAYERS = [
	['time', 'files'],
	['data'],
	['http'],
	['bank'],
	['webhooks', 'payments'],
	['routes'],
	['pages'],
	['admin'],
	['play'],
	// Put together: server.mjs, options.mjs and the command line.
	['.'],
];
const layerOf = (/** @type {string} */ folder) =>
	LAYERS.findIndex((layer) => layer.includes(folder));

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
// Its libraries are there once it was packed.
const exclude = (/** @type {string} */ path) => path.split(sep).includes('node_modules');
const files = globSync('**/*.mjs', { cwd: ROOT, exclude });
const folderOf = (/** @type {string} */ file) => dirname(file).split(sep)[0];

/** The files of the sandbox that a file imports; with `types` also those it names in its JSDoc. */
function importsOf(/** @type {string} */ file, { types = false } = {}) {
	const text = readFileSync(join(ROOT, file), 'utf8');
	const pattern = types
		? /\bfrom '(\.[^']+)'|\bimport\('(\.[^']+)'\)/g
		: /^(?:import|export|\}).*?\bfrom '(\.[^']+)'/gm;
	return [...text.matchAll(pattern)].map(([, from, inType]) =>
		relative(ROOT, join(ROOT, dirname(file), from ?? inType)),
	);
}

test('every folder of the sandbox has its layer', () => {
	assert.deepEqual([...new Set(files.map(folderOf))].sort(), LAYERS.flat().sort());
});

test('no file imports upwards or sideways', () => {
	const wrong = files.flatMap((file) =>
		importsOf(file)
			.filter((one) => folderOf(one) !== folderOf(file))
			.filter((one) => layerOf(folderOf(one)) >= layerOf(folderOf(file)))
			.map((one) => `${file} imports ${one}`),
	);
	assert.deepEqual(wrong, []);
});

test('data/ knows nothing of what is above it, not even types', () => {
	const wrong = files
		.filter((file) => folderOf(file) === 'data')
		.flatMap((file) => importsOf(file, { types: true }).map((one) => ({ file, one })))
		.filter(({ one }) => !['data', 'time'].includes(folderOf(one)));
	assert.deepEqual(wrong, []);
});

test("nothing is imported but files of the sandbox, Node itself and the package's own dependencies", () => {
	const named =
		/^(?:import|export|\}).*?\bfrom '([^']+)'|^import '([^']+)'|\bawait import\(['"`]([^'"`]+)/gm;
	const imports = files.flatMap((file) =>
		[...readFileSync(join(ROOT, file), 'utf8').matchAll(named)]
			.map(([, from, bare, late]) => from ?? bare ?? late)
			.filter((name) => !name.startsWith('node:'))
			.map((name) => ({ file, name, isFile: /^\.\.?\//.test(name) })),
	);
	const outside = imports.filter(
		({ file, name, isFile }) =>
			isFile && relative(ROOT, join(ROOT, dirname(file), name)).startsWith('..'),
	);
	assert.deepEqual(outside, []);
	const libraries = imports.filter(({ isFile }) => !isFile).map(({ name }) => name);
	assert.deepEqual([...new Set(libraries)].sort(), Object.keys(manifest.dependencies).sort());
});

test('no imports go in a circle', () => {
	/** @type {Map<string, 'open' | 'done'>} */
	const seen = new Map();
	/** @type {string[]} */
	const circles = [];
	/** @param {string} file @param {string[]} way */
	function walk(file, way) {
		if (seen.get(file) === 'open') circles.push([...way, file].join(' -> '));
		if (seen.has(file)) return;
		seen.set(file, 'open');
		for (const one of importsOf(file)) walk(one, [...way, file]);
		seen.set(file, 'done');
	}
	for (const file of files) walk(file, []);
	assert.deepEqual(circles, []);
});
