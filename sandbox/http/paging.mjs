/** Pluggy's two paging models: numbered pages, and opaque cursors in a ready-made query string. */
import { badRequest } from './errors.mjs';

/**
 * @template T
 * @param {readonly T[]} rows
 * @param {{ page?: number, pageSize?: number }} [query]
 */
export function pageOf(rows, { page = 1, pageSize = 500 } = {}) {
	return {
		page,
		total: rows.length,
		totalPages: Math.ceil(rows.length / pageSize),
		results: rows.slice((page - 1) * pageSize, page * pageSize),
	};
}

/** A cursor names the last row of the page before. @param {string} date @param {string} id */
export const writeCursor = (date, id) => Buffer.from(`${date}|${id}`).toString('base64');

/** @param {string} after */
export function readCursor(after) {
	const text = Buffer.from(after, 'base64').toString('utf8');
	const match = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)\|([0-9a-f-]{36})$/.exec(text);
	if (!match || Buffer.from(text).toString('base64') !== after) throw badRequest('Invalid cursor');
	return { date: match[1], id: match[2] };
}

/**
 * Pluggy's `next` is a query string that begins with `?`, repeats the filters and holds the cursor.
 * @param {Record<string, unknown>} query the query as asked
 * @param {string | null} after
 */
export function nextLink(query, after) {
	if (after === null) return null;
	const kept = Object.entries(query)
		.filter(([name]) => name !== 'after')
		.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
	return `?${[...kept, `after=${encodeURIComponent(after)}`].join('&')}`;
}
