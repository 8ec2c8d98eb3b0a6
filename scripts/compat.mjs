/**
 * npm run test:compat [-- VERSION ...] [--only SUITE,SUITE] [--write]: the end-to-end suites with older n8n, one
 * after another, each version installed first (3 GB and some minutes, once per machine). Without versions: those
 * that docs/install.md lists. What came out is kept in scripts/lib/n8n-versions.json, so parts can be run one by
 * one; --write puts the table into docs/install.md, in both languages. Ends with 1 if a test failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { differencesOf } from '../test/e2e/known-differences.mjs';
import { suites } from '../test/e2e/suites.mjs';
import { onNode24 } from './lib/bootstrap.mjs';
import { compareVersions } from './lib/n8n-dialect.mjs';
import { machineCache, N8N_VARIABLE, node24Env, readJson, repoRoot } from './lib/paths.mjs';
import { textTable } from './lib/text-table.mjs';

await onNode24(import.meta.url);

const require = createRequire(import.meta.url);
const { VERSION_PAGES, cellOf, countsOf, renderVersions } = require('./lib/versions-doc.cjs');
const RECORD = join(repoRoot, 'scripts', 'lib', 'n8n-versions.json');

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { only: { type: 'string' }, write: { type: 'boolean' } },
});
const record = readJson(RECORD);
const versions = positionals.length > 0 ? positionals : Object.keys(record);
const all = suites();
const only = values.only?.split(',') ?? all;
const unknown = only.filter((name) => name !== 'none' && !all.includes(name));
if (unknown.length > 0) {
	process.stderr.write(`No suite is called ${unknown.join(', ')}: ${all.join(', ')}, or none.\n`);
	process.exit(1);
}

function save() {
	const sorted = Object.entries(record).sort(([a], [b]) => compareVersions(a, b));
	writeFileSync(RECORD, `${JSON.stringify(Object.fromEntries(sorted), null, '\t')}\n`);
}

/** Runs a program of ours with one n8n. @param {string} version @param {string[]} args */
const withN8n = (version, args, stdio = /** @type {'inherit' | 'pipe'} */ ('inherit')) =>
	spawnSync(process.execPath, args, {
		cwd: repoRoot,
		env: { ...node24Env(), [N8N_VARIABLE]: version },
		stdio: ['ignore', stdio, 'inherit'],
		encoding: 'utf8',
	});

/** What the n8n of a version offers to nodes. @param {string} version */
function partsOf(version) {
	const install = "import('./scripts/lib/n8n-install.mjs').then(({ ensureN8n }) => ensureN8n())";
	if (withN8n(version, ['-e', install]).status !== 0) return undefined;
	const folder = join(machineCache(), `n8n-${version}`);
	const script = join('scripts', 'lib', 'n8n-parts.cjs');
	const { status, stdout } = withN8n(version, [script, folder], 'pipe');
	return status === 0 ? JSON.parse(stdout) : undefined;
}

/** @param {string} version @param {string} suite */
function trySuite(version, suite) {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pluggy-compat-'));
	try {
		const report = join(folder, 'report.json');
		const { status } = withN8n(version, [
			join('test', 'e2e', 'run.mjs'),
			suite,
			'--report',
			report,
		]);
		const written = existsSync(report) ? readFileSync(report, 'utf8') : undefined;
		const { passed, failed, skipped } = countsOf({ status, report: written });
		const left = differencesOf(version, suite).map(({ test: name, reason }) => ({ name, reason }));
		return {
			day: new Date().toISOString().slice(0, 10),
			passed,
			failed,
			skipped: [...left, ...skipped],
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

for (const version of versions) {
	const parts = partsOf(version);
	if (!parts) {
		process.stderr.write(
			`\nn8n ${version} cannot be installed or read here, so it is not tried.\n`,
		);
		process.exitCode = 1;
		continue;
	}
	record[version] = { ...parts, tried: record[version]?.tried ?? {} };
	save();
	for (const suite of all.filter((name) => only.includes(name))) {
		process.stdout.write(`\n=== n8n ${version}: ${suite}\n`);
		record[version].tried[suite] = trySuite(version, suite);
		save();
	}
}

const head = ['suite', ...Object.keys(record)];
const rows = all.map((suite) => [
	suite,
	...Object.values(record).map(({ tried }) => cellOf(tried[suite])),
]);
process.stdout.write(`\n${textTable(head, rows)}\n`);
for (const version of versions) {
	for (const [suite, { failed }] of Object.entries(record[version]?.tried ?? {})) {
		for (const { name, error } of failed) {
			process.stdout.write(`\nn8n ${version}, ${suite}: "${name}"\n${error}\n`);
			process.exitCode = 1;
		}
	}
}
if (values.write) {
	for (const file of VERSION_PAGES) {
		const path = join(repoRoot, file);
		writeFileSync(path, renderVersions(file, readFileSync(path, 'utf8'), record, all));
	}
}
