/** The programs that queue mode needs: what is said when they are missing, and that they never stay behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isFree } from '../../scripts/lib/ports.mjs';
import { missingPrograms, programPath, unprivileged } from '../../scripts/lib/service.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { counted } from './harness.mjs';

const lib = (name) => new URL(`../../scripts/lib/${name}`, import.meta.url).href;

/** Starts both in the folder it is told, says at which ports, and waits. */
const SCRIPT = `
	import { startRedis } from '${lib('redis.mjs')}';
	import { startPostgres } from '${lib('postgres.mjs')}';
	const [folder] = process.argv.slice(1);
	const redis = await startRedis({ folder: folder + '/redis' });
	const postgres = await startPostgres({ folder: folder + '/postgres' });
	console.log(redis.port, postgres.port);
	setInterval(() => {}, 1_000);
`;

export const tests = {
	'a missing program is named, with the package that brings it': () => {
		assert.equal(missingPrograms(), undefined);
		assert.match(
			missingPrograms(() => undefined) ?? '',
			/apt-get install redis-server postgresql\b/,
		);
		const noRedis = (name) => (name === 'redis-server' ? undefined : programPath(name));
		const said = missingPrograms(noRedis) ?? '';
		assert.match(said, /Not found: redis-server\.\n.*apt-get install redis-server\. /);
		assert.equal(programPath('redis-server', ['/nowhere']), undefined);
		assert.equal(unprivileged(false), undefined);
		assert.ok((unprivileged(true)?.uid ?? 0) > 0, 'PostgreSQL would run as root');
	},

	'Redis and PostgreSQL end with a script that is killed': async (t, { folder }) => {
		const home = join(folder, 'killed');
		await mkdir(home);
		const args = ['--input-type=module', '--eval', SCRIPT, home];
		const script = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
		let said = '';
		script.stdout.setEncoding('utf8').on('data', (text) => (said += text));
		await until('both ports', () => /\d+ \d+\n/.test(said));
		const ports = said.trim().split(' ').map(Number);
		for (const port of ports) assert.equal(await isFree(port), false);
		script.kill('SIGKILL');
		const started = Date.now();
		await until('their end', async () => (await Promise.all(ports.map(isFree))).every(Boolean));
		counted(t, `both gone after ${((Date.now() - started) / 1_000).toFixed(1)} s`);
	},
};
