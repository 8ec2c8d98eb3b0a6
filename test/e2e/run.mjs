/**
 * npm run test:e2e [-- <part of a file name> ...]: test/e2e/*.e2e.mjs, one file after another, on
 * Node 24. What all of them need is installed and packed first, outside any test's time.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onNode24, runToEnd } from '../../scripts/lib/bootstrap.mjs';
import { ensureN8n } from '../../scripts/lib/n8n-install.mjs';
import { packPackage } from '../../scripts/lib/package.mjs';
import { withoutOuterNpm } from '../../scripts/lib/paths.mjs';

await onNode24(import.meta.url);
await ensureN8n();
await packPackage();

const folder = dirname(fileURLToPath(import.meta.url));
const parts = process.argv.slice(2);
const files = readdirSync(folder)
	.filter((name) => name.endsWith('.e2e.mjs'))
	.filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
	.map((name) => join(folder, name));
if (files.length === 0) {
	process.stderr.write(`No end-to-end test is called like ${parts.join(', ')}.\n`);
	process.exit(1);
}
const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files];
process.exit(await runToEnd(process.execPath, args, withoutOuterNpm(process.env)));
