import type { IDataObject } from 'n8n-workflow';
import { localProblem } from './errors';
import { HOSTS } from './hosts';
import type { ApiRequest } from './request';
import type { Client } from './transport';

/**
 * none      one answer holds everything
 * page      `page` and `pageSize` are documented
 * pageOnly  answers in pages but documents no parameters: `page` is sent only for a second page
 * cursor    `after`, taken out of `next`
 */
export type Paging = 'none' | 'page' | 'pageOnly' | 'cursor';

/** The most rows Pluggy puts into one page. */
export const PAGE_SIZE = 500;
/** Empty pages in a row before a list counts as broken. */
const MOST_EMPTY_PAGES = 10;

type Sender = Pick<Client, 'send' | 'baseUrl'>;

/**
 * Reads a list page by page, never one page more than the limit needs.
 * @param limit how many rows are wanted; Infinity for all
 * @yields the rows of one answer, in Pluggy's order
 * @throws PluggyError; an incomplete list is an error, not a short list
 */
export async function* readList(
	client: Sender,
	request: ApiRequest,
	paging: Paging,
	limit: number,
): AsyncGenerator<IDataObject[]> {
	const pages =
		paging === 'cursor'
			? cursorPages(client, request)
			: numberedPages(client, request, paging, limit);
	let wanted = limit;
	for await (const rows of pages) {
		if (rows.length >= wanted) {
			yield rows.slice(0, wanted);
			return;
		}
		wanted -= rows.length;
		yield rows;
	}
}

async function* numberedPages(
	client: Sender,
	request: ApiRequest,
	paging: Paging,
	limit: number,
): AsyncGenerator<IDataObject[]> {
	// The size stays the same for all pages: page 2 of another size would hold other rows.
	const size = paging === 'page' ? { pageSize: Math.min(PAGE_SIZE, limit) } : {};
	let empty = 0;
	for (let page = 1; ; page++) {
		const number = paging === 'page' || page > 1 ? { page } : {};
		const { body } = await client.send({
			...request,
			query: { ...request.query, ...size, ...number },
		});
		const { rows, totalPages, page: given = page } = readPage(body);
		// A list that knows no `page` would give its first page again and again.
		if (given !== page) throw incomplete(`Pluggy answered page ${given} instead of page ${page}`);
		yield rows;
		if (paging === 'none' || page >= totalPages) return;
		empty = rows.length === 0 ? empty + 1 : 0;
		if (empty >= MOST_EMPTY_PAGES) throw tooEmpty(empty);
	}
}

async function* cursorPages(client: Sender, request: ApiRequest): AsyncGenerator<IDataObject[]> {
	const seen = new Set<string>();
	let after = request.query?.after;
	let empty = 0;
	for (;;) {
		const { body } = await client.send({ ...request, query: { ...request.query, after } });
		if (!hasResults(body)) throw noResults();
		yield body.results;
		if (body.next === undefined || body.next === null || body.next === '') return;
		after = cursorOf(body.next, client.baseUrl);
		if (seen.has(after)) throw incomplete('Pluggy gave the same page cursor twice');
		seen.add(after);
		empty = body.results.length === 0 ? empty + 1 : 0;
		if (empty >= MOST_EMPTY_PAGES) throw tooEmpty(empty);
	}
}

interface PageBody {
	results: IDataObject[];
	page?: unknown;
	totalPages?: unknown;
	next?: unknown;
}

/** A guard instead of a schema: a schema would copy each of a hundred thousand rows. */
function hasResults(body: unknown): body is PageBody {
	return (
		typeof body === 'object' &&
		body !== null &&
		Array.isArray((body as { results?: unknown }).results)
	);
}

/** A page object, a bare array, an array of page objects, or nothing: Pluggy's document has all. */
function readPage(body: unknown): { rows: IDataObject[]; totalPages: number; page?: number } {
	if (body === '' || body === null || body === undefined) return { rows: [], totalPages: 1 };
	if (hasResults(body)) {
		const { results: rows, totalPages, page } = body;
		return { rows, totalPages: Number(totalPages) || 1, page: Number(page) || undefined };
	}
	if (!Array.isArray(body)) throw noResults();
	const nested = body.length > 0 && body.every(hasResults);
	return { rows: nested ? body.flatMap(({ results }) => results) : body, totalPages: 1 };
}

const noResults = () => localProblem('BAD_ANSWER', 'Pluggy answered a list without results');
const incomplete = (why: string) =>
	localProblem('BAD_ANSWER', `${why}, so the list is not complete`);
const tooEmpty = (pages: number) => incomplete(`Pluggy gave ${pages} empty pages in a row`);

/**
 * The cursor out of `next`, which is a query string, a path with one, or a whole URL. Only the
 * cursor is used, on the path of the first request: the link itself is never followed.
 * https://docs.pluggy.ai/en/reference/transaction/transactions-list-by-cursor
 */
export function cursorOf(next: unknown, baseUrl: string): string {
	const link = typeof next === 'string' ? next : '';
	const host = /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i.exec(link)?.[0];
	if (host !== undefined && ![HOSTS.api, new URL(baseUrl).origin].includes(host)) {
		throw incomplete("Pluggy's link to the next page names another host");
	}
	// Not URLSearchParams: it would turn the plus of a base64 cursor into a space.
	const after = /[?&]after=([^&#]+)/.exec(link)?.[1];
	try {
		if (after !== undefined) return decodeURIComponent(after);
	} catch {
		throw incomplete("Pluggy's link to the next page is not readable");
	}
	throw incomplete("Pluggy's link to the next page has no cursor");
}
