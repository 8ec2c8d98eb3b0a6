import type { IDataObject } from 'n8n-workflow';
import { readItem } from '../shared/items';
import { asPluggyError, PluggyError } from '../shared/problems/errors';
import { floorOf, lookAt, lookAtNone, NOTHING, type Look } from './connection';
import { DELETED_EVENT, ROWS_EVENT, rowsEvent } from './events';
import { failsForAll } from './failure';
import { readAccounts, readTransactions, type PollClient } from './reading';
import { unfolded } from './room';
import { askedFrom, newAccount, newsOf } from './rows';
import { settled, type Connection, type Group, type Telling } from './state';
import { keyOf } from './told';

/** One connection in one poll: its item, and its rows when the item was updated since. */

export interface Asked {
	itemId: string;
	known: Connection | undefined;
	events: readonly string[];
	/** On a first poll, what happened since this time is told. */
	since: number | undefined;
	/** When it was asked for first, if it did not answer then. */
	strangerSince: number | undefined;
	/** The most rows that may be told. */
	allowance: number;
	now: number;
}

export interface Answered {
	/** Undefined when nothing is known of it. */
	connection: Connection | undefined;
	events: IDataObject[];
	telling: Telling;
	/** How many rows were told for the first time. */
	rows: number;
	/** What went wrong; what was found before counts all the same. */
	problem?: PluggyError;
}

export async function pollConnection(client: PollClient, asked: Asked): Promise<Answered> {
	const { known, itemId } = asked;
	const login = keyOf(client.login);
	const nothing = { connection: known, events: [], telling: NOTHING, rows: 0 };
	const answer = await readItem(client, itemId).catch(asPluggyError);
	if (answer instanceof PluggyError) return { ...nothing, problem: answer };
	if ('gone' in answer) {
		// One that this login never saw is not deleted: its ID is wrong, or of another application.
		const isKnown = known !== undefined && (known.login ?? login) === login;
		if (!isKnown) return { ...nothing, problem: answer.gone };
		const { connection, events, telling } = lookAtNone(known, asked);
		// Where nobody wants the event, the log says why nothing comes any more.
		const isUntold = connection.gone && !asked.events.includes(DELETED_EVENT);
		return { connection, events, telling, rows: 0, ...(isUntold && { problem: answer.gone }) };
	}
	const seen = lookAt(known, answer.item, asked);
	const look = { ...seen, connection: { ...seen.connection, login } };
	if (!asked.events.includes(ROWS_EVENT)) {
		return { ...look, connection: unwatched(look.connection), rows: 0 };
	}
	const watched = asWatched(look, answer.item, asked);
	const { connection } = watched;
	const again = connection.again?.groups ?? [];
	const isRead = connection.updated !== null && (!connection.done || again.length > 0);
	return isRead ? await pollRows(client, asked, watched) : { ...watched, rows: 0 };
}

/** Nobody wants to know of its rows: whoever does later begins anew. */
function unwatched({ last, again, ...known }: Connection): Connection {
	const bare = (telling: Telling | undefined) => telling && { ...telling, groups: [] };
	const rest = { ...known, done: false };
	delete rest.accounts;
	return {
		...rest,
		...(last && { last: bare(last) }),
		...(again && { again: bare(again) }),
	};
}

/** A connection whose rows are asked for. */
type Watched = Look & {
	/** Up to when the rows of an account that is seen for the first time are old. */
	oldUpTo: number;
};

/** Of one whose rows nobody wanted to know until now, those that are there are old. */
function asWatched(look: Look, item: IDataObject, { since, strangerSince }: Asked): Watched {
	const { connection, isFirst } = look;
	const { accounts, begun, floor } = connection;
	if (accounts !== undefined) return { ...look, oldUpTo: begun ? -Infinity : floor };
	const from = isFirst ? Math.min(floor, strangerSince ?? floor) : floorOf(item);
	const watched = { ...connection, floor: from, begun: false, accounts: {} };
	const isSince = isFirst && (since ?? strangerSince) !== undefined;
	const oldUpTo = isSince ? from : Infinity;
	return { ...look, connection: watched, oldUpTo };
}

async function pollRows(client: PollClient, asked: Asked, look: Watched): Promise<Answered> {
	const { itemId } = asked;
	const found: Answered = { ...look, rows: 0 };
	const ids = await readAccounts(client, itemId).catch(asPluggyError);
	if (ids instanceof PluggyError) return { ...found, problem: ids };
	let connection = unfolded(look.connection, ids.map(keyOf));
	const groups: Group[] = [];
	let retold: Group[] = [];
	let problem: PluggyError | undefined;
	for (const accountId of inLine(ids, connection)) {
		const key = keyOf(accountId);
		const answer = await pollAccount(client, asked, connection, accountId, {
			oldUpTo: look.oldUpTo,
			allowance: asked.allowance - found.rows,
		}).catch(asPluggyError);
		if (answer === undefined) continue;
		if (answer instanceof PluggyError) {
			problem ??= answer;
			if (answer.problem.code === 'CANCELLED' || failsForAll(answer.problem)) break;
			continue;
		}
		const accounts = { ...connection.accounts, [key]: answer.account };
		connection = { ...connection, accounts };
		retold = [...retold, ...groupsOf(connection.again, key)];
		for (const { group, rows } of answer.events) {
			const of = { itemId, accountId, baseUrl: client.baseUrl };
			found.events = [...found.events, rowsEvent(of, group, rows)];
			groups.push(group);
		}
		found.rows += answer.count;
	}
	const listed = new Set(ids.map(keyOf));
	const isLeft = (group: Group) => listed.has(group.account) && !retold.includes(group);
	const left = (connection.again?.groups ?? []).filter(isLeft);
	const kept = new Set([...groups, ...left].map(({ told }) => told));
	// Of these no row is there any more.
	const lost = (connection.again?.groups ?? []).filter(({ told }) => !kept.has(told));
	return {
		...found,
		connection: finished(settled(connection, lost), ids, left, problem),
		telling: { ...look.telling, groups },
		...(problem && { problem }),
	};
}

/** Those of which least was told come first: one with very many rows must not keep the others waiting. */
function inLine(ids: readonly string[], { accounts }: Connection): string[] {
	const reached = (id: string) => accounts?.[keyOf(id)]?.top[0] ?? -Infinity;
	return [...ids].sort((a, b) => (reached(a) < reached(b) ? -1 : reached(a) > reached(b) ? 1 : 0));
}

const groupsOf = (telling: Telling | undefined, key: string) =>
	(telling?.groups ?? []).filter(({ account }) => account === key);

function finished(
	{ again, ...connection }: Connection,
	ids: readonly string[],
	left: readonly Group[],
	problem: PluggyError | undefined,
): Connection {
	const isDone = (id: string) => connection.accounts?.[keyOf(id)]?.done === true;
	return {
		...connection,
		begun: connection.begun || problem === undefined,
		done: problem === undefined && ids.every(isDone),
		...(again && left.length > 0 && { again: { ...again, groups: left } }),
	};
}

/** @returns undefined when there is nothing to ask */
async function pollAccount(
	client: PollClient,
	{ now }: Asked,
	connection: Connection,
	accountId: string,
	{ oldUpTo, allowance }: { oldUpTo: number; allowance: number },
) {
	const key = keyOf(accountId);
	const { accounts = {}, updated, last } = connection;
	const known = accounts[key];
	const again = groupsOf(connection.again, key);
	if (known?.done && again.length === 0) return undefined;
	const account = known ?? newAccount(connection);
	const unreadable = Date.parse(String(updated)) || now;
	const rows = await readTransactions(client, accountId, askedFrom(account, again), unreadable);
	return newsOf({
		...{ key, account, rows, updated, again, allowance, now },
		oldUpTo: known === undefined ? oldUpTo : -Infinity,
		last: groupsOf(last, key),
	});
}
