/** The sandbox's page in a real browser: by mouse, by keyboard, on a phone, and beside a hostile page. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, describe, test } from 'node:test';
import { launchBrowser, skip } from '../browser.mjs';
import { connect, LOGIN, startSandbox } from './harness.mjs';
import { audit, openerOf, tabTo } from './pageHarness.mjs';
import { ask, tokenIn } from './playHarness.mjs';

const DAY = 86_400;
const PHONE = { viewport: { width: 390, height: 844 } };

describe('the page of the sandbox', { skip, timeout: 240_000 }, async () => {
	if (skip) return;
	const sandbox = await startSandbox({ keyTtlSeconds: 1000 * DAY });
	const { admin, call, clock, url } = sandbox;
	const port = Number(new URL(url).port);
	const browser = await launchBrowser('--host-resolver-rules=MAP evil.example 127.0.0.1');
	after(() => browser.close());
	const open = openerOf(browser);

	async function askPayment(amount = 25.9) {
		const { body: to } = await call('POST', '/payments/recipients', { pixKey: 'a@b.example' });
		const wish = { amount, description: 'Pão de queijo', recipientId: to.id };
		return (await call('POST', '/payments/requests', wish)).body.id;
	}
	const statusOf = async (/** @type {string} */ id) =>
		(await call('GET', `/payments/requests/${id}`)).body.status;

	test('a day in the life of a bank, by mouse', async () => {
		const { page, mistakes } = await open(url);
		const button = (/** @type {RegExp | string} */ name) => page.getByRole('button', { name });
		const said = (/** @type {string} */ text) =>
			page.locator('#message', { hasText: text }).waitFor();
		await page.getByText('Nenhum banco conectado ainda.').waitFor();
		await button('Conectar um banco').click();
		await page.getByRole('link', { name: 'Pluggy Bank BR', exact: true }).click();
		await page.locator('[name="p-user"]').fill(LOGIN.user);
		await page.locator('[name="p-password"]').fill(LOGIN.password);
		await button('Entrar').click();
		await page.getByRole('heading', { name: 'Conta conectada' }).waitFor();
		const id = await page.locator('#item-id').innerText();
		await page.getByRole('link', { name: 'Pluggy Sandbox' }).click();
		assert.equal(await page.locator('#conexoes code').innerText(), id);
		await button(/^Nova transação/).click();
		await said('Caiu um PIX na conta');
		assert.match(await page.title(), /^Caiu um PIX/);
		await button(/^Quebrar esta conexão/).click();
		await said('Conexão quebrada');
		await button(/^Consertar/).click();
		await page.locator('[name="p-user"]').fill(LOGIN.user);
		await page.locator('[name="p-password"]').fill(LOGIN.password);
		await button('Entrar').click();
		await page.getByRole('heading', { name: 'Conta conectada' }).waitFor();
		assert.equal((await call('GET', `/items/${id}`)).body.status, 'UPDATED');
		const payment = await askPayment();
		await page.goto(url);
		await button(/^Aprovar Pão de queijo, R\$\s25,90$/).click();
		await said('Aprovado');
		admin.advance(5);
		assert.equal(await statusOf(payment), 'COMPLETED');
		const before = clock.offsetSeconds;
		await button('Próximo dia').click();
		await said('Passou um dia');
		assert.equal(Math.round(clock.offsetSeconds - before), DAY);
		assert.deepEqual(await audit(page, 1), []);
		assert.deepEqual(mistakes, []);
		await page.close();
	});

	test('by keyboard alone, on a phone', async () => {
		await connect(sandbox);
		const payment = await askPayment();
		const { page, mistakes } = await openerOf(browser, PHONE)(url);
		assert.deepEqual(await audit(page, 1), []);
		const reject = page.getByRole('button', { name: /^Recusar/ }).first();
		await tabTo(page, reject);
		const ring = await reject.evaluate((one) => getComputedStyle(one).outlineWidth);
		assert.equal(ring, '3px');
		await page.keyboard.press('Enter');
		await page.locator('#message', { hasText: 'Recusado' }).waitFor();
		assert.equal(await statusOf(payment), 'ERROR');
		// One goes on where one was, and sees what was said.
		assert.ok(await page.locator('#message').isVisible());
		await page.keyboard.press('Tab');
		const at = await page.evaluate(() => document.activeElement?.closest('section')?.id);
		assert.equal(at, 'pagamentos');
		for (const summary of await page.locator('summary').all()) {
			await tabTo(page, summary);
			await page.keyboard.press('Enter');
		}
		await page.getByText('user-account-need-actions-provider-message').waitFor();
		assert.deepEqual(await audit(page, 1), []);
		assert.deepEqual(mistakes, []);
		await page.close();
	});

	test('without JavaScript all works but copying', async () => {
		const page = await browser.newPage({ javaScriptEnabled: false });
		await page.goto(url);
		assert.equal(await page.getByRole('button', { name: /^Copiar/ }).count(), 0);
		const before = clock.offsetSeconds;
		await page.getByRole('button', { name: 'Próxima semana' }).click();
		await page.locator('#message').waitFor();
		assert.equal(Math.round(clock.offsetSeconds - before), 7 * DAY);
		await page.close();
	});

	test('the item ID is copied with one press', async () => {
		const context = await browser.newContext();
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		const page = await context.newPage();
		await page.goto(url);
		const id = await page.locator('#conexoes code').first().innerText();
		const copy = page.getByRole('button', { name: /^Copiar o código da conexão/ }).first();
		await copy.click();
		await page.getByRole('button', { name: 'Copiado' }).waitFor();
		assert.equal(await page.evaluate(() => navigator.clipboard.readText()), id);
		assert.equal(await page.locator('#copied').textContent(), 'Copiado.');
		await context.close();
	});

	for (const name of ['127.0.0.1', 'localhost']) {
		test(`a hostile page at another port of ${name} presses no button and reads nothing`, async () => {
			const token = tokenIn((await ask(url)).text);
			const evil = createServer((_, answer) => {
				answer.setHeader('content-type', 'text/html');
				// It even knows the token, which it cannot.
				answer.end(`<!doctype html><iframe src="${url}/" id="frame"></iframe>
					<form method="post" action="${url}/">
						<input name="token" value="${token}"><input name="action" value="nextDay">
						<button>Win a prize</button>
					</form>`);
			});
			await new Promise((done) => evil.listen(0, '127.0.0.1', () => done(null)));
			after(() => evil.close());
			const { port: other } = /** @type {import('node:net').AddressInfo} */ (evil.address());
			const before = clock.offsetSeconds;
			const page = await browser.newPage();
			await page.goto(`http://${name}:${other}/`);

			const frame = page.frames()[1];
			assert.equal(await frame.getByRole('button', { name: 'Próximo dia' }).count(), 0);
			const attempts = await page.evaluate(
				async ({ url, token }) => {
					const body = new URLSearchParams({ token, action: 'nextDay' });
					const tell = async (/** @type {RequestInit} */ wish) => {
						try {
							return await (await fetch(url, wish)).text();
						} catch (error) {
							return String(error);
						}
					};
					const headers = { accept: 'text/html' };
					return [
						await tell({ headers }),
						await tell({ headers, mode: 'no-cors' }),
						await tell({ method: 'POST', headers, body }),
						await tell({ method: 'POST', headers, body, mode: 'no-cors' }),
						await tell({ method: 'POST', headers: { ...headers, 'x-any': '1' }, body }),
					];
				},
				{ url: `${url}/`, token },
			);
			for (const text of attempts) assert.ok(text === '' || text.startsWith('TypeError'), text);
			await page.getByRole('button').click();
			await page.getByRole('heading', { name: 'Pedido recusado' }).waitFor();
			assert.equal(clock.offsetSeconds, before);
			await page.close();
		});
	}

	test('a page that is given our address under its own name reads nothing', async () => {
		const page = await browser.newPage();
		await page.goto(`http://evil.example:${port}/`);
		await page.getByRole('heading', { name: 'Endereço desconhecido' }).waitFor();
		assert.equal(tokenIn(await page.content()), '');
		await page.close();
	});
});
