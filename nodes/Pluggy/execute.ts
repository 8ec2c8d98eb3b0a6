import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorRow, localProblem, problemOf, toNodeError, type Problem } from '../shared/errors';
import { redact } from '../shared/redact';
import { checkAccess, openClient, type Client } from '../shared/transport';
import { findOperation } from './catalog';
import type { MakeFile, Operation, OutputRow } from './operation';
import { planRow, type Plan } from './plan';
import { runPlan } from './run';
import { hintsOf, memoryOfRow, newMemory, remember, type RunMemory } from './runMemory';

/** Input rows to requests to output rows, strictly one after another. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const rows = context.getInputData();
	const output: INodeExecutionData[] = [];
	if (rows.length === 0) return [output];

	const makeFile: MakeFile = async (bytes, name, mimeType) =>
		await context.helpers.prepareBinaryData(bytes, name, mimeType);
	const fail = (problem: Problem, row: number): void => {
		if (!context.continueOnFail()) throw toNodeError(context.getNode(), problem, row);
		output.push({ json: { error: errorRow(problem) }, pairedItem: { item: row } });
	};
	const client = await openClient(context).catch(problemOf);
	if (!('send' in client)) {
		// Not thrown under Continue On Fail: n8n would put out the input rows, as if all had gone well.
		for (const row of rows.keys()) fail(client, row);
		return [output];
	}

	// First every row is read and checked, so that a wrong one stops the run before anything is sent.
	const plans = rows.map((_, row) => {
		try {
			return readRow(context, client, row);
		} catch (error) {
			return problemOf(error);
		}
	});
	const wrong = plans.findIndex((plan) => !isPlan(plan));
	if (wrong >= 0 && !context.continueOnFail()) fail(plans[wrong] as Problem, wrong);

	/** What was changed so far: n8n discards the output of a run that fails. */
	const done: DoneRow[] = [];
	let isUncertain = false;
	const memory = newMemory();
	for (const [row, plan] of plans.entries()) {
		if (!isPlan(plan)) {
			fail(plan, row);
			continue;
		}
		if (isUncertain && movesMoney(plan)) {
			fail(localProblem('NOT_SENT').problem, row);
			continue;
		}
		const start = output.length;
		try {
			const own = memoryOfRow(memory);
			for await (const page of runPlan(client, plan, makeFile, own)) pushRows(output, page, row);
			remember(memory, own);
			if (plan.safety !== 'read') done.push({ row, id: idOf(output[start]) });
		} catch (error) {
			// Half a list is no list: the row is put out whole or as an error.
			output.length = start;
			const problem = problemOf(error);
			if (problem.code === 'OUTCOME_UNKNOWN') isUncertain = true;
			fail(context.continueOnFail() ? problem : withDone(problem, done), row);
			if (client.signal?.aborted) break;
		}
	}
	reportWaits(context, client);
	reportNotes(context, memory);
	return [output];
}

function isPlan(plan: Plan | Problem): plan is Plan {
	return 'operation' in plan;
}

const movesMoney = ({ safety, access }: Plan) => safety === 'once' && access === 'payments';

function readRow(context: IExecuteFunctions, client: Client, row: number): Plan {
	const operation = readOperation(context, row);
	checkAccess(client.access, operation.access, operation.action);
	const plan = planRow(context, operation, row);
	checkAccess(client.access, plan.access, operation.action);
	// n8n would run every row again, those already paid included.
	if (movesMoney(plan) && context.getNode().retryOnFail === true)
		throw localProblem('RETRY_ON_FAIL');
	return plan;
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
	for (const entry of page) {
		entry.pairedItem = { item: row };
		output.push(entry);
	}
}

/** An input row whose change was made, and the ID of what it made or changed. */
interface DoneRow {
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
function withDone(problem: Problem, done: readonly DoneRow[]): Problem {
	if (done.length === 0) return problem;
	const list = done.map(({ row, id }) => (id === null ? `${row}` : `${row} (${id})`)).join(', ');
	return {
		...problem,
		advice: `${problem.advice} Input rows done before this one, not to be sent again: ${list}.`,
		details: { ...problem.details, done: done.map(({ row, id }) => ({ row, id })) },
	};
}

const SHORTEST_REPORTED_MS = 1_000;

function reportWaits(context: IExecuteFunctions, { waited }: Client): void {
	const reasons = [
		[waited.rateLimit, "for Pluggy's rate limit"],
		[waited.resend, 'before sending again after errors'],
	] as const;
	const told = reasons
		.filter(([ms]) => ms >= SHORTEST_REPORTED_MS)
		.map(([ms, why]) => `${Math.round(ms / 1_000)} s ${why}`);
	if (told.length === 0) return;
	context.addExecutionHints({
		message: `This run waited ${told.join(' and ')}.`,
		type: 'info',
		location: 'outputPane',
	});
}

function reportNotes(context: IExecuteFunctions, { notes }: RunMemory): void {
	for (const message of hintsOf(notes)) {
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
}
