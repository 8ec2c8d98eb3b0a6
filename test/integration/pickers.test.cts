/** The lists of the pickers: what finds an entry, and what is said where there is none. */
import nock from 'nock';
import { clock } from '../../scripts/lib/built.cjs';
import { API, CredentialStore, newProcess, search } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

onlyNock();

const ITEM = '11111111-1111-4111-8111-111111111111';
const parameters = { resource: 'account', operation: 'getMany' };
const uuid = (n: number) => `22222222-2222-4222-8222-${String(n).padStart(12, '0')}`;
const page = (results: unknown[]) => ({ results, page: 1, total: results.length, totalPages: 1 });

const names = async (method: string, filter?: string, store?: CredentialStore) =>
	(await search(method, { parameters, ...(store ? { store } : {}) }, filter)).results.map(
		({ name }) => name,
	);

/** What n8n shows of an error: its message without hyphens, and the description of API errors. */
async function refusal(method: string, store?: CredentialStore) {
	const error = (await search(method, { parameters, ...(store ? { store } : {}) }).catch(
		(caught: unknown) => caught,
	)) as Error & { description?: string; httpCode?: unknown };
	expect(error.name).toBe('NodeApiError');
	expect(error.message).not.toMatch(/[-–—]/);
	return { message: error.message, description: error.description, httpCode: error.httpCode };
}

beforeEach(() => letIn());

describe('are filtered here', () => {
	const institutions = [
		{ id: uuid(1), name: 'ITAÚ UNIBANCO S.A.', tradeName: 'Itaú', compe: '341', ispb: '60701190' },
		{ id: uuid(2), name: 'NU PAGAMENTOS S.A.', tradeName: 'Nubank', compe: '260' },
	];

	test.each([
		['itau', ['Itaú · 341']],
		['ITAÚ', ['Itaú · 341']],
		['260', ['Nubank · 260']],
		['nu pagamentos', ['Nubank · 260']],
		['pagamentos nubank', ['Nubank · 260']],
		['60701190', ['Itaú · 341']],
		['nothing', []],
	])('institutions: %s', async (filter, expected) => {
		nock(API)
			.get('/payments/recipients/institutions')
			.query({ pageSize: 500, page: 1 })
			.reply(200, page(institutions));
		expect(await names('searchInstitutions', filter)).toEqual(expected);
	});

	test.each([
		['itau', ['Itaú · personal bank', 'Itaú Empresas · business bank']],
		['pessoa jurídica', ['Itaú Empresas · business bank']],
		['empresa itau', ['Itaú Empresas · business bank']],
		['612', ['Nubank · Open Finance']],
	])('connectors: %s', async (filter, expected) => {
		nock(API)
			.get('/connectors')
			.query({ sandbox: true })
			.reply(
				200,
				page([
					{ id: 201, name: 'Itaú', type: 'PERSONAL_BANK' },
					{ id: 202, name: 'Itaú Empresas', type: 'BUSINESS_BANK' },
					{ id: 612, name: 'Nubank', type: 'PERSONAL_BANK', isOpenFinance: true },
				]),
			);
		expect(await names('searchConnectors', filter)).toEqual(expected);
	});

	test.each([
		['joao', ['João · Itaú · default']],
		['padrão', ['João · Itaú · default']],
		['poupanca', ['Maria · Nubank']],
		['260', ['Maria · Nubank']],
	])('recipients: %s', async (filter, expected) => {
		const [itau, nubank] = institutions;
		nock(API)
			.get('/payments/recipients')
			.query({ pageSize: 500, page: 1 })
			.reply(
				200,
				page([
					{
						id: uuid(3),
						name: 'Maria',
						paymentInstitution: nubank,
						account: { type: 'SAVINGS_ACCOUNT' },
					},
					{
						id: uuid(4),
						name: 'João',
						paymentInstitution: itau,
						account: { type: 'CHECKING_ACCOUNT' },
						isDefault: true,
					},
				]),
			);
		expect(await names('searchRecipients', filter)).toEqual(expected);
	});

	test.each([
		['jose', ['José · individual']],
		['empresa', ['Acme · business']],
		['pessoa física', ['José · individual']],
	])('customers: %s', async (filter, expected) => {
		nock(API)
			.get('/payments/customers')
			.query({ pageSize: 500, page: 1 })
			.reply(
				200,
				page([
					{ id: uuid(5), name: 'José', type: 'INDIVIDUAL' },
					{ id: uuid(6), name: 'Acme', type: 'BUSINESS' },
				]),
			);
		expect(await names('searchCustomers', filter)).toEqual(expected);
	});

	test.each([
		['cartão', ['Nubank · Platinum 1234']],
		['CARTAO nubank', ['Nubank · Platinum 1234']],
		['conta', ['Nubank · Conta 1', 'Nubank · Reserva 2']],
		['poupança', ['Nubank · Reserva 2']],
		['credit card', ['Nubank · Platinum 1234']],
	])('accounts: %s', async (filter, expected) => {
		nock(API)
			.get(`/items/${ITEM}`)
			.reply(200, { id: ITEM, status: 'UPDATED', connector: { name: 'Nubank' } });
		nock(API)
			.get('/accounts')
			.query({ itemId: ITEM })
			.reply(
				200,
				page([
					{ id: uuid(7), name: 'Conta', number: '1', type: 'BANK', subtype: 'CHECKING_ACCOUNT' },
					{ id: uuid(8), name: 'Reserva', number: '2', type: 'BANK', subtype: 'SAVINGS_ACCOUNT' },
					{ id: uuid(9), name: 'Platinum', number: '1234', type: 'CREDIT', subtype: 'CREDIT_CARD' },
				]),
			);
		const store = new CredentialStore({ itemIds: ITEM });
		expect(await names('searchAccounts', filter, store)).toEqual(expected);
	});

	test('and read once while somebody types, anew when the picker is opened or a minute has passed', async () => {
		const reads = nock(API)
			.persist()
			.get('/connectors')
			.query({ sandbox: true })
			.reply(200, page([{ id: 201, name: 'Itaú', type: 'PERSONAL_BANK' }]));
		let count = 0;
		reads.on('request', () => (count += 1));
		await names('searchConnectors');
		for (const filter of ['i', 'it', 'ita']) await names('searchConnectors', filter);
		expect(count).toBe(1);
		await names('searchConnectors');
		expect(count).toBe(2);
		const { now } = clock;
		try {
			clock.now = () => now() + 61_000;
			await names('searchConnectors', 'ita');
		} finally {
			clock.now = now;
		}
		expect(count).toBe(3);
	});

	test('of a list longer than four pages the rest is asked of Pluggy by name', async () => {
		const all = Array.from({ length: 2_000 }, (_, n) => ({ id: uuid(n), name: `Banco ${n}` }));
		const path = '/payments/recipients/institutions';
		for (const number of [1, 2, 3, 4]) {
			nock(API)
				.get(path)
				.query({ pageSize: 500, page: number })
				.reply(200, {
					results: all.slice((number - 1) * 500, number * 500),
					page: number,
					total: 2_600,
					totalPages: 6,
				});
		}
		nock(API)
			.get(path)
			.query({ pageSize: 500, page: 1, name: 'banco 25' })
			.reply(200, page([all[25], { id: uuid(2_500), name: 'Banco 2500' }]));
		const found = await names('searchInstitutions', 'banco 25');
		expect(found).toContain('Banco 2500');
		expect(found.filter((name) => name === 'Banco 25')).toHaveLength(1);
	});
});

describe('say what to do where there is no list', () => {
	test.each([['searchItems'], ['searchAccounts']])(
		'%s, when Pluggy lists no items',
		async (method) => {
			nock(API).get('/v2/items').reply(403, {
				code: 403,
				codeDescription: 'LIST_ITEMS_FEATURE_NOT_ENABLED',
				message: 'no',
			});
			const { message, description, httpCode } = await refusal(method);
			expect(message).toBe(
				'Pluggy does not let this account list connections. Paste the ID under "By ID"',
			);
			expect(description).toContain('into the credential (field Item IDs)');
			expect(description).toContain('https://docs.pluggy.ai/en/docs/guides/dashboard-connectors');
			// n8n would put it before the sentence.
			expect(httpCode).toBeNull();
		},
	);

	test.each([
		['searchRecipients', '/payments/recipients', 'Payment Recipient: Create'],
		['searchCustomers', '/payments/customers', 'Payment Customer: Create'],
	])('%s, when there are none', async (method, path, way) => {
		nock(API).get(path).query({ pageSize: 500, page: 1 }).reply(200, page([]));
		const { message } = await refusal(method);
		expect(message).toContain(way);
	});

	test('no items, and no accounts', async () => {
		nock(API).get('/v2/items').reply(200, { results: [], next: null });
		expect((await refusal('searchItems')).message).toContain('connect a bank first');
		newProcess();
		nock(API)
			.get('/v2/items')
			.reply(200, { results: [{ id: ITEM, status: 'UPDATING' }], next: null });
		nock(API).get('/accounts').query({ itemId: ITEM }).reply(200, page([]));
		expect((await refusal('searchAccounts')).message).toContain('no accounts yet');
	});

	test('an Item IDs field that holds something else; nothing is sent', async () => {
		const store = new CredentialStore({ itemIds: `${ITEM}, abc` });
		for (const method of ['searchItems', 'searchAccounts']) {
			const { message, description } = await refusal(method, store);
			expect(message).toBe('Entry 2 of Item IDs in the credential is no item ID');
			expect(`${message} ${description}`).not.toContain('abc');
		}
	});

	test('a refusal keeps its status and its hyphens where n8n would take them out', async () => {
		nock(API).get('/v2/items').reply(404, { code: 404, message: 'no' });
		const { httpCode, description } = await refusal('searchItems');
		expect(httpCode).toBe('404');
		expect(description).toContain('More: https://');
	});
});

describe('a title is saved in the workflow: it holds no CPF or CNPJ, which finds its entry all the same', () => {
	const item = {
		id: ITEM,
		status: 'UPDATED',
		connector: { name: 'Itaú' },
		clientUserId: '529.982.247-25',
	};
	const account = {
		id: uuid(1),
		type: 'BANK',
		name: 'Conta 11222333000181',
		number: '52998224725',
	};
	const store = () => new CredentialStore({ itemIds: ITEM });

	beforeEach(() => {
		nock(API).persist().get(`/items/${ITEM}`).reply(200, item);
		nock(API)
			.persist()
			.get('/accounts')
			.query(true)
			.reply(200, page([account]));
		nock(API)
			.persist()
			.get('/payments/recipients')
			.query(true)
			.reply(200, page([{ id: uuid(2), name: 'JOAO DA SILVA 52998224725' }]));
	});

	test.each([
		['searchItems', '529.982', 'Itaú · [hidden]'],
		['searchAccounts', '52998224725', 'Itaú · Conta [hidden] [hidden]'],
		['searchRecipients', '52998224725', 'JOAO DA SILVA [hidden]'],
	])('%s', async (method, filter, title) => {
		for (const one of [undefined, filter]) {
			expect(await names(method, one, store())).toEqual([title]);
		}
		const { results } = await search(method, { parameters, store: store() });
		expect(JSON.stringify(results)).not.toMatch(/52998224725|529\.982|11222333000181/);
	});
});
