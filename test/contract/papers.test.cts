import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	ROW,
	YOURS,
	deadExpressions,
	otherWords,
	unknownOperations,
	unknownPrograms,
	unknownVariables,
	wrongCells,
} from './paperRules.cjs';
import {
	ROOT,
	anchorsOf,
	blocksOf,
	brokenJson,
	deadLinks,
	evaluate,
	expressionsOf,
	headingsOf,
	missingPaths,
	missingScripts,
	pageOf,
	pages,
	slugOf,
	stepsOf,
	type Page,
} from './papers.cjs';

/** Whether the pages that people read say what is so: links, names, commands, variables, expressions. */

/** Pages about how the package is made: what they name of other programs is theirs. */
const INTERNAL = ['docs/decisions.md', 'docs/architecture.md', 'docs/performance.md'];

/** Pages that are there in Portuguese, too, with the same sections in the same order. */
const IN_PORTUGUESE = [
	...['data', 'faq', 'first-steps', 'install', 'payments-safety', 'privacy', 'recipes', 'triggers'],
	'why-not-http-request',
];

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	scripts: object;
};

/** Pages that are read from the first one on, in both languages. */
const GUIDES = [
	...IN_PORTUGUESE.flatMap((name) => [`docs/${name}.md`, `docs/pt-BR/${name}.md`]),
	...['README.md', 'README.pt-BR.md', 'docs/examples.md', 'docs/pt-BR/examples.md'],
];

test.each(GUIDES)('%s has one word for one thing', (file) => {
	expect(otherWords(pageOf(file).text)).toEqual([]);
});

const each = pages.map((page) => [page.file, page] as const);

describe.each(each)('%s', (file, page) => {
	test('leads nowhere in vain: files, anchors, pictures', () => {
		expect(deadLinks(page)).toEqual([]);
	});

	test('names scripts of package.json, and files that exist', () => {
		expect(missingScripts(page.text, scripts)).toEqual([]);
		// A changelog tells of what is gone, too.
		if (file !== 'CHANGELOG.md') expect(missingPaths(page.text)).toEqual([]);
	});

	test('shows JSON that parses and commands of known programs', () => {
		expect(brokenJson(page.text)).toEqual([]);
		// Scripts, not commands: test/sandbox/package.test.mjs runs them as they stand.
		if (file !== 'sandbox/README.md') expect(unknownPrograms(page.text)).toEqual([]);
	});

	test('names variables that n8n knows', () => {
		if (!INTERNAL.includes(file)) expect(unknownVariables(page.text)).toEqual([]);
	});

	test('names operations that exist', () => {
		// Written from the catalog itself: a note may begin with a name and a colon.
		if (![...INTERNAL, 'docs/operations.md'].includes(file))
			expect(unknownOperations(page.text)).toEqual([]);
	});

	test('has expressions that n8n evaluates', () => {
		if (!INTERNAL.includes(file)) expect(deadExpressions(page.text)).toEqual([]);
	});
});

test('the columns in expressions are those of the nodes, of events, or said to be the reader’s', () => {
	const schemas = globSync('nodes/Pluggy/__schema__/**/*.json', { cwd: ROOT }).map((file) =>
		readFileSync(join(ROOT, file), 'utf8'),
	);
	const known = Object.keys(ROW).filter((name) =>
		schemas.some((one) => one.includes(`"${name}":`)),
	);
	expect(known).toEqual(Object.keys(ROW));
});

describe('recipes', () => {
	const recipes = pageOf('docs/recipes.md').text;

	test.each([
		['R$ 1.234,50', "{{ Number($json.valor.replace(/[^0-9,-]/g, '').replace(',', '.')) }}", 1234.5],
		['31/12/2025', "{{ DateTime.fromFormat($json.data, 'dd/MM/yyyy').toISODate() }}", '2025-12-31'],
		['a CPF', "{{ String($json.cpf).padStart(11, '0') }}", '00061092776'],
	])('%s is read', (_, expression, value) => {
		expect(expressionsOf(recipes)).toContain(expression);
		expect(evaluate(expression, YOURS)).toBe(value);
	});

	test.each(['docs/recipes.md', 'docs/pt-BR/recipes.md'])(
		'%s makes one key of payment and invoice',
		(file) => {
			const keys = expressionsOf(pageOf(file).text).filter((one) => one.includes('}}|{{'));
			expect(keys.map((key) => evaluate(key, { ...YOURS, ...ROW }))).toEqual(
				Array(2).fill('76109277673|1234.50'),
			);
		},
	);

	test('the messages read as in Brazil', () => {
		const told = expressionsOf(recipes).filter((one) => one.includes("replace('.', ',')"));
		expect(
			told
				.slice(0, 2)
				.map((one) => evaluate(one, ROW))
				.sort(),
		).toEqual(['Fatura de R$ 1234,50, vence em 09/02/2026', 'PIX RECEBIDO: R$ 1234,50']);
	});

	test.each(['docs/recipes.md', 'docs/pt-BR/recipes.md'])(
		'%s fills in fields that the nodes have',
		(file) => {
			const steps = stepsOf(pageOf(file).text);
			expect(steps.length).toBeGreaterThan(15);
			expect(steps.flatMap(({ name, cells }) => wrongCells(name, cells))).toEqual([]);
		},
	);
});

describe('in Portuguese', () => {
	const translated = pages.filter(({ file }) => file.startsWith('docs/pt-BR/'));

	test('all pages that are promised', () => {
		const names = translated.map(({ file }) => file);
		expect(names).toEqual(
			expect.arrayContaining(IN_PORTUGUESE.map((name) => `docs/pt-BR/${name}.md`)),
		);
	});

	test.each(translated.map((page) => [page.file, page] as const))(
		'%s has the sections, nodes, fields, expressions and commands of the English page',
		(file, page) => {
			const english = pageOf(file.replace('pt-BR/', ''));
			const levels = ({ text }: Page) => headingsOf(text).map(({ level }) => level);
			expect(levels(page)).toEqual(levels(english));
			const nodes = ({ text }: Page) =>
				stepsOf(text).map(({ name, cells }) => [name, ...cells.map(({ field }) => field)]);
			expect(nodes(page)).toEqual(nodes(english));
			expect(expressionsOf(page.text).sort()).toEqual(expressionsOf(english.text).sort());
			// Comments may differ: a # with a blank before it.
			const commands = ({ text }: Page) =>
				blocksOf(text)
					.filter(({ language }) => language === 'sh')
					.map(({ code }) => code.replace(/\s#.*$/gm, '').replace(/ +$/gm, ''));
			expect(commands(page)).toEqual(commands(english));
		},
	);
});

describe('what the rules find', () => {
	const page = (text: string): Page => ({ file: 'docs/faq.md', text });

	test.each([
		['a file', '[x](nowhere.md)', 'nowhere.md'],
		['an anchor of this page', '# One\n\n[x](#two)', '#two'],
		['an anchor of another page', '[x](operations.md#nothing)', 'operations.md#nothing'],
		['a picture', '![x](images/none.png)', 'images/none.png'],
	])('%s that is not there', (_, text, target) => {
		expect(deadLinks(page(text))).toEqual([target]);
	});

	test('links in code, to the web, and to headings with accents are none', () => {
		const text =
			'## Não há: "Integração", _já_ `x_y`?\n\n[a](#não-há-integração-já-x_y) [b](https://x.y) `[c](d)`';
		expect(deadLinks(page(text))).toEqual([]);
		expect([...anchorsOf('# A\n\n## A')]).toEqual(['a', 'a-1']);
		expect(slugOf('[A b](c) – d')).toBe('a-b--d');
	});

	test('scripts, files, JSON, programs, variables and operations that do not exist', () => {
		expect(missingScripts('`npm run nothing`, `npm start`', scripts)).toEqual(['nothing']);
		expect(missingPaths('`nodes/None.ts`, `nodes/`')).toEqual(['nodes/None.ts']);
		expect(brokenJson('```json\n{ a: 1 }\n```')).toHaveLength(1);
		expect(unknownPrograms('```sh\nA=1 B=2\nnpm start && frob x\n```')).toEqual(['frob']);
		expect(unknownVariables('N8N_NOTHING_SUCH, GENERIC_TIMEZONE')).toEqual(['N8N_NOTHING_SUCH']);
		expect(unknownOperations('**Item: Frobnicate** it; Item: Get it')).toEqual([
			'Item: Frobnicate it',
		]);
	});

	test('other words for what has one', () => {
		const text = 'An item, its item ID, `item`, _no item_, [x](#an-item); os itens, ID do item.';
		expect(otherWords(text)).toEqual(['item', 'itens', 'item', 'ID do item']);
	});

	test.each(['{{ $json.nothing }}', '{{ ( }}', "{{ DateTime.fromISO('x').toISODate() }}"])(
		'%s',
		(text) => {
			expect(deadExpressions(`\`${text}\``)).toEqual([text]);
		},
	);

	test('fields and choices of which there are none', () => {
		const text =
			'**Transaction: Get Many**\n\n| field | value |\n| --- | --- |\n| Source | Bank |\n| Sauce | `1` |\n| Return All | yes |\n';
		expect(stepsOf(text).flatMap(({ name, cells }) => wrongCells(name, cells))).toEqual([
			'Transaction: Get Many: Source = Bank',
			'Transaction: Get Many: Sauce = `1`',
			'Transaction: Get Many: Return All = yes',
		]);
		expect(wrongCells('Item: Frob', [])).toEqual(['Item: Frob: no such node']);
	});
});
