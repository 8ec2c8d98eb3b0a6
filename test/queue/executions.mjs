/** What n8n in queue mode ran, from its database and the logs of its workers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'flatted';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';
import { until } from '../../scripts/lib/until.mjs';

const MODES = /^(main|webhook|worker)(-\d+)?$/;
const LOG = /^n8n-\d+\.log$/;
const UNFINISHED = ['new', 'running', 'waiting'];

/** @typedef {import('./harness.mjs').Queue} Queue */

/**
 * All executions of a workflow, by their status.
 * @param {Queue} queue
 * @param {string} workflowId
 * @returns {Promise<Record<string, number>>}
 */
export async function statuses({ postgres }, workflowId) {
	const found = await postgres.query(
		`SELECT status, count(*)::int AS number FROM execution_entity WHERE "workflowId" = '${workflowId}' GROUP BY status`,
	);
	return Object.fromEntries(found.map(({ status, number }) => [status, number]));
}

/**
 * Waits until so many executions of a workflow, or more, have ended, and none is under way.
 * @param {Queue} queue
 * @param {string} workflowId
 * @param {number} number
 */
export async function ended(queue, workflowId, number, options = {}) {
	const told = () => JSON.stringify(last);
	let last = {};
	try {
		return await until(
			`${number} executions`,
			async () => {
				last = await statuses(queue, workflowId);
				const total = Object.values(last).reduce((sum, one) => sum + one, 0);
				return total >= number && !UNFINISHED.some((status) => last[status]) ? last : undefined;
			},
			{ everyMs: 250, ...options },
		);
	} catch (error) {
		throw new Error(`${error.message}: ${told()}`);
	}
}

/**
 * All executions of a workflow with what its last node put out.
 * @param {Queue} queue
 * @param {string} workflowId
 */
export async function executionsOf({ postgres }, workflowId, node = 'End') {
	const found = await postgres.query(
		`SELECT e.id, e.status, e.mode, d.data FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id WHERE e."workflowId" = '${workflowId}' ORDER BY e.id`,
	);
	return found.map(({ id, status, mode, data }) => {
		const execution = { data: parse(data) };
		return { id, status, mode, execution, rows: outputOf(execution, node) };
	});
}

/** The ids of the events that executions began with. @param {Awaited<ReturnType<typeof executionsOf>>} executions */
export const eventIds = (executions, trigger = 'Pluggy Trigger') =>
	executions.flatMap(({ execution }) => outputOf(execution, trigger)).map(({ eventId }) => eventId);

/**
 * The whole logs of all processes, those that were killed or replaced included, by the name of the process.
 * @param {Pick<Queue, 'folder'>} queue
 * @returns {Array<{ name: string, file: string, text: string }>}
 */
export function allLogs({ folder }) {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.flatMap(({ name }) => {
			const files = MODES.test(name) ? readdirSync(join(folder, name)) : [];
			return files
				.filter((file) => LOG.test(file))
				.map((file) => ({ name, file, text: readFileSync(join(folder, name, file), 'utf8') }));
		});
}

/** Which worker began which execution, each as often as it did. @param {Pick<Queue, 'folder'>} queue */
export function begun(queue) {
	return allLogs(queue).flatMap(({ name, text }) =>
		[...text.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => ({
			name,
			id: Number(id),
		})),
	);
}

/**
 * How many of these executions each worker ran.
 * @param {Queue} queue
 * @param {Array<{ id: number }>} executions
 * @returns {Record<string, number>}
 */
export function byWorker(queue, executions) {
	const ids = new Set(executions.map(({ id }) => id));
	const counts = /** @type {Record<string, number>} */ ({});
	for (const { name, id } of begun(queue)) {
		if (ids.has(id)) counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}

/** Those that are there more than once. @template T @param {T[]} list */
export const repeated = (list) => [
	...new Set(list.filter((one, place) => list.indexOf(one) !== place)),
];
