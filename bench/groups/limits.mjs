/**
 * (d) Executions that share a limit, scaled down from 360 a minute to 180 in 15 seconds: how close
 * they come to the ideal, and how often Pluggy has to refuse.
 *
 * The ideal begins with a window and uses every later one from the moment on that Pluggy names: its
 * RateLimit-Reset is told in whole seconds, and nobody may ask earlier. The last window
 * has few rows, so that it is met as soon as it opens.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';
import { accountOf } from '../lib/account.mjs';
import { runRounds } from '../lib/rounds.mjs';
import { openStage } from '../lib/stage.mjs';
import { pluggyReads } from '../workflows.mjs';

const WINDOW_SECONDS = 15;
const WINDOW_MS = WINDOW_SECONDS * 1_000;
const LIMIT = 180;
const EXECUTIONS = [1, 4, 16];
/** Rows of all executions together; the last window has room for what one before could not take. */
const FULL = { rounds: 2, rows: 544 };
const QUICK = { rounds: 1, rows: 368 };
const REFUSED_PERCENT = 2;
/** Resets are told in whole seconds. */
const ROUNDING_MS = 1_000;
const OURS = 'Pluggy';

const nameOf = (/** @type {number} */ executions) =>
	`${executions} ${executions === 1 ? 'execution' : 'executions'}, ${LIMIT} in ${WINDOW_SECONDS} s`;

/** @type {import('../lib/stats.mjs').Measure[]} */
const MEASURES = EXECUTIONS.map(nameOf).flatMap((name) => [
	{ case: name, figure: 'last', of: OURS, against: 'ideal', atMost: 1.05 },
	{ case: name, figure: 'refused', of: OURS, atMost: REFUSED_PERCENT },
]);

/** @type {import('../lib/groups.mjs').Group} */
export const limits = {
	id: 'd',
	title: 'Executions that share a limit',
	measures: () => MEASURES,
	async run({ defer, quick, tarball }) {
		const { rounds, rows } = quick ? QUICK : FULL;
		const settings = { enabled: true, transactions: LIMIT, windowSeconds: WINDOW_SECONDS };
		const stage = await openStage({ defer, tarball });
		const { sandbox, client } = stage;
		const { ids } = await accountOf(sandbox, 500);
		const warm = await stage.add(pluggyReads('Warm up', 20, ids[0]));
		await stage.forget([(await stage.run(warm)).id]);

		/** All of them at once, from the beginning of a window on. */
		async function run(workflows, each) {
			sandbox.admin.setLimits(settings);
			await sleep(WINDOW_MS - (sandbox.clock.now() % WINDOW_MS) + 20);
			sandbox.admin.clearRequests();
			const begin = sandbox.clock.now();
			const executions = await Promise.all(
				workflows.map(async (workflow) => {
					const id = await client.startWorkflow(workflow);
					await stage.saved(id);
					const got = outputOf(await client.getExecution(id), 'Read').length;
					if (got !== each) throw new Error(`${got} of ${each} rows`);
					return id;
				}),
			);
			await stage.forget(executions);
			const sent = sandbox.admin.requests().filter(({ path }) => path.startsWith('/transactions/'));
			const done = sent.filter(({ status }) => status === 200).map(({ time }) => Date.parse(time));
			return {
				last: done[done.length - 1] - begin,
				refused: sent.length - done.length,
				done,
				begin,
			};
		}

		const samples = [];
		for (const number of EXECUTIONS) {
			const name = nameOf(number);
			const each = rows / number;
			const workflows = [];
			for (let place = 0; place < number; place++) {
				workflows.push(await stage.add(pluggyReads(`Reads ${number} ${place}`, each, ids[0])));
			}
			for (let round = 0; round < rounds; round++) {
				let ideal = NaN;
				const ours = async () => {
					const { last, refused, done, begin } = await run(workflows, each);
					ideal = idealMs(rows, begin) / 1_000;
					const share = (refused / (refused + done.length)) * 100;
					return { last: last / 1_000, rows: done.length, refused: share };
				};
				const contestants = { [OURS]: ours, ideal: async () => ({ last: ideal }) };
				const found = await runRounds({ name, rounds: 1, contestants });
				samples.push(...found.map((one) => ({ ...one, round })));
			}
		}
		return samples;
	},
};

/**
 * @param {number} rows
 * @param {number} begin
 */
function idealMs(rows, begin) {
	const windows = Math.ceil(rows / LIMIT);
	const lastWindow = (Math.floor(begin / WINDOW_MS) + windows - 1) * WINDOW_MS;
	return lastWindow + ROUNDING_MS - begin;
}
