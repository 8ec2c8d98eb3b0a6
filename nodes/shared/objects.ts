import type { IDataObject } from 'n8n-workflow';

/** What a value is, before anything is read from it. */

/** Whether a value is an object with members, and no list. Pluggy's answers are checked by it, not trusted. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an ID of Pluggy's looks like. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export function isUuid(value: unknown): value is string {
	return typeof value === 'string' && UUID.test(value);
}

/** One that nobody has, for panels and error texts. */
export const EXAMPLE_ID = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';

/** Which entry of a list is no ID, counted from 1; undefined if all are. */
export function entryWithoutId(list: readonly unknown[]): number | undefined {
	const place = list.findIndex((entry) => !isUuid(entry));
	return place < 0 ? undefined : place + 1;
}
