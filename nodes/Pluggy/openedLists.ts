import { clock } from '../shared/client/clock';
import type { Client } from '../shared/client/transport';

/** Lists as they were when their picker was opened: for each letter that is typed then, n8n asks again. */

const opened = new Map<string, { rows: readonly unknown[]; at: number }>();
const MOST_OPENED = 20;
const OPENED_MS = 60_000;

/** Forgets them (for tests). */
export function forgetLists(): void {
	opened.clear();
}

/**
 * Reads a list when its picker is opened, and not again while somebody types.
 * @param name tells the lists of one login apart
 */
export async function readOpened<Row>(
	{ login }: Client,
	filter: string,
	name: string,
	read: () => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
	const key = `${login} ${name}`;
	const known = opened.get(key);
	const age = known === undefined ? Infinity : clock.now() - known.at;
	if (filter !== '' && known !== undefined && age >= 0 && age < OPENED_MS) {
		return known.rows as readonly Row[];
	}
	const rows = await read();
	if (opened.size >= MOST_OPENED) opened.clear();
	opened.set(key, { rows, at: clock.now() });
	return rows;
}
