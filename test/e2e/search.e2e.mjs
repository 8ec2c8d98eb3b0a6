/** Every word that people may type is typed into the search of n8n's node panel: whether it finds us, and at which place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OWNER } from '../../scripts/lib/n8n-client.mjs';
import { skip } from '../browser.mjs';
import { SEARCHED } from '../words.cjs';
import { openEditor } from './editor.mjs';
import { withStack } from './harness.mjs';
import { picture } from './pictures.mjs';
import { byId, inARow, pluggy } from './workflow.mjs';

/** Where a word must bring us, counted from 1: what people see without scrolling. */
const SEEN = 5;

test('the search of the node panel', { timeout: 900_000, skip }, async (t) => {
	await withStack({ n8n: { ui: true } }, async ({ client, n8n }) => {
		const node = pluggy('Pluggy', { resource: 'item', operation: 'get', itemId: byId('') });
		const { id } = await client.putWorkflow(inARow('Search', [node]));
		const editor = await openEditor({ url: n8n.url, ...OWNER });
		const { page } = editor;
		const box = page.locator('[data-test-id="node-creator-search-bar"]');
		const entries = page.locator('[data-test-id="node-creator-item-name"]');

		/** The place of the first node of ours, and what stands before it. @param {string} word */
		async function search(word) {
			await box.fill('');
			await box.fill(word);
			let names = [];
			// The list follows what is typed a moment later.
			for (let looks = 0; looks < 12; looks++) {
				await page.waitForTimeout(300);
				names = (await entries.allInnerTexts()).map((name) => name.trim());
				const place = names.findIndex((name) => /^Pluggy\b/.test(name)) + 1;
				if (place > 0) return { place, names };
			}
			return { place: 0, names };
		}

		try {
			await editor.openWorkflow(id);
			await page.locator('[data-test-id="node-creator-plus-button"]').first().click();
			await box.waitFor();
			await t.test('the name of the node is found', async () => {
				const { place, names } = await search('pluggy');
				await picture(editor, 'search');
				assert.equal(place, 1, names.slice(0, 5).join(', '));
			});
			await t.test('every word brings us among the first', async () => {
				const far = [];
				for (const word of SEARCHED) {
					const { place, names } = await search(word);
					const before = names
						.slice(0, Math.max(0, place - 1))
						.slice(0, 4)
						.join(', ');
					const found = place === 0 ? 'not found' : `place ${place}`;
					process.stdout.write(`${word.padEnd(24)} ${found.padEnd(10)} ${before}\n`);
					if (place === 0 || place > SEEN) far.push(`${word}: ${found}`);
				}
				assert.deepEqual(far, []);
			});
		} finally {
			await picture(editor, 'search-last');
			await editor.close();
		}
	});
});
