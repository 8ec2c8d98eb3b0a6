/**
 * What the scripts and end-to-end tests ask of a running n8n, over the API its own editor uses.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { dialectOf } from './n8n-dialect.mjs';
import { logIn, OWNER } from './n8n-session.mjs';

export { OWNER };

const ROWS_PER_PAGE = 250;
const FIRST_POLL_MS = 200;
const LAST_POLL_MS = 1_000;
const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);
/** What starts a workflow at once when a person does, the best first. */
const STARTERS = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.scheduleTrigger'];

/**
 * Gives a workflow's nodes the ids that the credentials they name have in this n8n.
 * @param {any[]} nodes
 * @param {Map<string, string>} ids credential name -> id
 */
export function withCredentialIds(nodes, ids) {
	return nodes.map((node) => {
		if (!node.credentials) return node;
		const credentials = Object.entries(node.credentials).map(([type, { name }]) => {
			const id = ids.get(name);
			if (!id)
				throw new Error(
					`Node "${node.name}" wants the credential "${name}", which n8n does not have.`,
				);
			return [type, { id, name }];
		});
		return { ...node, credentials: Object.fromEntries(credentials) };
	});
}

/**
 * The json of the rows that a node of an execution gave out, over all its runs.
 * @param {Execution} execution
 * @param {string} nodeName
 * @param {number} [output] of this output only; of all, if not given
 * @returns {Row[]}
 */
export function outputOf(execution, nodeName, output) {
	const runs = execution.data?.resultData?.runData?.[nodeName] ?? [];
	return runs
		.flatMap((/** @type {Row} */ run) =>
			(run.data?.main ?? []).filter(
				(/** @type {any} */ _, /** @type {string} */ place) => place === (output ?? place),
			),
		)
		.flatMap((/** @type {Row[]} */ rows) => rows ?? [])
		.map((/** @type {Row} */ row) => row.json);
}

/** What n8n stores executions in is "flatted" JSON. @param {string} text */
export async function decode(text) {
	// Loaded late: before the dependencies are installed, scripts import this file already.
	const { parse } = await import('flatted');
	return parse(text);
}

/** What went wrong in an execution, in one text. @param {Execution} execution */
export function failureOf(execution) {
	const { error, lastNodeExecuted } = execution.data?.resultData ?? {};
	const node = error?.node?.name ?? lastNodeExecuted;
	const said = [error?.message, error?.description].filter(Boolean).join(' ');
	return `${node ? `node "${node}": ` : ''}${said || `ended as ${execution.status}`}`;
}

/**
 * Sets up the owner (or logs in) and answers with the calls.
 * @param {string} url
 * @param {typeof OWNER} [owner]
 */
export async function connect(url, owner = OWNER) {
	const { call, api, download } = await logIn(url, owner);
	const dialect = dialectOf();
	let project;

	async function projectId() {
		project ??= (await call('GET', '/rest/projects/personal')).id;
		return project;
	}

	const credentials = async () => await call('GET', '/rest/credentials');

	/** @param {{ name: string, type: string }} wanted @returns {Promise<Row | undefined>} */
	const credentialNamed = async ({ name, type }) =>
		(await credentials()).find((/** @type {Row} */ one) => one.name === name && one.type === type);

	/**
	 * Creates or updates a credential by its name.
	 * @param {{ name: string, type: string, data: Row }} given
	 */
	async function putCredential({ name, type, data }) {
		const known = await credentialNamed({ name, type });
		const body = { name, type, data };
		return known
			? await call('PATCH', `/rest/credentials/${known.id}`, { body })
			: await call('POST', '/rest/credentials', { body });
	}

	/**
	 * A credential as n8n shows it: what is secret in it is not there.
	 * @param {{ name: string, type: string }} wanted
	 * @returns {Promise<Row | undefined>}
	 */
	async function findCredential(wanted) {
		const known = await credentialNamed(wanted);
		const query = { includeData: true };
		return known && (await call('GET', `/rest/credentials/${known.id}`, { query }));
	}

	/**
	 * The button "Test" of a stored credential; never throws for a credential that does not work.
	 * @param {Row} given
	 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
	 */
	async function testCredential({ id, name, type }) {
		const stored = await call('GET', `/rest/credentials/${id}`, { query: { includeData: true } });
		return await call('POST', '/rest/credentials/test', {
			body: {
				credentials: {
					id,
					name: name ?? stored.name,
					type: type ?? stored.type,
					data: stored.data,
				},
			},
		});
	}

	/** Workflows of this exact name that are not archived. @param {string} name */
	async function findWorkflow(name) {
		const query = { filter: JSON.stringify({ name, isArchived: false }) };
		const found = await call('GET', '/rest/workflows', { query });
		return found.find((/** @type {Row} */ one) => one.name === name && !one.isArchived);
	}

	/** Those that are published. */
	async function publishedWorkflows() {
		const query = { filter: JSON.stringify({ active: true }) };
		const found = await call('GET', '/rest/workflows', { query });
		return found.filter(
			(/** @type {{ activeVersionId: string }} */ { activeVersionId }) => activeVersionId,
		);
	}

	/** Imports a workflow, or replaces the one of this id, or else of the same name. @param {Row} workflow @param {string} [id] */
	async function putWorkflow(workflow, id) {
		const ids = new Map((await credentials()).map((/** @type {Row} */ one) => [one.name, one.id]));
		const body = {
			name: workflow.name,
			nodes: withCredentialIds(workflow.nodes, ids),
			connections: workflow.connections,
			settings: workflow.settings ?? {},
			meta: workflow.meta,
		};
		const known = id ?? (await findWorkflow(workflow.name))?.id;
		if (!known) return await call('POST', '/rest/workflows', { body: { ...body, active: false } });
		return await call('PATCH', `/rest/workflows/${known}`, { body, query: { forceSave: true } });
	}

	/** A workflow with its nodes. */
	const getWorkflow = async (/** @type {string} */ id) =>
		await call('GET', `/rest/workflows/${id}`);

	/**
	 * Starts a workflow at a trigger: n8n's answer, which names an execution unless it waits for a webhook first.
	 * @param {Row} workflow
	 * @param {string} trigger
	 */
	async function startAt(workflow, trigger) {
		const body = {
			triggerToStartFrom: { name: trigger },
			...(dialect.runSendsWorkflow && { workflowData: workflow }),
		};
		return await call('POST', `/rest/workflows/${workflow.id}/run`, { body });
	}

	/**
	 * Starts a workflow at its manual trigger, else its schedule (or the trigger named).
	 * @param {string} id
	 * @param {string} [trigger]
	 */
	async function startWorkflow(id, trigger) {
		const workflow = await getWorkflow(id);
		const { nodes, name } = workflow;
		const ofType = (/** @type {string} */ wanted) =>
			nodes.find((/** @type {Row} */ { type }) => type === wanted)?.name;
		const start = trigger ?? STARTERS.map(ofType).find(Boolean);
		if (!start) throw new Error(`The workflow "${name}" has no trigger to start from by hand.`);
		const { executionId } = await startAt(workflow, start);
		if (!executionId) throw new Error(`n8n did not start the workflow "${name}".`);
		return executionId;
	}

	/** An execution with its data decoded. @param {string} id */
	async function getExecution(id) {
		const execution = await call('GET', `/rest/executions/${id}`);
		const { data } = execution;
		return { ...execution, data: typeof data === 'string' ? await decode(data) : data };
	}

	/** Cancels a running execution. */
	const stopExecution = async (/** @type {string} */ id) =>
		await call('POST', `/rest/executions/${id}/stop`);

	/** Waits for the end of an execution, good or bad. @param {string} id */
	async function waitForExecution(id, { timeoutMs = 300_000 } = {}) {
		const deadline = Date.now() + timeoutMs;
		const filter = { query: { filter: '{}', limit: 50 } };
		let wait = FIRST_POLL_MS;
		while (Date.now() < deadline) {
			// The list is light; the execution itself carries all its rows.
			const { results } = await call('GET', '/rest/executions', filter);
			const seen = results.find((/** @type {Row} */ one) => String(one.id) === String(id));
			if (!seen || ENDED.has(seen.status)) {
				const execution = await getExecution(id);
				if (ENDED.has(execution.status)) return execution;
			}
			await sleep(wait);
			wait = Math.min(wait * 1.5, LAST_POLL_MS);
		}
		throw new Error(`Execution ${id} did not end within ${timeoutMs / 1_000} seconds.`);
	}

	/**
	 * Runs a workflow and answers with its execution; fails when the execution does.
	 * @param {string} id
	 * @param {{ trigger?: string, timeoutMs?: number, allowFailure?: boolean }} [options]
	 */
	async function runWorkflow(id, options = {}) {
		const { trigger, timeoutMs, allowFailure = false } = options;
		const execution = await waitForExecution(await startWorkflow(id, trigger), { timeoutMs });
		if (execution.status !== 'success' && !allowFailure) {
			throw Object.assign(new Error(`The workflow failed at ${failureOf(execution)}`), {
				execution,
			});
		}
		return execution;
	}

	/** What n8n has made of the last publishing or unpublishing. @param {string} id */
	async function publicationStatus(id) {
		if (dialect.publishing === 'later') {
			return await call('GET', `/rest/workflows/${id}/publication-status`);
		}
		const { activeVersionId } = await getWorkflow(id);
		return { status: activeVersionId ? 'published' : 'not_published' };
	}

	/** Waits until n8n has registered (or removed) the triggers of a workflow. @param {string} id */
	async function settled(id, { timeoutMs = 90_000 } = {}) {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const status = await publicationStatus(id);
			if (status.status !== 'in_progress') return status;
			await sleep(FIRST_POLL_MS);
		}
		throw new Error(`n8n did not publish workflow ${id} within ${timeoutMs / 1_000} seconds.`);
	}

	/**
	 * Publishes a version of a workflow, or its saved one.
	 * @param {string} id
	 * @param {{ version?: string, timeoutMs?: number }} [given]
	 * @returns n8n's publication status: `published`, or `failed` with a message for each trigger
	 */
	async function publishWorkflow(id, { version, ...options } = {}) {
		const versionId = version ?? (await getWorkflow(id)).versionId;
		const path = `/rest/workflows/${id}/activate`;
		try {
			await call('POST', path, { body: { versionId } });
		} catch (error) {
			if (dialect.publishing === 'later') throw error;
			return { status: 'failed', triggers: [{ errorMessage: error.message }] };
		}
		return await settled(id, options);
	}

	/** Ends it, with its triggers. @param {string} id @param {{ timeoutMs?: number }} [options] */
	async function unpublishWorkflow(id, options = {}) {
		await call('POST', `/rest/workflows/${id}/deactivate`, { body: {} });
		return await settled(id, options);
	}

	/** @param {string} name */
	async function findTable(name) {
		const query = { filter: JSON.stringify({ name }), take: 100 };
		const { data } = await call('GET', '/rest/data-tables-global', { query });
		return data.find((/** @type {Row} */ table) => table.name === name);
	}

	const tablePath = async (/** @type {{ projectId?: string }} */ table) =>
		`/rest/projects/${table.projectId ?? (await projectId())}/data-tables`;

	/**
	 * Creates a data table unless one of this name is there.
	 * @param {{ name: string, columns: Row[] }} given
	 */
	async function ensureTable({ name, columns }) {
		const known = await findTable(name);
		if (known) return known;
		return await call('POST', await tablePath({}), { body: { name, columns } });
	}

	/** @param {string} name */
	async function tableNamed(name) {
		const table = await findTable(name);
		if (!table) throw new Error(`n8n has no data table "${name}".`);
		return table;
	}

	/** All rows of a data table, oldest first. @param {string} name */
	async function tableRows(name) {
		const table = await tableNamed(name);
		const path = `${await tablePath(table)}/${table.id}/rows`;
		const rows = [];
		for (;;) {
			const query = { skip: rows.length, take: ROWS_PER_PAGE, sortBy: 'id:asc' };
			const { count, data } = await call('GET', path, { query });
			rows.push(...data);
			if (data.length === 0 || rows.length >= count) return rows;
		}
	}

	/** @param {string} name @param {Row[]} rows */
	async function insertRows(name, rows) {
		const table = await tableNamed(name);
		const body = { data: rows, returnType: 'count' };
		await call('POST', `${await tablePath(table)}/${table.id}/insert`, { body });
	}

	/** Changes the rows where a column is a value. @param {string} name @param {[column: string, value: unknown]} match @param {Row} data */
	async function updateRows(name, [columnName, value], data) {
		const table = await tableNamed(name);
		const filter = { type: 'and', filters: [{ columnName, condition: 'eq', value }] };
		await call('PATCH', `${await tablePath(table)}/${table.id}/rows`, { body: { filter, data } });
	}

	/** Empties a data table, if it exists. @param {string} name */
	async function clearTable(name) {
		const table = await findTable(name);
		if (!table) return;
		const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'gte', value: 0 }] };
		await call('DELETE', `${await tablePath(table)}/${table.id}/rows`, {
			query: { filter: JSON.stringify(filter) },
		});
	}

	/** Descriptions of all node types (`ui: true` only). */
	const nodeTypes = async () => await call('GET', '/types/nodes.json');
	const credentialTypes = async () => await call('GET', '/types/credentials.json');

	return {
		...{ url, call, api, download },
		...{ credentials, findCredential, putCredential, testCredential },
		...{ findWorkflow, getWorkflow, putWorkflow, startAt, startWorkflow, runWorkflow },
		...{ publishedWorkflows, publishWorkflow, unpublishWorkflow, publicationStatus },
		...{ getExecution, stopExecution, waitForExecution, nodeTypes, credentialTypes },
		...{ findTable, ensureTable, tableRows, insertRows, updateRows, clearTable },
	};
}
