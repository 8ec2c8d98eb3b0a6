import { createHash } from 'crypto';

/** What was told already, as short digests: IDs themselves would take four times the room. */

/** Of 48 bits: among five thousand a new row is taken for an old one once in ten billion. */
const LENGTH = 8;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Digests, one after another, by the hour in which Pluggy made the rows. */
export type Told = Readonly<Record<string, string>>;

export const keyOf = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, LENGTH);

export const hourOf = (at: number): number => Math.floor(at / HOUR_MS);

/** The digests of a text of them. */
export function keysIn(text: string): string[] {
	return text.match(/.{8}/g) ?? [];
}

export const keysOf = (told: Told): string[] => Object.values(told).flatMap(keysIn);

export const sizeOf = (told: Told): number =>
	Object.values(told).reduce((sum, keys) => sum + keys.length / LENGTH, 0);

/** All of both; what is in both is there once. */
export function merge(one: Told, other: Told): Told {
	const all: Record<string, string> = { ...one };
	for (const [hour, keys] of Object.entries(other)) {
		const both = new Set([...keysIn(all[hour] ?? ''), ...keysIn(keys)]);
		all[hour] = [...both].join('');
	}
	return all;
}

/** The digests of rows, by their hours. */
export function toldOf(rows: ReadonlyArray<{ key: string; at: number }>): Told {
	const keys: Record<string, Set<string>> = {};
	for (const { key, at } of rows) (keys[hourOf(at)] ??= new Set()).add(key);
	return Object.fromEntries(Object.entries(keys).map(([hour, some]) => [hour, [...some].join('')]));
}

/** Without the hours that ended before a time. */
export const from = (told: Told, at: number): Told =>
	Object.fromEntries(Object.entries(told).filter(([hour]) => Number(hour) >= hourOf(at)));

/** The first hour of which something was told. */
export function firstHour(told: Told): number | undefined {
	const hours = Object.keys(told).map(Number);
	return hours.length === 0 ? undefined : hours.reduce((a, b) => Math.min(a, b));
}

/**
 * An ID of an event: the same for the same parts, in whatever process it is told. In the form of a UUID,
 * as Pluggy's own are.
 */
export function eventIdOf(...parts: ReadonlyArray<string | null>): string {
	const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	const pieces = [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`a${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	];
	return pieces.join('-');
}
