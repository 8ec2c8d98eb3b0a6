import { dayOf, dayToDate, iso } from '../time/clock.mjs';
import { itemView, resourcesOf, scrOf } from '../data/items.mjs';
import { badRequest, named, notAuthorized, notFound } from '../http/errors.mjs';
import { answerMfa, requireRoom, requireUpdatable, requireValid } from '../bank/itemRules.mjs';
import { nextLink, pageOf, readCursor, writeCursor } from '../http/paging.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';

const PRODUCTS =
	'ACCOUNTS CREDIT_CARDS TRANSACTIONS PAYMENT_DATA INVESTMENTS INVESTMENTS_TRANSACTIONS IDENTITY BROKERAGE_NOTE MOVE_SECURITY LOANS ACCOUNT_STATEMENTS'.split(
		' ',
	);
const RESOURCE_STATUSES = [
	'AVAILABLE',
	'UNAVAILABLE',
	'TEMPORARILY_UNAVAILABLE',
	'PENDING_AUTHORISATION',
];
const OPTIONS = /** @type {Record<string, import('../http/validate.mjs').Field>} */ ({
	clientUserId: { type: 'text' },
	webhookUrl: { type: 'url' },
	products: { type: 'list', values: PRODUCTS },
});

/** @param {any} app @param {import('../server.mjs').Context} context */
export function itemRoutes(app, context) {
	const { store, clock, features, options, webhooks } = context;
	const view = (/** @type {any} */ item) => itemView(item, store.refresh(item));

	app.post('/items', (/** @type {any} */ request) => {
		const { clientId } = request.claims;
		if (!features.createItems) {
			const message = 'Creating items through the API is not available in the current plan';
			throw named(403, 'CREATE_ITEMS_API_FREE_DISABLED', message);
		}
		const body = check(request.body, {
			...OPTIONS,
			connectorId: { type: 'number', required: true },
			parameters: { type: 'object', required: true },
			oauthRedirectUri: { type: 'url' },
			avoidDuplicates: { type: 'bodyBoolean' },
		});
		const connector = store.connectorById.get(body.connectorId);
		if (!connector) throw notFound('connector');
		requireValid(connector, body.parameters);
		if (body.webhookUrl !== undefined) webhooks.requireUrl(body.webhookUrl);
		requireRoom(context, clientId, connector, body);
		return view(store.createItem({ ...body, clientId }));
	});

	app.get('/items/:id', { config: { connectToken: true } }, (/** @type {any} */ request) => {
		check(request.query, {});
		const { kind, itemId, jti } = request.claims;
		const item = findItem(store, request);
		if (kind === 'connect' && item.id !== itemId && item.connectTokenId !== jti) {
			throw notAuthorized();
		}
		return view(item);
	});

	app.patch('/items/:id', (/** @type {any} */ request) => {
		const item = findItem(store, request);
		if (!features.updateItems) {
			const message = 'Updating items through the API is not available for this client';
			throw named(403, 'CLIENT_HAS_ITEM_UPDATES_DISABLED', message);
		}
		// Pluggy's own client repeats the id in the body.
		const { id: _, ...body } = check(request.body, {
			...OPTIONS,
			parameters: { type: 'object' },
			id: { type: 'uuid' },
		});
		if (body.webhookUrl !== undefined) webhooks.requireUrl(body.webhookUrl);
		requireUpdatable(context, item, body.parameters);
		const { parameters, ...change } = body;
		if (parameters) store.setParameters(item, parameters);
		Object.assign(item, change);
		store.startRun(item);
		return view(item);
	});

	app.delete('/items/:id', (/** @type {any} */ request) => {
		store.deleteItem(findItem(store, request));
		return { count: 1 };
	});

	app.post('/items/:id/mfa', (/** @type {any} */ request) => {
		const item = findItem(store, request);
		answerMfa(store, item, request.body ?? {});
		return view(item);
	});

	app.patch('/items/:id/disable-auto-sync', (/** @type {any} */ request) => {
		const item = findItem(store, request);
		store.refresh(item);
		item.autoSyncDisabledAt ??= clock.now();
		item.nextAutoSyncAt = null;
		return view(item);
	});

	app.get('/v2/items', (/** @type {any} */ request) => {
		const query = check(request.query, {
			clientUserId: { type: 'text', max: 255 },
			connectorId: { type: 'integer' },
			after: { type: 'text' },
		});
		if (!features.listItems) {
			const message = 'The list items feature is not enabled for this client';
			throw named(403, 'LIST_ITEMS_FEATURE_NOT_ENABLED', message);
		}
		const rows = [...store.items.values()]
			.filter(
				(one) =>
					one.clientId === request.claims.clientId &&
					(query.clientUserId === undefined || one.clientUserId === query.clientUserId) &&
					(query.connectorId === undefined || one.connector.id === query.connectorId),
			)
			.reverse();
		const cursor = query.after === undefined ? null : readCursor(query.after);
		const place = cursor ? rows.findIndex((one) => one.id === cursor.id) : -1;
		const start = cursor && place < 0 ? olderThan(rows, cursor.date) : place + 1;
		const page = rows.slice(start, start + options.cursorPageSize);
		const last = page.at(-1);
		const hasMore = start + page.length < rows.length;
		const after = hasMore ? writeCursor(String(iso(last.createdAt)), last.id) : null;
		return { results: page.map(view), next: nextLink(/** @type {any} */ (request.query), after) };
	});

	app.get('/items/:id/resources', (/** @type {any} */ request) => {
		const { status, ...page } = check(request.query, {
			...PAGE_FIELDS,
			status: { type: 'text', values: RESOURCE_STATUSES },
		});
		const item = findItem(store, request);
		store.refresh(item);
		const rows = resourcesOf(item).filter((one) => !status || one.status === status);
		return pageOf(rows, page);
	});

	app.get('/items/:id/scr', (/** @type {any} */ request) => {
		const { from, to } = check(request.query, { from: { type: 'month' }, to: { type: 'month' } });
		if (!features.scr) {
			throw named(403, 'SCR_FEATURE_NOT_ENABLED', 'The SCR feature is not enabled for this client');
		}
		const item = findItem(store, request);
		if (!item.connector.isOpenFinance) {
			const message = 'SCR is available for items of Open Finance connectors only';
			throw named(422, 'SCR_ITEM_NOT_SUPPORTED', message);
		}
		const { year, month } = dayToDate(dayOf(clock.now()));
		const latest = year * 12 + month - 2; // base dates close two months back
		const end = to ? readMonth(to) : latest;
		const start = from ? readMonth(from) : end - 3;
		if (start > end) throw badRequest('from must not be after to');
		const months = [];
		for (let m = start; m <= Math.min(end, latest); m++) {
			months.push(`${Math.floor(m / 12)}${String((m % 12) + 1).padStart(2, '0')}`);
		}
		return scrOf(item, months, clock.iso().slice(0, 10));
	});
}

/** `YYYYMM` to a month count. @param {string} text */
const readMonth = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(4)) - 1;

/** @param {any[]} rows newest first @param {string} date */
function olderThan(rows, date) {
	const place = rows.findIndex((one) => one.createdAt < Date.parse(date));
	return place < 0 ? rows.length : place;
}

/** The client's own item, or Pluggy's 404. @param {import('../bank/store.mjs').Store} store @param {any} request @param {string} [id] */
export function findItem(store, request, id) {
	const wanted = id ?? check(request.params, { id: { type: 'uuid', required: true } }).id;
	const item = store.items.get(wanted.toLowerCase());
	if (item?.clientId !== request.claims.clientId) throw notFound('item');
	return item;
}

/** The item of a list; none when it was deleted: Pluggy then lists nothing, and says nothing. @param {import('../bank/store.mjs').Store} store @param {any} request @param {string} id */
export function findListed(store, request, id) {
	const isDeleted = store.deletedItems.get(id.toLowerCase()) === request.claims.clientId;
	return isDeleted ? undefined : findItem(store, request, id);
}

/** All items of the client, brought up to now. @param {import('../bank/store.mjs').Store} store @param {any} request */
export function itemsOf(store, request) {
	const items = [...store.items.values()].filter((one) => one.clientId === request.claims.clientId);
	for (const item of items) store.refresh(item);
	return items;
}
