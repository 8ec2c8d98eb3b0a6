/** Other versions of the package for docker.e2e.mjs: the next one, and one that was put into a volume by hand. */
import assert from 'node:assert/strict';
import {
	chownSync,
	copyFileSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { unpackPackage } from '../../../scripts/lib/package.mjs';
import { PACKAGE_NAME, repoRoot } from '../../../scripts/lib/paths.mjs';
import { run } from '../../../scripts/lib/run.mjs';
import { commandsUnder } from './installDoc.mjs';

/** The description of the action node tells the versions of the package apart. */
const describe = (/** @type {string} */ folder, /** @type {string} */ description) => {
	const file = join(folder, 'dist/nodes/Pluggy/Pluggy.node.js');
	const code = readFileSync(file, 'utf8');
	const changed = code.replace(/(\bdescription: )(['"]).*?\2,/, `$1'${description}',`);
	assert.notEqual(changed, code, 'the description was found');
	writeFileSync(file, changed);
};

/** A tarball of the next version in a build context that holds nothing else. @param {string} tarball @param {string} folder */
export async function nextVersion(tarball, folder) {
	const unpacked = await unpackPackage({ tarball, userFolder: folder });
	describe(unpacked, 'The next version');
	const context = join(folder, 'context');
	mkdirSync(context);
	writeFileSync(join(context, '.dockerignore'), readFileSync(join(repoRoot, '.dockerignore')));
	mkdirSync(join(context, 'docker'));
	writeFileSync(
		join(context, 'docker/entrypoint.sh'),
		readFileSync(join(repoRoot, 'docker/entrypoint.sh')),
	);
	const next = 'n8n-nodes-pluggy-9.9.9.tgz';
	const args = ['-czf', join(context, next), '--transform', `s,^${PACKAGE_NAME},package,`];
	const where = ['-C', join(unpacked, '..'), PACKAGE_NAME];
	await run('tar', [...args, ...where], { what: 'Packing the next version' });
	return { context, args: { PACKAGE: 'tarball', TARBALL: next } };
}

/** The volume of an n8n whose package was unpacked by the commands of docs/install.md. @param {string} tarball @param {string} folder */
export async function oldVolume(tarball, folder) {
	mkdirSync(folder);
	copyFileSync(tarball, join(folder, basename(tarball)));
	const env = { ...process.env, HOME: folder };
	const commands = ['-ec', commandsUnder('From the tarball')];
	await run('sh', commands, { cwd: folder, env, what: 'Installing from the tarball' });
	const unpacked = join(folder, '.n8n/nodes/node_modules', PACKAGE_NAME);
	describe(unpacked, 'A copy in the volume');
	const volume = join(folder, '.n8n');
	for (const name of ['', ...readdirSync(volume, { recursive: true, encoding: 'utf8' })]) {
		chownSync(join(volume, name), 1000, 1000);
	}
	return volume;
}
