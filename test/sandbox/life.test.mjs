/** What a connection looks like: every sandbox user, the bank's data, the seed, and the separate admin address. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LOGIN, callWith, connect, startSandbox } from './harness.mjs';

const DAY = 86_400;
const YEAR_ROWS = 400;

describe('sandbox users', async () => {
	const { call, admin } = await startSandbox({ keyTtlSeconds: 9 * DAY });
	const read = async (/** @type {string} */ id) => (await call('GET', `/items/${id}`)).body;
	const logIn = async (/** @type {object} */ parameters, connectorId = 2) =>
		(await call('POST', '/items', { connectorId, parameters })).body.id;

	test('the steps of a sync, in order', async () => {
		const id = await logIn(LOGIN);
		const seen = [];
		for (let step = 0; step < 100; step++) {
			const { status, executionStatus } = await read(id);
			if (executionStatus !== seen.at(-1)) seen.push(executionStatus);
			if (status === 'UPDATED') break;
			admin.advance(0.05);
		}
		assert.deepEqual(
			[seen[0], seen.at(-1), seen.length > 6],
			['CREATING', 'SUCCESS', true],
			seen.join(),
		);
		assert.ok(seen.includes('LOGIN_IN_PROGRESS') && seen.includes('TRANSACTIONS_IN_PROGRESS'));
	});

	for (const [user, status, executionStatus] of [
		['user-account-need-actions', 'OUTDATED', 'ACCOUNT_NEEDS_ACTION'],
		['user-account-need-actions-provider-message', 'OUTDATED', 'ACCOUNT_NEEDS_ACTION'],
		['user-not-supported', 'LOGIN_ERROR', 'USER_NOT_SUPPORTED'],
		['user-ok-account-warning', 'UPDATED', 'SUCCESS'],
		['user-ok-auth-pending', 'LOGIN_ERROR', 'USER_AUTHORIZATION_NOT_GRANTED'],
		['user-ok-two-checking-accounts', 'UPDATED', 'SUCCESS'],
	]) {
		test(user, async () => {
			const id = await logIn({ ...LOGIN, user });
			if (user === 'user-ok-auth-pending') {
				admin.advance(1);
				const pending = await read(id);
				assert.equal(pending.error.code, 'USER_AUTHORIZATION_PENDING');
			}
			admin.advance(5);
			const item = await read(id);
			assert.deepEqual([item.status, item.executionStatus], [status, executionStatus]);
			if (user.endsWith('-message')) assert.match(item.error.providerMessage, /termos de uso/);
			if (user.endsWith('-warning')) {
				assert.equal(item.statusDetail.accounts.warnings[0].code, '001');
			}
			const { results } = (await call('GET', `/accounts?itemId=${id}&type=BANK`)).body;
			const banks = { 'user-ok-two-checking-accounts': 2, 'user-ok-account-warning': 1 }[user] ?? 0;
			assert.equal(results.length, banks);
		});
	}

	test('one-step MFA: a wrong token, then a new one for each update', async () => {
		const wrong = await logIn({ ...LOGIN, token: '000000' }, 4);
		const id = await logIn({ ...LOGIN, token: '123456' }, 4);
		admin.advance(5);
		assert.equal((await read(wrong)).error.code, 'INVALID_CREDENTIALS_MFA');
		for (const token of ['654321', '123456']) {
			const { status } = await call('PATCH', `/items/${id}`, { parameters: { token } });
			assert.equal(status, 200);
			admin.advance(5);
			assert.equal((await read(id)).status, 'UPDATED');
		}
	});

	for (const [cpf, code] of [
		['761.092.776-73', null],
		['238.242.640-30', null],
		['051.177.670-55', 'USER_AUTHORIZATION_NOT_GRANTED'],
	]) {
		test(`Open Finance: ${cpf}`, async () => {
			const id = await logIn({ cpf }, 600);
			admin.advance(1);
			const waiting = await read(id);
			if (cpf === '761.092.776-73') {
				assert.equal(waiting.status, 'WAITING_USER_ACTION');
				assert.equal(waiting.userAction.type, 'authorize-access');
			} else assert.equal(waiting.error.code, 'USER_AUTHORIZATION_PENDING');
			admin.advance(5);
			assert.equal((await read(id)).error?.code ?? null, code);
		});
	}

	test('the connector is offline: the connection fails as the bank does', async () => {
		admin.setConnectorStatus(500, 'OFFLINE');
		const id = await logIn(LOGIN, 500);
		admin.advance(5);
		const { status, error } = await read(id);
		assert.deepEqual([status, error.code], ['OUTDATED', 'SITE_NOT_AVAILABLE']);
	});

	test('a day later Pluggy has synced by itself, unless told not to', async () => {
		const [on, off] = [await logIn(LOGIN), await logIn(LOGIN, 0)];
		admin.advance(5);
		const times = async () => [(await read(on)).lastUpdatedAt, (await read(off)).lastUpdatedAt];
		const before = await times();
		await call('PATCH', `/items/${off}/disable-auto-sync`);
		admin.advance(DAY);
		const after = await times();
		assert.equal(Date.parse(after[0]) - Date.parse(before[0]), DAY * 1000);
		assert.equal(after[1], before[1]);
	});
});

describe('a year of a bank', async () => {
	const settings = { startAt: '2026-03-02T15:00:00Z', seed: 7, keyTtlSeconds: 100 * DAY };
	const sandbox = await startSandbox(settings);
	const item = await connect(sandbox);
	const rows = sandbox.admin.transactions(item.id);
	const [bank, card] = [false, true].map((isCard) =>
		rows.filter((/** @type {Row} */ row) => (row.creditCardMetadata !== null) === isCard),
	);
	const some = (/** @type {any[]} */ list, /** @type {(row: any) => unknown} */ test_) => {
		const found = list.filter(test_);
		assert.ok(found.length > 0);
		return found;
	};

	test('has the life of a household on the account', () => {
		assert.ok(bank.length > YEAR_ROWS && card.length > YEAR_ROWS / 2);
		assert.equal(some(bank, (row) => /SALARIO|SALARIAL/.test(row.description)).length, 24);
		some(bank, (row) => /^PIX DEVOLVIDO/.test(row.description) && row.amount > 0);
		some(bank, (row) => row.operationType === 'PIX' && row.amount > 0);
		some(bank, (row) => row.operationType === 'PIX' && row.amount < 0);
		some(bank, (row) => row.paymentData?.paymentMethod === 'TED');
		some(bank, (row) => row.paymentData?.boletoMetadata?.digitableLine);
		some(bank, (row) => row.paymentData?.boletoMetadata?.penaltyAmount > 0);
		some(bank, (row) => /^TARIFA/.test(row.description));
		for (const row of bank) assert.equal(row.type, row.amount < 0 ? 'DEBIT' : 'CREDIT');
	});

	test('adds up: each balance is the one before and the amount', () => {
		for (let i = 1; i < bank.length; i++) {
			if (bank[i].createdAt !== bank[i - 1].createdAt) continue;
			const cents = Math.round((bank[i - 1].balance + bank[i].amount) * 100);
			assert.equal(Math.round(bank[i].balance * 100), cents);
		}
	});

	test('has statements: a PDF of each closed month, for half an hour', async () => {
		const [{ id }] = (await sandbox.call('GET', `/accounts?itemId=${item.id}&type=BANK`)).body
			.results;
		const { results } = (await sandbox.call('GET', `/accounts/${id}/statements`)).body;
		assert.deepEqual([results.length, results[0].monthYear], [12, '02-2026']);
		const response = await fetch(results[0].url);
		assert.equal(response.headers.get('content-type'), 'application/pdf');
		const pdf = Buffer.from(await response.arrayBuffer()).toString('latin1');
		const february = bank.filter((/** @type {Row} */ row) => row.date.startsWith('2026-02'));
		assert.ok(february.length > 20);
		for (const { description } of february) {
			assert.ok(pdf.includes(description.slice(0, 20)), description);
		}
		// Each object is where the table says.
		const table = pdf.slice(Number(/startxref\n(\d+)/.exec(pdf)?.[1]));
		const places = [...table.matchAll(/^(\d{10}) 00000 n/gm)].map(([, place]) => Number(place));
		assert.ok(places.length >= 5);
		places.forEach((place, i) => assert.ok(pdf.startsWith(`${i + 1} 0 obj`, place)));
		const forged = results[1].url.replace(/[^/]+\.pdf/, `${results[2].id}.pdf`);
		assert.equal((await fetch(forged)).status, 403);
		const late = await startSandbox({ ...settings, startAt: '2026-03-02T15:00:00Z' });
		const { id: lateId } = await connect(late);
		const [account] = (await late.call('GET', `/accounts?itemId=${lateId}&type=BANK`)).body.results;
		const [{ url }] = (await late.call('GET', `/accounts/${account.id}/statements`)).body.results;
		late.admin.advance(31 * 60);
		assert.equal((await fetch(url)).status, 403);
	});

	test('has the life of a card', () => {
		for (const row of card) assert.equal(row.type, row.amount < 0 ? 'CREDIT' : 'DEBIT');
		const parts = some(card, ({ creditCardMetadata: one }) => one.totalInstallments > 1);
		for (const { description, creditCardMetadata: one } of parts) {
			const text = [one.installmentNumber, one.totalInstallments]
				.map((number) => String(number).padStart(2, '0'))
				.join('/');
			assert.ok(description.endsWith(text), description);
		}
		const foreign = some(card, (row) => row.currencyCode === 'USD');
		assert.ok(foreign.every((row) => row.amountInAccountCurrency > row.amount));
		const taxes = some(card, (row) => row.description === 'IOF COMPRA INTERNACIONAL');
		assert.equal(taxes.length, foreign.length);
		for (const text of ['ESTORNO', 'CASHBACK', 'ANUIDADE', 'PAGAMENTO RECEBIDO', 'MULTA']) {
			some(card, (row) => row.description.startsWith(text));
		}
		some(card, (row) => row.creditCardMetadata.feeType === 'ANNUAL_FEE');
	});

	test('goes on: pending becomes posted, late rows come with old dates', async () => {
		const pending = some(rows, (row) => row.status === 'PENDING').map((row) => row.id);
		for (let left = 40; left > 0; left--) {
			sandbox.admin.advance(DAY);
			await sandbox.call('GET', `/items/${item.id}`);
		}
		const later = sandbox.admin.transactions(item.id);
		const posted = later.filter((/** @type {Row} */ row) => pending.includes(row.id));
		assert.ok(
			posted.length > 0 && posted.every((/** @type {Row} */ row) => row.status === 'POSTED'),
		);
		const late = later.filter(
			(/** @type {Row} */ row) =>
				Date.parse(row.createdAt) - Date.parse(row.date) > 2.5 * DAY * 1000 && !rows.includes(row),
		);
		assert.ok(late.length > 0);
	});

	test('is the same for the same seed, another for another', async () => {
		const again = await startSandbox(settings);
		const { id } = await connect(again);
		const amounts = (/** @type {any[]} */ list) =>
			list.slice(0, 200).map(({ id: own, amount, description }) => [own, amount, description]);
		assert.deepEqual(amounts(again.admin.transactions(id)), amounts(rows));
		const other = await startSandbox({ ...settings, seed: 8 });
		const { id: otherId } = await connect(other);
		assert.notDeepEqual(amounts(other.admin.transactions(otherId)), amounts(rows));
	});
});

describe('rate limits', async () => {
	const limits = { auth: 2, accounts: 2, investments: 2, investmentTransactions: 2, itemUpdate: 2 };
	const { call, admin } = await startSandbox({ limits, startAt: '2026-03-02T15:00:01Z' });
	const nobody = '00000000-0000-4000-8000-000000000000';

	for (const [method, ...paths] of /** @type {const} */ ([
		['GET', `/accounts?itemId=${nobody}`, `/accounts/${nobody}`],
		['GET', `/investments?itemId=${nobody}`, `/investments/${nobody}`],
		['GET', `/investments/${nobody}/transactions`],
		['PATCH', `/items/${nobody}`],
	])) {
		test(`${method} ${paths[0].split('?')[0]}: one group, its own count`, async () => {
			const statuses = [];
			for (let i = 0; i < 3; i++) {
				statuses.push((await call(method, paths[i % paths.length])).status === 429);
			}
			assert.deepEqual(statuses, [false, false, true]);
		});
	}

	test('a window may be shorter', async () => {
		admin.setLimits({ windowSeconds: 5 });
		for (let i = 0; i < 2; i++) await call('PATCH', `/items/${nobody}`);
		const refused = await call('PATCH', `/items/${nobody}`);
		assert.ok(Number(refused.headers.get('ratelimit-reset')) <= 5);
		admin.advance(5);
		assert.equal((await call('PATCH', `/items/${nobody}`)).status, 404);
	});
});

describe('what a client may decide', async () => {
	const { call, admin } = await startSandbox({ cursorPageSize: 2, keyTtlSeconds: 9 * DAY });

	test('the list of items: newest first, page by page, by its filters', async () => {
		const made = [];
		for (let i = 0; i < 5; i++) {
			const clientUserId = i === 3 ? 'other' : 'mine';
			const wish = { connectorId: i === 4 ? 0 : 2, parameters: LOGIN, clientUserId };
			made.unshift((await call('POST', '/items', wish)).body.id);
			admin.advance(1);
		}
		async function all(/** @type {string} */ query) {
			const ids = [];
			for (let next = query; next !== null; ) {
				const { status, body } = await call('GET', `/v2/items${next}`);
				assert.equal(status, 200);
				assert.ok(body.results.length <= 2);
				ids.push(...body.results.map((/** @type {any} */ one) => one.id));
				next = body.next;
			}
			return ids;
		}
		assert.deepEqual(await all(''), made);
		assert.deepEqual(await all('?clientUserId=mine&connectorId=2'), [made[2], made[3], made[4]]);
		assert.deepEqual(await all('?connectorId=0'), [made[0]]);
	});

	test('a category rule decides about rows that come later; one row is changed by hand', async () => {
		const rule = { description: 'PIX ENVIADO', categoryId: '19010000', matchType: 'startsWith' };
		const made = (await call('POST', '/categories/rules', rule)).body;
		const { body: item } = await call('POST', '/items', { connectorId: 2, parameters: LOGIN });
		admin.advance(5);
		const sent = () =>
			admin
				.transactions(item.id)
				.filter((/** @type {Row} */ row) => row.description.startsWith('PIX ENVIADO'));
		assert.ok(
			sent().length > 100 &&
				sent().every((/** @type {Row} */ row) => row.categoryId === '19010000'),
		);
		const [{ id, description }] = sent();
		await call('PATCH', `/transactions/${id}`, { categoryId: '07010000' });
		const changed = (await call('GET', `/transactions/${id}`)).body;
		assert.deepEqual([changed.categoryId, changed.description], ['07010000', description]);
		assert.equal((await call('DELETE', `/categories/rules/${made.id}`)).status, 204);
		// What was changed by hand is a rule, too.
		const { results: rules } = (await call('GET', '/categories/rules')).body;
		assert.deepEqual(
			rules.map((/** @type {any} */ one) => [one.description, one.categoryId]),
			[[description, '07010000']],
		);
	});
});

describe('cursorRepeat', async () => {
	const { call, admin } = await startSandbox({ limits: false, cursorPageSize: 50 });

	test('the next page names itself', async () => {
		const { body } = await call('POST', '/items', { connectorId: 2, parameters: LOGIN });
		admin.advance(5);
		const [{ id }] = (await call('GET', `/accounts?itemId=${body.id}`)).body.results;
		const first = (await call('GET', `/v2/transactions?accountId=${id}`)).body;
		admin.addFault({ kind: 'cursorRepeat' });
		const second = (await call('GET', `/v2/transactions${first.next}`)).body;
		assert.equal(second.next, first.next);
		assert.notEqual((await call('GET', `/v2/transactions${first.next}`)).body.next, first.next);
	});
});

describe('the admin address', async () => {
	const { url, adminUrl } = await startSandbox({ adminPort: 0 });

	test('is another one, and the API knows nothing of it', async () => {
		assert.notEqual(new URL(String(adminUrl)).port, new URL(url).port);
		assert.equal(new URL(String(adminUrl)).hostname, '127.0.0.1');
		assert.equal((await callWith(url, '', 'GET', '/state')).status, 404);
		assert.equal((await callWith(String(adminUrl), '', 'GET', '/state')).status, 200);
	});

	test('takes nothing from a page in a browser', async () => {
		const post = async (/** @type {Record<string, string>} */ headers) =>
			(await fetch(`${adminUrl}/keys/revoke`, { method: 'POST', headers })).status;
		assert.equal(await post({ origin: 'https://evil.example' }), 400);
		assert.equal(await post({}), 200);
	});

	test('says what is wrong with a request', async () => {
		for (const [path, body] of /** @type {const} */ ([
			['/faults', { kind: 'x' }],
			['/clock', { advanceSeconds: 'x' }],
			['/clock', { advanceSeconds: -1 }],
			['/limits', { nothing: 1 }],
			['/features', { nothing: true }],
			['/settings', { itemsLimit: -1 }],
			['/payments', { autoApprove: 'x' }],
			['/clients/5a4dbc01-0000-4000-8000-00000000c11e', { disabled: 1 }],
		])) {
			const answer = await callWith(String(adminUrl), '', 'POST', path, body);
			assert.equal(answer.status, 400, path);
			assert.ok(answer.body.message.length > 10);
		}
	});
});

describe('the command', () => {
	const script = fileURLToPath(new URL('../../sandbox/index.mjs', import.meta.url));
	const run = (/** @type {string[]} */ ...words) =>
		spawnSync(process.execPath, [script, ...words], { encoding: 'utf8', timeout: 10_000 });

	test('--help tells every option', () => {
		const { status, stdout } = run('--help');
		assert.equal(status, 0);
		for (const name of ['--fast', '--start-at', '--items-limit', '--balance-quota', '--volume']) {
			assert.ok(stdout.includes(name), name);
		}
	});

	test('what it cannot use is told in one sentence, without a stack', () => {
		for (const words of [
			['--sync-seconds', 'x'],
			['--no-such'],
			['--feature', 'nothing=off', '--port', '0', '--admin-port', '0'],
			['--start-at', 'x', '--port', '0', '--admin-port', '0'],
		]) {
			const { status, stderr } = run(...words);
			assert.equal(status, 1, words.join(' '));
			assert.ok(stderr.length > 10 && !/^\s+at /m.test(stderr), stderr);
		}
	});
});
