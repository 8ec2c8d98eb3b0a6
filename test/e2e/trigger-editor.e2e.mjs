/** The trigger's panel in n8n's editor: choosing events, and listening for one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { EVENTS } from '../../sandbox/webhooks/events.mjs';
import { OWNER } from '../../scripts/lib/n8n-client.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { skip } from '../browser.mjs';
import { openEditor } from './editor.mjs';
import { withStack } from './harness.mjs';
import { picture } from './pictures.mjs';
import { hooksOf, pluggyTrigger, TRIGGER, workflow } from './triggers.mjs';

test("the trigger's panel", { timeout: 600_000, skip }, async (t) => {
	await withStack({ n8n: { ui: true } }, async ({ client, sandbox, n8n }) => {
		const { id } = await client.putWorkflow(
			workflow(
				'New transactions',
				pluggyTrigger({
					events: ['transactions/created', 'item/error'],
					filters: { triggeredBy: ['SYNC'] },
				}),
			),
		);
		const editor = await openEditor({ url: n8n.url, ...OWNER });
		const { page } = editor;
		try {
			await editor.openWorkflow(id);
			await picture(editor, 'trigger-canvas');
			await editor.openNode(TRIGGER);

			await t.test('it shows what there is to choose', async () => {
				const text = await editor.panelText();
				for (const label of ['Events', 'Custom Event', 'Filters', 'Options'])
					assert.ok(text.includes(label), `${label} is missing`);
				await page.waitForTimeout(500);
				await picture(editor, 'trigger');
			});

			await t.test('every event can be picked, and [All]', async () => {
				await page.locator('[data-test-id="parameter-input-events"]').first().click();
				const entries = page.locator('.el-select-dropdown:visible .option-headline');
				await entries.first().waitFor();
				await page.waitForTimeout(300);
				await picture(editor, 'trigger-events');
				const names = (await entries.allInnerTexts()).map((name) => name.trim());
				assert.equal(names[0], '[All]');
				assert.equal(new Set(names).size, EVENTS.length + 1);
				await page.keyboard.press('Escape');
			});

			await t.test(
				'a list is added, filled, saved and shown again; empty it is not published',
				async () => {
					const parameters = async () => (await client.getWorkflow(id)).nodes[0].parameters;
					const field = page.locator('[data-test-id="parameter-input-sourceIps"]');
					const save = async (expected) => {
						await editor.closeNode();
						await page.keyboard.press('Control+s');
						const isSaved = async () => isDeepStrictEqual((await parameters()).options, expected);
						await until(`options ${JSON.stringify(expected)}`, isSaved);
					};
					await page.getByText('Add Option', { exact: true }).click();
					await field.first().waitFor();
					assert.equal(await field.count(), 1);
					await save({ sourceIps: '' });
					const status = await client.publishWorkflow(id);
					assert.match(JSON.stringify(status), /\\"Source IPs\\" \(Options\) is empty/);
					assert.deepEqual(hooksOf(sandbox), []);

					await editor.openWorkflow(id);
					await editor.openNode(TRIGGER);
					await field.first().waitFor();
					await field.locator('input, textarea').first().fill('127.0.0.1, ::1');
					await save({ sourceIps: '127.0.0.1, ::1' });
					await editor.openWorkflow(id);
					await editor.openNode(TRIGGER);
					assert.equal(
						await field.locator('input, textarea').first().inputValue(),
						'127.0.0.1, ::1',
					);
					await picture(editor, 'trigger-options');
					assert.deepEqual((await parameters()).filters, { triggeredBy: ['SYNC'] });
				},
			);

			await t.test('an expression in place of the whole collection is not published', async () => {
				const whole = workflow(
					'Whole',
					pluggyTrigger({
						events: ['item/error'],
						options: '={{ ({ sourceIps: $vars.nothing }) }}',
					}),
				);
				const { id: other } = await client.putWorkflow(whole);
				const status = await client.publishWorkflow(other);
				assert.match(JSON.stringify(status), /\\"Source IPs\\" \(Options\) is empty/);
				assert.deepEqual(hooksOf(sandbox), []);
			});

			await t.test('listening shows the event that comes', async () => {
				await editor.openWorkflow(id);
				await editor.openNode(TRIGGER);
				await page.locator('[data-test-id="node-execute-button"]').first().click();
				await until('a webhook', () => hooksOf(sandbox).length === 2);
				await page.waitForTimeout(500);
				await picture(editor, 'trigger-listening');
				sandbox.admin.emit({
					event: 'item/error',
					payload: { itemId: 'an-item', triggeredBy: 'SYNC', clientUserId: 'customer-17' },
				});
				const output = page.locator(
					'[data-test-id="output-panel"], [data-test-id="ndv-output-panel"]',
				);
				await output.getByText('customer-17').first().waitFor({ timeout: 30_000 });
				await picture(editor, 'trigger-heard');
				await until('no webhook', () => hooksOf(sandbox).length === 0);
			});
		} finally {
			await picture(editor, 'last');
			await editor.close();
		}
	});
});
