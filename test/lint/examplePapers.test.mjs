/** What the papers say of the examples is what `npm run docs` makes of their sources. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { examplePapers } from '../../scripts/lib/examples-doc.mjs';
import { repoRoot } from '../../scripts/lib/paths.mjs';

for (const { path, text } of await examplePapers()) {
	test(`${path} is in step (npm run docs)`, () => {
		assert.equal(readFileSync(join(repoRoot, path), 'utf8'), text);
	});
}
