/**
 * npm run scan: n8n's verification scan, offline: on the source, and on the packed tarball with
 * inline lint comments switched off, as n8n does it for a published package.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onNode24 } from './lib/bootstrap.mjs';
import { packPackage, unpackPackage } from './lib/package.mjs';
import { repoRoot } from './lib/paths.mjs';

await onNode24(import.meta.url);
// The package has no types.
const scanner = '@n8n/scan-community-package/scanner/scanner.mjs';
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(scanner);

const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-pluggy-scan-'));
try {
	const unpacked = await unpackPackage({ tarball: await packPackage(), userFolder: folder });
	const scans = [
		['source', repoRoot, SOURCE_FILE_PATTERNS],
		['tarball', unpacked, ['**/*.js', 'package.json']],
	];
	let failed = 0;
	for (const [name, place, patterns] of scans) {
		const { passed, message, details } = await analyzePackage(place, patterns);
		process.stdout.write(
			`${name}: ${passed ? 'passed' : 'FAILED'} ${message ?? ''}\n${details ?? ''}\n`,
		);
		if (!passed) failed += 1;
	}
	process.exitCode = failed === 0 ? 0 : 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}
