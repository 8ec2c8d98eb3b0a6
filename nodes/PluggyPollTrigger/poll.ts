import type { IDataObject } from 'n8n-workflow';
import { PAGE_SIZE } from '../shared/client/paging';
import { asPluggyError, localProblem, type PluggyError } from '../shared/problems/errors';
import { afterTelling, bounded, NOTHING } from './connection';
import { PAYMENT_EVENT } from './events';
import { failsForAll, named } from './failure';
import { pollConnection, type Asked } from './pollConnection';
import { newPayments, settledPayments, unsettled } from './payments';
import { PAYMENT_DAYS, readPayments, type PollClient } from './reading';
import type { PollSettings } from './settings';
import { fit, type Forgotten } from './room';
import type { Connection, State, Stranger, Telling } from './state';
import { keyOf } from './told';

/** One poll: from the state that the last one left to events and the state for the next one. */

/** The most rows that one poll tells; the others follow in the next polls. */
export const MOST_ROWS = 2_000;

/** More connections than these are forgotten when they are not asked for any more. */
const MOST_KEPT = 100;

export const PAYMENTS = 'payment requests';
export const MEMORY = 'memory';

/** Something that somebody should know, for n8n's log: each kind once per connection. */
export interface Trouble {
	about: string;
	kind: string;
	text: string;
}

export interface PollOutcome {
	state: State;
	events: IDataObject[];
	troubles: Trouble[];
	/** What could be asked, so that a trouble of it is over. */
	fine: string[];
	/** Set when nothing could be asked. */
	failure?: PluggyError;
}

export interface PollInput {
	client: PollClient;
	settings: PollSettings;
	state: State;
	signal: AbortSignal;
	now: number;
}

/** What one poll has found so far. */
interface Found {
	connections: Record<string, Connection>;
	strangers: Record<string, Stranger>;
	tellings: Record<string, Telling>;
	events: IDataObject[];
	troubles: Trouble[];
	fine: string[];
	/** What failed of all that was asked. */
	failed: PluggyError[];
	/** Whether something failed that fails for all. */
	isOver: boolean;
	asked: number;
	rows: number;
}

export async function runPoll(input: PollInput): Promise<PollOutcome> {
	const { state, settings, signal } = input;
	const polls = state.polls + 1;
	const found: Found = {
		connections: { ...state.connections },
		strangers: {},
		tellings: {},
		events: [],
		troubles: [],
		fine: [],
		failed: [],
		isOver: false,
		asked: 0,
		rows: 0,
	};
	for (const itemId of inLine(settings.itemIds, state)) {
		// One for whose rows there is no room is not asked, and comes first in the next poll.
		if (signal.aborted || found.isOver || found.rows >= MOST_ROWS) break;
		await askConnection(input, found, itemId, polls);
	}
	const payments = await askPayments(input, found);
	return finished(input, found, { ...state, polls, ...payments });
}

/** Those that were not reached for longest come first. */
function inLine(itemIds: readonly string[], { connections, strangers }: State): string[] {
	const reached = (id: string) => (connections[keyOf(id)] ?? strangers[keyOf(id)])?.reached ?? 0;
	return [...itemIds].sort((a, b) => reached(a) - reached(b));
}

async function askConnection(
	input: PollInput,
	found: Found,
	itemId: string,
	polls: number,
): Promise<void> {
	const { client, settings, signal, now } = input;
	const key = keyOf(itemId);
	const strangerSince = input.state.strangers[key]?.since;
	const asked: Asked = {
		itemId,
		known: found.connections[key],
		events: settings.events,
		since: settings.since,
		strangerSince,
		allowance: MOST_ROWS - found.rows,
		now,
	};
	found.asked += 1;
	const { connection, events, telling, rows, problem } = await pollConnection(client, asked);
	found.events = [...found.events, ...events];
	found.rows += rows;
	found.tellings[key] = telling;
	const isOutOfTime = problem !== undefined && signal.aborted;
	// One that had all the time of a poll and did not get through must not stop the others.
	const isReached =
		problem === undefined || (isOutOfTime ? found.asked === 1 : !failsForAll(problem.problem));
	if (connection !== undefined) {
		found.connections[key] = isReached ? { ...connection, reached: polls } : connection;
	} else if (isReached) found.strangers[key] = { reached: polls, since: strangerSince ?? now };
	const one = isOutOfTime ? outOfTime() : problem && named(problem, itemId, settings.itemIds);
	if (one === undefined) found.fine.push(itemId);
	else fail(found, itemId, one, events.length > 0);
}

const outOfTime = () =>
	localProblem('NO_ANSWER', 'Pluggy did not answer in the time that n8n gives a poll');

function fail(found: Found, about: string, problem: PluggyError, hasTold = false): void {
	const { code, title } = problem.problem;
	found.troubles.push({ about, kind: code, text: title });
	found.isOver ||= failsForAll(problem.problem);
	if (!hasTold) found.failed.push(problem);
}

async function askPayments(
	{ client, settings, state, signal, now }: PollInput,
	found: Found,
): Promise<Pick<State, 'payments'>> {
	const known = state.payments;
	const isAsked = settings.events.includes(PAYMENT_EVENT);
	const isPossible = !signal.aborted && !found.isOver;
	if (!isAsked) return { payments: undefined };
	if (!isPossible) return known === undefined ? {} : { payments: known };
	found.asked += 1;
	try {
		const rows = await readPayments(client, now);
		const since = settings.since ?? state.strangers[keyOf(PAYMENTS)]?.since;
		const look = newPayments({ known, login: keyOf(client.login), rows, since });
		found.events = [...found.events, ...look.events];
		found.fine.push(PAYMENTS);
		if (rows.length >= PAGE_SIZE) found.troubles.push(FULL_PAGE);
		return { payments: look.payments };
	} catch (error) {
		const problem = asPluggyError(error);
		fail(found, PAYMENTS, signal.aborted ? outOfTime() : problem);
		return known === undefined ? {} : { payments: known };
	}
}

/** The state for the next poll: what was told now is kept apart from what was told before. */
function finished(input: PollInput, found: Found, state: State): PollOutcome {
	const { state: before, settings } = input;
	const { events, troubles, fine, failed, asked } = found;
	const hasTold = events.length > 0;
	const wanted = new Set(settings.itemIds.map(keyOf));
	const entries = Object.entries(found.connections)
		.sort(([a, one], [b, other]) =>
			wanted.has(a) === wanted.has(b) ? other.reached - one.reached : wanted.has(a) ? -1 : 1,
		)
		.slice(0, MOST_KEPT)
		.map(([key, connection]) => {
			const after = hasTold ? afterTelling(connection, found.tellings[key] ?? NOTHING) : connection;
			const { connection: small, isCut } = bounded(after);
			if (isCut)
				troubles.push(
					forgetful(
						'rows',
						settings.itemIds.find((id) => keyOf(id) === key),
					),
				);
			return [key, small] as const;
		});
	const after: State = {
		...state,
		told: hasTold ? state.polls : state.told,
		connections: Object.fromEntries(entries),
		strangers: strangersOf(input, found, state),
		...paymentsAfter(before, state, hasTold),
	};
	const { state: fitting, forgotten } = fit(after, wanted);
	for (const what of forgotten) troubles.push(forgetful(what));
	const failure = asked > 0 && failed.length === asked && !hasTold ? failed[0] : undefined;
	return { state: fitting, events, troubles, fine, ...(failure && { failure }) };
}

/** Also those that the poll did not get to: from now on they are asked for. */
function strangersOf(
	{ state, settings, now }: PollInput,
	found: Found,
	{ payments }: State,
): State['strangers'] {
	const isUnknown = settings.events.includes(PAYMENT_EVENT) && payments === undefined;
	const keys = settings.itemIds
		.map(keyOf)
		.filter((key) => found.connections[key] === undefined)
		.concat(isUnknown ? keyOf(PAYMENTS) : []);
	const entries = keys.map((key) => {
		const known = found.strangers[key] ?? state.strangers[key];
		return [key, known ?? { reached: 0, since: now }] as const;
	});
	return Object.fromEntries(entries);
}

function paymentsAfter(
	{ payments: known }: State,
	{ payments }: State,
	hasTold: boolean,
): Pick<State, 'payments'> {
	if (payments === undefined) return { payments };
	if (!hasTold) return { payments: unsettled(payments, known) };
	return { payments: payments === known ? settledPayments(payments) : payments };
}

const FULL_PAGE: Trouble = {
	about: MEMORY,
	kind: 'FULL_PAGE',
	text: `there are ${PAGE_SIZE} payment requests of the last ${PAYMENT_DAYS} days or more, and a poll looks at the first ${PAGE_SIZE} that Pluggy lists: of others nothing is told`,
};

const FORGOTTEN: Record<Forgotten, string> = {
	rows: 'there is too much to remember all rows: one that Pluggy shows late, with an older createdAt than others had, may be missed',
	connections:
		'there is no room for connections that are not asked for any more: for one that is asked for again, what came meanwhile counts as old',
	events:
		'there is no room to remember which events were told last: if n8n is killed before it stores them, they are not told again',
};

/** Of memory, so that it is not over when a connection answers. */
const forgetful = (what: Forgotten, itemId?: string): Trouble => ({
	about: MEMORY,
	kind: ['FORGOTTEN', what, ...(itemId === undefined ? [] : [itemId])].join(' '),
	text: itemId === undefined ? FORGOTTEN[what] : `item ${itemId}: ${FORGOTTEN[what]}`,
});
