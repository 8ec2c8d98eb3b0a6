/**
 * (c) The trigger beside n8n's Webhook node. Version 1 is the one to be compared with: for 2.x n8n
 * leaves out an expression isolate, which it does for no other node.
 */
import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import { until } from '../../scripts/lib/until.mjs';
import {
	hooksOf,
	newEvent,
	pluggyTrigger,
	publish,
	SECRET_HEADER,
	workflow,
} from '../../test/e2e/triggers.mjs';
import { deliver } from '../lib/deliver.mjs';
import { cpuSeconds } from '../lib/process.mjs';
import { runRounds } from '../lib/rounds.mjs';
import { openStage } from '../lib/stage.mjs';
import { quantile } from '../lib/stats.mjs';

const CONCURRENCY = 20;
/** Together 2,000 events each. */
const FULL = { rounds: 5, events: 400 };
const QUICK = { rounds: 3, events: 60 };
const OURS = 'Pluggy Trigger';
/** The secret of our trigger is checked by a credential of n8n's there. */
const HEADER_AUTH = { type: 'httpHeaderAuth', name: 'Secret header' };
const WEBHOOKS = {
	'Webhook v1': { typeVersion: 1 },
	'Webhook v1, Header Auth': { typeVersion: 1, isGuarded: true },
	'Webhook v2.1': { typeVersion: 2.1 },
};
const name = 'events, 20 at a time';

/** @type {import('../lib/stats.mjs').Measure[]} */
const MEASURES = [
	{ case: name, figure: 'rate', of: OURS, against: 'Webhook v1', atLeast: 0.95 },
	{ case: name, figure: 'p99', of: OURS, against: 'Webhook v1', atMost: 1.05 },
	{ case: name, figure: 'cpu', of: OURS, against: 'Webhook v1' },
	{ case: name, figure: 'lost', of: OURS, atMost: 0 },
	...['Webhook v1, Header Auth', 'Webhook v2.1'].flatMap((against) =>
		['rate', 'p99', 'cpu'].map((figure) => ({ case: name, figure, of: OURS, against })),
	),
];

/** @param {string} path @param {{ typeVersion: number, isGuarded?: boolean }} one */
const webhook = (path, { typeVersion, isGuarded = false }) => ({
	type: 'n8n-nodes-base.webhook',
	typeVersion,
	parameters: {
		...{ httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		...(isGuarded && { authentication: 'headerAuth' }),
	},
	...(isGuarded && { credentials: { [HEADER_AUTH.type]: { name: HEADER_AUTH.name } } }),
});

/** @type {import('../lib/groups.mjs').Group} */
export const trigger = {
	id: 'c',
	title: "Events that start workflows, beside n8n's Webhook node",
	measures: () => MEASURES,
	async run({ defer, quick, tarball }) {
		const { rounds, events } = quick ? QUICK : FULL;
		const stage = await openStage({ defer, tarball });
		const { sandbox, client } = stage;
		const agent = new Agent({ connections: CONCURRENCY });
		defer(() => agent.close());

		const ours = await client.putWorkflow(workflow(OURS, pluggyTrigger({ events: ['all'] })));
		await publish(client, ours.id);
		const [hook] = hooksOf(sandbox);
		// With the same headers, so that all take as much reading.
		const headers = { [SECRET_HEADER]: hook.headers[SECRET_HEADER] };
		const targets = { [OURS]: { id: ours.id, url: hook.url, headers } };
		const [header] = Object.entries(headers);
		await client.putCredential({ ...HEADER_AUTH, data: { name: header[0], value: header[1] } });
		for (const [contestant, one] of Object.entries(WEBHOOKS)) {
			const path = randomUUID();
			const { id } = await client.putWorkflow(workflow(contestant, webhook(path, one)));
			await publish(client, id);
			targets[contestant] = { id, url: `${stage.n8n.url}/webhook/${path}`, headers };
		}

		const count = stage.database.prepare(
			"SELECT count(*) AS number FROM execution_entity WHERE workflowId = ? AND status = 'success'",
		);
		const ended = (id) => Number(count.get(id)?.number);

		/** Delivers so many; each contestant starts when n8n is idle. */
		async function run(target, number) {
			await stage.rest();
			const before = ended(target.id);
			const cpu = cpuSeconds(stage.n8n.pid);
			const begin = performance.now();
			const bodies = Array.from({ length: number }, newEvent);
			const answers = await deliver(agent, target, bodies, CONCURRENCY);
			const wrong = answers.filter(({ statusCode }) => statusCode !== 200).length;
			if (wrong > 0) throw new Error(`${wrong} of ${number} events were refused`);
			const done = () => ended(target.id) - before;
			await until('all ended', () => done() >= number, { everyMs: 20 }).catch(() => {});
			const wall = (performance.now() - begin) / 1_000;
			const times = answers.map(({ milliseconds }) => milliseconds);
			return {
				...{ wall, rate: number / wall, p99: quantile(times, 0.99) },
				...{ lost: number - done(), cpu: cpuSeconds(stage.n8n.pid) - cpu },
			};
		}

		for (const target of Object.values(targets)) await run(target, CONCURRENCY);
		const contestants = Object.fromEntries(
			Object.entries(targets).map(([contestant, target]) => [
				contestant,
				async () => await run(target, events),
			]),
		);
		return await runRounds({ name, rounds, contestants });
	},
};
