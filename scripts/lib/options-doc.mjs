/** The table of options in sandbox/README.md, out of sandbox/options.mjs. */
import { flagText } from '../../sandbox/commandLine.mjs';
import { optionRows } from '../../sandbox/options.mjs';
import { repoRoot } from './paths.mjs';

const SECTION = /(<!-- options: [^\n]*-->\n)[^]*?(<!-- \/options -->)/;

/** @param {unknown} value */
const code = (value) => (value === undefined ? '' : `\`${JSON.stringify(value)}\``);

/** @param {(typeof optionRows)[number]} row */
function lineOf({ name, flag, takes, value, fast, atCommand, tells, inCode }) {
	const start = name === 'clients' ? 'the login above' : code(value);
	const also = [
		atCommand === undefined ? '' : `${code(atCommand)} on the command line`,
		fast === undefined ? '' : `${code(fast)} with fast`,
	];
	return [
		`\`${name}\``,
		flag ? `\`${flagText({ flag, takes })}\`` : '',
		[tells, inCode && `in code ${inCode}`].filter(Boolean).join('; '),
		[start, ...also].filter(Boolean).join(', '),
	].join(' | ');
}

/** The README with the table of now. @param {string} readme */
export async function renderOptions(readme) {
	if (!SECTION.test(readme)) throw new Error('sandbox/README.md has no place for the options');
	const table = ['in code | command line | what | default', '--- | --- | --- | ---']
		.concat(optionRows.map(lineOf))
		.map((line) => `| ${line} |`);
	const written = readme.replace(SECTION, (_, start, end) =>
		[start, ...table.map((line) => `${line}\n`), '\n', end].join(''),
	);
	const prettier = await import('prettier');
	const config = await prettier.resolveConfig(`${repoRoot}/sandbox/README.md`);
	return await prettier.format(written, { ...config, parser: 'markdown' });
}
