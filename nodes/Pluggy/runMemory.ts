import { asItIs, problemOf, type PluggyError } from '../shared/problems/errors';
import type { Client } from '../shared/client/transport';
import { readAccount } from '../shared/accounts';
import type { KnownNames } from './categoryNames';
import { isUuid } from './parsers';
import type { AccountView, Reading } from './transactionRow';

/** What an execution remembers across its input rows, and tells at its end. */

/** What the user of a run should know besides its rows. */
export interface Notes {
	/** Card transactions whose type says the opposite of their sign. */
	disagreeing: number;
	/** Transactions whose amount is null. */
	withoutAmount: number;
	/** Transactions that could not be written into a file. */
	leftOut: number;
	/** Why the names of categories are not known. */
	withoutNames: string | undefined;
	/** Why lists are empty, where that is known. */
	readonly reasons: Set<string>;
}

/** What was read in this run, by login and ID: one ID may name other things for other logins. */
type Known<T> = Map<string, Promise<T>>;

/** What a look at the owner of a list said. */
export interface Look {
	/** Set when it does not exist. */
	gone?: PluggyError;
	/** Why it has nothing. */
	reason?: string;
}

export interface RunMemory {
	/** The accounts of transactions: each is read once. */
	readonly accounts: Known<AccountView>;
	/** What lists without rows belong to: each is looked at once. */
	readonly owners: Known<Look>;
	/** The names of categories, by login. */
	readonly categories: KnownNames;
	readonly notes: Notes;
}

const newNotes = (): Notes => ({
	disagreeing: 0,
	withoutAmount: 0,
	leftOut: 0,
	withoutNames: undefined,
	reasons: new Set(),
});

export const newMemory = (): RunMemory => ({
	accounts: new Map(),
	categories: new Map(),
	owners: new Map(),
	notes: newNotes(),
});

/** For one input row: it knows what the others know, and has its own to tell. */
export const memoryOfRow = ({ accounts, owners, categories }: RunMemory): RunMemory => ({
	accounts,
	owners,
	categories,
	notes: newNotes(),
});

/** Takes up what an input row has to tell, once its rows are put out. */
export function remember({ notes }: RunMemory, { notes: more }: RunMemory): void {
	notes.disagreeing += more.disagreeing;
	notes.withoutAmount += more.withoutAmount;
	notes.leftOut += more.leftOut;
	notes.withoutNames ??= more.withoutNames;
	for (const reason of more.reasons) notes.reasons.add(reason);
}

export function noteReading(notes: Notes, { amount, disagrees }: Reading): void {
	if (disagrees) notes.disagreeing += 1;
	if (amount === null) notes.withoutAmount += 1;
}

const transactions = (count: number) => (count === 1 ? '1 transaction' : `${count} transactions`);

/** The notes as sentences. */
export function hintsOf(notes: Notes): string[] {
	const { disagreeing, withoutAmount, leftOut, withoutNames, reasons } = notes;
	return [
		...reasons,
		...(disagreeing > 0
			? [
					`${transactions(disagreeing)} of a card: type (DEBIT or CREDIT) says the opposite of the sign. The sign counts, positive is a purchase, as Pluggy documents it for cards.`,
				]
			: []),
		...(withoutAmount > 0
			? [`${transactions(withoutAmount)} without amount: amountNote says why.`]
			: []),
		...(leftOut > 0
			? [`${transactions(leftOut)} could not be written into the file: leftOutRows says why.`]
			: []),
		...(withoutNames === undefined
			? []
			: [
					`categoryTranslated is empty: the list of categories could not be read (${withoutNames}).`,
				]),
	];
}

/**
 * Reads an account for its transactions.
 * @returns why it cannot be known, when Pluggy refuses it: its transactions are not lost for that
 * @throws what may pass: the transactions can be read again, then with their amounts
 */
async function readView(client: Client, id: string, action: string): Promise<AccountView> {
	try {
		return { account: await readAccount(client, id, action) };
	} catch (error) {
		const { httpStatus, retryable, title } = problemOf(error);
		if (httpStatus === undefined || retryable) throw asItIs(error);
		return { why: `the account could not be read (${title})` };
	}
}

/** Reads once per run, also when several rows ask at the same time. */
export async function readOnce<T extends object>(
	known: Known<T>,
	{ login }: Client,
	id: string,
	read: () => Promise<T>,
): Promise<T> {
	const key = `${login} ${id}`;
	// What failed for another row, or was cancelled with it, is tried again for this one.
	const earlier = known.get(key);
	const found = earlier && (await earlier.catch(() => undefined));
	if (found) return found;
	const reading = read();
	known.set(key, reading);
	try {
		return await reading;
	} catch (error) {
		if (known.get(key) === reading) known.delete(key);
		throw asItIs(error);
	}
}

/** The account of transactions: read once per run. */
export async function viewAccount(
	{ accounts }: RunMemory,
	client: Client,
	id: unknown,
	action: string,
): Promise<AccountView> {
	if (!isUuid(id)) return { why: 'Pluggy did not say which account it belongs to' };
	return await readOnce(accounts, client, id, async () => await readView(client, id, action));
}
