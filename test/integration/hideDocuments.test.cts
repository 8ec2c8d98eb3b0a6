/** The option Hide Documents, as it is used: raw rows, flat rows and statement files. */
import nock from 'nock';
import { API, makeKey, run, runToError } from './harness.cjs';
import { onlyNock } from './network.cjs';

const ID = '11111111-1111-4111-8111-111111111111';
const CPF = '529.982.247-25';
const transaction = {
	id: ID,
	accountId: ID,
	date: '2026-01-15T12:00:00.000Z',
	description: `PIX ENVIADO ${CPF}`,
	amount: -10.5,
	type: 'DEBIT',
	status: 'POSTED',
	currencyCode: 'BRL',
	paymentData: {
		receiver: { name: 'Maria', documentNumber: { type: 'CPF', value: '12345678900' } },
	},
};
const account = {
	id: ID,
	type: 'BANK',
	number: '0001/12345-6',
	currencyCode: 'BRL',
	balance: 1,
	taxNumber: CPF,
	bankData: { transferNumber: '341/0001/12345-6' },
};
const accountId = { __rl: true, mode: 'id', value: ID };

onlyNock();
beforeEach(() => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('k') });
	nock(API).persist().get(`/accounts/${ID}`).reply(200, account);
	nock(API)
		.persist()
		.get('/v2/transactions')
		.query(true)
		.reply(200, { results: [transaction], next: null });
	nock(API)
		.persist()
		.get('/categories')
		.query(true)
		.reply(200, { results: [], page: 1, total: 0, totalPages: 1 });
});

const read = async (more: object) =>
	(
		await run({
			parameters: {
				resource: 'transaction',
				operation: 'getMany',
				accountId,
				returnAll: true,
				...more,
			},
		})
	).rows;

test.each([[true], [false]])(
	'rows with Simplify %s hold no document, and all else',
	async (simplify) => {
		const [open] = await read({ simplify });
		expect(JSON.stringify(open.json)).toContain('12345678900');
		const [hidden] = await read({ simplify, options: { hideDocuments: true } });
		expect(JSON.stringify(hidden.json)).not.toMatch(/12345678900|529\.982/);
		expect(hidden.json.description).toBe('PIX ENVIADO [hidden]');
		expect(Object.keys(hidden.json)).toEqual(Object.keys(open.json));
		expect(hidden.json.amount).toBe(open.json.amount);
		expect(hidden.pairedItem).toEqual(open.pairedItem);
	},
);

test('a single row, too', async () => {
	const parameters = {
		resource: 'account',
		operation: 'get',
		accountId,
		options: { hideDocuments: true },
	};
	const { rows } = await run({ parameters });
	expect(rows[0].json).toMatchObject({ taxNumber: '[hidden]', number: '0001/12345-6' });
});

test('and a statement file', async () => {
	const textOf = async (options: object) => {
		const parameters = { resource: 'transaction', operation: 'exportOfx', accountId, options };
		const { rows } = await run({ parameters });
		return Buffer.from(rows[0].binary!.data.data, 'base64').toString('latin1');
	};
	expect(await textOf({})).toContain(CPF);
	const hidden = await textOf({ hideDocuments: true });
	expect(hidden).not.toContain('529.982');
	expect(hidden).toContain('PIX ENVIADO [hidden]');
});

test.each([
	['0001/52998224725', '341/0001/52998224725'],
	['52998224725', '341/529.982.247-25/12345-6'],
	['11222333000181', '11222333000181'],
])('whose account is none, inside and in its name: %s', async (number, transferNumber) => {
	nock.removeInterceptor({ hostname: 'api.pluggy.ai', path: `/accounts/${ID}`, proto: 'https' });
	nock(API)
		.persist()
		.get(`/accounts/${ID}`)
		.reply(200, { ...account, number, bankData: { transferNumber } });
	const parameters = { resource: 'transaction', operation: 'exportOfx', accountId };
	const { rows } = await run({ parameters: { ...parameters, options: { hideDocuments: true } } });
	const [{ json, binary }] = rows;
	const text = Buffer.from(binary!.data.data, 'base64').toString('latin1');
	const digits = `${text} ${JSON.stringify(json)} ${binary!.data.fileName}`.replace(/[./-]/g, '');
	expect(digits).not.toMatch(/52998224725|11222333000181/);
	expect(binary!.data.fileName).toBe(json.fileName);
	// Programs keep accounts apart by it.
	expect(text).toMatch(/<ACCTID>(?:(?:0001-)?111111111111|12345-6)</);
});

test('a statement of the bank cannot be masked: both options are refused, and nothing is sent', async () => {
	const error = await runToError({
		parameters: {
			resource: 'account',
			operation: 'getStatements',
			accountId,
			options: { downloadFile: true, hideDocuments: true },
		},
	});
	expect(error.message).toContain('"Hide Documents"');
	expect(error.message).toContain('files');
	expect(nock.pendingMocks().join()).toContain('/auth');
});
