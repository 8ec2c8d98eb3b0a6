/** The commands of docs/install.md, to be run as they stand there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../../scripts/lib/paths.mjs';

export const installDoc = readFileSync(join(repoRoot, 'docs/install.md'), 'utf8');

/** The first block of commands below a heading. @param {string} heading */
export function commandsUnder(heading) {
	const [, section] = installDoc.split(new RegExp(`^#+ ${heading}$`, 'm'));
	const [, commands] = /^```sh\n(.*?)^```$/ms.exec(section ?? '') ?? [];
	if (!commands) throw new Error(`docs/install.md has no commands under "${heading}"`);
	return commands;
}
