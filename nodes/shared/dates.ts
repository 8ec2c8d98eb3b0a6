/** Pluggy's calendar days are days in São Paulo: a date comes back as that day's midnight, 03:00Z. */
export const BRAZIL_TIME_ZONE = 'America/Sao_Paulo';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/i;

const MIDNIGHT = /^00:00(:00(\.0+)?)?$/;
const UTC = /^(Z|[+-]00:?00)$/i;

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
	return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

/** The calendar day (`yyyy-mm-dd`) on which an instant falls in a time zone. */
export function calendarDay(instant: Date, timeZone: string = BRAZIL_TIME_ZONE): string {
	return wallClock(instant, timeZone).slice(0, 10);
}

/** The instant at which a wall clock without offset shows `local` in a time zone. */
function instantOf(local: string, timeZone: string): Date {
	const asUtc = new Date(`${local}Z`).getTime();
	const offsetAt = (instant: number) =>
		new Date(`${wallClock(new Date(instant), timeZone)}Z`).getTime() -
		Math.floor(instant / 1000) * 1000;
	// The second look settles the hours next to a change of daylight saving time.
	return new Date(asUtc - offsetAt(asUtc - offsetAt(asUtc)));
}

/** Luxon's DateTime, as n8n expressions such as `{{ $now }}` give it. */
interface DateTimeLike {
	toISO(): string | null;
}

function isDateTimeLike(value: unknown): value is DateTimeLike {
	return (
		typeof value === 'object' &&
		value !== null &&
		typeof (value as DateTimeLike).toISO === 'function'
	);
}

function asText(value: unknown): string | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (isDateTimeLike(value)) return value.toISO() ?? undefined;
	return typeof value === 'string' ? value.trim() : undefined;
}

/**
 * Reads a calendar day from what a person, the date picker or an expression gives.
 * A day stays that day; a date-time with an offset becomes the day it is in São Paulo, except for
 * midnight in UTC, which means its day; one without an offset (the date picker's) keeps the day it
 * shows.
 * @returns `yyyy-mm-dd`, or undefined when it is no date
 */
export function toCalendarDay(value: unknown): string | undefined {
	const text = asText(value);
	if (text === undefined) return undefined;
	if (isCalendarDay(text)) return text;
	const match = DATE_TIME.exec(text);
	if (!match || !isCalendarDay(match[1])) return undefined;
	if (match[3] === undefined || isDateTimeLike(value)) return match[1];
	// A program's way to write a day, in Pluggy's own examples too; nobody pays at 21:00:00.000.
	if (MIDNIGHT.test(match[2]) && UTC.test(match[3])) return match[1];
	const instant = new Date(text.replace(' ', 'T'));
	return Number.isNaN(instant.getTime()) ? undefined : calendarDay(instant);
}

/**
 * Reads an instant. A day alone is its midnight and a date-time without offset its wall clock,
 * both in `timeZone` (the workflow's).
 * @returns ISO 8601 in UTC with milliseconds, or undefined when it is no date-time
 */
export function toInstant(value: unknown, timeZone: string): string | undefined {
	const text = asText(value);
	if (text === undefined) return undefined;
	const match = DATE_TIME.exec(isCalendarDay(text) ? `${text}T00:00:00` : text);
	if (!match || !isCalendarDay(match[1])) return undefined;
	const time = match[2].length === 5 ? `${match[2]}:00` : match[2];
	const local = `${match[1]}T${time}`;
	const probe = new Date(`${local}Z`);
	if (Number.isNaN(probe.getTime())) return undefined;
	const instant =
		match[3] === undefined ? instantOf(local, timeZone) : new Date(`${local}${match[3]}`);
	return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
