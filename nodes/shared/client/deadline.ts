import { clock, WaitCancelledError } from './clock';

/**
 * Ends to waiting for work that is in other hands: n8n's HTTP helper knows only idle time-outs, which
 * an answer that trickles never meets, and a login under way hears no cancel signal.
 */

/** How often a watch looks at the cancel signal; also the longest that it outlives the work. */
const LOOK_MS = 500;

/** n8n itself ends a request under way when its execution is cancelled: its word is the better one. */
const GRACE_MS = 250;

/** Work that took longer than it may. It goes on unseen, unless somebody stops it. */
export class DeadlineError extends Error {
	constructor(readonly ms: number) {
		super(`not complete after ${Math.round(ms / 1_000)} s`);
		this.name = 'DeadlineError';
	}
}

/**
 * Waits for work, at most `ms` milliseconds, and not beyond a cancel.
 * @throws DeadlineError when the time is over, WaitCancelledError soon after the signal is aborted
 */
export async function within<T>(work: Promise<T>, ms: number, signal?: AbortSignal): Promise<T> {
	const race = { isOver: false };
	try {
		return await Promise.race([work, watch(race, ms, signal)]);
	} finally {
		race.isOver = true;
	}
}

/** Counts its own sleeps: a server that stood still for a while must not end what it waits for. */
async function watch(
	race: { readonly isOver: boolean },
	ms: number,
	signal: AbortSignal | undefined,
): Promise<never> {
	for (let left = ms; !race.isOver; ) {
		if (signal?.aborted) {
			await clock.tick(GRACE_MS);
			throw new WaitCancelledError();
		}
		if (left <= 0) throw new DeadlineError(ms);
		const look = Math.min(left, LOOK_MS);
		await clock.tick(look);
		left -= look;
	}
	return undefined as never;
}

/**
 * Gives work a signal that is aborted after `ms` milliseconds, and waits until the work has ended,
 * which it should do soon then.
 */
export async function withBudget<T>(
	ms: number,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const budget = new AbortController();
	const running = work(budget.signal);
	await within(running, ms).catch(() => budget.abort());
	return await running;
}
