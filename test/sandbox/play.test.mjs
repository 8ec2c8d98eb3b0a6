/** The sandbox's page at its own address: who gets it, whom it refuses, what it tells. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { OPEN_FINANCE_CPFS, USERS } from '../../sandbox/data/users.mjs';
import { createSandbox } from '../../sandbox/server.mjs';
import { CPF_WORDS, USER_WORDS } from '../../sandbox/play/words.mjs';
import { startSandbox } from './harness.mjs';
import { ask, begin, DAY, tokenIn } from './playHarness.mjs';

/** What n8n's HTTP Request node sends. */
const N8N = 'application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9';

describe('who gets the page', async () => {
	const { url, press, page, admin } = await begin();

	for (const accept of ['application/json', '*/*', 'application/json, text/plain, */*', N8N, '']) {
		test(`a client of the API that takes ${accept || 'anything'} gets the API's 404`, async () => {
			for (const method of ['GET', 'POST']) {
				const { status, headers, text } = await ask(url, { method, headers: { accept } });
				assert.equal(status, 404);
				assert.match(String(headers['content-type']), /^application\/json/);
				assert.deepEqual(JSON.parse(text), { code: 404, message: `Cannot ${method} /` });
			}
		});
	}

	test('a browser gets a page in Portuguese that no other site can read, frame or keep', async () => {
		const { status, headers, text } = await ask(url, {
			headers: { origin: 'https://evil.example' },
		});
		assert.equal(status, 200);
		assert.match(text, /<html lang="pt-BR"/);
		assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
		assert.match(String(headers['content-security-policy']), /default-src 'none'/);
		assert.equal(headers['cache-control'], 'no-store');
		assert.equal(headers['x-frame-options'], 'DENY');
		const preflight = await ask(url, {
			method: 'OPTIONS',
			headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
		});
		for (const answer of [headers, preflight.headers, (await press('nextDay')).headers]) {
			const named = Object.keys(answer).filter((name) => name.startsWith('access-control'));
			assert.deepEqual(named, []);
		}
	});

	test('what people do on the page is no request of an application, and no fault hits it', async () => {
		admin.clearRequests();
		admin.addFault({ kind: 'status', status: 500, match: {}, times: 1 });
		await page();
		assert.equal((await press('nextDay')).status, 303);
		assert.deepEqual(admin.requests(), []);
		assert.equal((await ask(`${url}/connectors`, { headers: { accept: '*/*' } })).status, 500);
	});

	test('without a page there is the 404 for everybody, and no way to it', async () => {
		const { url: bare, call } = await startSandbox({ page: false });
		assert.deepEqual(JSON.parse((await ask(bare)).text), { code: 404, message: 'Cannot GET /' });
		const { body } = await call('POST', '/connect_token', {});
		const path = `/connect?connect_token=${body.accessToken}`;
		assert.doesNotMatch((await ask(bare + path)).text, /href="\/"/);
	});
});

describe('what the page refuses', async () => {
	const { url, token, press, admin, clock } = await begin();
	const stranger = await begin();
	const host = new URL(url).host;
	const port = new URL(url).port;
	const form = { token, action: 'nextDay' };

	/** @type {Array<[why: string, wish: { headers?: Record<string, string>, form?: Record<string, string> }, status: number]>} */
	const REFUSED = [
		['no token', { form: { action: 'nextDay' } }, 403],
		['an empty token', { form: { ...form, token: '' } }, 403],
		['a token that is too short', { form: { ...form, token: token.slice(1) } }, 403],
		['the token of another sandbox', { form: { ...form, token: stranger.token } }, 403],
		['a form of another site', { headers: { origin: 'https://evil.example' } }, 403],
		['a form of another port', { headers: { origin: 'http://127.0.0.1:1' } }, 403],
		['a form of a page that hides where it is from', { headers: { origin: 'null' } }, 403],
		['another site, says the browser', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
		['another port, says the browser', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
		['a name of somebody else', { headers: { host: `evil.example:${port}` } }, 421],
		[
			'its own name and origin, of somebody else',
			{ headers: { host: 'evil.example', origin: 'http://evil.example' } },
			421,
		],
		['a name that begins as ours', { headers: { host: `localhost.evil.example:${port}` } }, 421],
		['every address', { headers: { host: `0.0.0.0:${port}` } }, 421],
		['no button', { form: { token } }, 400],
		['a button that is not there', { form: { token, action: 'constructor' } }, 400],
	];
	for (const [why, wish, wanted] of REFUSED) {
		test(`a press with ${why}`, async () => {
			const before = clock.offsetSeconds;
			const { status, text } = await ask(url, { method: 'POST', form, ...wish });
			assert.equal(status, wanted);
			assert.match(text, /<html lang="pt-BR"/);
			assert.ok(!text.includes(token));
			assert.equal(clock.offsetSeconds, before);
		});
	}

	test('whoever comes under a foreign name cannot read the page either', async () => {
		const { status, text } = await ask(url, { headers: { host: `evil.example:${port}` } });
		assert.equal(status, 421);
		assert.equal(tokenIn(text), '');
	});

	test('the page itself may, as browsers send it', async () => {
		const sent = { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
		assert.equal((await press('nextDay', '', sent)).status, 303);
		assert.ok(Number(admin.state().clockOffsetSeconds) >= DAY);
	});
});

for (const [
	name,
	options,
	known,
	unknown,
] of /** @type {Array<[string, import('../../sandbox/server.mjs').SandboxOptions, string[], string[]]>} */ ([
	['on this machine', {}, ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST:80'], ['sandbox', '']],
	[
		'on every address, with one of its own',
		{ host: '0.0.0.0', publicUrl: 'https://banco.example/' },
		['localhost:4010', 'banco.example', '127.0.0.1'],
		['0.0.0.0', '192.0.2.1', 'example'],
	],
	['on one address', { host: '127.0.0.2' }, ['127.0.0.2', 'localhost'], ['127.0.0.3']],
])) {
	test(`the names the page answers to: ${name}`, async () => {
		const { url } = await startSandbox(options);
		const at = url.replace('0.0.0.0', '127.0.0.1');
		for (const host of known) {
			assert.deepEqual([host, (await ask(at, { headers: { host } })).status], [host, 200]);
		}
		for (const host of unknown.filter(Boolean)) {
			assert.deepEqual([host, (await ask(at, { headers: { host } })).status], [host, 421]);
		}
	});
}

describe('what the page tells', () => {
	test('the login of the sandbox, but never a secret that is not its own', async () => {
		const { page } = await begin();
		assert.ok((await page()).includes('sandbox-secret-not-a-real-one'));
		const mine = await createSandbox({ clientId: 'me', clientSecret: 'my-own-secret' });
		after(() => mine.close());
		const { text } = await ask(mine.url);
		assert.ok(text.includes('>me<') && !text.includes('my-own-secret'));
	});

	test('what becomes of each user and CPF', () => {
		assert.deepEqual(USER_WORDS.flatMap(([names]) => names).sort(), Object.keys(USERS).sort());
		const digits = CPF_WORDS.map(([cpf]) => cpf.replace(/\D/g, ''));
		assert.deepEqual(digits.sort(), Object.keys(OPEN_FINANCE_CPFS).sort());
	});
});
