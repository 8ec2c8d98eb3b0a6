/**
 * node scripts/release-check.mjs TAG: whether this commit may be published under the tag. Ends with 1
 * and says what is missing if not; else writes the notes of the release to --notes FILE. In a
 * workflow it also hands on how npm and GitHub are to show it. Node builtins only.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readJson, repoRoot } from './lib/paths.mjs';
import { isPrerelease, notesOf, npmTagOf, releaseProblems } from './lib/release.mjs';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		notes: { type: 'string' },
		root: { type: 'string', default: repoRoot },
	},
});
const [tag = ''] = positionals;
const manifest = readJson(join(values.root, 'package.json'));
const changelog = readFileSync(join(values.root, 'CHANGELOG.md'), 'utf8');
const problems = releaseProblems({
	tag,
	manifest,
	lock: readJson(join(values.root, 'package-lock.json')),
	changelog,
	repository: process.env.GITHUB_REPOSITORY,
});
if (problems.length > 0) {
	process.stderr.write(
		`${tag} cannot be published:\n${problems.map((one) => `- ${one}\n`).join('')}`,
	);
	process.exit(1);
}
const prerelease = isPrerelease(manifest.version);
if (values.notes) writeFileSync(values.notes, `${notesOf(changelog, manifest.version)}\n`);
if (process.env.GITHUB_OUTPUT) {
	const npmTag = npmTagOf(manifest.version, changelog);
	const outputs = `prerelease=${prerelease}\nlatest=${npmTag === 'latest'}\nnpm_tag=${npmTag}\n`;
	appendFileSync(process.env.GITHUB_OUTPUT, outputs);
}
process.stdout.write(`${tag} may be published.\n`);
