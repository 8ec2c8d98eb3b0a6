/**
 * (b) One read for each of many input rows: far from Pluggy, under a limit, and refused before
 * anything is sent.
 */
import { fileURLToPath } from 'node:url';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';
import { accountOf } from '../lib/account.mjs';
import { runRounds } from '../lib/rounds.mjs';
import { openStage } from '../lib/stage.mjs';
import { httpReads, pluggyReads, refusedReads, unsentReads } from '../workflows.mjs';

const ROWS = 300;
const REFUSED = { full: 10_000, quick: 3_000 };
const FAR = { latencyMs: 40, handshakeMs: 80 };
const NEAR = { latencyMs: 0, handshakeMs: 0 };
const LIMIT = { enabled: true, transactions: 60, windowSeconds: 4 };

const DEFAULT = 'Pluggy, as it comes';
const SINGLE = 'Pluggy, 1 at once';
const FIVE = 'Pluggy, 5 at once';
const TWENTY = 'Pluggy, 20 at once';
const HTTP = 'HTTP Request';

const far = `${ROWS} rows, far`;
const limited = `${ROWS} rows, 60 in 4 s`;
const refused = 'refused rows';
const unsent = 'rows that need no request';
const ONE_READ = 'Pluggy, one read';

/** @type {import('../lib/stats.mjs').Measure[]} */
const MEASURES = [
	{ case: far, figure: 'run', of: DEFAULT, against: HTTP, atMost: 6 },
	{ case: far, figure: 'run', of: TWENTY, against: HTTP, atMost: 2 },
	{ case: far, figure: 'run', of: SINGLE, against: HTTP },
	...[SINGLE, FIVE, TWENTY].flatMap((of) => [
		{ case: limited, figure: 'rows', of, atLeast: ROWS },
		{ case: limited, figure: 'refused', of, atMost: of === SINGLE ? 2 : 5 },
	]),
	// A row that is wrong costs no reading of the credential; one that is right costs n8n's.
	{ case: refused, figure: 'run', of: DEFAULT, against: ONE_READ, atMost: 1.5 },
	{ case: unsent, figure: 'run', of: DEFAULT, against: ONE_READ },
];

/** @type {import('../lib/groups.mjs').Group} */
export const rows = {
	id: 'b',
	title: 'One read for each input row',
	measures: () => MEASURES,
	async run({ defer, quick, tarball }) {
		const folder = fileURLToPath(new URL('../oneRead', import.meta.url));
		const stage = await openStage({ defer, tarball, env: { N8N_CUSTOM_EXTENSIONS: folder } });
		const { sandbox, client } = stage;
		const { ids } = await accountOf(sandbox, 500);
		const add = async (name, atOnce) => await stage.add(pluggyReads(name, ROWS, ids[0], atOnce));
		const workflows = {
			[DEFAULT]: await add(DEFAULT),
			[SINGLE]: await add(SINGLE, 1),
			[FIVE]: await add(FIVE, 5),
			[TWENTY]: await add(TWENTY, 20),
			[HTTP]: await stage.add(httpReads(HTTP, ROWS, ids[0], sandbox.url)),
		};

		/** Runs it, counts its rows and the answers it got. */
		async function run(name) {
			sandbox.admin.clearRequests();
			const { id, figures } = await stage.run(workflows[name]);
			const node = name === HTTP ? HTTP : 'Read';
			const got = outputOf(await client.getExecution(id), node);
			const right = got.filter((row) => row.id === ids[0]).length;
			if (right !== got.length) throw new Error(`${name}: ${got.length - right} wrong rows`);
			await stage.forget([id]);
			const sent = sandbox.admin.requests().filter(({ path }) => path.startsWith('/transactions/'));
			const refusals = sent.filter(({ status }) => status === 429).length;
			return { ...figures, rows: right, refused: (refusals / sent.length) * 100 };
		}
		const contestants = (names) =>
			Object.fromEntries(names.map((name) => [name, async () => await run(name)]));

		for (const name of [TWENTY, HTTP]) await run(name);
		sandbox.admin.setSettings(FAR);
		const samples = await runRounds({
			name: far,
			rounds: quick ? 3 : 5,
			contestants: contestants([DEFAULT, TWENTY, HTTP]),
		});
		// One after another it takes so long that a round or two say it.
		const alone = { name: far, rounds: quick ? 1 : 2, contestants: contestants([SINGLE]) };
		samples.push(...(await runRounds(alone)));
		sandbox.admin.setSettings(NEAR);

		sandbox.admin.setLimits(LIMIT);
		samples.push(
			...(await runRounds({
				name: limited,
				rounds: quick ? 1 : 3,
				contestants: contestants([SINGLE, FIVE, TWENTY]),
			})),
		);
		sandbox.admin.setLimits(false);

		const count = quick ? REFUSED.quick : REFUSED.full;
		const kinds = [
			{ name: refused, make: refusedReads, unsentReads },
			{ name: unsent, make: unsentReads },
		];
		for (const { name, make } of kinds) {
			const workflowsOf = {
				[DEFAULT]: await stage.add(make(name, count)),
				[ONE_READ]: await stage.add(make(`${name}, one read`, count, 'CUSTOM.pluggyOneRead')),
			};
			for (const id of Object.values(workflowsOf)) await stage.forget([(await stage.run(id)).id]);
			/** @param {string} workflow */
			const unheard = (workflow) => async () => {
				const { id, figures } = await stage.run(workflow);
				await stage.forget([id]);
				if (figures.requests > 0) throw new Error('Something was sent');
				return figures;
			};
			const entries = Object.entries(workflowsOf).map(([who, id]) => [who, unheard(id)]);
			const rounds = quick || name === unsent ? 3 : 5;
			const contestants = Object.fromEntries(entries);
			samples.push(...(await runRounds({ name, rounds, contestants })));
		}
		return samples;
	},
};
