import { clock, pause } from './clock';

/**
 * Groups of endpoints that Pluggy counts together, per minute and IP address.
 * `paced`: requests are spread before sending, because the limit is small enough to be met by
 * ordinary work. https://docs.pluggy.ai/en/docs/rate-limits
 */
export const RATE_GROUPS = {
	auth: { perMinute: 360, paced: false },
	accounts: { perMinute: 360, paced: false },
	transactions: { perMinute: 360, paced: false },
	investments: { perMinute: 360, paced: false },
	investmentTransactions: { perMinute: 360, paced: false },
	itemUpdate: { perMinute: 20, paced: true },
} as const;

export type RateGroup = keyof typeof RATE_GROUPS;

/** Endpoints with no published limit share one gate per host. */
const UNPUBLISHED = 'unpublished';

const MINUTE_MS = 60_000;
/** Pluggy counts arrivals, we count departures: allow for the difference. */
const PACE_MARGIN_MS = 1_000;
/** How often a waiting request looks whether the one that tries the gate has come back. */
const TURN_MS = 50;

/** A wait that is longer than the request may wait. */
export class WaitTooLongError extends Error {
	constructor(readonly waitMs: number) {
		super(`The wait of ${Math.ceil(waitMs / 1_000)} s is longer than allowed`);
		this.name = 'WaitTooLongError';
	}
}

/** The leave to send one request. */
export interface Pass {
	/** Milliseconds waited for it. */
	waitedMs: number;
	/** This request alone tries a gate that a 429 had closed. */
	trial: boolean;
}

/**
 * Lets requests of one host and group pass, in the order in which they come. A 429 closes it for the
 * whole process; afterwards one request tries it alone, and the others follow when it came through.
 */
export class Gate {
	private closedUntil = 0;

	/** Closed by a 429 and not proven open since. */
	private doubtful = false;

	private trying = false;

	/** Requests that wait, in the order in which they came. */
	private readonly line: symbol[] = [];

	/** When the latest requests left or will leave, oldest first (paced groups only). */
	private departures: number[] = [];

	constructor(private readonly perMinute?: number) {}

	/**
	 * Waits for the turn of one request. Every `enter` needs a `leave`.
	 * @param budgetMs how long it may wait
	 * @throws WaitTooLongError at once, when the wait would be longer than the budget
	 * @throws WaitCancelledError when the execution is cancelled
	 */
	async enter(budgetMs: number, signal?: AbortSignal): Promise<Pass> {
		const start = clock.now();
		const left = () => budgetMs - (clock.now() - start);
		await this.waitForTurn(left, signal);
		const trial = this.doubtful;
		let passed = false;
		if (trial) this.trying = true;
		try {
			await this.pace(left(), signal);
			passed = true;
		} finally {
			if (trial && !passed) this.trying = false;
		}
		return { waitedMs: clock.now() - start, trial };
	}

	/** First come, first served: who waited through one closing is not overtaken into the next. */
	private async waitForTurn(left: () => number, signal?: AbortSignal): Promise<void> {
		const ticket = Symbol('ticket');
		this.line.push(ticket);
		try {
			for (;;) {
				const closedMs = this.closedUntil - clock.now();
				if (closedMs > left()) throw new WaitTooLongError(closedMs);
				if (closedMs > 0) await pause(closedMs, signal);
				else if (this.line[0] !== ticket || this.trying) await pause(TURN_MS, signal);
				else return;
			}
		} finally {
			this.line.splice(this.line.indexOf(ticket), 1);
		}
	}

	/** The request came back; `limited` when with a 429. */
	leave({ trial }: Pass, limited: boolean): void {
		if (!trial) return;
		this.trying = false;
		if (!limited) this.doubtful = false;
	}

	/** Closes the gate after a 429. */
	close(waitMs: number): void {
		this.closedUntil = Math.max(this.closedUntil, clock.now() + waitMs);
		this.doubtful = true;
	}

	private async pace(budgetMs: number, signal?: AbortSignal): Promise<void> {
		if (this.perMinute === undefined) return;
		const now = clock.now();
		const span = MINUTE_MS + PACE_MARGIN_MS;
		this.departures = this.departures.filter((time) => time > now - span);
		const before = this.departures[this.departures.length - this.perMinute];
		const departure = before === undefined ? now : Math.max(now, before + span);
		if (departure - now > budgetMs) throw new WaitTooLongError(departure - now);
		this.departures.push(departure);
		let left = false;
		try {
			await pause(departure - now, signal);
			left = true;
		} finally {
			if (!left) this.departures.splice(this.departures.indexOf(departure), 1);
		}
	}
}

const gates = new Map<string, Gate>();

/** The gate of a host and group in this process, whatever the credential: Pluggy counts per IP. */
export function gateFor(host: string, group: RateGroup | undefined): Gate {
	const key = `${host} ${group ?? UNPUBLISHED}`;
	let gate = gates.get(key);
	if (!gate) {
		const limit = group && RATE_GROUPS[group];
		gate = new Gate(limit?.paced ? limit.perMinute : undefined);
		gates.set(key, gate);
	}
	return gate;
}

/** Opens every gate (for tests). */
export function forgetGates(): void {
	gates.clear();
}
