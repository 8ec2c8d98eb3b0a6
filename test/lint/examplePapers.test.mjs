/** What the papers say of the examples is what `npm run docs` makes of their sources. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { examplePapers, startsOf } from '../../scripts/lib/examples-doc.mjs';
import { repoRoot } from '../../scripts/lib/paths.mjs';

for (const { path, text } of await examplePapers()) {
	test(`${path} is in step (npm run docs)`, () => {
		assert.equal(readFileSync(join(repoRoot, path), 'utf8'), text);
	});
}

test('what starts a workflow has words, or the papers are not written', () => {
	const name = { en: 'One', 'pt-BR': 'Um' };
	/** @param {string} type @returns {any} */
	const startedBy = (type) => ({ name, nodes: { start: { type } } });
	assert.equal(startsOf(startedBy('n8n-nodes-base.webhook'), 'pt-BR'), 'por webhook');
	assert.throws(() => startsOf(startedBy('n8n-nodes-base.emailReadTrigger'), 'en'), /no words/);
	assert.throws(() => startsOf(startedBy('n8n-nodes-base.set'), 'en'), /nothing starts it/);
});
