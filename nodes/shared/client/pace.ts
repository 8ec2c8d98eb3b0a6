import { SPAN_MS } from './limitWindow';

/** The pace of a group with a small limit: its requests are spread before they are sent. */

/** Lets as many leave in a minute as the limit has, first come, first served. */
export class Pace {
	/** When the latest requests left, oldest first. */
	private departures: number[] = [];

	constructor(private readonly perMinute: number) {}

	depart(now: number): void {
		this.departures.push(now);
	}

	/** When it lets the request at this place of the line go. */
	departureOf(place: number, now: number): number {
		this.departures = this.departures.filter((time) => time > now - SPAN_MS);
		// What left, and what will leave before: each one frees its place a minute later.
		const left = [...this.departures];
		for (let before = 0; before <= place; before++) {
			const freed = left[left.length - this.perMinute];
			left.push(freed === undefined ? now : Math.max(now, freed + SPAN_MS));
		}
		return left[left.length - 1];
	}

	/** After the clock was set back: what lies before it counts as now. */
	followClock(now: number): void {
		if (this.departures.some((time) => time > now)) {
			this.departures = this.departures.map((time) => Math.min(time, now));
		}
	}
}
