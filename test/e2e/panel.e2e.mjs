/**
 * What n8n makes of what we tell people: pickers that have no list, links above the output, the form of the
 * credential, and the setting that keeps HTTP Request nodes away from it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OWNER } from '../../scripts/lib/n8n-client.mjs';
import { sandboxCredential } from '../../scripts/lib/stack.mjs';
import { skip } from '../browser.mjs';
import { openEditor } from './editor.mjs';
import { withStack } from './harness.mjs';
import { picture } from './pictures.mjs';
import { httpRequest, inARow, pluggy } from './workflow.mjs';

const ID = '11111111-1111-4111-8111-111111111111';

const picker = () => ({ __rl: true, mode: 'list', value: '' });
const accounts = {
	resource: 'account',
	operation: 'getMany',
	itemId: picker(),
	returnAll: true,
	simplify: true,
};
const pay = {
	resource: 'paymentRequest',
	operation: 'create',
	recipientId: picker(),
	amount: '10.50',
	isSandbox: true,
	clientPaymentId: 'panel',
	simplify: true,
};
const connect = { resource: 'connectToken', operation: 'create' };
const readConnectors = {
	resource: 'connector',
	operation: 'getMany',
	returnAll: false,
	limit: 1,
	simplify: true,
};
test('the panel', { timeout: 900_000, skip }, async (t) => {
	const sandbox = { features: { listItems: false } };
	await withStack({ sandbox, n8n: { ui: true } }, async (stack) => {
		const { client, n8n, credential } = stack;
		const base = sandboxCredential(stack.sandbox);
		const give = async (/** @type {object} */ more) =>
			await client.putCredential({ ...base, data: { ...base.data, ...more } });
		const http = await client.putWorkflow(
			inARow('HTTP', [httpRequest(`${stack.sandbox.url}/connectors`)]),
		);
		const reads = await client.putWorkflow(inARow('Reads', [pluggy('Pluggy', readConnectors)]));
		const failing = async (/** @type {string} */ id) =>
			await client.runWorkflow(id).then(
				() => 'It did not fail',
				(/** @type {Error} */ error) => error.message,
			);

		await t.test('a new credential keeps HTTP Request nodes away', async () => {
			assert.match(await failing(http.id), /configured to prevent use within an HTTP Request/);
			assert.equal((await client.testCredential(credential)).status, 'OK');
			assert.equal((await client.runWorkflow(reads.id)).status, 'success');
		});

		await t.test('with All they are let in', async () => {
			await give({ allowedHttpRequestDomains: 'all' });
			assert.equal((await client.runWorkflow(http.id)).status, 'success');
			assert.equal((await client.testCredential(credential)).status, 'OK');
			assert.equal((await client.runWorkflow(reads.id)).status, 'success');
		});

		await t.test(
			'with domains the test and our nodes work where the base URL is among them',
			async () => {
				await give({ allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' });
				assert.equal((await client.testCredential(credential)).status, 'OK');
				assert.equal((await client.runWorkflow(reads.id)).status, 'success');
				assert.equal((await client.runWorkflow(http.id)).status, 'success');
			},
		);

		await t.test('and say what to add where it is not', async () => {
			for (const allowedDomains of ['example.com', '']) {
				await give({
					allowedHttpRequestDomains: 'domains',
					allowedDomains,
					clientSecret: 'another',
				});
				const { status, message } = await client.testCredential(credential);
				assert.equal(status, 'Error');
				assert.match(message, /Allowed Domains: add 127\.0\.0\.1 to them/);
				assert.match(await failing(reads.id), /Allowed Domains: add 127\.0\.0\.1 to them/);
			}
		});

		await t.test('Item IDs that are none are told at the test', async () => {
			await give({ allowedHttpRequestDomains: 'none', itemIds: `${ID}, abc` });
			const { status, message } = await client.testCredential(credential);
			assert.equal(status, 'Error');
			assert.match(message, /Entry 2 of Item IDs is no item ID/);
			assert.equal((await client.runWorkflow(reads.id)).status, 'success');
			await give({ allowedHttpRequestDomains: 'none' });
		});

		const names = ['Pay', 'Connect', 'Accounts'];
		const { id } = await client.putWorkflow(
			inARow(
				'Panel',
				[pay, connect, accounts].map((one, place) => pluggy(names[place], one)),
			),
		);
		const editor = await openEditor({ url: n8n.url, ...OWNER });
		const { page } = editor;
		const trouble = page.locator('[data-test-id="rlc-error-container"]');
		try {
			await editor.openWorkflow(id);
			await t.test('an item picker without a list says what to do', async () => {
				await editor.openNode('Accounts');
				await page.locator('[data-test-id="resource-locator-itemId"] input').last().click();
				await trouble.first().waitFor();
				await picture(editor, 'picker-without-list');
				const text = await trouble.first().innerText();
				assert.match(
					text,
					/Pluggy does not let this account list connections\. Paste the ID under "By ID"/,
				);
				assert.match(text, /\(field Item IDs\)/);
				assert.match(text, /docs\.pluggy\.ai\/en\/docs\/guides\/dashboard-connectors/);
				await page.keyboard.press('Escape');
				await editor.closeNode();
			});

			await t.test('so does a recipient picker when there is no recipient', async () => {
				await editor.openWorkflow(id);
				await editor.openNode('Pay');
				await page.locator('[data-test-id="resource-locator-recipientId"] input').last().click();
				await trouble.first().waitFor();
				await picture(editor, 'picker-without-recipient');
				assert.match(
					await trouble.first().innerText(),
					/No recipient yet: add one with Payment Recipient: Create/,
				);
				await page.keyboard.press('Escape');
			});

			await t.test('a payment link is clicked on above the output', async () => {
				await editor.openWorkflow(id);
				await editor.openNode('Pay');
				await page.locator('[data-test-id="node-execute-button"]').click();
				const link = page.locator('[data-test-id="node-hint"] a', { hasText: 'Open as the payer' });
				await link.waitFor({ timeout: 60_000 });
				await picture(editor, 'payment-link');
				const href = await link.getAttribute('href');
				assert.ok(href?.startsWith(`${stack.sandbox.url}/`), String(href));
				assert.equal(await link.getAttribute('target'), '_blank');
				const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
				await opened.waitForLoadState();
				assert.equal(opened.url(), href);
				await opened.close();
				await editor.closeNode();
			});

			await t.test('a connect link is pointed to, and its token stays in the row', async () => {
				await editor.openWorkflow(id);
				await editor.openNode('Connect');
				await page.locator('[data-test-id="node-execute-button"]').click();
				const hint = page.locator('[data-test-id="node-hint"]', { hasText: 'Connect page' });
				await hint.waitFor({ timeout: 60_000 });
				await picture(editor, 'connect-link');
				assert.match(await hint.innerText(), /column connectUrl/);
				await editor.closeNode();
			});

			await t.test('the form of the credential says how to begin', async () => {
				await editor.openWorkflow(id);
				await editor.openNode('Connect');
				await page.locator('[data-test-id="credential-edit-button"]').click();
				const form = page.locator('[data-test-id="credential-edit-dialog"]');
				await form.getByText('Em português').first().waitFor();
				await page.waitForTimeout(1_500);
				await picture(editor, 'credential-form');
				const text = await form.innerText();
				assert.match(text, /create an account, then an application/);
				assert.match(text, /AI agents: Read Only/);
				const link = form.locator('a', { hasText: 'Where to find an item ID' });
				assert.match(String(await link.first().getAttribute('href')), /dashboard-connectors$/);
			});
		} finally {
			await picture(editor, 'panel-last');
			await editor.close();
		}
	});
});
