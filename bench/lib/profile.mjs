/**
 * npm run bench -- --profile: n8n writes a CPU profile of its life, and the functions that took
 * most of it are told, of all and of our package. Profiling makes everything slower: the ratios of
 * such a run say nothing.
 */
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cloneCache, PACKAGE_NAME } from '../../scripts/lib/paths.mjs';
import { say } from '../../scripts/lib/progress.mjs';
import { textTable } from '../../scripts/lib/text-table.mjs';

const SHOWN = 25;
const folder = join(cloneCache, 'bench', 'profiles');
let isOn = false;

export function profileN8n() {
	mkdirSync(folder, { recursive: true });
	isOn = true;
}

/** What n8n has to be started with. @returns {Record<string, string>} */
export const profileEnv = () =>
	isOn ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` } : {};

/** Package or folder a function is of. @param {string} url */
function ownerOf(url) {
	if (url.includes(`/${PACKAGE_NAME}/dist/`)) return PACKAGE_NAME;
	const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
	return inPackage ?? (url === '' ? '(engine)' : url.replace(/\/[^/]*$/, ''));
}

/**
 * Milliseconds each function took by itself.
 * @param {{ nodes: any[], samples: number[], timeDeltas: number[] }} profile
 */
export function selfTimes({ nodes, samples, timeDeltas }) {
	const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
	const found = new Map();
	samples.forEach((id, place) => {
		const { functionName, url, lineNumber } = frames.get(id);
		const key = `${functionName} ${url}:${lineNumber}`;
		const name = functionName || '(anonymous)';
		const where = url === '' ? '' : `${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`;
		const one = found.get(key) ?? { name, where, owner: ownerOf(url), ms: 0 };
		one.ms += timeDeltas[place] / 1_000;
		found.set(key, one);
	});
	return [...found.values()].sort((a, b) => b.ms - a.ms);
}

/** Prints what the largest profile written since then says. @param {number} since ms */
export function tellProfile(since) {
	if (!isOn) return;
	const files = readdirSync(folder)
		.map((name) => join(folder, name))
		.filter((file) => statSync(file).mtimeMs >= since)
		.sort((a, b) => statSync(b).size - statSync(a).size);
	if (files.length === 0) return say('n8n wrote no profile.');
	const times = selfTimes(JSON.parse(readFileSync(files[0], 'utf8'))).filter(
		({ name }) => name !== '(idle)',
	);
	const all = times.reduce((sum, { ms }) => sum + ms, 0);
	const table = (/** @type {any[]} */ rows) =>
		textTable(
			['ms', '%', 'function', 'where', 'of'],
			rows
				.slice(0, SHOWN)
				.map(({ ms, name, where, owner }) => [
					...[ms.toFixed(0), ((ms / all) * 100).toFixed(1), name, where, owner],
				]),
		);
	const owners = new Map();
	for (const { owner, ms } of times) owners.set(owner, (owners.get(owner) ?? 0) + ms);
	const byOwner = [...owners].sort((a, b) => b[1] - a[1]);
	say(`\nProfile ${files[0]}\n\nOf our package:`);
	say(table(times.filter(({ owner }) => owner === PACKAGE_NAME)));
	say(`\nOf all:\n${table(times)}`);
	say(
		`\nBy package: ${byOwner
			.slice(0, 12)
			.map(([owner, ms]) => `${owner} ${((ms / all) * 100).toFixed(1)} %`)
			.join(', ')}`,
	);
}
