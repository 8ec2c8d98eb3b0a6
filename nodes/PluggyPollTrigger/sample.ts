import type { IDataObject } from 'n8n-workflow';
import { PluggyError } from '../shared/problems/errors';
import { eventOfStatus } from './connection';
import { itemEvent, PAYMENT_STATUSES, paymentEvent, rowsEvent } from './events';
import { readAccounts, readItem, readPayments, readTransactions, type PollClient } from './reading';
import { MOST_OF_EVENT, OVERLAP_MS, type Row } from './rows';
import type { PollSettings } from './settings';
import { HOUR_MS, keyOf, toldOf } from './told';

/** For the test in the editor: the newest event there is, as a poll would have told it. */

type Item = IDataObject & { id: string };

const timeOf = (value: unknown) => Date.parse(String(value)) || 0;

async function itemsOf(client: PollClient, itemIds: readonly string[]): Promise<Item[]> {
	const items: Item[] = [];
	let gone: PluggyError | undefined;
	for (const id of itemIds) {
		const answer = await readItem(client, id);
		if ('item' in answer) items.push({ ...answer.item, id });
		else gone ??= answer.gone;
	}
	if (items.length === 0 && gone) throw gone;
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
	const day = new Date(now - 90 * 24 * HOUR_MS).toISOString().slice(0, 10);
	const rows = await readPayments(client, day);
	const [newest] = rows
		.filter(({ id, status }) => typeof id === 'string' && PAYMENT_STATUSES.includes(String(status)))
		.sort((a, b) => timeOf(b.updatedAt) - timeOf(a.updatedAt));
	return newest && paymentEvent(String(newest.id), String(newest.status));
}

/** @returns one event: of rows if they are wanted and there are some, else of an item, else of a payment */
export async function newestEvent(
	client: PollClient,
	{ events, itemIds }: PollSettings,
	now: number,
): Promise<IDataObject | undefined> {
	const items = await itemsOf(client, itemIds);
	if (events.includes('transactions/created')) {
		for (const item of items) {
			const event = await newestRows(client, item);
			if (event) return event;
		}
	}
	for (const item of items) {
		const { event } = eventOfStatus(item.status) ?? {};
		if (event && events.includes(event)) return itemEvent(event, item.id, item);
	}
	return events.includes('payment_request/updated') ? await newestPayment(client, now) : undefined;
}
