import type { IDataObject } from 'n8n-workflow';
import { readAccountsOf } from '../shared/accounts';
import { PAGE_SIZE, readList } from '../shared/client/paging';
import { readRequest, type ApiRequest } from '../shared/client/request';
import type { Client } from '../shared/client/transport';
import { readRows, type Row } from './rows';
import { DAY_MS } from './told';

/** What a poll asks Pluggy for: GETs, and nothing else. */

export type PollClient = Pick<Client, 'send' | 'baseUrl' | 'login'>;

/** Payment requests that were made longer ago are not looked at. */
export const PAYMENT_DAYS = 90;

/** A client whose requests end when the poll must end: the time is one for all of them. */
export function inTime(client: PollClient, signal: AbortSignal, left: () => number): PollClient {
	const send = async (request: ApiRequest) =>
		await client.send({ ...request, signal, waitBudgetMs: Math.max(0, left()) });
	return { ...client, send };
}

/** The IDs of the accounts of an item. */
export async function readAccounts(client: PollClient, itemId: string): Promise<string[]> {
	const accounts = await readAccountsOf(client, itemId, 'Get many accounts');
	return [...new Set(accounts.map(({ id }) => id))];
}

/** All rows that Pluggy made at or after a time. Half a list is an error. */
export async function readTransactions(
	client: PollClient,
	accountId: string,
	createdAtFrom: string,
	unreadable: number,
): Promise<Row[]> {
	const query = { accountId, createdAtFrom };
	const request = readRequest('Get many transactions', '/v2/transactions', query);
	const rows: Row[] = [];
	for await (const page of readList(client, request, 'cursor', Infinity)) {
		for (const row of readRows(page, unreadable)) rows.push(row);
	}
	return rows;
}

/** One page of the payment requests of the last days. */
export async function readPayments(client: PollClient, now: number): Promise<IDataObject[]> {
	const day = new Date(now - PAYMENT_DAYS * DAY_MS).toISOString().slice(0, 10);
	const request = readRequest('Get many payment requests', '/payments/requests', { from: day });
	const rows: IDataObject[] = [];
	for await (const page of readList(client, request, 'page', PAGE_SIZE)) {
		for (const row of page) rows.push(row);
	}
	return rows;
}
