import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import type { Safety } from './resend';
import { hostUrl, type HostName } from './hosts';
import { jsonText } from '../json';
import type { Access } from '../access';

/** A request before it is sent, and how it is handed to the HTTP helper of n8n. */

/** How long an answer may take. Real-time balances come from the bank itself and are slow. */
export const ANSWER_TIMEOUT_MS = 100_000;

/** `quota`: a monthly one of the bank customer. `fee`: a paid add-on of Pluggy. */
export type Cost = 'quota' | 'fee';

/**
 * What tells the answer of a change from that of a proxy that answers for Pluggy: an object with a
 * named member, any JSON object or list, or nothing at all.
 */
export type Expected = { member: string } | 'json' | 'nothing';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** One request, ready to be sent: everything in it is checked and encoded. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Path with its values filled in and encoded. */
	path: string;
	host?: HostName;
	/** Values that are undefined are left out; lists are joined by commas. */
	query?: Readonly<Record<string, QueryValue>>;
	body?: unknown;
	safety: Safety;
	/** What each attempt costs: none that may have arrived is repeated. */
	costs?: Cost;
	/** What the answer of a success must be, where a success must not be mistaken. */
	expects?: Expected;
	access: Access;
	/** What the request does, for error texts: "Get many transactions". */
	action: string;
	/** How to find out what became of it, when its outcome is unknown. */
	lookup?: string;
	/** The caller's own label of what it makes, by which it can be found. */
	label?: string;
	/** How long it may wait in all: for rate limits and between attempts. */
	waitBudgetMs?: number;
	/** Values that must not appear in an error, such as the bank credentials it carries. */
	secrets?: readonly string[];
	/** Ends it early, where n8n has no cancel signal: in the lifecycle of triggers. */
	signal?: AbortSignal;
}

/** A GET that every credential allows. */
export const readRequest = (
	action: string,
	path: string,
	query: ApiRequest['query'] = {},
): ApiRequest => ({ method: 'GET', path, query, safety: 'read', access: 'readOnly', action });

/** How long a read may wait that the rows can do without. */
const COMFORT_WAIT_MS = 15_000;

/** A read that the rows can do without: nobody waits long for it. */
export const asComfort = (request: ApiRequest): ApiRequest => ({
	...request,
	waitBudgetMs: COMFORT_WAIT_MS,
});

/** Encodes a query; the commas between the members of a list stay as they are. */
export function encodeQuery(query: Readonly<Record<string, QueryValue>> = {}): string {
	const parts: string[] = [];
	for (const [name, value] of Object.entries(query)) {
		if (value === undefined) continue;
		const members = Array.isArray(value) ? value : [value];
		const text = members.map((member) => encodeURIComponent(String(member))).join(',');
		parts.push(`${encodeURIComponent(name)}=${text}`);
	}
	return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** The request for n8n's helper; a fresh object each time, because helpers change what they get. */
export function helperOptions(request: ApiRequest, baseUrl: string): IHttpRequestOptions {
	const { method, path, host = 'api', query, body, signal } = request;
	const hasBody = body !== undefined;
	return {
		method,
		url: `${hostUrl(host, baseUrl)}${path}${encodeQuery(query)}`,
		headers: {
			accept: 'application/json',
			...(hasBody ? { 'content-type': 'application/json' } : {}),
		},
		// As text: n8n drops an empty object, which for PATCH /items means "synchronize now".
		...(hasBody ? { body: jsonText(body) } : {}),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// The key goes to Pluggy and nowhere else, redirects included.
		disableFollowRedirect: true,
		timeout: ANSWER_TIMEOUT_MS,
		...(signal === undefined ? {} : { abortSignal: signal }),
	};
}
