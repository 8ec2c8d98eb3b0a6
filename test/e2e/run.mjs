/**
 * npm run test:e2e [-- <part of a file name> ...]: test/e2e/*.e2e.mjs, one file after another, on
 * Node 24. What all of them need is installed and packed first, outside any test's time.
 * N8N_NODES_PLUGGY_N8N=2.0.0 runs them with that n8n.
 */
import { parseArgs } from 'node:util';
import { onNode24, runToEnd } from '../../scripts/lib/bootstrap.mjs';
import { ensureN8n } from '../../scripts/lib/n8n-install.mjs';
import { packPackage } from '../../scripts/lib/package.mjs';
import { withoutOuterNpm } from '../../scripts/lib/paths.mjs';
import { argsFor, counted, suites } from './suites.mjs';

await onNode24(import.meta.url);
await ensureN8n();
await packPackage();

const { values, positionals: parts } = parseArgs({
	allowPositionals: true,
	options: { report: { type: 'string' } },
});
const { report } = values;
// For scripts/compat.mjs: suites by their whole names, and counts in a file.
const isChosen = (/** @type {string} */ name) =>
	report ? parts.includes(name) : parts.some((part) => `${name}.e2e.mjs`.includes(part));
const chosen = suites().filter((name) => parts.length === 0 || isChosen(name));
if (chosen.length === 0) {
	process.stderr.write(`No end-to-end test is called like ${parts.join(', ')}.\n`);
	process.exit(1);
}
/** @type {Array<[string, string]>} */
const reporters = [['spec', 'stdout'], ...(report ? [counted(report)] : [])];
const args = argsFor(chosen, reporters);
process.exit(await runToEnd(process.execPath, args, withoutOuterNpm(process.env)));
