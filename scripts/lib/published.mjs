/** Runs a workflow as in production: published, started by what the sandbox delivers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { outputOf } from './n8n-client.mjs';
import { until } from './until.mjs';

/** How long nothing may happen until all that was caused counts as done. */
const QUIET_MS = 500;
/** A busy n8n refuses events, which the sandbox then sends again, later each time. */
const SETTLED_WITHIN_MS = 300_000;
const PAGE = 100;

/** @param {N8nClient} client @param {string} workflowId */
async function publish(client, workflowId) {
	const status = await client.publishWorkflow(workflowId);
	if (status.status !== 'published') throw new Error(`n8n did not publish it: ${said(status)}`);
}

/**
 * Publishes a workflow, causes events, and unpublishes it again.
 * @param {Pick<Stack, 'client' | 'sandbox'>} stack
 * @param {string} workflowId
 * @param {(context: { client: N8nClient, sandbox: Sandbox, settled: () => Promise<void>, alsoStarts: (runs: number) => number }) => Promise<any>} cause
 *   `settled` waits until everything that has happened so far was delivered and has run; `alsoStarts` says how many
 *   runs something else starts, such as a form
 * @returns {Promise<{ caused: any, deliveries: any[], outputs: (node: string) => Promise<any[]>,
 *   differences: string[] }>} what `cause` gave back, what was delivered to the workflow, and what
 *   its executions gave out
 */
export async function runPublished({ client, sandbox }, workflowId, cause) {
	const before = new Set((await executionsOf(client, workflowId)).map(({ id }) => id));
	const hooksBefore = new Set(hooksOf(sandbox).map(({ id }) => id));
	await publish(client, workflowId);
	const hooks = hooksOf(sandbox).filter(({ id }) => !hooksBefore.has(id));
	const ids = new Set(hooks.map(({ id }) => id));
	const delivered = () =>
		sandbox.admin.deliveries().filter((one) => ids.has(String(one.webhookId)));
	const started = async () =>
		(await executionsOf(client, workflowId)).filter(({ id }) => !before.has(id));

	/** Runs that no event starts, but a form that somebody fills in. */
	let others = 0;
	const alsoStarts = (/** @type {number} */ runs) => (others += runs);

	async function settled() {
		const isOver = async () => {
			await sleep(QUIET_MS);
			const sent = delivered();
			if (sent.some((one) => one.status === 'pending')) return false;
			const list = await started();
			return list.length >= eventsIn(sent) + others && list.every(({ stoppedAt }) => stoppedAt);
		};
		await until('the sandbox delivered all events and n8n ran them', isOver, {
			timeoutMs: SETTLED_WITHIN_MS,
		});
	}

	const differences = [];
	let caused;
	try {
		caused = await cause({ client, sandbox, settled, alsoStarts });
		await settled();
	} finally {
		await client.unpublishWorkflow(workflowId);
	}
	const left = hooksOf(sandbox).filter(({ id }) => !hooksBefore.has(id));
	if (left.length > 0) differences.push(`${left.length} webhooks are left after unpublishing`);
	const deliveries = delivered();
	const lost = deliveries.filter((one) => one.status !== 'delivered');
	if (lost.length > 0) differences.push(`${lost.length} of ${deliveries.length} events are lost`);
	const list = await started();
	if (deliveries.length === 0) differences.push('nothing was delivered');
	const events = eventsIn(deliveries) + others;
	if (list.length !== events) differences.push(`of ${events} events ${list.length} ran`);
	const failed = list.filter((one) => one.status !== 'success');
	if (failed.length > 0) differences.push(`${failed.length} executions failed`);
	/** What a node gave out, in all executions. @param {string} node */
	async function outputs(node) {
		const rows = [];
		for (const { id } of list) rows.push(...outputOf(await client.getExecution(id), node));
		return rows;
	}
	return { caused, deliveries, outputs, differences };
}

/**
 * The same with a workflow that asks by itself: it is published anew for each poll, because n8n then polls at
 * once and not when its Poll Times say so.
 * @param {Pick<Stack, 'client' | 'sandbox'>} stack
 * @param {string} workflowId
 * @param {(context: { client: N8nClient, sandbox: Sandbox, settled: () => Promise<void> }) => Promise<any>} cause
 *   `settled` polls, and waits until what the poll found has run
 * @returns {Promise<{ caused: any, executions: any[], differences: string[] }>}
 */
export async function runPolled({ client, sandbox }, workflowId, cause) {
	const before = new Set((await executionsOf(client, workflowId)).map(({ id }) => id));
	const started = async () =>
		(await executionsOf(client, workflowId)).filter(({ id }) => !before.has(id));
	async function poll() {
		await publish(client, workflowId);
		try {
			await until('n8n ran what the poll found', async () => {
				await sleep(QUIET_MS);
				return (await started()).every(({ stoppedAt }) => stoppedAt);
			});
		} finally {
			await client.unpublishWorkflow(workflowId);
		}
	}
	await poll();
	const caused = await cause({ client, sandbox, settled: poll });
	const list = await started();
	const executions = [];
	for (const { id } of list) executions.push(await client.getExecution(id));
	const failed = list.filter((one) => one.status !== 'success');
	const differences = failed.length > 0 ? [`${failed.length} executions failed`] : [];
	if (list.length === 0) differences.push('no poll found anything');
	return { caused, executions, differences };
}

/** The registered webhooks, from the sandbox itself. @param {Sandbox} sandbox */
export const hooksOf = (sandbox) => sandbox.webhooks.listOf(sandbox.auth.clients[0].clientId);

/** One that was sent again is still one. @param {Row[]} deliveries */
const eventsIn = (deliveries) => new Set(deliveries.map(({ eventId }) => eventId)).size;

const said = (/** @type {Row} */ { triggers, ...status }) =>
	(triggers ?? [])
		.map((/** @type {{ errorMessage: string }} */ { errorMessage }) => errorMessage)
		.join(' ') || JSON.stringify(status);

/**
 * All executions of a workflow, newest first, without their data.
 * @param {N8nClient} client
 * @param {string} workflowId
 */
async function executionsOf(client, workflowId) {
	const filter = JSON.stringify({ workflowId });
	/** @type {Row[]} */
	const found = [];
	/** @type {Row} */
	let place = {};
	for (;;) {
		const query = { filter, limit: PAGE, ...place };
		const { results, nextCursor } = await client.call('GET', '/rest/executions', { query });
		found.push(...results);
		if (results.length < PAGE || nextCursor === null) return found;
		// n8n before 2.41 goes on behind an ID.
		place = nextCursor ? { cursor: nextCursor } : { lastId: results.at(-1).id };
	}
}
