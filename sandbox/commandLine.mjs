/** The command line of the sandbox: its words and its `--help`, by the table of options. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { optionRows } from './options.mjs';

/** @typedef {import('./options.mjs').Option & { name: string, flag: string }} Flag */

const FLAGS = /** @type {Flag[]} */ (optionRows.filter(({ flag }) => flag));
const WIDTH = 23;

const { name } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** As a user writes it. @param {{ flag?: string, takes?: string }} option */
export const flagText = ({ flag, takes }) => [`--${flag}`, takes].filter(Boolean).join(' ');

/** What holds where nothing is given, if there is something to say. @param {import('./options.mjs').Option} option */
function defaultText({ value, atCommand = value, fast, takes, kind }) {
	if (!takes || kind === 'list' || atCommand === undefined) return '';
	return fast === undefined ? ` (${atCommand})` : ` (${atCommand}, with --fast ${fast})`;
}

/** @param {Flag} option */
function helpLine(option) {
	const start = `  ${flagText(option)}`;
	const text = `${option.tells}${defaultText(option)}`;
	return start.length < WIDTH - 1
		? `${start.padEnd(WIDTH)}${text}`
		: `${start}\n${' '.repeat(WIDTH)}${text}`;
}

export const help = () => `A local stand-in for api.pluggy.ai: no account, no network.

Usage: ${name} [options]

${FLAGS.map(helpLine).join('\n')}
  --help
`;

/**
 * The options of `createSandbox` that the words of a command line give.
 * @param {string[]} words
 * @returns {import('./options.mjs').SandboxOptions | 'help'}
 */
export function readCommandLine(words) {
	const options = FLAGS.map(({ flag, takes, kind }) => [
		flag,
		{ type: takes ? 'string' : 'boolean', multiple: kind === 'list' },
	]);
	const { values } = /** @type {{ values: Record<string, any> }} */ (
		parseArgs({
			args: words,
			options: { ...Object.fromEntries(options), help: { type: 'boolean' } },
		})
	);
	if (values.help) return 'help';
	const read = FLAGS.map((option) => {
		const given = values[option.flag];
		return [option.name, given === undefined ? option.atCommand : readValue(option, given)];
	});
	return Object.fromEntries(read);
}

/** @param {Flag} option @param {any} given */
function readValue({ name, flag, takes, kind, switchTo = true }, given) {
	if (!takes) return switchTo;
	if (name === 'features') return readFeatures(given);
	if (kind !== 'number') return given;
	const number = Number(given);
	if (!(number >= 0)) throw new Error(`--${flag} must be a number of 0 or more`);
	return number;
}

/** @param {string[]} wishes such as `scr=off` */
function readFeatures(wishes) {
	const entries = wishes.map((wish) => {
		const [, name, state] = /^(\w+)=(on|off)$/.exec(wish) ?? [];
		if (!name) throw new Error(`--feature takes a name and on or off, such as scr=off`);
		return [name, state === 'on'];
	});
	return Object.fromEntries(entries);
}
