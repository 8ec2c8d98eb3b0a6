import nock from 'nock';
import { API, CredentialStore, makeKey, run, runToError } from './harness.cjs';
import { onlyNock } from './network.cjs';

/** Item: Get Many where Pluggy lists no items, which is the usual case. */

const A = '22222222-2222-4222-8222-222222222222';
const B = '33333333-3333-4333-8333-333333333333';
const parameters = { resource: 'item', operation: 'getMany', returnAll: true };
const refusal = { code: 403, codeDescription: 'LIST_ITEMS_FEATURE_NOT_ENABLED', message: 'no' };

const item = (id: string, more = {}) => ({
	...{ id, status: 'UPDATED', executionStatus: 'SUCCESS', error: null },
	...{ connector: { id: 201, name: 'Itaú' }, clientUserId: 'ana', ...more },
});

onlyNock();

beforeEach(() => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('k') });
	nock(API).get('/v2/items').query(true).reply(403, refusal);
});

const ids = async (more: object, itemIds: string) => {
	const { rows: output } = await run({
		parameters: { ...parameters, ...more },
		store: new CredentialStore({ itemIds }),
	});
	return output.map(({ json }) => json.id);
};

test('the items of the credential are read, each once, in their order', async () => {
	nock(API).get(`/items/${B}`).reply(200, item(B));
	nock(API).get(`/items/${A}`).reply(200, item(A));
	expect(await ids({}, `${B}, ${A} ${B.toUpperCase()}`)).toEqual([B, A]);
});

test('up to the limit, and no more is asked for', async () => {
	nock(API).get(`/items/${B}`).reply(200, item(B));
	expect(await ids({ returnAll: false, limit: 1 }, `${B}, ${A}`)).toEqual([B]);
});

test('filters hold as they do for the list', async () => {
	nock(API).get(`/items/${A}`).times(2).reply(200, item(A));
	nock(API)
		.get(`/items/${B}`)
		.times(2)
		.reply(200, item(B, { clientUserId: 'bia', connector: { id: 2 } }));
	expect(await ids({ filters: { clientUserId: 'bia' } }, `${A},${B}`)).toEqual([B]);
	nock(API).get('/v2/items').query(true).reply(403, refusal);
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('k') });
	const connectorId = { __rl: true, mode: 'id', value: '201' };
	expect(await ids({ filters: { connectorId } }, `${A},${B}`)).toEqual([A]);
});

test('an item that is gone stays a row that says so', async () => {
	nock(API).get(`/items/${A}`).reply(404, { code: 404, codeDescription: 'ITEM_NOT_FOUND' });
	nock(API).get(`/items/${B}`).reply(200, item(B));
	const { rows: output } = await run({
		parameters,
		store: new CredentialStore({ itemIds: `${A},${B}` }),
	});
	const [gone, there] = output.map(({ json }) => json);
	expect(gone).toMatchObject({ id: A, diagnosis: { code: 'ITEM_NOT_FOUND' } });
	expect(there).toMatchObject({ id: B, diagnosis: null });
});

test('one that is gone passes no filter', async () => {
	nock(API).get(`/items/${A}`).reply(404, { code: 404, codeDescription: 'ITEM_NOT_FOUND' });
	nock(API).get(`/items/${B}`).reply(200, item(B));
	expect(await ids({ filters: { clientUserId: 'ana' } }, `${A},${B}`)).toEqual([B]);
});

test('a 404 of something else, such as a proxy, is an error', async () => {
	nock(API).get(`/items/${A}`).times(3).reply(404, 'not here');
	const store = new CredentialStore({ itemIds: A });
	expect((await runToError({ parameters, store })).httpCode).toBe('404');
});

test('any other trouble with one of them is an error: the list would be short of it', async () => {
	nock(API).get(`/items/${A}`).reply(200, item(A));
	nock(API)
		.get(`/items/${B}`)
		.reply(403, { code: 403, codeDescription: 'ITEM_ACCESS_DENIED', message: 'no' });
	const store = new CredentialStore({ itemIds: `${A},${B}` });
	expect((await runToError({ parameters, store })).httpCode).toBe('403');
});

test('without Item IDs the refusal is the error, and says where to put them', async () => {
	const { message, description } = await runToError({ parameters });
	expect(message).toContain('may not list its items');
	expect(description).toContain('Item IDs');
});

test('junk in Item IDs is told by its place alone', async () => {
	const store = new CredentialStore({ itemIds: `${A}, abc` });
	const { message, description } = await runToError({ parameters, store });
	expect(message).toContain('Entry 2 of Item IDs');
	expect(`${message} ${description}`).not.toContain('abc');
});
