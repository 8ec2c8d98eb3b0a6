import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NEEDED_EXPORTS, NEEDED_PARTS, OLDEST_N8N } from '../../nodes/shared/n8n';

/** What the package takes from n8n is there in every version that docs/install.md lists. */

interface Tried {
	passed: number;
	failed: object[];
	skipped: object[];
}
interface Version {
	exports: string;
	contexts: Record<string, string>;
	tried: Record<string, Tried>;
}

/* eslint-disable @typescript-eslint/no-require-imports */
const record = require('../../scripts/lib/n8n-versions.json') as Record<string, Version>;
const { VERSION_PAGES, renderVersions } = require('../../scripts/lib/versions-doc.cjs') as {
	VERSION_PAGES: string[];
	renderVersions(file: string, page: string, record: object, suites: string[]): string;
};

const root = resolve(__dirname, '../..');
const text = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const filesIn = (folder: string, ending: string) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => text(folder, name));
const found = (texts: string[], pattern: RegExp) => [
	...new Set(texts.flatMap((one) => [...one.matchAll(pattern)].map(([, name]) => name))),
];

const versions = Object.entries(record);

test('what the built package takes from n8n-workflow is what it says it needs', () => {
	const built = filesIn('dist', '.js');
	const used = found(built, /\bn8n_workflow_1\.(\w+)/g);
	expect(used.sort()).toEqual([...NEEDED_EXPORTS].sort());
});

test('what the action node calls of its context is what it says it needs', () => {
	const sources = [...filesIn('nodes/Pluggy', '.ts'), ...filesIn('nodes/shared', '.ts')];
	const called = found(sources, /\bcontext\.((?:helpers\.)?\w+)(?:\.call)?\(/g);
	const needed: string[] = Object.values(NEEDED_PARTS).flat();
	expect(called.length).toBeGreaterThan(5);
	expect(called.filter((name) => !needed.includes(name))).toEqual([]);
});

describe.each(versions)('n8n %s', (_, { exports, contexts }) => {
	const membersOf = (kind: string) => contexts[kind].split(' ');

	test('exports it', () => {
		const offered = exports.split(' ');
		expect(NEEDED_EXPORTS.filter((name) => !offered.includes(name))).toEqual([]);
	});

	test.each(Object.keys(contexts))('hands it to %s', (kind) => {
		const isRun = kind === 'execute' || kind === 'tool';
		const needed = [...NEEDED_PARTS.request, ...(isRun ? NEEDED_PARTS.execute : [])];
		const members = membersOf(kind);
		expect(needed.filter((path) => !members.includes(path))).toEqual([]);
	});

	test.each([
		['nodes/PluggyTrigger', ['webhook', 'webhookMethods']],
		['nodes/PluggyPollTrigger', ['poll']],
	])('hands to %s what it calls', (folder, kinds) => {
		const called = found(filesIn(folder, '.ts'), /\bcontext\.((?:helpers\.)?\w+)(?:\.call)?\(/g);
		const members = kinds.flatMap(membersOf);
		expect(called.length).toBeGreaterThan(2);
		expect(called.filter((name) => !members.includes(name))).toEqual([]);
	});
});

test('the pages about installing are there in both languages', () => {
	expect(VERSION_PAGES).toEqual(['docs/install.md', 'docs/pt-BR/install.md']);
});

test.each(VERSION_PAGES)('%s lists what was tried (npm run test:compat -- --write)', (file) => {
	const page = text(file);
	const files = readdirSync(join(root, 'test/e2e')).filter((name) => name.endsWith('.e2e.mjs'));
	const [, table] = page.split(/<!-- \/?versions.*-->/);
	const rows = [...table.matchAll(/^\| ([\w-]+) +\|/gm)];
	const suites = rows.map(([, suite]) => suite).filter((suite) => !suite.startsWith('---'));
	expect(suites.map((suite) => `${suite}.e2e.mjs`).sort()).toEqual(files.sort());
	expect(renderVersions(file, page, record, suites)).toBe(page);
	for (const [, { tried }] of versions)
		expect(Object.keys(tried).filter((suite) => !suites.includes(suite))).toEqual([]);
});

test('the oldest n8n that was tried is the one the errors and pages name', () => {
	const [oldest] = Object.keys(record);
	expect(oldest.startsWith(`${OLDEST_N8N}.`)).toBe(true);
	for (const page of ['README.md', 'README.pt-BR.md', ...VERSION_PAGES]) {
		expect(text(page)).toContain(oldest);
	}
});
