/** Posts JSON to webhooks, over connections that are kept for a while; follows no redirect. */
import http from 'node:http';
import https from 'node:https';

/** Shorter than the 5 seconds after which servers of Node close: a post must not meet that. */
const IDLE_MS = 3000;
/** An answer nobody reads is not read to its end. */
const MOST = 65_536;

/** So that no header goes out twice. @param {Record<string, string>} headers */
const lowerCase = (headers) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** @param {{ connections: number, timeoutMs: number }} settings */
export function createPoster({ connections, timeoutMs }) {
	const settings = { keepAlive: true, maxSockets: connections, timeout: IDLE_MS };
	const agents = { 'http:': new http.Agent(settings), 'https:': new https.Agent(settings) };

	/**
	 * Resolves when the answer has ended, and rejects when that was not within the time.
	 * @param {string} url @param {Record<string, string>} headers @param {string} body
	 * @param {(status: number) => void} onStatus
	 */
	async function post(url, headers, body, onStatus) {
		const protocol = /** @type {'http:' | 'https:'} */ (new URL(url).protocol);
		const { request } = protocol === 'https:' ? https : http;
		const signal = AbortSignal.timeout(timeoutMs);
		const { 'transfer-encoding': _, ...given } = lowerCase(headers);
		await new Promise((done, fail) => {
			const outgoing = request(url, {
				method: 'POST',
				agent: agents[protocol],
				signal,
				headers: {
					'user-agent': 'pluggy-sandbox',
					...given,
					'content-type': 'application/json',
					'content-length': Buffer.byteLength(body),
				},
			});
			outgoing.on('error', fail);
			outgoing.on('response', (answer) => {
				onStatus(answer.statusCode ?? 0);
				let size = 0;
				answer.on('data', (chunk) => {
					size += chunk.length;
					if (size > MOST) answer.destroy();
				});
				answer.on('close', done).on('error', fail);
			});
			outgoing.end(body);
		});
	}

	return {
		post,
		close() {
			for (const agent of Object.values(agents)) agent.destroy();
		},
	};
}
