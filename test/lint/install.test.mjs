/** docs/install.md: what its commands name exists, and ways that do the same say the same. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readJson, repoRoot } from '../../scripts/lib/paths.mjs';
import { readCompose } from '../e2e/docker/files.mjs';
import { commandsUnder, installDoc } from '../e2e/docker/installDoc.mjs';

const { name, version } = readJson(join(repoRoot, 'package.json'));

test('the version is that of package.json', () => {
	const named =
		installDoc.match(/(?<=n8n-nodes-pluggy-|n8n-pluggy:|n8n-nodes-pluggy@)\d+\.\d+\.\d+/g) ?? [];
	assert.ok(named.length > 4);
	assert.deepEqual([...new Set(named)], [version]);
});

test('the list of packages by environment is JSON that n8n reads', () => {
	const [, list] = /^N8N_COMMUNITY_PACKAGES='(.*)'$/m.exec(commandsUnder('By environment')) ?? [];
	assert.deepEqual(
		JSON.parse(list).map((/** @type {any} */ one) => ({ ...one, checksum: '' })),
		[{ name, version, checksum: '' }],
	);
});

test('files, services, profiles and volumes of the Docker commands exist', () => {
	const commands = installDoc.match(/docker compose --file [^`\n]+/g) ?? [];
	assert.ok(commands.length > 2);
	for (const command of commands) {
		const [, file] = /--file (\S+)/.exec(command) ?? [];
		assert.ok(existsSync(join(repoRoot, file)), file);
		const { services } = readCompose(file.replace('docker/', ''));
		const [, service] = / logs (\w+)/.exec(command) ?? [];
		if (service) assert.ok(services[service], service);
		const [, profile] = /--profile (\w+)/.exec(command) ?? [];
		if (profile) {
			assert.ok(
				Object.values(services).some(({ profiles = [] }) => profiles.includes(profile)),
				profile,
			);
		}
	}
	const { name: project, volumes } = readCompose('compose.yaml');
	for (const volume of Object.keys(volumes))
		assert.ok(installDoc.includes(`\`${project}_${volume}\``));
	for (const [, file] of installDoc.matchAll(/--file (docker\/\S+)|\bcp (\S+) docker/g)) {
		if (file) assert.ok(existsSync(join(repoRoot, file)), file);
	}
});

test('a volume is filled by the same commands as a folder', () => {
	const [, inContainer] =
		/-c '\n(.*)'$/s.exec(commandsUnder("Docker with n8n's own image").trim()) ?? [];
	const lines = (/** @type {string} */ text) =>
		text
			.trim()
			.split('\n')
			.map((line) => line.trim().replace(/ &&$/, ''));
	assert.deepEqual(lines(inContainer), lines(commandsUnder('From the tarball')));
});
