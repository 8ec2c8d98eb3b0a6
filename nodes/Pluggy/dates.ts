/** Days and times as Brazil counts them: a calendar day is one of São Paulo. */

/** Pluggy's calendar days are days in São Paulo: a date comes back as that day's midnight, 03:00Z. */
export const BRAZIL_TIME_ZONE = 'America/Sao_Paulo';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME =
	/^(\d{4}-\d{2}-\d{2})[T ](([01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** A day as Brazil writes it, with a time behind it or not. */
const DAY_FIRST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[T ,]+(\S.*))?$/;

/** Whether a text begins with a day and its month, in whichever order. */
export const isDayFirst = (value: unknown): value is string =>
	typeof value === 'string' && DAY_FIRST.test(value.trim());

/** `5/6/2025 10:30` as `2025-06-05 10:30`; what is written otherwise stays as it is. */
export function fromDayFirst(value: unknown): unknown {
	if (!isDayFirst(value)) return value;
	const [, day, , month, year, time] = DAY_FIRST.exec(value.trim())!;
	const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	return time === undefined ? written : `${written} ${time}`;
}

const MIDNIGHT = /^00:00(:00(\.0+)?)?$/;
const DAY_MS = 86_400_000;

/** Whether `yyyy-mm-dd` names a day that exists (2026-02-30 does not). */
export function isCalendarDay(text: string): boolean {
	const match = DAY.exec(text);
	if (!match) return false;
	const date = new Date(`${text}T00:00:00.000Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
	let found = formatters.get(timeZone);
	if (!found) {
		found = new Intl.DateTimeFormat('en-CA', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		formatters.set(timeZone, found);
	}
	return found;
}

/** The wall clock of an instant in a time zone, as `yyyy-mm-ddThh:mm:ss`. */
function wallClock(instant: Date, timeZone: string): string {
	const parts: Record<string, string> = {};
	for (const { type, value } of formatter(timeZone).formatToParts(instant)) parts[type] = value;
	const year = parts.year.padStart(4, '0');
	return `${year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

/** The calendar day (`yyyy-mm-dd`) on which an instant falls in a time zone. */
export function calendarDay(instant: Date, timeZone: string = BRAZIL_TIME_ZONE): string {
	return wallClock(instant, timeZone).slice(0, 10);
}

/**
 * The instant at which a wall clock without offset shows `local` in a time zone: the first, where
 * it does so twice. A clock that jumps over it is read by the offset before the jump, so that a day
 * that begins without its midnight hour begins at the jump.
 */
function instantOf(local: string, timeZone: string): Date {
	const asUtc = new Date(`${local}Z`).getTime();
	const clockAt = (instant: number) => wallClock(new Date(instant), timeZone);
	const offsetAt = (instant: number) =>
		new Date(`${clockAt(instant)}Z`).getTime() - Math.floor(instant / 1000) * 1000;
	const candidates = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => asUtc - offsetAt(near));
	const shown = candidates.filter((instant) => clockAt(instant) === local.slice(0, 19));
	return new Date(shown.length > 0 ? Math.min(...shown) : candidates[0]);
}

/** Luxon's DateTime, as n8n expressions such as `{{ $now }}` give it. */
interface DateTimeLike {
	toISO(): string | null;
}

export function isDateTimeLike(value: unknown): value is DateTimeLike {
	return (
		typeof value === 'object' &&
		value !== null &&
		typeof (value as DateTimeLike).toISO === 'function'
	);
}

/** Whether it is a Date, of whatever realm: expressions run in one of their own. */
export function isDate(value: unknown): value is Date {
	return Object.prototype.toString.call(value) === '[object Date]';
}

const isValid = (date: Date) => !Number.isNaN(date.getTime());

function asText(value: unknown): string | undefined {
	if (isDate(value)) return isValid(value) ? value.toISOString() : undefined;
	const text = isDateTimeLike(value) ? value.toISO() : value;
	return typeof text === 'string' ? text.trim() : undefined;
}

interface Written {
	day: string;
	time: string;
	/** `Z` or `+hh:mm`; undefined for a wall clock. */
	offset?: string;
}

/** The parts of a date and time whose day and clock exist. */
function readDateTime(text: string): Written | undefined {
	const match = DATE_TIME.exec(text);
	if (!match || !isCalendarDay(match[1])) return undefined;
	const [, day, clock, , zone] = match;
	const time = clock.length === 5 ? `${clock}:00` : clock;
	const offset = zone
		?.toUpperCase()
		.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours, minutes) => [hours, minutes ?? '00'].join(':'));
	return isValid(new Date(`${day}T${time}${offset ?? 'Z'}`)) ? { day, time, offset } : undefined;
}

/**
 * The day of a Date. It has no offset, so its own clock is that of the server: database nodes give a
 * day as the server's midnight, others as that of UTC.
 */
function dayOfDate(date: Date): string | undefined {
	if (!isValid(date)) return undefined;
	const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
	const isStartOfDay = new Date(year, month, day).getTime() === date.getTime();
	const written = isStartOfDay ? new Date(Date.UTC(year, month, day)) : date;
	const found =
		written.getTime() % DAY_MS === 0 ? written.toISOString().slice(0, 10) : calendarDay(date);
	return isCalendarDay(found) ? found : undefined;
}

/**
 * Reads a calendar day from what a person, the date picker or an expression gives. A day stays that
 * day; a date-time without an offset (the date picker's) keeps the day it shows; so does one whose
 * clock is at midnight, in its own offset, which is how programs write a day. Any other instant
 * becomes the day it is in São Paulo.
 * @returns `yyyy-mm-dd`, or undefined when it is no date
 */
export function toCalendarDay(value: unknown): string | undefined {
	if (isDate(value)) return dayOfDate(value);
	const text = asText(value);
	if (text === undefined) return undefined;
	if (isCalendarDay(text)) return text;
	const written = readDateTime(text);
	if (!written) return undefined;
	const { day, time, offset } = written;
	if (offset === undefined || MIDNIGHT.test(time)) return day;
	return calendarDay(new Date(`${day}T${time}${offset}`));
}

/**
 * Reads an instant. A day alone is its first instant and a date-time without offset its wall clock,
 * both in `timeZone` (the workflow's).
 * @returns ISO 8601 in UTC with milliseconds, or undefined when it is no date-time
 */
export function toInstant(value: unknown, timeZone: string): string | undefined {
	const text = asText(value);
	if (text === undefined) return undefined;
	const written = readDateTime(isCalendarDay(text) ? `${text}T00:00:00` : text);
	// Of the first thousand years clocks know little, and no time zone.
	if (!written || written.day < '1000') return undefined;
	const { day, time, offset } = written;
	const local = `${day}T${time}`;
	const instant = offset === undefined ? instantOf(local, timeZone) : new Date(local + offset);
	return isValid(instant) ? instant.toISOString() : undefined;
}
