/** (e) What every n8n carries that has the package: the tarball, loading it, its descriptions. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packPackage } from '../../scripts/lib/package.mjs';
import { n8nFolder } from '../../scripts/lib/n8n-install.mjs';
import { repoRoot } from '../../scripts/lib/paths.mjs';
import { runRounds } from '../lib/rounds.mjs';

const ROUNDS = 9;
const NOTION = 'n8n-nodes-base/dist/nodes/Notion/Notion.node.js';

/** @type {import('../lib/stats.mjs').Measure[]} */
const MEASURES = [
	{ case: 'tarball', figure: 'size', of: 'the package', atMost: 250 },
	{ case: 'description', figure: 'size', of: 'the package', atMost: 250 },
	{ case: 'description', figure: 'size', of: 'the package', against: "n8n's Notion" },
	{ case: 'loading', figure: 'load', of: 'the package', atMost: 100 },
];

/**
 * Loads what n8n loads of the package, in a process that has what n8n has loaded anyway. Time of the
 * thread, which others' work does not lengthen.
 */
const LOAD = `
	require('n8n-workflow');
	require('zod');
	const { nodes, credentials } = require('${join(repoRoot, 'package.json')}').n8n;
	const { user, system } = process.threadCpuUsage();
	for (const file of [...credentials, ...nodes]) {
		for (const Class of Object.values(require('${repoRoot}/' + file))) new Class();
	}
	const { user: most, system: more } = process.threadCpuUsage({ user, system });
	console.log((most + more) / 1_000);
`;

const sizeOf = (/** @type {unknown} */ value) => Buffer.byteLength(JSON.stringify(value)) / 1_000;

/** @type {import('../lib/groups.mjs').Group} */
export const packaged = {
	id: 'e',
	title: 'The package itself',
	measures: () => MEASURES,
	async run() {
		const require = createRequire(import.meta.url);
		const { Pluggy } = require('../../scripts/lib/built.cjs');
		const { Notion } = createRequire(join(n8nFolder(), 'package.json'))(NOTION);
		const versions = Object.values(new Notion().nodeVersions);
		const once = (name, contestant, figures) => ({ case: name, contestant, round: 0, figures });
		const samples = [
			once('tarball', 'the package', { size: statSync(await packPackage()).size / 1_000 }),
			once('description', 'the package', { size: sizeOf(new Pluggy().description) }),
			once('description', "n8n's Notion", {
				size: Math.max(...versions.map(({ description }) => sizeOf(description))),
			}),
		];
		const load = async () => {
			const text = execFileSync(process.execPath, ['-e', LOAD], {
				cwd: repoRoot,
				encoding: 'utf8',
			});
			return { load: Number(text) };
		};
		const loading = { name: 'loading', rounds: ROUNDS, contestants: { 'the package': load } };
		return [...samples, ...(await runRounds(loading))];
	},
};
