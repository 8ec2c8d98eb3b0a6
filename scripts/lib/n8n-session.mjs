/**
 * A logged-in session with a running n8n: the requests everything else is made of.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** The login of every n8n these scripts start; they listen on the loopback address only. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Pluggy-demo-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

/**
 * @typedef {object} Asked
 * @property {unknown} [body]
 * @property {Record<string, unknown>} [query]
 * @property {Record<string, string>} [headers]
 */

const READ_ATTEMPTS = 4;
/** What n8n answers, before it does anything, while its database does not answer its own pings: it is too busy. */
const NOT_READY = 'Database is not ready!';
const READY_WITHIN_MS = 60_000;
const API_SCOPES = [
	...['credential:create', 'credential:read', 'credential:update', 'credential:delete'],
	...['workflow:create', 'workflow:read', 'workflow:list', 'workflow:update', 'workflow:delete'],
	...['workflow:activate', 'workflow:deactivate', 'execution:read', 'execution:list'],
];

/**
 * Sets up the owner (or logs in).
 * @param {string} url
 * @param {typeof OWNER} [owner]
 */
export async function logIn(url, owner = OWNER) {
	let cookie = '';
	/** @type {string | undefined} */
	let apiKey;

	/**
	 * One request; n8n's own words in the error. Answers `data` of n8n's envelope.
	 * @param {string} method
	 * @param {string} path
	 * @param {Asked} [asked]
	 * @returns {Promise<any>}
	 */
	async function call(method, path, { body, query, headers = {} } = {}) {
		const target = new URL(path, url);
		for (const [key, value] of Object.entries(query ?? {}))
			target.searchParams.set(key, String(value));
		const response = await send(target, {
			method,
			headers: {
				...(cookie && { cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const set = response.headers.getSetCookie().find((one) => one.startsWith('n8n-auth='));
		if (set) cookie = set.split(';')[0];
		const text = await response.text();
		const answer = parseOr(text);
		if (!response.ok) {
			const said = answer?.message ?? text.slice(0, 300);
			throw Object.assign(
				new Error(`n8n refused ${method} ${path} (${response.status}): ${said}`),
				{
					status: response.status,
					body: answer ?? text,
				},
			);
		}
		return path.startsWith('/rest/') ? (answer?.data ?? answer) : answer;
	}

	/** The owner is set up once; n8n answers 400 when there is one already. */
	async function login() {
		const isNew = await call('POST', '/rest/owner/setup', { body: owner }).then(
			() => true,
			(error) => {
				if (error.status === 400) return false;
				throw error;
			},
		);
		if (isNew) return;
		const body = { emailOrLdapLoginId: owner.email, password: owner.password };
		await call('POST', '/rest/login', { body }).catch((error) => {
			throw new Error(
				`${error.message}\nThis n8n has another owner than the one the scripts make (--fresh starts anew).`,
			);
		});
	}

	/** A key with what this n8n knows of the scopes: an unknown one is refused. */
	async function newApiKey() {
		const known = await call('GET', '/rest/api-keys/scopes');
		const scopes = API_SCOPES.filter((scope) => known.includes(scope));
		const body = { label: `scripts ${Date.now()}`, scopes, expiresAt: null };
		return (await call('POST', '/rest/api-keys', { body })).rawApiKey;
	}

	/**
	 * The public API, with a key made at the first use.
	 * @param {string} method
	 * @param {string} path
	 * @param {Asked} [options]
	 */
	async function api(method, path, options = {}) {
		apiKey ??= await newApiKey();
		return await call(method, `/api/v1${path}`, {
			...options,
			headers: { 'x-n8n-api-key': String(apiKey) },
		});
	}

	/** A file of an execution, as the row's `binary` names it. @param {{ id: string }} binary @returns {Promise<Buffer>} */
	async function download({ id }) {
		const target = new URL('/rest/binary-data', url);
		target.search = String(new URLSearchParams({ id, action: 'download' }));
		const response = await send(target, { method: 'GET', headers: { cookie } });
		if (!response.ok) throw new Error(`n8n answered ${response.status} instead of the file.`);
		return Buffer.from(await response.arrayBuffer());
	}

	await login();
	return { call, api, download };
}

/**
 * A busy n8n answers late and then closes idle connections under our feet: reading again is safe,
 * anything else goes out once.
 * @param {URL} url
 * @param {RequestInit} options
 */
async function sendOnce(url, options) {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await fetch(url, options);
		} catch (error) {
			if (options.method !== 'GET' || attempt === READ_ATTEMPTS) {
				const reason = error.cause?.code ?? error.cause?.message ?? error.message;
				throw new Error(`n8n did not answer ${options.method} ${url.pathname} (${reason}).`, {
					cause: error,
				});
			}
			await sleep(attempt * 500);
		}
	}
}

/**
 * Sends again what n8n refused before it did anything, because it is too busy.
 * @param {URL} url
 * @param {RequestInit} options
 */
async function send(url, options) {
	const deadline = Date.now() + READY_WITHIN_MS;
	for (let wait = 250; ; wait = Math.min(wait * 2, 4_000)) {
		const response = await sendOnce(url, options);
		if (response.status !== 503 || Date.now() + wait > deadline) return response;
		const { message } = parseOr(await response.clone().text()) ?? {};
		if (message !== NOT_READY) return response;
		await sleep(wait);
	}
}

/** @param {string} text */
function parseOr(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
