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
