/** n8n's editor as a new user sees it: a real browser, the packed package, the local Pluggy. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { OWNER } from '../../scripts/lib/n8n-client.mjs';
import { OF_THE_PAPERS } from '../../scripts/lib/pictures.mjs';
import { skip } from '../browser.mjs';
import { openEditor } from './editor.mjs';
import { withStack } from './harness.mjs';
import { panelPicture, picture } from './pictures.mjs';
import { byId, inARow, pluggy } from './workflow.mjs';

const { catalog } = createRequire(import.meta.url)('../../scripts/lib/built.cjs');

const COLLECTIONS = {
	filters: 'Filters',
	additionalFields: 'Additional Fields',
	updateFields: 'Update Fields',
	options: 'Options',
};

/** What the panel lacks of an operation. */
function missing(operation, shown, text) {
	const { fields, output, simplify, safety, access, costs, classify } = operation;
	const top = fields
		.filter(({ place, when }) => place === 'top' && when === undefined)
		.map(({ property }) => property.name);
	const list = output === 'list' ? ['returnAll'] : [];
	const collections = Object.keys(COLLECTIONS).filter(
		(place) =>
			fields.some((field) => field.place === place) ||
			// Max Wait alone has no box: with it are Requests at Once, Day Order or Allow in Retried Executions.
			(place === 'options' &&
				((safety === 'read' && costs === undefined) ||
					classify !== undefined ||
					(safety === 'once' && access === 'payments') ||
					fields.some(({ dated }) => dated))),
	);
	return [
		...[...top, ...list, ...(simplify ? ['simplify'] : [])].filter((name) => !shown.includes(name)),
		...collections.filter((place) => !text.includes(COLLECTIONS[place])),
	];
}

test('the editor', { timeout: 600_000, skip }, async (t) => {
	await withStack({ n8n: { ui: true } }, async ({ client, n8n }) => {
		const node = pluggy('Pluggy', {
			resource: 'item',
			operation: 'create',
			connectorId: byId(''),
			parameters: '{ "user": "user-ok", "password": "password-ok" }',
			additionalFields: {},
			options: { wait: true, pollInterval: 1 },
		});
		node.parameters.connectorId.mode = 'list';
		const { id } = await client.putWorkflow(inARow('Editor', [node]));
		const editor = await openEditor({ url: n8n.url, ...OWNER });
		const { page } = editor;
		try {
			await editor.openWorkflow(id);
			await editor.openNode('Pluggy');

			await t.test('a connector is found in the picker and chosen by mouse', async () => {
				await page.locator('[data-test-id="resource-locator-connectorId"] input').last().click();
				await page.locator('[data-test-id="rlc-search"]').fill('pluggy bank');
				const entries = page.locator('[data-test-id="rlc-item"]');
				await entries.filter({ hasText: 'Pluggy Bank' }).first().waitFor();
				await picture(editor, 'connector-picker');
				await entries
					.filter({ hasText: /Pluggy Bank · personal bank · sandbox/ })
					.first()
					.click();
				const chosen = page.locator('[data-test-id="resource-locator-connectorId"] input').last();
				assert.match(await chosen.inputValue(), /Pluggy Bank/);
			});

			await t.test('the step runs and shows the item', async () => {
				await page.locator('[data-test-id="node-execute-button"]').click();
				const output = page.locator(
					'[data-test-id="output-panel"], [data-test-id="ndv-output-panel"]',
				);
				await output.getByText('UPDATED').first().waitFor({ timeout: 60_000 });
				await picture(editor, 'item-create');
			});

			await t.test('the credential is tested and says so', async () => {
				await page.locator('[data-test-id="credential-edit-button"]').click();
				await page.getByText('Connection tested successfully').first().waitFor();
				await picture(editor, 'credential');
			});
			await t.test('n8n knows the fields of the output before a run', async () => {
				for (const [operation, member] of [
					['item/create', 'diagnosis'],
					['transaction/getMany', 'receiverName'],
				]) {
					const answer = await fetch(
						`${n8n.url}/schemas/n8n-nodes-pluggy.pluggy/1/${operation}.json`,
					);
					assert.equal(answer.status, 200, operation);
					assert.ok(member in (await answer.json()).properties, operation);
				}
			});

			await t.test('a picker inside a collection lists, and is chosen by mouse', async () => {
				await page.keyboard.press('Escape');
				await editor.openWorkflow(id);
				await editor.openNode('Pluggy');
				await editor.choose('resource', 'Item');
				await editor.choose('operation', 'Get Many');
				await page.getByPlaceholder('Add Filter').first().click();
				await page
					.locator(
						'.el-popper:visible, .el-select-dropdown:visible, [role="listbox"]:visible, [role="menu"]:visible',
					)
					.getByText('Connector', { exact: true })
					.first()
					.click();
				const picker = page.locator('[data-test-id="resource-locator-connectorId"] input').last();
				await picker.click();
				await page.locator('[data-test-id="rlc-search"]').fill('pluggy bank');
				await page
					.locator('[data-test-id="rlc-item"]')
					.filter({ hasText: /Pluggy Bank · personal bank · sandbox/ })
					.first()
					.click();
				assert.match(await picker.inputValue(), /Pluggy Bank/);
				await page.locator('[data-test-id="node-execute-button"]').click();
				const output = page.locator(
					'[data-test-id="output-panel"], [data-test-id="ndv-output-panel"]',
				);
				await output.getByText('Pluggy Bank').first().waitFor({ timeout: 60_000 });
				await picture(editor, 'picker-in-collection');
			});

			await t.test(
				'every resource and operation can be picked, and shows its parameters',
				async () => {
					await page.keyboard.press('Escape');
					await editor.openWorkflow(id);
					await editor.openNode('Pluggy');
					const lacking = [];
					for (const resource of catalog) {
						await editor.choose('resource', resource.name);
						for (const operation of resource.operations) {
							await editor.choose('operation', operation.name);
							const label = `${resource.id}.${operation.id}`;
							const names = missing(operation, await editor.parameters(), await editor.panelText());
							lacking.push(...names.map((name) => `${label} ${name}`));
							if (label in OF_THE_PAPERS) await picture(editor, label);
							await panelPicture(editor, label);
							await panelPicture(editor, label);
						}
					}
					assert.deepEqual(lacking, []);
				},
			);
		} finally {
			await picture(editor, 'last');
			await editor.close();
		}
	});
});
