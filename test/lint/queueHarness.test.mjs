/** The frame of the tests in queue mode: everything is stopped, nothing runs beside a test, whole logs are read. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { repoRoot } from '../../scripts/lib/paths.mjs';
import { begun } from '../queue/executions.mjs';
import { stopAll } from '../queue/harness.mjs';

test('a part that does not stop keeps no other from being stopped', async () => {
	/** @type {string[]} */
	const stopped = [];
	const stop = (/** @type {string} */ name) => async () => void stopped.push(name);
	const fails = () => {
		throw new Error('It hangs');
	};
	await assert.rejects(
		stopAll([stop('n8n'), fails, stop('redis'), () => Promise.reject(Error('2'))]),
		{
			message: '2 parts did not stop',
		},
	);
	assert.deepEqual(stopped, ['n8n', 'redis']);
	await stopAll([stop('sandbox')]);
});

test('what a killed worker wrote still counts, however long it is', () => {
	const folder = mkdtempSync(join(tmpdir(), 'queue-logs-'));
	try {
		for (const name of ['main', 'worker-1', 'postgres']) mkdirSync(join(folder, name));
		const long = 'a line\n'.repeat(100_000);
		writeFileSync(join(folder, 'main', 'n8n-1.log'), 'ready\n');
		writeFileSync(join(folder, 'worker-1', 'n8n-2.log'), `Worker started execution 7\n${long}`);
		writeFileSync(join(folder, 'worker-1', 'n8n-5.log'), 'Worker started execution 8\n');
		writeFileSync(join(folder, 'postgres', 'n8n-9.log'), 'Worker started execution 9\n');
		assert.deepEqual(begun({ folder }), [
			{ name: 'worker-1', id: 7 },
			{ name: 'worker-1', id: 8 },
		]);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test('after a test that ran out of time there is no other', () => {
	const script = `
		import { test } from 'node:test';
		import { inTime } from './test/queue/harness.mjs';
		test('outer', async (t) => {
			await inTime(t, 'slow', () => new Promise((done) => setTimeout(done, 60_000)), 50);
			await inTime(t, 'next', async () => console.log('next ran'), 50);
		});`;
	const args = ['--test-force-exit', '--input-type=module', '--eval', script];
	const { NODE_TEST_CONTEXT, ...env } = process.env;
	const options = { cwd: repoRoot, env, encoding: /** @type {const} */ ('utf8'), timeout: 30_000 };
	const { status, stdout } = spawnSync(process.execPath, args, options);
	assert.equal(status, 1);
	assert.match(stdout, /"slow" did not end in time, so nothing is tried after it/);
	assert.doesNotMatch(stdout, /next ran/);
});
