/**
 * (a) All transactions of one account: the Pluggy node beside HTTP Request + Split Out in the same
 * n8n, and beside two programs outside n8n, Pluggy's SDK and a bare HTTP client.
 */
import { say } from '../../scripts/lib/progress.mjs';
import { accountOf } from '../lib/account.mjs';
import { runClient } from '../lib/clients.mjs';
import { runRounds } from '../lib/rounds.mjs';
import { openStage } from '../lib/stage.mjs';
import { httpMany, pluggyMany } from '../workflows.mjs';

const PAGE = 500;
const FRESH_CASE = '100k, fresh process';
const OURS = ['Pluggy', 'Pluggy, simplified'];
const FAR = { latencyMs: 40, handshakeMs: 80 };
const NEAR = { latencyMs: 0, handshakeMs: 0 };

/** @param {string} name */
const bounds = (name) => [
	{ case: name, figure: 'run', of: OURS[0], against: 'HTTP Request', atMost: 0.5 },
	{ case: name, figure: 'run', of: OURS[1], against: 'HTTP Request', atMost: 0.6 },
	{ case: name, figure: 'wall', of: OURS[0], against: 'HTTP Request', atMost: 0.75 },
	{ case: name, figure: 'cpu', of: OURS[0], against: 'HTTP Request', atMost: 0.75 },
	{ case: name, figure: 'cpu', of: OURS[1], against: 'HTTP Request', atMost: 0.75 },
];
/** @param {string} name @param {string[]} others */
const told = (name, others) =>
	others.map((against) => ({ case: name, figure: 'run', of: OURS[0], against }));
/** The least there can be: a request per page, and for Simplify the account and the categories. */
const LEAST = { 'ceil(rows / 500)': 0, 'ceil(rows / 500) + 2': 2 };
/** @param {string} name */
const requests = (name) =>
	Object.keys(LEAST).map((against, place) => ({
		...{ case: name, figure: 'requests', of: OURS[place], against, atMost: 1 },
	}));

const OTHERS = ['pluggy-sdk', 'undici'];

/** @type {import('../lib/stats.mjs').Measure[]} */
const MEASURES = [
	...bounds('100k'),
	{ case: '100k', figure: 'wall', of: OURS[1], against: 'HTTP Request' },
	// Flat rows are shorter than those with all that some banks send.
	{ case: '100k, long', figure: 'wall', of: OURS[1], against: 'HTTP Request', atMost: 0.6 },
	...told('100k, long', ['HTTP Request', 'undici']),
	{ case: FRESH_CASE, figure: 'memory', of: OURS[0], against: 'HTTP Request', atMost: 0.65 },
	// A flat row has all columns, also those that a plain one does not have.
	{ case: FRESH_CASE, figure: 'memory', of: OURS[1], against: 'HTTP Request' },
	...told('100k', OTHERS),
	...requests('100k'),
	{ case: 'first run', figure: 'logins', of: OURS[0], atMost: 1 },
	...['10k', '50k'].flatMap((name) => [
		...told(name, ['HTTP Request', ...OTHERS]),
		...requests(name),
	]),
	{ case: '50k far', figure: 'run', of: OURS[0], against: 'HTTP Request', atMost: 1.05 },
	...told('50k far', OTHERS),
	{ case: '50k far', figure: 'connections', of: OURS[0], against: 'HTTP Request', atMost: 1 },
];

/** Cases by size: how many rows, how far away, which rounds. */
const CASES = [
	{ name: '10k', rows: 10_000, rounds: 5, quick: 2, traffic: NEAR },
	{ name: '50k', rows: 50_000, rounds: 3, quick: 0, traffic: NEAR },
	{ name: '100k', rows: 100_000, rounds: 5, quick: 3, traffic: NEAR },
	{ name: '50k far', rows: 50_000, rounds: 3, quick: 1, traffic: FAR },
	{ name: '100k, long', rows: 100_000, isLong: true, rounds: 3, quick: 0, traffic: NEAR },
];
const LEFT_OUT = new Set(CASES.filter(({ quick }) => quick === 0).map(({ name }) => name));
const FRESH = { rounds: 3, quick: 1 };

/** @param {number} rows @param {boolean} [isLong] */
const keyOf = (rows, isLong = false) => `${rows}${isLong ? ' long' : ''}`;

/** @type {import('../lib/groups.mjs').Group} */
export const many = {
	id: 'a',
	title: 'All transactions of one account',
	measures: ({ quick }) => MEASURES.filter((one) => !quick || !LEFT_OUT.has(one.case)),
	async run({ defer, quick, tarball }) {
		const stage = await openStage({ defer, tarball });
		const { sandbox } = stage;
		const samples = [];
		const accounts = new Map();
		const wanted = CASES.filter(({ quick: rounds }) => !quick || rounds > 0);
		for (const { rows: size, isLong } of wanted) {
			const key = keyOf(size, isLong);
			if (!accounts.has(key)) accounts.set(key, await accountOf(sandbox, size, { isLong }));
		}

		/** What runs in n8n, by contestant. @param {string} size */
		async function workflows(size) {
			const { id } = accounts.get(size);
			return {
				[OURS[0]]: await stage.add(pluggyMany(`Pluggy ${size}`, id, false)),
				[OURS[1]]: await stage.add(pluggyMany(`Pluggy simplified ${size}`, id, true)),
				'HTTP Request': await stage.add(httpMany(`HTTP ${size}`, id, sandbox.url)),
			};
		}

		/** Once and not counted: code is loaded, the sandbox has its pages, all rows are there. */
		async function warmUp(ids, size) {
			for (const [name, id] of Object.entries(ids)) {
				const { id: executionId } = await stage.run(id);
				const stored = stage.uuidsIn(executionId);
				const missing = accounts.get(size).ids.filter((one) => !stored.has(one)).length;
				if (missing > 0) throw new Error(`${name}: ${missing} rows are missing`);
				await stage.forget([executionId]);
			}
		}

		/** @returns {() => Promise<Record<string, number>>} */
		const inN8n = (id) => async () => {
			const { id: executionId, figures } = await stage.run(id);
			await stage.forget([executionId]);
			const { memory, ...others } = figures;
			return others;
		};

		sandbox.admin.clearRequests();
		const first = await workflows(keyOf(10_000));
		const { id: loggedIn } = await stage.run(first[OURS[0]]);
		await stage.forget([loggedIn]);
		const logins = sandbox.admin.requests().filter(({ path }) => path === '/auth').length;
		samples.push({ case: 'first run', contestant: OURS[0], round: 0, figures: { logins } });

		for (const { name, rows: count, isLong, traffic, ...one } of wanted) {
			const rounds = quick ? one.quick : one.rounds;
			const size = keyOf(count, isLong);
			say(`  ${name}: ${accounts.get(size).rows} rows`);
			const ids = await workflows(size);
			await warmUp(ids, size);
			sandbox.admin.setSettings(traffic);
			const { id: accountId, rows } = accounts.get(size);
			const contestants = Object.fromEntries(
				Object.entries(ids).map(([contestant, id]) => [contestant, inN8n(id)]),
			);
			for (const client of OTHERS) {
				contestants[client] = async () => {
					await stage.rest();
					const warmUpId = accounts.get(keyOf(10_000)).id;
					return await runClient(client, { sandbox, accountId, rows, warmUpId });
				};
			}
			samples.push(...(await runRounds({ name, rounds, contestants })));
			sandbox.admin.setSettings(NEAR);
			for (let round = 0; round < rounds; round++) {
				for (const [contestant, more] of Object.entries(LEAST)) {
					const figures = { requests: Math.ceil(rows / PAGE) + more };
					samples.push({ case: name, contestant, round, figures });
				}
			}
		}

		const small = await workflows(keyOf(10_000));
		const contestants = Object.fromEntries(
			Object.entries(await workflows(keyOf(100_000))).map(([contestant, id]) => [
				contestant,
				async () => {
					await stage.restart();
					await stage.run(small[contestant]);
					const { id: executionId, figures } = await stage.run(id);
					await stage.forget([executionId]);
					return { memory: figures.memory };
				},
			]),
		);
		const rounds = quick ? FRESH.quick : FRESH.rounds;
		samples.push(...(await runRounds({ name: FRESH_CASE, rounds, contestants })));
		return samples;
	},
};
