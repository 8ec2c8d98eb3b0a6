import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../shared/objects';
import type { Row } from './rows';
import type { Group } from './state';
import { eventIdOf, keysOf } from './told';

/** Events in the form in which Pluggy's webhooks bring them. https://docs.pluggy.ai/en/docs/webhooks */

export const DELETED_EVENT = 'item/deleted';
export const PAYMENT_EVENT = 'payment_request/updated';
export const ROWS_EVENT = 'transactions/created';

/** What can be seen by asking; what else Pluggy tells of is only in its webhooks. */
export const POLLED_EVENTS = [
	DELETED_EVENT,
	'item/error',
	'item/updated',
	'item/waiting_user_action',
	'item/waiting_user_input',
	PAYMENT_EVENT,
	ROWS_EVENT,
] as const;

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What went wrong, as in item/error: without the attributes of the bank's own answer. */
function errorOf({ error }: IDataObject): IDataObject {
	if (!isObject(error)) return {};
	const { code = null, message = null, parameter } = error;
	return { error: { code, message, ...(parameter === undefined ? {} : { parameter }) } };
}

/** An event about an item; who caused it is not to be seen. */
export function itemEvent(event: string, itemId: string, item: IDataObject): IDataObject {
	const updated = text(item.lastUpdatedAt);
	return {
		event,
		eventId: eventIdOf(itemId, event, text(item.status), updated),
		id: itemId,
		itemId,
		triggeredBy: null,
		clientUserId: text(item.clientUserId),
		...(event === 'item/error' ? errorOf(item) : {}),
	};
}

export interface RowsOf {
	itemId: string;
	accountId: string;
	baseUrl: string;
}

const least = (values: readonly string[]) =>
	values.reduce<string | null>((a, b) => (a === null || b < a ? b : a), null);

/** An event about new rows: Pluggy's members, and which rows they are. */
export function rowsEvent(
	{ itemId, accountId, baseUrl }: RowsOf,
	{ updated, told }: Group,
	rows: readonly Row[],
): IDataObject {
	const event = ROWS_EVENT;
	const first = rows.reduce((at, row) => Math.min(at, row.at), Infinity);
	const since = new Date(first).toISOString();
	const link = `${baseUrl}/v2/transactions?accountId=${encodeURIComponent(accountId)}&createdAtFrom=${since}`;
	return {
		event,
		// Of all the rows that it was told with first, also of those that are gone by now.
		eventId: eventIdOf(itemId, event, updated, accountId, ...keysOf(told).sort()),
		id: itemId,
		itemId,
		accountId,
		transactionsCreatedAtFrom: since,
		createdTransactionsLink: link,
		createdTransactionsLinkV2: link,
		transactionsCount: rows.length,
		transactionsMinDate: least(rows.flatMap(({ date }) => date ?? [])),
		transactionIds: rows.map(({ id }) => id),
	};
}

/** The statuses of payment requests that Pluggy tells of. */
const PAYMENT_STATUSES = ['AUTHORIZED', 'CANCELED', 'COMPLETED', 'ERROR'];

/** Whether a payment request has a status that is told. */
export const isTold = ({ id, status }: IDataObject): boolean =>
	typeof id === 'string' && PAYMENT_STATUSES.includes(String(status));

export function paymentEvent(paymentRequestId: string, status: string): IDataObject {
	const event = PAYMENT_EVENT;
	return {
		event,
		eventId: eventIdOf(paymentRequestId, event, status),
		id: paymentRequestId,
		paymentRequestId,
		data: { status },
	};
}
