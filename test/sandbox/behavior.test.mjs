/** What the sandbox does as Pluggy does it: keys, limits, paging, MFA, faults. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DEFAULT_CLIENT } from '../../sandbox/server.mjs';
import { LOGIN, callWith, connect, logIn, startSandbox } from './harness.mjs';

describe('keys', async () => {
	const sandbox = await startSandbox({ keyTtlSeconds: 600 });

	test('one that is too old gets 403 without a codeDescription', async () => {
		assert.equal((await sandbox.call('GET', '/connectors')).status, 200);
		sandbox.admin.advance(601);
		const { status, body } = await sandbox.call('GET', '/connectors');
		assert.equal(status, 403);
		assert.deepEqual(body, { code: 403, message: 'Missing or invalid authorization token' });
	});

	test('one that is missing, forged or revoked gets the same', async () => {
		const key = await logIn(sandbox.url);
		const [head, , signature] = key.split('.');
		const claims = Buffer.from('{"kind":"api","exp":9999999999}').toString('base64url');
		for (const wrong of ['', 'x', `${head}.${claims}.${signature}`]) {
			const { status, body } = await callWith(sandbox.url, wrong, 'GET', '/connectors');
			assert.deepEqual([status, body.codeDescription], [403, undefined]);
		}
		assert.equal((await callWith(sandbox.url, key, 'GET', '/connectors')).status, 200);
		sandbox.admin.revokeKeys();
		assert.equal((await callWith(sandbox.url, key, 'GET', '/connectors')).status, 403);
	});

	test('wrong client keys get 401 with a codeDescription', async () => {
		const wrong = { ...DEFAULT_CLIENT, name: undefined, clientSecret: 'b' };
		const { status, body } = await callWith(sandbox.url, '', 'POST', '/auth', wrong);
		assert.deepEqual([status, body.codeDescription], [401, 'CLIENT_KEYS_UNAUTHORIZED']);
	});

	test('a connect token reads its item and accounts, nothing else', async () => {
		const fresh = await logIn(sandbox.url);
		const ask = (/** @type {string} */ key, /** @type {string} */ path) =>
			callWith(sandbox.url, key, 'GET', path);
		const wish = { connectorId: 2, parameters: LOGIN };
		const { body: item } = await callWith(sandbox.url, fresh, 'POST', '/items', wish);
		sandbox.admin.advance(5);
		const token = { itemId: item.id };
		const { body } = await callWith(sandbox.url, fresh, 'POST', '/connect_token', token);
		for (const path of [`/items/${item.id}`, `/accounts?itemId=${item.id}`]) {
			assert.equal((await ask(body.accessToken, path)).status, 200);
		}
		for (const path of ['/connectors', '/webhooks', '/payments/requests', '/v2/items']) {
			assert.equal((await ask(body.accessToken, path)).status, 403);
		}
		for (const [method, path] of [
			['POST', '/items'],
			['PATCH', `/items/${item.id}`],
			['DELETE', `/items/${item.id}`],
			['POST', '/connect_token'],
		]) {
			assert.equal((await callWith(sandbox.url, body.accessToken, method, path, {})).status, 403);
		}
		// Of the money in the accounts it says nothing.
		const { results } = (await ask(body.accessToken, `/accounts?itemId=${item.id}`)).body;
		assert.ok(results.length > 0);
		assert.ok(results.every((/** @type {object} */ one) => !('balance' in one)));
		assert.equal((await callWith(sandbox.url, fresh, 'GET', `/items/${item.id}`)).status, 200);
	});
});

describe('rate limits', async () => {
	const sandbox = await startSandbox({
		limits: { transactions: 3 },
		// Windows begin with the minute of the clock.
		startAt: '2026-03-02T12:00:05Z',
	});
	const { id } = await connect(sandbox);
	const [account] = (await sandbox.call('GET', `/accounts?itemId=${id}`)).body.results;

	test('429 with the headers of Pluggy, until the window is over', async () => {
		const ask = () => sandbox.call('GET', `/v2/transactions?accountId=${account.id}`);
		for (let left = 3; left > 0; left--) assert.equal((await ask()).status, 200);
		const refused = await ask();
		assert.equal(refused.status, 429);
		assert.equal(refused.headers.get('retry-after'), '60');
		assert.equal(refused.headers.get('ratelimit-limit'), '3');
		const reset = Number(refused.headers.get('ratelimit-reset'));
		assert.ok(reset >= 1 && reset <= 60);
		assert.equal((await sandbox.call('GET', '/connectors')).status, 200);
		sandbox.admin.advance(reset);
		assert.equal((await ask()).status, 200);
	});
});

describe('cursor paging', async () => {
	const sandbox = await startSandbox({ limits: false });

	test('100,000 rows: each once, newest first', { timeout: 60_000 }, async () => {
		const { id } = await connect(sandbox, 2, {
			user: 'user-ok-perf-111x',
			password: 'password-ok',
		});
		const rows = [];
		for (const account of (await sandbox.call('GET', `/accounts?itemId=${id}`)).body.results) {
			const path = `/v2/transactions?accountId=${account.id}`;
			const mine = [];
			for (let next = ''; next !== null; ) {
				const { body } = await sandbox.call('GET', path + next);
				assert.ok(body.results.length <= 500);
				mine.push(...body.results);
				next =
					body.next &&
					`&after=${encodeURIComponent(new URLSearchParams(body.next.split('?')[1]).get('after') ?? '')}`;
			}
			const dates = mine.map(({ date }) => date);
			assert.deepEqual(dates, dates.toSorted().reverse());
			assert.ok(mine.every(({ accountId }) => accountId === account.id));
			rows.push(...mine);
		}
		assert.ok(rows.length > 90_000, `${rows.length} rows`);
		assert.equal(new Set(rows.map((row) => row.id)).size, rows.length);
		assert.equal(sandbox.admin.transactions(id).length, rows.length);
	});

	test('a cursor of another account, or none, is refused', async () => {
		const { id } = await connect(sandbox);
		const [account] = (await sandbox.call('GET', `/accounts?itemId=${id}`)).body.results;
		const { status } = await sandbox.call(
			'GET',
			`/v2/transactions?accountId=${account.id}&after=x`,
		);
		assert.equal(status, 400);
	});
});

describe('logins', async () => {
	const sandbox = await startSandbox({ mfaSeconds: 60 });

	/** @param {string} user @param {Record<string, string>} [answer] */
	async function logInAs(user, answer, connectorId = 2) {
		const parameters = { ...LOGIN, user };
		const { body } = await sandbox.call('POST', '/items', { connectorId, parameters });
		assert.equal(body.status, 'UPDATING');
		sandbox.admin.advance(5);
		const item = (await sandbox.call('GET', `/items/${body.id}`)).body;
		if (!answer) return item;
		assert.equal(item.status, 'WAITING_USER_INPUT');
		assert.equal(item.parameter.name, Object.keys(answer)[0]);
		await sandbox.call('POST', `/items/${item.id}/mfa`, answer);
		sandbox.admin.advance(5);
		return (await sandbox.call('GET', `/items/${item.id}`)).body;
	}

	const OUTCOMES = /** @type {const} */ ([
		['user-ok', 'UPDATED', null],
		['user-logged', 'OUTDATED', 'ALREADY_LOGGED_IN'],
		['user-locked', 'LOGIN_ERROR', 'ACCOUNT_LOCKED'],
		['user-account-credentials-reset', 'LOGIN_ERROR', 'ACCOUNT_CREDENTIALS_RESET'],
		['user-unavailable', 'OUTDATED', 'SITE_NOT_AVAILABLE'],
		['user-connection-error', 'OUTDATED', 'CONNECTION_ERROR'],
		['user-error', 'OUTDATED', 'UNEXPECTED_ERROR'],
		['user-unknown', 'LOGIN_ERROR', 'INVALID_CREDENTIALS'],
	]);
	for (const [user, status, code] of OUTCOMES) {
		test(`${user}: ${status}`, async () => {
			const item = await logInAs(user);
			assert.deepEqual([item.status, item.error?.code ?? null], [status, code]);
		});
	}

	const QUESTIONS = /** @type {const} */ ([
		['user-ok-img', 'image', '123456'],
		['user-ok-phone', 'phoneToken', '123456'],
		['user-ok-select', 'device', '2'],
		['user-ok-multi-company', 'company', '1'],
	]);
	for (const [user, name, answer] of QUESTIONS) {
		test(`${user}: asks for ${name}; right and wrong answers`, async () => {
			assert.equal((await logInAs(user, { [name]: answer })).status, 'UPDATED');
			const { status, error } = await logInAs(user, { [name]: '9' });
			assert.deepEqual([status, error.code], ['LOGIN_ERROR', 'INVALID_CREDENTIALS_MFA']);
		});
	}

	test('an answer that comes too late', async () => {
		const { id } = await logInAs('user-ok', undefined, 5);
		sandbox.admin.advance(61);
		const item = (await sandbox.call('GET', `/items/${id}`)).body;
		assert.deepEqual([item.status, item.error.code], ['OUTDATED', 'USER_INPUT_TIMEOUT']);
		const { status } = await sandbox.call('POST', `/items/${id}/mfa`, { token: '123456' });
		assert.equal(status, 400);
	});

	test('partial success says which product failed', async () => {
		const item = await logInAs('user-ok-account-error');
		assert.deepEqual([item.status, item.executionStatus], ['UPDATED', 'PARTIAL_SUCCESS']);
		assert.equal(item.statusDetail.creditCards.isUpdated, false);
	});
});

describe('faults', async () => {
	const sandbox = await startSandbox();
	const rule = { description: 'uber', categoryId: '19010000' };
	const rules = async () => (await sandbox.call('GET', '/categories/rules')).body.total;

	test('resetAfter: the answer is lost, but it was done', async () => {
		sandbox.admin.addFault({
			kind: 'resetAfter',
			match: { method: 'POST', path: '/categories/rules' },
		});
		await assert.rejects(sandbox.call('POST', '/categories/rules', rule), TypeError);
		assert.equal(await rules(), 1);
	});

	test('slowAfter: it is done at once, and answered later', async () => {
		const before = await rules();
		const match = { method: 'POST', path: '/categories/rules' };
		sandbox.admin.addFault({ kind: 'slowAfter', delayMs: 300, match });
		const started = Date.now();
		const answer = sandbox.call('POST', '/categories/rules', rule);
		for (let tries = 0; (await rules()) === before; tries++) assert.ok(tries < 1_000);
		assert.ok(Date.now() - started < 300, 'it was not done at once');
		assert.equal((await answer).status, 200);
		assert.ok(Date.now() - started >= 295);
		await sandbox.call('DELETE', `/categories/rules/${(await answer).body.id}`);
	});

	test('resetBefore: nothing was done, and only so many times', async () => {
		sandbox.admin.addFault({ kind: 'resetBefore', match: { method: 'POST' }, times: 2 });
		await assert.rejects(sandbox.call('POST', '/categories/rules', rule), TypeError);
		await assert.rejects(sandbox.call('POST', '/categories/rules', rule), TypeError);
		assert.equal(await rules(), 1);
		assert.equal((await sandbox.call('POST', '/categories/rules', rule)).status, 200);
		assert.equal(await rules(), 2);
	});

	test('statusAfter: another answer than the one it got, but it was done', async () => {
		const before = await rules();
		sandbox.admin.addFault({
			kind: 'statusAfter',
			status: 403,
			headers: { 'content-type': 'text/html' },
			body: '<html>Blocked</html>',
			match: { method: 'POST', path: '/categories/rules' },
		});
		const headers = { 'x-api-key': await logIn(sandbox.url), 'content-type': 'application/json' };
		const url = `${sandbox.url}/categories/rules`;
		const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(rule) });
		assert.deepEqual(
			[answer.status, answer.headers.get('content-type'), await answer.text()],
			[403, 'text/html', '<html>Blocked</html>'],
		);
		assert.equal(sandbox.admin.requests().at(-1)?.status, 403);
		assert.equal(await rules(), before + 1);
	});

	test('429, any status, and slowness', async () => {
		sandbox.admin.addFault({ kind: '429', match: { path: '/connectors' } });
		const refused = await sandbox.call('GET', '/connectors');
		assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '60']);
		sandbox.admin.addFault({ kind: 'status', status: 503, match: { path: '/connectors' } });
		assert.equal((await sandbox.call('GET', '/connectors')).status, 503);
		sandbox.admin.addFault({ kind: 'slow', delayMs: 300, match: { path: '/connectors' } });
		const started = performance.now();
		assert.equal((await sandbox.call('GET', '/connectors')).status, 200);
		assert.ok(performance.now() - started >= 295);
	});

	test('the log of requests shows what was asked, without secrets', async () => {
		await sandbox.call('POST', '/items', { connectorId: 2, parameters: LOGIN });
		const log = sandbox.admin.requests();
		const last = log.at(-1);
		assert.deepEqual([last?.method, last?.path, last?.status], ['POST', '/items', 200]);
		assert.ok(!JSON.stringify(log).includes(LOGIN.password));
		assert.ok(!JSON.stringify(log).includes('sandbox-secret'));
	});

	test('the log of requests tells the applications apart, their logins too', async () => {
		const clients = ['a', 'b'].map((name) => ({
			clientId: `5a4dbc01-0000-4000-8000-00000000000${name}`,
			clientSecret: `secret of ${name}`,
		}));
		const other = await startSandbox({ clients: [DEFAULT_CLIENT, ...clients] });
		other.admin.clearRequests();
		for (const client of clients) {
			const { body } = await callWith(other.url, '', 'POST', '/auth', client);
			await callWith(other.url, body.apiKey, 'GET', '/categories');
		}
		const wrong = { ...clients[0], clientSecret: 'wrong' };
		assert.equal((await callWith(other.url, '', 'POST', '/auth', wrong)).status, 401);
		assert.deepEqual(
			other.admin.requests().map(({ path, client }) => [path, client]),
			[
				...clients.flatMap(({ clientId }) => [
					['/auth', clientId],
					['/categories', clientId],
				]),
				['/auth', null],
			],
		);
	});
});
