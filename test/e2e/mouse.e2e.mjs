/** Operations filled and executed by mouse and keyboard in n8n's editor, and the rows read there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OWNER } from '../../scripts/lib/n8n-client.mjs';
import { skip } from '../browser.mjs';
import { openEditor } from './editor.mjs';
import { withStack } from './harness.mjs';
import { picture } from './pictures.mjs';
import { byId, inARow, pluggy } from './workflow.mjs';

/** Connects Pluggy Bank, so that there is something to read. */
const connect = inARow('Connect', [
	pluggy('Pluggy', {
		resource: 'item',
		operation: 'create',
		connectorId: byId(0),
		parameters: '{ "user": "user-ok", "password": "password-ok" }',
		additionalFields: {},
		options: { wait: true, pollInterval: 1 },
	}),
]);

/** How many requests the local Pluggy has taken, of one method and path. */
const taken = ({ admin }, method, path) =>
	admin.requests().filter((entry) => entry.method === method && path.test(entry.path)).length;

test('operations by mouse', { timeout: 600_000, skip }, async (t) => {
	await withStack({ n8n: { ui: true } }, async ({ client, sandbox, n8n }) => {
		const seed = await client.putWorkflow(connect);
		const { status } = await client.runWorkflow(seed.id);
		assert.equal(status, 'success');
		const { id } = await client.putWorkflow(inARow('By mouse', [pluggy('Pluggy', {})]));
		const editor = await openEditor({ url: n8n.url, ...OWNER });

		/** One operation: chosen, filled by `fill`, run; what its table shows. */
		const run = async (resource, operation, fill, shot = `mouse ${resource} ${operation}`) => {
			await editor.choose('resource', resource);
			await editor.choose('operation', operation);
			await fill?.();
			await editor.execute();
			await picture(editor, shot);
			return await editor.rows();
		};
		const anyItem = () => editor.pick('itemId', '', /Pluggy Bank/);

		try {
			await editor.openWorkflow(id);
			await editor.openNode('Pluggy');

			await t.test('the accounts of a connection, chosen in the picker', async () => {
				const rows = await run('Account', 'Get Many', anyItem);
				assert.deepEqual(
					rows.map(({ type }) => type),
					['BANK', 'CREDIT'],
				);
				for (const { name, balance } of rows) {
					assert.ok(name);
					assert.match(balance, /^-?\d+(\.\d+)?$/);
				}
			});

			await t.test('transactions of the account that "cartao" finds, 5 of them', async () => {
				const rows = await run(
					'Transaction',
					'Get Many',
					async () => {
						assert.match(await editor.pick('accountId', 'cartao', /Visa/), /Visa/);
						await editor.fill('limit', '5');
					},
					'transactions-rows',
				);
				assert.equal(rows.length, 5);
				for (const { date, description, amount } of rows) {
					assert.match(date, /^\d{4}-\d{2}-\d{2}/);
					assert.ok(description);
					assert.match(amount, /^-?\d+(\.\d+)?$/);
				}
			});

			await t.test('a bank is found without its accent', async () => {
				const rows = await run('Connector', 'Get', () => editor.pick('connectorId', 'itau', /Ita/));
				assert.equal(rows.length, 1);
				assert.match(rows[0].name, /Ita/);
			});

			await t.test('a PIX payment request: what it will do is said before it is sent', async () => {
				const rows = await run(
					'Payment Request',
					'Create',
					async () => {
						assert.match(await editor.panelText(), /real money/i);
						await editor.fill('amount', '10,50');
						await editor.toggle('isSandbox');
						assert.match(await editor.panelText(), /no money moves/i);
					},
					'payment-created',
				);
				assert.equal(rows.length, 1);
				assert.equal(rows[0].amount, '10.5');
				assert.match(rows[0].paymentUrl, /^http/);
				assert.equal(taken(sandbox, 'POST', /^\/payments\/requests$/), 1);
			});

			await t.test('a payment of nothing is refused, and nothing is sent', async () => {
				await editor.fill('amount', '0');
				await editor.execute();
				assert.match(await editor.outputText(), /amount/i);
				assert.equal(taken(sandbox, 'POST', /^\/payments\/requests$/), 1);
			});

			await t.test('the connection is deleted, and the panel said what is lost', async () => {
				const rows = await run('Item', 'Delete', async () => {
					await anyItem();
					assert.match(await editor.panelText(), /the connection with all its accounts/);
				});
				assert.equal(rows.length, 1);
				assert.equal(taken(sandbox, 'DELETE', /^\/items\//), 1);
			});
		} finally {
			await picture(editor, 'last');
			await editor.close();
		}
	});
});
