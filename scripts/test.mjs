/**
 * npm test: installs what is missing, then builds, checks types, lints and runs the unit,
 * integration and contract tests. Words after `--` go to jest (npm test -- -t "501 ids"), and then
 * the tests of days are run in the zone of this machine alone, and nothing is run with zod 4.
 */
import { spawnSync } from 'node:child_process';
import { onNode24 } from './lib/bootstrap.mjs';
import { node24Env, repoRoot } from './lib/paths.mjs';

/** Node's own limit of 16 kB is too small for a request line with 500 transaction IDs. */
const BIG_HEADERS = '--max-http-header-size=65536';

/** @type {Array<[name: string, args: string[], env?: Record<string, string>]>} */
const STEPS = [
	['Build', ['node_modules/gulp/bin/gulp.js', 'build']],
	['Types of the tests', ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.test.json']],
	[
		'Types of sandbox and scripts',
		['node_modules/typescript/bin/tsc', '-p', 'tsconfig.scripts.json'],
	],
	['Types of tools', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.tools.json']],
	['Lint', ['node_modules/@n8n/node-cli/bin/n8n-node.mjs', 'lint']],
	['Format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']],
	[
		'Lint of the built descriptions, docker/, workflows and releases',
		['--test', '--test-reporter=dot', 'test/lint/*.test.mjs'],
	],
	[
		'Sandbox and benchmarks',
		['--test', '--test-reporter=dot', 'test/sandbox/*.test.mjs', 'test/bench/*.test.mjs'],
	],
	['Unit, integration and contract tests', [BIG_HEADERS, 'node_modules/jest/bin/jest.js']],
];

const toJest = process.argv.slice(2);

/** Servers run in UTC or, with summer time and east of it, somewhere else: days stay the same. */
const DAYS = [
	BIG_HEADERS,
	'node_modules/jest/bin/jest.js',
	'test/unit/dates',
	'test/integration/days',
	'--testNamePattern=toCalendarDay|toInstant|New_York|is no day',
];
const ZONES = toJest.length > 0 ? [] : ['UTC', 'Europe/Lisbon'];
/** @type {typeof STEPS} */
const IN_ZONES = ZONES.map((TZ) => [`Days on a server in ${TZ}`, DAYS, { TZ }]);

/** n8n hands a node the zod that it has itself, which may be zod 4 one day. */
const BUILT = [
	BIG_HEADERS,
	'node_modules/jest/bin/jest.js',
	'--config',
	'test/zod4/jest.config.js',
];
/** @type {typeof STEPS} */
const WITH_ZOD_4 = toJest.length > 0 ? [] : [['The built package with zod 4', BUILT]];

await onNode24(import.meta.url);

for (const [name, args, env = {}] of [...STEPS, ...WITH_ZOD_4, ...IN_ZONES]) {
	process.stdout.write(`\n=== ${name}\n`);
	const isJest = args.includes(BIG_HEADERS);
	const { status } = spawnSync(process.execPath, [...args, ...(isJest ? toJest : [])], {
		cwd: repoRoot,
		env: { ...node24Env(), ...env },
		stdio: 'inherit',
	});
	if (status !== 0) {
		process.stderr.write(`\n${name}: failed\n`);
		process.exit(1);
	}
}
process.stdout.write('\nAll steps passed.\n');
