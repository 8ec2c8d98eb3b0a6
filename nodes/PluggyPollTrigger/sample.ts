import type { IDataObject } from 'n8n-workflow';
import { readItem } from '../shared/items';
import { asItIs, asPluggyError, type PluggyError } from '../shared/problems/errors';
import { eventOfStatus } from './connection';
import { isTold, itemEvent, PAYMENT_EVENT, paymentEvent, ROWS_EVENT, rowsEvent } from './events';
import { failsForAll, named } from './failure';
import { readAccounts, readPayments, readTransactions, type PollClient } from './reading';
import { MOST_OF_EVENT, OVERLAP_MS, type Row } from './rows';
import type { PollSettings } from './settings';
import { keyOf, toldOf } from './told';

/** For the test in the editor: the newest event there is, as a poll would have told it. */

type Item = IDataObject & { id: string };

const timeOf = (value: unknown) => Date.parse(String(value)) || 0;

/** What is found where it works; the first problem of where it does not. */
class Search {
	problem: PluggyError | undefined;

	private isOver = false;

	/** @returns undefined where it failed, or where something failed before that fails for all */
	async try<T>(ask: () => Promise<T>): Promise<T | undefined> {
		if (this.isOver) return undefined;
		try {
			return await ask();
		} catch (error) {
			const problem = asPluggyError(error);
			this.problem ??= problem;
			this.isOver = failsForAll(problem.problem) || problem.problem.code === 'CANCELLED';
			return undefined;
		}
	}
}

async function itemsOf(
	client: PollClient,
	itemIds: readonly string[],
	search: Search,
): Promise<Item[]> {
	const items: Item[] = [];
	for (const id of itemIds) {
		const answer = await search.try(async () => await readItem(client, id));
		if (answer === undefined) continue;
		if ('item' in answer) items.push({ ...answer.item, id });
		else search.problem ??= named(answer.gone, id, itemIds);
	}
	return items.sort((a, b) => timeOf(b.lastUpdatedAt) - timeOf(a.lastUpdatedAt));
}

/** The newest rows of an item: those of one account that Pluggy made at the same time. */
async function newestRows(client: PollClient, item: Item): Promise<IDataObject | undefined> {
	const updated = timeOf(item.lastUpdatedAt);
	if (updated === 0) return undefined;
	let newest: { accountId: string; rows: Row[]; at: number } | undefined;
	for (const accountId of await readAccounts(client, item.id)) {
		const from = new Date(updated - OVERLAP_MS).toISOString();
		const rows = await readTransactions(client, accountId, from, updated);
		const at = rows.reduce((last, row) => Math.max(last, row.at), 0);
		if (rows.length > 0 && at > (newest?.at ?? 0)) newest = { accountId, rows, at };
	}
	if (newest === undefined) return undefined;
	const { accountId, at } = newest;
	const rows = newest.rows.filter((row) => row.at === at).slice(0, MOST_OF_EVENT);
	const group = {
		account: keyOf(accountId),
		updated: String(item.lastUpdatedAt),
		told: toldOf(rows),
		times: 1,
	};
	return rowsEvent({ itemId: item.id, accountId, baseUrl: client.baseUrl }, group, rows);
}

async function newestPayment(client: PollClient, now: number): Promise<IDataObject | undefined> {
	const rows = await readPayments(client, now);
	const [newest] = rows.filter(isTold).sort((a, b) => timeOf(b.updatedAt) - timeOf(a.updatedAt));
	return newest && paymentEvent(String(newest.id), String(newest.status));
}

async function found(
	client: PollClient,
	{ events, itemIds }: PollSettings,
	now: number,
	search: Search,
): Promise<IDataObject | undefined> {
	const items = await itemsOf(client, itemIds, search);
	if (events.includes(ROWS_EVENT)) {
		for (const item of items) {
			const event = await search.try(async () => await newestRows(client, item));
			if (event) return event;
		}
	}
	for (const item of items) {
		const { event } = eventOfStatus(item.status) ?? {};
		if (event && events.includes(event)) return itemEvent(event, item.id, item);
	}
	if (!events.includes(PAYMENT_EVENT)) return undefined;
	return await search.try(async () => await newestPayment(client, now));
}

/**
 * @returns one event: of rows if they are wanted and there are some, else of an item, else of a payment
 * @throws PluggyError when none was found and something could not be asked
 */
export async function newestEvent(
	client: PollClient,
	settings: PollSettings,
	now: number,
): Promise<IDataObject | undefined> {
	const search = new Search();
	const event = await found(client, settings, now, search);
	if (event === undefined && search.problem) throw asItIs(search.problem);
	return event;
}
