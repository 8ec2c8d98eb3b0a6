import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	errorRow,
	localProblem,
	problemOf,
	type PluggyError,
	type Problem,
} from '../shared/problems/errors';
import { forAgent, isTool, toNodeError } from '../shared/problems/nodeErrors';
import { redact } from '../shared/problems/redact';
import { blocksOf } from '../shared/lists';
import { checkAccess } from '../shared/access';
import { isToolCall, lackIn } from '../shared/n8n';
import { openClients, withSignal, type Client, type Clients } from '../shared/client/transport';
import { findOperation } from './catalog';
import { diagnosisHints } from './diagnosis';
import { inLanes, lanesOf, type Course } from './lanes';
import { LinkHints } from './links';
import { USUALLY_AT_ONCE } from './nodeFields';
import type { MakeFile, Operation, OutputRow } from './operation';
import { planRow, type Plan } from './plan';
import { runPlan } from './run';
import { hintsOf, memoryOfRow, newMemory, remember, type RunMemory } from './runMemory';
import { checkMark, firstExecution, guardOf, movesMoney } from './uncertain';

/** One run of the node, from its input rows to its output rows or errors. */

/** Input rows to requests to output rows: reads together, changes one after another. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const lack = lackIn(context, 'request', 'execute');
	if (lack) throw toNodeError(context.getNode(), lack.problem);
	const rows = context.getInputData();
	const output: INodeExecutionData[] = [];
	if (rows.length === 0) return [output];

	const makeFile: MakeFile = async (bytes, name, mimeType) =>
		await context.helpers.prepareBinaryData(bytes, name, mimeType);
	const node = context.getNode();
	// Agents before version 3 give a model an empty text for whatever a tool throws.
	const goesOn = context.continueOnFail() || isToolCall(context);
	const fail = (problem: Problem, row: number): void => {
		const told = isTool(node) ? forAgent(problem) : problem;
		if (!goesOn) throw toNodeError(node, told, row, rows.length);
		output.push({ json: { error: errorRow(told) }, pairedItem: { item: row } });
	};
	const clients = openClients(context);
	const guard = guardOf(context);

	// First every row is read and checked, so that a wrong one stops the run before anything is sent.
	const plans: Array<Ready | Problem> = [];
	const read = async (row: number) => await readRow(context, clients, row).catch(problemOf);
	for (const some of blocksOf([...rows.keys()], READ_AT_ONCE)) {
		for (const plan of await Promise.all(some.map(read))) {
			if (!isReady(plan) && !goesOn) fail(plan, plans.length);
			plans.push(plan);
		}
	}

	/** What was changed so far: n8n discards the output of a run that fails. */
	const completed: CompletedRow[] = [];
	const memory = newMemory();
	const links = new LinkHints();
	const lanes = lanesOf(atOnce(plans));
	/** Half a list is no list: a row is put out whole or as an error. */
	async function work(row: number, signal: AbortSignal): Promise<RowDone> {
		const ready = plans[row];
		const own = memoryOfRow(memory);
		const pages: OutputRow[][] = [];
		if (!isReady(ready)) return { own, pages };
		const { plan } = ready;
		const client = plan.isAlone ? ready.client : withSignal(ready.client, signal);
		await guard(plan, clients.signal, async () => {
			for await (const page of runPlan(client, plan, makeFile, own, lanes)) pages.push(page);
		});
		return { own, pages };
	}
	const course: Course<RowDone> = {
		count: plans.length,
		lanes,
		isAlone: (row) => isAlone(plans[row]),
		stopsAtError: !goesOn,
		signal: clients.signal,
		work,
	};
	let row = 0;
	for await (const ended of inLanes(course)) {
		const ready = plans[row];
		if (!isReady(ready)) fail(ready, row);
		else if ('error' in ended) {
			const problem = problemOf(ended.error);
			fail(goesOn ? problem : withCompleted(problem, completed), row);
		} else {
			const { own, pages } = ended.value;
			const start = output.length;
			for (const page of pages) pushRows(output, page, row);
			if (ready.plan.operation.method === 'POST') {
				for (const { json } of output.slice(start)) links.add(json);
			}
			remember(memory, own);
			if (ready.plan.safety !== 'read') completed.push({ row, id: idOf(output[start]) });
		}
		row += 1;
	}
	// Cancelled between two rows.
	if (row < plans.length) fail(withCompleted(localProblem('CANCELLED').problem, completed), row);
	reportWaits(context, clients);
	reportNotes(context, memory);
	if (!isTool(node)) {
		tell(context, diagnosisHints(output.map(({ json }) => json)), 'warning');
		tell(context, links.all(), 'info');
	}
	return [output];
}

/** What came of an input row: its output, and what it has to tell. */
interface RowDone {
	own: RunMemory;
	pages: OutputRow[][];
}

/** How many rows are under way together: what the first one says that says it. */
function atOnce(plans: ReadonlyArray<Ready | Problem>): number {
	const said = plans.find((plan): plan is Ready => isReady(plan) && !plan.plan.isAlone);
	return Number(said?.plan.values.requestsAtOnce ?? USUALLY_AT_ONCE);
}

const isAlone = (plan: Ready | Problem) => isReady(plan) && plan.plan.isAlone;

/** n8n reads the credential out of its database for each row: some rows together. */
const READ_AT_ONCE = 20;

/** A row that may be sent, with the client of its credential. */
interface Ready {
	client: Client;
	plan: Plan;
}

function isReady(plan: Ready | Problem): plan is Ready {
	return 'client' in plan;
}

/** @throws PluggyError for what must not be sent */
async function readRow(context: IExecuteFunctions, clients: Clients, row: number): Promise<Ready> {
	const operation = readOperation(context, row);
	// n8n reads the credential out of its database each time: not for a row that is wrong anyway.
	const plan = planRow(context, operation, row);
	const client = await clients.of(row);
	checkAccess(client.access, operation.access, operation.action);
	checkAccess(client.access, plan.access, operation.action);
	if (movesMoney(plan)) checkRetries(context, plan);
	return { client, plan };
}

/** Where n8n runs every row again, it pays those already paid a second time. */
function checkRetries(context: IExecuteFunctions, { values }: Plan): void {
	if (context.getNode().retryOnFail === true) throw localProblem('RETRY_ON_FAIL');
	// The mode in which n8n's Retry button runs an execution.
	if (context.getMode() !== 'retry') return;
	checkMark(context);
	if (values.allowInRetriedExecutions !== true) {
		throw retriedExecution(firstExecution(context));
	}
}

function retriedExecution(first: string | undefined): PluggyError {
	const problem = localProblem('RETRIED_EXECUTION');
	if (first === undefined) return problem;
	const advice = problem.problem.advice.replace('<ID>', first);
	return problem.with({ advice });
}

function readOperation(context: IExecuteFunctions, row: number): Operation {
	const resource = context.getNodeParameter('resource', row) as string;
	const id = context.getNodeParameter('operation', row) as string;
	const operation = findOperation(resource, id);
	if (operation) return operation;
	throw localProblem(
		'INVALID_INPUT',
		`The Pluggy node has no operation "${id}" of the resource "${resource}". Choose one from the list; Custom Request: Send reaches whatever else Pluggy has`,
	);
}

/** One push per row: spreading a hundred thousand rows overflows the stack. */
function pushRows(output: INodeExecutionData[], page: OutputRow[], row: number): void {
	// One for all: n8n writes it down once, then, and not for each of a hundred thousand rows.
	const pairedItem = { item: row };
	for (const entry of page) {
		entry.pairedItem = pairedItem;
		output.push(entry);
	}
}

/** An input row whose change was made, and the ID of what it made or changed. */
interface CompletedRow {
	row: number;
	id: string | null;
}

function idOf(entry: INodeExecutionData | undefined): string | null {
	const json = entry?.json ?? {};
	const name = ['id', ...Object.keys(json).filter((key) => key.endsWith('Id'))].find(
		(key) => typeof json[key] === 'string',
	);
	// A client's own ID may be a CPF.
	return name === undefined ? null : redact(String(json[name]));
}

/** Names the rows that were done before one failed: they must not be sent again. */
function withCompleted(problem: Problem, done: readonly CompletedRow[]): Problem {
	if (done.length === 0) return problem;
	const list = done
		.map(({ row, id }) => (id === null ? `${row + 1}` : `${row + 1} (${id})`))
		.join(', ');
	return {
		...problem,
		advice: `Input rows done before this one, counted from 1, not to be sent again: ${list}. ${problem.advice}`,
		details: {
			...problem.details,
			done: done.map(({ row, id }) => ({ row: row + 1, item: row, id })),
		},
	};
}

const SHORTEST_REPORTED_MS = 1_000;

function reportWaits(context: IExecuteFunctions, { waited }: Clients): void {
	const reasons = [
		[waited.rateLimit, "for Pluggy's rate limit"],
		[waited.resend, 'before sending again after errors'],
	] as const;
	const told = reasons
		.filter(([ms]) => ms >= SHORTEST_REPORTED_MS)
		.map(([ms, why]) => `${Math.round(ms / 1_000)} s ${why}`);
	if (told.length === 0) return;
	tell(context, [`This run waited ${told.join(' and ')}.`], 'info');
}

function reportNotes(context: IExecuteFunctions, { notes }: RunMemory): void {
	tell(context, hintsOf(notes), 'warning');
}

function tell(context: IExecuteFunctions, messages: string[], type: 'info' | 'warning'): void {
	for (const message of messages) {
		context.addExecutionHints({ message, type, location: 'outputPane' });
	}
}
