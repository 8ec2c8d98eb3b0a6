/**
 * The Pluggy Poll Trigger in the real n8n: days pass in the sandbox, and every row of it is told once; n8n
 * is killed ten times, and none is lost. With n8n's durable poll cursors, and without.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';
import { startN8n } from '../../scripts/lib/n8n.mjs';
import { pluggyClient } from '../../scripts/lib/pluggy-client.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { withStack } from './harness.mjs';
import { counts, env, inDatabase, publish, workflow } from './triggers.mjs';

const DAY_SECONDS = 86_400;
const DAYS = 12;
const KILLS = 10;

/** Every five seconds: n8n takes no expression that is met more than once a minute. */
const POLL_TIMES = {
	item: Array.from({ length: 12 }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${n * 5} * * * * *`,
	})),
};

const DURABLE = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

const MODES = { 'durable poll cursors': { ...env, ...DURABLE }, 'static data': env };

const EVENTS = ['transactions/created', 'item/updated'];

/** @param {string[]} itemIds */
const pollWorkflow = (itemIds) =>
	workflow('Polled', {
		name: 'Pluggy Poll Trigger',
		type: 'n8n-nodes-pluggy.pluggyPollTrigger',
		typeVersion: 1,
		parameters: { pollTimes: POLL_TIMES, events: EVENTS, itemIds: itemIds.join(), options: {} },
		credentials: { pluggyApi: { name: 'Pluggy (local sandbox)' } },
	});

/** The events of all executions that ran to their end, from n8n's own database. */
const eventsIn = (userFolder, workflowId) =>
	inDatabase(userFolder, (database) =>
		database
			.prepare(
				'SELECT d.data FROM execution_data d JOIN execution_entity e ON e.id = d.executionId WHERE e.workflowId = ?',
			)
			.all(workflowId)
			.flatMap(({ data }) => outputOf({ data: parse(String(data)) }, 'End')),
	);

/** Connections, and a watch over what is new in them. */
async function connections(sandbox) {
	const pluggy = pluggyClient(sandbox);
	const ids = [];
	for (const user of ['user-ok', 'user-ok-two-checking-accounts', 'user-ok']) {
		const parameters = { user, password: 'password-ok' };
		ids.push((await pluggy.connect({ connectorId: 0, parameters })).id);
	}
	const rows = () => ids.flatMap((id) => sandbox.admin.transactions(id));
	const old = new Set(rows().map(({ id }) => id));
	/** Rows that came since, also those that the bank took back. */
	const created = new Set();
	return {
		ids,
		old,
		created,
		look: () => rows().forEach(({ id }) => old.has(id) || created.add(id)),
		/** New rows that are there now: what came and went while n8n was down is not told. */
		left: () =>
			rows()
				.map(({ id }) => id)
				.filter((id) => !old.has(id)),
	};
}

/** What the events tell of rows: the events of each. */
function byRow(events) {
	const told = new Map();
	for (const { transactionIds = [], eventId } of events) {
		for (const id of transactionIds) told.set(id, [...(told.get(id) ?? []), eventId]);
	}
	return told;
}

const areTold = (userFolder, id, rows) => {
	const told = byRow(eventsIn(userFolder, id));
	return [...rows].every((row) => told.has(row));
};

/** The trigger asks for data and changes nothing. */
function onlyReads(sandbox, since) {
	const others = sandbox.admin
		.requests()
		.slice(since)
		.filter(({ method, path }) => method !== 'GET' && path !== '/auth');
	assert.deepEqual(others, []);
}

/** @param {Record<string, string>} modeEnv */
function polls(modeEnv) {
	test('days pass', { timeout: 600_000 }, async (t) => {
		await withStack({ n8n: { env: modeEnv } }, async ({ client, sandbox, userFolder }) => {
			const world = await connections(sandbox);
			const asked = sandbox.admin.requests().length;
			const { id } = await client.putWorkflow(pollWorkflow(world.ids));
			await publish(client, id);
			for (let day = 0; day < DAYS; day++) {
				sandbox.admin.advance(DAY_SECONDS);
				world.look();
				await until(`the rows of day ${day + 1}`, () => areTold(userFolder, id, world.created), {
					timeoutMs: 60_000,
				});
			}
			// Nothing is told again by polls that find nothing new.
			await sleep(11_000);
			await client.unpublishWorkflow(id);
			const events = eventsIn(userFolder, id);
			const told = byRow(events);
			assert.ok(world.created.size > 20, `${world.created.size} rows in ${DAYS} days`);
			assert.deepEqual([...told.keys()].sort(), [...world.created].sort());
			assert.deepEqual(
				[...told].filter(([, ids]) => ids.length > 1),
				[],
			);
			const ids = events.map(({ eventId }) => eventId);
			assert.equal(new Set(ids).size, ids.length, 'an event was told twice');
			const updates = events.filter(({ event }) => event === 'item/updated');
			assert.equal(updates.length, world.ids.length * DAYS);
			assert.deepEqual(Object.keys(await counts(client, id)), ['success']);
			onlyReads(sandbox, asked);
			t.diagnostic(`${world.created.size} rows in ${events.length} events, each once`);
		});
	});

	test(`killed ${KILLS} times`, { timeout: 900_000 }, async (t) => {
		await withStack({ n8n: { env: modeEnv } }, async ({ client, sandbox, n8n, userFolder }) => {
			const world = await connections(sandbox);
			const { id } = await client.putWorkflow(pollWorkflow(world.ids));
			await publish(client, id);
			const port = Number(new URL(n8n.url).port);
			let running = n8n;
			try {
				// One poll of this process has begun: what n8n does before it keeps anything is not ours.
				const first = sandbox.admin.requests().length;
				await until('a poll', () => sandbox.admin.requests().length > first);
				await sleep(1_500);
				for (let kill = 0; kill < KILLS; kill++) {
					sandbox.admin.advance(DAY_SECONDS);
					world.look();
					const wait = Math.round(Math.random() * 7_000);
					t.diagnostic(`kill ${kill + 1} comes after ${wait} ms`);
					await sleep(wait);
					process.kill(process.platform === 'win32' ? running.pid : -running.pid, 'SIGKILL');
					await running.ended;
					running = await startN8n({ userFolder, port, env: modeEnv });
				}
				await until('all rows', () => areTold(userFolder, id, world.left()), {
					timeoutMs: 180_000,
				});
				await sleep(11_000);
			} finally {
				if (running !== n8n) await running.stop();
			}
			const events = eventsIn(userFolder, id);
			const told = byRow(events);
			world.look();
			const strangers = [...told.keys()].filter((row) => !world.created.has(row));
			assert.deepEqual(strangers, [], 'told, but never there');
			const torn = [...told].filter(([, ids]) => new Set(ids).size > 1);
			assert.deepEqual(torn, [], 'a row was told by events with different IDs');
			const copies = events.length - new Set(events.map(({ eventId }) => eventId)).size;
			t.diagnostic(
				`${world.created.size} rows in ${events.length} events, ${copies} of them copies`,
			);
		});
	});
}

// Most of their time n8n waits for the next poll.
describe('the Pluggy Poll Trigger', { concurrency: true }, () => {
	for (const [name, modeEnv] of Object.entries(MODES)) describe(name, () => polls(modeEnv));
});
