import type { IDataObject } from 'n8n-workflow';
import { isTold, paymentEvent } from './events';
import type { Batch, Payments } from './state';
import { keyOf, keysIn } from './told';

/** Which payment requests of a page tell something new: a pure function. */

/** How many that are not on the page any more are remembered. */
const MOST_GONE = 500;

export interface PaymentLook {
	/** What was told before; undefined on a first look, or of another login. */
	known: Payments | undefined;
	login: string;
	rows: readonly IDataObject[];
	/** On a first look, what changed since this time is told. */
	since: number | undefined;
}

export function newPayments({ known: before, login, rows, since }: PaymentLook): {
	payments: Payments;
	events: IDataObject[];
} {
	const known = before?.login === login ? before : undefined;
	const told = new Set(keysIn((known?.told ?? '') + keysOf(known?.last ?? [])));
	const isOld = (row: IDataObject) =>
		known === undefined && (since === undefined || !(Date.parse(String(row.updatedAt)) >= since));
	const page = rows.filter(isTold).map((row) => {
		const id = String(row.id);
		const status = String(row.status);
		return { id, status, key: keyOf(`${id} ${status}`), isOld: isOld(row) };
	});
	const fresh = page.filter(({ key, isOld: old }) => !old && !told.has(key));
	const onPage = new Set(page.map(({ key }) => key));
	const gone = [...told].filter((key) => !onPage.has(key)).slice(-MOST_GONE);
	const keys = new Set(fresh.map(({ key }) => key));
	const again = (known?.again ?? []).map((batch) => ({
		keys: keysIn(batch.keys)
			.filter((key) => keys.delete(key))
			.join(''),
		times: batch.times + 1,
	}));
	const last = [...again, { keys: [...keys].join(''), times: 1 }].filter((one) => one.keys !== '');
	const old = without([...onPage].join(''), keysOf(last));
	return {
		payments: { login, told: gone.join('') + old, last, again: [] },
		events: fresh.map(({ id, status }) => paymentEvent(id, status)),
	};
}

const keysOf = (batches: readonly Batch[]): string => batches.map(({ keys }) => keys).join('');

function without(keys: string, others: string): string {
	const gone = new Set(keysIn(others));
	return keysIn(keys)
		.filter((key) => !gone.has(key))
		.join('');
}

/** After a poll that told nothing: what the last one told that told something is kept apart still. */
export const unsettled = (payments: Payments, before: Payments | undefined): Payments =>
	before?.login === payments.login
		? { ...payments, told: without(payments.told, keysOf(before.last)), last: before.last }
		: payments;

/** After a poll that told something, but could not look at payment requests. */
export const settledPayments = (payments: Payments): Payments => ({
	...payments,
	told: payments.told + keysOf(payments.last),
	last: [],
});

/** What another process told, divided into what is to be told again and what is not. */
export function lostPayments(payments: Payments, isLost: (batch: Batch) => boolean): Payments {
	const kept = payments.last.filter((batch) => !isLost(batch));
	return {
		...payments,
		told: payments.told + keysOf(kept),
		last: [],
		again: [...payments.again, ...payments.last.filter(isLost)],
	};
}
