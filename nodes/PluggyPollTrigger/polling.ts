import { randomBytes } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clock, stopwatch } from '../shared/client/clock';
import { withBudget } from '../shared/client/deadline';
import { openClient } from '../shared/client/transport';
import { asItIs, problemOf } from '../shared/problems/errors';
import { beginningOf, type Remembered } from './beginning';
import { pollError } from './failure';
import { MEMORY, runPoll, type PollOutcome, type Trouble } from './poll';
import { inTime } from './reading';
import { newestEvent } from './sample';
import { readPollSettings, type PollSettings } from './settings';
import { textOf } from './state';
import { keyOf } from './told';

/** Polls of n8n: what it keeps, how long it waits, and its log. */

/** A member of n8n's static data of the node. */
const MEMBER = 'state';

/** Tells this process from the one before. */
let processMark = randomBytes(6).toString('base64url');

/** By the workflow and node. */
const remembered = new Map<string, Remembered>();
const underWay = new Set<string>();
/** Kinds of troubles that the log has, by what they are about. */
const logged = new Map<string, Set<string>>();

/** As another process (for tests). */
export function forgetPolls(): void {
	processMark = randomBytes(6).toString('base64url');
	for (const memory of [remembered, underWay, logged]) memory.clear();
}

/** An n8n that does not say how long a poll may take. */
const DEFAULT_BUDGET_MS = 30_000;

/** n8n gives up a poll that takes longer: it must have ended by then, a request under way included. */
const MARGIN_MS = 1_500;

function budgetOf(context: IPollFunctions): number {
	// Older versions of n8n have none.
	const { getPollBudgetMs } = context as Partial<IPollFunctions>;
	const given = Number(getPollBudgetMs?.call(context));
	const budget = given > 0 ? given : DEFAULT_BUDGET_MS;
	return Math.max(budget / 2, budget - MARGIN_MS);
}

const rowsOf = (events: readonly IDataObject[]): INodeExecutionData[][] => [
	events.map((json) => ({ json })),
];

/** @returns null when there is nothing new */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const client = await openClient(context);
		const settings = readPollSettings(
			(name) => context.getNodeParameter(name),
			client.itemIds,
			clock.now(),
		);
		const passed = stopwatch();
		const budget = budgetOf(context);
		const timed = (signal: AbortSignal) => inTime(client, signal, () => budget - passed());
		if (context.getMode() === 'manual') {
			const event = await withBudget(
				budget,
				async (signal) => await newestEvent(timed(signal), settings, clock.now()),
			);
			return event === undefined ? null : rowsOf([event]);
		}
		const place = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
		// Two at once would both tell what is new.
		if (underWay.has(place)) return null;
		underWay.add(place);
		try {
			const work = async (signal: AbortSignal) =>
				await next(context, place, settings, timed(signal), signal);
			return await withBudget(budget, work);
		} finally {
			underWay.delete(place);
		}
	} catch (error) {
		throw pollError(context.getNode(), problemOf(error));
	}
}

async function next(
	context: IPollFunctions,
	place: string,
	settings: PollSettings,
	client: ReturnType<typeof inTime>,
	signal: AbortSignal,
): Promise<INodeExecutionData[][] | null> {
	const { id, name: nodeName } = context.getNode();
	const data = context.getWorkflowStaticData('node');
	const { state, isGarbage } = beginningOf({
		saved: data[MEMBER],
		isEmpty: Object.keys(data).length === 0,
		remembered: remembered.get(place),
		node: keyOf(id),
		nodeName,
		processMark,
	});
	const outcome = await runPoll({ client, settings, state, signal, now: clock.now() });
	if (isGarbage) outcome.troubles.push(GARBAGE);
	report(context, place, outcome);
	remembered.set(place, { state: outcome.state, nodeName });
	data[MEMBER] = textOf(outcome.state);
	if (outcome.failure) throw asItIs(outcome.failure);
	return outcome.events.length === 0 ? null : rowsOf(outcome.events);
}

const GARBAGE: Trouble = {
	about: MEMORY,
	kind: 'GARBAGE',
	text: 'what n8n kept of earlier polls cannot be read, so this poll counts as the first one: what is new since the last one may be missed',
};

/** Each kind once, until it is over. */
function report(
	context: IPollFunctions,
	place: string,
	{ troubles, fine, failure }: PollOutcome,
): void {
	for (const about of fine) logged.delete(`${place} ${about}`);
	for (const { about, kind, text } of troubles) {
		const key = `${place} ${about}`;
		const kinds = logged.get(key) ?? new Set();
		logged.set(key, kinds);
		// n8n itself tells of a poll that failed.
		if (kinds.has(kind) || failure) continue;
		kinds.add(kind);
		const { name } = context.getNode();
		const workflowId = context.getWorkflow().id;
		context.logger.warn(`"${name}" (${about}): ${text}`, { workflowId });
	}
}
