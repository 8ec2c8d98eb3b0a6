/** The sandbox's page as tests ask for it: with any header, and any button pressed. */
import { once } from 'node:events';
import { request } from 'node:http';
import { startSandbox } from './harness.mjs';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
export const DAY = 86_400;

/** As fetch, with any header. @param {string} url @param {{ method?: string, headers?: Record<string, string>, form?: Record<string, string> }} [wish] */
export async function ask(url, { method = 'GET', headers = {}, form } = {}) {
	const body = form && new URLSearchParams(form).toString();
	const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
	const sent = request(url, { method, headers: { accept: BROWSER, ...type, ...headers } });
	sent.end(body);
	const [answer] = await once(sent, 'response');
	let text = '';
	for await (const part of answer.setEncoding('utf8')) text += part;
	return { status: answer.statusCode, headers: answer.headers, text };
}

/** @param {string} text */
export const tokenIn = (text) => /name="token" value="([\w-]+)"/.exec(text)?.[1] ?? '';

/** A sandbox, its page, and a finger for the buttons. @param {import('../../sandbox/server.mjs').SandboxOptions} [options] */
export async function begin(options) {
	const sandbox = await startSandbox({ limits: false, keyTtlSeconds: 1000 * DAY, ...options });
	const page = async () => (await ask(sandbox.url)).text;
	const token = tokenIn(await page());
	/** @param {string} action @param {string} [id] @param {Record<string, string>} [headers] */
	const press = (action, id = '', headers = {}) =>
		ask(sandbox.url, { method: 'POST', form: { token, action, id }, headers });
	return { ...sandbox, page, token, press };
}
