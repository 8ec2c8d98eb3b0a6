/**
 * npm run drift -- --document FILE_OR_URL: what a newer copy of Pluggy's document says otherwise than
 * the catalog, the list of events, the error catalog and what is known of the answers. Ends with 3
 * when there is something, with 2 when nothing could be compared; 1 is a crash.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onNode24 } from './lib/bootstrap.mjs';
import { DIFFERENT, SAME, visible } from './lib/drift-issue.mjs';
import { buildPackage } from './lib/package.mjs';
import { repoRoot } from './lib/paths.mjs';

const require = createRequire(import.meta.url);
const { createReader, FILES, findFolder } = require('./lib/pluggy-document.cjs');
const { differences, learn, render, writeAnswers } = require('./lib/drift.cjs');

const ANSWERS = join(repoRoot, 'scripts', 'lib', 'known-answers.json');
const DOWNLOAD_MS = 60_000;

const HELP = `What a newer copy of Pluggy's OpenAPI document says otherwise than this package.

Usage: npm run drift -- --document FILE_OR_URL [--learn] [--no-build]

  --document   the copy: a file, or an address. Pluggy serves one at
               https://api.pluggy.ai/oas3.json
  --learn      notes the members and values of its answers in scripts/lib/known-answers.json,
               once catalog, events and error codes were brought in line
  --no-build   compares with what is in dist already

In CI, and with PLUGGY_OPENAPI (the folder of the contract tests), ${FILES[0]} of that folder is
compared if no document is given.
`;

/** @param {string} message @returns {never} */
function stop(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

function readOptions() {
	try {
		return parseArgs({
			options: {
				document: { type: 'string' },
				learn: { type: 'boolean', default: false },
				'no-build': { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		}).values;
	} catch (error) {
		return stop(`${error.message}\n\n${HELP}`);
	}
}

/** The document of the contract tests, where it is meant to be used. */
function ofContractTests() {
	if (!process.env.CI && !process.env.PLUGGY_OPENAPI) return undefined;
	const folder = findFolder();
	return folder && join(folder, FILES[0]);
}

/** @param {string} source a file or an address */
async function textOf(source) {
	if (!/^https?:\/\//i.test(source)) return await readFile(source, 'utf8');
	const response = await fetch(source, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
	if (!response.ok) throw new Error(`it was answered with ${response.status}`);
	return await response.text();
}

/** @param {string} source */
async function readDocument(source) {
	try {
		const document = JSON.parse(await textOf(source));
		if (typeof document?.paths === 'object' && document.components?.schemas) return document;
	} catch (error) {
		return stop(`The document could not be read: ${error.message}`);
	}
	return stop('The document could not be read: it is no OpenAPI document with paths and schemas');
}

await onNode24(import.meta.url);
const options = readOptions();
if (options.help) {
	process.stdout.write(HELP);
	process.exit(0);
}
const source = options.document ?? ofContractTests() ?? stop(`No document is given.\n\n${HELP}`);
const reader = createReader([await readDocument(source)]);
if (!options['no-build']) await buildPackage();
const { catalog, problems } = require('./lib/built.cjs');
const answers = JSON.parse(await readFile(ANSWERS, 'utf8'));

function compare() {
	try {
		return differences(reader, { catalog, problems, answers });
	} catch (error) {
		return stop(`The document could not be compared: ${error.message}`);
	}
}

const found = compare();

process.stdout.write(`${source}: ${reader.operations().length} operations\n\n`);
if (options.learn) {
	await writeFile(ANSWERS, writeAnswers(learn(reader, answers)));
	process.stdout.write('Its answers are noted in scripts/lib/known-answers.json.\n');
}
if (found.length === 0) process.stdout.write('Nothing is new, gone or different.\n');
else process.stdout.write(`${visible(render(found))}\n\n${found.length} differences\n`);
process.exitCode = found.length === 0 ? SAME : DIFFERENT;
