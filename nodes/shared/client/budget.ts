import { stopwatch } from './clock';

/** Time that is spent waiting. */

/** Milliseconds that a run waited, by reason. */
export interface WaitReport {
	rateLimit: number;
	resend: number;
}

/** How long one request may still wait, over all its attempts. What it waits is told to its run. */
export class WaitBudget {
	constructor(
		/** Milliseconds that are left. */
		public left: number,
		private readonly report: WaitReport,
	) {}

	/** Waits, and counts it: also a wait that ends with an error. */
	async spend<T>(reason: keyof WaitReport, wait: () => Promise<T>): Promise<T> {
		const passed = stopwatch();
		try {
			return await wait();
		} finally {
			const ms = passed();
			this.left -= ms;
			this.report[reason] += ms;
		}
	}
}
