/** What a release needs: the changelog, the check of a tag, and publishing with npm. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { publishArguments, tokenEnvironment, whatToDo } from '../../scripts/lib/npm-publish.mjs';
import { readJson, repoRoot } from '../../scripts/lib/paths.mjs';
import {
	changelogProblems,
	notesOf,
	npmTagOf,
	releaseProblems,
	sectionsOf,
} from '../../scripts/lib/release.mjs';

const manifest = readJson(join(repoRoot, 'package.json'));
const ours = readFileSync(join(repoRoot, 'CHANGELOG.md'), 'utf8');
const url = 'git+https://github.com/acme/n8n-nodes-pluggy.git';
const owned = {
	...manifest,
	version: '0.1.0',
	author: { name: 'Acme', email: 'open@acme.dev' },
	homepage: 'https://github.com/acme/n8n-nodes-pluggy#readme',
	repository: { type: 'git', url },
	bugs: { url: 'https://github.com/acme/n8n-nodes-pluggy/issues' },
};
const changelog = `# Changelog

## [Unreleased]

## [0.1.0] - 2026-12-01

### Added

- Everything.

## [0.1.0-rc.1] - 2026-11-30

- A try.
`;
const right = {
	tag: 'v0.1.0',
	manifest: owned,
	lock: { version: '0.1.0' },
	changelog,
	repository: 'acme/n8n-nodes-pluggy',
};

test('the changelog has the form of Keep a Changelog', () => {
	assert.deepEqual(changelogProblems(ours), []);
	assert.notEqual(sectionsOf(ours)[0].text, '');
});

test('a version with its tag, its section and its owner may be published', () => {
	assert.deepEqual(releaseProblems(right), []);
	assert.deepEqual(releaseProblems({ ...right, repository: undefined }), []);
	assert.equal(notesOf(changelog, '0.1.0'), '### Added\n\n- Everything.');
});

test('each thing that is missing is named', () => {
	/** @type {Array<[change: object, problem: string]>} */
	const cases = [
		[{ tag: 'v0.2.0' }, 'The tag is v0.2.0, the version in package.json 0.1.0.'],
		[{ tag: '0.1.0' }, 'The tag is 0.1.0, the version in package.json 0.1.0.'],
		[{ lock: { version: '0.0.9' } }, 'package-lock.json says 0.0.9, not 0.1.0.'],
		[
			{ repository: 'other/n8n-nodes-pluggy' },
			`package.json: "repository" is ${url}, but other/n8n-nodes-pluggy publishes.`,
		],
		[
			{ changelog: changelog.replace('- Everything.', '').replace('### Added', '') },
			'CHANGELOG.md says nothing about 0.1.0.',
		],
		[
			{ changelog: changelog.replace(' - 2026-12-01', '') },
			'CHANGELOG.md: 0.1.0 has no date (YYYY-MM-DD).',
		],
		[
			{ changelog: changelog.replace('2026-12-01', '2026-02-30') },
			'CHANGELOG.md: 0.1.0 has no date (YYYY-MM-DD).',
		],
		[
			{ manifest: { ...owned, author: manifest.author } },
			'package.json: "author" is not yet the owner\'s.',
		],
	];
	const homepage = 'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#readme';
	cases.push([
		{ manifest: { ...owned, homepage } },
		'package.json: "homepage" is not yet the owner\'s.',
	]);
	for (const [change, problem] of cases)
		assert.deepEqual(releaseProblems({ ...right, ...change }), [problem]);
});

test('of this commit it says what the owner still has to do', () => {
	const problems = releaseProblems({
		...right,
		tag: `v${manifest.version}`,
		manifest,
		lock: { version: manifest.version },
		changelog: ours,
	});
	// Once there is an owner and a dated section, there is nothing to say.
	const isUnset = manifest.author.email.endsWith('.example');
	const isDated = sectionsOf(ours).some(
		({ version, date }) => version === manifest.version && date,
	);
	assert.equal(
		problems.some((one) => one.includes('"author" is not yet')),
		isUnset,
	);
	assert.equal(
		problems.includes(`CHANGELOG.md has no section [${manifest.version}] with a date.`),
		!isDated,
	);
});

test('a changelog of another form is refused', () => {
	const older = changelog.replace('## [0.1.0-rc.1] - 2026-11-30', '## [0.2.0] - 2026-11-30');
	assert.deepEqual(changelogProblems(older), ['0.2.0 is not older than the version above it.']);
	assert.deepEqual(changelogProblems(changelog.replace('### Added', '### News')), [
		'News is no heading.',
	]);
	assert.deepEqual(changelogProblems(changelog.replace('## [Unreleased]', '')), [
		'Its first section is not [Unreleased].',
	]);
	assert.deepEqual(changelogProblems(changelog.replaceAll('0.1.0]', '0.1]')), [
		'0.1 is no version.',
	]);
});

const folder = mkdtempSync(join(tmpdir(), 'release-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs a script of the release. */
function run(script, args, env = {}) {
	const { GITHUB_REPOSITORY, GITHUB_OUTPUT, ...rest } = process.env;
	return spawnSync(process.execPath, [join(repoRoot, 'scripts', script), ...args], {
		encoding: 'utf8',
		env: { ...rest, ...env },
	});
}

/** A repository that may be published. */
function writeRepository(version) {
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...owned, version }));
	writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ version }));
	writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
	writeFileSync(join(folder, 'outputs'), '');
}

for (const [version, tag] of [
	['0.1.0', 'latest'],
	['0.1.0-rc.1', 'next'],
]) {
	test(`the check of v${version} writes its notes, and hands on that npm shows it as ${tag}`, () => {
		writeRepository(version);
		const notes = join(folder, 'notes.md');
		const env = {
			GITHUB_OUTPUT: join(folder, 'outputs'),
			GITHUB_REPOSITORY: 'acme/n8n-nodes-pluggy',
		};
		const { status, stderr } = run(
			'release-check.mjs',
			[`v${version}`, '--root', folder, '--notes', notes],
			env,
		);
		assert.deepEqual([status, stderr], [0, '']);
		assert.equal(readFileSync(notes, 'utf8').trim(), notesOf(changelog, version));
		assert.equal(
			readFileSync(env.GITHUB_OUTPUT, 'utf8'),
			`prerelease=${tag === 'next'}\nlatest=${tag === 'latest'}\nnpm_tag=${tag}\n`,
		);
	});
}

test('what mends an older line is not what npm installs when nobody names a version', () => {
	const newer =
		'## [0.2.0] - 2026-12-20\n\n- New.\n\n## [0.1.1] - 2026-12-24\n\n- Mended.\n\n## [0.1.0]';
	const both = changelog.replace('## [0.1.0]', newer);
	assert.deepEqual(changelogProblems(both), []);
	assert.equal(npmTagOf('0.1.1', both), 'release-0.1');
	assert.equal(npmTagOf('0.2.0', both), 'latest');
	assert.equal(npmTagOf('0.1.0-rc.1', both), 'next');
	// What only leads to a newer release does not push a release aside.
	const candidate = both.replace('## [0.2.0]', '## [0.2.0-rc.1]');
	assert.equal(npmTagOf('0.1.1', candidate), 'latest');
});

test('the check of a wrong tag ends with 1', () => {
	writeRepository('0.1.0');
	const { status, stderr } = run('release-check.mjs', ['v9.9.9', '--root', folder]);
	assert.equal(status, 1);
	assert.match(stderr, /^v9\.9\.9 cannot be published:\n- The tag is v9\.9\.9/);
});

test('npm is asked for provenance, and publishes by itself with nothing else', () => {
	assert.deepEqual(publishArguments('/p.tgz', 'next'), [
		'publish',
		'/p.tgz',
		'--provenance',
		'--access',
		'public',
		'--tag',
		'next',
		'--ignore-scripts',
	]);
	assert.deepEqual(manifest.publishConfig, { access: 'public', provenance: true });
});

test('a token goes to the registry in use alone, and without one npm is told of none', () => {
	assert.deepEqual(tokenEnvironment('https://npm.example/path', 'secret'), {
		'npm_config_//npm.example/path/:_authToken': 'secret',
	});
	assert.deepEqual(tokenEnvironment('https://npm.example/', ''), {});
	assert.deepEqual(tokenEnvironment('https://npm.example/', undefined), {});
});

test('a version is published once; other content under it is a failure', () => {
	assert.equal(whatToDo('sha512-a', undefined), 'publish');
	assert.equal(whatToDo('sha512-a', 'sha512-a'), 'done');
	assert.equal(whatToDo('sha512-a', 'sha512-b'), 'taken');
});

test('npm publish in a clone is refused, and says how it is done', () => {
	assert.equal(manifest.scripts.prepublishOnly, 'node scripts/no-publish.mjs');
	const { status, stderr } = run('no-publish.mjs', []);
	assert.equal(status, 1);
	assert.match(stderr, /release\.yml/);
});
