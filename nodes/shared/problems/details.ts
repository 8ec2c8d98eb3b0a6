import type { IDataObject } from 'n8n-workflow';
import { redact, redactDeep, told } from './redact';
import { errorDetail, type ErrorBody } from '../schemas';

/** What an error shows of Pluggy's answer: cut, and without secrets. */

type Secrets = readonly string[];

/** Whether it is a name such as ITEM_NOT_FOUND, on which workflows decide. */
export function isStableName(code: unknown): code is string {
	return typeof code === 'string' && code.length < 100 && /^[A-Z]+(?:_[A-Z]+)*$/.test(code);
}

/** A stable name stays, also if a word of it was sent as a user name. */
export const shownCode = (code: string, secrets?: Secrets) =>
	isStableName(code) ? code : redact(code, secrets);

/** What Pluggy's support asks for: an ID in hexadecimal digits is no document, whatever they are. */
export function shownErrorId(errorId: string, secrets: Secrets): string {
	const isId = /^(?=.*[a-f])[\da-f-]{8,64}$/i.test(errorId) && !secrets.includes(errorId);
	return isId ? errorId : redact(errorId, secrets);
}

/** More field errors than anybody reads, and less than take time. */
const MOST_FIELDS = 1_000;
/** The most characters of each part of the details. */
const MOST = { fields: 24_000, data: 16_000, items: 4_000, oddEntry: 1_000 };

function fieldOf(entry: unknown, secrets: Secrets): IDataObject {
	const parsed = errorDetail.safeParse(entry);
	if (parsed.success) {
		const { code, parameter, message } = parsed.data;
		return { code, parameter, message };
	}
	if (typeof entry !== 'object' || entry === null) return { message: String(entry) };
	return { message: JSON.stringify(redactDeep(entry, secrets, { most: MOST.oddEntry })) };
}

function fieldsOf(entries: readonly unknown[], secrets: Secrets): IDataObject[] {
	const first: IDataObject[] = [];
	let size = 0;
	// What comes behind the cut need not be looked at.
	for (const entry of entries.slice(0, MOST_FIELDS)) {
		if (size > MOST.fields) break;
		const field = fieldOf(entry, secrets);
		first.push(field);
		size += String(field.message ?? '').length;
	}
	const shown = redactDeep(first, secrets, { most: MOST.fields }).filter(
		(field) => typeof field === 'object',
	);
	const more = entries.length - shown.length;
	return more > 0 ? [...shown, { message: told(more, 'entry|entries') }] : shown;
}

/** Field errors, the ids of ITEM_USER_ALREADY_EXISTS and message parameters of an error body. */
export function detailsOf(body: ErrorBody, secrets: Secrets): IDataObject | undefined {
	const { data, items } = body;
	const fields = fieldsOf(body.details ?? body.errors ?? [], secrets);
	const details: IDataObject = {
		...(fields.length > 0 ? { fields } : {}),
		...(data && Object.keys(data).length > 0
			? { data: redactDeep(data as IDataObject, secrets, { most: MOST.data }) }
			: {}),
		...(items ? { items: redactDeep(items as string[], secrets, { most: MOST.items }) } : {}),
	};
	return Object.keys(details).length > 0 ? details : undefined;
}

export function sentenceOf(details: IDataObject | undefined): string {
	const fields = (details?.fields ?? []) as Array<{ parameter?: string; message?: string }>;
	return fields
		.map(({ parameter, message }) => [parameter, message].filter(Boolean).join(': '))
		.filter((text) => text !== '')
		.join('; ');
}
