/** Deliveries: headers, retries by the sandbox's clock, disabling, and what may be an address. */
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, beforeEach, describe, test } from 'node:test';
import { LOGIN, connect, startSandbox, until } from './harness.mjs';

/** @type {Array<{ headers: http.IncomingHttpHeaders, body: any }>} */
let received = [];
let answer = 200;
let delayMs = 0;

const receiver = http.createServer((request, response) => {
	let text = '';
	request.on('data', (chunk) => (text += chunk));
	request.on('end', () => {
		received.push({ headers: request.headers, body: JSON.parse(text) });
		setTimeout(() => response.writeHead(answer).end(), delayMs);
	});
});
await new Promise((done) => receiver.listen(0, '127.0.0.1', () => done(undefined)));
after(() => {
	receiver.closeAllConnections();
	receiver.close();
});
const { port } = /** @type {import('node:net').AddressInfo} */ (receiver.address());
const url = `http://127.0.0.1:${port}/hook`;

describe('deliveries', async () => {
	const sandbox = await startSandbox({ fast: false, syncSeconds: 2, keyTtlSeconds: 86_400 });
	const { admin, call } = sandbox;

	beforeEach(async () => {
		received = [];
		answer = 200;
		delayMs = 0;
		for (const { id } of (await call('GET', '/webhooks')).body?.results ?? []) {
			await call('DELETE', `/webhooks/${id}`);
		}
		admin.clearDeliveries();
	});

	const add = async (/** @type {string} */ event) =>
		(await call('POST', '/webhooks', { url, event, headers: { 'X-Secret': 's3cret' } })).body;
	const attempts = () => admin.deliveries()[0].attempts.length;
	/** Nine attempts in three rounds: the next round is planned when the last attempt of one has ended. */
	const rounds = (/** @type {number} */ count) =>
		until(
			() => admin.deliveries()[0],
			({ attempts: made, nextAttemptAt }) => made.length === count && nextAttemptAt !== null,
		);

	test('a connection tells its story, with the headers of the webhook', async () => {
		await add('all');
		const item = await connect(sandbox);
		await until(
			() => received.map(({ body }) => body.event),
			(events) => events.includes('item/updated'),
		);
		const events = received.map(({ body }) => body.event);
		for (const event of ['item/created', 'item/login_succeeded', 'transactions/created']) {
			assert.ok(events.includes(event), event);
		}
		assert.ok(received.every(({ body }) => body.itemId === item.id && body.eventId));
		assert.ok(received.every(({ headers }) => headers['x-secret'] === 's3cret'));
		const eventIds = received.map(({ body }) => body.eventId);
		assert.equal(new Set(eventIds).size, eventIds.length);
		await until(
			() => admin.deliveries(),
			(list) => list.every(({ status }) => status === 'delivered'),
		);
	});

	test('nine attempts in three rounds, then the webhook is disabled', async () => {
		answer = 500;
		const { id } = await add('boleto/updated');
		admin.emit({ event: 'boleto/updated', payload: { boletoId: 'b' } });
		await rounds(3);
		admin.advance(3500);
		assert.equal(attempts(), 3);
		admin.advance(200);
		await rounds(6);
		admin.advance(7300);
		await until(attempts, (count) => count === 9);
		const [delivery] = await until(
			() => admin.deliveries(),
			([{ status }]) => status === 'failed',
		);
		assert.equal(new Set(received.map(({ body }) => body.eventId)).size, 1);
		assert.notEqual(sandbox.webhooks.get(id)?.disabledAt, null);
		admin.emit({ event: 'boleto/updated', payload: { boletoId: 'c' } });
		assert.equal(admin.deliveries().length, 1);

		answer = 200;
		const enabled = await call('PATCH', `/webhooks/${id}`, { enabled: true });
		assert.equal(enabled.body.disabledAt, null);
		admin.resend(delivery.id);
		await until(
			() => admin.deliveries(),
			(list) => list.at(-1)?.status === 'delivered',
		);
		assert.equal(received.at(-1)?.body.eventId, delivery.eventId);
	});

	test('news of a login is tried three times only, and disables nothing', async () => {
		answer = 500;
		const { id } = await add('item/login_succeeded');
		admin.emit({ event: 'item/login_succeeded', payload: { itemId: 'i' } });
		const [delivery] = await until(
			() => admin.deliveries(),
			([{ status }]) => status === 'failed',
		);
		assert.equal(delivery.attempts.length, 3);
		admin.advance(4 * 3600);
		assert.equal(attempts(), 3);
		assert.equal(sandbox.webhooks.get(id)?.disabledAt, null);
	});

	test('an event has one eventId, whoever gets it', async () => {
		for (const event of ['boleto/updated', 'all']) await add(event);
		admin.emit({ event: 'boleto/updated', payload: { boletoId: 'b' } });
		await until(
			() => received.length,
			(count) => count === 2,
		);
		assert.equal(new Set(received.map(({ body }) => body.eventId)).size, 1);
	});

	test('what waits for a deleted webhook is not sent any more', async () => {
		answer = 500;
		const { id } = await add('boleto/updated');
		admin.emit({ event: 'boleto/updated', payload: { boletoId: 'b' } });
		await until(attempts, (count) => count === 3);
		await call('DELETE', `/webhooks/${id}`);
		admin.advance(3700);
		const [{ status }] = await until(
			() => admin.deliveries(),
			([one]) => one.status === 'canceled',
		);
		assert.deepEqual([status, received.length], ['canceled', 3]);
	});

	test('the address of an item or a payment gets its events, and no others', async () => {
		const wish = { connectorId: 2, parameters: LOGIN, webhookUrl: url };
		const { body: item } = await call('POST', '/items', wish);
		await connect(sandbox);
		const { body: recipient } = await call('POST', '/payments/recipients', {
			pixKey: 'a@b.example',
		});
		const asked = { amount: 5, recipientId: recipient.id };
		const { body: mine } = await call('POST', '/payments/requests', { ...asked, webhookUrl: url });
		const { body: other } = await call('POST', '/payments/requests', asked);
		for (const { id } of [mine, other]) admin.answerPayment(id, true);
		admin.advance(60);
		await call('DELETE', `/items/${item.id}`);
		await until(
			() => received.map(({ body }) => body.event),
			(events) => events.includes('item/deleted') && events.includes('payment_request/updated'),
		);
		const ids = received.map(({ body }) => body.itemId ?? body.paymentRequestId);
		assert.deepEqual([...new Set(ids)].sort(), [item.id, mine.id].sort());
	});

	test('the headers are changed, and cleared by null', async () => {
		const { id, headers } = await add('all');
		assert.deepEqual(headers, { 'X-Secret': 's3cret' });
		const path = `/webhooks/${id}`;
		const changed = await call('PATCH', path, { headers: { 'X-Other': 'o' } });
		assert.deepEqual(changed.body.headers, { 'X-Other': 'o' });
		assert.deepEqual((await call('PATCH', path, {})).body.headers, { 'X-Other': 'o' });
		assert.deepEqual((await call('PATCH', path, { headers: null })).body.headers, {});
		for (const wrong of [{ 'X-Bad': 'a\r\nX-Evil: b' }, { 'X Bad': 'a' }, { 'X-Bad': 1 }]) {
			assert.equal((await call('PATCH', path, { headers: wrong })).status, 400);
		}
		assert.equal((await call('PATCH', path, { event: 'no/such' })).status, 400);
	});
});

describe('an answer that comes too late', async () => {
	const { admin, call } = await startSandbox({ webhookTimeoutMs: 200 });

	test('counts as none', async () => {
		received = [];
		delayMs = 1000;
		await call('POST', '/webhooks', { url, event: 'boleto/updated' });
		admin.emit({ event: 'boleto/updated', payload: { boletoId: 'b' } });
		const [{ attempts }] = await until(
			() => admin.deliveries(),
			([one]) => one.attempts.length === 3 && one.nextAttemptAt !== null,
		);
		assert.deepEqual(
			attempts.map(({ status, error }) => [status, error]),
			Array(3).fill([null, 'timeout']),
		);
	});

	test('five seconds are the time there is', async () => {
		const { options } = await startSandbox();
		assert.equal(options.webhookTimeoutMs, 5000);
	});
});

describe('addresses', async () => {
	const { call } = await startSandbox({ allowLoopback: false });

	for (const wrong of [
		url,
		'http://n8n.example.com/hook',
		'https://localhost/hook',
		'https://127.0.0.1/hook',
		'https://10.1.2.3/hook',
		'https://n8n.example.com:8443/hook',
		'no address',
	]) {
		test(`${wrong.replace(String(port), 'PORT')} is refused`, async () => {
			const { status } = await call('POST', '/webhooks', { url: wrong, event: 'all' });
			assert.equal(status, 400);
		});
	}

	test('one per event and address, five per event', async () => {
		const add = async (/** @type {number} */ number) =>
			(
				await call('POST', '/webhooks', {
					url: `https://n8n.example.com/${number}`,
					event: 'item/error',
				})
			).status;
		assert.deepEqual([await add(1), await add(1)], [201, 400]);
		const statuses = [];
		for (const number of [2, 3, 4, 5, 6]) statuses.push(await add(number));
		assert.deepEqual(statuses, [201, 201, 201, 201, 400]);
	});
});
