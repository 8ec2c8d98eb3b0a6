import { z } from 'zod';
import { localProblem, PluggyError, problemOf } from '../shared/problems/errors';
import { parseUrl } from '../shared/client/hosts';
import { readList } from '../shared/client/paging';
import type { ApiRequest } from '../shared/client/request';
import type { Client } from '../shared/client/transport';
import { SECRET_HEADER } from './delivery';

/** The requests about webhooks that the trigger sends to Pluggy. */

export type WebhookClient = Pick<Client, 'send' | 'baseUrl'>;

/** https://docs.pluggy.ai/en/reference/webhook/webhooks-create */
const MOST_PER_EVENT = 5;

const remoteWebhook = z.object({
	id: z.string().min(1),
	event: z.string(),
	url: z.string(),
	disabledAt: z.unknown().optional(),
	headers: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

export type RemoteWebhook = z.infer<typeof remoteWebhook>;

/** The trigger's own webhooks are allowed at every access level, so its requests ask for none. */
const ownRequest = (
	request: Pick<ApiRequest, 'method' | 'path' | 'safety' | 'action'> & Partial<ApiRequest>,
): ApiRequest => ({ access: 'readOnly', ...request });

const pathOf = (id: string) => `/webhooks/${encodeURIComponent(id)}`;

export const sameUrl = (a: string, b: string) => a === b || parseUrl(a)?.href === parseUrl(b)?.href;

/** What is not in Pluggy's form says nothing about Pluggy's webhooks, whatever its status is. */
const strange = (httpStatus: number) =>
	localProblem('BAD_ANSWER', `The answer is not from Pluggy (HTTP status ${httpStatus})`, {
		advice: 'Check the base URL of the credential, and whether a proxy stands between',
		httpStatus,
	});

/** A 204 is Pluggy's empty list; an empty page with another status is nobody's. */
const strictly = (client: WebhookClient): WebhookClient => ({
	...client,
	send: async (request) => {
		const answer = await client.send(request);
		const isList = typeof answer.body === 'object' && answer.body !== null;
		if (!isList && answer.status !== 204) throw strange(answer.status);
		return answer;
	},
});

export async function listWebhooks(
	client: WebhookClient,
	signal?: AbortSignal,
): Promise<RemoteWebhook[]> {
	const request = ownRequest({
		method: 'GET',
		path: '/webhooks',
		safety: 'read',
		action: 'Get many webhooks',
		signal,
	});
	const found: RemoteWebhook[] = [];
	for await (const rows of readList(strictly(client), request, 'pageOnly', Infinity)) {
		for (const row of rows) {
			const parsed = remoteWebhook.safeParse(row);
			if (parsed.success) found.push(parsed.data);
		}
	}
	return found;
}

/** Deletes a webhook. One that Pluggy does not know is gone; a 404 of anybody else proves nothing. */
export async function deleteWebhook(
	client: WebhookClient,
	id: string,
	signal: AbortSignal,
): Promise<void> {
	const request = ownRequest({
		method: 'DELETE',
		path: pathOf(id),
		safety: 'repeatable',
		action: 'Delete webhook',
		signal,
	});
	const answer = await client.send(request).catch((error: unknown) => {
		if (problemOf(error).httpStatus !== 404) throw error;
		if (error instanceof PluggyError && error.isPluggys) return undefined;
		throw strange(404);
	});
	const isText = typeof answer?.body === 'string' && answer.body.trim() !== '';
	if (answer !== undefined && isText) throw strange(answer.status);
}

/** Revives a webhook, with a new secret if one is given. */
export async function renew(client: WebhookClient, id: string, secret?: string): Promise<void> {
	const headers = secret === undefined ? {} : { headers: { [SECRET_HEADER]: secret } };
	await client.send(
		ownRequest({
			method: 'PATCH',
			path: pathOf(id),
			safety: 'repeatable',
			action: 'Update webhook',
			body: { ...headers, enabled: true },
			...(secret === undefined ? {} : { secrets: [secret] }),
		}),
	);
}

interface NewWebhook {
	url: string;
	event: string;
	secret: string;
}

export async function createWebhook(
	client: WebhookClient,
	{ url, event, secret }: NewWebhook,
	rivals: readonly RemoteWebhook[],
): Promise<string> {
	const request = ownRequest({
		method: 'POST',
		path: '/webhooks',
		safety: 'once',
		action: 'Create webhook',
		lookup: 'The trigger looks for the webhook by its address.',
		body: { url, event, headers: { [SECRET_HEADER]: secret } },
		secrets: [secret],
	});
	let failure: unknown;
	try {
		const { body } = await client.send(request);
		const { id } = (body ?? {}) as { id?: unknown };
		if (typeof id === 'string' && id !== '') return id;
	} catch (error) {
		failure = error;
	}
	// Pluggy may have made it all the same, or it was there before.
	if (failure === undefined || mayExist(failure)) {
		const all = await listWebhooks(client);
		const found = all.find((one) => one.event === event && sameUrl(one.url, url));
		if (found) {
			await renew(client, found.id, secret);
			return found.id;
		}
	}
	throw refusedBy(failure, event, rivals);
}

const mayExist = (failure: unknown) => {
	const { code, httpStatus } = problemOf(failure);
	return code === 'OUTCOME_UNKNOWN' || httpStatus === 400 || httpStatus === 409;
};

/** Host and path of a webhook: its query could hold a secret. */
function hostOf({ url }: RemoteWebhook): string {
	const { host, pathname } = parseUrl(url) ?? { host: '(unreadable)', pathname: '' };
	return `${host}${pathname}`;
}

function refusedBy(failure: unknown, event: string, rivals: readonly RemoteWebhook[]): PluggyError {
	if (failure === undefined) {
		return localProblem('BAD_ANSWER', `Pluggy made no webhook for the event "${event}"`);
	}
	const problem = problemOf(failure);
	const { httpStatus: status } = problem;
	if (status === 404 && !(failure as PluggyError).isPluggys) return strange(status);
	if (status !== 400 && status !== 403 && status !== 404 && status !== 409 && status !== 422) {
		return new PluggyError(problem);
	}
	// n8n shows only the title when publishing fails.
	const [said] = /Pluggy said: .*/s.exec(problem.advice) ?? [`(HTTP status ${status})`];
	if (rivals.length >= MOST_PER_EVENT) {
		const title = `Pluggy allows ${MOST_PER_EVENT} webhooks per event, and those of "${event}" are taken by ${rivals.map(hostOf).join(', ')}`;
		const advice = `Delete one of them (Pluggy node, resource Webhook), or choose [All] in this trigger and filter afterwards. ${said}`;
		return new PluggyError({ ...problem, title, advice, action: 'fixInput' });
	}
	const title = `Pluggy refuses the event "${event}" to this application. ${said}`;
	const advice =
		'Check the spelling of a custom event. Some events need a product that Pluggy must enable for your application: [All] subscribes to what it may use.';
	return new PluggyError({ ...problem, title, advice, action: 'fixInput' });
}
