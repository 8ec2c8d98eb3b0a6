/** Pluggy as it is now: what changed after the sandbox was built, one by one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CPF, LOGIN, connect, startSandbox } from './harness.mjs';

const DAY = 86_400;
const HOUR = 3_600;
const OPEN_FINANCE = 600;
const PENDING_CPF = '52998224725';
const QUOTA_CPF = '11144477735';
const LONG = { keyTtlSeconds: 30 * DAY, limits: /** @type {const} */ (false) };

describe('the permission to read the balance', async () => {
	const { call, admin } = await startSandbox(LONG);

	async function preauthorization() {
		const { id } = (await call('POST', '/payments/recipients', { pixKey: CPF })).body;
		const wish = {
			connectorId: OPEN_FINANCE,
			parameters: { cpf: CPF },
			recipientIds: [id],
			linkedJourney: true,
		};
		return (await call('POST', '/smart-transfers/preauthorizations', wish)).body;
	}
	const path = (/** @type {string} */ id) => `/smart-transfers/preauthorizations/${id}`;
	const consentOf = async (/** @type {string} */ id) => {
		const { status, rejectionReason } = (await call('GET', path(id))).body.dataConsent;
		return [status, rejectionReason];
	};
	const listed = async (/** @type {string} */ id) => {
		const { results } = (await call('GET', '/smart-transfers/preauthorizations')).body;
		return results.find((/** @type {any} */ one) => one.id === id).dataConsent.status;
	};

	test('of a smart transfer ends as REJECTED, for good, and can be ended again', async () => {
		const { id } = await preauthorization();
		admin.answerPayment(id, true);
		for (let times = 0; times < 2; times++) {
			const { status, body } = await call('DELETE', `${path(id)}/data-consent`);
			assert.deepEqual([status, body.dataConsent.status], [200, 'REJECTED']);
			assert.equal(body.dataConsent.rejectionReason, 'CUSTOMER_MANUALLY_REVOKED');
			assert.equal(body.status, 'COMPLETED');
		}
		const balance = await call('GET', `${path(id)}/balance`);
		assert.equal(balance.body.codeDescription, 'SMART_TRANSFER_DATA_CONSENT_NOT_AVAILABLE');
	});

	test('refused and expired are REJECTED, too, and ending them answers 200', async () => {
		const refused = await preauthorization();
		const expired = await preauthorization();
		assert.equal(refused.dataConsent.status, 'AWAITING_AUTHORISATION');
		admin.answerPayment(refused.id, false);
		admin.advance(31 * 60);
		assert.deepEqual(await consentOf(refused.id), ['REJECTED', 'CUSTOMER_MANUALLY_REJECTED']);
		assert.deepEqual(await consentOf(expired.id), ['REJECTED', 'CONSENT_EXPIRED']);
		for (const [{ id }, was] of /** @type {const} */ ([
			[refused, 'REJECTED'],
			[expired, 'ERROR'],
		])) {
			const { status, body } = await call('DELETE', `${path(id)}/data-consent`);
			assert.deepEqual([status, body.status, body.dataConsent.status], [200, was, 'REJECTED']);
		}
	});

	test('ended at the bank: a list does not know, reading by ID asks', async () => {
		const { id } = await preauthorization();
		admin.answerPayment(id, true);
		admin.withdrawBalance(id);
		assert.equal(await listed(id), 'AUTHORISED');
		assert.deepEqual(await consentOf(id), ['REJECTED', 'CUSTOMER_MANUALLY_REVOKED']);
		assert.equal(await listed(id), 'REJECTED');
	});

	test('of an enrollment ends as REVOKED; the link has to be made within 15 minutes', async () => {
		const { id: recipientId } = (
			await call('POST', '/payments/recipients', {
				taxNumber: CPF,
				name: 'Ana',
				paymentInstitutionId: (await call('GET', '/payments/recipients/institutions')).body
					.results[0].id,
				account: { branch: '0001', number: '12345', type: 'CHECKING_ACCOUNT' },
			})
		).body;
		const wish = { amount: 10, recipientId, linkedJourney: true };
		const { body: request } = await call('POST', '/payments/requests/pix-biometric', wish);
		const payer = {
			paymentRequestId: request.id,
			connectorId: OPEN_FINANCE,
			parameters: { cpf: CPF },
		};
		const { body: late } = await call('POST', '/payments/intents', payer);
		admin.advance(14 * 60);
		const status = async (/** @type {string} */ id) =>
			(await call('GET', `/payments/intents/${id}`)).body.status;
		assert.equal(await status(late.id), 'CONSENT_AWAITING_AUTHORIZATION');
		admin.advance(2 * 60);
		assert.equal(await status(late.id), 'PAYMENT_TIMEOUT');
		admin.answerPayment(request.id, true);
		const [enrollment] = (await call('GET', '/pix-biometric/enrollments')).body.results;
		const life = Date.parse(enrollment.expiresAt) - Date.parse(enrollment.createdAt);
		assert.equal(life, 365 * DAY * 1000);
		const ended = await call('DELETE', `/pix-biometric/enrollments/${enrollment.id}/data-consent`);
		assert.deepEqual([ended.status, ended.body.dataConsent.status], [200, 'REVOKED']);
		// Only banks that let a payer link an account are shown.
		const page = await (await fetch(request.paymentUrl)).text();
		assert.ok(!page.includes('C6 Bank'));
		const { body: plain } = await call('POST', '/payments/requests', { amount: 10, recipientId });
		assert.match(await (await fetch(plain.paymentUrl)).text(), /C6 Bank/);
	});

	test('the event of a revoked enrollment can be subscribed to by its name', async () => {
		const hook = { url: 'https://n8n.example.com/x', event: 'pix_biometric_enrollment/revoked' };
		assert.equal((await call('POST', '/webhooks', hook)).status, 201);
	});
});

describe('items', async () => {
	const sandbox = await startSandbox(LONG);
	const { call, admin } = sandbox;
	const read = async (/** @type {string} */ id) => (await call('GET', `/items/${id}`)).body;

	test('tell whether something must still be authorized at the bank, until it is', async () => {
		const { body: fresh } = await call('POST', '/items', {
			connectorId: OPEN_FINANCE,
			parameters: { cpf: PENDING_CPF },
		});
		assert.deepEqual(
			[fresh.hasResourcesPendingAuthorization, fresh.resourcesCollectedAt],
			[null, null],
		);
		admin.advance(5);
		const item = await read(fresh.id);
		assert.deepEqual([item.status, item.hasResourcesPendingAuthorization], ['UPDATED', true]);
		assert.notEqual(item.resourcesCollectedAt, null);
		const pending = `/items/${item.id}/resources?status=PENDING_AUTHORISATION`;
		assert.equal((await call('GET', pending)).body.total, 1);
		admin.advance(DAY);
		assert.equal((await read(item.id)).hasResourcesPendingAuthorization, false);
		assert.equal((await call('GET', pending)).body.total, 0);
		const plain = await connect(sandbox, OPEN_FINANCE, { cpf: CPF });
		assert.equal(plain.hasResourcesPendingAuthorization, false);
		assert.equal((await connect(sandbox)).hasResourcesPendingAuthorization, null);
	});

	test('of Open Finance have warnings with codes, as objects and as text', async () => {
		const item = await connect(sandbox, OPEN_FINANCE, { cpf: QUOTA_CPF });
		assert.deepEqual([item.status, item.executionStatus], ['UPDATED', 'PARTIAL_SUCCESS']);
		const { investments, creditCards, accounts } = item.statusDetail;
		assert.deepEqual([investments.isUpdated, investments.warnings], [false, ['INV_004']]);
		assert.deepEqual([creditCards.isUpdated, creditCards.warnings[0].code], [true, 'CC_005']);
		assert.deepEqual(accounts.warnings, []);
	});

	test('of MeuPluggy refuse an update in words alone', async () => {
		const { id } = await connect(sandbox, 200, {});
		const { status, body } = await call('PATCH', `/items/${id}`, {});
		assert.deepEqual(
			[status, body],
			[400, { code: 400, message: 'MeuPluggy item cant be updated' }],
		);
		const before = (await read(id)).lastUpdatedAt;
		admin.advance(DAY);
		assert.ok((await read(id)).lastUpdatedAt > before);
	});

	test('may be updated once an hour, by a user in the widget at any time', async () => {
		const item = await connect(sandbox);
		admin.setSettings({ minUpdateFrequencyHours: 1 });
		const refused = await call('PATCH', `/items/${item.id}`, {});
		assert.deepEqual(
			[refused.status, refused.body.codeDescription, refused.body.data],
			[
				409,
				'CLIENT_IS_UPDATING_BEFORE_ALLOWED_FREQUENCY',
				{ minUpdateFrequencyAllowedInHours: 1, lastUpdatedAt: item.lastUpdatedAt },
			],
		);
		const { accessToken } = (await call('POST', '/connect_token', { itemId: item.id })).body;
		const widget = await fetch(`${sandbox.url}/connect/login`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: sandbox.url, 'content-type': 'application/x-www-form-urlencoded' },
			body: `connect_token=${accessToken}&p-user=user-ok&p-password=password-ok`,
		});
		assert.match(String(widget.headers.get('location')), /\/connect\/item/);
		assert.equal((await read(item.id)).status, 'UPDATING');
		admin.advance(HOUR + 5);
		assert.equal((await call('PATCH', `/items/${item.id}`, {})).status, 200);
		admin.setSettings({ minUpdateFrequencyHours: 0 });
		admin.advance(5);
	});

	test('leave the automatic synchronization: at once by a wrong login, else after five tries', async () => {
		const [login, bank] = [await connect(sandbox), await connect(sandbox)];
		admin.failItem(login.id, 'INVALID_CREDENTIALS');
		admin.failItem(bank.id, 'CONNECTION_ERROR');
		assert.equal((await read(login.id)).nextAutoSyncAt, null);
		for (let tries = 0; tries < 5; tries++) {
			const { nextAutoSyncAt, updatedAt, autoSyncDisabledAt } = await read(bank.id);
			assert.equal(Date.parse(nextAutoSyncAt) - Date.parse(updatedAt), HOUR * 1000);
			assert.equal(autoSyncDisabledAt, null);
			admin.advance(HOUR);
		}
		const { nextAutoSyncAt, autoSyncDisabledAt, updatedAt } = await read(bank.id);
		assert.deepEqual([nextAutoSyncAt, autoSyncDisabledAt], [null, updatedAt]);
		// The user logs in again: then it goes on.
		await call('PATCH', `/items/${login.id}`, { parameters: LOGIN });
		admin.advance(5);
		const again = await read(login.id);
		assert.deepEqual([again.status, again.autoSyncDisabledAt], ['UPDATED', null]);
		assert.notEqual(again.nextAutoSyncAt, null);
	});

	test('that are told to stop say since when', async () => {
		const { id, autoSyncDisabledAt } = await connect(sandbox);
		assert.equal(autoSyncDisabledAt, null);
		const { body } = await call('PATCH', `/items/${id}/disable-auto-sync`);
		assert.notEqual(body.autoSyncDisabledAt, null);
		assert.equal(body.nextAutoSyncAt, null);
	});

	test('that are deleted list nothing, and that is no error', async () => {
		const { id } = await connect(sandbox);
		await call('DELETE', `/items/${id}`);
		for (const list of ['accounts', 'investments', 'loans', 'consents']) {
			const { status, body } = await call('GET', `/${list}?itemId=${id}`);
			assert.deepEqual([list, status, body.results], [list, 200, []]);
		}
		const codeOf = async (/** @type {string} */ path) => {
			const { status, body } = await call('GET', path);
			return [status, body.codeDescription];
		};
		assert.deepEqual(await codeOf(`/identity?itemId=${id}`), [404, 'IDENTITY_NOT_FOUND']);
		assert.deepEqual(await codeOf(`/items/${id}`), [404, 'ITEM_NOT_FOUND']);
		assert.deepEqual(await codeOf(`/items/${id}/resources`), [404, 'ITEM_NOT_FOUND']);
	});
});

describe('transactions', async () => {
	const sandbox = await startSandbox({ ...LONG, startAt: '2026-11-27T15:00:00Z' });
	const { call, admin } = sandbox;
	const accountOf = async (/** @type {string} */ itemId, /** @type {string} */ type) =>
		(await call('GET', `/accounts?itemId=${itemId}&type=${type}`)).body.results[0].id;

	test('of a card of Open Finance have the newest members, older rows have not', async () => {
		const item = await connect(sandbox, OPEN_FINANCE, { cpf: CPF });
		const cards = admin
			.transactions(item.id)
			.filter((/** @type {Row} */ row) => row.creditCardMetadata !== null)
			.map((/** @type {Row} */ row) => ({ ...row, card: row.creditCardMetadata }));
		const [newer, older] = [true, false].map((has) =>
			cards.filter((/** @type {{ card: any }} */ { card }) => 'paymentType' in card === has),
		);
		assert.ok(newer.length > 50 && older.length > 50);
		assert.ok(
			older.every((/** @type {{ date: string }} */ { date }) =>
				newer.every((/** @type {Row} */ row) => date < row.date),
			),
		);
		for (const { card } of older) {
			assert.ok(!('billPostDate' in card) && !('transactionDateTime' in card));
		}
		for (const { card, status, date, operationType } of newer) {
			const isPlan = card.totalInstallments > 1;
			const type = operationType === 'PAGAMENTO' ? (isPlan ? 'INSTALLMENT' : 'SINGLE') : null;
			assert.equal(card.paymentType, type);
			assert.match(card.transactionDateTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
			if (status === 'PENDING') assert.equal(card.billPostDate, null);
			else assert.ok(card.billPostDate > date.slice(0, 10));
		}
		assert.ok(
			cards.every(
				(/** @type {{ card: any }} */ { card }) =>
					'billForecastDate' in card && !('totalAmount' in card),
			),
		);
	});

	test('of a direct connector know the total of a plan, and nothing of that', async () => {
		const { id } = await connect(sandbox);
		const cards = admin
			.transactions(id)
			.map((/** @type {Row} */ row) => row.creditCardMetadata)
			.filter((/** @type {any} */ card) => card !== null);
		assert.ok(cards.some((/** @type {any} */ card) => card.totalAmount > 0));
		for (const name of ['paymentType', 'billPostDate', 'transactionDateTime', 'billForecastDate']) {
			assert.ok(!cards.some((/** @type {any} */ card) => name in card), name);
		}
	});

	test('are asked for by known names alone, and by days', async () => {
		const { id } = await connect(sandbox);
		const account = await accountOf(id, 'BANK');
		const ask = async (/** @type {string} */ query) =>
			await call('GET', `/v2/transactions?${query}`);
		for (const name of ['from', 'to', 'page', 'pageSize']) {
			const { status, body } = await ask(`accountId=${account}&${name}=1`);
			assert.deepEqual([status, body.message], [400, `property ${name} should not exist`]);
		}
		assert.equal((await ask(`ids=${id}`)).status, 400);
		const days = await ask(`accountId=${account}&dateFrom=2026-11-01`);
		const times = await ask(`accountId=${account}&dateFrom=2026-11-01T23:59:59.000Z`);
		assert.ok(days.body.results.length > 0);
		assert.deepEqual(times.body.results, days.body.results);
	});

	test('that get a category by hand make a rule for the whole client', async () => {
		const { id } = await connect(sandbox);
		const rows = admin
			.transactions(id)
			.filter((/** @type {Row} */ row) => row.creditCardMetadata !== null);
		const { id: rowId, description } = rows[rows.length - 1];
		for (const categoryId of ['07010000', '19010000']) {
			await call('PATCH', `/transactions/${rowId}`, { categoryId });
		}
		const { results } = (await call('GET', '/categories/rules')).body;
		assert.equal(results.length, 1);
		const [rule] = results;
		assert.match(rule.id, /^[\da-f-]{36}$/);
		assert.deepEqual(
			[rule.description, rule.categoryId, rule.matchType],
			[description, '19010000', 'exact'],
		);
		assert.equal((await call('DELETE', `/categories/rules/${rule.id}`)).status, 204);
	});
});

describe('what else is new', async () => {
	const sandbox = await startSandbox(LONG);
	const { call, admin } = sandbox;

	test('a bank in trouble has incidents, the others have not', async () => {
		const health = async (/** @type {number} */ id) =>
			(await call('GET', `/connectors/${id}`)).body.health;
		const [incident] = (await health(212)).incidents;
		assert.deepEqual([incident.severity, incident.kind], ['MAJOR_OUTAGE', 'INCIDENT']);
		assert.ok(!('incidents' in (await health(0))));
		admin.setConnectorStatus(0, 'OFFLINE');
		assert.equal((await health(0)).incidents.length, 1);
		admin.setConnectorStatus(0, 'ONLINE');
		assert.ok(!('incidents' in (await health(0))));
		assert.ok((await call('GET', '/connectors/601')).body.productCoverage.length > 0);
	});

	test('bills name their card', async () => {
		const { id } = await connect(sandbox);
		const [card] = (await call('GET', `/accounts?itemId=${id}&type=CREDIT`)).body.results;
		const { results } = (await call('GET', `/bills?accountId=${card.id}`)).body;
		assert.ok(results.length > 0);
		assert.ok(results.every((/** @type {any} */ one) => one.accountId === card.id));
	});

	test('recurring payments: what leaves is negative, occurrences are transactions', async () => {
		const { id } = await connect(sandbox);
		const { recurringPayments } = (await call('POST', '/recurring-payments', { itemId: id })).body;
		assert.ok(recurringPayments.some((/** @type {any} */ one) => one.averageAmount < 0));
		const ids = new Set(admin.transactions(id).map((/** @type {Row} */ row) => row.id));
		for (const one of recurringPayments) {
			const { description, averageAmount, regularityScore, occurrences, ...rest } = one;
			assert.deepEqual([typeof description, typeof averageAmount, rest], ['string', 'number', {}]);
			assert.ok(regularityScore >= 0 && regularityScore <= 1);
			assert.ok(occurrences.length > 3);
			assert.ok(occurrences.every((/** @type {string} */ own) => ids.has(own)));
		}
	});

	test('insights: income, figures by month, totals by category', async () => {
		const { id } = await connect(sandbox);
		const { body: income } = await call('POST', `/income?itemId=${id}`);
		const { totalIncomeStatistics: total, incomeSources } = income.result;
		assert.equal(income.itemId, id);
		assert.ok(total.averageMonthlyIncomeLast360Days > 0 && total.numIncomeTransactions > 12);
		assert.ok(incomeSources.length > 0);
		assert.ok(incomeSources[0].incomeStatistics.numIncomeTransactions > 3);
		const { book } = (await call('POST', `/book?itemIds=${id}`)).body;
		assert.ok(
			book.bankAccount.sum_transactions_debit_M12 > book.bankAccount.sum_transactions_debit_M1,
		);
		assert.ok(book.creditCard.count_transactions_debit_M12 > 0);
		const { body: categories } = await call('POST', '/categories', { itemIds: [id] });
		assert.deepEqual(categories, book.categories);
		const [first] = categories;
		assert.deepEqual(Object.keys(first.M12), ['avg', 'total', 'min', 'max']);
		assert.ok(first.M12.min <= first.M12.avg && first.M12.avg <= first.M12.max);
		admin.setFeatures({ insights: false });
		const refused = await call('POST', `/income?itemId=${id}`);
		assert.deepEqual(refused.body, {
			code: 400,
			message: 'Report creation is not enabled right now',
		});
		admin.setFeatures({ insights: true });
	});
});
