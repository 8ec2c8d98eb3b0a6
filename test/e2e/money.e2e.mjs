/** Money, in the real n8n: never twice, never with the key of another application. */
import { test } from 'node:test';
import { DEFAULT_CLIENT } from '../../sandbox/server.mjs';
import { withStack } from './harness.mjs';
import { toolTests } from './money/agent.mjs';
import { loopTests, retryTests } from './money/again.mjs';
import { APPLICATIONS, applicationTests } from './money/applications.mjs';
import { forbiddenTests } from './money/forbidden.mjs';
import { resumedTests } from './money/resumed.mjs';
import { env } from './triggers.mjs';

test('money', { timeout: 480_000 }, async (t) => {
	const clients = [DEFAULT_CLIENT, ...Object.values(APPLICATIONS)];
	await withStack({ n8n: { env }, sandbox: { clients } }, async (stack) => {
		await toolTests(t, stack);
		await loopTests(t, stack);
		await retryTests(t, stack);
		await forbiddenTests(t, stack);
		await applicationTests(t, stack);
		// Ends the n8n of the stack.
		await resumedTests(t, stack, env);
	});
});
