import { iso, parseDay } from '../time/clock.mjs';
import { categoryById } from '../data/categories.mjs';
import { badRequest, named, notFound } from '../http/errors.mjs';
import { nextLink, readCursor, writeCursor } from '../http/paging.mjs';
import { ruleOf } from '../bank/rules.mjs';
import { check, isUuid } from '../http/validate.mjs';
import { findAccount } from './accounts.mjs';

const MAX_IDS = 500;
const KEPT_PAGES = 300;

const sendJson = (/** @type {any} */ reply, /** @type {Buffer} */ bytes) =>
	reply.type('application/json; charset=utf-8').send(bytes);

/** @param {any} app @param {import('../server.mjs').Context} context */
export function transactionRoutes(app, { store, clock, options }) {
	app.get('/v2/transactions', (/** @type {any} */ request, /** @type {any} */ reply) => {
		const query = check(request.query, {
			accountId: { type: 'uuid', required: true },
			ids: { type: 'list' },
			dateFrom: { type: 'cutToDay' },
			dateTo: { type: 'cutToDay' },
			createdAtFrom: { type: 'instant' },
			after: { type: 'text' },
		});
		const { ids, dateFrom, dateTo, createdAtFrom } = query;
		if (ids?.length > MAX_IDS) {
			const message = `The ids parameter cannot have more than ${MAX_IDS} transaction ids`;
			throw named(400, 'IDS_PARAMETER_EXCEEDS_MAX_LENGTH', message);
		}
		if (ids && !ids.every(isUuid)) throw badRequest('each value in ids must be a UUID');
		if (createdAtFrom !== undefined && dateFrom !== undefined) {
			throw badRequest('createdAtFrom can not be used together with dateFrom');
		}
		const cursor = query.after === undefined ? null : readCursor(query.after);
		const ledger = store.ledgerOf(findAccount(store, request, query.accountId));
		const { rows, pages } = ledger;
		const asked = JSON.stringify(Object.entries(request.query).sort());
		const known = request.fault === null ? pages.get(asked) : undefined;
		if (known !== undefined) return sendJson(reply, known);
		const wantedIds = ids && new Set(ids.map((/** @type {string} */ id) => id.toLowerCase()));
		const since = createdAtFrom === undefined ? null : iso(createdAtFrom);

		const low = dateFrom ? ledger.firstOn(parseDay(dateFrom)) : 0;
		let place = (dateTo ? ledger.firstOn(parseDay(dateTo) + 1) : rows.length) - 1;
		if (cursor) place = Math.min(place, placeBefore(ledger, cursor));

		const results = [];
		let hasMore = false;
		for (; place >= low; place--) {
			const row = rows[place];
			if (wantedIds && !wantedIds.has(row.id)) continue;
			if (since !== null && row.createdAt < since) continue;
			if (results.length === options.cursorPageSize) {
				hasMore = true;
				break;
			}
			results.push(row);
		}
		const last = results.at(-1);
		const after = hasMore ? writeCursor(last.date, last.id) : null;
		const answer = { results, next: nextLink(request.query, after) };
		if (!hasMore || request.fault !== null) return answer;
		if (pages.size >= KEPT_PAGES) pages.clear();
		const bytes = Buffer.from(JSON.stringify(answer));
		pages.set(asked, bytes);
		return sendJson(reply, bytes);
	});

	// Removed for new applications since June 2026, for everybody after the end of the year.
	app.get('/transactions', () => {
		const message = 'This endpoint is deprecated, use GET /v2/transactions instead';
		throw named(410, 'ENDPOINT_DEPRECATED', message);
	});

	app.get('/transactions/:id', (/** @type {any} */ request) => findTransaction(request).row);

	app.patch('/transactions/:id', (/** @type {any} */ request) => {
		const { categoryId } = check(request.body, { categoryId: { type: 'filled', required: true } });
		const { ledger, row } = findTransaction(request);
		const category = categoryById.get(categoryId);
		if (!category) throw notFound('category');
		row.categoryId = categoryId;
		row.category = category.description;
		row.updatedAt = clock.iso();
		ruleOf(store, request.claims.clientId, row);
		ledger.pages.clear();
		return row;
	});

	/** @param {any} request */
	function findTransaction(request) {
		const { id } = check(request.params, { id: { type: 'uuid', required: true } });
		for (const account of store.accounts.values()) {
			if (account.clientId !== request.claims.clientId || account.createdAt == null) continue;
			const ledger = store.ledgerOf(account);
			const place = ledger.placeOf(id.toLowerCase());
			if (place !== undefined) return { ledger, row: ledger.rows[place] };
		}
		throw notFound('transaction', 'Transaction not found');
	}
}

/** The place right before the cursor's row; if that row is gone, before its day. @param {import('../bank/ledger.mjs').Ledger} ledger @param {{ id: string, date: string }} cursor */
function placeBefore(ledger, { id, date }) {
	const place = ledger.placeOf(id);
	if (place !== undefined) return place - 1;
	return ledger.firstOn(parseDay(date.slice(0, 10))) - 1;
}
