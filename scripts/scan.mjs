/**
 * npm run scan: n8n's verification scan, offline: on the source, as a clone without anything installed,
 * and on the packed tarball, with inline lint comments switched off, as n8n does it for a published
 * package. `--published VERSION` asks n8n's own scanner about what npm has, provenance included.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { onNode24 } from './lib/bootstrap.mjs';
import { packPackage, unpackPackage } from './lib/package.mjs';
import { PACKAGE_NAME, repoRoot } from './lib/paths.mjs';

/** A version can be seen some minutes after it was published. */
const TRIES = 10;
const PAUSE_MS = 30_000;

await onNode24(import.meta.url);
// The package has no types.
const scanner = '@n8n/scan-community-package/scanner/scanner.mjs';
const { analyzePackage, analyzePackageByName, SOURCE_FILE_PATTERNS } = await import(scanner);

/** @param {string} name @param {{ passed: boolean, message?: string, details?: string }} result */
function tell(name, { passed, message, details }) {
	process.stdout.write(
		`${name}: ${passed ? 'passed' : 'FAILED'} ${message ?? ''}\n${details ?? ''}\n`,
	);
	if (!passed) process.exitCode = 1;
}

/** The files of this clone that git knows, without what is ignored. @param {string} target */
async function copySource(target) {
	const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
	const files = execFileSync('git', args, { cwd: repoRoot, encoding: 'utf8' });
	for (const file of files.split('\0').filter(Boolean)) {
		await cp(join(repoRoot, file), join(target, file)).catch(() => {}); // It may be deleted.
	}
	return target;
}

async function scanHere() {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pluggy-scan-'));
	try {
		const source = await copySource(join(folder, 'source'));
		const unpacked = await unpackPackage({ tarball: await packPackage(), userFolder: folder });
		tell('source', await analyzePackage(source, SOURCE_FILE_PATTERNS));
		tell('tarball', await analyzePackage(unpacked, ['**/*.js', 'package.json']));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The command of the scanner ends with 0 in any case, so it is asked here. @param {string} version */
async function scanPublished(version) {
	let result = await analyzePackageByName(PACKAGE_NAME, version);
	for (let tries = 1; !result.passed && tries < TRIES; tries += 1) {
		await sleep(PAUSE_MS);
		result = await analyzePackageByName(PACKAGE_NAME, version);
	}
	tell(`published ${version}`, result);
}

const { values } = parseArgs({ options: { published: { type: 'string' } } });
if (values.published) await scanPublished(values.published);
else await scanHere();
