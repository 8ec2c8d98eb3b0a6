import { z } from 'zod';
import { blocksOf } from '../../shared/lists';
import { localProblem } from '../../shared/problems/errors';
import { decoded, HOSTS, parseUrl } from '../../shared/client/hosts';
import { readList } from '../../shared/client/paging';
import type { QueryValue } from '../../shared/client/request';
import { toRow, type Handler } from '../operation';
import { isUuid } from '../parsers';
import { readTogether } from '../readTogether';
import { requestsOf } from '../requests';

/** Transaction: Get From Event. */

/** The most IDs Pluggy takes in one request; its events name up to 400. */
const MOST_IDS = 500;
const PATH = '/v2/transactions';
/** What a link may ask for. https://docs.pluggy.ai/en/reference/transaction/transactions-list-by-cursor */
const PARAMETERS = ['accountId', 'ids', 'dateFrom', 'dateTo', 'createdAtFrom', 'after'];

const uuid = z.string().refine(isUuid);
/** Pluggy names some twice. */
const each = (ids: string[]) => [...new Set(ids)];
const common = {
	eventId: z.string().nullish(),
	itemId: z.string().nullish(),
};

/** The events about transactions. https://docs.pluggy.ai/en/docs/webhooks */
const transactionsEvent = z.discriminatedUnion('event', [
	z.object({
		event: z.literal('transactions/created'),
		...common,
		accountId: uuid,
		// Of the Pluggy Poll Trigger: exactly the new rows.
		transactionIds: z.array(uuid).transform(each).nullish(),
		createdTransactionsLinkV2: z.string().nullish(),
		createdTransactionsLink: z.string().nullish(),
		transactionsCreatedAtFrom: z.string().nullish(),
	}),
	z.object({
		event: z.literal('transactions/updated'),
		...common,
		accountId: uuid,
		transactionIds: z.array(uuid).transform(each),
	}),
	z.object({
		event: z.literal('transactions/deleted'),
		...common,
		accountId: z.string().nullish(),
		transactionIds: z.array(z.string()).transform(each),
	}),
]);

type TransactionsEvent = z.infer<typeof transactionsEvent>;
type CreatedEvent = Extract<TransactionsEvent, { event: 'transactions/created' }>;
type DeletedEvent = Extract<TransactionsEvent, { event: 'transactions/deleted' }>;
type ReadableEvent = Exclude<TransactionsEvent, DeletedEvent>;

/** The event as the Pluggy Trigger puts it out, or inside `body` as n8n's Webhook node does. */
export const eventSchema = z.preprocess((value) => {
	const { body } = (value ?? {}) as { body?: { event?: unknown } | null };
	return typeof body === 'object' && body !== null && 'event' in body ? body : value;
}, transactionsEvent);

type Query = Record<string, QueryValue>;

/**
 * The query of a link to transactions, when it is one of Pluggy's: of the link itself nothing else
 * is used, and v1 links lead to a path that Pluggy retires.
 */
export function queryOfLink(link: string | null | undefined, baseUrl: string): Query | undefined {
	const url = link ? parseUrl(link) : undefined;
	if (url === undefined || url.username !== '' || url.password !== '') return undefined;
	const target = `${url.origin}${url.pathname}`;
	if (![HOSTS.api, baseUrl].some((base) => target === `${base}${PATH}`)) return undefined;
	const query: Query = {};
	// Not URLSearchParams: it would turn the plus of a time zone or cursor into a space.
	for (const pair of url.search.slice(1).split('&')) {
		const [name, ...value] = pair.split('=');
		if (!PARAMETERS.includes(name)) continue;
		const members = value.join('=').split(',').map(decoded);
		query[name] = name === 'ids' ? members : members.join(',');
	}
	return isUuid(query.accountId) ? query : undefined;
}

function queryOfCreated(event: CreatedEvent, baseUrl: string): Query {
	const { accountId, transactionsCreatedAtFrom: createdAtFrom } = event;
	const linked =
		queryOfLink(event.createdTransactionsLinkV2, baseUrl) ??
		queryOfLink(event.createdTransactionsLink, baseUrl);
	if (linked) return linked;
	if (createdAtFrom) return { accountId, createdAtFrom };
	throw localProblem(
		'INVALID_INPUT',
		'"Event" has neither a link to the new transactions on /v2/transactions nor transactionsCreatedAtFrom',
	);
}

function queriesOf(event: ReadableEvent, baseUrl: string): Query[] {
	const { accountId, transactionIds } = event;
	// Not of an empty list: the link may lead to rows all the same.
	if (event.event === 'transactions/created' && !transactionIds?.length) {
		return [queryOfCreated(event, baseUrl)];
	}
	return blocksOf(transactionIds ?? [], MOST_IDS).map((ids) => ({ accountId, ids }));
}

/** What the event says about transactions that are gone: there is nothing to read any more. */
function deletedRows(event: DeletedEvent) {
	const { accountId = null, itemId = null } = event;
	const { event: name, eventId = null } = event;
	return event.transactionIds.map((id) =>
		toRow({ deleted: true, event: name, id, accountId, itemId, eventId }),
	);
}

/** The transactions that an event announces, each with the name and ID of the event. */
export const transactionsOfEvent: Handler = async function* (tools) {
	const event = tools.values.event as TransactionsEvent;
	if (event.event === 'transactions/deleted') {
		yield deletedRows(event).slice(0, tools.limit);
		return;
	}
	const { event: name, eventId = null } = event;
	const label = { details: { event: name }, ids: { eventId } };
	const { operation, values } = tools;
	const [request] = requestsOf({ operation, values });
	const queries = queriesOf(event, tools.client.baseUrl);
	yield* readTogether(tools, queries, async function* (query, client, wanted) {
		for await (const rows of readList(client, { ...request, query }, operation.paging, wanted)) {
			yield await tools.format(rows, { label, accountId: query.accountId });
		}
	});
};
