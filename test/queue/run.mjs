/**
 * npm run test:queue [-- <part of a file name> ...]: the packed tarball in a real n8n in queue mode, with
 * the system's programs of Redis and PostgreSQL. What is needed is installed and packed before.
 */
import { fileURLToPath } from 'node:url';
import { onNode24, runToEnd } from '../../scripts/lib/bootstrap.mjs';
import { ensureN8n } from '../../scripts/lib/n8n-install.mjs';
import { packPackage } from '../../scripts/lib/package.mjs';
import { withoutOuterNpm } from '../../scripts/lib/paths.mjs';
import { missingPrograms } from '../../scripts/lib/service.mjs';

await onNode24(import.meta.url);
const missing = missingPrograms();
if (missing) {
	process.stderr.write(`\n${missing}\n`);
	process.exit(1);
}
await ensureN8n();
await packPackage();

const file = fileURLToPath(new URL('all.mjs', import.meta.url));
// A test that ran out of time may wait for something that never comes.
const args = ['--test-reporter=spec', '--test-force-exit', file, ...process.argv.slice(2)];
process.exit(await runToEnd(process.execPath, args, withoutOuterNpm(process.env)));
