import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import * as odd from '../unit/oddRows.cjs';
import { byId } from './cases/case.cjs';
import { API, CLIENT_ID, CredentialStore, makeKey, run, runToError } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/** Flat transactions and statement files need to know the account: when it is read, and what if not. */

const ITEM = '00000000-0000-4000-8000-000000000800';
const TRANSACTION = '00000000-0000-4000-8000-000000000014';
const CARD = odd.CARD_ID;
const BANK = String(odd.checking.id);

type Answer = unknown | (() => [number, unknown]);

let sent: string[];

onlyNock({ jumps: true });
beforeEach(() => {
	sent = [];
	letIn();
});

function serve(path: string, answer: Answer, method: 'get' | 'patch' = 'get') {
	nock(API)
		.persist()
		[method](path)
		.query(true)
		.reply((uri) => {
			sent.push(`${method.toUpperCase()} ${uri}`);
			const [status, body] = (
				typeof answer === 'function' ? (answer as () => unknown)() : [200, answer]
			) as [number, object];
			return [status, body];
		});
}

const page = (...results: unknown[]) => ({ results, next: null });

function serveAll() {
	serve(`/accounts/${CARD}`, odd.card);
	serve(`/accounts/${BANK}`, odd.checking);
	serve('/v2/transactions', page(odd.rowOf(11), odd.rowOf(14)));
	serve(`/transactions/${TRANSACTION}`, odd.rowOf(14));
	serve(`/transactions/${TRANSACTION}`, odd.rowOf(14), 'patch');
}

const getMany = (more: IDataObject = {}): IDataObject => ({
	resource: 'transaction',
	operation: 'getMany',
	source: 'account',
	accountId: byId(CARD),
	returnAll: true,
	...more,
});
const getOne = { resource: 'transaction', operation: 'get', transactionId: TRANSACTION };
const update = { ...getOne, operation: 'update', categoryId: byId('07010000') };
const fromEvent = { resource: 'transaction', operation: 'getFromEvent' };
const ofItem = (more: IDataObject = {}) => getMany({ source: 'item', itemId: byId(ITEM), ...more });
const exportOfx = (more: IDataObject = {}): IDataObject => ({
	resource: 'transaction',
	operation: 'exportOfx',
	accountId: byId(CARD),
	...more,
});
const event = (accountId: string) => ({
	event: 'transactions/updated',
	eventId: 'e',
	accountId,
	transactionIds: [TRANSACTION],
});

describe('the account is read once', () => {
	test('after the first page that has rows, for all input rows of a run', async () => {
		serveAll();
		const parameters = getMany({ accountId: byId('={{ $json.id }}') });
		const input = [CARD, BANK, CARD].map((id) => ({ id }));
		const { rows } = await run({ parameters, input });
		const list = `GET /v2/transactions?accountId=${CARD}`;
		const listOfBank = `GET /v2/transactions?accountId=${BANK}`;
		const [card, bank] = [`GET /accounts/${CARD}`, `GET /accounts/${BANK}`];
		expect([...sent].sort()).toEqual([card, bank, list, list, listOfBank].sort());
		expect(sent.indexOf(card)).toBeGreaterThan(sent.indexOf(list));
		expect(sent.indexOf(bank)).toBeGreaterThan(sent.indexOf(listOfBank));
		// The same rows: on the card a purchase, on the bank account by their type.
		expect(rows.map(({ json }) => [json.amount, json.accountName])).toEqual([
			[-12, 'Cartão Exemplo'],
			[-45.9, 'Cartão Exemplo'],
			[12, 'Conta Exemplo'],
			[-45.9, 'Conta Exemplo'],
			[-12, 'Cartão Exemplo'],
			[-45.9, 'Cartão Exemplo'],
		]);
	});

	test('by each application for itself: one and the same ID may be another account', async () => {
		nock.cleanAll();
		const other = '3f0d7f52-6f0e-4d37-9a40-0c5a7d3f2b12';
		const keys = new Map([CLIENT_ID, other].map((id) => [id, makeKey(id)]));
		nock(API)
			.persist()
			.post('/auth')
			.reply((_, body) => [200, { apiKey: keys.get((body as { clientId: string }).clientId) }]);
		serve('/v2/transactions', page(odd.rowOf(11)));
		nock(API)
			.persist()
			.get(`/accounts/${CARD}`)
			.reply(function () {
				sent.push('account');
				const isOther = this.req.headers['x-api-key'] === keys.get(other);
				return [200, isOther ? { ...odd.checking, id: CARD } : odd.card];
			});
		const { rows } = await run({
			parameters: getMany(),
			store: new CredentialStore({ clientId: '={{ $json.clientId }}' }),
			input: [CLIENT_ID, other, CLIENT_ID, other].map((clientId) => ({ clientId })),
		});
		expect(rows.map(({ json }) => [json.amount, json.accountName])).toEqual([
			[-12, 'Cartão Exemplo'],
			[12, 'Conta Exemplo'],
			[-12, 'Cartão Exemplo'],
			[12, 'Conta Exemplo'],
		]);
		expect(sent.filter((one) => one === 'account')).toHaveLength(2);
	});

	test('not at all without rows, nor without Simplify', async () => {
		serve('/v2/transactions', page());
		expect((await run({ parameters: getMany() })).rows).toEqual([]);
		nock.cleanAll();
		letIn();
		serve('/v2/transactions', page(odd.rowOf(14)));
		await run({ parameters: getMany({ simplify: false }) });
		expect(sent).toEqual(Array(2).fill(`GET /v2/transactions?accountId=${CARD}`));
	});

	test.each([
		['one transaction', getOne, {}, `GET /transactions/${TRANSACTION}`],
		['a transaction that is updated', update, {}, `PATCH /transactions/${TRANSACTION}`],
		[
			'the transactions of an event',
			fromEvent,
			event(CARD),
			`GET /v2/transactions?accountId=${CARD}&ids=${TRANSACTION}`,
		],
	])('of %s', async (_, parameters, json, request) => {
		serveAll();
		const { rows } = await run({ parameters, input: [json, json] });
		expect([...sent].sort()).toEqual([`GET /accounts/${CARD}`, request, request].sort());
		const last = rows[rows.length - 1].json;
		expect(last).toMatchObject({ amount: -45.9, amountNote: null, accountName: 'Cartão Exemplo' });
	});

	test('a transaction that names no account has no amount', async () => {
		serve(`/transactions/${TRANSACTION}`, odd.rowOf(45));
		const { rows, hints } = await run({ parameters: getOne });
		expect(sent).toEqual([`GET /transactions/${TRANSACTION}`]);
		expect(rows[0].json).toMatchObject({
			amount: null,
			amountSent: 3,
			amountNote: 'The sign is not known: Pluggy did not say which account it belongs to',
		});
		expect(hints).toEqual(['1 transaction without amount: amountNote says why.']);
	});
});

const NO_ACCOUNTS: Array<[string, unknown]> = [
	['an error', { code: 404, codeDescription: 'ACCOUNT_NOT_FOUND', message: 'no' }],
	['the error of a gateway', { status: 502, error: 'Bad Gateway' }],
	['an object that is none', { hello: 'world' }],
	['an empty object', {}],
	['a list', [odd.card]],
	['nothing', null],
	['a text', 'blocked'],
];

describe('an account that cannot be read', () => {
	test.each([
		[404, 'ACCOUNT_NOT_FOUND'],
		[403, 'SOMETHING_NEW'],
	])('answered with %i: the rows come without amount, and say why', async (status, code) => {
		serve('/v2/transactions', page(odd.rowOf(11), odd.rowOf(14)));
		const body = { code: status, codeDescription: code, message: 'no' };
		serve(`/accounts/${CARD}`, () => [status, body]);
		const { rows, hints } = await run({ parameters: getMany(), input: [{}, {}] });
		expect(rows).toHaveLength(4);
		for (const { json } of rows) {
			expect(json).toMatchObject({ amount: null, description: expect.any(String) });
			expect(json.amountNote).toMatch(/^The sign is not known: the account/);
			expect(json.amountSent).toEqual(expect.any(Number));
		}
		expect(hints).toEqual(['4 transactions without amount: amountNote says why.']);
		// Asked once, although it failed.
		expect(sent.filter((line) => line.includes('/accounts/'))).toHaveLength(1);
	});

	test.each(NO_ACCOUNTS)(
		'answered with %s and a 200: an error of the row, no row without amount',
		async (_, answer) => {
			serve('/v2/transactions', page(odd.rowOf(14)));
			serve(`/accounts/${BANK}`, odd.checking);
			serve(`/accounts/${CARD}`, answer);
			const { rows } = await run({
				parameters: getMany({ accountId: byId('={{ $json.id }}') }),
				input: [{ id: CARD }, { id: BANK }],
				onError: 'continueRegularOutput',
			});
			expect(rows.map(({ json }) => (json.error as IDataObject)?.code ?? json.amount)).toEqual([
				'BAD_ANSWER',
				-45.9,
			]);
		},
	);

	test('now, but perhaps later: an error, as for a page of the list', async () => {
		serve('/v2/transactions', page(odd.rowOf(14)));
		serve(`/accounts/${BANK}`, odd.checking);
		serve(`/accounts/${CARD}`, () => [503, {}]);
		const parameters = getMany({ accountId: byId('={{ $json.id }}') });
		const input = [{ id: CARD }, { id: BANK }];
		await expect(runToError({ parameters, input })).resolves.toMatchObject({ httpCode: '503' });
		const { rows, hints } = await run({ parameters, input, onError: 'continueRegularOutput' });
		expect(
			rows.map(({ json, pairedItem }) => [json.error ? 'error' : json.amount, pairedItem]),
		).toEqual([
			['error', { item: 0 }],
			[-45.9, { item: 1 }],
		]);
		expect(hints.join()).not.toContain('amount');
	});

	test('after a change: the change is put out all the same', async () => {
		serve(`/transactions/${TRANSACTION}`, odd.rowOf(14), 'patch');
		serve(`/accounts/${CARD}`, () => [503, {}]);
		const { rows } = await run({ parameters: update });
		expect(rows[0].json).toMatchObject({
			id: TRANSACTION,
			amount: null,
			amountNote: expect.stringContaining('the account could not be read'),
		});
	});
});

describe('what a run tells', () => {
	test('that type and sign of card transactions disagree', async () => {
		serveAll();
		const { hints } = await run({ parameters: getMany(), input: [{}, {}] });
		expect(hints).toEqual([expect.stringMatching(/^2 transactions of a card: type .* opposite/)]);
	});

	test('nothing when all is in order', async () => {
		serve('/v2/transactions', page(odd.rowOf(13), odd.rowOf(14)));
		serve(`/accounts/${CARD}`, odd.card);
		expect((await run({ parameters: getMany() })).hints).toEqual([]);
	});

	test('nothing of rows that were taken back', async () => {
		serve(`/accounts/${CARD}`, odd.card);
		let asked = 0;
		serve('/v2/transactions', () => [
			200,
			asked++ % 2 === 0 ? { results: [odd.rowOf(11)], next: '?after=x' } : { results: [null] },
		]);
		const onError = 'continueRegularOutput';
		const { rows, hints } = await run({ parameters: getMany(), onError });
		expect(rows.map(({ json }) => Object.keys(json))).toEqual([['error']]);
		expect(hints).toEqual([]);
	});
});

describe('a whole item', () => {
	const accounts = (...results: unknown[]) => ({ page: 1, totalPages: 1, results });

	test('knows its accounts: no further request, and its columns besides', async () => {
		serveAll();
		serve('/accounts', accounts(odd.checking, odd.card));
		const { rows } = await run({ parameters: ofItem() });
		expect(sent).toEqual([
			`GET /accounts?itemId=${ITEM}`,
			`GET /v2/transactions?accountId=${BANK}`,
			`GET /v2/transactions?accountId=${CARD}`,
		]);
		expect(rows.map(({ json }) => [json.amount, json.accountName, json.itemId])).toEqual([
			[12, 'Conta Exemplo', ITEM],
			[-45.9, 'Conta Exemplo', ITEM],
			[-12, 'Cartão Exemplo', ITEM],
			[-45.9, 'Cartão Exemplo', ITEM],
		]);
		const [{ json }] = (await run({ parameters: getMany() })).rows;
		const columns = Object.keys(json);
		columns.splice(columns.indexOf('id'), 0, 'accountType', 'accountNumber');
		expect(Object.keys(rows[0].json)).toEqual([...columns, 'itemId']);
		expect(rows[0].json).toMatchObject({ accountType: 'BANK', accountNumber: '0001/12345-0' });
	});

	test('that is deleted is an error: Pluggy lists no accounts of it', async () => {
		serve('/accounts', accounts());
		const gone = { code: 404, codeDescription: 'ITEM_NOT_FOUND', message: 'item not found' };
		serve(`/items/${ITEM}`, () => [404, gone]);
		const error = await runToError({ parameters: ofItem() });
		expect(error.message).toBe('Item not found');
		expect(sent).toEqual([`GET /accounts?itemId=${ITEM}`, `GET /items/${ITEM}`]);
	});

	test('that is there and has no accounts gives no rows', async () => {
		serve('/accounts', accounts());
		serve(`/items/${ITEM}`, { id: ITEM, status: 'LOGIN_ERROR' });
		expect((await run({ parameters: ofItem() })).rows).toEqual([]);
	});

	test.each([[{ id: undefined }], [{ id: '' }], [{ id: null }]])(
		'with an account without ID (%j) is an error, and nobody asks for undefined',
		async (more) => {
			serve('/accounts', accounts(odd.card, { ...odd.checking, ...more }));
			const error = await runToError({ parameters: ofItem() });
			expect(error.message).toContain('an account without ID');
			expect(sent).toEqual([`GET /accounts?itemId=${ITEM}`]);
		},
	);
});

describe('a statement file', () => {
	const file = async (parameters: IDataObject) => {
		const { rows, hints } = await run({ parameters });
		const { data } = rows[0].binary!.data;
		return { json: rows[0].json, hints, bytes: Buffer.from(data, 'base64') };
	};

	test('names what could not be written, and says so in a hint', async () => {
		serve(`/accounts/${CARD}`, odd.card);
		serve('/v2/transactions', page(...odd.allRows.map(({ row }) => row)));
		const { json, hints, bytes } = await file(exportOfx());
		expect(json).toMatchObject({
			fileName: 'extrato_4321-000000000900.ofx',
			transactions: odd.allRows.length - 12,
			leftOut: 12,
			pendingLeftOut: 0,
			balance: -217.1,
		});
		expect(json.leftOutRows).toContainEqual({
			id: null,
			date: '2026-02-10',
			description: 'SEM ID',
			reason: 'Pluggy sent no ID',
		});
		expect(hints).toEqual([
			expect.stringContaining('of a card: type'),
			'12 transactions could not be written into the file: leftOutRows says why.',
		]);
		expect(bytes.toString('latin1')).not.toMatch(/NaN|undefined|1970/);
	});

	test('has the encoding and the bank that were asked for', async () => {
		serve(`/accounts/${BANK}`, odd.checking);
		serve('/v2/transactions', page({ ...odd.rowOf(14), description: 'São João 🍕' }));
		const options = { encoding: 'utf-8', bankCode: 1 };
		const { bytes } = await file(exportOfx({ accountId: byId(BANK), options }));
		const text = bytes.toString('utf8');
		expect(text).toContain('ENCODING:UTF-8\r\nCHARSET:NONE');
		expect(text).toContain('<MEMO>São João 🍕</MEMO>');
		expect(text).toContain('<BANKID>001</BANKID>');
	});

	test.each([
		[{ encoding: 'constructor' }, '"Encoding" (Options) must be windows-1252 or utf-8'],
		[{ encoding: 'latin1' }, '"Encoding" (Options) must be windows-1252 or utf-8'],
		[{ bankCode: '3414' }, '"Bank Code" (Options) must be the three digits of a bank'],
		[{ bankCode: '000' }, '"Bank Code" (Options) must be the three digits of a bank'],
		[{ bankCode: 'Itaú' }, '"Bank Code" (Options) must be the three digits of a bank'],
	])('of %j is refused before anything is sent', async (options, message) => {
		const error = await runToError({ parameters: exportOfx({ options }) });
		expect(error.message).toContain(message);
		expect(sent).toEqual([]);
	});

	test.each<[string, unknown, string]>([
		['a new type of account', odd.oddAccounts.loan, 'has another type'],
		['an account without type', { id: CARD }, 'has another type'],
		...NO_ACCOUNTS.map(
			([what, answer]) => [what, answer, 'no account'] as [string, unknown, string],
		),
	])('of %s is an error', async (_, answer, message) => {
		serve(`/accounts/${CARD}`, answer);
		const error = await runToError({ parameters: exportOfx() });
		expect(error.message).toContain(message);
		expect(sent).toEqual([`GET /accounts/${CARD}`]);
	});
});
