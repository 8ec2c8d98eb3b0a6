/** One login for all workers: the key is in the credential, encrypted in n8n's database. */
import assert from 'node:assert/strict';
import { publish } from '../e2e/triggers.mjs';
import { connections, onEvent, readItem, tell } from './events.mjs';
import { byWorker, ended, executionsOf, statuses } from './executions.mjs';
import { counted } from './harness.mjs';
import { DEFAULT_CLIENT } from '../../sandbox/server.mjs';
import { until } from '../../scripts/lib/until.mjs';

const COLD = 40;
const WARM = 20;
const FRESH = 10;
const REVOKED = 60;
const REVOCATIONS = 3;
const WORKERS = 2;

/** @typedef {import('./harness.mjs').Queue} Queue */

const logins = ({ sandbox }) =>
	sandbox.admin
		.requests()
		.filter(({ path, client }) => path === '/auth' && client === DEFAULT_CLIENT.clientId).length;

/** A workflow that reads the item of each event, and what it reads. @param {Queue} queue @param {string} name */
async function reader(queue, name) {
	const { client, sandbox } = queue;
	const items = await connections(queue, 3);
	const { id } = await client.putWorkflow(onEvent(name, { nodes: [readItem] }));
	await publish(client, id);
	let told = 0;
	return {
		id,
		/** @param {number} number */
		async tell(number) {
			const payloads = Array.from({ length: number }, () => ({
				itemId: items[told++ % items.length],
			}));
			await tell(queue, payloads);
		},
		/** Each event was read once, with all rows of its item and no other. */
		async areRight() {
			const executions = await executionsOf(queue, id);
			assert.deepEqual(await statuses(queue, id), { success: told });
			const read = executions.map(({ rows }) => rows.map((row) => row.id).sort());
			const expected = items.map((item) => sandbox.admin.transactions(item).map((row) => row.id));
			for (const [place, rows] of expected.entries()) {
				assert.ok(rows.length > 20, `${rows.length} rows`);
				const wanted = JSON.stringify([...rows].sort());
				const times = read.filter((one) => JSON.stringify(one) === wanted).length;
				assert.equal(times, Math.ceil((told - place) / items.length));
			}
			return executions;
		},
	};
}

/** What n8n has stored of the credential. @param {Queue} queue */
async function stored({ postgres, credential }) {
	const [{ data }] = await postgres.query(
		`SELECT data FROM credentials_entity WHERE id = '${credential.id}'`,
	);
	return data;
}

export const tests = {
	'one login for many executions over two workers': async (t, queue) => {
		const { sandbox, client } = queue;
		const { id, areRight, ...read } = await reader(queue, 'Logins');
		const before = await stored(queue);
		sandbox.admin.clearRequests();
		await read.tell(COLD);
		await ended(queue, id, COLD);
		const cold = logins(queue);
		const shares = byWorker(queue, await areRight());
		assert.deepEqual(Object.keys(shares).sort(), ['worker-1', 'worker-2']);
		assert.ok(cold >= 1 && cold <= WORKERS, `${cold} logins`);

		const after = await stored(queue);
		assert.notEqual(after, before, 'the key is not in the database');
		assert.doesNotMatch(JSON.stringify(after), /eyJ\w+\./, 'the key is not encrypted');

		sandbox.admin.clearRequests();
		await read.tell(WARM);
		await ended(queue, id, COLD + WARM);
		assert.equal(logins(queue), 0);

		const earlier = byWorker(queue, await areRight())['worker-2'];
		// It has only what the database tells it.
		await queue.stop('worker-2');
		await queue.start('worker-2');
		await read.tell(FRESH);
		await ended(queue, id, COLD + WARM + FRESH);
		assert.equal(logins(queue), 0);
		const fresh = byWorker(queue, await areRight())['worker-2'] - earlier;
		assert.ok(fresh > 0, 'the new worker had nothing to do');
		await client.unpublishWorkflow(id);
		counted(
			t,
			`${COLD} executions with no key (${Object.values(shares).join(' + ')}): ${cold} logins`,
		);
		counted(t, `${WARM} more, and ${fresh} on a worker that had just started: 0 logins`);
	},

	'keys revoked in the middle': async (t, queue) => {
		const { sandbox, client } = queue;
		const { id, areRight, ...read } = await reader(queue, 'Revoked');
		sandbox.admin.setSettings({ latencyMs: 30 });
		sandbox.admin.clearRequests();
		try {
			const telling = read.tell(REVOKED);
			for (let n = 1; n <= REVOCATIONS; n++) {
				const done = (REVOKED * n) / (REVOCATIONS + 1);
				await until(`${done} executions`, async () => {
					return ((await statuses(queue, id)).success ?? 0) >= done;
				});
				sandbox.admin.revokeKeys();
			}
			await telling;
			await ended(queue, id, REVOKED);
		} finally {
			sandbox.admin.setSettings({ latencyMs: 0 });
		}
		const refused = sandbox.admin.requests().filter(({ status }) => status === 403).length;
		const number = logins(queue);
		await areRight();
		assert.ok(refused > 0, 'no dead key was ever used');
		assert.ok(number <= WORKERS * (REVOCATIONS + 1), `${number} logins`);
		await client.unpublishWorkflow(id);
		counted(
			t,
			`${REVOKED} executions, ${REVOCATIONS} times revoked: ${refused} refusals, ${number} logins, no row lost, none twice`,
		);
	},
};
