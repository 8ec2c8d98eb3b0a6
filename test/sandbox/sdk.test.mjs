/** Pluggy's official client, as it is, drives the sandbox. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import pluggy from 'pluggy-sdk';
import { DEFAULT_CLIENT } from '../../sandbox/server.mjs';
import { CPF, LOGIN, startSandbox, until } from './harness.mjs';

const DAY = 86_400;

const sandbox = await startSandbox({
	syncSeconds: 0.3,
	keyTtlSeconds: 90 * DAY,
	// The client takes nothing but 200 for a success.
	webhookCreatedStatus: 200,
});
// The client has no option for this; it reads the variable when it is made.
process.env.PLUGGY_API_URL = sandbox.url;
const { clientId, clientSecret } = DEFAULT_CLIENT;
const client = new pluggy.PluggyClient({ clientId, clientSecret });
/** Its types demand more than Pluggy does, and know less. */
const payments = /** @type {any} */ (client.payments);

/** Of both clients: what was called. @type {Set<string>} */
const called = new Set();
for (const one of [client, payments]) {
	for (const name of methodsOf(one)) {
		const method = /** @type {any} */ (one)[name];
		/** @type {any} */ (one)[name] = (/** @type {any[]} */ ...args) => {
			called.add(name);
			return method.apply(one, args);
		};
	}
}

/** @param {object} one */
function methodsOf(one) {
	const names = Object.getOwnPropertyNames(Object.getPrototypeOf(one));
	return names.filter((name) =>
		/^(fetch|create|update|delete|cancel|retry|schedule|validate)/.test(name),
	);
}

/** Retired by Pluggy: neither its document nor the node knows them. */
const RETIRED = /Bulk|SmartAccount/;

const dayAhead = (/** @type {number} */ days) =>
	new Date(sandbox.clock.now() + days * DAY * 1000).toLocaleDateString('sv', {
		timeZone: 'America/Sao_Paulo',
	});

/** A 204 is an error for the client: it throws the body of the request. @param {Promise<unknown>} call */
async function with204(call) {
	const failed = await call.then(
		() => false,
		(error) => !error?.message,
	);
	assert.ok(failed);
}

/** @param {number} connectorId @param {Record<string, string>} parameters */
async function connect(connectorId, parameters) {
	const { id } = await client.createItem(connectorId, parameters, { clientUserId: 'user 17' });
	const isDone = (/** @type {any} */ item) => item.status === 'UPDATED';
	return await until(() => client.fetchItem(id), isDone);
}

describe('data', () => {
	/** @type {any} */
	let item;
	/** @type {any[]} */
	let accounts;

	before(async () => {
		item = await connect(2, LOGIN);
		accounts = (await client.fetchAccounts(item.id)).results;
	});

	test('connectors, and the check of parameters', async () => {
		const { results, total } = await client.fetchConnectors({ sandbox: true });
		assert.equal(results.length, total);
		const bank = await client.fetchConnector(2);
		assert.equal(bank.name, 'Pluggy Bank BR');
		assert.deepEqual(
			results.find(({ id }) => id === 2)?.credentials.map(({ name }) => name),
			['user', 'password'],
		);
		assert.deepEqual((await client.validateParameters(2, LOGIN)).errors, []);
		assert.equal((await client.validateParameters(2, { user: 'user-ok' })).errors.length, 1);
	});

	test('an item that waits for a token gets it', async () => {
		const { id } = await client.createItem(5, LOGIN);
		const asking = await until(
			() => client.fetchItem(id),
			({ status }) => status === 'WAITING_USER_INPUT',
		);
		await client.updateItemMFA(id, { [asking.parameter?.name ?? '']: '123456' });
		const done = await until(
			() => client.fetchItem(id),
			({ status }) => status !== 'UPDATING',
		);
		assert.equal(done.status, 'UPDATED');
		await client.deleteItem(id);
		await assert.rejects(client.fetchItem(id), { codeDescription: 'ITEM_NOT_FOUND' });
	});

	test('an item is updated', async () => {
		assert.equal(item.clientUserId, 'user 17');
		assert.ok(item.lastUpdatedAt instanceof Date);
		await client.updateItem(item.id);
		const again = await until(
			() => client.fetchItem(item.id),
			({ status }) => status === 'UPDATED',
		);
		assert.ok(Number(again.lastUpdatedAt) > Number(item.lastUpdatedAt));
	});

	test('accounts and statements', async () => {
		assert.deepEqual(accounts.map(({ type }) => type).sort(), ['BANK', 'CREDIT']);
		const { results } = await client.fetchAccounts(item.id, 'CREDIT');
		assert.deepEqual(results, [await client.fetchAccount(results[0].id)]);
		const bank = accounts.find(({ type }) => type === 'BANK');
		assert.equal((await client.fetchAccountStatements(bank.id)).results.length, 12);
	});

	test('all transactions, by their cursor', async () => {
		for (const { id } of accounts) {
			const rows = await client.fetchAllTransactions(id);
			const mine = sandbox.admin
				.transactions(item.id)
				.filter((/** @type {Row} */ one) => one.accountId === id);
			assert.equal(rows.length, mine.length);
			assert.ok(rows.length > 100);
			assert.equal(new Set(rows.map((row) => row.id)).size, rows.length);
			const dates = rows.map(({ date }) => Number(date));
			assert.deepEqual(
				dates,
				dates.toSorted((a, b) => b - a),
			);
			assert.deepEqual(await client.fetchTransaction(rows[0].id), rows[0]);
			const from = dayAhead(-30);
			const { results } = await client.fetchTransactionsCursor(id, { dateFrom: from });
			assert.ok(results.length > 0 && results.length < rows.length);
			assert.ok(results.every(({ date }) => date.toISOString().slice(0, 10) >= from));
		}
	});

	test('the first version of transactions is gone', async () => {
		await assert.rejects(client.fetchTransactions(accounts[0].id), {
			codeDescription: 'ENDPOINT_DEPRECATED',
		});
	});

	test('a transaction gets another category', async () => {
		const { results } = await client.fetchTransactionsCursor(accounts[0].id);
		await client.updateTransactionCategory(results[0].id, '07010000');
		const changed = await client.fetchTransaction(results[0].id);
		assert.equal(changed.categoryId, '07010000');
	});

	test('categories', async () => {
		const { results } = await client.fetchCategories();
		assert.ok(results.length > 50);
		assert.deepEqual(await client.fetchCategory(results[0].id), results[0]);
	});

	test('investments of a broker, and what was bought and sold', async () => {
		const broker = await connect(16, LOGIN);
		const { results } = await client.fetchInvestments(broker.id);
		assert.equal(new Set(results.map(({ type }) => type)).size, 7);
		const [equity] = (await client.fetchInvestments(broker.id, 'EQUITY')).results;
		assert.deepEqual(await client.fetchInvestment(equity.id), equity);
		const rows = await client.fetchAllInvestmentTransactions(equity.id);
		const page = await client.fetchInvestmentTransactions(equity.id, { pageSize: 1, page: 1 });
		assert.deepEqual([page.total, page.results], [rows.length, rows.slice(0, 1)]);
		assert.ok(rows.length > 0 && rows.every(({ date }) => date instanceof Date));
		const held = rows
			.filter(({ type }) => type === 'BUY' || type === 'SELL')
			.reduce((sum, { type, quantity }) => sum + (type === 'BUY' ? 1 : -1) * (quantity ?? 0), 0);
		assert.equal(held, equity.quantity);
	});

	test('identity, loans, bills and consents', async () => {
		const identity = await client.fetchIdentityByItemId(item.id);
		assert.deepEqual(await client.fetchIdentity(identity.id), identity);
		assert.ok(identity.birthDate instanceof Date);
		const { results: loans } = await client.fetchLoans(item.id);
		assert.deepEqual(await client.fetchLoan(loans[0].id), loans[0]);
		const card = accounts.find(({ type }) => type === 'CREDIT');
		const { results: bills } = await client.fetchCreditCardBills(card.id);
		// The bill that closes on the third of this month may be open yet.
		assert.ok(bills.length === 11 || bills.length === 12, `${bills.length} bills`);
		assert.deepEqual(await client.fetchCreditCardBill(bills[0].id), bills[0]);
		const { results: consents } = await client.fetchConsents(item.id);
		assert.equal((await client.fetchConsent(consents[0].id)).itemId, item.id);
	});

	test('webhooks: created, read, changed, deleted', async () => {
		const url = 'https://n8n.example.com/webhook/sdk';
		const made = await client.createWebhook('item/updated', url, { 'X-Secret': 's' });
		const { results } = await client.fetchWebhooks();
		assert.deepEqual(results, [await client.fetchWebhook(made.id)]);
		const changed = await client.updateWebhook(made.id, { event: 'all', url });
		assert.equal(changed.event, 'all');
		await client.deleteWebhook(made.id);
		await assert.rejects(client.fetchWebhook(made.id), { codeDescription: 'WEBHOOK_NOT_FOUND' });
	});

	test('a connect token', async () => {
		const { accessToken } = await client.createConnectToken(item.id, { clientUserId: 'u' });
		const page = await fetch(`${sandbox.url}/connect?connect_token=${accessToken}`);
		assert.equal(page.status, 200);
		assert.match(await page.text(), /Reconectar Pluggy Bank BR/);
	});
});

describe('payments', () => {
	/** @type {any} */
	let customer;
	/** @type {any} */
	let recipient;

	before(async () => {
		customer = await payments.createPaymentCustomer({
			type: 'INDIVIDUAL',
			name: 'José',
			cpf: CPF,
			email: 'jose@example.com',
		});
		const { results } = await payments.fetchPaymentInstitutions({ name: 'Nu' });
		recipient = await payments.createPaymentRecipient({
			name: 'José da Conceição',
			taxNumber: CPF,
			paymentInstitutionId: results[0].id,
			account: { branch: '0001', number: '123456', type: 'CHECKING_ACCOUNT' },
		});
	});

	test('customers and recipients are read, changed and deleted', async () => {
		const { results } = await payments.fetchPaymentCustomers({ cpf: CPF });
		assert.deepEqual(results, [await payments.fetchPaymentCustomer(customer.id)]);
		const renamed = await payments.updatePaymentCustomer(customer.id, { name: 'José C.' });
		assert.equal(renamed.name, 'José C.');
		const byKey = await payments.createPaymentRecipient(
			/** @type {any} */ ({ pixKey: 'padaria@example.com' }),
		);
		const changed = await payments.updatePaymentRecipient(byKey.id, { name: 'Padaria' });
		assert.equal(changed.name, 'Padaria');
		await payments.deletePaymentRecipient(byKey.id);
		await assert.rejects(payments.fetchPaymentRecipient(byKey.id), {
			codeDescription: 'PAYMENT_RECIPIENT_NOT_FOUND',
		});
		const { results: rest } = await payments.fetchPaymentRecipients();
		assert.deepEqual(
			rest.map((/** @type {{ id: string }} */ { id }) => id),
			[recipient.id],
		);
		const other = await payments.createPaymentCustomer({
			type: 'BUSINESS',
			name: 'Padaria',
			cnpj: '11222333000181',
		});
		await payments.deletePaymentCustomer(other.id);
		await assert.rejects(payments.fetchPaymentCustomer(other.id), {
			codeDescription: 'PAYMENT_CUSTOMER_NOT_FOUND',
		});
		const { id } = recipient.paymentInstitution;
		assert.equal((await payments.fetchPaymentInstitution(id)).id, id);
	});

	test('a PIX payment from request to arrival', async () => {
		const request = await payments.createPaymentRequest({
			amount: 150.5,
			description: 'Pedido 17',
			recipientId: recipient.id,
			customerId: customer.id,
		});
		assert.equal(request.status, 'CREATED');
		const intent = await payments.createPaymentIntent({
			paymentRequestId: request.id,
			connectorId: 600,
			parameters: { cpf: CPF, name: 'José' },
		});
		assert.match(intent.consentUrl ?? '', /\/consent\//);
		sandbox.admin.answerPayment(intent.id, true);
		sandbox.admin.advance(60);
		const paid = await payments.fetchPaymentIntent(intent.id);
		assert.equal(paid.status, 'PAYMENT_COMPLETED');
		const { results } = await payments.fetchPaymentIntents({ paymentRequestId: request.id });
		assert.equal(results.length, 1);
		assert.equal((await payments.fetchPaymentRequest(request.id)).status, 'COMPLETED');
		const unpaid = await payments.createPaymentRequest({ amount: 1, recipientId: recipient.id });
		const { total } = await payments.fetchPaymentRequests();
		await payments.deletePaymentRequest(unpaid.id);
		assert.equal((await payments.fetchPaymentRequests()).total, total - 1);
	});

	test('a schedule: some payments arrive, the rest is canceled', async () => {
		const request = await payments.createPaymentRequest({
			amount: 10,
			recipientId: recipient.id,
			schedule: { type: 'DAILY', startDate: dayAhead(1), occurrences: 4 },
		});
		sandbox.admin.answerPayment(request.id, true);
		sandbox.admin.advance(60);
		const statuses = async () =>
			(await payments.fetchScheduledPayments(request.id)).results.map(
				(/** @type {{ status: string }} */ { status }) => status,
			);
		assert.deepEqual(await statuses(), Array(4).fill('SCHEDULED'));
		sandbox.admin.advance(2 * DAY);
		const { results } = await payments.fetchScheduledPayments(request.id);
		const waiting = results.filter(
			(/** @type {{ status: string }} */ { status }) => status === 'SCHEDULED',
		);
		assert.ok(waiting.length > 0 && waiting.length < 4);
		const last = waiting.toSorted((/** @type {any} */ a, /** @type {any} */ b) =>
			String(a.scheduledDate) < String(b.scheduledDate) ? 1 : -1,
		)[0];
		await with204(payments.cancelScheduledPayment(request.id, last.id));
		assert.equal((await payments.fetchScheduledPayment(request.id, last.id)).status, 'CANCELED');
		await with204(payments.cancelScheduledPayments(request.id));
		assert.equal((await payments.fetchPaymentRequest(request.id)).status, 'CANCELED');
	});

	test('an automatic PIX: authorized, charged, retried, ended', async () => {
		const request = await payments.createPaymentRequestPixAutomatico(
			/** @type {any} */ ({
				fixedAmount: 30.58,
				startDate: dayAhead(2),
				interval: 'MONTHLY',
				isRetryAccepted: true,
				recipientId: recipient.id,
			}),
		);
		sandbox.admin.answerPayment(request.id, true);
		sandbox.admin.advance(60);
		const charge = await payments.scheduleAutomaticPixPayment(request.id, {
			amount: 30.58,
			date: dayAhead(2),
		});
		sandbox.admin.advance(3 * DAY);
		const failed = await payments.fetchAutomaticPixPayment(request.id, charge.id);
		assert.equal(failed.status, 'ERROR');
		await with204(payments.retryAutomaticPixPayment(request.id, charge.id, { date: dayAhead(2) }));
		sandbox.admin.advance(3 * DAY);
		const { results } = await payments.fetchAutomaticPixPayments(request.id);
		assert.deepEqual(
			results.map((/** @type {{ id: string, status: string }} */ { id, status }) => [id, status]),
			[[charge.id, 'COMPLETED']],
		);
		const unwanted = await payments.scheduleAutomaticPixPayment(request.id, {
			amount: 30.58,
			date: dayAhead(5),
		});
		await with204(payments.cancelAutomaticPixPayment(request.id, unwanted.id));
		await with204(payments.cancelAutomaticPixAuthorization(request.id));
		assert.equal((await payments.fetchPaymentRequest(request.id)).status, 'CANCELED');
	});

	test('smart transfers', async () => {
		const preauthorization = await payments.createSmartTransferPreauthorization({
			connectorId: 600,
			parameters: { cpf: CPF },
			recipientIds: [recipient.id],
		});
		sandbox.admin.answerPayment(preauthorization.id, true);
		sandbox.admin.advance(60);
		const { status } = await payments.fetchSmartTransferPreauthorization(preauthorization.id);
		assert.equal(status, 'COMPLETED');
		const { total } = await payments.fetchSmartTransferPreauthorizations();
		assert.equal(total, 1);
		const transfer = await payments.createSmartTransferPayment({
			preauthorizationId: preauthorization.id,
			recipientId: recipient.id,
			amount: 50,
		});
		sandbox.admin.advance(60);
		const { status: outcome } = await payments.fetchSmartTransferPayment(transfer.id);
		assert.equal(outcome, 'PAYMENT_COMPLETED');
	});
});

test('every call of the client was made, but for those that Pluggy retired', () => {
	const names = [client, payments].flatMap(methodsOf);
	assert.ok(names.length > 60);
	assert.deepEqual(
		names.filter((name) => !called.has(name) && !RETIRED.test(name)),
		[],
	);
});
