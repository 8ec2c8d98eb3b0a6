/** The two pages, in a real browser: the payer's approval, and Connect. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { launchBrowser, skip } from '../browser.mjs';
import { CPF, startSandbox, until } from './harness.mjs';
import { audit, openerOf, tabTo } from './pageHarness.mjs';

describe('pages', { skip, timeout: 240_000 }, async () => {
	if (skip) return;
	const sandbox = await startSandbox({ syncSeconds: 1 });
	const { call, admin } = sandbox;
	const browser = await launchBrowser();
	after(() => browser.close());

	const open = openerOf(browser);

	async function ask(amount = 25) {
		const { body: recipient } = await call('POST', '/payments/recipients', {
			pixKey: 'padaria@example.com',
		});
		const { body } = await call('POST', '/payments/requests', {
			amount,
			description: 'Pão de queijo',
			recipientId: recipient.id,
			callbackUrls: { success: 'https://app.example.com/obrigado' },
		});
		return body;
	}
	const statusOf = async (/** @type {any} */ { id }) =>
		(await call('GET', `/payments/requests/${id}`)).body.status;

	test('the payer approves', async () => {
		const request = await ask();
		const { page, mistakes } = await open(request.paymentUrl);
		await page.getByText('R$ 25,00').first().waitFor();
		await page.getByText('Pão de queijo').waitFor();
		await page.getByLabel('Seu banco').selectOption('600');
		await page.getByLabel('Seu CPF').fill(CPF);
		await page.getByRole('button', { name: 'Continuar no banco' }).click();
		await page.getByRole('button', { name: 'Aprovar' }).click();
		await page.getByRole('heading', { name: 'Pagamento em andamento' }).waitFor();
		admin.advance(30);
		await page.reload();
		assert.equal(await statusOf(request), 'COMPLETED');
		const back = page.locator('a[href^="https://app.example.com/obrigado"]');
		await back.waitFor();
		assert.deepEqual(mistakes, []);
		await page.close();
	});

	test('a wrong CPF is said beside its field, in words', async () => {
		const { page } = await open((await ask()).paymentUrl);
		await page.getByLabel('Seu banco').selectOption('600');
		await page.getByLabel('Seu CPF').fill('123');
		await page.getByRole('button', { name: 'Continuar no banco' }).click();
		await page.getByText('Digite os 11 números do CPF.').waitFor();
		assert.equal(await page.getByLabel('Seu CPF').getAttribute('aria-invalid'), 'true');
		await page.close();
	});

	test('the payer refuses', async () => {
		const request = await ask();
		const { page } = await open(request.paymentUrl);
		await page.getByLabel('Seu banco').selectOption('600');
		await page.getByLabel('Seu CPF').fill(CPF);
		await page.getByRole('button', { name: 'Continuar no banco' }).click();
		await page.getByRole('button', { name: 'Recusar' }).click();
		await until(
			() => statusOf(request),
			(status) => status === 'ERROR',
		);
		await page.close();
	});

	test('Connect: choose the bank, log in, answer the question, done', async () => {
		const { body } = await call('POST', '/connect_token', { options: { clientUserId: 'user 17' } });
		const query = `connect_token=${body.accessToken}&with_sandbox=true`;
		const { page, mistakes } = await open(`${sandbox.url}/connect?${query}`);
		await page.getByLabel('Buscar banco').fill('mfa two steps');
		await page.getByRole('button', { name: 'Buscar' }).click();
		await page.getByRole('link', { name: /Pluggy Bank BR MFA Two Steps/ }).click();
		const [user, password] = [page.locator('[name="p-user"]'), page.locator('[name="p-password"]')];
		await user.fill('user-ok');
		await password.fill('password-ok');
		assert.equal(await password.getAttribute('type'), 'password');
		await page.getByRole('button', { name: 'Entrar' }).click();
		// It waits for the bank by itself, without JavaScript.
		await page.getByRole('heading', { name: 'O banco quer confirmar que é você' }).waitFor();
		await page.getByLabel('Token').fill('123456');
		await page.getByRole('button', { name: 'Confirmar' }).click();
		await page.getByRole('heading', { name: 'Conta conectada' }).waitFor();
		const id = await page.locator('#item-id').innerText();
		const { body: item } = await call('GET', `/items/${id}`);
		assert.deepEqual(
			[item.status, item.clientUserId, item.connector.id],
			['UPDATED', 'user 17', 5],
		);
		assert.deepEqual(mistakes, []);
		await page.close();
	});

	test('Connect: wrong login, then the right one', async () => {
		const { body } = await call('POST', '/connect_token', {});
		const query = `connect_token=${body.accessToken}&with_sandbox=true&selected_connector_id=2`;
		const { page } = await open(`${sandbox.url}/connect?${query}`);
		await page.locator('[name="p-user"]').fill('user-ok');
		await page.locator('[name="p-password"]').fill('password-wrong');
		await page.getByRole('button', { name: 'Entrar' }).click();
		await page.getByText('Credenciais inválidas. Verifique seu login e senha.').waitFor();
		await page.getByRole('link', { name: 'Tentar de novo' }).click();
		await page.locator('[name="p-user"]').fill('user-ok');
		await page.locator('[name="p-password"]').fill('password-ok');
		await page.getByRole('button', { name: 'Entrar' }).click();
		await page.getByRole('heading', { name: 'Conta conectada' }).waitFor();
		await page.close();
	});

	test('the payer pays by keyboard alone; mistakes are told at the field and take the focus', async () => {
		const request = await ask();
		const { page, mistakes } = await open(request.paymentUrl);
		// The server's own check: the browser's would stop an empty form before.
		await page.locator('form').evaluate((form) => form.setAttribute('novalidate', ''));
		await tabTo(page, page.getByRole('button', { name: 'Continuar no banco' }));
		await page.keyboard.press('Enter');
		await page.getByText('Escolha o seu banco.').waitFor();
		assert.match(await page.title(), /^Erro: /);
		const bank = page.getByLabel('Seu banco');
		assert.ok(await bank.evaluate((element) => element === document.activeElement));
		const describedBy = (await bank.getAttribute('aria-describedby')) ?? '';
		assert.equal(await page.locator(`#${describedBy}`).innerText(), 'Escolha o seu banco.');
		await page.keyboard.type('Mock');
		await page.keyboard.press('Tab');
		await page.keyboard.type(CPF);
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByRole('button', { name: 'Aprovar' }));
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Pagamento em andamento' }).waitFor();
		admin.advance(30);
		await page.getByRole('heading', { name: 'Pagamento concluído' }).waitFor();
		assert.equal(await statusOf(request), 'COMPLETED');
		assert.deepEqual(
			mistakes.filter((text) => !text.includes('400')),
			[],
		);
		await page.close();
	});

	test('Connect by keyboard alone', async () => {
		const { body } = await call('POST', '/connect_token', {});
		const query = `connect_token=${body.accessToken}&with_sandbox=true`;
		const { page } = await open(`${sandbox.url}/connect?${query}`);
		await tabTo(page, page.getByRole('link', { name: 'Pluggy Bank BR', exact: true }));
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByLabel('Usuário'));
		await page.keyboard.type('user-ok');
		await page.keyboard.press('Tab');
		await page.keyboard.type('password-ok');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Conta conectada' }).waitFor();
		await page.close();
	});

	test('a smart transfer is authorized, with its limits in sight', async () => {
		const { results } = (await call('GET', '/payments/recipients/institutions')).body;
		const { body: recipient } = await call('POST', '/payments/recipients', {
			taxNumber: CPF,
			name: 'Iara Dourado',
			paymentInstitutionId: results[0].id,
			account: { branch: '0001', number: '123456', type: 'CHECKING_ACCOUNT' },
		});
		const { body } = await call('POST', '/smart-transfers/preauthorizations', {
			connectorId: 600,
			parameters: { cpf: CPF },
			recipientIds: [recipient.id],
			configuration: { totalAllowedAmount: 500, transactionLimit: 100 },
			linkedJourney: true,
		});
		const { page, mistakes } = await open(body.consentUrl);
		await page.getByText('R$ 500,00').waitFor();
		await page.getByText('o saldo da conta').waitFor();
		assert.deepEqual(await audit(page), []);
		await page.getByRole('button', { name: 'Aprovar' }).click();
		await page.getByRole('heading', { name: 'Transferências autorizadas' }).waitFor();
		const path = `/smart-transfers/preauthorizations/${body.id}`;
		assert.equal((await call('GET', path)).body.status, 'COMPLETED');
		assert.equal((await call('GET', `${path}/balance`)).status, 200);
		assert.deepEqual(mistakes, []);
		await page.close();
	});

	for (const [name, width, theme] of /** @type {const} */ ([
		['a desktop', 1280, 'light'],
		['a small phone', 320, 'light'],
		['a small phone in the dark', 320, 'dark'],
	])) {
		test(`every page is fit for everybody: ${name}`, async () => {
			const { accessToken } = (await call('POST', '/connect_token', {})).body;
			const query = `connect_token=${accessToken}&with_sandbox=true&theme=${theme}`;
			const wish = { connectorId: 2, parameters: { user: 'user-ok-img', password: 'password-ok' } };
			const { body: asking } = await call('POST', '/items', wish);
			const { body: broken } = await call('POST', '/items', { ...wish, connectorId: 0 });
			const { body: qr } = await call('POST', '/items', { connectorId: 19, parameters: {} });
			const pages = [];
			for (const { id } of [asking, broken, qr]) {
				const { body } = await call('POST', '/connect_token', { itemId: id });
				pages.push(`/connect/item?connect_token=${body.accessToken}&item=${id}&theme=${theme}`);
			}
			await until(
				async () => (await call('GET', `/items/${asking.id}`)).body.status,
				(status) => status === 'WAITING_USER_INPUT',
			);
			admin.failItem(broken.id, 'USER_AUTHORIZATION_REVOKED');
			const { page } = await open(`${sandbox.url}/connect?${query}`);
			await page.setViewportSize({ width, height: 740 });
			const request = await ask(40.54);
			const addresses = [
				`/connect?${query}`,
				`/connect?${query}&q=nada`,
				`/connect?${query}&selected_connector_id=13`,
				`/connect?${query}&selected_connector_id=600`,
				...pages,
				'/connect?connect_token=x',
				`/pay/${request.id}`,
				'/pay/nobody',
			];
			for (const address of addresses) {
				await page.goto(sandbox.url + address);
				assert.deepEqual([address, await audit(page)], [address, []]);
			}
			await page.goto(sandbox.url + pages[1]);
			await page.getByText('Autorização revogada. Reconecte sua conta para continuar.').waitFor();
			admin.answerPayment(request.id, true);
			for (const seconds of [0, 60]) {
				admin.advance(seconds);
				await page.goto(request.paymentUrl);
				assert.deepEqual(await audit(page), []);
			}
			await page.getByText('A última tentativa não deu certo').waitFor();
			await page.close();
		});
	}

	test('what Pluggy refuses is told in Portuguese', async () => {
		const options = { avoidDuplicates: true };
		const log = async (/** @type {string} */ user) => {
			const { accessToken } = (await call('POST', '/connect_token', { options })).body;
			const query = `connect_token=${accessToken}&with_sandbox=true&selected_connector_id=500`;
			const { page } = await open(`${sandbox.url}/connect?${query}`);
			await page.getByLabel('Usuário').fill(user);
			await page.getByLabel('Senha').fill('password-ok');
			await page.getByRole('button', { name: 'Entrar' }).click();
			return page;
		};
		const first = await log('user-ok');
		await first.getByRole('heading', { name: 'Conta conectada' }).waitFor();
		const second = await log('user-ok');
		await second.getByText('Esta conta já está conectada.').waitFor();
		const limit = sandbox.options.itemsLimit;
		admin.setSettings({ itemsLimit: 0 });
		const third = await log('user-ok-account-warning');
		await third.getByText('O aplicativo chegou ao limite de conexões.').waitFor();
		admin.setSettings({ itemsLimit: limit });
		for (const page of [first, second, third]) await page.close();
	});

	test('a form of another site is refused', async () => {
		const { id } = await ask();
		for (const origin of ['https://evil.example', 'http://127.0.0.1:1']) {
			const response = await fetch(`${sandbox.url}/pay/${id}`, {
				method: 'POST',
				headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
				body: `connectorId=600&cpf=${CPF}`,
			});
			assert.equal(response.status, 403);
		}
	});

	test('Connect: a link that is too old says so', async () => {
		const response = await fetch(`${sandbox.url}/connect?connect_token=x`);
		assert.equal(response.status, 403);
		assert.match(await response.text(), /Link expirado/);
	});
});
