import type { IDataObject } from 'n8n-workflow';
import { DELETED_EVENT, itemEvent } from './events';
import { lostPayments } from './payments';
import { cut, MOST_TOLD } from './room';
import { settled, together, type Connection, type State, type Telling } from './state';
import { DAY_MS, HOUR_MS, sizeOf } from './told';

/** What a connection's item tells: pure functions from what is known of it and what Pluggy answers. */

/** The events of an item by its status. One that is being synchronized tells nothing. */
const STATUSES = {
	UPDATED: { letter: 'u', event: 'item/updated' },
	LOGIN_ERROR: { letter: 'e', event: 'item/error' },
	OUTDATED: { letter: 'o', event: 'item/error' },
	WAITING_USER_INPUT: { letter: 'i', event: 'item/waiting_user_input' },
	WAITING_USER_ACTION: { letter: 'a', event: 'item/waiting_user_action' },
} as const;

const byStatus = new Map<unknown, (typeof STATUSES)[keyof typeof STATUSES]>(
	Object.entries(STATUSES),
);

/** The event that a status stands for. */
export const eventOfStatus = (status: unknown) => byStatus.get(status);

/** How often in a row Pluggy must not know an item before it counts as deleted. */
const MISSES = 2;

export const NOTHING: Telling = { statuses: '', gone: false, times: 0, groups: [] };

/** A look at a connection: what is known of it now, what it tells, and which of that is new to n8n. */
export interface Look {
	connection: Connection;
	events: IDataObject[];
	telling: Telling;
	/** Whether it was not known before: then its rows are old. */
	isFirst: boolean;
}

export interface LookOptions {
	itemId: string;
	events: readonly string[];
	/** On a first look, what happened since this time is told. */
	since: number | undefined;
}

/** When the item was last updated. */
const updatedOf = ({ lastUpdatedAt }: IDataObject): string | null =>
	typeof lastUpdatedAt === 'string' && lastUpdatedAt !== '' ? lastUpdatedAt.slice(0, 64) : null;

const timeOf = (value: unknown): number | undefined => {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? undefined : time;
};

/**
 * An item that has no data yet has no old rows: only what was there before it was made is old. What this
 * server's clock says counts up to a day after the item's: one that is ahead would make all rows old.
 */
export function floorOf(item: IDataObject, since?: number): number {
	const updated = timeOf(item.lastUpdatedAt);
	const latest = (updated ?? Infinity) + DAY_MS;
	return since === undefined
		? (updated ?? (timeOf(item.createdAt) ?? 0) - HOUR_MS)
		: Math.min(since, latest);
}

function firstLook(item: IDataObject, since: number | undefined): Connection {
	const updated = updatedOf(item);
	const isNew = since !== undefined && (timeOf(updated) ?? -Infinity) >= since;
	return {
		reached: 0,
		updated,
		statuses: isNew ? '' : (eventOfStatus(item.status)?.letter ?? ''),
		missing: 0,
		gone: false,
		floor: floorOf(item, since),
		begun: false,
		done: false,
	};
}

/** What was told stays told, but not that which n8n may have lost with another process. */
function untold(known: Connection): Connection {
	const { again = NOTHING } = known;
	const statuses = [...known.statuses].filter((letter) => !again.statuses.includes(letter));
	return {
		...known,
		statuses: statuses.join(''),
		...(known.again === undefined ? {} : { again: { ...NOTHING, groups: again.groups } }),
	};
}

/** An item that was answered. */
export function lookAt(
	known: Connection | undefined,
	item: IDataObject,
	{ itemId, events, since }: LookOptions,
): Look {
	const updated = updatedOf(item);
	const isFirst = known === undefined;
	const before = isFirst ? firstLook(item, since) : untold(known);
	const isMoved = before.updated !== updated;
	const statuses = isMoved ? '' : before.statuses;
	const accounts = Object.entries(before.accounts ?? {}).map(([key, account]) => [
		key,
		isMoved ? { ...account, done: false } : account,
	]);
	const status = eventOfStatus(item.status);
	const isNew = status !== undefined && !statuses.includes(status.letter);
	const isTold = isNew && events.includes(status.event);
	const lost = known?.again ?? NOTHING;
	const isAgain = isTold && !isMoved && lost.statuses.includes(status.letter);
	return {
		connection: {
			...before,
			updated,
			statuses: isNew ? statuses + status.letter : statuses,
			missing: 0,
			gone: false,
			done: before.done && !isMoved,
			...(before.accounts === undefined ? {} : { accounts: Object.fromEntries(accounts) }),
		},
		events: isTold ? [itemEvent(status.event, itemId, item)] : [],
		telling: isTold
			? { ...NOTHING, statuses: status.letter, times: isAgain ? lost.times + 1 : 1 }
			: NOTHING,
		isFirst,
	};
}

/** An item that Pluggy does not know, though it did. */
export function lookAtNone(known: Connection, { itemId, events }: LookOptions): Look {
	const missing = known.gone ? known.missing : known.missing + 1;
	const isGone = known.gone || missing >= MISSES;
	const isTold = isGone && !known.gone && events.includes(DELETED_EVENT);
	const { updated } = known;
	return {
		connection: {
			...known,
			missing,
			gone: isGone,
			...(isTold && known.again && { again: { ...known.again, gone: false } }),
		},
		events: isTold ? [itemEvent(DELETED_EVENT, itemId, { lastUpdatedAt: updated })] : [],
		telling: isTold
			? { ...NOTHING, gone: true, times: known.again?.gone ? known.again.times + 1 : 1 }
			: NOTHING,
		isFirst: false,
	};
}

/**
 * How often an event is told at most, each time by another process: to be lost, n8n would have to be killed
 * as often in a row between saving what a poll left and storing its execution.
 */
const MOST_TIMES = 3;

/**
 * What another process told last is told again: nobody knows whether n8n stored it. If that process went on
 * to another poll, it was not killed before.
 */
export function takenOver(state: State, processMark: string): State {
	const isStored = state.polls > state.told && state.process !== processMark;
	const isLost = ({ times }: { times: number }) => !isStored && times < MOST_TIMES;
	const entries = Object.entries(state.connections).map(([key, connection]) => {
		const { last = NOTHING, ...rest } = connection;
		const isOwnLost = isLost(last);
		const lost: Telling = {
			...(isOwnLost ? last : NOTHING),
			groups: last.groups.filter(isLost),
		};
		const kept = settled(
			rest,
			last.groups.filter((group) => !isLost(group)),
		);
		const again = isNothing(lost) ? connection.again : together(connection.again, lost);
		const back = lost.gone ? { gone: false, missing: MISSES - 1 } : {};
		return [key, { ...kept, ...back, ...(again && { again }) }];
	});
	const { payments } = state;
	return {
		...state,
		process: processMark,
		connections: Object.fromEntries(entries),
		...(payments && { payments: lostPayments(payments, isLost) }),
	};
}

const isNothing = ({ statuses, gone, groups }: Telling) =>
	statuses === '' && !gone && groups.length === 0;

/**
 * A connection after a poll that told something: what was told before is settled, what was told now is kept
 * apart, in case that n8n is killed before it stores it.
 */
export function afterTelling(connection: Connection, telling: Telling = NOTHING): Connection {
	const { last = NOTHING, ...rest } = connection;
	const next = settled(rest, last.groups);
	return isNothing(telling) ? next : { ...next, last: telling };
}

/** A connection whose rows are few enough to remember, and whether it had to forget some. */
export function bounded(connection: Connection): { connection: Connection; isCut: boolean } {
	let left = MOST_TOLD;
	let isCut = false;
	const accounts = Object.entries(connection.accounts ?? {}).map(([key, account]) => {
		const fitting = cut(account, left);
		isCut ||= fitting !== account;
		left -= sizeOf(fitting.told);
		return [key, fitting];
	});
	return isCut
		? { connection: { ...connection, accounts: Object.fromEntries(accounts) }, isCut }
		: { connection, isCut };
}
