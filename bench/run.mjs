/**
 * npm run bench [-- --quick] [--profile] [a b ...]: what the package costs beside what people would use
 * otherwise, interleaved on this machine; tables, a JSON file, and 1 where a bound is missed.
 * How to read it: docs/performance.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { onNode24 } from '../scripts/lib/bootstrap.mjs';
import { runScript } from '../scripts/lib/cleanup.mjs';
import { ensureN8n } from '../scripts/lib/n8n-install.mjs';
import { packPackage } from '../scripts/lib/package.mjs';
import { cloneCache, N8N_VERSION, node24Env, repoRoot } from '../scripts/lib/paths.mjs';
import { duration, say } from '../scripts/lib/progress.mjs';

await onNode24(import.meta.url);

const { groups } = await import('./lib/groups.mjs');
const { markdownTable, medianTable, ratioTable, withFigures } = await import('./lib/report.mjs');
const { profileN8n, tellProfile } = await import('./lib/profile.mjs');
const { machineSeconds } = await import('./lib/process.mjs');
const { exitCodeOf, judge } = await import('./lib/stats.mjs');

/** What other programs may take of the machine. */
const BUSY_PERCENT = 10;

const { values, positionals } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		profile: { type: 'boolean', default: false },
		tarball: { type: 'string' },
		docs: { type: 'boolean', default: false },
	},
	allowPositionals: true,
});
const { quick, tarball } = values;
if (values.profile) profileN8n();
const unknown = positionals.find((id) => !groups.some((group) => group.id === id));
if (unknown) {
	const known = groups.map(({ id, title }) => `  ${id}  ${title}`).join('\n');
	process.stderr.write(`There is no group "${unknown}". Groups:\n${known}\n`);
	process.exit(1);
}
const chosen = groups.filter(({ id }) => positionals.length === 0 || positionals.includes(id));

/** Runs a group to its end; what it started is stopped before the next begins. @param {import('./lib/groups.mjs').Group} group */
async function runGroup(group, defer) {
	/** @type {Array<() => unknown>} */
	const stops = [];
	let isOpen = true;
	const stopAll = async () => {
		if (!isOpen) return;
		isOpen = false;
		for (const stop of stops) await stop();
	};
	defer(stopAll);
	const begin = performance.now();
	const since = Date.now();
	say(`\n(${group.id}) ${group.title}`);
	try {
		const samples = await group.run({ quick, tarball, defer: (stop) => stops.unshift(stop) });
		return samples.map((one) => ({ ...one, group: group.id }));
	} finally {
		await stopAll();
		tellProfile(since);
		say(`(${group.id}) took ${duration(performance.now() - begin)}`);
	}
}

await runScript(async ({ defer, interrupted }) => {
	let isOver = false;
	interrupted.catch(() => (isOver = true));
	await ensureN8n();
	await packPackage();
	const before = machineSeconds();
	const results = [];
	for (const group of chosen) {
		// The others go on: what this one does not measure is told as such.
		const samples = await runGroup(group, defer).catch((error) => {
			if (isOver) throw error;
			process.stderr.write(`\n(${group.id}) failed: ${error.message}\n`);
			return [];
		});
		const judged = group.measures({ quick }).map((measure) => judge(measure, samples));
		results.push({ group: group.id, title: group.title, judged, samples });
		say(`\n${ratioTable(judged)}`);
	}
	const judged = results.flatMap((one) => one.judged);
	say(
		`\nMedians of all that was measured\n\n${medianTable(results.flatMap((one) => one.samples))}`,
	);
	say(`\nRatios\n\n${ratioTable(judged)}`);
	const after = machineSeconds();
	const others = after.used - before.used - (after.ours - before.ours);
	const busyPercent = Math.round((others / (after.all - before.all)) * 100);
	const model = cpus()[0]?.model;
	const machine = { cpus: cpus().length, model, memory: totalmem(), busyPercent };
	const report = { date: new Date().toISOString(), n8n: N8N_VERSION, quick, machine, results };
	const file = join(cloneCache, 'bench', `${report.date.replace(/[:.]/g, '-')}.json`);
	mkdirSync(join(cloneCache, 'bench'), { recursive: true });
	writeFileSync(file, `${JSON.stringify(report, undefined, '\t')}\n`);
	if (values.docs) {
		const page = join(repoRoot, 'docs', 'performance.md');
		const when = `${report.date.slice(0, 10)}, ${machine.cpus} processors, ${busyPercent} % of them taken by other programs${quick ? ', quick run' : ''}:`;
		const figures = `${when}\n\n${markdownTable(judged)}`;
		writeFileSync(page, withFigures(readFileSync(page, 'utf8'), figures));
		const format = ['prettier', '--write', '--log-level=warn', page];
		execFileSync('npx', format, { cwd: repoRoot, env: node24Env(), stdio: 'inherit' });
	}
	say(`\nAll samples: ${relative(repoRoot, file)}`);
	say(`Other programs took ${busyPercent} % of this machine's processors.`);
	if (busyPercent > BUSY_PERCENT) say('That is too much for figures of time: run it again.');
	const missed = judged.filter(({ verdict }) => verdict === 'missed' || verdict === 'absent');
	say(missed.length === 0 ? 'All bounds are kept.' : `Bounds missed: ${missed.length}`);
	process.exitCode = exitCodeOf(judged);
});
