/** The end-to-end suites, and how one is run with the n8n that was chosen. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { N8N_VERSION } from '../../scripts/lib/paths.mjs';
import { differencesOf } from './known-differences.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const ENDING = '.e2e.mjs';

/** What matters most comes first; a new suite comes last until it is named here. */
const ORDER =
	'transactions money payments input care install limits trigger trigger-loss editor poll'.split(
		' ',
	);
const placeOf = (/** @type {string} */ suite) =>
	ORDER.includes(suite) ? ORDER.indexOf(suite) : ORDER.length;

/** All of them by name, what matters most first. */
export const suites = () =>
	readdirSync(folder)
		.filter((name) => name.endsWith(ENDING))
		.map((name) => name.slice(0, -ENDING.length))
		.sort((a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b));

/** The reporter that writes counts into a file. @param {string} file @returns {[string, string]} */
export const counted = (file) => [new URL('counting-reporter.mjs', import.meta.url).href, file];

const escaped = (/** @type {string} */ text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * The arguments of node that run suites, without what this n8n cannot do.
 * @param {string[]} names
 * @param {Array<[name: string, destination: string]>} reporters
 */
export function argsFor(names, reporters = [['spec', 'stdout']], version = N8N_VERSION) {
	return [
		...['--test', '--test-concurrency=1'],
		...reporters.flatMap(([name, destination]) => [
			`--test-reporter=${name}`,
			`--test-reporter-destination=${destination}`,
		]),
		...names
			.flatMap((name) => differencesOf(version, name))
			.map(({ test }) => `--test-skip-pattern=/^(.* )?${escaped(test)}$/`),
		...names.map((name) => join(folder, name + ENDING)),
	];
}
