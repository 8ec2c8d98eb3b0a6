/** Money on its way: every state by time or by the payer, and what is refused. The clock starts on a Monday at noon in São Paulo. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CPF, startSandbox } from './harness.mjs';

const DAY = 86_400;
const HOUR = 3600;
const MINUTE = 60;
const SECOND_APPROVES = '23824264030';
const SECOND_REFUSES = '05117767055';

/** One that is at noon of 2026-03-02, and what the tests ask of it. */
async function begin(options = {}) {
	const sandbox = await startSandbox({
		startAt: '2026-03-02T15:00:00Z',
		keyTtlSeconds: 1000 * DAY,
		limits: false,
		...options,
	});
	const { call, admin } = sandbox;
	const [institution] = (await call('GET', '/payments/recipients/institutions')).body.results;
	/** The answer, which must be a success. @param {'GET' | 'POST' | 'PATCH' | 'DELETE'} method @param {string} path @param {object} [body] */
	async function ok(method, path, body) {
		const answer = await call(method, path, body);
		assert.ok(answer.status < 300, `${method} ${path}: ${JSON.stringify(answer.body)}`);
		return answer.body;
	}
	/** The sentence of a refusal. @param {string} path @param {object} [body] @param {'POST' | 'GET' | 'DELETE'} [method] */
	async function refused(path, body, method = 'POST') {
		const answer = await call(method, path, body);
		assert.equal(answer.status, 400, JSON.stringify(answer.body));
		return String(answer.body.message);
	}
	const recipient = await ok('POST', '/payments/recipients', {
		taxNumber: CPF,
		name: 'Iara Dourado',
		paymentInstitutionId: institution.id,
		account: { branch: '0001', number: '123456', type: 'CHECKING_ACCOUNT' },
	});
	/** The day so many days from the sandbox's today. @param {number} ahead */
	const day = (ahead) =>
		new Date(sandbox.clock.now() + ahead * DAY * 1000).toLocaleDateString('sv', {
			timeZone: 'America/Sao_Paulo',
		});
	const request = async (/** @type {object} */ fields) =>
		await ok('POST', '/payments/requests', { recipientId: recipient.id, ...fields });
	const statusOf = async (/** @type {string} */ id) =>
		(await ok('GET', `/payments/requests/${id}`)).status;
	const intend = async (/** @type {string} */ paymentRequestId, cpf = CPF) =>
		await ok('POST', '/payments/intents', {
			paymentRequestId,
			connectorId: 600,
			parameters: { cpf, name: 'Iara' },
		});
	const intent = async (/** @type {string} */ id) => await ok('GET', `/payments/intents/${id}`);
	/** Names of the events since the last look. */
	function heard() {
		const names = admin.events().map(({ event }) => event);
		admin.clearEvents();
		return names;
	}
	return {
		...sandbox,
		ok,
		refused,
		recipient,
		institution,
		day,
		request,
		statusOf,
		intend,
		intent,
		heard,
	};
}

describe('a payment at once', async () => {
	const { admin, ok, refused, request, statusOf, intend, intent, heard } = await begin({
		paymentSeconds: MINUTE,
	});

	test('passes every state on its way, in order', async () => {
		const { id } = await request({ amount: 10 });
		const made = await intend(id);
		assert.deepEqual([made.status, await statusOf(id)], ['STARTED', 'IN_PROGRESS']);
		admin.advance(0.2 * MINUTE);
		const seen = [(await intent(made.id)).status];
		admin.answerPayment(made.id, true);
		for (let step = 0; step < 12; step++) {
			const { status } = await intent(made.id);
			if (status !== seen.at(-1)) seen.push(status);
			admin.advance(0.1 * MINUTE);
		}
		assert.deepEqual(seen, [
			'CONSENT_AWAITING_AUTHORIZATION',
			'CONSENT_AUTHORIZED',
			'PAYMENT_PENDING',
			'PAYMENT_SETTLEMENT_PROCESSING',
			'PAYMENT_COMPLETED',
		]);
		assert.equal(await statusOf(id), 'COMPLETED');
		assert.match(
			await refused('/payments/intents', {
				paymentRequestId: id,
				connectorId: 600,
				parameters: { cpf: CPF },
			}),
			/COMPLETED/,
		);
		assert.deepEqual(heard(), [
			'payment_intent/created',
			'payment_intent/completed',
			'payment_request/updated',
		]);
	});

	const FAILURES = /** @type {const} */ ([
		[51, 'SALDO_INSUFICIENTE'],
		[52, 'VALOR_ACIMA_LIMITE'],
		[53, 'PAGAMENTO_RECUSADO_DETENTORA'],
		[54, 'PAGAMENTO_RECUSADO_SPI'],
		[55, 'FALHA_INFRAESTRUTURA_DETENTORA'],
		[56, 'PAGAMENTO_DIVERGENTE_CONSENTIMENTO'],
		[57, 'NAO_INFORMADO'],
	]);
	for (const [cents, code] of FAILURES) {
		test(`,${cents} ends in ${code}, and may be tried again`, async () => {
			const { id } = await request({ amount: 10 + cents / 100 });
			admin.answerPayment(id, true);
			admin.advance(5 * MINUTE);
			const [last] = (await ok('GET', `/payments/intents?paymentRequestId=${id}`)).results;
			assert.deepEqual([last.status, last.errorDetail.code], ['PAYMENT_REJECTED', code]);
			assert.equal(await statusOf(id), 'ERROR');
			assert.equal((await intend(id)).status, 'STARTED');
		});
	}

	test(',58 fails once', async () => {
		const { id } = await request({ amount: 10.58 });
		for (const status of ['ERROR', 'COMPLETED']) {
			admin.answerPayment(id, true);
			admin.advance(5 * MINUTE);
			assert.equal(await statusOf(id), status);
		}
	});

	test('a second approver approves or refuses', async () => {
		for (const [cpf, status] of [
			[SECOND_APPROVES, 'COMPLETED'],
			[SECOND_REFUSES, 'ERROR'],
		]) {
			const { id } = await request({ amount: 10 });
			heard();
			const { id: intentId } = await intend(id, cpf);
			admin.answerPayment(intentId, true);
			assert.equal(await statusOf(id), 'WAITING_PAYER_AUTHORIZATION');
			assert.equal((await intent(intentId)).status, 'PAYMENT_PARTIALLY_ACCEPTED');
			assert.ok(heard().includes('payment_intent/waiting_payer_authorization'));
			admin.advance(10 * MINUTE);
			assert.equal(await statusOf(id), status);
		}
	});

	test('a CPF that cannot be ends the intent', async () => {
		for (const cpf of ['76109277674', '11111111111']) {
			const { id } = await request({ amount: 10 });
			const { status, errorDetail } = await intend(id, cpf);
			assert.deepEqual([status, errorDetail.code], ['ERROR', 'PAYMENT_INTENT_INVALID_CPF']);
		}
	});

	test('nobody answers for half an hour, nobody pays for a week', async () => {
		const { id } = await request({ amount: 10 });
		const { id: intentId } = await intend(id);
		admin.advance(31 * 60);
		assert.equal((await intent(intentId)).status, 'PAYMENT_TIMEOUT');
		assert.equal(await statusOf(id), 'CREATED');
		admin.advance(7 * DAY);
		assert.equal(await statusOf(id), 'EXPIRED');
	});

	test('a newer intent takes the place of the one that waits', async () => {
		const { id } = await request({ amount: 10 });
		const first = await intend(id);
		await intend(id);
		assert.equal((await intent(first.id)).status, 'CANCELED');
	});
});

describe('lists', async () => {
	const { admin, call, ok, request, recipient, day } = await begin();

	test('customers and recipients by each filter', async () => {
		const ana = { type: 'INDIVIDUAL', name: 'Ana Lobo', email: 'ana@example.com', cpf: CPF };
		const cnpj = '11222333000181';
		const { id: anaId } = await ok('POST', '/payments/customers', ana);
		const { id: firmId } = await ok('POST', '/payments/customers', {
			type: 'BUSINESS',
			name: 'Padaria',
			cnpj,
		});
		const ids = async (/** @type {string} */ path) =>
			(await ok('GET', path)).results.map((/** @type {any} */ one) => one.id);
		for (const [query, wanted] of /** @type {Array<[string, string[]]>} */ ([
			['', [firmId, anaId]],
			['?name=lobo', [anaId]],
			['?email=ana@example.com', [anaId]],
			['?cpf=761.092.776-73', [anaId]],
			[`?cnpj=${cnpj}`, [firmId]],
			['?name=nobody', []],
			['?pageSize=1&page=2', [anaId]],
		])) {
			assert.deepEqual([query, await ids(`/payments/customers${query}`)], [query, wanted]);
		}
		// Without a recipient, and with none that is the default one, there is nobody to pay.
		const nobody = await call('POST', '/payments/requests', { amount: 5 });
		assert.equal(nobody.status, 404);
		assert.equal(nobody.body.codeDescription, 'PAYMENT_RECIPIENT_NOT_FOUND');
		const { id: keyId } = await ok('POST', '/payments/recipients', { pixKey: 'a@example.com' });
		await ok('PATCH', `/payments/recipients/${keyId}`, { isDefault: true });
		for (const [query, wanted] of /** @type {Array<[string, string[]]>} */ ([
			['?isDefault=true', [keyId]],
			['?isDefault=false', [recipient.id]],
			['?pixKey=a@example.com', [keyId]],
			['?name=iara', [recipient.id]],
			[`?taxNumber=${CPF}`, [recipient.id]],
		])) {
			assert.deepEqual([query, await ids(`/payments/recipients${query}`)], [query, wanted]);
		}
		// Without a recipient the default one is paid.
		const { recipient: paid } = await ok('POST', '/payments/requests', { amount: 5 });
		assert.equal(paid.id, keyId);
		// The last one marked so is the default, as long as it exists.
		await ok('PATCH', `/payments/recipients/${recipient.id}`, { isDefault: true });
		assert.equal(
			(await ok('POST', '/payments/requests', { amount: 5 })).recipient.id,
			recipient.id,
		);
		await ok('PATCH', `/payments/recipients/${recipient.id}`, { isDefault: false });
		assert.equal((await call('POST', '/payments/requests', { amount: 5 })).status, 404);
	});

	test('requests by day, status and customer', async () => {
		const [customer] = (await ok('GET', '/payments/customers?name=ana')).results;
		const { id } = await request({ amount: 7, customerId: customer.id });
		admin.answerPayment(id, true);
		admin.advance(2 * DAY);
		const { id: later } = await request({ amount: 8 });
		const ids = async (/** @type {string} */ query) =>
			(await ok('GET', `/payments/requests?${query}`)).results.map(
				(/** @type {any} */ one) => one.id,
			);
		assert.deepEqual(await ids('status=COMPLETED'), [id]);
		assert.deepEqual(await ids('customer=ana@example.com'), [id]);
		assert.deepEqual(await ids(`customer=${CPF}`), [id]);
		assert.deepEqual(await ids(`from=${day(0)}`), [later]);
		assert.ok(!(await ids(`to=${day(-1)}`)).includes(later));
		const changed = await ok('PATCH', `/payments/requests/${later}`, { amount: 9.5 });
		assert.equal(changed.amount, 9.5);
		assert.equal((await ok('GET', `/payments/requests/${later}`)).amount, 9.5);
	});
});

describe('a schedule', async () => {
	const { admin, clock, ok, refused, request, statusOf, heard } = await begin();
	const at = (/** @type {string} */ time) => admin.advance((Date.parse(time) - clock.now()) / 1000);
	const days = async (/** @type {string} */ id) =>
		(await ok('GET', `/payments/requests/${id}/schedules`)).results;
	async function scheduled(/** @type {object} */ schedule, amount = 10) {
		const { id } = await request({ amount, schedule });
		admin.answerPayment(id, true);
		admin.advance(5);
		assert.equal(await statusOf(id), 'SCHEDULED');
		return id;
	}

	const KINDS = /** @type {Array<[object, string[]]>} */ ([
		[{ type: 'SINGLE', date: '2026-03-05' }, ['2026-03-05']],
		[
			{ type: 'DAILY', startDate: '2026-03-04', occurrences: 3 },
			['2026-03-04', '2026-03-05', '2026-03-06'],
		],
		[
			{ type: 'WEEKLY', startDate: '2026-03-04', dayOfWeek: 'FRIDAY', occurrences: 3 },
			['2026-03-06', '2026-03-13', '2026-03-20'],
		],
		[
			{ type: 'MONTHLY', startDate: '2026-12-31', dayOfMonth: 30, occurrences: 3 },
			['2027-01-30', '2027-02-28', '2027-03-30'],
		],
		[{ type: 'CUSTOM', dates: ['2026-03-10', '2026-03-08'] }, ['2026-03-08', '2026-03-10']],
	]);
	for (const [schedule, wanted] of KINDS) {
		test(`${/** @type {any} */ (schedule).type} has its days`, async () => {
			const rows = await days(await scheduled(schedule));
			assert.deepEqual(
				rows.map((/** @type {any} */ one) => [one.scheduledDate, one.status]),
				wanted.map((date) => [date, 'SCHEDULED']),
			);
		});
	}

	test('is paid at nine of each day; what failed is told, the rest goes on', async () => {
		const id = await scheduled({ type: 'DAILY', startDate: '2026-03-04', occurrences: 3 }, 10.58);
		heard();
		const statuses = [];
		for (const seconds of [45 * HOUR - 60, 60, DAY, DAY]) {
			admin.advance(seconds);
			statuses.push(
				(await days(id)).map((/** @type {any} */ one) => one.status.slice(0, 1)).join(''),
			);
		}
		assert.deepEqual(statuses, ['SSS', 'ESS', 'ECS', 'ECC']);
		assert.equal((await days(id))[0].errorDetail.code, 'INSUFFICIENT_BALANCE');
		assert.equal(await statusOf(id), 'COMPLETED');
		const events = heard();
		assert.equal(events.filter((one) => one === 'scheduled_payment/error').length, 1);
		assert.equal(
			events.filter((one) => one === 'scheduled_payment/all_completed').length > 0,
			true,
		);
	});

	test('one payment is canceled the day before at the latest, or all that are left', async () => {
		const id = await scheduled({ type: 'DAILY', startDate: '2026-03-10', occurrences: 3 });
		const path = `/payments/requests/${id}/schedules`;
		const [first, second] = await days(id);
		await ok('POST', `${path}/${second.id}/cancel`);
		at('2026-03-10T11:00:00Z');
		assert.match(await refused(`${path}/${first.id}/cancel`), /only be canceled before that day/);
		at('2026-03-10T12:01:00Z');
		assert.match(await refused(`${path}/${first.id}/cancel`), /COMPLETED/);
		await ok('POST', `${path}/cancel`);
		assert.deepEqual(
			(await days(id)).map((/** @type {any} */ one) => one.status),
			['COMPLETED', 'CANCELED', 'CANCELED'],
		);
		assert.equal(await statusOf(id), 'CANCELED');
	});

	test('is refused when it cannot be', async () => {
		for (const [schedule, sentence] of /** @type {Array<[object, RegExp]>} */ ([
			[{ type: 'SINGLE', date: '2026-03-02' }, /after the current date/],
			[{ type: 'DAILY', startDate: '2027-03-04', occurrences: 60 }, /greater than 59/],
			[{ type: 'WEEKLY', startDate: '2027-03-04', occurrences: 3 }, /dayOfWeek/],
			[
				{ type: 'MONTHLY', startDate: '2027-03-04', dayOfMonth: 31, occurrences: 3 },
				/greater than 30/,
			],
			[{ type: 'CUSTOM', dates: [] }, /should not be empty/],
			[{ type: 'YEARLY' }, /one of the following/],
		])) {
			assert.match(await refused('/payments/requests', { amount: 5, schedule }), sentence);
		}
	});
});

describe('automatic PIX', async () => {
	const { admin, ok, refused, recipient, statusOf, day, heard } = await begin();
	async function authorized(/** @type {object} */ more = {}) {
		const { id } = await ok('POST', '/payments/requests/automatic-pix', {
			interval: 'MONTHLY',
			startDate: day(2),
			recipientId: recipient.id,
			fixedAmount: 30.51,
			isRetryAccepted: true,
			...more,
		});
		admin.answerPayment(id, true);
		admin.advance(5);
		assert.equal(await statusOf(id), 'AUTHORIZED');
		return `/payments/requests/${id}/automatic-pix`;
	}
	const charge = async (/** @type {string} */ path, ahead = 3, amount = 30.51) =>
		(await ok('POST', `${path}/schedule`, { amount, date: day(ahead) })).id;
	const chargeOf = async (/** @type {string} */ path, /** @type {string} */ id) =>
		await ok('GET', `${path}/schedules/${id}`);

	test('a payment fails, and is retried three times at most', async () => {
		const path = await authorized();
		assert.match(await refused(`${path}/schedule`, { amount: 30.51, date: day(1) }), /D\+2/);
		assert.match(await refused(`${path}/schedule`, { amount: 30.51, date: day(11) }), /D\+10/);
		assert.match(await refused(`${path}/schedule`, { amount: 30, date: day(3) }), /fixed amount/);
		const id = await charge(path);
		heard();
		admin.advance(3 * DAY);
		const failed = await chargeOf(path, id);
		assert.deepEqual([failed.status, failed.errorDetail.code], ['ERROR', 'SALDO_INSUFICIENTE']);
		assert.equal(failed.scheduledStatusReached, true);
		for (let tries = 2; tries <= 4; tries++) {
			await ok('POST', `${path}/schedules/${id}/retry`, { date: day(1) });
			assert.equal((await chargeOf(path, id)).status, 'SCHEDULED');
			admin.advance(DAY);
			const { status, attempts } = await chargeOf(path, id);
			assert.deepEqual([status, attempts.length], ['ERROR', tries]);
		}
		assert.match(await refused(`${path}/schedules/${id}/retry`, { date: day(1) }), /At most 3/);
		assert.equal(heard().filter((one) => one === 'automatic_pix_payment/error').length, 4);
	});

	test('a retry is asked for by 22:00 of the day before, within seven days', async () => {
		const path = await authorized();
		const id = await charge(path);
		admin.advance(3 * DAY);
		assert.match(await refused(`${path}/schedules/${id}/retry`, { date: day(0) }), /after today/);
		assert.match(await refused(`${path}/schedules/${id}/retry`, { date: day(8) }), /within 7/);
		// It is noon: eleven hours later it is 23:00.
		admin.advance(11 * HOUR);
		assert.match(await refused(`${path}/schedules/${id}/retry`, { date: day(1) }), /22:00/);
		await ok('POST', `${path}/schedules/${id}/retry`, { date: day(2) });
		admin.advance(13 * HOUR);
	});

	test('without isRetryAccepted there is none; retryDays are by themselves', async () => {
		const never = await authorized({ isRetryAccepted: false });
		const once = await charge(never);
		const path = await authorized({ automaticRetriesConfiguration: { retryDays: [1, 3] } });
		const id = await charge(path);
		admin.advance(3 * DAY);
		assert.match(await refused(`${never}/schedules/${once}/retry`, { date: day(1) }), /retries/);
		admin.advance(4 * DAY);
		assert.equal((await chargeOf(path, id)).attempts.length, 3);
	});

	test('the scheduler makes each payment, the first payment is settled at once', async () => {
		const path = await authorized({
			fixedAmount: 20,
			interval: 'WEEKLY',
			startDate: day(7),
			firstPayment: { amount: 5 },
			schedulerConfiguration: { enabled: true },
		});
		admin.advance(16 * DAY);
		const { results } = await ok('GET', `${path}/schedules`);
		const done = results.filter((/** @type {any} */ one) => one.status === 'COMPLETED');
		assert.deepEqual(
			done.map((/** @type {any} */ one) => [one.amount, one.isFirstPayment]),
			[
				[20, false],
				[20, false],
				[5, true],
			],
		);
	});

	test('one payment is canceled, then the authorization with the rest', async () => {
		const path = await authorized();
		const [first, second] = [await charge(path), await charge(path, 5)];
		await ok('POST', `${path}/schedules/${first}/cancel`);
		assert.equal((await chargeOf(path, first)).status, 'CANCELED');
		await ok('POST', `${path}/cancel`);
		assert.equal((await chargeOf(path, second)).status, 'CANCELED');
		assert.match(await refused(`${path}/schedule`, { amount: 30.51, date: day(3) }), /CANCELED/);
		admin.advance(9 * DAY);
		assert.equal((await chargeOf(path, second)).attempts.length, 0);
	});
});

describe('smart transfers', async () => {
	const { admin, call, ok, refused, recipient, institution } = await begin();
	const preauthorize = async (/** @type {object} */ more = {}) =>
		await ok('POST', '/smart-transfers/preauthorizations', {
			connectorId: 600,
			parameters: { cpf: CPF },
			recipientIds: [recipient.id],
			...more,
		});

	test('keep to the limits; a new day has new ones', async () => {
		const { id: preauthorizationId } = await preauthorize({
			configuration: {
				totalAllowedAmount: 100,
				transactionLimit: 60,
				periodicLimits: { day: { quantityLimit: 2, transactionLimit: 75 } },
			},
		});
		const body = { preauthorizationId, recipientId: recipient.id };
		const path = '/smart-transfers/payments';
		assert.match(await refused(path, { ...body, amount: 1 }), /CREATED/);
		admin.answerPayment(preauthorizationId, true);
		async function pay(/** @type {number} */ amount) {
			const { id } = await ok('POST', path, { ...body, amount });
			admin.advance(2);
			const { status, errorDetail } = await ok('GET', `${path}/${id}`);
			const [limit] = errorDetail?.detail.match(/[\w.]+Limit|totalAllowedAmount/) ?? [];
			return limit ?? status;
		}
		const paid = 'PAYMENT_COMPLETED';
		assert.equal(await pay(61), 'transactionLimit');
		assert.deepEqual(
			[await pay(50), await pay(30), await pay(20)],
			[paid, 'day.transactionLimit', paid],
		);
		assert.equal(await pay(5), 'day.quantityLimit');
		admin.advance(DAY);
		assert.deepEqual([await pay(31), await pay(30)], ['totalAllowedAmount', paid]);
		const list = await ok(
			'GET',
			`/smart-transfers/preauthorizations/${preauthorizationId}/payments`,
		);
		assert.equal(list.total, 7);
		assert.equal(list.results[0].amount, 30);
	});

	test('only between accounts of one owner', async () => {
		const { id } = await ok('POST', '/payments/recipients', {
			taxNumber: SECOND_APPROVES,
			name: 'Outra',
			paymentInstitutionId: institution.id,
			account: { branch: '1', number: '2', type: 'CHECKING_ACCOUNT' },
		});
		const body = { connectorId: 600, parameters: { cpf: CPF }, recipientIds: [id] };
		assert.match(await refused('/smart-transfers/preauthorizations', body), /tax number/);
	});

	test('refused, or not answered in time', async () => {
		const [no, late] = [await preauthorize(), await preauthorize()];
		admin.answerPayment(no.id, false);
		admin.advance(31 * 60);
		const read = async (/** @type {any} */ { id }) =>
			(await call('GET', `/smart-transfers/preauthorizations/${id}`)).body.status;
		assert.deepEqual([await read(no), await read(late)], ['REJECTED', 'ERROR']);
	});
});

describe('boletos', async () => {
	const { admin, ok, refused, day } = await begin();
	const credentials = { clientId: 'a', clientSecret: 'b', certificate: 'c', privateKey: 'd' };
	const { id: boletoConnectionId } = await ok('POST', '/boleto-connections', {
		connectorId: 225,
		credentials,
	});
	const payer = {
		taxNumber: CPF,
		name: 'Ana Lobo',
		addressState: 'SP',
		addressZipCode: '01310-100',
	};
	const wish = (/** @type {object} */ more) => ({
		boletoConnectionId,
		boleto: { seuNumero: '17', amount: 100, dueDate: day(3), payer, ...more },
	});
	const issue = async (/** @type {object} */ more) => await ok('POST', '/boletos', wish(more));
	const read = async (/** @type {any} */ { id }) => await ok('GET', `/boletos/${id}`);

	test('paid, overdue, paid late with fine and interest, protested', async () => {
		const charges = {
			fine: { value: 2, type: 'PERCENTAGE' },
			interest: { value: 3, type: 'PERCENTAGE' },
		};
		const [good, never, late, protested] = [
			await issue({}),
			await issue({ amount: 100.51 }),
			await issue({ amount: 100.52, ...charges }),
			await issue({ amount: 100.53 }),
		];
		const fixed = await issue({ amount: 200.52, fine: { value: 5, type: 'FIXED' } });
		admin.advance(10);
		assert.equal((await read(good)).status, 'PAID');
		assert.match(await refused(`/boletos/${good.id}/cancel`), /PAID/);
		admin.advance(4 * DAY);
		assert.deepEqual(
			[(await read(never)).status, (await read(late)).status],
			['OVERDUE', 'OVERDUE'],
		);
		admin.advance(12 * DAY);
		const { status, amountPaid, paidAt } = await read(late);
		// Three days late: 2 % once, and 3 % a month.
		assert.deepEqual([status, amountPaid], ['PAID', 102.83]);
		assert.ok(paidAt);
		assert.equal((await read(fixed)).amountPaid, 205.52);
		assert.equal((await read(never)).status, 'OVERDUE');
		assert.equal((await read(protested)).status, 'PROTESTED');
		assert.match(await refused(`/boletos/${protested.id}/cancel`), /PROTESTED/);
	});

	test('canceled, it is never paid', async () => {
		const boleto = await issue({});
		assert.equal((await ok('POST', `/boletos/${boleto.id}/cancel`)).status, 'CANCELLED');
		admin.advance(10);
		assert.equal((await read(boleto)).status, 'CANCELLED');
	});

	test('is refused when it cannot be', async () => {
		for (const [more, sentence] of /** @type {Array<[object, RegExp]>} */ ([
			[{ amount: 2.49 }, /less than 2.5/],
			[{ seuNumero: '12345678901' }, /10 characters/],
			[{ dueDate: day(-1) }, /today or later/],
			[{ payer: { ...payer, addressState: 'XX' } }, /addressState/],
			[{ payer: { ...payer, addressZipCode: '1' } }, /CEP/],
			[{ fine: { value: -1, type: 'FIXED' } }, /less than 0/],
			[{ interest: { value: 1, type: 'FIXED' } }, /PERCENTAGE/],
		])) {
			assert.match(await refused('/boletos', wish(more)), sentence);
		}
	});
});

test('with a default recipient a payment that names none has one, the same each time', async () => {
	const { call } = await startSandbox({ defaultRecipient: true });
	const paid = async () =>
		(await call('POST', '/payments/requests', { amount: 5 })).body.recipient.id;
	const first = await paid();
	assert.equal(await paid(), first);
	const { body } = await call('GET', '/payments/recipients?isDefault=true');
	assert.deepEqual(
		body.results.map((/** @type {{ id: string }} */ { id }) => id),
		[first],
	);
});
