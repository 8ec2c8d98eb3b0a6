/** What the tests of the trigger share: workflows that begin with it, and what n8n made of them. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parse } from 'flatted';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';

export { hooksOf } from '../../scripts/lib/published.mjs';

export const TRIGGER = 'Pluggy Trigger';
export const SECRET_HEADER = 'X-Pluggy-Webhook-Secret';

// NODE_ENV as in n8n's images. Every execution is kept until it is counted.
export const env = {
	NODE_ENV: 'production',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
	EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
	EXECUTIONS_DATA_PRUNE: 'false',
};

/**
 * A workflow of a trigger, nodes in a row, and one that only ends it.
 * @param {string} name
 * @param {object} trigger
 * @param {object[]} [between]
 */
export function workflow(name, trigger, between = []) {
	const end = { name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	const first = { name: TRIGGER, webhookId: randomUUID(), ...trigger };
	const nodes = [first, ...between, end].map((node, place) => ({
		id: randomUUID(),
		position: [place * 220, 0],
		...node,
	}));
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name: next }, place) => [
				nodes[place].name,
				{ main: [[{ node: next, type: 'main', index: 0 }]] },
			]),
	);
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

/** @param {object} parameters @param {object} [more] of the node */
export const pluggyTrigger = (parameters, more = {}) => ({
	type: 'n8n-nodes-pluggy.pluggyTrigger',
	typeVersion: 1,
	parameters,
	credentials: { pluggyApi: { name: 'Pluggy (local sandbox)' } },
	...more,
});

export async function publish(client, id) {
	const status = await client.publishWorkflow(id);
	assert.equal(status.status, 'published', JSON.stringify(status));
}

export const newEvent = (more = {}) => ({
	event: 'item/updated',
	eventId: randomUUID(),
	itemId: randomUUID(),
	clientUserId: 'customer-1',
	triggeredBy: 'SYNC',
	...more,
});

export async function count(client, workflowId, status) {
	const filter = JSON.stringify({ workflowId, status: [status] });
	return (await client.call('GET', '/rest/executions', { query: { filter, limit: 1 } })).count;
}

/** All executions of a workflow, by their status; those that never happened are left out. */
export async function counts(client, workflowId) {
	const statuses = ['success', 'error', 'crashed', 'canceled', 'new', 'running', 'waiting'];
	const found = {};
	for (const status of statuses) {
		const number = await count(client, workflowId, status);
		if (number > 0) found[status] = number;
	}
	return found;
}

/** n8n's own database. @template T @param {(database: DatabaseSync) => T} work */
export function inDatabase(userFolder, work, options = { readOnly: true }) {
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const database = new DatabaseSync(file, options);
	try {
		return work(database);
	} finally {
		database.close();
	}
}

/** The event ids the executions of a workflow ran with, from n8n's own database. */
export const idsInExecutions = (userFolder, workflowId) =>
	inDatabase(userFolder, (database) =>
		database
			.prepare(
				'SELECT d.data FROM execution_data d JOIN execution_entity e ON e.id = d.executionId WHERE e.workflowId = ?',
			)
			.all(workflowId)
			.flatMap(({ data }) => outputOf({ data: parse(String(data)) }, 'End'))
			.map(({ eventId }) => eventId),
	);
