import { MOST_CHARACTERS, textOf, type Account, type Place, type State } from './state';
import { firstHour, HOUR_MS, sizeOf } from './told';

/** The room of a state: what is forgotten when there is too much to remember, and what then counts. */

/** The most digests of one connection. */
export const MOST_TOLD = 5_000;

const isAfter = ([at, key]: Place, [otherAt, otherKey]: Place) =>
	at > otherAt || (at === otherAt && key > otherKey);

export const later = (one: Place, other: Place): Place => (isAfter(one, other) ? one : other);

/** Whether a row lies above a place. */
export const isAbove = isAfter;

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

/**
 * A state that fits into its room, and how many hours of digests it had to forget. Connections that
 * nobody asks for any more are forgotten first.
 */
export function fit(
	state: State,
	isWanted: (connection: string) => boolean,
): { state: State; forgotten: number } {
	let fitting = withoutUnwanted(state, isWanted);
	let forgotten = 0;
	for (let excess = excessOf(fitting); excess > 0; excess = excessOf(fitting)) {
		// Writing it down takes long, so not for each hour.
		while (excess > 0) {
			const oldest = oldestOf(fitting);
			if (oldest === undefined) return { state: fitting, forgotten };
			excess -= oldest.length;
			fitting = withAccount(fitting, oldest.connection, oldest.account, forgetHour);
			forgotten += 1;
		}
	}
	return { state: fitting, forgotten };
}

const excessOf = (state: State) => textOf(state).length - MOST_CHARACTERS;

function withoutUnwanted(state: State, isWanted: (connection: string) => boolean): State {
	let excess = excessOf(state);
	const unwanted = Object.entries(state.connections)
		.filter(([key]) => !isWanted(key))
		.sort(([, one], [, other]) => one.reached - other.reached);
	const connections = { ...state.connections };
	for (const [key, connection] of unwanted) {
		if (excess <= 0) break;
		excess -= JSON.stringify(connection).length;
		delete connections[key];
	}
	return { ...state, connections };
}

/** Characters around the digests of an hour: its name, quotes, colon and comma. */
const AROUND_HOUR = 12;

function oldestOf({ connections }: State) {
	let oldest: { connection: string; account: string; hour: number; length: number } | undefined;
	for (const [connection, { accounts = {} }] of Object.entries(connections)) {
		for (const [account, one] of Object.entries(accounts)) {
			const hour = firstHour(one.told);
			if (hour !== undefined && hour < (oldest?.hour ?? Infinity)) {
				oldest = { connection, account, hour, length: one.told[hour].length + AROUND_HOUR };
			}
		}
	}
	return oldest;
}

function withAccount(
	state: State,
	key: string,
	account: string,
	change: (account: Account) => Account,
): State {
	const connection = state.connections[key];
	const accounts = { ...connection.accounts };
	accounts[account] = change(accounts[account]);
	return { ...state, connections: { ...state.connections, [key]: { ...connection, accounts } } };
}
