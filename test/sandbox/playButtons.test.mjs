/** What the buttons of the sandbox's page do, and that it says so. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ACTIONS } from '../../sandbox/play/actions.mjs';
import { connect, CPF, LOGIN, until } from './harness.mjs';
import { ask, begin, DAY } from './playHarness.mjs';

describe('what the buttons do', async () => {
	const sandbox = await begin({ startAt: '2026-03-02T15:00:00Z' });
	const { admin, call, press, page, clock } = sandbox;
	const itemOf = async () => (await connect(sandbox)).id;
	const statusOf = async (/** @type {string} */ path) => (await call('GET', path)).body.status;
	const { body: recipient } = await call('POST', '/payments/recipients', { pixKey: 'a@b.example' });
	const asked = async (amount = 25) =>
		(await call('POST', '/payments/requests', { amount, recipientId: recipient.id })).body.id;
	const eventsSince = (/** @type {number} */ count) =>
		admin
			.events()
			.slice(count)
			.map(({ event }) => event);

	async function boletoId() {
		const { body: connection } = await call('POST', '/boleto-connections', {
			connectorId: 225,
			credentials: { clientId: 'a', clientSecret: 'b', certificate: 'c', privateKey: 'd' },
		});
		const payer = {
			...{ taxNumber: CPF, name: 'Ana Lobo', addressState: 'SP', addressZipCode: '01310-100' },
			...{ addressCity: 'São Paulo', addressStreet: 'Av. Paulista', addressNumber: '1' },
		};
		const dueDate = new Date(clock.now() + 5 * DAY * 1000).toISOString();
		const boleto = { amount: 230.51, seuNumero: 'A-17', dueDate, payer };
		const { body } = await call('POST', '/boletos', { boletoConnectionId: connection.id, boleto });
		return body.id;
	}

	/** @type {Record<keyof typeof ACTIONS, () => Promise<void>>} */
	const EFFECTS = {
		async connect() {
			const { headers } = await press('connect');
			assert.match(String(headers.location), /^\/connect\?connect_token=/);
			assert.match((await ask(sandbox.url + headers.location)).text, /Conecte a sua conta/);
		},
		async receive() {
			const id = await itemOf();
			const [account] = (await call('GET', `/accounts?itemId=${id}`)).body.results;
			const rowsNow = async () =>
				(await call('GET', `/v2/transactions?accountId=${account.id}`)).body.results;
			const before = await rowsNow();
			const count = admin.events().length;
			assert.equal((await press('receive', id)).status, 303);
			const told = eventsSince(count);
			assert.deepEqual(told, ['item/login_succeeded', 'transactions/created', 'item/updated']);
			const event = admin.events().find(({ event }, i) => i >= count && event.includes('/created'));
			const found = await call('GET', event?.createdTransactionsLink.replace(sandbox.url, ''));
			const [row, ...others] = found.body.results;
			assert.deepEqual(others, []);
			assert.match(row.description, /^PIX RECEBIDO/);
			assert.deepEqual(
				[row.status, row.type, row.paymentData.paymentMethod, row.accountId],
				['POSTED', 'CREDIT', 'PIX', account.id],
			);
			assert.ok((await rowsNow()).some((/** @type {{ id: string }} */ { id }) => id === row.id));
			assert.ok(!before.some((/** @type {{ id: string }} */ { id }) => id === row.id));
			const after = (await call('GET', `/accounts/${account.id}`)).body;
			assert.equal(after.balance.toFixed(2), (account.balance + row.amount).toFixed(2));
		},
		async breakItem() {
			const id = await itemOf();
			assert.equal((await press('breakItem', id)).status, 303);
			assert.equal(await statusOf(`/items/${id}`), 'LOGIN_ERROR');
			assert.ok((await page()).includes('Autorização revogada'));
			assert.match(String((await press('receive', id)).headers.location), /failed=receive/);
		},
		async repair() {
			const id = await itemOf();
			admin.failItem(id);
			const { headers } = await press('repair', id);
			const { text } = await ask(sandbox.url + headers.location);
			assert.match(text, /Reconectar Pluggy Bank BR/);
			const fields = [...text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
			const form = Object.fromEntries(fields.map(([, name, value]) => [name, value]));
			await ask(`${sandbox.url}/connect/login`, {
				method: 'POST',
				form: { ...form, 'p-user': LOGIN.user, 'p-password': LOGIN.password },
			});
			admin.advance(5);
			assert.equal(await statusOf(`/items/${id}`), 'UPDATED');
		},
		async approve() {
			const id = await asked();
			assert.ok((await page()).includes(`href="/pay/${id}"`));
			assert.equal((await press('approve', id)).status, 303);
			admin.advance(5);
			assert.equal(await statusOf(`/payments/requests/${id}`), 'COMPLETED');
			assert.ok(!(await page()).includes(id));
		},
		async reject() {
			const id = await asked();
			assert.equal((await press('reject', id)).status, 303);
			assert.equal(await statusOf(`/payments/requests/${id}`), 'ERROR');
		},
		async payBoleto() {
			const id = await boletoId();
			const count = admin.events().length;
			assert.equal((await press('payBoleto', id)).status, 303);
			const { body } = await call('GET', `/boletos/${id}`);
			assert.deepEqual([body.status, body.amountPaid, body.paymentOrigin], ['PAID', 230.51, 'PIX']);
			assert.deepEqual(eventsSince(count), ['boleto/updated']);
			assert.match(String((await press('payBoleto', id)).headers.location), /failed=payBoleto/);
		},
		async nextDay() {
			const before = clock.now();
			assert.equal((await press('nextDay')).status, 303);
			assert.ok(clock.now() - before >= DAY * 1000 && clock.now() - before < DAY * 1000 + 60_000);
		},
		async nextWeek() {
			const before = clock.now();
			const id = await itemOf();
			assert.equal((await press('nextWeek')).status, 303);
			assert.ok(clock.now() - before >= 7 * DAY * 1000);
			const synced = admin
				.events()
				.filter(({ event, itemId }) => event === 'item/updated' && itemId === id);
			assert.equal(synced.length, 8);
		},
		async resend() {
			const url = `${sandbox.url}/nowhere`;
			await call('POST', '/webhooks', { url, event: 'boleto/updated' });
			await press('payBoleto', await boletoId());
			const isTried = (/** @type {ReturnType<typeof admin.deliveries>} */ all) =>
				all.every(({ attempts }) => attempts[2]?.status === 404);
			const [first] = await until(admin.deliveries, isTried);
			assert.equal((await press('resend', first.id)).status, 303);
			const [, second] = await until(admin.deliveries, isTried);
			assert.equal(second.eventId, first.eventId);
			const text = await page();
			for (const part of ['boleto/updated', new URL(url).host, '3 tentativas, resposta 404']) {
				assert.ok(text.includes(part), part);
			}
		},
	};

	test('every button is tried', () => {
		assert.deepEqual(Object.keys(EFFECTS), Object.keys(ACTIONS));
	});
	for (const [name, effect] of Object.entries(EFFECTS)) {
		test(name, async () => {
			await effect();
			const { done, back } = ACTIONS[/** @type {keyof typeof ACTIONS} */ (name)];
			if (!done) return;
			const { text } = await ask(`${sandbox.url}/?done=${name}`);
			assert.ok(text.includes(`role="status">\n\t\t${done}`), done);
			assert.ok(text.includes(`id="${back}"`), back);
			assert.match((await ask(`${sandbox.url}/?failed=${name}`)).text, /role="alert"/);
		});
	}

	test('a smart transfer and an automatic PIX wait there as well', async () => {
		const { results } = (await call('GET', '/payments/recipients/institutions')).body;
		const { body: own } = await call('POST', '/payments/recipients', {
			...{ taxNumber: CPF, name: 'Iara Dourado', paymentInstitutionId: results[0].id },
			account: { branch: '0001', number: '123456', type: 'CHECKING_ACCOUNT' },
		});
		const { body: transfer } = await call('POST', '/smart-transfers/preauthorizations', {
			...{ connectorId: 600, parameters: { cpf: CPF }, recipientIds: [own.id] },
			configuration: { totalAllowedAmount: 500 },
		});
		const { body: automatic } = await call('POST', '/payments/requests/automatic-pix', {
			...{ interval: 'MONTHLY', startDate: '2028-01-10', recipientId: own.id, fixedAmount: 60 },
		});
		for (const { id } of [transfer, automatic]) assert.ok((await page()).includes(id));
		await press('approve', transfer.id);
		await press('approve', automatic.id);
		admin.advance(5);
		const path = `/smart-transfers/preauthorizations/${transfer.id}`;
		assert.equal(await statusOf(path), 'COMPLETED');
		assert.equal(await statusOf(`/payments/requests/${automatic.id}`), 'AUTHORIZED');
	});

	test('a button for something that is not there says so', async () => {
		for (const name of ['receive', 'breakItem', 'repair', 'approve', 'payBoleto', 'resend']) {
			const { status, headers } = await press(name, '00000000-0000-4000-8000-000000000000');
			assert.deepEqual([name, status], [name, 303]);
			assert.match(String(headers.location), new RegExp(`^/\\?failed=${name}#`));
		}
	});

	test('texts of others stay texts', async () => {
		const description = '<script>alert(1)</script>"';
		await call('POST', '/payments/requests', { amount: 5, description, recipientId: recipient.id });
		await call('POST', '/items', { connectorId: 2, parameters: LOGIN, clientUserId: '<b>ana' });
		const text = await page();
		assert.ok(text.includes('&lt;script&gt;alert(1)&lt;/script&gt;&quot;'));
		assert.ok(!text.includes('<b>ana'));
		assert.ok(!(await ask(`${sandbox.url}/?done=<script>`)).text.includes('done'));
	});

	test('a new transaction is new, however soon after the first sync and whether or not it was read', async () => {
		const id = await itemOf();
		for (let more = 0; more < 2; more++) await press('receive', id);
		const created = admin
			.events()
			.filter(({ event, itemId }) => event === 'transactions/created' && itemId === id);
		assert.deepEqual(
			created.slice(-2).map(({ transactionsCount }) => transactionsCount),
			[1, 1],
		);
	});
});
