/**
 * npm run schemas: writes the __schema__ of the nodes, what the editor shows of an operation's output
 * before it has run. The contract test drives every operation against the sandbox and infers the
 * schemas from the rows that come out; without this variable it compares.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { node24, node24Env, repoRoot } from './lib/paths.mjs';

const jest = join(repoRoot, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(
	node24,
	['--max-http-header-size=65536', jest, 'test/contract/sandbox.test.cts', 'pollSchema'],
	{ cwd: repoRoot, env: { ...node24Env(), WRITE_OUTPUT_SCHEMAS: '1' }, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
