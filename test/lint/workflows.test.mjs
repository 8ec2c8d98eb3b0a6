/**
 * The workflows of .github: valid to GitHub's own language service, pinned, with as few permissions as
 * they need, and true to the scripts and the Node.js of package.json.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { NODE_MAJOR, readJson, repoRoot } from '../../scripts/lib/paths.mjs';
import { problemsOf } from './languageService.mjs';

const folder = join(repoRoot, '.github', 'workflows');
const manifest = readJson(join(repoRoot, 'package.json'));
const workflows = readdirSync(folder).map((name) => {
	const text = readFileSync(join(folder, name), 'utf8');
	return { name, text, workflow: parse(text) };
});

/** A job that may do more than read, and what it needs that for. */
const MAY = {
	'release.yml publish': { contents: 'read', 'id-token': 'write' },
	'release.yml announce': { contents: 'write' },
	'drift.yml issue': { contents: 'read', issues: 'write' },
};
/** Actions whose commit could not be confirmed from two sources: by tag, with the reason in docs/decisions.md. */
const BY_TAG = [];

const jobs = workflows.flatMap(({ name, workflow }) =>
	Object.entries(workflow.jobs).map(([id, job]) => ({ name: `${name} ${id}`, job, workflow })),
);
const steps = jobs.flatMap(({ name, job }) => job.steps.map((step) => ({ name, step })));

/** Scripts of package.json that a command names and that are not there. */
const unknownScripts = (command) =>
	[...command.matchAll(/\bnpm run (?:--?\S+ )*([\w:-]+)/g)]
		.map(([, script]) => script)
		.filter((script) => !(script in manifest.scripts));

/** An action by the commit that its version had. */
const isPinned = (line) => /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line.trim());

test('the workflows are there', () => {
	assert.deepEqual(workflows.map(({ name }) => name).sort(), [
		'ci.yml',
		'drift.yml',
		'release.yml',
	]);
});

for (const { name, text } of workflows) {
	test(`${name} is valid`, async () => {
		assert.deepEqual(await problemsOf(name, text), []);
	});

	test(`${name} pins its actions to commits`, () => {
		const uses = text.split('\n').filter((line) => /\buses:/.test(line));
		const floating = uses.filter((line) => !isPinned(line));
		assert.deepEqual(
			floating.filter((line) => !BY_TAG.some((one) => line.includes(one))),
			[],
		);
	});

	test(`${name} puts nothing of an event into a shell`, () => {
		// What an expression holds would be run: it goes through env.
		const runs = steps.filter((one) => one.name.startsWith(name)).map(({ step }) => step.run ?? '');
		assert.deepEqual(
			runs.filter((run) => run.includes('${{')),
			[],
		);
	});

	test(`${name} has a concurrency group`, () => {
		assert.ok(parse(text).concurrency.group);
	});
}

test('an action has the same commit everywhere', () => {
	const pins = new Set(workflows.flatMap(({ text }) => text.match(/uses: \S+/g) ?? []));
	const names = [...pins].map((pin) => pin.split('@')[0]);
	assert.deepEqual(names.length, new Set(names).size);
});

test('jobs end in time, and only those listed may do more than read', () => {
	for (const { name, job, workflow } of jobs) {
		assert.ok(job['timeout-minutes'] <= 120, name);
		const permissions = job.permissions ?? workflow.permissions;
		assert.deepEqual(permissions, MAY[name] ?? { contents: 'read' }, name);
		assert.doesNotMatch(job['runs-on'], /latest/, name);
	}
});

test('what may write runs nothing of a dependency', () => {
	const commands = steps.filter(({ name }) => name in MAY).map(({ step }) => step.run ?? '');
	assert.deepEqual(
		commands.filter((run) => /npm (ci|install|run|test)|npx|\.ci\/run/.test(run)),
		[],
	);
});

test('no token of a checkout stays behind', () => {
	const checkouts = steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
	assert.ok(checkouts.length > 0);
	for (const { name, step } of checkouts)
		assert.equal(step.with['persist-credentials'], false, name);
});

test('a release takes nothing from a cache', () => {
	const release = steps.filter(({ name }) => name.startsWith('release.yml'));
	for (const { name, step } of release) {
		assert.doesNotMatch(step.uses ?? '', /actions\/cache/, name);
		const isSetup = step.uses?.startsWith('actions/setup-node@');
		if (isSetup)
			assert.deepEqual(
				[step.with.cache, step.with['package-manager-cache']],
				[undefined, false],
				name,
			);
	}
});

test('Node.js is that of package.json', () => {
	assert.equal(Number(manifest.devDependencies.node.split('.')[0]), NODE_MAJOR);
	const setups = steps.filter(({ step }) => step.uses?.startsWith('actions/setup-node@'));
	const versions = new Set(setups.map(({ step }) => step.with['node-version']));
	assert.deepEqual([...versions], [NODE_MAJOR, '${{ matrix.node }}']);
	const { node } = workflows.find(({ name }) => name === 'ci.yml')?.workflow.jobs.loads.strategy
		.matrix;
	assert.equal(`>=${node[0]}`, manifest.engines.node);
	assert.equal(node.at(-1), String(NODE_MAJOR));
});

test('every script that is run exists', () => {
	for (const { name, step } of steps) {
		const run = step.run ?? '';
		assert.deepEqual(unknownScripts(run), [], name);
		for (const [file] of run.matchAll(/\b(?:scripts|test)\/[\w/.-]+\.[cm]?js\b|\.ci\/run/g)) {
			assert.ok(existsSync(join(repoRoot, file)), `${name}: ${file}`);
		}
	}
	assert.ok(statSync(join(repoRoot, '.ci', 'run')).mode & 0o100);
});

test('planted mistakes are found', async () => {
	const text = readFileSync(join(folder, 'drift.yml'), 'utf8');
	const broken = [
		['steps.drift.outputs.code', 'steps.drif.outputs.code'],
		['needs.compare.outputs.code', 'needs.compare.outputs.cod'],
		['issues: write', 'issue: write'],
		['runs-on', 'run-on'],
		["cron: '17 9 * * 1'", "cron: '17 25 * * 1'"],
		['needs: compare', 'needs: comparison'],
	];
	for (const [right, wrong] of broken) {
		assert.ok(text.includes(right), right);
		assert.notDeepEqual(await problemsOf('drift.yml', text.replace(right, wrong)), [], wrong);
	}
	assert.deepEqual(unknownScripts('npm run --silent drift -- --x && npm run rocket'), ['rocket']);
	assert.equal(isPinned('- uses: actions/checkout@v7'), false);
	assert.equal(isPinned(`- uses: actions/checkout@${'a'.repeat(40)}`), false);
});
