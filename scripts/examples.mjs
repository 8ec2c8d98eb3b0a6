/** npm run examples: writes the workflows of examples/<language> anew, from their sources in examples/source. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { writtenExamples } from './examples/written.mjs';
import { repoRoot } from './lib/paths.mjs';

const folder = join(repoRoot, 'examples');
const options = await resolveConfig(join(folder, 'x.json'));
const files = writtenExamples();
for (const path of new Set(files.map(({ language }) => join(folder, language)))) {
	rmSync(path, { recursive: true, force: true });
	mkdirSync(path, { recursive: true });
}
for (const { language, id, workflow } of files) {
	const text = await format(JSON.stringify(workflow), { ...options, parser: 'json' });
	writeFileSync(join(folder, language, `${id}.json`), text);
}
process.stdout.write(`${files.length} workflows in examples/\n`);
