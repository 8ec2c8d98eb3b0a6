import type { IDataObject } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import nock from 'nock';
import { byId } from './cases/case.cjs';
import { API, CredentialStore, makeKey, run, runToError, search } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { triggerNode } from './triggerHarness.cjs';
import { PluggyApi } from '../../scripts/lib/built.cjs';

/** Where secret and key go, however the base URL of the credential is written. */

const ITEM = '22222222-2222-4222-8222-222222222222';
const read = {
	resource: 'item',
	operation: 'get',
	itemId: byId(ITEM),
};
const paid = {
	resource: 'enrichment',
	operation: 'categorize',
	transactions: '={{ [$json] }}',
	additionalFields: {},
};
const row = { id: 't1', amount: -35.9, date: '2026-01-14', description: 'UBER *TRIP' };

let sent: string[];
onlyNock();
beforeEach(() => {
	sent = [];
	// Whatever leaves is caught, to whatever host, and told.
	nock(/./)
		.persist()
		.intercept(/./, 'GET')
		.reply(function (uri) {
			sent.push(`GET ${this.req.protocol}//${this.req.getHeader('host') as string}${uri}`);
			return [200, { id: ITEM, results: [] }];
		});
	nock(/./)
		.persist()
		.intercept(/./, 'POST')
		.reply(function (uri) {
			sent.push(`POST ${this.req.protocol}//${this.req.getHeader('host') as string}${uri}`);
			return [200, { apiKey: makeKey('key') }];
		});
});

test.each([
	['http://api.pluggy.ai.', 'only reached over https'],
	['HTTP://API.PLUGGY.AI.', 'only reached over https'],
	['http://enrichment-api.pluggy.ai', 'only reached over https'],
	['http://api。pluggy。ai', 'only reached over https'],
	['', 'base URL of the Pluggy credential is empty: write https://api.pluggy.ai'],
	[' ', 'is empty'],
	[undefined, 'is empty'],
	[null, 'is empty'],
])('the base URL %j: nothing leaves, whoever would send', async (baseUrl, message) => {
	const store = new CredentialStore({ baseUrl: baseUrl as string });
	expect((await runToError({ parameters: read, store })).message).toContain(message);
	await expect(search('searchConnectors', { parameters: read, store })).rejects.toThrow(message);
	for (const method of ['checkExists', 'create', 'delete'] as const) {
		await expect(triggerNode({ store })[method]()).rejects.toThrow(message);
	}
	const helper = store.helper();
	const login = helper.preAuthentication({ helpers: {} }, { ...store.stored });
	await expect(login).rejects.toThrow(message);
	expect(sent).toEqual([]);
});

describe.each(['https://API.Pluggy.AI/', 'https://api.pluggy.ai.', 'https://api.pluggy.ai.:443//'])(
	'%s is Pluggy',
	(baseUrl) => {
		test('also for what has hosts of its own', async () => {
			const store = new CredentialStore({ baseUrl });
			await run({ parameters: read, store });
			await run({ parameters: paid, store, input: [row] });
			const hosts = sent.map((entry) => entry.split(' ')[1].split('/')[2]);
			expect(hosts.slice(0, 2)).toEqual(['api.pluggy.ai', 'api.pluggy.ai']);
			expect(hosts.slice(2)).toEqual(['enrichment-api.pluggy.ai']);
		});
	},
);

test('the key of one spelling is the key of the other: no second login', async () => {
	const store = new CredentialStore({ baseUrl: 'https://API.pluggy.ai./' });
	await run({ parameters: read, store });
	store.stored.baseUrl = API;
	await run({ parameters: read, store });
	expect(sent.filter((entry) => entry.startsWith('POST'))).toHaveLength(1);
});

test.each([
	[API, API],
	[` ${API}// `, API],
	['http://localhost:4010/', 'http://localhost:4010'],
	['', ''],
	[undefined, ''],
	[null, ''],
	[7, '7'],
])('the test of the credential asks %j', (baseUrl, expected) => {
	const { baseURL } = new PluggyApi().test.request;
	const workflow = new Workflow({
		nodes: [],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => undefined } as never,
	});
	const node = { name: 'Temp-Node', parameters: {} } as never;
	const keys = { $credentials: { baseUrl } } as unknown as IDataObject;
	const value = workflow.expression.getSimpleParameterValue(
		node,
		baseURL,
		'internal',
		keys as never,
	);
	expect(value).toBe(expected);
});

test('the 429 of one endpoint does not stop what moves money', async () => {
	nock.cleanAll();
	letIn();
	nock(API)
		.get(/\/scr/)
		.query(true)
		.reply(429, { code: 429, codeDescription: 'SCR_LIMIT' }, { 'Retry-After': '86400' });
	nock(API)
		.get(/\/scr/)
		.query(true)
		.reply(429, { code: 429, message: 'Once a day' }, { 'Retry-After': '86400' });
	nock(API).persist().post('/payments/requests/pix-qr').reply(200, { id: ITEM });
	const scr = { resource: 'item', operation: 'getScr', itemId: read.itemId };
	const payment = {
		resource: 'paymentRequest',
		operation: 'createPixQr',
		pixQrCode:
			'00020126360014br.gov.bcb.pix0114+55119876543215204000053039865802BR5904LOJA6009SAO PAULO62070503***63042123',
		isSandbox: true,
		additionalFields: {},
	};
	for (const [code, words] of [
		['SCR_LIMIT', /Too many requests/],
		['WAIT_TOO_LONG', /would have to wait 86400 s/],
	] as const) {
		const input = [{}];
		const { rows } = await run({ parameters: scr, input, onError: 'continueRegularOutput' });
		expect(rows[0].json.error).toMatchObject({
			code,
			title: expect.stringMatching(words),
			httpStatus: 429,
			retryable: true,
			details: { waitSeconds: 86_400 },
		});
		const start = Date.now();
		expect((await run({ parameters: payment })).rows[0].json.id).toBe(ITEM);
		expect(Date.now() - start).toBeLessThan(2_000);
	}
});
