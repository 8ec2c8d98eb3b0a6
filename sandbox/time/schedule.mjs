/** Work that waits for the sandbox's clock: one timer for the next of it, and a look after every jump. */

const LONGEST_TIMER = 2 ** 31 - 1;

/** @typedef {{ at: number, work: (at: number) => void }} Task */

/** @param {import('./clock.mjs').Clock} clock */
export function createSchedule(clock) {
	/** Soonest first. @type {Task[]} */
	const tasks = [];
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	let isRunning = false;
	let isClosed = false;

	function wait() {
		clearTimeout(timer);
		if (tasks.length === 0 || isClosed || isRunning) return;
		const left = Math.min(LONGEST_TIMER, Math.max(0, tasks[0].at - clock.now()));
		timer = setTimeout(run, Math.ceil(left));
		timer.unref();
	}

	/** Does all that is due, in the order it was due. */
	function run() {
		if (isRunning) return;
		isRunning = true;
		while (!isClosed && tasks.length > 0 && tasks[0].at <= clock.now()) {
			const task = /** @type {Task} */ (tasks.shift());
			try {
				task.work(task.at);
			} catch (error) {
				console.error(error);
			}
		}
		isRunning = false;
		wait();
	}

	const stopListening = clock.onAdvance(run);

	return {
		/**
		 * @param {number} at time of the sandbox's clock; in the past means at once
		 * @param {(at: number) => void} work gets the time it was meant for
		 * @returns {() => void} forgets the work
		 */
		at(at, work) {
			const task = { at, work };
			let low = 0;
			let high = tasks.length;
			while (low < high) {
				const middle = (low + high) >> 1;
				if (tasks[middle].at <= at) low = middle + 1;
				else high = middle;
			}
			tasks.splice(low, 0, task);
			wait();
			return () => {
				const place = tasks.indexOf(task);
				if (place >= 0) tasks.splice(place, 1);
			};
		},
		run,
		close() {
			isClosed = true;
			clearTimeout(timer);
			stopListening();
			tasks.length = 0;
		},
	};
}

/** @typedef {ReturnType<typeof createSchedule>} Schedule */
