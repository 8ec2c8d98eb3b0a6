import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { localProblem, PluggyError } from '../problems/errors';
import { WaitCancelledError } from './clock';
import { DeadlineError, within } from './deadline';
import { HOSTS, parseUrl } from './hosts';
import { ANSWER_TIMEOUT_MS } from './request';

/** Files behind links that Pluggy gives: on hosts of others, which get no key and can lead nowhere else. */

export interface Downloaded {
	bytes: Buffer;
	/** As the host says it; empty, if it says nothing usable. */
	mimeType: string;
}

type HttpRequest = IHttpRequestHelper['helpers']['httpRequest'];

/** Far more than a statement of a month has; n8n keeps a file in memory. */
const MOST_BYTES = 25_000_000;

const HTTP_OK = 200;

/** Names that only a network of one's own knows; a name without a dot is one, too. */
const INSIDE = /\.(?:localhost|local|internal|intranet|lan|home|corp|arpa)$/;

/**
 * Whether a link may be opened: https to a public name, without a user in it. URL() writes every
 * spelling of an IP address as digits and dots, or in brackets. What a name stands for is for n8n's own guard.
 * @param baseUrl of the credential: what lies there may be opened, as with the sandbox
 */
export function isOpenable(link: string, baseUrl: string): boolean {
	const url = parseUrl(link);
	if (url === undefined || url.username !== '' || url.password !== '') return false;
	if (baseUrl !== HOSTS.api && url.origin === parseUrl(baseUrl)?.origin) return true;
	const host = url.hostname.replace(/\.+$/, '');
	const isName = host.includes('.') && !/^[\d.]+$/.test(host) && !host.startsWith('[');
	return url.protocol === 'https:' && url.port === '' && isName && !INSIDE.test(host);
}

/** The link itself is a secret: whoever has it may read the file. */
const notDownloaded = (reason: string) =>
	localProblem('FILE_NOT_DOWNLOADED', `A file could not be downloaded: ${reason}`);

/** Reads a body piece by piece, so that none becomes larger than it may. */
async function bytesOf(body: unknown): Promise<Buffer> {
	const pieces: Buffer[] = [];
	let size = 0;
	// Leaving the loop early closes the connection.
	for await (const piece of body as AsyncIterable<Buffer>) {
		size += piece.length;
		if (size > MOST_BYTES) throw notDownloaded(`it has more than ${MOST_BYTES / 1_000_000} MB`);
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
}

interface FileAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/**
 * Downloads the file behind a link. The request carries no key and no other header of ours.
 * @throws PluggyError which does not repeat the link
 */
export async function download(
	httpRequest: HttpRequest,
	link: string,
	baseUrl: string,
	signal?: AbortSignal,
): Promise<Downloaded> {
	if (!isOpenable(link, baseUrl)) throw notDownloaded('its link is no public https address');
	const ending = new AbortController();
	const end = () => ending.abort();
	const options: IHttpRequestOptions = {
		method: 'GET',
		url: link,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Another address has not been looked at.
		disableFollowRedirect: true,
		timeout: ANSWER_TIMEOUT_MS,
		abortSignal: ending.signal,
	};
	let body: { destroy?: () => void } | undefined;
	async function read(): Promise<Downloaded> {
		const answer = (await httpRequest(options)) as FileAnswer;
		body = answer.body as typeof body;
		if (ending.signal.aborted) {
			body?.destroy?.();
			throw new WaitCancelledError();
		}
		if (answer.statusCode !== HTTP_OK) {
			throw notDownloaded(`its host answered ${answer.statusCode}`);
		}
		const said = String(answer.headers['content-type'] ?? '')
			.split(';')[0]
			.trim()
			.toLowerCase();
		const bytes = await bytesOf(body);
		return { bytes, mimeType: /^[\w.+-]+\/[\w.+-]+$/.test(said) ? said : '' };
	}
	signal?.addEventListener('abort', end);
	try {
		return await within(read(), ANSWER_TIMEOUT_MS, signal);
	} catch (error) {
		throw endOf(error, signal);
	} finally {
		signal?.removeEventListener('abort', end);
		// The stream first: aborted alone, it would throw an error that nobody hears any more.
		body?.destroy?.();
		end();
	}
}

/** An error of the network holds the link: nothing of it goes on but its code. */
function endOf(error: unknown, signal: AbortSignal | undefined) {
	if (error instanceof PluggyError) return error;
	if (error instanceof WaitCancelledError || signal?.aborted) return localProblem('CANCELLED');
	if (error instanceof DeadlineError) return notDownloaded(`it took too long (${error.message})`);
	const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
	const reason = [code, cause?.code].find((one) => typeof one === 'string' && /^\w+$/.test(one));
	return notDownloaded(`its host was not reached${reason ? ` (${String(reason)})` : ''}`);
}
