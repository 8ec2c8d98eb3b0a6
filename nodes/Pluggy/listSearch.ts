import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { problemOf } from '../shared/problems/errors';
import { toNodeError } from '../shared/problems/nodeErrors';
import { isObject } from '../shared/objects';
import { readList, type Paging } from '../shared/client/paging';
import { readRequest, type ApiRequest } from '../shared/client/request';
import { openClient, type Client, type Context } from '../shared/client/transport';

/** The lists of the pickers. */

const MOST_LISTED = 500;
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
			throw toNodeError(this.getNode(), problemOf(error));
		}
	};
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';

/** Rows that can be chosen: what has no ID is none. */
async function read(
	client: Client,
	request: ApiRequest,
	paging: Paging,
	limit = MOST_LISTED,
): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for await (const rows of readList(client, request, paging, limit)) {
		for (const row of rows) if (isText(row.id) || typeof row.id === 'number') all.push(row);
	}
	return all;
}

const words = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Entries whose name, ID or description holds the filter, accents and case aside. */
function matching(entries: INodeListSearchItems[], filter: string): INodeListSearchItems[] {
	const wanted = words(filter);
	return entries.filter(({ name, value, description = '' }) =>
		words(`${name} ${String(value)} ${description}`).includes(wanted),
	);
}

function itemEntry(item: IDataObject): INodeListSearchItems {
	const connector = (item.connector as IDataObject | undefined)?.name ?? 'Item';
	const user = item.clientUserId ? ` · ${String(item.clientUserId)}` : '';
	return {
		name: `${String(connector)}${user} · ${String(item.status)}`,
		value: String(item.id),
		description: String(item.id),
	};
}

/** The items of the credential's Item IDs, or of Pluggy's own list where that is enabled. */
async function listItems(client: Client): Promise<IDataObject[]> {
	if (client.itemIds.length === 0) {
		return await read(client, readRequest('Get many items', '/v2/items'), 'cursor');
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

export const searchConnectors = listSearch(async (client, filter) => {
	const query = { sandbox: true, name: filter === '' ? undefined : filter };
	const rows = await read(
		client,
		readRequest('Get many connectors', '/connectors', query),
		'pageOnly',
	);
	const results = rows
		.map(({ id, name, type, isSandbox, isOpenFinance }) => ({
			name: [
				String(name),
				isOpenFinance === true ? 'Open Finance' : String(type).toLowerCase().replace(/_/g, ' '),
				...(isSandbox === true ? ['sandbox'] : []),
			].join(' · '),
			value: String(id),
			description: `Connector ${String(id)}`,
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'pt'));
	return { results };
});

export const searchItems = listSearch(async (client, filter) => ({
	results: matching((await listItems(client)).map(itemEntry), filter),
}));

/** A list that Pluggy answers whole or in pages, filtered by a parameter of its own or here. */
function searchPages(
	action: string,
	path: string,
	paging: Paging,
	entry: (row: IDataObject, place: number, all: IDataObject[]) => INodeListSearchItems,
	filterName?: string,
) {
	return listSearch(async (client, filter) => {
		const query = filterName && filter !== '' ? { [filterName]: filter } : {};
		const rows = await read(client, readRequest(action, path, query), paging);
		const entries = rows.map(entry).sort((a, b) => a.name.localeCompare(b.name, 'pt'));
		return { results: filterName ? entries : matching(entries, filter) };
	});
}

const categoryName = ({ descriptionTranslated, description }: IDataObject) =>
	String(descriptionTranslated ?? description);

/** `parentDescription` is English only: the Portuguese name of a parent is in its own row. */
export const searchCategories = searchPages(
	'Get many categories',
	'/categories',
	'pageOnly',
	(row, _, all) => {
		const parent = all.find(({ id }) => id === row.parentId);
		const above = parent === undefined ? row.parentDescription : categoryName(parent);
		return {
			name: [above, categoryName(row)].filter(Boolean).join(' · '),
			value: String(row.id),
			description: [row.parentDescription, row.description].filter(Boolean).join(' · '),
		};
	},
);

/** Not their CPF or CNPJ: a list is seen by whoever opens the workflow. */
export const searchCustomers = searchPages(
	'Get many payment customers',
	'/payments/customers',
	'page',
	({ id, name, type }) => ({
		name: `${String(name)} · ${type === 'BUSINESS' ? 'business' : 'individual'}`,
		value: String(id),
	}),
	'name',
);

export const searchRecipients = searchPages(
	'Get many payment recipients',
	'/payments/recipients',
	'page',
	({ id, name, paymentInstitution, isDefault }) => ({
		name: [
			name,
			(paymentInstitution as IDataObject | null)?.tradeName,
			...(isDefault === true ? ['default'] : []),
		]
			.filter(Boolean)
			.join(' · '),
		value: String(id),
	}),
	'name',
);

export const searchInstitutions = searchPages(
	'Get many payment institutions',
	'/payments/recipients/institutions',
	'page',
	({ id, name, tradeName, compe }) => ({
		name: [tradeName ?? name, ...(compe ? [compe] : [])].join(' · '),
		value: String(id),
		description: String(name),
	}),
	'name',
);

export const searchAccounts = listSearch(async (client, filter, cursor) => {
	const start = Number(cursor ?? 0);
	const items = await listItems(client);
	const results: INodeListSearchItems[] = [];
	for (const item of items.slice(start, start + ITEMS_AT_ONCE)) {
		const query = { itemId: String(item.id) };
		const request = readRequest('Get many accounts', '/accounts', query);
		const bank = (item.connector as IDataObject | undefined)?.name ?? 'Item';
		for (const { id, name, number, type } of await read(client, request, 'pageOnly')) {
			results.push({
				name: [bank, [name, number].filter(Boolean).join(' ') || id].join(' · '),
				value: String(id),
				description: type === 'CREDIT' ? 'Credit card' : 'Bank account',
			});
		}
	}
	const next = start + ITEMS_AT_ONCE;
	return {
		results: matching(results, filter),
		...(next < items.length ? { paginationToken: String(next) } : {}),
	};
});
