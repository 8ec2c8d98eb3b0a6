import type { Headers } from './resend';

/** What is known of the window in which Pluggy counts the requests of one group. */

const MINUTE_MS = 60_000;
/** Pluggy counts arrivals, we count departures: allow for the difference. */
export const SPAN_MS = MINUTE_MS + 1_000;

/** Of a share that others may make smaller, the part of the rest that may be under way at once. */
const PART_UNDER_WAY = 1 / 3;
/** Beyond a limit that is published, but was never met by this process. */
const FEW = 10;

function limitIn(headers: Headers): number | undefined {
	const limit = Number(headers['ratelimit-limit']);
	return Number.isInteger(limit) && limit > 0 ? limit : undefined;
}

/**
 * Counts the requests of a window, so that only the last of them meet the limit, one by one: the header
 * with what is left comes with a 429 only. Other processes may have a share of the same limit.
 */
export class LimitWindow {
	/** When it began; whether it is known that it began then, because a 429 said so. */
	private start = -Infinity;

	private isSure = false;

	private sent = 0;

	private cameThrough = 0;

	/** What this process got of the limit when it last met it; the limit, before that. */
	private share: number | undefined;

	private wasMet = false;

	/** @param limit requests in a window, as it is published; undefined while nobody said it */
	constructor(private limit: number | undefined) {
		this.share = limit;
	}

	/**
	 * A request leaves.
	 * @returns how many left in this window by then
	 */
	depart(now: number): number {
		if (now - this.start >= SPAN_MS || now < this.start) this.begin(now, false);
		this.sent += 1;
		return this.sent;
	}

	/** How many may be under way. Beyond what there was for this process last time it is one at a time. */
	room(now: number): number {
		const { share, sent, limit } = this;
		if (share === undefined || now - this.start >= SPAN_MS) return Infinity;
		if (sent >= share) return this.wasMet ? 1 : FEW;
		return share === limit ? Infinity : Math.max(1, Math.floor((share - sent) * PART_UNDER_WAY));
	}

	/** A request came through that left at this time, at this place of its window. */
	through(leftAt: number, place: number): void {
		if (leftAt < this.start) return;
		this.cameThrough += 1;
		if (this.share === undefined || place <= this.share) return;
		// There was more: another window by now, or a greater share.
		if (this.limit !== undefined && this.share >= this.limit) {
			this.begin(leftAt, false);
			this.sent = 1;
		} else this.share = Math.min(this.share * 2, this.limit ?? Infinity);
	}

	/** The first 429 of a window. */
	meet(headers: Headers): void {
		this.wasMet = true;
		this.limit = limitIn(headers) ?? this.limit;
		if (this.isSure && this.cameThrough > 0) this.share = this.cameThrough;
		if (this.limit !== undefined) this.share = Math.min(this.share ?? Infinity, this.limit);
	}

	/** A 429 says when the next one begins. */
	openAt(start: number): void {
		this.begin(start, true);
	}

	private begin(start: number, isSure: boolean): void {
		this.start = start;
		this.isSure = isSure;
		this.sent = 0;
		this.cameThrough = 0;
	}
}
