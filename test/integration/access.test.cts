import nock from 'nock';
import { API, CredentialStore, makeKey, runToError, search } from './harness.cjs';
import { onlyNock } from './network.cjs';

const ITEM = '22222222-2222-4222-8222-222222222222';
const locator = { __rl: true, mode: 'id', value: ITEM };

onlyNock();

describe('what the credential does not allow is refused before anything is sent', () => {
	test('Read Only may not delete an item', async () => {
		const store = new CredentialStore({ access: 'readOnly' });
		const error = await runToError({
			parameters: { resource: 'item', operation: 'delete', itemId: locator },
			store,
		});
		expect(error.message).toBe(
			'"Delete bank connection with all its data" needs the access "Data", but the credential has "Read Only"',
		);
		expect(error.description).toContain('Change Access in the credential. Nothing was sent.');
	});

	test.each([undefined, null, '', 'ReadOnly', ['payments']])(
		'the unknown access %j of an expression allows no more than reading',
		async (access) => {
			const error = await runToError({
				parameters: { resource: 'item', operation: 'delete', itemId: locator },
				store: new CredentialStore({ access }),
			});
			expect(error.message).toContain('but the credential has "Read Only"');
		},
	);
});

test('an operation that is not ours says so', async () => {
	const error = await runToError({
		parameters: { resource: 'item', operation: '__CUSTOM_API_CALL__' },
	});
	expect(error.message).toContain('has no operation');
});

describe('pickers', () => {
	const A = '33333333-3333-4333-8333-333333333333';
	const parameters = { resource: 'account', operation: 'getMany' };

	beforeEach(() => {
		nock(API)
			.post('/auth')
			.reply(200, { apiKey: makeKey('k') });
	});

	test('items come from the Item IDs of the credential, without asking for a list', async () => {
		const connector = { name: 'Pluggy Bank' };
		nock(API).get(`/items/${ITEM}`).reply(200, { id: ITEM, status: 'UPDATED', connector });
		nock(API).get(`/items/${A}`).reply(404, { code: 404, codeDescription: 'ITEM_NOT_FOUND' });
		const store = new CredentialStore({ itemIds: `${ITEM}, ${A}` });
		const { results } = await search('searchItems', { parameters, store });
		expect(results.map(({ name, value }) => [name, value])).toEqual([
			['Pluggy Bank', ITEM],
			['Item · Item not found', A],
		]);
	});

	test('without Item IDs the list of Pluggy is used, and a refusal says what to do', async () => {
		nock(API)
			.get('/v2/items')
			.reply(403, { code: 403, codeDescription: 'LIST_ITEMS_FEATURE_NOT_ENABLED', message: 'no' });
		await expect(search('searchItems', { parameters })).rejects.toThrow('Paste the ID under');
	});

	test('accounts of many items come ten items at a time', async () => {
		const ids = Array.from({ length: 11 }, (_, n) => `44444444-4444-4444-8444-4444444444${10 + n}`);
		const results = ids.map((id) => ({ id, status: 'UPDATED', connector: { name: 'Banco' } }));
		nock(API).persist().get('/v2/items').reply(200, { results, next: null });
		nock(API)
			.persist()
			.get('/accounts')
			.query(true)
			.reply((uri) => [
				200,
				{
					results: [{ id: uri.slice(-2), name: 'Conta', number: '1', type: 'BANK' }],
					totalPages: 1,
				},
			]);
		const first = await search('searchAccounts', { parameters });
		expect(first.results).toHaveLength(10);
		const second = await search(
			'searchAccounts',
			{ parameters },
			'',
			first.paginationToken as string,
		);
		expect(second.results.map(({ value }) => value)).toEqual(['20']);
		expect(second.paginationToken).toBeUndefined();
	});

	test('connectors are listed with those of the sandbox, and filtered here', async () => {
		nock(API)
			.get('/connectors')
			.query({ sandbox: 'true' })
			.reply(200, {
				results: [
					{ id: 601, name: 'Itaú', type: 'PERSONAL_BANK', isOpenFinance: true, isSandbox: false },
				],
				totalPages: 1,
			});
		const { results } = await search('searchConnectors', { parameters }, ' itaú ');
		expect(results[0]).toMatchObject({ name: 'Itaú · Open Finance', value: '601' });
	});

	test('categories are named in Portuguese with their parents, and found in English too', async () => {
		const bars = {
			id: '11010000',
			description: 'Bars',
			descriptionTranslated: 'Bares',
			parentId: '11000000',
			parentDescription: 'Food and drinks',
		};
		const food = {
			id: '11000000',
			description: 'Food and drinks',
			descriptionTranslated: 'Alimentos e bebidas',
			parentId: null,
			parentDescription: null,
		};
		nock(API)
			.get('/categories')
			.times(2)
			.reply(200, { results: [bars, food], totalPages: 1 });
		const { results } = await search('searchCategories', { parameters });
		expect(results.map(({ name, value }) => [name, value])).toEqual([
			['Alimentos e bebidas', '11000000'],
			['Alimentos e bebidas · Bares', '11010000'],
		]);
		const english = await search('searchCategories', { parameters }, 'bars');
		expect(english.results.map(({ value }) => value)).toEqual(['11010000']);
	});
});
