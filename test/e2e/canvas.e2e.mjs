/** The examples on n8n's canvas, as n8n opens them: notes that can be read, connections that cross no node and no text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../scripts/examples/texts.mjs';
import { importExample, readExamples } from '../../scripts/lib/examples.mjs';
import { OWNER } from '../../scripts/lib/n8n-client.mjs';
import { skip } from '../browser.mjs';
import { look, troublesOf } from './canvas.mjs';
import { openEditor } from './editor.mjs';
import { withStack } from './harness.mjs';
import { picture } from './pictures.mjs';

test('canvas', { skip, timeout: 1_500_000 }, async (t) => {
	await withStack({ n8n: { ui: true } }, async ({ client, n8n }) => {
		const editor = await openEditor({ url: n8n.url, ...OWNER });
		try {
			await editor.openNewWorkflow();
			for (const language of LANGUAGES) {
				for (const example of readExamples(language)) {
					const { id, workflow } = example;
					const title = `${id} in ${language}: it can be read, and no connection crosses a node or a text`;
					await t.test(title, async () => {
						const connections = JSON.stringify(workflow.connections).match(/"node":/g) ?? [];
						await editor.goToWorkflow(await importExample(client, example), {
							names: workflow.nodes.map((/** @type {Row} */ { name }) => name),
							edges: connections.length,
						});
						await picture(editor, `example-${id}-${language}`);
						assert.deepEqual(troublesOf(await editor.page.evaluate(look)), []);
					});
				}
			}
		} finally {
			await editor.close();
		}
	});
});
