import { createHash, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { isListed } from './addresses';
import { isWanted, type Settings } from './events';

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
	stateOf: (eventId: string) => EventState;
}

/** 503 makes Pluggy deliver again; a 4xx would count against the webhook. */
export interface Verdict {
	status: 200 | 400 | 401 | 503;
	run: boolean;
	/** Set when it runs and has an ID by which it is recognized. */
	eventId?: string;
	/** What a 401 is about: for the log, never for the sender. */
	refused?: 'secret' | 'source';
}

const refusal = (refused: 'secret' | 'source'): Verdict => ({ status: 401, run: false, refused });

/** What to do with a delivery. Who has no secret learns nothing, not even what an event is. */
export function judge(delivery: Delivery): Verdict {
	const { body, headers, ip, secretDigests, stateOf } = delivery;
	if (!secretDigests.some((digest) => holdsSecret(headers, digest))) return refusal('secret');
	const settings = delivery.settings();
	const { sources } = settings;
	if (sources !== undefined && !isListed(ip, sources)) return refusal('source');
	if (!pluggyEvent.safeParse(body).success) return { status: 400, run: false };
	const event = body as IDataObject;
	if (!isWanted(event, settings)) return { status: 200, run: false };
	const { eventId } = event;
	if (typeof eventId !== 'string' || eventId === '') return { status: 200, run: true };
	const state = stateOf(eventId);
	if (state === 'stored') return { status: 200, run: false };
	// If storing the first one fails, only a further delivery can save the event.
	if (state === 'underWay') return { status: 503, run: false };
	return { status: 200, run: true, eventId };
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

const MOST_REMEMBERED = 10_000;

/**
 * The events this process got lately. One counts as stored only when n8n has answered it with 2xx:
 * if storing fails, the next delivery is a new one.
 */
export class SeenEvents {
	private readonly entries = new Map<string, Answer | 'stored'>();

	constructor(private readonly most = MOST_REMEMBERED) {}

	get size(): number {
		return this.entries.size;
	}

	stateOf(key: string): EventState {
		const entry = this.entries.get(key);
		if (entry === undefined) return 'new';
		if (entry === 'stored') {
			this.put(key, entry);
			return entry;
		}
		// A response whose sender has hung up never finishes, but n8n ends it all the same.
		return entry.writableEnded ? this.settle(key, entry) : 'underWay';
	}

	begin(key: string, answer: Answer): void {
		this.put(key, answer);
		answer.once('finish', () => {
			if (this.entries.get(key) === answer) this.settle(key, answer);
		});
	}

	private settle(key: string, { statusCode }: Answer): EventState {
		if (statusCode >= 200 && statusCode < 300) {
			this.put(key, 'stored');
			return 'stored';
		}
		this.entries.delete(key);
		return 'new';
	}

	private put(key: string, entry: Answer | 'stored'): void {
		this.entries.delete(key);
		this.entries.set(key, entry);
		const oldest = this.entries.keys().next();
		if (this.entries.size > this.most && !oldest.done) this.entries.delete(oldest.value);
	}
}
