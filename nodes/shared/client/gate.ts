import { LONGEST_LIMIT_MS, rateLimitWait, type Headers } from './resend';
import type { WaitBudget } from './budget';
import { clock, pause, stopwatch } from './clock';

/** Pluggy's rate limits, as gates that requests pass one after another. */

/**
 * Groups of endpoints that Pluggy counts together, per minute and IP address.
 * `paced`: requests are spread before sending, because the limit is small enough to be met by
 * ordinary work. https://docs.pluggy.ai/en/docs/rate-limits
 */
export const RATE_GROUPS = {
	auth: { perMinute: 360, paced: false, requests: /^POST \/auth$/ },
	accounts: { perMinute: 360, paced: false, requests: /^GET \/accounts(\/[^/]+)?$/ },
	transactions: {
		perMinute: 360,
		paced: false,
		requests: /^GET (\/v2\/transactions|\/transactions(\/[^/]+)?)$/,
	},
	investments: { perMinute: 360, paced: false, requests: /^GET \/investments(\/[^/]+)?$/ },
	investmentTransactions: {
		perMinute: 360,
		paced: false,
		requests: /^GET \/investments\/[^/]+\/transactions$/,
	},
	itemUpdate: { perMinute: 20, paced: true, requests: /^PATCH \/items\/[^/]+$/ },
} as const;

export type RateGroup = keyof typeof RATE_GROUPS;

/** The group that Pluggy counts a request in; undefined where it publishes no limit. */
export function rateGroupOf(method: string, path: string): RateGroup | undefined {
	const request = `${method} ${path.split('?')[0]}`;
	const found = Object.entries(RATE_GROUPS).find(([, { requests }]) => requests.test(request));
	return found?.[0] as RateGroup | undefined;
}

/** Endpoints with no published limit share one gate per host. */
const UNPUBLISHED = 'unpublished';

const MINUTE_MS = 60_000;
/** Pluggy counts arrivals, we count departures: allow for the difference. */
const SPAN_MS = MINUTE_MS + 1_000;
/** How often a request that waits for others looks at its budget and the cancel signal. */
const TURN_MS = 1_000;

/** No header closes a gate for longer, jitter included: a wrong one would stop the whole process. */
const LONGEST_CLOSING_MS = LONGEST_LIMIT_MS + 1_000;

/** A wait that is longer than the request may wait. */
export class WaitTooLongError extends Error {
	constructor(readonly waitMs: number) {
		super(`The wait of ${Math.ceil(waitMs / 1_000)} s is longer than allowed`);
		this.name = 'WaitTooLongError';
	}
}

/** What came of a request that a gate let pass. `nothing`: no answer, or none of Pluggy's. */
export type Outcome = 'limited' | 'through' | 'nothing';

/** What a gate learns from a request that came back. */
export type Observation =
	| { outcome: 'limited'; headers: Headers }
	| { outcome: 'through' | 'nothing' };

/** The turn of one request at a gate. */
export interface Turn {
	budget: WaitBudget;
	signal: AbortSignal | undefined;
	/** It was refused before: it keeps its place before those who came later. */
	again: boolean;
}

/** The leave to send one request. */
export interface Permit {
	/** Milliseconds waited for it. */
	waitedMs: number;
	/** This request alone tries a gate that a 429 had closed. */
	isProbe: boolean;
}

/**
 * Lets requests of one host and group pass, in the order in which they come. A 429 closes it for the
 * whole process; afterwards one request tries it alone, and the others follow when it came through.
 */
export class Gate {
	private closedUntil = 0;

	private closedAt = 0;

	/** Closed by a 429 and not proven open since. */
	private halfOpen = false;

	private probing = false;

	/** 429s in a row that a trial met. */
	private refusals = 0;

	/** Requests that wait, in the order in which they came. */
	private readonly line: symbol[] = [];

	/** When the latest requests left, oldest first (paced groups only). */
	private departures: number[] = [];

	/** Ends when a turn may have come: the line got shorter, or a trial came back. */
	private change!: Promise<void>;

	private tell!: () => void;

	constructor(private readonly perMinute?: number) {
		this.renew();
	}

	private renew(): void {
		this.change = new Promise((resolve) => {
			this.tell = () => {
				this.renew();
				resolve();
			};
		});
	}

	/**
	 * Runs one request when its turn has come, and learns from what came of it.
	 * @param observe what its result says about the limit
	 * @throws WaitTooLongError, WaitCancelledError, and what the work throws
	 */
	async run<T>(
		{ budget, signal, again }: Turn,
		work: () => Promise<T>,
		observe: (result: T) => Observation,
	): Promise<T> {
		const enter = async () => await this.enter(budget.left, signal, again);
		const permit = await budget.spend('rateLimit', enter);
		let observation: Observation = { outcome: 'nothing' };
		try {
			const result = await work();
			observation = observe(result);
			return result;
		} finally {
			if (observation.outcome === 'limited') this.close(observation.headers, permit);
			this.leave(permit, observation.outcome);
		}
	}

	/**
	 * Waits for the turn of one request: first come, first served. Every `enter` needs a `leave`.
	 * @param budgetMs how long it may wait
	 * @param again whether it was refused before: it keeps its place before those who came later
	 * @throws WaitTooLongError at once, when the wait would be longer than the budget
	 * @throws WaitCancelledError when the execution is cancelled
	 */
	async enter(budgetMs: number, signal?: AbortSignal, again = false): Promise<Permit> {
		const passed = stopwatch();
		const ticket = Symbol('ticket');
		if (again) this.line.unshift(ticket);
		else this.line.push(ticket);
		try {
			for (;;) {
				const place = this.line.indexOf(ticket);
				const now = clock.now();
				this.followClock(now);
				const wait = Math.max(this.closedUntil, this.departureOf(place, now)) - now;
				const waited = passed();
				const isNext = place === 0 && !this.probing;
				if (wait === 0 && isNext) break;
				if (waited + wait > budgetMs) throw new WaitTooLongError(waited + wait);
				if (wait > 0) await pause(wait, signal);
				else await Promise.race([pause(TURN_MS, signal), this.change]);
			}
		} finally {
			this.line.splice(this.line.indexOf(ticket), 1);
			this.tell();
		}
		if (this.perMinute !== undefined) this.departures.push(clock.now());
		this.probing = this.halfOpen;
		return { waitedMs: passed(), isProbe: this.halfOpen };
	}

	/** The request came back. Only an answer that is no 429 proves the gate open. */
	leave({ isProbe }: Permit, outcome: Outcome): void {
		if (!isProbe) return;
		this.probing = false;
		if (outcome === 'through') {
			this.halfOpen = false;
			this.refusals = 0;
		}
		this.tell();
	}

	/** Closes the gate after a 429 that is a minute's limit, for as long as its headers ask. */
	close(headers: Headers, { isProbe }: Permit): void {
		// Those that were under way when the limit was met are refused together: that counts once.
		if (isProbe) this.refusals++;
		const asked = rateLimitWait(headers, this.refusals, clock.now(), clock.random());
		const now = clock.now();
		this.followClock(now);
		this.closedUntil = Math.max(this.closedUntil, now + Math.min(asked, LONGEST_CLOSING_MS));
		this.closedAt = now;
		this.halfOpen = true;
	}

	/** After the clock was set back, what lies before it begins anew: it would last for that much longer. */
	private followClock(now: number): void {
		if (now < this.closedAt) {
			this.closedUntil += now - this.closedAt;
			this.closedAt = now;
		}
		if (this.departures.some((time) => time > now)) {
			this.departures = this.departures.map((time) => Math.min(time, now));
		}
	}

	/** When the pace lets the request at this place of the line go. */
	private departureOf(place: number, now: number): number {
		if (this.perMinute === undefined) return now;
		this.departures = this.departures.filter((time) => time > now - SPAN_MS);
		// What left, and what will leave before: each one frees its place a minute later.
		const left = [...this.departures];
		for (let before = 0; before <= place; before++) {
			const freed = left[left.length - this.perMinute];
			left.push(freed === undefined ? now : Math.max(now, freed + SPAN_MS));
		}
		return left[left.length - 1];
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
