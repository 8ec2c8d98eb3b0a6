/** Hints above the output, of links and of what is the matter: where they are told, and where not. */
import nock from 'nock';
import { API, CredentialStore, makeKey, run } from './harness.cjs';
import { onlyNock } from './network.cjs';

const ID = '11111111-1111-4111-8111-111111111111';
const paymentUrl = `https://pay.pluggy.ai/${ID}`;
const request = { id: ID, amount: 10.5, isSandbox: true, paymentUrl, status: 'CREATED' };
const parameters = {
	resource: 'paymentRequest',
	operation: 'create',
	recipientId: { __rl: true, mode: 'id', value: ID },
	amount: '10.50',
	isSandbox: true,
};

onlyNock();
beforeEach(() => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('k') });
});

const store = () => new CredentialStore({ access: 'payments' });

test.each([[true], [false]])('a payment request gives its link (Simplify %s)', async (simplify) => {
	nock(API).post('/payments/requests').reply(200, request);
	const { rows, hints } = await run({ parameters: { ...parameters, simplify }, store: store() });
	expect(hints).toEqual([
		`<a href="${paymentUrl}" target="_blank" rel="noopener noreferrer">Open as the payer</a> (a test: no money moves)`,
	]);
	const columns = Object.keys(rows[0].json);
	const first = simplify ? ['status', 'paymentUrl'] : ['id', 'status', 'paymentUrl'];
	expect(columns.slice(0, first.length)).toEqual(first);
});

test('but not to an AI agent, nor of what is only read', async () => {
	nock(API).post('/payments/requests').reply(200, request);
	const asTool = await run({ parameters, store: store(), asTool: true });
	expect(asTool.hints).toEqual([]);
	nock(API).get(`/payments/requests/${ID}`).reply(200, request);
	const read = { resource: 'paymentRequest', operation: 'get', paymentRequestId: ID };
	expect((await run({ parameters: read, store: store() })).hints).toEqual([]);
});

test('a connect token gives no link, but the column that has it, which comes first', async () => {
	nock(API).post('/connect_token').reply(200, { accessToken: 'the-token' });
	const { rows, hints } = await run({
		parameters: { resource: 'connectToken', operation: 'create' },
		store: store(),
	});
	expect(Object.keys(rows[0].json)).toEqual(['connectUrl', 'accessToken']);
	expect(hints).toHaveLength(1);
	expect(hints[0]).toContain('column connectUrl');
	expect(hints[0]).toContain('The item ID then comes as itemId with the event item/created');
	expect(hints[0]).not.toContain('the-token');
});

test('a connect token for an item that is there says that its ID stays', async () => {
	nock(API).post('/connect_token').reply(200, { accessToken: 'the-token' });
	const item = { __rl: true, mode: 'id', value: ID };
	const { hints } = await run({
		parameters: {
			resource: 'connectToken',
			operation: 'create',
			additionalFields: { itemId: item },
		},
		store: store(),
	});
	expect(hints).toHaveLength(1);
	expect(hints[0]).toContain('The item ID stays the same');
	expect(hints[0]).not.toContain('item/created');
});

describe('a connection that needs somebody', () => {
	const broken = {
		...{ id: ID, connector: { id: 201, name: 'Itaú' }, status: 'LOGIN_ERROR' },
		...{ executionStatus: 'INVALID_CREDENTIALS', error: { code: 'INVALID_CREDENTIALS' } },
	};
	const get = {
		resource: 'item',
		operation: 'get',
		itemId: { __rl: true, mode: 'id', value: ID },
	};

	test('says above the output what is the matter, and keeps it among the first columns', async () => {
		nock(API).get(`/items/${ID}`).reply(200, broken);
		const { rows, hints } = await run({ parameters: { ...get, simplify: true } });
		expect(Object.keys(rows[0].json).slice(0, 3)).toEqual(['connectorName', 'status', 'diagnosis']);
		expect(hints).toHaveLength(1);
		expect(hints[0]).toMatch(/^The bank refused the login\. What to do: Reconnect .*[^.]\. In /);
		expect(hints[0]).toContain('&quot;Credenciais inválidas. Verifique seu login e senha.&quot;');
		expect(hints[0]).toMatch(/ column diagnosis\.$/);
	});

	test('is counted once for all rows, and not told to an AI agent or when all is well', async () => {
		nock(API).get(`/items/${ID}`).times(3).reply(200, broken);
		const input = [{}, {}];
		expect((await run({ parameters: get, input })).hints).toEqual([
			expect.stringMatching(/^2 rows have a diagnosis\. The first: The bank refused/),
		]);
		expect((await run({ parameters: get, asTool: true })).hints).toEqual([]);
		const fine = { ...broken, status: 'UPDATED', executionStatus: 'SUCCESS', error: null };
		nock(API).get(`/items/${ID}`).reply(200, fine);
		expect((await run({ parameters: get })).hints).toEqual([]);
	});
});

test('Item IDs that are none do not keep a payment from being made', async () => {
	nock(API).post('/payments/requests').reply(200, request);
	const own = new CredentialStore({ access: 'payments', itemIds: 'abc, def' });
	expect((await run({ parameters, store: own })).rows).toHaveLength(1);
});
