import { clock } from '../shared/client/clock';

/** Pieces of work under way together, whose results come in their order. */

/** The lanes of a run. Whoever has work to do has one, and may use those that are free besides. */
export interface Lanes {
	free: number;
}

export const lanesOf = (most: number): Lanes => ({ free: most - 1 });

/** How a piece of work ended. */
export type Ended<T> = { value: T } | { error: unknown };

export interface Course<T> {
	/** How many pieces there are. */
	count: number;
	lanes: Lanes;
	/** A barrier: it begins when all before it have ended, and nothing behind it begins before its end. */
	isAlone?: (index: number) => boolean;
	/** After an error nothing more begins, and what is under way behind it is cancelled. */
	stopsAtError: boolean;
	/** Cancels it all. */
	signal: AbortSignal | undefined;
	work: (index: number, signal: AbortSignal) => Promise<T>;
}

interface Lane<T> {
	controller: AbortController;
	ended: Promise<Ended<T>>;
}

/**
 * Of a limit that is met, everything under way learns by a 429 of its own. So no more begin at once than
 * this, and then a share of what has come through: eleven refusals, and one for each later window, are less
 * than 5 % of 300 rows under a limit of 60. Lists within a row may use the other lanes all the same.
 */
const FIRST_AT_ONCE = 11;
const SHARE_AT_ONCE = 1 / 5;
/** Where nothing ends for so long, answers are slow or a gate is closed: more under way meet no limit. */
const PATIENCE_MS = 1_000;

/**
 * Does pieces of work in lanes. As many are begun and not yet put out as there are lanes.
 * @yields how each ended, in their order: all, or up to the first error where that stops it, or those
 *   that were begun when it was cancelled
 */
export async function* inLanes<T>(course: Course<T>): AsyncGenerator<Ended<T>> {
	const { count, lanes, isAlone = () => false, stopsAtError, signal, work } = course;
	const underWay = new Map<number, Lane<T>>();
	let next = 0;
	let isStopped = false;
	let atOnce = FIRST_AT_ONCE;

	const cancel = (from: number) => {
		for (const [index, { controller }] of underWay) if (index >= from) controller.abort();
	};
	const cancelAll = () => cancel(0);

	/** Whether one more may begin, but for the limit that it could meet. */
	function mayBegin(): boolean {
		if (next >= count || isStopped || signal?.aborted) return false;
		if (underWay.size === 0) return true;
		return lanes.free > 0 && !isAlone(next) && !isAlone(next - 1);
	}

	function begin(index: number): void {
		if (underWay.size > 0) lanes.free -= 1;
		const controller = new AbortController();
		const failed = (error: unknown) => {
			if (stopsAtError) {
				isStopped = true;
				cancel(index + 1);
			}
			return { error };
		};
		const ended = work(index, controller.signal).then((value) => ({ value }), failed);
		underWay.set(index, { controller, ended });
	}

	function putOut(index: number): void {
		underWay.delete(index);
		if (underWay.size > 0) lanes.free += 1;
	}

	/** Waits for one to end. */
	async function endOf({ ended }: Lane<T>): Promise<Ended<T>> {
		if (mayBegin()) {
			const isSlow = clock.tick(PATIENCE_MS).then(() => true);
			if (await Promise.race([ended.then(() => false), isSlow])) {
				atOnce = Infinity;
				beginMore(0);
			}
		}
		return await ended;
	}

	function beginMore(done: number): void {
		while (mayBegin() && underWay.size < Math.max(atOnce, done * SHARE_AT_ONCE)) begin(next++);
	}

	signal?.addEventListener('abort', cancelAll);
	try {
		for (let index = 0; index < count; index++) {
			beginMore(index);
			const lane = underWay.get(index);
			if (lane === undefined) return;
			const ended = await endOf(lane);
			putOut(index);
			yield ended;
			if (stopsAtError && 'error' in ended) return;
		}
	} finally {
		signal?.removeEventListener('abort', cancelAll);
		cancelAll();
		await Promise.all([...underWay.values()].map(async ({ ended }) => await ended));
		for (const index of [...underWay.keys()]) putOut(index);
	}
}
