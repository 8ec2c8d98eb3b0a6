import { sleep as n8nSleep } from 'n8n-workflow';

/** Time and chance, in one place, so that tests can replace them. */

/** Longest single sleep: older n8n ignores the abort signal of `sleep`, so waits are cut into slices. */
const SLICE_MS = 1_000;

export class WaitCancelledError extends Error {
	constructor() {
		super('The execution was cancelled while waiting');
		this.name = 'WaitCancelledError';
	}
}

/**
 * The only source of time and chance in this package. Tests replace its members to run hours of
 * waiting in milliseconds; nothing else may call `Date.now`, `Math.random` or `sleep`.
 */
export const clock = {
	/** Milliseconds since the epoch. */
	now: (): number => Date.now(),
	/** A number in [0, 1). */
	random: (): number => Math.random(),
	sleep: async (ms: number): Promise<void> => await n8nSleep(ms),
	/** A sleep beside work that goes on meanwhile: tests whose waits jump leave it as it is. */
	tick: async (ms: number): Promise<void> => await n8nSleep(ms),
};

/** The clock as it was last looked at, and what it went forward in all. */
let seenAt = 0;
let forward = 0;

/**
 * Milliseconds on a clock that only goes forward. When the server's is set back, what passed since the
 * last look at it is lost, and counting goes on from there.
 */
function steady(): number {
	const now = clock.now();
	forward += Math.max(0, now - seenAt);
	seenAt = now;
	return forward;
}

/**
 * Measures how long something takes, also while the clock is set back: no wait grows by that hour.
 * Every pause looks at the clock, so no more than a second of it is lost.
 * @returns called again and again, gives the milliseconds since the beginning
 */
export function stopwatch(): () => number {
	const start = steady();
	return () => steady() - start;
}

/**
 * Waits `ms` milliseconds, looking at the cancel signal at least once a second.
 * @throws WaitCancelledError as soon as the signal is seen aborted
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	const passed = stopwatch();
	for (;;) {
		if (signal?.aborted) throw new WaitCancelledError();
		const left = ms - passed();
		if (left <= 0) return;
		await clock.sleep(Math.min(left, SLICE_MS));
	}
}

/** Longest piece of work after which the rest of n8n gets a turn. */
const LONGEST_WORK_MS = 20;

/**
 * For long loops, in which n8n must be able to do other work now and then.
 * @returns called again and again, gives what to wait for when it is time to
 */
export function breather(): () => Promise<void> | undefined {
	let passed = stopwatch();
	const rest = async () => {
		await clock.sleep(0);
		passed = stopwatch();
	};
	return () => (passed() < LONGEST_WORK_MS ? undefined : rest());
}
