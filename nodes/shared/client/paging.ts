import type { IDataObject } from 'n8n-workflow';
import { localProblem } from '../problems/errors';
import { HOSTS } from './hosts';
import { isObject } from '../objects';
import type { ApiRequest } from './request';
import { SeenRows } from './seenRows';
import type { Client } from './transport';

/** Lists, read page by page to their end. */

/**
 * none      one answer holds everything; if it tells of more pages, they are read all the same
 * page      `page` and `pageSize` are documented
 * pageOnly  answers in pages but documents no parameters: `page` is sent only for a second page
 * cursor    `after`, taken out of `next`
 */
export type Paging = 'none' | 'page' | 'pageOnly' | 'cursor';

/** The most rows Pluggy puts into one page. */
export const PAGE_SIZE = 500;
/** Empty pages in a row before a list counts as broken. */
const MOST_EMPTY_PAGES = 10;
/** The most pages of one list; no list of Pluggy comes near. */
const MOST_PAGES = 10_000;

type PageClient = Pick<Client, 'send' | 'baseUrl'>;

/**
 * Reads a list page by page, never one page more than the limit needs.
 * @param limit how many rows are wanted; Infinity for all
 * @yields the rows of one answer, in Pluggy's order
 * @throws PluggyError; an incomplete list is an error, not a short list
 */
export async function* readList(
	client: PageClient,
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
	client: PageClient,
	request: ApiRequest,
	paging: Paging,
	limit: number,
): AsyncGenerator<IDataObject[]> {
	// The size stays the same for all pages: page 2 of another size would hold other rows.
	const pageSize = Math.min(PAGE_SIZE, limit);
	const size = paging === 'page' ? { pageSize } : {};
	const watch = watchProgress();
	let count = 0;
	for (let page = 1; ; ) {
		const number = paging === 'page' || page > 1 ? { page } : {};
		const { status, body } = await client.send({
			...request,
			query: { ...request.query, ...size, ...number },
		});
		const { rows, first = page, last = page, totalPages, total } = readPage(status, body);
		// A list that knows no `page` would give its first page again and again.
		if (first !== page) throw incomplete(`Pluggy answered page ${first} instead of page ${page}`);
		watch(rows);
		yield rows;
		count += rows.length;
		// After a full page that is said to be the last one, more rows that are told of count.
		const isCutOff = paging === 'page' && rows.length === pageSize && count < total;
		const isLast = totalPages === undefined ? count >= total : last >= totalPages;
		if (isLast && !isCutOff) return;
		page = last + 1;
	}
}

async function* cursorPages(
	client: PageClient,
	request: ApiRequest,
): AsyncGenerator<IDataObject[]> {
	const cursors = new Set<unknown>();
	const links = new Set<unknown>();
	const watch = watchProgress();
	let after = request.query?.after;
	for (;;) {
		const { body } = await client.send({ ...request, query: { ...request.query, after } });
		if (!hasResults(body)) throw noResults();
		const { next } = body;
		const isLast = next === undefined || next === null || next === '';
		if (!isLast && links.has(next)) throw sameCursor();
		const rows = checkRows(body.results);
		watch(rows);
		yield rows;
		if (isLast) return;
		after = cursorOf(next, client.baseUrl);
		if (cursors.has(after)) throw sameCursor();
		links.add(next);
		cursors.add(after);
	}
}

/**
 * Watches over the pages of one list: each must bring something new, or it would have no end.
 * @returns to be called with the rows of each page, before they are used
 */
function watchProgress(): (rows: readonly IDataObject[]) => void {
	const seen = new SeenRows();
	let pages = 0;
	let empty = 0;
	return (rows) => {
		pages += 1;
		if (pages > MOST_PAGES) throw incomplete(`Pluggy gave more than ${MOST_PAGES} pages`);
		empty = rows.length === 0 ? empty + 1 : 0;
		if (empty >= MOST_EMPTY_PAGES) throw incomplete(`Pluggy gave ${empty} empty pages in a row`);
		if (!seen.add(rows) && rows.length > 0) {
			throw incomplete('Pluggy gave rows again that it had given before');
		}
	};
}

interface PageBody {
	results: unknown[];
	page?: unknown;
	total?: unknown;
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

function checkRows(rows: unknown[]): IDataObject[] {
	const wrong = rows.findIndex((row) => !isObject(row));
	if (wrong < 0) return rows as IDataObject[];
	throw localProblem(
		'BAD_ANSWER',
		`Pluggy answered a list whose entry ${wrong + 1} is no object, so it cannot be read`,
	);
}

interface Page {
	rows: IDataObject[];
	/** The numbers of the pages that it holds, where it tells them. */
	first?: number;
	last?: number;
	/** How many there are; where it does not tell that, `total` counts the rows. */
	totalPages?: number;
	total: number;
}

const positive = (value: unknown) => (Number(value) > 0 ? Number(value) : undefined);

/**
 * A page object, a bare array, an array of page objects, or a 204: Pluggy's document has all. Nothing
 * with another status is no empty list: something in between may have answered it.
 */
function readPage(status: number, body: unknown): Page {
	const isNothing = body === '' || body === null || body === undefined;
	if (isNothing && status === 204) return { rows: [], total: 0 };
	const list = Array.isArray(body) ? (body as unknown[]) : [body];
	if (list.length > 0 && list.every(hasResults)) {
		const { page: last, totalPages, total } = list[list.length - 1];
		return {
			rows: checkRows(list.length === 1 ? list[0].results : list.flatMap(({ results }) => results)),
			first: positive(list[0].page),
			last: positive(last),
			totalPages: positive(totalPages),
			total: positive(total) ?? 0,
		};
	}
	if (!Array.isArray(body)) throw noResults();
	return { rows: checkRows(list), total: 0 };
}

const noResults = () => localProblem('BAD_ANSWER', 'Pluggy answered a list without results');
const incomplete = (why: string) =>
	localProblem('BAD_ANSWER', `${why}, so the list is not complete`);

const sameCursor = () => incomplete('Pluggy gave the same page cursor twice');

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
