import type { IDataObject } from 'n8n-workflow';
import { toCalendarDay } from './dates';

/** Values of an answer as cells of a flat row. */

export type Value = IDataObject[string];

/** The value at a place in an answer; undefined when there is none. */
export function at(row: IDataObject, path: readonly string[]): Value | undefined {
	let value: Value | undefined = row;
	for (const name of path) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = (value as IDataObject)[name];
	}
	return value;
}

/**
 * What no database takes as text: NUL, and halves of characters (such as half an emoji). Whole ones
 * beyond the first 65,536 are looked at, too: a pattern that knows them takes several times as long.
 */
const SUSPECT = /[\0\ud800-\udfff]/;
const NULS = /\0+/g;
const HALVES = /\p{Cs}/gu;

/** A value as a cell: what says nothing is null, and a text can be stored anywhere. */
export function cell(value: Value | undefined): Value {
	if (typeof value !== 'string' || value === '') return plain(value);
	if (!SUSPECT.test(value)) return value;
	const text = value.replace(HALVES, '\ufffd');
	return text.includes('\0') ? plain(text.replace(NULS, ' ').trim()) : text;
}

/** The same for names, numbers and IDs, which hold no broken text. */
export const plain = (value: Value | undefined): Value =>
	value === undefined || value === '' ? null : value;

/** The first month of all stands for "none": an empty date of many programs, also of banks. */
const NO_DATE = /^0001-01\b/;

interface Day {
	/** The calendar day in São Paulo; null when it is none. */
	day: string | null;
	/** The same as a cell: what is no date stays as it was sent. */
	shown: string | null;
}

/** Days of date-times already seen: a year of rows has few different ones. */
const days = new Map<string, Day>();
const MOST_DAYS = 5_000;
const NONE: Day = { day: null, shown: null };

function readDay(text: string): Day {
	if (NO_DATE.test(text)) return NONE;
	const day = toCalendarDay(text) ?? null;
	return { day, shown: day ?? (cell(text) as string | null) };
}

/** Reads the day of a date-time. */
export function dayIn(value: Value | undefined): Day {
	if (typeof value !== 'string') return NONE;
	let found = days.get(value);
	if (found === undefined) {
		if (days.size >= MOST_DAYS) days.clear();
		found = readDay(value);
		days.set(value, found);
	}
	return found;
}

/** The São Paulo day of a date-time as a cell. */
export const dayOf = (value: Value | undefined): string | null => dayIn(value).shown;

/** A date-time as a cell. */
export const timeOf = (value: Value | undefined): Value =>
	typeof value === 'string' && NO_DATE.test(value) ? null : cell(value);

/** A column: the dotted place of its value in the answer, or a way to get it. */
export type Columns = Readonly<Record<string, string | ((row: IDataObject) => Value | undefined)>>;

/** Makes a simplifier; a value that is missing becomes null, so that all rows have all columns. */
export function columns(definition: Columns): (row: IDataObject) => IDataObject {
	const getters = Object.entries(definition).map(([name, place]) => {
		if (typeof place === 'function') return [name, place] as const;
		const path = place.split('.');
		return [name, (row: IDataObject) => at(row, path)] as const;
	});
	return (row) => {
		const result: IDataObject = {};
		for (const [name, get] of getters) result[name] = cell(get(row));
		return result;
	};
}

/** A column with the São Paulo day of the date-time at a place. */
export const day = (path: string) => {
	const names = path.split('.');
	return (row: IDataObject) => dayOf(at(row, names));
};

/** The entries of a list, or one member of each, as a text; `show` makes a text of one. */
export function list(
	value: Value | undefined,
	member?: string,
	show: (entry: Value) => unknown = (entry) => entry,
): string | null {
	if (!Array.isArray(value)) return null;
	return (value as Value[])
		.map((entry) => (member === undefined ? entry : at({ entry }, ['entry', member])))
		.filter((entry) => entry !== undefined && entry !== null)
		.map((entry) => String(show(entry)))
		.join(', ');
}

/** Columns that no person reads: of Pluggy's IDs, and of the user's own. */
const isId = (name: string) => /^id$|I[dD]$/.test(name);

/** A flat row to which columns were added: IDs come last. */
export function idsLast(row: IDataObject): IDataObject {
	const cells = Object.entries(row);
	const ids = cells.filter(([name]) => isId(name));
	return Object.fromEntries([...cells.filter(([name]) => !isId(name)), ...ids]);
}
