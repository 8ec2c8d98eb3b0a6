import { appendFileSync } from 'node:fs';

/** What the tests of properties share: for how long and with which seed they look, and a count. */

/** RUNS=20 looks twenty times as long. */
export const RUNS = Number(process.env.RUNS ?? 1);
/** SEED repeats a run. */
export const FREE = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

const counts = new Map<string, number>();

/** Counts one input about which a property is asked. */
export function count(name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The check of a property, which counts what it is asked. */
export const counted =
	<Args extends unknown[], Result>(name: string, check: (...args: Args) => Result) =>
	(...args: Args): Result => {
		count(name);
		return check(...args);
	};

// `npm run test:properties` adds them up.
afterAll(() => {
	const file = process.env.PROPERTY_COUNTS;
	if (file === undefined) return;
	for (const entry of counts) appendFileSync(file, `${JSON.stringify(entry)}\n`);
});
