import { stopwatch } from './clock';

/** Time that is spent waiting. */

/** Milliseconds that a run waited, by reason. */
export interface Waited {
	readonly rateLimit: number;
	readonly resend: number;
}

type Reason = keyof Waited;

/** What the requests of one run wait, as it is told to people: the time in which at least one did. */
export class WaitReport implements Waited {
	rateLimit = 0;

	resend = 0;

	private readonly waiting: Record<Reason, number> = { rateLimit: 0, resend: 0 };

	private passed = { rateLimit: stopwatch(), resend: stopwatch() };

	begin(reason: Reason): void {
		if (this.waiting[reason]++ === 0) this.passed[reason] = stopwatch();
	}

	end(reason: Reason): void {
		if (--this.waiting[reason] === 0) this[reason] += this.passed[reason]();
	}
}

let made = 0;

/** How long one request may still wait, over all its attempts. What it waits is told to its run. */
export class WaitBudget {
	/** Those of requests that began later have greater ones. */
	readonly number = ++made;

	constructor(
		/** Milliseconds that are left. */
		public left: number,
		/** Of the run that it belongs to. */
		readonly report: WaitReport,
	) {}

	/** Waits, and counts it: also a wait that ends with an error. */
	async spend<T>(reason: Reason, wait: () => Promise<T>): Promise<T> {
		const passed = stopwatch();
		this.report.begin(reason);
		try {
			return await wait();
		} finally {
			this.report.end(reason);
			this.left -= passed();
		}
	}
}
