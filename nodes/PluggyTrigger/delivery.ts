import { createHash, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { clock } from '../shared/client/clock';
import { isObject } from '../shared/objects';
import { isListed } from './addresses';
import { isWanted, type Settings } from './events';

/** The judgement of one delivery: a pure function, and the memory of events that came before. */

/** Pluggy signs nothing: a header that only Pluggy and this node know stands in for a signature. */
export const SECRET_HEADER = 'X-Pluggy-Webhook-Secret';

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Any event, also one that Pluggy adds tomorrow. https://docs.pluggy.ai/en/docs/webhooks */
const pluggyEvent = z.object({ event: z.string().min(1) }).passthrough();

export type EventState = 'new' | 'underWay' | 'stored';

export interface Delivery {
	body: unknown;
	/** Names in lower case. */
	headers: Readonly<Record<string, unknown>>;
	/** Where it came from; behind a proxy only N8N_PROXY_HOPS makes it the sender's address. */
	ip: string | undefined;
	/** SHA-256 of the registered secrets, in hexadecimal digits: while one replaces another, of both. */
	secretDigests: readonly unknown[];
	/** Read only for those who hold the secret: n8n evaluates expressions for it. */
	settings: () => Settings;
	/** What became of an earlier delivery of the same event. */
	stateOf: (key: string) => EventState;
}

/** By what an event is recognized when it is delivered again. */
export interface Mark {
	key: string;
	/** How long a copy counts as one, in ms; undefined: as long as it is remembered. */
	forMs?: number;
}

/** 503 makes Pluggy deliver again; a 4xx would count against the webhook. */
export interface DeliveryVerdict {
	status: 200 | 400 | 401 | 503;
	run: boolean;
	/** Set when it runs. */
	mark?: Mark;
	/** Why it does not run, where somebody should know: for the log, never for the sender. */
	why?: Why;
	/** What is wrong with the settings, when `why` is about them. */
	faults?: readonly string[];
}

/** `settings`: a list of the trigger lets nothing in, because its expression found nothing. */
export type Why = 'secret' | 'source' | 'settings';

const refusal = (why: Why): DeliveryVerdict => ({ status: 401, run: false, why });

/** What to do with a delivery. Who has no secret learns nothing, not even what an event is. */
export function judgeDelivery(delivery: Delivery): DeliveryVerdict {
	const { body, headers, ip, secretDigests, stateOf } = delivery;
	if (!secretDigests.some((digest) => holdsSecret(headers, digest))) return refusal('secret');
	const settings = delivery.settings();
	const { sources, faults } = settings;
	if (sources !== undefined && !isListed(ip, sources)) {
		return sources.length === 0 ? { ...refusal('settings'), faults } : refusal('source');
	}
	if (!pluggyEvent.safeParse(body).success) return { status: 400, run: false };
	const event = body as IDataObject;
	if (!isWanted(event, settings)) {
		return { status: 200, run: false, ...(faults.length > 0 ? { why: 'settings', faults } : {}) };
	}
	const mark = markOf(event);
	const state = stateOf(mark.key);
	if (state === 'stored') return { status: 200, run: false };
	// If storing the first one fails, only a further delivery can save the event.
	if (state === 'underWay') return { status: 503, run: false };
	return { status: 200, run: true, mark };
}

/**
 * Pluggy delivers three times at once and again after an hour. What has no ID may also truly happen
 * twice, such as a bank that goes offline again: only copies of these minutes count as copies.
 */
const WITHOUT_ID_MS = 10 * 60_000;

/**
 * The ID alone does not do: nobody knows whether the blocks of one long `transactions/updated`, which
 * name other transactions, have IDs of their own.
 */
export function markOf(event: IDataObject): Mark {
	const { eventId } = event;
	const body = digestOf(canonical(event));
	return typeof eventId === 'string' && eventId !== ''
		? { key: `${eventId} ${body}` }
		: { key: body, forMs: WITHOUT_ID_MS };
}

/** The same text for the same members in whatever order. */
function canonical(event: IDataObject): string {
	return JSON.stringify(event, (_, value: unknown) =>
		isObject(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value,
	);
}

/** Compares digests, in constant time. Without a registered secret nobody holds it. */
function holdsSecret(headers: Delivery['headers'], secretDigest: unknown): boolean {
	const given = headers[SECRET_HEADER.toLowerCase()];
	if (typeof given !== 'string' || given === '') return false;
	if (typeof secretDigest !== 'string' || !/^[\da-f]{64}$/.test(secretDigest)) return false;
	return timingSafeEqual(Buffer.from(digestOf(given), 'hex'), Buffer.from(secretDigest, 'hex'));
}

/** n8n's response to a delivery: 2xx once the execution is stored. */
export interface Answer {
	readonly statusCode: number;
	/** Whether n8n has answered, heard or not. */
	readonly writableEnded: boolean;
	once(event: 'finish', listener: () => void): unknown;
}

interface Seen {
	/** When a further copy counts as a new event. */
	until: number;
	/** While it is under way, or not looked at since. */
	answer?: Answer;
}

const MOST_REMEMBERED = 10_000;

/**
 * The events this process got lately. One counts as stored only when n8n has answered it with 2xx:
 * if storing fails, the next delivery is a new one.
 */
export class SeenEvents {
	private readonly entries = new Map<string, Seen>();

	constructor(private readonly most = MOST_REMEMBERED) {}

	get size(): number {
		return this.entries.size;
	}

	stateOf(key: string): EventState {
		const entry = this.entries.get(key);
		if (entry === undefined) return 'new';
		const { answer } = entry;
		// A response whose sender has hung up never finishes, but n8n ends it all the same.
		if (answer !== undefined && !answer.writableEnded) return 'underWay';
		const isStored = answer === undefined || this.settle(key, entry);
		if (!isStored || clock.now() >= entry.until) {
			this.entries.delete(key);
			return 'new';
		}
		this.put(key, { until: entry.until });
		return 'stored';
	}

	begin({ key, forMs = Infinity }: Mark, answer: Answer): void {
		const entry: Seen = { until: clock.now() + forMs, answer };
		this.put(key, entry);
		answer.once('finish', () => {
			if (this.entries.get(key) === entry) this.settle(key, entry);
		});
	}

	/** @returns whether n8n has stored it; otherwise it is forgotten */
	private settle(key: string, { answer, until }: Seen): boolean {
		const { statusCode = 0 } = answer ?? {};
		const isStored = statusCode >= 200 && statusCode < 300;
		if (isStored) this.put(key, { until });
		else this.entries.delete(key);
		return isStored;
	}

	private put(key: string, entry: Seen): void {
		this.entries.delete(key);
		this.entries.set(key, entry);
		const oldest = this.entries.keys().next();
		if (this.entries.size > this.most && !oldest.done) this.entries.delete(oldest.value);
	}
}
