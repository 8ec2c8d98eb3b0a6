import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Workflow, type IDataObject, type INodeTypes } from 'n8n-workflow';

/** The pages that people read, taken apart: headings, links, code, tables, expressions. */

export const ROOT = resolve(__dirname, '../..');

export interface Page {
	/** Beside package.json. */
	file: string;
	text: string;
}

const markdownIn = (folder: string) =>
	(readdirSync(join(ROOT, folder), { recursive: true }) as string[])
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name));

/** Every page of the repository; those of a folder without knowing their names. */
export const pages: Page[] = [
	...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
	...markdownIn('docs'),
	'sandbox/README.md',
].map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));

export function pageOf(file: string): Page {
	const found = pages.find((page) => page.file === file);
	if (!found) throw new Error(`No page ${file}`);
	return found;
}

const FENCE = /^( *)(```+)([^\n]*)\n([\s\S]*?)^\1\2[ \t]*$/gm;

/** The code blocks, with their language. */
export const blocksOf = (text: string) =>
	[...text.matchAll(FENCE)].map(([, , , language, code]) => ({ language: language.trim(), code }));

const withoutBlocks = (text: string) => text.replace(FENCE, '');

/** What stands between backticks in a sentence. */
export const codeOf = (text: string) =>
	[...withoutBlocks(text).matchAll(/(`+)(.+?)\1(?!`)/g)].map(([, , code]) => code.trim());

/** The text without any code. */
export const proseOf = (text: string) => withoutBlocks(text).replace(/(`+).+?\1(?!`)/g, '');

export interface Heading {
	level: number;
	title: string;
}

export const headingsOf = (text: string): Heading[] =>
	[...withoutBlocks(text).matchAll(/^(#{1,6}) +(.+?) *#*$/gm)].map(([, marks, title]) => ({
		level: marks.length,
		title,
	}));

/** The anchor that GitHub gives to a heading: letters of any language stay, with their accents. */
export const slugOf = (title: string): string =>
	title
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/(^|[^\p{L}\p{N}`])_(.+?)_(?=[^\p{L}\p{N}]|$)/gu, '$1$2')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
		.replace(/ /g, '-');

/** The anchors of a page; a title that comes again is counted. */
export function anchorsOf(text: string): Set<string> {
	const anchors = new Set([...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name]) => name));
	const seen = new Map<string, number>();
	for (const { title } of headingsOf(text)) {
		const slug = slugOf(title);
		const times = seen.get(slug) ?? 0;
		seen.set(slug, times + 1);
		anchors.add(times === 0 ? slug : `${slug}-${times}`);
	}
	return anchors;
}

/** Where links and pictures lead. */
export const targetsOf = (text: string) =>
	[...proseOf(text).matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)].map(
		([, target]) => target,
	);

/** Links of a page that lead nowhere. */
export function deadLinks({ file, text }: Page): string[] {
	return targetsOf(text).filter((target) => {
		if (/^[a-z]+:/i.test(target)) return false;
		const [path, anchor] = decodeURIComponent(target).split('#');
		const to = path === '' ? file : join(dirname(file), path);
		if (!existsSync(join(ROOT, to))) return true;
		if (anchor === undefined) return false;
		const there = to === file ? text : readFileSync(join(ROOT, to), 'utf8');
		return !to.endsWith('.md') || !anchorsOf(there).has(anchor);
	});
}

/** `npm` scripts that a page names and package.json has not. */
export function missingScripts(text: string, scripts: object): string[] {
	const named = [...text.matchAll(/\bnpm (?:run ([\w:-]*\w)|(start|test)\b)/g)];
	return named.map(([, one, other]) => one ?? other).filter((name) => !(name in scripts));
}

const FOLDERS = 'nodes|test|sandbox|scripts|docs|credentials|bench|examples|\\.ci|\\.github|docker';
const PATH = new RegExp(`^(?:${FOLDERS})/[\\w./-]*$`);

/** Files and folders of the repository that a page names in backticks and that are not there. */
export const missingPaths = (text: string): string[] =>
	codeOf(text).filter((code) => PATH.test(code) && !existsSync(join(ROOT, code)));

const VARIABLE =
	/\b(?:N8N|EXECUTIONS|GENERIC|QUEUE|DB|OFFLOAD|WEBHOOK|NODE|NO|HTTP|HTTPS|ALL)_[A-Z][A-Z0-9_]*\b/g;

/** What looks like an environment variable of n8n. */
export const variablesOf = (text: string): string[] => [...new Set(text.match(VARIABLE) ?? [])];

/** Words of shell blocks that begin a command. */
export function programsOf(code: string): string[] {
	const lines = code.replace(/\\\n/g, ' ').split('\n');
	const parts = lines.flatMap((line) => line.replace(/(^|\s)#.*$/, '').split(/&&|\|\|?|;/));
	return parts
		.map((part) =>
			part.trim().replace(/^(?:\$ )?(?:[A-Z_][A-Z0-9_]*=(?:'[^']*'|"[^"]*"|\S*)\s*)*/, ''),
		)
		.map((part) => part.split(/\s/)[0])
		.filter((word) => word !== '');
}

/** Blocks of JSON that do not parse. */
export const brokenJson = (text: string): string[] =>
	blocksOf(text)
		.filter(({ language }) => language === 'json')
		.map(({ code }) => code)
		.filter((code) => {
			try {
				JSON.parse(code);
				return false;
			} catch {
				return true;
			}
		});

/** Texts with expressions to be pasted: in backticks, or a line of a block without a language. */
export const expressionsOf = (text: string): string[] => {
	const lines = blocksOf(text)
		.filter(({ language }) => language === '')
		.flatMap(({ code }) => code.split('\n'));
	return [...codeOf(text), ...lines]
		.filter((code) => /\{\{.*\}\}/.test(code))
		.map((code) => code.replace(/\\\|/g, '|').trim());
};

export interface Cell {
	field: string;
	value: string;
}

export interface Step {
	/** What stands in bold above the table: a node, or resource and operation. */
	name: string;
	cells: Cell[];
}

/** The nodes of a recipe: a name in bold with a table of its fields. */
export const stepsOf = (text: string): Step[] =>
	[...text.matchAll(/^\*\*([^*\n]+)\*\*\n\n((?:\|.*\n)+)/gm)].map(([, name, table]) => ({
		name,
		cells: table
			.trim()
			.split('\n')
			.slice(2)
			.map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, '|')))
			.map(([, field, value]) => ({ field, value })),
	}));

const nodeTypes = {
	getByNameAndVersion: () => ({ description: { properties: [] } }),
} as unknown as INodeTypes;

const HERE = 'Here';

/** What n8n makes of a parameter with expressions, for one row; every node named has put out that row. */
export function evaluate(text: string, row: IDataObject): unknown {
	const named = [...text.matchAll(/\$\(\s*(['"])(.+?)\1\s*\)/g)].map(([, , name]) => name);
	const nodes = [...new Set([...named, HERE])].map((name) => ({
		id: name,
		name,
		type: 'any',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	}));
	const connections = Object.fromEntries(
		named.map((name) => [name, { main: [[{ node: HERE, type: 'main' as const, index: 0 }]] }]),
	);
	const workflow = new Workflow({
		id: '1',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { timezone: 'America/Sao_Paulo' },
	});
	const items = [{ json: row, pairedItem: { item: 0 } }];
	const task = { startTime: 0, executionTime: 0, executionIndex: 0, source: [] };
	const runData = Object.fromEntries(
		named.map((name) => [name, [{ ...task, data: { main: [items] } }]]),
	);
	const [previousNode] = named;
	const source = previousNode ? { main: [{ previousNode }] } : null;
	return workflow.expression.getParameterValue(
		`=${text}`,
		{ resultData: { runData } } as never,
		0,
		0,
		HERE,
		items,
		'manual',
		{ $execution: { id: '7' } } as never,
		{ node: workflow.getNode(HERE)!, data: { main: [items] }, source },
	);
}
