/** The tarball, unpacked where a stock n8n looks for packages, is all it takes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CREDENTIAL, sandboxCredential } from '../../scripts/lib/stack.mjs';
import { withStack } from './harness.mjs';

test(
	'a stock n8n loads the packed package and tests its credential',
	{ timeout: 300_000 },
	async (t) => {
		await withStack({ n8n: { ui: true } }, async ({ client, credential, sandbox, n8n }) => {
			await t.test('knows the node and the credential', async () => {
				const nodes = await client.nodeTypes();
				assert.ok(
					nodes.some(({ name }) => name === 'n8n-nodes-pluggy.pluggy'),
					n8n.logs(),
				);
				const credentials = await client.credentialTypes();
				assert.ok(credentials.some(({ name }) => name === CREDENTIAL.type));
			});

			await t.test('says that a right secret works', async () => {
				const answer = await client.testCredential(credential);
				assert.equal(answer.status, 'OK', answer.message);
			});

			await t.test('says in plain words that a wrong secret does not', async () => {
				const { type, data } = sandboxCredential(sandbox);
				const wrong = { name: 'Wrong', type, data: { ...data, clientSecret: 'not-the-secret' } };
				const answer = await client.testCredential(await client.putCredential(wrong));
				assert.equal(answer.status, 'Error');
				assert.match(answer.message, /client (id|secret)/i);
				assert.doesNotMatch(answer.message, /not-the-secret/);
			});
		});
	},
);
