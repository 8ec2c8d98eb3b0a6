import type { IDataObject } from 'n8n-workflow';
import { blocksOf } from '../shared/lists';
import { localProblem } from '../shared/problems/errors';
import { before, isAfter, later } from './room';
import type { Account, Connection, Group, Place } from './state';
import {
	DAY_MS,
	firstHour,
	from,
	HOUR_MS,
	hourOf,
	keyOf,
	keysOf,
	merge,
	toldOf,
	type Told,
} from './told';

/** Which rows of an account are new: pure functions from what was told and what Pluggy answers. */

/** Rows as old as this are asked for again: Pluggy may show one later than its createdAt says. */
export const OVERLAP_MS = 72 * HOUR_MS;

/** The most rows of one event: one block of IDs that Pluggy takes in one request. */
export const MOST_OF_EVENT = 400;

/** What counts of a transaction here. */
export interface Row {
	id: string;
	key: string;
	/** When Pluggy made it, in ms. */
	at: number;
	date: string | null;
}

/**
 * @param unreadable when a row was made whose createdAt is no time
 * @throws PluggyError for a row without ID
 */
export function readRows(rows: readonly IDataObject[], unreadable: number): Row[] {
	return rows.map(({ id, createdAt, date }) => {
		if (typeof id !== 'string' || id === '') {
			throw localProblem('BAD_ANSWER', 'Pluggy answered a transaction without ID');
		}
		const at = Date.parse(String(createdAt));
		return {
			id,
			key: keyOf(id),
			at: Number.isNaN(at) ? unreadable : at,
			date: typeof date === 'string' ? date : null,
		};
	});
}

/** An account that was not known: what is older than its connection's floor is old. */
export function newAccount({ floor }: Pick<Connection, 'floor'>): Account {
	const start = before(hourOf(floor - OVERLAP_MS));
	return { floor: start, top: start, told: {}, done: false };
}

/** From when on rows are asked for: those above the floor, and those of events to tell again. */
export function askedFrom({ floor: [at] }: Account, again: readonly Group[]): string {
	const hours = again.flatMap(({ told }) => firstHour(told) ?? []);
	const start = hours.reduce((first, hour) => Math.min(first, hour * HOUR_MS), at);
	return new Date(Math.max(0, start)).toISOString();
}

/** An event about rows, and what is kept of it. */
export interface RowsEvent {
	group: Group;
	rows: readonly Row[];
}

export interface Reading {
	/** Digest of its ID. */
	key: string;
	account: Account;
	rows: readonly Row[];
	/** When the item was last updated. */
	updated: string | null;
	/** Events of this account that were told and are not settled: by this process, and to be told again. */
	last: readonly Group[];
	again: readonly Group[];
	/** Rows up to this time are old where they were never told; Infinity: all that is there now. */
	oldUpTo: number;
	/** The most rows that may be told. */
	allowance: number;
	now: number;
}

/** What one reading of all rows of an account brings. */
export interface News {
	account: Account;
	events: RowsEvent[];
	/** How many rows were told for the first time. */
	count: number;
}

const inOrder = (one: Row, other: Row) =>
	isAfter([one.at, one.key], [other.at, other.key]) ? 1 : -1;

export function newsOf(reading: Reading): News {
	const { key, account, updated, last, again, oldUpTo, allowance } = reading;
	const rows = [...new Map(reading.rows.map((row) => [row.key, row])).values()].sort(inOrder);
	const repeated = again.flatMap((group) => {
		const keys = new Set(keysOf(group.told));
		const some = rows.filter((row) => keys.has(row.key));
		return some.length === 0 ? [] : [{ group: { ...group, times: group.times + 1 }, rows: some }];
	});
	const known = new Set(
		[account.told, ...[...last, ...again].map((group) => group.told)].flatMap(keysOf),
	);
	const fresh = rows.filter(
		(row) => !known.has(row.key) && isAfter([row.at, row.key], account.floor),
	);
	const old = fresh.filter(({ at }) => at <= oldUpTo);
	const waiting = fresh.filter(({ at }) => at > oldUpTo);
	const taken = waiting.slice(0, Math.max(0, allowance));
	const told = blocksOf(taken, MOST_OF_EVENT).map((some) => ({
		group: { account: key, updated, told: toldOf(some), times: 1 },
		rows: some,
	}));
	const done = taken.length === waiting.length;
	const settled = merge(account.told, toldOf(old));
	return {
		account: moved({ ...account, told: settled, done }, done ? rows : taken, reading),
		events: [...repeated, ...told],
		count: taken.length,
	};
}

/**
 * Moves floor and top of an account on. A row from the future must not move them: everything that comes
 * before its time would count as old.
 */
function moved(account: Account, rows: readonly Row[], { updated, now }: Reading): Account {
	// Pluggy's own clock counts, as long as it tells the time: that of this server may jump.
	const ofItem = Date.parse(String(updated));
	const latest = (Number.isNaN(ofItem) ? now : ofItem) + DAY_MS;
	const usual = rows.filter(({ at }) => at <= latest);
	const newest = usual[usual.length - 1];
	if (newest === undefined) return account;
	const top: Place = [newest.at, newest.key];
	const floor = account.done
		? later(account.floor, before(hourOf(newest.at - OVERLAP_MS)))
		: account.floor;
	return { ...account, top: later(account.top, top), floor, told: kept(account.told, floor) };
}

const kept = (told: Told, [at]: Place): Told => from(told, at);
