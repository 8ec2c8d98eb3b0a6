import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { catalog, problems } from '../../scripts/lib/built.cjs';
import { slugOf } from './papers.cjs';

/* eslint-disable @typescript-eslint/no-require-imports */
const { renderErrors } = require('../../scripts/lib/errors-doc.cjs') as {
	renderErrors(problems: object): string;
};
const { renderOperations } = require('../../scripts/lib/operations-doc.cjs') as {
	renderOperations(catalog: readonly unknown[]): string;
};

const { renderDecisions } = require('../../scripts/lib/decisions-doc.cjs') as {
	renderDecisions(page: string, today: string): string;
};

const docs = resolve(__dirname, '../../docs');

test('docs/operations.md says what the catalog says (npm run docs writes it)', () => {
	expect(renderOperations(catalog)).toBe(readFileSync(join(docs, 'operations.md'), 'utf8'));
});

test('docs/errors.md says what the error catalog says (npm run docs writes it)', () => {
	expect(renderErrors(problems)).toBe(readFileSync(join(docs, 'errors.md'), 'utf8'));
});

test('docs/decisions.md has a day at every entry, and all of them in its index (npm run docs)', () => {
	const page = readFileSync(join(docs, 'decisions.md'), 'utf8');
	expect(renderDecisions(page, 'no day')).toBe(page);
});

test('an entry without a day gets the one of today', () => {
	const page =
		'# D\n\n<!-- index: x -->\n<!-- /index -->\n\n## A b\n\n- **One.** Two.\n- 2026-01-31 **Old.** x';
	expect(renderDecisions(page, '2026-02-01')).toBe(
		[
			'# D\n\n<!-- index: x -->\n\n- [A b](#a-b)\n  - One\n  - Old\n\n<!-- /index -->\n\n## A b\n',
			'- 2026-02-01 **One.** Two.\n- 2026-01-31 **Old.** x',
		].join('\n'),
	);
});

test.each(['README.md', 'README.pt-BR.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'sandbox/README.md'])(
	'%s counts nothing that grows',
	(file) => {
		const text = readFileSync(join(docs, '..', file), 'utf8');
		const counts =
			/\b\d+ (?:operations|resources|tests|institutions|operações|recursos|testes)\b|\b(?:all|the) \d+ (?:events|that)\b/gi;
		expect(text.match(counts)).toBeNull();
	},
);

describe.each(['docs/architecture.md', 'CONTRIBUTING.md'])('%s', (file) => {
	test('names only files and folders that exist', () => {
		const text = readFileSync(join(docs, '..', file), 'utf8');
		const named = [
			...text.matchAll(
				/`((?:nodes|test|sandbox|scripts|docs|credentials|bench|examples)\/[\w./-]*)`/g,
			),
		];
		expect(named.length).toBeGreaterThan(10);
		const missing = named
			.map(([, path]) => path)
			.filter((path) => !existsSync(join(docs, '..', path)));
		expect(missing).toEqual([]);
	});
});

describe('links of the editor into our papers', () => {
	const ours = /https:\/\/github\.com\/n8n-nodes-pluggy\/n8n-nodes-pluggy[^\s"'<>)`]*/g;
	const root = resolve(docs, '..');
	const read = (file: string) => readFileSync(join(root, file), 'utf8');
	const sources = globSync('{nodes,credentials}/**/*.{ts,json}', { cwd: root });
	/** As GitHub makes an anchor of a heading. */
	const anchors = [...read('README.md').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/ /g, '-'),
	);
	const links = new Set(sources.flatMap((file) => read(file).match(ours) ?? []));
	const written = sources.flatMap((file) =>
		[...read(file).matchAll(/\$\{PAGES\.ours\}(#[\w-]+)|'(#[\w-]+)'/g)].map(([, a, b]) => a ?? b),
	);

	test('lead to a heading that exists', () => {
		const wanted = [...links].flatMap((link) =>
			link.includes('#') ? [`#${link.split('#')[1]}`] : [],
		);
		const all = [...new Set([...wanted, ...written])].sort();
		expect(all).toEqual(
			expect.arrayContaining(['#credential', '#operations', '#poll-trigger', '#trigger']),
		);
		expect(all.filter((anchor) => !anchors.includes(anchor.slice(1)))).toEqual([]);
	});

	// n8n allows a node one address, in one language.
	test.each(['#credential', '#operations', '#poll-trigger', '#trigger'])(
		'%s leads on to Portuguese in its first line',
		(anchor) => {
			const firstLine = /^#+ (.+)\n\n_\[Em português: .+\]\(README\.pt-BR\.md#.+\)_$/gm;
			const led = [...read('README.md').matchAll(firstLine)].map(
				([, title]) => `#${slugOf(title)}`,
			);
			expect(led).toContain(anchor);
		},
	);

	test.each([
		['Pluggy', '#operations'],
		['PluggyTrigger', '#trigger'],
		['PluggyPollTrigger', '#poll-trigger'],
	])('of the node %s go to its own section', (name, anchor) => {
		expect(read(`nodes/${name}/${name}.node.ts`)).toContain(
			`documentationUrl: 'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy${anchor}'`,
		);
		// n8n puts a query behind it, which would be a part of an anchor.
		const { resources } = JSON.parse(read(`nodes/${name}/${name}.node.json`)) as {
			resources: { primaryDocumentation: Array<{ url: string }> };
		};
		for (const { url } of resources.primaryDocumentation) expect(url).not.toContain('#');
	});
});
