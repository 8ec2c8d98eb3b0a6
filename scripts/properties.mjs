/**
 * npm run test:properties: every test of a property (redaction, amounts, days, statement files, any
 * input, any answer), with a million inputs in all. The tests count what they are really asked;
 * fewer than a million, or one property that does not hold, ends with 1. SEED=n repeats a run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onNode24 } from './lib/bootstrap.mjs';
import { node24Env, repoRoot } from './lib/paths.mjs';

const WANTED = 1_000_000;
const JEST = ['--max-http-header-size=65536', 'node_modules/jest/bin/jest.js', '--runInBand'];

/** What is computed costs least, so it is asked most; `runs`: how many times as often as in npm test. */
const GROUPS = [
	{ runs: 175, files: ['test/unit/redact', 'test/unit/resend'] },
	{ runs: 200, files: ['test/unit/properties'] },
	{ runs: 25, files: ['test/contract/anyInput'] },
	{ runs: 3, files: ['test/integration/anyInput', 'test/integration/answers'] },
];

await onNode24(import.meta.url);

const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pluggy-'));
const file = join(folder, 'counts');
const start = Date.now();

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function node(args, env = {}) {
	/** @type {import('node:child_process').SpawnSyncOptions} */
	const options = { cwd: repoRoot, env: { ...node24Env(), ...env }, stdio: 'inherit' };
	return spawnSync(process.execPath, args, options).status === 0;
}

function readCounts() {
	/** @type {Map<string, number>} */
	const counts = new Map();
	for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
		const [name, count] = JSON.parse(line);
		counts.set(name, (counts.get(name) ?? 0) + count);
	}
	return counts;
}

let isGood = node(['node_modules/gulp/bin/gulp.js', 'build']);
for (const { runs, files } of isGood ? GROUPS : []) {
	process.stdout.write(`\n=== ${files.join(', ')}\n`);
	const env = { RUNS: String(runs), PROPERTY_COUNTS: file };
	if (!node([...JEST, ...files, '--testTimeout=1800000'], env)) isGood = false;
}

try {
	const counts = readCounts();
	const sum = [...counts.values()].reduce((all, count) => all + count, 0);
	const told = (/** @type {number} */ count) => count.toLocaleString('en').padStart(10);
	process.stdout.write('\nInputs:\n');
	for (const [name, count] of counts) process.stdout.write(`${told(count)}  ${name}\n`);
	process.stdout.write(`${told(sum)}  in all, in ${Math.round((Date.now() - start) / 1_000)} s\n`);
	if (sum < WANTED) {
		process.stderr.write(`\nFewer than ${WANTED.toLocaleString('en')} inputs.\n`);
		isGood = false;
	}
} catch {
	process.stderr.write('\nNothing was counted.\n');
	isGood = false;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(isGood ? '\nEvery property holds.\n' : '\nFailed.\n');
process.exitCode = isGood ? 0 : 1;
