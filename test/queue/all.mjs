/**
 * n8n in queue mode, in one process and with one stack: the tests of the files named, or of all of them.
 * test/queue/run.mjs starts it.
 */
import { test } from 'node:test';
import { figuresTable, inTime, tidy, withQueue } from './harness.mjs';

const FILES = ['services', 'logins', 'deliveries', 'polling', 'payments', 'limits', 'restarts'];

const parts = process.argv.slice(2);
const chosen = FILES.filter(
	(name) => parts.length === 0 || parts.some((part) => name.includes(part)),
);
if (chosen.length === 0)
	throw new Error(`No tests in queue mode are called like ${parts.join(', ')}`);

const files = await Promise.all(chosen.map((name) => import(`./${name}.mjs`)));

test('n8n in queue mode', { timeout: 1_200_000 }, async (t) => {
	await withQueue(async (queue) => {
		for (const [name, run] of files.flatMap(({ tests }) => Object.entries(tests))) {
			const started = Date.now();
			await inTime(t, name, (one) => run(one, queue));
			await tidy(queue);
			process.stdout.write(`${name}: ${Math.round((Date.now() - started) / 1_000)} s\n`);
		}
	});
	process.stdout.write(`\n${figuresTable()}\n\n`);
});
