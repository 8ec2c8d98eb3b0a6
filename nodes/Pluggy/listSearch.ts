import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { problemOf } from '../shared/problems/errors';
import { entryWithoutId, isObject } from '../shared/objects';
import { readList, type Paging } from '../shared/client/paging';
import { readRequest, type ApiRequest } from '../shared/client/request';
import { openClient, type Client, type Context } from '../shared/client/transport';
import {
	accountEntry,
	categoryEntry,
	connectorEntry,
	customerEntry,
	inOrder,
	institutionEntry,
	itemEntry,
	matching,
	recipientEntry,
	type Entry,
} from './listEntries';
import {
	insteadOf,
	NO_ACCOUNT,
	NO_CUSTOMER,
	NO_ITEM,
	NO_RECIPIENT,
	noId,
	nothingToList,
	pickerError,
	type Instead,
} from './listTrouble';
import { readOpened } from './openedLists';

/** The lists of the pickers. */

/** The most rows that are read for a list: four pages of Pluggy. */
const MOST_LISTED = 2_000;
/** Items whose accounts are listed at once; the rest follows when the list is scrolled. */
const ITEMS_AT_ONCE = 10;

/** What stands in the list where Pluggy answered something else than an item. */
const NOT_AN_ITEM = 'Pluggy answered no item';

type Search = (
	client: Client,
	filter: string,
	cursor: string | undefined,
) => Promise<INodeListSearchResult>;

function listSearch(search: Search) {
	return async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		try {
			const client = await openClient(this as unknown as Context);
			return await search(client, filter.trim(), paginationToken);
		} catch (error) {
			throw pickerError(this.getNode(), insteadOf(error));
		}
	};
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';

/** Rows that can be chosen: what has no ID is none. */
async function read(client: Client, request: ApiRequest, paging: Paging): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for await (const rows of readList(client, request, paging, MOST_LISTED)) {
		for (const row of rows) if (isText(row.id) || typeof row.id === 'number') all.push(row);
	}
	return all;
}

/** The items of the credential's Item IDs, or of Pluggy's own list where that is enabled. */
async function listItems(client: Client): Promise<IDataObject[]> {
	const wrong = entryWithoutId(client.itemIds);
	if (wrong !== undefined) throw nothingToList(noId(wrong));
	if (client.itemIds.length === 0) {
		const all = await read(client, readRequest('Get many items', '/v2/items'), 'cursor');
		if (all.length === 0) throw nothingToList(NO_ITEM);
		return all;
	}
	const items: IDataObject[] = [];
	for (const id of client.itemIds) {
		const request = readRequest('Get item', `/items/${encodeURIComponent(id)}`);
		items.push(
			await client.send(request).then(
				({ body }) => (isObject(body) && isText(body.id) ? body : { id, status: NOT_AN_ITEM }),
				// An item that is gone stays visible, so that its ID can be taken out of the credential.
				(error: unknown) => ({ id, status: problemOf(error).title }),
			),
		);
	}
	return items;
}

/** What a picker shows of an item. */
const named = ({ id, status, connector, clientUserId }: IDataObject): IDataObject => ({
	id,
	status,
	connector: isObject(connector) ? { name: connector.name } : null,
	clientUserId,
});

const itemsOf = async (client: Client, filter: string) =>
	await readOpened(client, filter, `items ${client.itemIds.join()}`, async () =>
		(await listItems(client)).map(named),
	);

export const searchItems = listSearch(async (client, filter) => ({
	results: matching((await itemsOf(client, filter)).map(itemEntry), filter),
}));

interface Pages {
	action: string;
	path: string;
	paging: Paging;
	entry: (row: IDataObject, place: number, all: readonly IDataObject[]) => Entry;
	query?: ApiRequest['query'];
	/** What is said when there is nothing. */
	none?: Instead;
	/** Pluggy's own filter, for a list that is longer than what is read of it. */
	filterName?: string;
}

/** A list that Pluggy answers whole or in pages. Pluggy's filters know neither accents nor numbers: it is filtered here. */
function searchPages({ action, path, paging, entry, query, none, filterName }: Pages) {
	return listSearch(async (client, filter) => {
		const readAll = async (more: ApiRequest['query'] = {}) =>
			await read(client, readRequest(action, path, { ...query, ...more }), paging);
		const entries = await readOpened(client, filter, path, async () =>
			inOrder((await readAll()).map(entry)),
		);
		if (entries.length === 0 && none) throw nothingToList(none);
		const results: INodeListSearchItems[] = matching(entries, filter);
		const isLonger = entries.length >= MOST_LISTED && filterName !== undefined && filter !== '';
		if (!isLonger) return { results };
		const known = new Set(results.map(({ value }) => value));
		const more = inOrder((await readAll({ [filterName]: filter })).map(entry));
		return {
			results: [...results, ...matching(more, '').filter(({ value }) => !known.has(value))],
		};
	});
}

export const searchConnectors = searchPages({
	action: 'Get many connectors',
	path: '/connectors',
	paging: 'pageOnly',
	query: { sandbox: true },
	entry: connectorEntry,
});

export const searchCategories = searchPages({
	action: 'Get many categories',
	path: '/categories',
	paging: 'pageOnly',
	entry: categoryEntry,
});

export const searchCustomers = searchPages({
	action: 'Get many payment customers',
	path: '/payments/customers',
	paging: 'page',
	entry: customerEntry,
	none: NO_CUSTOMER,
	filterName: 'name',
});

export const searchRecipients = searchPages({
	action: 'Get many payment recipients',
	path: '/payments/recipients',
	paging: 'page',
	entry: recipientEntry,
	none: NO_RECIPIENT,
	filterName: 'name',
});

export const searchInstitutions = searchPages({
	action: 'Get many payment institutions',
	path: '/payments/recipients/institutions',
	paging: 'page',
	entry: institutionEntry,
	filterName: 'name',
});

export const searchAccounts = listSearch(async (client, filter, cursor) => {
	const start = Number(cursor ?? 0);
	const items = await itemsOf(client, filter);
	const some = items.slice(start, start + ITEMS_AT_ONCE);
	const ids = some.map(({ id }) => String(id));
	const entries = await readOpened(client, filter, `accounts ${ids.join()}`, async () => {
		const all: Entry[] = [];
		for (const item of some) {
			const request = readRequest('Get many accounts', '/accounts', { itemId: String(item.id) });
			const accounts = await read(client, request, 'pageOnly');
			for (const account of accounts) all.push(accountEntry(item, account));
		}
		return all;
	});
	const next = start + ITEMS_AT_ONCE;
	const isAll = start === 0 && next >= items.length;
	if (isAll && entries.length === 0) throw nothingToList(NO_ACCOUNT);
	return {
		results: matching(entries, filter),
		...(next < items.length ? { paginationToken: String(next) } : {}),
	};
});
