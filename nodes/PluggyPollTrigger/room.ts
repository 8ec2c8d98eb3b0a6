import {
	MOST_CHARACTERS,
	settled,
	textOf,
	type Account,
	type Connection,
	type Place,
	type State,
} from './state';
import { firstHour, HOUR_MS, sizeOf } from './told';

/** The room of a state: what is forgotten when there is too much to remember, and what then counts. */

/** The most digests of one connection. */
export const MOST_TOLD = 5_000;

/** Whether a row or place lies above another. */
export const isAfter = ([at, key]: Place, [otherAt, otherKey]: Place) =>
	at > otherAt || (at === otherAt && key > otherKey);

export const later = (one: Place, other: Place): Place => (isAfter(one, other) ? one : other);

/** Greater than any digest. */
const LAST_KEY = '~';

/** The last place of what is older than an hour's beginning. */
export const before = (hour: number): Place => [hour * HOUR_MS - 1, LAST_KEY];

/** Without the oldest hour of digests: up to its end everything now counts as told. */
function forgetHour(account: Account): Account {
	const hour = firstHour(account.told);
	if (hour === undefined) return account;
	const rest = Object.fromEntries(
		Object.entries(account.told).filter(([name]) => Number(name) !== hour),
	);
	const end = before(hour + 1);
	const floor = isAfter(end, account.top) ? account.top : end;
	return { ...account, told: rest, floor: later(account.floor, floor) };
}

/** An account with at most so many digests: of what is older the cursor alone tells what is new. */
export function cut(account: Account, most: number): Account {
	let rest = account;
	while (sizeOf(rest.told) > Math.max(0, most)) rest = forgetHour(rest);
	return rest;
}

/** What a state has no room for: digests of rows, connections that nobody asks for, events to tell again. */
export type Forgotten = 'rows' | 'connections' | 'events';

interface Step {
	what: Forgotten;
	state: State;
	/** Characters that it saves, or somewhat less. */
	saved: number;
}

const excessOf = (state: State) => textOf(state).length - MOST_CHARACTERS;

/**
 * A state that fits into its room, and what it had to forget: connections that are not asked for; digests, the
 * oldest ones first; which account is which; what another process would tell again.
 * @param wanted digests of the connections that are asked for
 */
export function fit(state: State, wanted: ReadonlySet<string>) {
	let fitting = state;
	const forgotten = new Set<Forgotten>();
	for (let excess = excessOf(fitting); excess > 0; excess = excessOf(fitting)) {
		// Writing it down takes long, so not after each step.
		while (excess > 0) {
			const step = nextStep(fitting, wanted);
			if (step === undefined) return { state: fitting, forgotten: [...forgotten] };
			fitting = step.state;
			forgotten.add(step.what);
			excess -= Math.max(1, step.saved);
		}
	}
	return { state: fitting, forgotten: [...forgotten] };
}

/** The least that can be forgotten. */
function nextStep(state: State, wanted: ReadonlySet<string>): Step | undefined {
	const keys = Object.entries(state.connections)
		.sort(([, one], [, other]) => one.reached - other.reached)
		.map(([key]) => key);
	const unasked = keys.find((key) => !wanted.has(key));
	if (unasked !== undefined) {
		const saved = lengthOf(state.connections[unasked]);
		return { what: 'connections', state: without(state, unasked), saved };
	}
	const oldest = withoutOldest(state);
	if (oldest) return oldest;
	const changed = (what: Forgotten, change: (connection: Connection) => Connection) => {
		for (const key of keys) {
			const before = state.connections[key];
			const connection = change(before);
			if (connection === before) continue;
			const connections = { ...state.connections, [key]: connection };
			const saved = lengthOf(before) - lengthOf(connection);
			return { what, state: { ...state, connections }, saved };
		}
		return undefined;
	};
	return (
		changed('rows', (one) => (one.begun ? folded(one, ({ done }) => done) : one)) ??
		changed('events', allSettled) ??
		// Of accounts that were not read to their end, this may lose rows: the last resort.
		changed('rows', (one) => folded(one, () => true))
	);
}

const lengthOf = (connection: Connection) => JSON.stringify(connection).length;

function without(state: State, key: string): State {
	const rest = Object.entries(state.connections).filter(([other]) => other !== key);
	return { ...state, connections: Object.fromEntries(rest) };
}

/** Stands for all accounts of a connection that are not named. */
const REST = '--------';

/** Accounts put together: what is older than the newest row of any of them counts as told. */
function folded(connection: Connection, isMeant: (account: Account) => boolean): Connection {
	const { accounts = {} } = connection;
	const meant = Object.entries(accounts).filter(([, account]) => isMeant(account));
	if (meant.length < 2) return connection;
	const [[, first]] = meant;
	const top = meant.reduce(
		(last, [, account]) => later(last, later(account.floor, account.top)),
		first.top,
	);
	const done = meant.every(([, account]) => account.done);
	const others = Object.entries(accounts).filter(([, account]) => !isMeant(account));
	const rest: Account = { floor: top, top, told: {}, done };
	return { ...connection, accounts: { ...Object.fromEntries(others), [REST]: rest } };
}

/** A connection each of whose accounts is known by its name again. */
export function unfolded(connection: Connection, accountKeys: readonly string[]): Connection {
	const { [REST]: rest, ...named } = connection.accounts ?? {};
	if (rest === undefined) return connection;
	const meant = accountKeys.map((key) => [key, named[key] ?? rest]);
	return { ...connection, accounts: { ...named, ...Object.fromEntries(meant) } };
}

/** Without what another process would tell again. */
function allSettled(connection: Connection): Connection {
	const { last, again, ...rest } = connection;
	if (last === undefined && again === undefined) return connection;
	return settled(rest, [...(last?.groups ?? []), ...(again?.groups ?? [])]);
}

/** Characters around the digests of an hour: its name, quotes, colon and comma. */
const AROUND_HOUR = 12;

/** Without the oldest hour of digests; undefined when there are none. */
function withoutOldest(state: State): Step | undefined {
	const oldest = oldestOf(state);
	if (oldest === undefined) return undefined;
	const connection = state.connections[oldest.connection];
	const accounts = { ...connection.accounts };
	const account = accounts[oldest.account];
	accounts[oldest.account] = forgetHour(account);
	const connections = { ...state.connections, [oldest.connection]: { ...connection, accounts } };
	const saved = account.told[oldest.hour].length + AROUND_HOUR;
	return { what: 'rows', state: { ...state, connections }, saved };
}

function oldestOf({ connections }: State) {
	let oldest: { connection: string; account: string; hour: number } | undefined;
	for (const [connection, { accounts = {} }] of Object.entries(connections)) {
		for (const [account, one] of Object.entries(accounts)) {
			const hour = firstHour(one.told);
			if (hour !== undefined && hour < (oldest?.hour ?? Infinity)) {
				oldest = { connection, account, hour };
			}
		}
	}
	return oldest;
}
