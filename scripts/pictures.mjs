/** npm run pictures: takes the pictures of the papers anew (docs/images), by the tests that open n8n's editor.
 * The panel of every operation is left beside them, in the cache of this clone. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { onNode24, runToEnd } from './lib/bootstrap.mjs';
import { ALL_PANELS, OF_THE_PAPERS, PICTURES } from './lib/pictures.mjs';
import { repoRoot, withoutOuterNpm } from './lib/paths.mjs';

await onNode24(import.meta.url);
const suites = [...new Set(Object.values(OF_THE_PAPERS))];
const code = await runToEnd(
	process.execPath,
	[join(repoRoot, 'test', 'e2e', 'run.mjs'), ...suites],
	{ ...withoutOuterNpm(process.env), [ALL_PANELS]: '1' },
);
if (code !== 0) {
	process.stderr.write('A test failed, so docs/images stays as it is.\n');
	process.exit(code);
}
for (const name of Object.keys(OF_THE_PAPERS)) {
	copyFileSync(join(PICTURES, `${name}.png`), join(repoRoot, 'docs', 'images', `${name}.png`));
	process.stdout.write(`docs/images/${name}.png\n`);
}
