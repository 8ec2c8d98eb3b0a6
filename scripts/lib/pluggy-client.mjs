/**
 * Pluggy's API as another program of the same application calls it: over HTTP, with a login of its
 * own. For what demos and tests cause around a workflow.
 */
import { sandboxClient } from './stack.mjs';
import { until } from './until.mjs';

const ITEM_MS = 60_000;
const BUSY = new Set(['UPDATING', 'MERGING']);

/** @param {Sandbox} sandbox a running one */
export function pluggyClient(sandbox) {
	/** @param {string} method @param {string} path @param {unknown} body */
	async function request(method, path, body, headers = {}) {
		const answer = await fetch(sandbox.url + path, {
			method,
			headers: { 'content-type': 'application/json', ...headers },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
		return text === '' ? undefined : JSON.parse(text);
	}

	/**
	 * With a fresh key each time: the sandbox's clock may have moved by days.
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body]
	 */
	async function call(method, path, body = undefined) {
		const { clientId, clientSecret } = sandboxClient(sandbox);
		const { apiKey } = await request('POST', '/auth', { clientId, clientSecret });
		return await request(method, path, body, { 'x-api-key': apiKey });
	}

	/**
	 * Connects a bank and waits until it is done, well or badly, or wants something.
	 * @param {Row} body
	 */
	async function connect(body) {
		const { id } = await call('POST', '/items', body);
		const settled = async () => {
			const item = await call('GET', `/items/${id}`);
			return BUSY.has(item.status) ? undefined : item;
		};
		return await until(`the end of the sync of item ${id}`, settled, { timeoutMs: ITEM_MS });
	}

	return { call, connect };
}
