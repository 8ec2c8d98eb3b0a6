import { clock } from '../shared/client/clock';
import type { Client } from '../shared/client/transport';

/** Lists as they were when their picker was opened: for each letter that is typed then, n8n asks again. */

const opened = new Map<string, { entries: readonly unknown[]; at: number }>();
const MOST_OPENED = 20;
const OPENED_MS = 60_000;

/** Forgets them (for tests). */
export function forgetLists(): void {
	opened.clear();
}

/** How many are kept (for tests). */
export const heldLists = () => opened.size;

/** People's names stay in memory no longer than somebody types. */
function forgetOld(): void {
	for (const [key, { at }] of opened) {
		const age = clock.now() - at;
		if (age < 0 || age >= OPENED_MS) opened.delete(key);
	}
}

/**
 * Reads a list when its picker is opened, and not again while somebody types.
 * @param name tells the lists of one login apart
 * @param read gives what is kept: entries or their like, not whole rows
 */
export async function readOpened<Kept>(
	{ login }: Client,
	filter: string,
	name: string,
	read: () => Promise<readonly Kept[]>,
): Promise<readonly Kept[]> {
	const key = `${login} ${name}`;
	forgetOld();
	const known = opened.get(key);
	if (filter !== '' && known !== undefined) return known.entries as readonly Kept[];
	const entries = await read();
	if (opened.size >= MOST_OPENED) opened.clear();
	opened.set(key, { entries, at: clock.now() });
	return entries;
}
