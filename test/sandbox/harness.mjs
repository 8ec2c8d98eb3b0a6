/** A sandbox in this process, and a caller of it. */
import { after } from 'node:test';
import { createSandbox, DEFAULT_CLIENT } from '../../sandbox/server.mjs';

export const LOGIN = { user: 'user-ok', password: 'password-ok' };
export const CPF = '76109277673';

/** Starts one that is stopped with the tests of the file. @param {import('../../sandbox/server.mjs').SandboxOptions} [options] */
export async function startSandbox(options = {}) {
	const sandbox = await createSandbox({ fast: true, adminPort: false, ...options });
	after(() => sandbox.close());
	return Object.assign(sandbox, { call: await callerOf(sandbox) });
}

/**
 * @param {{ url: string }} sandbox
 * @returns {Promise<(method: string, path: string, body?: unknown) => Promise<{ status: number, headers: Headers, body: any }>>}
 */
async function callerOf({ url }) {
	const key = await logIn(url);
	return async (method, path, body) => await callWith(url, key, method, path, body);
}

/** @param {string} url */
export async function logIn(url) {
	const { clientId, clientSecret } = DEFAULT_CLIENT;
	const { body } = await callWith(url, '', 'POST', '/auth', { clientId, clientSecret });
	return body.apiKey;
}

/** @param {string} url @param {string} key @param {string} method @param {string} path @param {unknown} [body] */
export async function callWith(url, key, method, path, body) {
	const response = await fetch(`${url}${path}`, {
		method,
		headers: { 'content-type': 'application/json', 'x-api-key': key },
		body: body === undefined ? undefined : JSON.stringify(body),
		signal: AbortSignal.timeout(20_000),
	});
	const text = await response.text();
	const { status, headers } = response;
	return { status, headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** Asks until the answer is right. @template T @param {() => T | Promise<T>} ask @param {(answer: T) => boolean} isRight */
export async function until(ask, isRight, seconds = 10) {
	const end = Date.now() + seconds * 1000;
	for (;;) {
		const answer = await ask();
		if (isRight(answer)) return answer;
		if (Date.now() > end) throw new Error(`Still ${JSON.stringify(answer)?.slice(0, 500)}`);
		await new Promise((done) => setTimeout(done, 20));
	}
}

/** A connection whose first sync is over. @param {Awaited<ReturnType<typeof startSandbox>>} sandbox */
export async function connect(
	{ call, admin },
	connectorId = 2,
	parameters = /** @type {object} */ (LOGIN),
) {
	const { body } = await call('POST', '/items', { connectorId, parameters });
	admin.advance(5);
	return (await call('GET', `/items/${body.id}`)).body;
}
