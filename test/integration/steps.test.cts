import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { byId } from './cases/case.cjs';
import { API, CredentialStore, jumpingClock, run, runToError } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/** What operations of several requests, and the custom request, refuse and survive. */

const ID = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';
const OTHER = '6e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';

let sent: string[];

onlyNock();
beforeEach(() => {
	sent = [];
	letIn();
	nock.emitter.on('no match', note);
});
afterEach(() => void nock.emitter.off('no match', note));

function note({ method, path }: { method: string; path: string }) {
	sent.push(`${method} ${path}`);
}

function serve(method: 'get' | 'post' | 'patch' | 'delete', path: string, answer: unknown) {
	nock(API)
		.persist()
		[method](path)
		.query(true)
		.reply(function (uri) {
			sent.push(`${method.toUpperCase()} ${uri}`);
			return typeof answer === 'function' ? answer() : [200, answer as object];
		});
}

describe('custom request', () => {
	const custom = (parameters: IDataObject) => ({
		resource: 'customRequest',
		operation: 'send',
		method: 'GET',
		...parameters,
	});

	test.each([
		['//evil.example/items'],
		['https://evil.example/items'],
		['items'],
		['/items/../auth'],
		['/items/./x'],
		['/items/%2e%2e/auth'],
		['/items%2f1'],
		['/%61uth'],
		['/items#x'],
		['/items\\x'],
		['/items//1'],
		['/\\evil.example'],
		['/it ems'],
		['/items?x=1#y'],
	])('path %s is refused before anything is sent', async (path) => {
		const error = await runToError({ parameters: custom({ path }) });
		expect(error.message).toContain('"Path" must be a path');
		expect(sent).toEqual([]);
	});

	test.each([['/auth'], ['/auth/'], ['/AUTH'], ['/auth?x=1'], ['/v2/auth']])(
		'%s is refused: its answer is a key',
		async (path) => {
			const error = await runToError({ parameters: custom({ method: 'POST', path }) });
			expect(error.message).toContain('/auth cannot be used');
			expect(sent).toEqual([]);
		},
	);

	test('/auth in the second row stops the run before the first is sent', async () => {
		serve('delete', '/categories/rules/1', '');
		const error = await runToError({
			parameters: custom({ method: 'DELETE', path: '={{ $json.path }}' }),
			input: [{ path: '/categories/rules/1' }, { path: '/auth' }],
		});
		expect(error.message).toContain('/auth cannot be used');
		expect(sent).toEqual([]);
	});

	test.each([
		[`/accounts/${ID}/balance`, 1],
		[`/accounts/${ID}`, 5],
	])(
		'GET %s that gets no answer is sent %i times: a balance spends a quota',
		async (path, times) => {
			const { restore } = jumpingClock();
			serve('get', path, () => [503, {}]);
			await runToError({ parameters: custom({ path }) }).finally(restore);
			expect(sent).toHaveLength(times);
		},
	);

	test('a method that is none is refused before anything is sent', async () => {
		const error = await runToError({ parameters: custom({ method: 'get', path: '/items' }) });
		expect(error.message).toContain('"Method" must be one of DELETE, GET, PATCH, POST, PUT');
		expect(sent).toEqual([]);
	});

	test.each([
		['readOnly', 'POST', '/items', true],
		['readOnly', 'PUT', '/items', true],
		['data', 'PUT', '/payments/requests', true],
		['data', 'POST', '/pix/transfers', true],
		['data', 'POST', '/automatic-pix/schedules', true],
		['data', 'POST', '/smart-accounts', true],
		['data', 'POST', '/bulk-payments', true],
		['data', 'POST', '/transfers', true],
		['readOnly', 'GET', '/payments/requests', false],
		['data', 'DELETE', `/items/${ID}`, false],
		['data', 'POST', '/payments/requests', true],
		['data', 'POST', '/Payments/requests', true],
		['data', 'POST', '/v2/payments/requests', true],
		['data', 'DELETE', `/smart-transfers/preauthorizations/${ID}/data-consent`, true],
		['data', 'POST', '/boletos', true],
		['data', 'POST', '/boleto-connections', true],
		['data', 'POST', '/pix-biometric/enrollments', true],
		['payments', 'POST', '/boletos', false],
	])('access %s, %s %s: refused %s', async (access, method, path, refused) => {
		serve(method.toLowerCase() as 'get', path, { ok: true });
		const store = new CredentialStore({ access });
		const parameters = custom({ method, path });
		if (refused) {
			const error = await runToError({ parameters, store });
			expect(error.message).toContain('needs the access');
			expect(sent).toEqual([]);
		} else {
			expect((await run({ parameters, store })).rows[0].json).toEqual({ ok: true });
		}
	});

	test('a POST whose answer is lost is not sent again, a GET is', async () => {
		const { restore } = jumpingClock();
		serve('post', '/items', () => [502, {}]);
		const error = await runToError({
			parameters: custom({ method: 'POST', path: '/items', body: '{}' }),
		});
		expect(error.message).toContain('Outcome unknown');
		expect(sent).toHaveLength(1);
		serve('get', '/items', () => [502, {}]);
		await runToError({ parameters: custom({ path: '/items' }) });
		expect(sent.length).toBeGreaterThan(2);
		restore();
	});

	test('credentials in a body do not come back in an error', async () => {
		serve('post', '/items', () => [400, { code: 400, message: 'password hunter2 is wrong' }]);
		const error = await runToError({
			parameters: custom({
				method: 'POST',
				path: '/items',
				body: '{"parameters": {"password": "hunter2"}}',
			}),
		});
		expect(`${error.message} ${error.description}`).not.toContain('hunter2');
	});
});

describe('consent revoke', () => {
	const parameters = { resource: 'consent', operation: 'revoke', consentId: ID };

	test('a consent that was revoked before deletes nothing', async () => {
		serve('get', `/consents/${ID}`, { id: ID, itemId: OTHER, revokedAt: '2026-01-01T00:00:00Z' });
		const error = await runToError({ parameters });
		expect(error.message).toContain('already revoked');
		expect(sent).toEqual([`GET /consents/${ID}`]);
	});

	test('needs the access Data before it reads anything', async () => {
		const store = new CredentialStore({ access: 'readOnly' });
		const error = await runToError({ parameters, store });
		expect(error.message).toContain('needs the access "Data"');
		expect(sent).toEqual([]);
	});
});

describe('transactions', () => {
	test('IDs do not go with a whole item', async () => {
		const error = await runToError({
			parameters: {
				resource: 'transaction',
				operation: 'getMany',
				source: 'item',
				itemId: byId(ID),
				filters: { ids: OTHER },
			},
		});
		expect(error.message).toContain('"IDs" (Filters) cannot be combined with "Item"');
	});

	test.each([
		[{ event: 'item/updated', itemId: ID }],
		[{ event: 'transactions/updated', accountId: ID, transactionIds: ['no uuid'] }],
		[{ event: 'transactions/created', accountId: '../auth' }],
		[{}],
	])('no event to read from: %j', async (json) => {
		const error = await runToError({
			parameters: { resource: 'transaction', operation: 'getFromEvent' },
			input: [json as IDataObject],
		});
		expect(error.message).toContain('transactions/created, transactions/updated or');
	});

	test('an event of 501 IDs: two requests, and the limit over both', async () => {
		nock(API).persist().get(`/accounts/${ID}`).reply(200, { id: ID, type: 'BANK' });
		const ids = Array.from(
			{ length: 501 },
			(_, n) => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
		);
		nock(API)
			.persist()
			.get('/v2/transactions')
			.query(true)
			.reply((uri) => {
				const asked = new URL(uri, API).searchParams.get('ids')!.split(',');
				sent.push(String(asked.length));
				return [200, { results: asked.map((id) => ({ id })), next: null }];
			});
		const event = { event: 'transactions/updated', accountId: ID, transactionIds: ids };
		// Return All is on at first: nobody wants half an event.
		const parameters = { resource: 'transaction', operation: 'getFromEvent' };
		expect((await run({ parameters, input: [event] })).rows).toHaveLength(501);
		expect(sent).toEqual(['500', '1']);
		const limited = { ...parameters, returnAll: false, limit: 500 };
		expect((await run({ parameters: limited, input: [event] })).rows).toHaveLength(500);
		expect(sent).toEqual(['500', '1', '500']);
	});

	test('a link with a cursor starts there', async () => {
		serve('get', '/v2/transactions', { results: [], next: null });
		await run({
			parameters: { resource: 'transaction', operation: 'getFromEvent', returnAll: true },
			input: [
				{
					event: 'transactions/created',
					accountId: ID,
					createdTransactionsLinkV2: `${API}/v2/transactions?accountId=${ID}&after=a%2Bb=`,
				},
			],
		});
		expect(sent).toEqual([`GET /v2/transactions?accountId=${ID}&after=a%2Bb%3D`]);
	});

	test('the OFX file is a binary, and pending transactions are left out', async () => {
		serve('get', `/accounts/${ID}`, { id: ID, type: 'BANK', number: '1-2', currencyCode: 'BRL' });
		const of = (status: string) => ({
			id: status,
			description: 'Café',
			amount: 1,
			type: 'CREDIT',
			status,
			date: '2026-01-14T03:00:00.000Z',
		});
		serve('get', '/v2/transactions', { results: [of('POSTED'), of('PENDING')], next: null });
		const { rows } = await run({
			parameters: { resource: 'transaction', operation: 'exportOfx', accountId: byId(ID) },
		});
		expect(rows[0].json).toMatchObject({ fileName: 'extrato_1-2.ofx', transactions: 1 });
		const { data, mimeType, fileName } = rows[0].binary!.data;
		expect({ mimeType, fileName }).toEqual({
			mimeType: 'application/x-ofx',
			fileName: 'extrato_1-2.ofx',
		});
		const file = Buffer.from(data, 'base64').toString('latin1');
		expect(file).toContain('<MEMO>Café</MEMO>');
		expect(file).not.toContain('PENDING');
	});
});
