import { randomBytes } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { localProblem, PluggyError, problemOf } from '../shared/problems/errors';
import { parseUrl } from '../shared/client/hosts';
import { addressProblem } from './addresses';
import { digestOf, SECRET_HEADER } from './delivery';
import { removeAll, type Doomed } from './removal';
import {
	createWebhook,
	listWebhooks,
	renew,
	sameUrl,
	type RemoteWebhook,
	type WebhookClient,
} from './webhooks';

/** The webhooks that a trigger wants at Pluggy, and how they come to be there. */

/** What n8n keeps of a registration. It is stored unencrypted: the secret itself is not in it. */
export interface Registration {
	url: string;
	/** SHA-256 of the secret that all webhooks of the node share. */
	secretDigest: string;
	webhooks: Array<{ event: string; id: string }>;
}

/** Which webhooks there should be. */
export interface WantedWebhooks {
	url: string;
	events: readonly string[];
}

/** Hears of a new secret before Pluggy does: the first event may come at once. */
type ExpectSecret = (secretDigest: string) => void;

const SECRET_BYTES = 32;

/** Registered at Pluggy, as far as this node is concerned. */
interface Inventory {
	/** The webhook of each wished event that has one. */
	kept: Map<string, RemoteWebhook>;
	/** At our address, but not wished. */
	surplus: RemoteWebhook[];
	/** At other addresses. */
	others: RemoteWebhook[];
}

const isStored = (one: unknown): one is Registration['webhooks'][number] =>
	typeof (one as { id?: unknown } | null)?.id === 'string';

/** The registration in n8n's static data, if it belongs to this address. */
export function readRegistration(data: IDataObject, url: string): Registration | undefined {
	const { webhooks, secretDigest } = data;
	// A copy of this n8n's database on another server has other addresses: what is registered there
	// belongs to the original.
	if (data.url !== url || typeof secretDigest !== 'string' || !Array.isArray(webhooks)) {
		return undefined;
	}
	return { url, secretDigest, webhooks: webhooks.filter(isStored) };
}

/** @throws PluggyError when Pluggy would not deliver to this address */
export function checkUrl(url: string, baseUrl: string): void {
	const refusal = addressProblem(url, baseUrl);
	if (refusal === undefined) return;
	const { protocol = '', host = url } = parseUrl(url) ?? {};
	throw localProblem(
		'INVALID_INPUT',
		`Pluggy delivers only to public https addresses on port 443, and not to this n8n at ${protocol}//${host}: ${refusal}. Set N8N_WEBHOOK_URL to the public address of n8n. No public address? Use the Pluggy Poll Trigger instead, which asks Pluggy by itself`,
	);
}

async function survey(
	client: WebhookClient,
	{ url, events }: WantedWebhooks,
	known: Registration | undefined,
): Promise<Inventory> {
	const all = await listWebhooks(client);
	const isKnown = ({ id }: RemoteWebhook) => known?.webhooks.some((one) => one.id === id) === true;
	const ours = all.filter((one) => sameUrl(one.url, url));
	ours.sort((a, b) => Number(isKnown(b)) - Number(isKnown(a)));
	const kept = new Map<string, RemoteWebhook>();
	for (const one of ours) {
		if (events.includes(one.event) && !kept.has(one.event)) kept.set(one.event, one);
	}
	return {
		kept,
		surplus: ours.filter((one) => kept.get(one.event) !== one),
		others: all.filter((one) => !sameUrl(one.url, url)),
	};
}

/** Whether a webhook sends the secret whose digest is stored. Pluggy may or may not list headers. */
function isTrusted(webhook: RemoteWebhook, known: Registration | undefined): boolean {
	const { id, event, headers } = webhook;
	if (!known?.webhooks.some((one) => one.id === id && one.event === event)) return false;
	if (headers === undefined || headers === null) return true;
	const name = Object.keys(headers).find(
		(key) => key.toLowerCase() === SECRET_HEADER.toLowerCase(),
	);
	return name !== undefined && digestOf(String(headers[name])) === known.secretDigest;
}

const newSecret = () => randomBytes(SECRET_BYTES).toString('hex');

const registrationOf = (url: string, secretDigest: string, ids: Map<string, string>) => ({
	url,
	secretDigest,
	webhooks: [...ids].map(([event, id]) => ({ event, id })),
});

/**
 * Sees what is registered and mends it: removes what is no longer wished, revives what Pluggy has
 * disabled, and adopts webhooks whose secret is not known by giving all of them a new one.
 * @returns the registration, or undefined when webhooks are missing
 */
export async function inspect(
	client: WebhookClient,
	wish: WantedWebhooks,
	known: Registration | undefined,
	announce: ExpectSecret,
): Promise<Registration | undefined> {
	const { kept, surplus } = await survey(client, wish, known);
	await removeAll(client, surplus);
	if (kept.size < wish.events.length) return undefined;
	const webhooks = [...kept.values()];
	const areTrusted = webhooks.every((one) => isTrusted(one, known));
	const secret = areTrusted ? undefined : newSecret();
	if (secret !== undefined) announce(digestOf(secret));
	for (const { id, disabledAt } of webhooks) {
		const isDisabled = disabledAt !== undefined && disabledAt !== null;
		if (secret !== undefined || isDisabled) await renew(client, id, secret);
	}
	const digest = secret === undefined ? known!.secretDigest : digestOf(secret);
	return registrationOf(wish.url, digest, new Map(webhooks.map(({ event, id }) => [event, id])));
}

/**
 * Registers what is missing, with one new secret for all webhooks of the node. If that does not
 * succeed for every event, what it made is removed again.
 */
export async function register(
	client: WebhookClient,
	wish: WantedWebhooks,
	known: Registration | undefined,
	announce: ExpectSecret,
): Promise<Registration> {
	const { kept, surplus, others } = await survey(client, wish, known);
	await removeAll(client, surplus);
	const secret = newSecret();
	announce(digestOf(secret));
	const ids = new Map<string, string>();
	const made: Doomed[] = [];
	const competing = (event: string) => others.filter((one) => one.event === event);
	// The events that Pluggy may refuse come first: then there is nothing to roll back.
	const missing = wish.events
		.filter((event) => !kept.has(event))
		.sort((a, b) => competing(b).length - competing(a).length);
	try {
		for (const event of missing) {
			const id = await createWebhook(client, { url: wish.url, event, secret }, competing(event));
			made.push({ event, id });
			ids.set(event, id);
		}
		for (const [event, { id }] of kept) {
			await renew(client, id, secret);
			ids.set(event, id);
		}
	} catch (error) {
		const left = await removeAll(client, made).catch((failure: unknown) => failure);
		throw withLeftovers(error, left);
	}
	return registrationOf(wish.url, digestOf(secret), ids);
}

/** The error that ended a registration, with what the roll-back could not undo. */
function withLeftovers(error: unknown, left: unknown): PluggyError {
	const problem = problemOf(error);
	if (left === undefined) return new PluggyError(problem);
	const advice = `${problem.advice} Not all is undone: ${problemOf(left).title}. The next attempt finds them by their address.`;
	return new PluggyError({ ...problem, advice });
}
