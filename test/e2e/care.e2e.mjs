/** Real n8n: rate limits, dead keys, lost answers, cancelled waits, and n8n's Retry On Fail. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { failureOf, outputOf } from '../../scripts/lib/n8n-client.mjs';
import { sandboxClient } from '../../scripts/lib/stack.mjs';
import { withStack } from './harness.mjs';
import { checkLog } from './leaks.mjs';
import { byId, inARow, pluggy, rows } from './workflow.mjs';

const connect = (user, connector = '2') =>
	pluggy('Connect', {
		resource: 'item',
		operation: 'create',
		connectorId: byId(connector),
		parameters: JSON.stringify({ user, password: 'password-ok' }),
		additionalFields: {},
		options: { wait: true, pollInterval: 1 },
	});

const getItem = (id, settings = {}, simplify = true) =>
	pluggy('Get Item', { resource: 'item', operation: 'get', itemId: byId(id), simplify }, settings);

const pay = (settings = {}) =>
	pluggy(
		'Pay',
		{
			resource: 'paymentRequest',
			operation: 'create',
			recipientId: byId('={{ $json.recipientId }}'),
			amount: '={{ $json.amount }}',
			isSandbox: true,
			clientPaymentId: '={{ $json.label }}',
			additionalFields: {},
		},
		settings,
	);

test('care', { timeout: 600_000 }, async (t) => {
	const env = { EXECUTIONS_DATA_MAX_DISPLAY_SIZE: '0' };
	await withStack({ n8n: { env } }, async ({ client, sandbox, n8n }) => {
		const { admin } = sandbox;
		const put = async (workflow) => (await client.putWorkflow(workflow)).id;
		const runs = async (workflow, options) =>
			await client.runWorkflow(await put(workflow), options);
		const requested = (method, path) =>
			admin.requests().filter((one) => one.method === method && one.path.startsWith(path));

		const [item] = outputOf(
			await runs(inARow('Connect', [connect('user-ok-perf-10x')])),
			'Connect',
		);
		const recipient = pluggy('Recipient', {
			resource: 'paymentRecipient',
			operation: 'create',
			recipientType: 'pixKey',
			pixKey: 'financeiro@example.com',
		});
		const [{ id: recipientId }] = outputOf(
			await runs(inARow('Recipient', [recipient])),
			'Recipient',
		);

		await t.test('429, then 200: waited for, and told in a hint', async () => {
			admin.clearRequests();
			admin.addFault({
				match: { method: 'GET', path: '/items/' },
				kind: '429',
				headers: { 'RateLimit-Reset': '2', 'Retry-After': '60' },
			});
			const execution = await runs(inARow('Limited', [getItem(item.id)]));
			assert.equal(outputOf(execution, 'Get Item')[0].id, item.id);
			assert.deepEqual(
				requested('GET', '/items/').map(({ status }) => status),
				[429, 200],
			);
			const [run] = execution.data.resultData.runData['Get Item'];
			assert.match(run.hints[0].message, /waited 2 s for Pluggy's rate limit/);
		});

		await t.test('a key revoked in the middle of a list: one login more, no row lost', async () => {
			const list = pluggy('Transactions', {
				resource: 'transaction',
				operation: 'getMany',
				source: 'item',
				itemId: byId(item.id),
				returnAll: true,
				filters: {},
			});
			admin.addFault({ match: { path: '/v2/transactions' }, kind: 'slow', delayMs: 60, times: -1 });
			admin.clearRequests();
			const running = runs(inARow('Revoked', [list]));
			while (requested('GET', '/v2/transactions').length < 8) await sleep(10);
			admin.revokeKeys();
			const execution = await running;
			admin.clearFaults();
			const got = outputOf(execution, 'Transactions');
			const expected = admin.transactions(item.id);
			assert.equal(got.length, expected.length);
			assert.deepEqual(new Set(got.map(({ id }) => id)), new Set(expected.map(({ id }) => id)));
			assert.equal(requested('POST', '/auth').length, 1);
			// Of the accounts that are read together, each may meet the refusal once.
			const refused = requested('GET', '/v2/transactions').filter(({ status }) => status === 403);
			assert.ok(refused.length >= 1 && refused.length <= 5, `${refused.length} refused`);
		});

		await t.test(
			'a payment whose answer is lost: one request, and the advice finds it',
			async () => {
				admin.clearRequests();
				admin.addFault({
					match: { method: 'POST', path: '/payments/requests' },
					kind: 'resetAfter',
				});
				const input = [
					{ recipientId, amount: 12.5, label: 'e2e-lost-1' },
					{ recipientId, amount: 13.5, label: 'e2e-lost-2' },
				];
				const execution = await runs(inARow('Lost', [...rows('Payments', input), pay()]), {
					allowFailure: true,
				});
				assert.match(
					failureOf(execution),
					/Outcome unknown: "Create PIX payment link \(REAL MONEY\) unless sandbox" was sent/,
				);
				assert.match(
					failureOf(execution),
					/Payment Request: Get Many and the filter Client Payment ID/,
				);
				assert.equal(requested('POST', '/payments/requests').length, 1);
				const find = pluggy('Find', {
					resource: 'paymentRequest',
					operation: 'getMany',
					returnAll: true,
					filters: { clientPaymentId: 'e2e-lost-1' },
				});
				const [found] = outputOf(await runs(inARow('Find', [find])), 'Find');
				assert.equal(found.amount, 12.5);
			},
		);

		await t.test('Continue On Fail after a lost answer: later payments are not sent', async () => {
			admin.clearRequests();
			admin.addFault({ match: { method: 'POST', path: '/payments/requests' }, kind: 'resetAfter' });
			const input = [1, 2, 3].map((n) => ({ recipientId, amount: n, label: `e2e-later-${n}` }));
			const node = pay({ onError: 'continueErrorOutput' });
			const execution = await runs(inARow('Later', [...rows('Payments', input), node]));
			assert.deepEqual(
				outputOf(execution, 'Pay', 1).map(({ error }) => error.code),
				['OUTCOME_UNKNOWN', 'NOT_SENT', 'NOT_SENT'],
			);
			assert.equal(requested('POST', '/payments/requests').length, 1);
		});

		await t.test(
			'Retry On Fail on a payment: nothing is sent, and the error names the setting',
			async () => {
				admin.clearRequests();
				const input = [{ recipientId, amount: 1, label: 'e2e-retry' }];
				const node = pay({ retryOnFail: true, maxTries: 2, waitBetweenTries: 100 });
				const execution = await runs(inARow('Retry', [...rows('Payments', input), node]), {
					allowFailure: true,
				});
				assert.match(failureOf(execution), /Retry On Fail must be off/);
				assert.match(failureOf(execution), /Settings of this node/);
				assert.equal(requested('POST', '/payments').length, 0);
			},
		);

		await t.test(
			'n8n repeats a read whose first row has `error`; a simplified item has none',
			async () => {
				const broken = outputOf(
					await runs(inARow('Broken', [connect('user-locked')])),
					'Connect',
				)[0];
				assert.equal(broken.diagnosis.code, 'ACCOUNT_LOCKED');
				const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 };
				const reads = async (simplify) => {
					admin.clearRequests();
					await runs(inARow(`Trap ${simplify}`, [getItem(broken.id, settings, simplify)]), {
						allowFailure: true,
					});
					return requested('GET', '/items/').length;
				};
				assert.equal(await reads(true), 1);
				assert.equal(await reads(false), 3);
			},
		);

		await t.test('a payment whose login fails never left, and says so', async () => {
			admin.revokeKeys();
			admin.addFault({ match: { method: 'POST', path: '/auth' }, kind: 'resetAfter', times: -1 });
			admin.clearRequests();
			const node = pay();
			node.parameters.options = { maxWait: 2 };
			const input = [{ recipientId, amount: 1, label: 'e2e-login' }];
			const execution = await runs(inARow('No login', [...rows('Payments', input), node]), {
				allowFailure: true,
			});
			admin.clearFaults();
			assert.match(failureOf(execution), /could not be reached .*The request itself was not sent/);
			assert.doesNotMatch(failureOf(execution), /unknown/i);
			// The dead key was refused, and after that nothing had a key.
			const statuses = requested('POST', '/payments/requests').map(({ status }) => status);
			assert.deepEqual(statuses, [403]);
			assert.equal(admin.requests().filter(({ path }) => path === '/auth').length > 1, true);
		});

		await t.test('an error shows its title, what to do, the status and the row', async () => {
			const gone = '00000000-0000-4000-8000-000000000000';
			const node = getItem('={{ $json.id }}');
			const input = [{ id: item.id }, { id: gone }];
			const execution = await runs(inARow('Gone', [...rows('Items', input), node]), {
				allowFailure: true,
			});
			const { error } = execution.data.resultData;
			assert.equal(error.message, 'Item not found');
			assert.match(error.description, /Check the ID.* Pluggy said: .* More: https:\/\//);
			assert.equal(error.httpCode, '404');
			assert.equal(error.context.itemIndex, 1);
		});

		await t.test('a wait that is cancelled ends at once', async () => {
			admin.addFault({
				match: { method: 'GET', path: '/items/' },
				kind: '429',
				times: -1,
				headers: { 'RateLimit-Reset': '60' },
			});
			admin.clearRequests();
			const id = await put(inARow('Cancelled', [getItem(item.id)]));
			const executionId = await client.startWorkflow(id);
			while (requested('GET', '/items/').length === 0) await sleep(20);
			await sleep(300);
			const stopped = Date.now();
			await client.stopExecution(executionId);
			const execution = await client.waitForExecution(executionId, { timeoutMs: 30_000 });
			assert.equal(execution.status, 'canceled');
			t.diagnostic(`a wait of 60 s ended ${Date.now() - stopped} ms after it was cancelled`);
			await sleep(1_500);
			assert.equal(requested('GET', '/items/').length, 1);
			admin.clearFaults();
		});

		await t.test('the watch over errors, rows and the log turns red', async () => {
			const { clientSecret } = sandboxClient(sandbox);
			const stop = (errorMessage) => ({
				name: 'Stop',
				type: 'n8n-nodes-base.stopAndError',
				typeVersion: 1,
				parameters: { errorMessage },
			});
			for (const planted of [
				'CPF 761.092.776-73',
				`secret ${clientSecret}`,
				'eyJhbGciOi.eyJleHAi',
			]) {
				await assert.rejects(
					runs(inARow('Planted', [stop(planted)]), { allowFailure: true }),
					/shows (a CPF|the client secret|a key or token)/,
				);
			}
			const row = [{ error: { code: 'X', advice: 'CNPJ 08.050.608/0001-32' } }];
			await assert.rejects(runs(inARow('Planted row', rows('Rows', row))), /shows a CNPJ/);
			// n8n logs the messages of errors, so what was planted is in its log, too.
			await assert.rejects(checkLog({ n8n, sandbox }), /log shows a CPF/);
			const log = await readFile(n8n.logFile, 'utf8');
			const rest = log.split('\n').filter((line) => !/^(CPF|secret|eyJ)/.test(line));
			await writeFile(n8n.logFile, rest.join('\n'));
		});
	});
});
