import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../shared/client/clock';
import { lookupOf } from '../shared/client/endings';
import { isToolCall } from '../shared/n8n';
import { asPluggyError, localProblem, PluggyError, problemOf } from '../shared/problems/errors';
import type { Plan } from './plan';
import { labelOf, sameness } from './requests';

/**
 * Payments whose outcome nobody knows. After one, the node sends no further payment in the same
 * execution: not for the next row, the next turn of a loop, nor the next call of an AI agent.
 *
 * n8n keeps what a node writes into its context with the execution: it survives a wait, another
 * process and a retry. The calls of an MCP trigger have neither a context nor an execution in common:
 * there the process remembers.
 */

export const movesMoney = ({ safety, access }: Pick<Plan, 'safety' | 'access'>) =>
	safety === 'once' && access === 'payments';

const MOST_REMEMBERED = 1_000;
const REMEMBERED_MS = 15 * 60_000;

/** The name under which it stands in the context of the node. */
const MARK = 'pluggyOutcomeUnknown';

/** The execution that sent the first payment: what a retried execution pays again is labelled by it. */
const FIRST = 'pluggyFirstExecution';

interface Remembered {
	/** Workflow and node. */
	place: string;
	executionId: string | undefined;
	/** Digest of what the payment was, but for its label and words. */
	same: string;
	advice: string;
	until: number;
}

let remembered: Remembered[] = [];

/** Payments under way, by execution and node: agents may call a tool several times at once. */
const underWay = new Map<string, Promise<void>>();

/** Forgets everything (for tests, which play several processes). */
export function forgetUncertain(): void {
	remembered = [];
	underWay.clear();
}

type Context = Pick<
	IExecuteFunctions,
	'getContext' | 'getExecutionId' | 'getMode' | 'getNode' | 'getWorkflow' | 'isToolExecution'
>;

/** n8n's stand-in for an execution that has no ID. */
const isExecutionId = (id: unknown): id is string =>
	typeof id === 'string' && id !== '' && id !== '__UNKNOWN__';

/** The context of the node, which agents and MCP triggers may not have. */
function contextOf(context: Context): IDataObject | undefined {
	try {
		return context.getContext('node') as IDataObject;
	} catch {
		return undefined;
	}
}

/** The ID of the execution whose payments a retried execution would make again, if any was sent. */
export function firstExecution(context: Context): string | undefined {
	const first = contextOf(context)?.[FIRST];
	return typeof first === 'string' ? first : undefined;
}

const markIn = (own: IDataObject | undefined): string | undefined => {
	const mark = own?.[MARK];
	return mark === undefined || mark === null ? undefined : String(mark);
};

/**
 * Before a payment of a retried execution is read.
 * @throws PluggyError (NOT_SENT) when the outcome of a payment of the first execution is unknown
 */
export function checkMark(context: Context): void {
	const advice = markIn(contextOf(context));
	if (advice !== undefined) throw notSent(advice);
}

function notSent(advice: string): PluggyError {
	const problem = localProblem('NOT_SENT');
	return problem.with({ advice: `${problem.problem.advice} Of that payment: ${advice}` });
}

/** Waits for something, but not longer than the execution runs. */
async function orAborted(what: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
	if (signal?.aborted) return;
	let stop = () => {};
	const aborted = new Promise<void>((resolve) => (stop = resolve));
	signal?.addEventListener('abort', stop);
	await Promise.race([what, aborted]);
	signal?.removeEventListener('abort', stop);
}

/** One after another: the next payment must know what became of the one before. */
async function inTurn(
	key: string,
	signal: AbortSignal | undefined,
	work: () => Promise<void>,
): Promise<void> {
	for (let before = underWay.get(key); before; before = underWay.get(key)) {
		await orAborted(before, signal);
		if (signal?.aborted) throw localProblem('CANCELLED');
	}
	let end = () => {};
	underWay.set(key, new Promise((resolve) => (end = resolve)));
	try {
		await work();
	} finally {
		underWay.delete(key);
		end();
	}
}

/** Runs a row of the node; a payment only while no earlier one has an unknown outcome. */
export type Guard = (
	plan: Plan,
	signal: AbortSignal | undefined,
	work: () => Promise<void>,
) => Promise<void>;

/**
 * The guard of one execution and node.
 * The work of a payment throws PluggyError NOT_SENT, without being begun, after an OUTCOME_UNKNOWN.
 */
export function guardOf(context: Context): Guard {
	const own = contextOf(context);
	const id: unknown = context.getExecutionId();
	const executionId = isExecutionId(id) ? id : undefined;
	const { id: workflowId } = context.getWorkflow();
	const place = JSON.stringify([workflowId ?? null, context.getNode().name]);

	// n8n gives each call of an MCP trigger on a worker an execution of its own.
	const isCall = executionId === undefined || isToolCall(context);

	function noted(plan: Plan): string | undefined {
		const mark = markIn(own);
		if (mark !== undefined) return mark;
		const now = clock.now();
		remembered = remembered.filter(({ until }) => until > now);
		const same = digest(plan);
		return remembered.find((one) => {
			if (one.place !== place) return false;
			if (executionId !== undefined && one.executionId === executionId) return true;
			// Nobody knows which calls belong together: only the same payment is held.
			return (isCall || one.executionId === undefined) && one.same === same;
		})?.advice;
	}

	function note(plan: Plan, advice: string): void {
		if (own) own[MARK] = advice;
		const until = clock.now() + REMEMBERED_MS;
		remembered.push({ place, executionId, same: digest(plan), advice, until });
		if (remembered.length > MOST_REMEMBERED) remembered.shift();
	}

	return async (plan, signal, work) => {
		if (!movesMoney(plan)) return await work();
		await inTurn(`${place} ${executionId ?? ''}`, signal, async () => {
			const advice = noted(plan);
			if (advice !== undefined) throw notSent(advice);
			if (own && executionId !== undefined) own[FIRST] ??= executionId;
			// Already now: n8n may save a cancelled execution before the payment comes back.
			if (own) own[MARK] = adviceFor(plan);
			await work().catch((error: unknown) => {
				if (isDefinite(error)) forget(own);
				else note(plan, problemOf(error).advice);
				throw asPluggyError(error);
			});
			forget(own);
		});
	};
}

const digest = (plan: Plan) => createHash('sha256').update(sameness(plan)).digest('hex');

const adviceFor = ({ operation, values }: Plan) =>
	lookupOf({ lookup: operation.lookup, label: labelOf(values) });

/** Whether it is known that a payment was not made. Of an error nobody thought of, nothing is. */
const isDefinite = (error: unknown) =>
	error instanceof PluggyError && error.problem.code !== 'OUTCOME_UNKNOWN';

function forget(own: IDataObject | undefined): void {
	if (own) delete own[MARK];
}
