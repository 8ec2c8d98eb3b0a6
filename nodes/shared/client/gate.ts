import { LONGEST_LIMIT_MS, rateLimitWait, type Headers } from './resend';
import type { WaitBudget } from './budget';
import { clock, pause } from './clock';
import { LimitWindow } from './limitWindow';
import { Pace } from './pace';
import { RATE_GROUPS, type RateGroup } from './rateGroups';

/** Pluggy's rate limits, as gates that requests pass one after another. */

/** Endpoints with no published limit share one gate per host. */
const UNPUBLISHED = 'unpublished';

/** How often a request that waits for others looks at its budget and the cancel signal. */
const TURN_MS = 1_000;
/** A request that is longer under way than this has not met the limit. */
const YOUNG_MS = 5_000;

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

/** A request that waits. */
interface Ticket {
	/** The run it belongs to. */
	run: object;
	number: number;
	wake: () => void;
}

/** The leave to send one request. */
export interface Permit {
	/** The run it belongs to. */
	run: object;
	leftAt: number;
	/** Its place among the requests of its window. */
	place: number;
	/** This request alone tries a gate that a 429 had closed. */
	isProbe: boolean;
}

/**
 * Lets requests of one host and group pass, in the order in which they come. A 429 closes it for the
 * whole process; afterwards one request tries it alone, and the others follow when it came through.
 * Near the limit few are under way, because each of them would meet it.
 */
export class Gate {
	private closedUntil = 0;

	private closedAt = 0;

	/** Closed by a 429 and not proven open since. */
	private halfOpen = false;

	/** 429s in a row that a trial met. */
	private refusals = 0;

	/** Requests that wait, in the order in which they came, by the runs they belong to. */
	private readonly line: Ticket[] = [];

	private readonly underWay = new Set<Permit>();

	private readonly window: LimitWindow;

	private readonly pace: Pace | undefined;

	/**
	 * @param perMinute the published limit
	 * @param isPaced whether requests are spread over the minute before they are sent
	 */
	constructor(perMinute?: number, isPaced = false) {
		this.window = new LimitWindow(perMinute);
		if (isPaced && perMinute !== undefined) this.pace = new Pace(perMinute);
	}

	/** The line got shorter, or a request came back: the turn of the next one may have come. */
	private tell(): void {
		this.line[0]?.wake();
	}

	/**
	 * Runs one request when its turn has come, and learns from what came of it.
	 * @param observe what its result says about the limit
	 * @throws WaitTooLongError, WaitCancelledError, and what the work throws
	 */
	async run<T>(
		turn: Turn,
		work: () => Promise<T>,
		observe: (result: T) => Observation,
	): Promise<T> {
		const permit = await this.enter(turn);
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
	 * Waits for the turn of one request: first come, first served. Every `enter` needs a `leave`. What it
	 * waits for the limit, and for requests of other runs, is spent of its budget; that its own run has
	 * others before it costs nothing.
	 * @throws WaitTooLongError at once, when the wait would be longer than the budget
	 * @throws WaitCancelledError when the execution is cancelled
	 */
	async enter({ budget, signal, again }: Turn): Promise<Permit> {
		const run = budget.report;
		const ticket: Ticket = { run, number: budget.number, wake: () => {} };
		const isLater = ({ number }: Ticket) => again && number > ticket.number;
		const later = this.line.findIndex(isLater);
		this.line.splice(later < 0 ? this.line.length : later, 0, ticket);
		const given = budget.left;
		const turns = async () => {
			const woken = new Promise<void>((resolve) => (ticket.wake = resolve));
			await Promise.race([pause(TURN_MS, signal), woken]);
		};
		try {
			for (;;) {
				const place = this.line.indexOf(ticket);
				const now = clock.now();
				this.followClock(now);
				const wait = Math.max(this.closedUntil, this.pace?.departureOf(place, now) ?? now) - now;
				const before = this.before(place, now);
				if (wait === 0 && before.length === 0) break;
				const areOwn = before.every((other) => other.run === run);
				const isOwn = (wait === 0 && areOwn) || this.hasOwnBefore(place);
				if (!isOwn && (budget.left < wait || budget.left < 0)) {
					throw new WaitTooLongError(given - budget.left + wait);
				}
				if (isOwn) await turns();
				else {
					const waiting = wait > 0 ? async () => await pause(wait, signal) : turns;
					await budget.spend('rateLimit', waiting);
				}
			}
		} finally {
			this.line.splice(this.line.indexOf(ticket), 1);
			this.tell();
		}
		const leftAt = clock.now();
		this.pace?.depart(leftAt);
		const place = this.window.depart(leftAt);
		const permit = { run, leftAt, place, isProbe: this.halfOpen };
		this.underWay.add(permit);
		return permit;
	}

	/** Whether its own run has another one before it in the line: that one spends what both wait. */
	private hasOwnBefore(place: number): boolean {
		const { run } = this.line[place];
		return this.line.findIndex((other) => other.run === run) < place;
	}

	/** Those for whom the request at this place of the line waits. */
	private before(place: number, now: number): ReadonlyArray<{ run: object }> {
		if (place > 0) return this.line.slice(0, place);
		const underWay = [...this.underWay];
		// A trial has the gate for itself.
		const trial = underWay.filter(({ isProbe }) => isProbe);
		if (trial.length > 0) return trial;
		if (this.pace) return [];
		// Whoever meets a limit hears of it soon: what takes long waits for something else.
		const young = underWay.filter(({ leftAt }) => now - leftAt < YOUNG_MS);
		return young.length < this.window.room(now) ? [] : young;
	}

	/** The request came back. Only an answer that is no 429 proves the gate open. */
	leave(permit: Permit, outcome: Outcome): void {
		this.underWay.delete(permit);
		if (outcome === 'through') {
			this.window.through(permit.leftAt, permit.place);
			if (permit.isProbe) {
				this.halfOpen = false;
				this.refusals = 0;
			}
		}
		this.tell();
	}

	/** Closes the gate after a 429 that is a minute's limit, for as long as its headers ask. */
	close(headers: Headers, { isProbe }: Pick<Permit, 'isProbe'>): void {
		// Those that were under way when the limit was met are refused together: that counts once.
		if (isProbe) this.refusals++;
		const asked = rateLimitWait(headers, this.refusals, clock.now(), clock.random());
		const now = clock.now();
		this.followClock(now);
		if (this.closedUntil <= now) this.window.meet(headers);
		this.closedUntil = Math.max(this.closedUntil, now + Math.min(asked, LONGEST_CLOSING_MS));
		this.closedAt = now;
		this.window.openAt(this.closedUntil);
		this.halfOpen = true;
	}

	/** After the clock was set back, what lies before it begins anew: it would last for that much longer. */
	private followClock(now: number): void {
		if (now < this.closedAt) {
			this.closedUntil += now - this.closedAt;
			this.closedAt = now;
		}
		this.pace?.followClock(now);
		for (const permit of this.underWay) permit.leftAt = Math.min(permit.leftAt, now);
	}
}

const gates = new Map<string, Gate>();

/** The gate of a host and group in this process, whatever the credential: Pluggy counts per IP. */
export function gateFor(host: string, group: RateGroup | undefined): Gate {
	const key = `${host} ${group ?? UNPUBLISHED}`;
	let gate = gates.get(key);
	if (!gate) {
		const limit = group && RATE_GROUPS[group];
		gate = new Gate(limit?.perMinute, limit?.paced);
		gates.set(key, gate);
	}
	return gate;
}

/** Opens every gate (for tests). */
export function forgetGates(): void {
	gates.clear();
}
