/** The poll trigger in queue mode: main asks, workers run. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../scripts/lib/until.mjs';
import { publish, workflow } from '../e2e/triggers.mjs';
import { connections } from './events.mjs';
import { byWorker, ended, executionsOf, repeated, statuses } from './executions.mjs';
import { counted } from './harness.mjs';

const DAYS = 3;
const DAY_SECONDS = 86_400;
export const EVERY_SECONDS = 5;

/** n8n takes no expression that is met more than once a minute. */
const POLL_TIMES = {
	item: Array.from({ length: 60 / EVERY_SECONDS }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${n * EVERY_SECONDS} * * * * *`,
	})),
};

/** @param {string} name @param {string[]} itemIds */
export const polled = (name, itemIds) =>
	workflow(name, {
		name: 'Pluggy Poll Trigger',
		type: 'n8n-nodes-pluggy.pluggyPollTrigger',
		typeVersion: 1,
		parameters: {
			pollTimes: POLL_TIMES,
			events: ['transactions/created', 'item/updated'],
			itemIds: itemIds.join(),
			options: {},
		},
		credentials: { pluggyApi: { name: 'Pluggy (local sandbox)' } },
	});

export const tests = {
	'the poll trigger: main asks, workers run, each row is told once': async (t, queue) => {
		const { client, sandbox } = queue;
		const [item] = await connections(queue, 1);
		const rows = () => sandbox.admin.transactions(item).map((row) => row.id);
		const old = new Set(rows());
		const { id } = await client.putWorkflow(polled('Polled', [item]));
		sandbox.admin.clearRequests();
		const polls = () =>
			sandbox.admin
				.requests()
				.filter(({ method, path }) => method === 'GET' && path === `/items/${item}`);
		await publish(client, id);
		await until('a first poll', () => polls().length > 0);
		const created = new Set();
		const told = async () =>
			(await executionsOf(queue, id))
				.flatMap((one) => one.rows)
				.flatMap(({ transactionIds = [] }) => transactionIds);
		for (let day = 0; day < DAYS; day++) {
			sandbox.admin.advance(DAY_SECONDS);
			for (const row of rows()) if (!old.has(row)) created.add(row);
			await until(`the rows of day ${day + 1}`, async () => {
				const found = new Set(await told());
				return [...created].every((row) => found.has(row));
			});
		}
		await sleep(EVERY_SECONDS * 2_000);
		await client.unpublishWorkflow(id);
		// Four processes that ask would ask four times in five seconds.
		const times = polls().map(({ time }) => Math.floor(Date.parse(time) / (EVERY_SECONDS * 1_000)));
		const most = Math.max(...times.map((one) => times.filter((other) => other === one).length));
		const number = polls().length;
		assert.ok(most <= 2, `${most} polls in ${EVERY_SECONDS} seconds`);

		const executions = await executionsOf(queue, id);
		await ended(queue, id, executions.length);
		assert.deepEqual(Object.keys(await statuses(queue, id)), ['success']);
		assert.deepEqual((await told()).sort(), [...created].sort());
		const events = executions.flatMap((one) => one.rows).map(({ eventId }) => eventId);
		assert.deepEqual(repeated(events), []);
		const shares = Object.values(byWorker(queue, executions));
		assert.equal(
			shares.reduce((sum, one) => sum + one, 0),
			executions.length,
			'not all ran on workers, or one ran twice',
		);
		assert.equal(byWorker(queue, executions).main, undefined, 'main ran some');
		counted(
			t,
			`${number} polls, ${created.size} rows in ${events.length} events and ${executions.length} executions, each once`,
		);
		await sleep(EVERY_SECONDS * 1_000);
		assert.equal(polls().length, number, 'it is polled though it is not published');
	},
};
