/** npm run docs: writes the generated pages of docs/. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeExamplePapers } from './lib/examples-doc.mjs';
import { renderOptions } from './lib/options-doc.mjs';
import { repoRoot } from './lib/paths.mjs';

const require = createRequire(import.meta.url);
const { catalog, problems } = require('./lib/built.cjs');
const { renderDecisions } = require('./lib/decisions-doc.cjs');
const { renderErrors } = require('./lib/errors-doc.cjs');
const { renderOperations } = require('./lib/operations-doc.cjs');

writeFileSync(join(repoRoot, 'docs', 'operations.md'), renderOperations(catalog));
writeFileSync(join(repoRoot, 'docs', 'errors.md'), renderErrors(problems));

const sandboxReadme = join(repoRoot, 'sandbox', 'README.md');
writeFileSync(sandboxReadme, await renderOptions(readFileSync(sandboxReadme, 'utf8')));

const decisions = join(repoRoot, 'docs', 'decisions.md');
const today = new Date().toISOString().slice(0, 10);
writeFileSync(decisions, renderDecisions(readFileSync(decisions, 'utf8'), today));

await writeExamplePapers();
