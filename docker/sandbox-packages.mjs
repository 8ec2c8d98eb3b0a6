/**
 * For the image of the sandbox: leaves of package.json what sandbox/ imports. With package-lock.json
 * beside it, `npm install` then installs those in their locked versions, and nothing else.
 */
import { readFileSync, writeFileSync } from 'node:fs';

export const SANDBOX_PACKAGES = ['fastify', 'pngjs', 'qrcode-generator', 'undici'];

/** @param {{ devDependencies: Record<string, string> }} manifest */
export function sandboxManifest({ devDependencies }) {
	const versions = SANDBOX_PACKAGES.map((name) => [name, devDependencies[name]]);
	return { private: true, dependencies: Object.fromEntries(versions) };
}

if (import.meta.main) {
	const manifest = sandboxManifest(JSON.parse(readFileSync('package.json', 'utf8')));
	writeFileSync('package.json', `${JSON.stringify(manifest, null, '\t')}\n`);
}
