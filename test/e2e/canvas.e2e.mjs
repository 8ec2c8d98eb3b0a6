/** The examples on n8n's canvas, as n8n opens them: notes that can be read, connections that cross nothing. */
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
			for (const language of LANGUAGES) {
				for (const example of readExamples(language)) {
					const { id, workflow } = example;
					await t.test(
						`${id} in ${language}: is read at a glance, nothing is crossed`,
						async () => {
							await editor.openWorkflow(await importExample(client, example));
							await picture(editor, `example-${id}-${language}`);
							const seen = await editor.page.evaluate(look);
							const connections = JSON.stringify(workflow.connections).match(/"node":/g) ?? [];
							assert.deepEqual(
								[seen.nodes.length + seen.notes.length, seen.edges.length],
								[workflow.nodes.length, connections.length],
							);
							assert.deepEqual(troublesOf(seen), []);
						},
					);
				}
			}
		} finally {
			await editor.close();
		}
	});
});
