/**
 * Real n8n against Pluggy's real limits, a minute long: item updates are paced, and executions that
 * share a limit neither storm nor lose time. Counts are asserted; times are only told.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';
import { withStack } from './harness.mjs';
import { byId, inARow, pluggy, rows } from './workflow.mjs';

const WINDOW_MS = 60_000;
const UPDATES = 20;
const READS = 360;
const EXECUTIONS = 4;
const READS_EACH = 225;

const windowOf = ({ time }) => Math.floor(Date.parse(time) / WINDOW_MS);

/** How many 429s there were in each window. */
function refusedByWindow(requests) {
	const counts = new Map();
	for (const one of requests.filter(({ status }) => status === 429)) {
		counts.set(windowOf(one), (counts.get(windowOf(one)) ?? 0) + 1);
	}
	return [...counts.values()];
}

test('limits', { timeout: 600_000 }, async (t) => {
	await withStack({}, async ({ client, sandbox }) => {
		const { admin } = sandbox;
		const put = async (workflow) => (await client.putWorkflow(workflow)).id;
		const run = async (workflow) =>
			await client.runWorkflow(await put(workflow), { timeoutMs: 400_000 });

		const connect = pluggy('Connect', {
			resource: 'item',
			operation: 'create',
			connectorId: byId('2'),
			parameters: JSON.stringify({ user: 'user-ok', password: 'password-ok' }),
			additionalFields: {},
			options: {},
		});
		const users = Array.from({ length: 25 }, (_, n) => ({ n }));
		const items = outputOf(
			await run(inARow('Connect', [...rows('Users', users), connect])),
			'Connect',
		);
		admin.advance(10);
		const [transaction] = admin.transactions(items[0].id);

		// Half a minute of the running window is left: that saves half a minute of waiting.
		const into = Date.parse(admin.state().now) % WINDOW_MS;
		admin.advance(((WINDOW_MS * 1.5 - into) % WINDOW_MS) / 1_000);
		admin.clearRequests();
		const start = Date.parse(admin.state().now);
		const requested = (method, path) =>
			admin.requests().filter((one) => one.method === method && one.path.startsWith(path));

		const update = async (name, some) => {
			const node = pluggy('Update', {
				resource: 'item',
				operation: 'update',
				itemId: byId('={{ $json.id }}'),
				updateFields: {},
				options: {},
			});
			return await run(inARow(name, [...rows('Items', some), node]));
		};
		const ids = items.map(({ id }) => ({ id }));
		const updates = (async () => [
			await update('Twenty', ids.slice(0, UPDATES)),
			await update('Twenty-five', ids),
		])();

		// Awaited below; a failure must not end this process before.
		updates.catch(() => {});

		const read = pluggy('Read', {
			resource: 'transaction',
			operation: 'get',
			transactionId: '={{ $json.id }}',
		});
		const many = Array.from({ length: READS_EACH }, () => ({ id: transaction.id }));
		const reads = Promise.all(
			Array.from({ length: EXECUTIONS }, (_, n) =>
				run(inARow(`Reads ${n}`, [...rows('Transactions', many), read])),
			),
		);

		await t.test('four executions at once against 360 a minute', async (one) => {
			const executions = await reads;
			for (const execution of executions) {
				const got = outputOf(execution, 'Read');
				assert.equal(got.length, READS_EACH);
				assert.ok(got.every(({ id }) => id === transaction.id));
			}
			const requests = requested('GET', '/transactions/');
			const refused = requests.filter(({ status }) => status === 429);
			assert.equal(requests.length - refused.length, EXECUTIONS * READS_EACH);
			assert.ok(refused.length > 0, 'the limit was never met');
			assert.ok(refused.length / requests.length < 0.02, `${refused.length} 429s`);

			// Nobody can be faster than 360 in each window; the last ones go as fast as the first ones.
			const times = requests
				.filter(({ status }) => status === 200)
				.map(({ time }) => Date.parse(time));
			const ideal = Math.ceil(start / WINDOW_MS) * WINDOW_MS + WINDOW_MS - start;
			const pace = (times[READS / 2 - 1] - times[0]) / 1_000;
			const took = (Number(times.at(-1)) - start) / 1_000;
			one.diagnostic(
				`${requests.length} requests, ${refused.length} of them 429s ` +
					`(${((refused.length / requests.length) * 100).toFixed(2)} %)`,
			);
			one.diagnostic(
				`${took.toFixed(1)} s; the limit alone takes ${(ideal / 1_000).toFixed(1)} s and the last ` +
					`${READS / 2} requests ${pace.toFixed(1)} s: ${(took / (ideal / 1_000 + pace)).toFixed(3)} of the ideal`,
			);
			const waits = executions.flatMap(
				(execution) => execution.data.resultData.runData.Read[0].hints ?? [],
			);
			assert.ok(waits.length > 0);
			assert.match(waits[0].message, /waited \d+ s for Pluggy's rate limit/);
		});

		await t.test(
			'20 items updated in one run and 25 in the next, against 20 a minute',
			async (one) => {
				const [twenty, twentyFive] = await updates;
				assert.equal(outputOf(twenty, 'Update').length, UPDATES);
				assert.deepEqual(
					outputOf(twentyFive, 'Update').map(({ id }) => id),
					ids.map(({ id }) => id),
				);
				const requests = requested('PATCH', '/items/');
				const refused = refusedByWindow(requests);
				one.diagnostic(`429s in each window that had some: ${refused.join(', ') || 'none'}`);
				assert.equal(requests.filter(({ status }) => status === 200).length, UPDATES + ids.length);
				assert.ok(refused.every((count) => count <= 1));
				const [{ hints }] = twentyFive.data.resultData.runData.Update;
				assert.match(hints[0].message, /waited \d+ s for Pluggy's rate limit/);
			},
		);
	});
});
