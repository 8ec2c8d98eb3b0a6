/** Real n8n, real package, local Pluggy: connecting, waiting, a hundred thousand rows, bad input. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, outputOf } from '../../scripts/lib/n8n-client.mjs';
import { withStack } from './harness.mjs';
import { byId, inARow, pluggy, rows } from './workflow.mjs';

const connect = (user) =>
	pluggy('Connect', {
		resource: 'item',
		operation: 'create',
		connectorId: byId('2'),
		parameters: JSON.stringify({ user, password: 'password-ok' }),
		additionalFields: {},
		options: { wait: true, pollInterval: 1 },
	});

const accounts = pluggy('Accounts', {
	resource: 'account',
	operation: 'getMany',
	itemId: byId('={{ $json.id }}'),
	returnAll: true,
	simplify: false,
	filters: { type: 'BANK' },
});

const transactions = pluggy('Transactions', {
	resource: 'transaction',
	operation: 'getMany',
	accountId: byId('={{ $json.id }}'),
	returnAll: true,
	simplify: false,
	filters: {},
});

const json = (execution, node) => outputOf(execution, node, 0);

test('from a connection to its rows', { timeout: 600_000 }, async (t) => {
	// n8n does not show executions of more than 100 MB, unless told to.
	const env = { EXECUTIONS_DATA_MAX_DISPLAY_SIZE: '0' };
	await withStack({ n8n: { env } }, async ({ client, sandbox }) => {
		const runs = async (workflow, options) =>
			await client.runWorkflow((await client.putWorkflow(workflow)).id, options);
		const requested = (path) =>
			sandbox.admin.requests().filter((request) => request.path.startsWith(path)).length;

		await t.test('100,000 rows of one account in one execution', async () => {
			sandbox.admin.clearRequests();
			const execution = await runs(
				inARow('Many rows', [connect('user-ok-perf-113x'), accounts, transactions]),
			);
			const [item] = json(execution, 'Connect');
			const [account] = json(execution, 'Accounts');
			assert.equal(item.status, 'UPDATED');
			const expected = sandbox.admin
				.transactions(item.id)
				.filter(({ accountId }) => accountId === account.id)
				.reverse();
			assert.ok(expected.length >= 100_000, `the sandbox has only ${expected.length} rows`);
			const got = json(execution, 'Transactions');
			assert.equal(got.length, expected.length);
			assert.equal(new Set(got.map(({ id }) => id)).size, got.length);
			assert.ok(
				got.every(({ id }, place) => id === expected[place].id),
				'the rows are in another order than at Pluggy',
			);
			assert.equal(requested('/v2/transactions'), Math.ceil(expected.length / 500));
			assert.equal(requested('/auth'), 1);
		});

		await t.test(
			'a bank that refuses the login is data, with a diagnosis in Portuguese',
			async () => {
				const execution = await runs(inARow('Refused', [connect('user-nobody')]));
				const [item] = json(execution, 'Connect');
				assert.equal(item.status, 'LOGIN_ERROR');
				assert.equal(item.diagnosis.code, 'INVALID_CREDENTIALS');
				assert.equal(
					item.diagnosis.userMessage,
					'Credenciais inválidas. Verifique seu login e senha.',
				);
				assert.equal(item.diagnosis.action, 'reconnect');
			},
		);

		await t.test('a code the bank asks for is sent from the workflow', async () => {
			const twoStep = connect('user-ok');
			twoStep.parameters.connectorId = byId('5');
			const sendMfa = pluggy('Send MFA', {
				resource: 'item',
				operation: 'sendMfa',
				itemId: byId('={{ $json.id }}'),
				parameterName: '={{ $json.parameterName }}',
				parameterValue: '123456',
				options: { wait: true, pollInterval: 1 },
			});
			const execution = await runs(inARow('Two steps', [twoStep, sendMfa]));
			assert.equal(json(execution, 'Connect')[0].diagnosis.action, 'sendMfa');
			const [item] = json(execution, 'Send MFA');
			assert.equal(item.status, 'UPDATED');
			assert.equal(item.diagnosis, null);
		});

		await t.test('bad input stops the run before anything is sent', async () => {
			sandbox.admin.clearRequests();
			const id = '11111111-1111-4111-8111-111111111111';
			const wrong = structuredClone(transactions);
			wrong.parameters.accountId = byId('={{ $json.accountId }}');
			wrong.parameters.filters = { dateFrom: '={{ $json.from }}' };
			const input = [
				{ accountId: id, from: '2026-01-01' },
				{ accountId: id, from: '01/02/2026' },
			];
			const execution = await runs(inARow('Bad date', [...rows('Input', input), wrong]), {
				allowFailure: true,
			});
			assert.match(failureOf(execution), /"Date From" \(Filters\) must be a date/);
			assert.deepEqual(sandbox.admin.requests(), []);
		});

		await t.test('the error output gets rows to branch on, the rest goes on', async () => {
			const [known] = json(await runs(inARow('One item', [connect('user-ok')])), 'Connect');
			const get = pluggy(
				'Get Item',
				{ resource: 'item', operation: 'get', itemId: byId('={{ $json.id }}'), simplify: false },
				{ onError: 'continueErrorOutput' },
			);
			const input = [{ id: known.id }, { id: '11111111-1111-4111-8111-111111111111' }];
			const execution = await runs(inARow('Error output', [...rows('Input', input), get]));
			assert.deepEqual(
				json(execution, 'Get Item').map(({ id }) => id),
				[known.id],
			);
			const [failed] = outputOf(execution, 'Get Item', 1);
			assert.equal(failed.error.code, 'ITEM_NOT_FOUND');
			assert.equal(failed.error.httpStatus, 404);
			assert.equal(failed.error.userMessage, 'Não encontramos a informação solicitada.');
		});

		await t.test('all of it took one login: n8n keeps the key in the credential', async () => {
			sandbox.admin.clearRequests();
			await runs(inARow('One more item', [connect('user-ok')]));
			assert.equal(requested('/auth'), 0);
		});
	});
});
