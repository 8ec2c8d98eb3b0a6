/** The two pages, in a real browser: the payer's approval, and Connect. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { CPF, startSandbox } from './harness.mjs';

const CANDIDATES = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
];
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];
const WAIT_MS = 10_000;

const executablePath = CANDIDATES.find((path) => path && existsSync(path));
const skip =
	!executablePath && !process.env.CI
		? 'no chromium here: install it, or name it in CHROMIUM'
		: false;

describe('pages', { skip, timeout: 90_000 }, async () => {
	if (skip) return;
	const sandbox = await startSandbox({ syncSeconds: 1 });
	const { call, admin } = sandbox;
	const browser = await chromium.launch({ executablePath, args: FLAGS });
	after(() => browser.close());

	/** A page whose every mistake fails the test. @param {string} url */
	async function open(url) {
		const page = await browser.newPage({ locale: 'pt-BR' });
		page.setDefaultTimeout(WAIT_MS);
		const mistakes = /** @type {string[]} */ ([]);
		page.on('pageerror', ({ message }) => mistakes.push(message));
		page.on('console', (line) => line.type() === 'error' && mistakes.push(line.text()));
		await page.goto(url);
		assert.equal(await page.locator('html').getAttribute('lang'), 'pt-BR');
		return { page, mistakes };
	}

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
		await page.getByRole('heading').first().waitFor();
		assert.equal(await statusOf(request), 'ERROR');
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

	test('Connect: a link that is too old says so', async () => {
		const response = await fetch(`${sandbox.url}/connect?connect_token=x`);
		assert.equal(response.status, 403);
		assert.match(await response.text(), /Link expirado/);
	});
});
