/** (f) What blocks or grows inside the node: Export OFX of 100,000 rows, and hiding secrets. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { say } from '../../scripts/lib/progress.mjs';

const PROGRAMS = ['ofx.mjs', 'redact.mjs'];

/** @type {import('../lib/stats.mjs').Measure[]} */
const MEASURES = [
	...['OFX of a year', 'OFX of one day'].flatMap((name) => [
		{ case: name, figure: 'stop', of: 'Pluggy', atMost: 100 },
		{ case: name, figure: 'memory', of: 'Pluggy', atMost: 150 },
	]),
	{ case: 'redaction, the worst case', figure: 'growth', of: 'Pluggy', atMost: 2.5 },
];

/** Each also runs alone and tells more then: node bench/ofx.mjs. @param {string} program */
async function samplesOf(program) {
	const child = fork(fileURLToPath(new URL(`../${program}`, import.meta.url)), { stdio: 'pipe' });
	child.stdout?.on('data', (text) => say(String(text).trimEnd().replace(/^/gm, '  ')));
	child.stderr?.on('data', (text) => process.stderr.write(text));
	let samples = [];
	child.on('message', (/** @type {any} */ found) => (samples = found));
	await new Promise((done) => child.once('exit', done));
	return samples.map((one) => ({ ...one, contestant: 'Pluggy', round: 0 }));
}

/** @type {import('../lib/groups.mjs').Group} */
export const inside = {
	id: 'f',
	title: 'Inside the node: statement files and hidden secrets',
	measures: () => MEASURES,
	async run() {
		const samples = [];
		for (const program of PROGRAMS) samples.push(...(await samplesOf(program)));
		return samples;
	},
};
