/** How .ci/run gets the programs that tests need: with sudo where it is not root, and each by itself. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { repoRoot } from '../../scripts/lib/paths.mjs';

/** Runs it with made-up programs; npm does nothing. @param {{ uid: number, installs: string }} machine */
function ciRun({ uid, installs }) {
	const bin = mkdtempSync(join(tmpdir(), 'ci-run-'));
	const program = (/** @type {string} */ name, /** @type {string} */ text) =>
		writeFileSync(join(bin, name), `#!/bin/bash\n${text}\n`, { mode: 0o755 });
	try {
		for (const name of ['env', 'dirname', 'chmod'])
			symlinkSync(join('/usr/bin', name), join(bin, name));
		program('id', `echo ${uid}`);
		program('npm', 'exit 0');
		program('sudo', `[ "$1" = -n ] && shift; BY_SUDO=1 exec "$@"`);
		const made = `{ echo '#!/bin/bash'; } >${bin}/redis-server; chmod 755 ${bin}/redis-server`;
		program(
			'apt-get',
			`echo "\${BY_SUDO:-0} $*" >>${bin}/calls
			[[ " $* " != *" install "* || " $* " == *" ${installs} "* ]] || exit 100
			if [[ " $* " == *" redis"* ]]; then ${made}; fi`,
		);
		const { status, stdout } = spawnSync('/bin/bash', ['.ci/run'], {
			cwd: repoRoot,
			env: { PATH: bin, CHROMIUM: '/bin/bash' },
			encoding: 'utf8',
		});
		const calls = readFileSync(join(bin, 'calls'), 'utf8').trim().split('\n');
		return { status, stdout, redis: calls.filter((call) => /update|redis/.test(call)) };
	} finally {
		rmSync(bin, { recursive: true });
	}
}

test('what is missing is installed by root, or with sudo', () => {
	for (const uid of [0, 1001]) {
		const sudo = uid === 0 ? '0' : '1';
		const { status, stdout, redis } = ciRun({ uid, installs: 'redis-server' });
		assert.deepEqual(redis, [`${sudo} update -qq`, `${sudo} install -y redis-server -qq`]);
		assert.doesNotMatch(stdout, /redis.* could not be installed|MISSING: redis/);
		assert.match(stdout, /\n5 passed, 0 failed\n$/);
		assert.equal(status, 0);
	}
});

test('another package is tried after one that cannot be had, and what stays missing is said', () => {
	const other = ciRun({ uid: 0, installs: 'redis' });
	assert.match(other.stdout, /##### redis-server could not be installed/);
	assert.doesNotMatch(other.stdout, /MISSING: redis/);
	const none = ciRun({ uid: 0, installs: 'nothing' });
	assert.match(none.stdout, /##### MISSING: redis\. Its tests will fail\./);
	assert.match(none.stdout, /\n5 passed, 0 failed\n$/);
});
