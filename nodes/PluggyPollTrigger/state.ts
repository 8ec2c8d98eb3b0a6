import { z } from 'zod';
import { merge, type Told } from './told';

/** What a poll leaves for the next one, in n8n's static data: its form, and how it stays small. */

/** A place among the rows of an account: a time of Pluggy's in ms, and a digest among those of that time. */
export type Place = readonly [at: number, key: string];

export interface Account {
	/** Rows up to here are old, told or not. */
	floor: Place;
	/** Everything seen up to here was told. */
	top: Place;
	/** Rows above the floor that were told. */
	told: Told;
	/** Whether all its rows were read since the item was last updated. */
	done: boolean;
}

/** The rows of one event. */
export interface Group {
	account: string;
	/** When the item was last updated, as the event says. */
	updated: string | null;
	told: Told;
	/** How often it was told. */
	times: number;
}

/** What the last poll told that told something. */
export interface Telling {
	/** The letter of a status. */
	statuses: string;
	gone: boolean;
	/** How often status or deletion were told. */
	times: number;
	groups: readonly Group[];
}

export interface Connection {
	/** The number of the poll that reached it last. */
	reached: number;
	/** Digest of the login that it was last answered to: another one may not know it. */
	login?: string;
	/** When the item was last updated. */
	updated: string | null;
	/** Letters of the statuses that were told since. */
	statuses: string;
	/** How often in a row Pluggy did not know it. */
	missing: number;
	/** Whether its deletion was told. */
	gone: boolean;
	/** Up to when rows are old that were there when it was first asked. */
	floor: number;
	/** Whether the rows that were there then are all known: all others are new. */
	begun: boolean;
	/** Whether the rows of all accounts were read since the item was last updated. */
	done: boolean;
	/** By digests of their IDs; none as long as nobody wants to know of rows. */
	accounts?: Readonly<Record<string, Account>>;
	/** Told by this process. */
	last?: Telling;
	/** Told by another process: nobody knows whether n8n stored it. */
	again?: Telling;
}

export interface Stranger {
	/** The number of the poll that reached it last. */
	reached: number;
	/** When it was asked for first: what is newer is not old. */
	since: number;
}

export interface Payments {
	/** Digest of the login whose they are. */
	login: string;
	/** Digests of payment requests with their statuses that were told. */
	told: string;
	/** As above. */
	last: readonly Batch[];
	again: readonly Batch[];
}

export interface Batch {
	/** Digests of payment requests with their statuses. */
	keys: string;
	times: number;
}

export interface State {
	version: 1;
	/** Digest of the node whose it is: two that swap their names swap their static data. */
	node: string;
	/** The number of the poll that left it, and of the last one that told something. */
	polls: number;
	told: number;
	/** The process that left it. */
	process: string;
	/** By digests of the item IDs. */
	connections: Readonly<Record<string, Connection>>;
	/** Those that are asked for and were not answered yet, payment requests among them. */
	strangers: Readonly<Record<string, Stranger>>;
	payments?: Payments;
}

const count = z.number().int().nonnegative();
const time = z.number().finite();
const digest = z.string().regex(/^[\w-]{8}$/);
const digests = z.string().regex(/^(?:[\w-]{8})*$/);
const told = z.record(z.string().regex(/^-?\d{1,10}$/), digests);
const place = z.tuple([time, z.string().max(8)]);
const letters = z.string().max(16);
const updated = z.string().max(64).nullable();

const telling = z.object({
	statuses: letters,
	gone: z.boolean(),
	times: count,
	groups: z.array(z.object({ account: digest, updated, told, times: count })),
});

const connection = z.object({
	reached: count,
	login: digest.optional(),
	updated,
	statuses: letters,
	missing: count,
	gone: z.boolean(),
	floor: time,
	begun: z.boolean(),
	done: z.boolean(),
	accounts: z
		.record(digest, z.object({ floor: place, top: place, told, done: z.boolean() }))
		.optional(),
	last: telling.optional(),
	again: telling.optional(),
});

const batches = z.array(z.object({ keys: digests, times: count }));

const stateForm = z.object({
	version: z.literal(1),
	node: digest,
	polls: count,
	told: count,
	process: z.string().max(16),
	connections: z.record(digest, connection),
	strangers: z.record(digest, z.object({ reached: count, since: time })),
	payments: z.object({ login: digest, told: digests, last: batches, again: batches }).optional(),
});

/** The most characters of a state; they are all of one byte. Hundreds of accounts alone may take more. */
export const MOST_CHARACTERS = 65_536;

/** Whatever a poll leaves must be read again: a state that is lost is rows that are lost. */
const MOST_READ = 32 * MOST_CHARACTERS;

export const emptyState = (node: string, processMark: string): State => ({
	version: 1,
	node,
	polls: 0,
	told: 0,
	process: processMark,
	connections: {},
	strangers: {},
});

export const textOf = (state: State): string => JSON.stringify(state);

/** The state that a text holds, of this node; undefined when it is none. */
export function parseState(text: unknown, node: string): State | undefined {
	if (typeof text !== 'string' || text.length > MOST_READ) return undefined;
	try {
		const parsed = stateForm.safeParse(JSON.parse(text));
		return parsed.success && parsed.data.node === node ? (parsed.data as State) : undefined;
	} catch {
		return undefined;
	}
}

const isOfItem = ({ statuses, gone }: Telling) => statuses !== '' || gone;

/** What two polls told, together. */
export function together(one: Telling | undefined, other: Telling | undefined) {
	if (one === undefined || other === undefined) return one ?? other;
	const times = [one, other].filter(isOfItem).map((telling) => telling.times);
	return {
		statuses: [...new Set(one.statuses + other.statuses)].join(''),
		gone: one.gone || other.gone,
		times: times.length === 0 ? 0 : Math.min(...times),
		groups: [...one.groups, ...other.groups],
	};
}

/** A connection whose rows of some events count as told for good. */
export function settled(connection: Connection, groups: readonly Group[]): Connection {
	if (connection.accounts === undefined) return connection;
	const accounts = { ...connection.accounts };
	for (const group of groups) {
		const account = accounts[group.account];
		if (account === undefined) continue;
		accounts[group.account] = { ...account, told: merge(account.told, group.told) };
	}
	return { ...connection, accounts };
}
