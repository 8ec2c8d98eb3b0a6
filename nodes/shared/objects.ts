import type { IDataObject } from 'n8n-workflow';

/** What an answer is, before anything is read from it. */

/** Whether a value is an object with members, and no list. Pluggy's answers are checked by it, not trusted. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
