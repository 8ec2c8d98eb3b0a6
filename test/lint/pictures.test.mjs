/** The pictures of the papers are those that `npm run pictures` takes. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { OF_THE_PAPERS } from '../../scripts/lib/pictures.mjs';
import { repoRoot } from '../../scripts/lib/paths.mjs';

test('docs/images holds what `npm run pictures` takes, and nothing else', () => {
	const taken = Object.keys(OF_THE_PAPERS).map((name) => `${name}.png`);
	assert.deepEqual(readdirSync(join(repoRoot, 'docs', 'images')).sort(), taken.sort());
});
