/** What the papers say of the example workflows, out of their sources: the tables of both READMEs, and a page in each language. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sources from '../../examples/source/index.mjs';
import { prefix } from '../examples/build.mjs';
import { LANGUAGES, say } from '../examples/texts.mjs';
import { repoRoot } from './paths.mjs';

/** @typedef {import('../examples/build.mjs').Source} Source */
/** @typedef {import('../examples/texts.mjs').Language} Language */

const SECTION = /(<!-- examples: [^\n]*-->\n)[^]*?(<!-- \/examples -->)/;

/** What starts a workflow, by the type of its node. */
const STARTS = /** @type {Record<string, import('../examples/texts.mjs').Text>} */ ({
	'n8n-nodes-base.manualTrigger': say('by hand', 'manual'),
	'n8n-nodes-base.scheduleTrigger': say('by schedule', 'agendado'),
	'n8n-nodes-base.formTrigger': say('by a form', 'por um formulário'),
	'n8n-nodes-base.webhook': say('by a webhook', 'por webhook'),
	'n8n-nodes-pluggy.pluggyTrigger': say('by events of Pluggy', 'por eventos da Pluggy'),
	'n8n-nodes-pluggy.pluggyPollTrigger': say('by asking Pluggy', 'consultando a Pluggy'),
	'@n8n/n8n-nodes-langchain.chatTrigger': say('by a chat', 'por um chat'),
	'@n8n/n8n-nodes-langchain.mcpTrigger': say('by an AI agent (MCP)', 'por um agente de IA (MCP)'),
});
const IS_START = /(?:trigger|\.webhook)$/i;

/** @type {Record<Language, { readme: string, page: string, up: string, head: string[], title: string, intro: string, starts: string, file: string }>} */
const PAPERS = {
	en: {
		...{ readme: 'README.md', page: 'docs/examples.md', up: '../' },
		head: ['workflow', 'what it does', 'starts'],
		title: 'Examples',
		intro: `_[Em português](pt-BR/examples.md)_

Workflows to begin with. All are in place after \`npm start\`, in the language of your computer (\`npm start -- --language en\`). In your own
n8n: open a new workflow, menu → _Import from File_, choose the file, then your credential. Nodes of services outside (Google
Sheets, Telegram, e-mail, Drive) are switched off until you give them a credential: until then the rows pass through them.`,
		...{ starts: 'Starts', file: 'File' },
	},
	'pt-BR': {
		...{ readme: 'README.pt-BR.md', page: 'docs/pt-BR/examples.md', up: '../../' },
		head: ['fluxo', 'o que faz', 'início'],
		title: 'Exemplos',
		intro: `_[In English](../examples.md)_

Fluxos para começar. Todos ficam prontos depois de \`npm start\`, no idioma do seu computador (\`npm start -- --language pt-BR\`). No
seu n8n: abra um fluxo novo, menu → _Import from File_, escolha o arquivo e depois a sua credencial. Os nós de serviços de fora
(Google Sheets, Telegram, e-mail, Drive) vêm desligados até você dar uma credencial a eles: enquanto isso, as linhas passam direto.`,
		...{ starts: 'Início', file: 'Arquivo' },
	},
};

/** @param {Source} source @param {Language} language */
export function startsOf({ name, nodes }, language) {
	const types = Object.values(nodes)
		.map(({ type }) => type)
		.filter((type) => IS_START.test(type));
	if (types.length === 0) throw new Error(`"${name.en}": nothing starts it.`);
	const found = types.map((type) => {
		if (!STARTS[type]) throw new Error(`"${name.en}": no words for what starts it, ${type}.`);
		return STARTS[type][language];
	});
	return [...new Set(found)].join(', ');
}

/** A note without its heading: the page has one of its own. @param {string} text */
const body = (text) =>
	text
		.replace(/^#[^\n]*\n/, '')
		.split('\n')
		.join('\n\n');

/** The README with the table of now. @param {string} readme @param {Language} language */
function withTable(readme, language) {
	if (!SECTION.test(readme))
		throw new Error(`${PAPERS[language].readme} has no place for examples`);
	const rows = Object.entries(sources).map(([id, source], number) => [
		`[${prefix(number)}${source.name[language]}](examples/${language}/${id}.json)`,
		source.summary[language],
		startsOf(source, language),
	]);
	const table = [PAPERS[language].head, ['---', '---', '---'], ...rows]
		.map((cells) => `| ${cells.join(' | ')} |\n`)
		.join('');
	return readme.replace(SECTION, (_, start, end) => `${start}\n${table}\n${end}`);
}

/** @param {Language} language */
function page(language) {
	const { title, intro, starts, file, up } = PAPERS[language];
	const parts = Object.entries(sources).map(([id, source], number) => {
		const text = [body(source.about[language]), source.details?.[language]].filter(Boolean);
		return `## ${prefix(number)}${source.name[language]}

${source.summary[language]}. ${starts}: ${startsOf(source, language)}. ${file}: [\`${id}.json\`](${up}examples/${language}/${id}.json)

${text.join('\n\n')}
`;
	});
	return `# ${title}\n\n<!-- written by \`npm run docs\` from examples/source -->\n\n${intro}\n\n${parts.join('\n')}`;
}

/** Every paper that speaks of the examples, as it has to be now: its path and text. */
export async function examplePapers() {
	const prettier = await import('prettier');
	const config = await prettier.resolveConfig(join(repoRoot, 'README.md'));
	const papers = LANGUAGES.flatMap((language) => {
		const { readme, page: path } = PAPERS[language];
		const text = readFileSync(join(repoRoot, readme), 'utf8');
		return [
			{ path: readme, text: withTable(text, language) },
			{ path, text: page(language) },
		];
	});
	return await Promise.all(
		papers.map(async ({ path, text }) => ({
			path,
			text: await prettier.format(text, { ...config, parser: 'markdown' }),
		})),
	);
}

export async function writeExamplePapers() {
	for (const { path, text } of await examplePapers()) writeFileSync(join(repoRoot, path), text);
}
