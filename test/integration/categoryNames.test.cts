import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import * as odd from '../unit/oddRows.cjs';
import { byId } from './cases/case.cjs';
import { API, CLIENT_SECRET, CredentialStore, makeKey, run } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/** Categories with their Portuguese name: when the list is read, and what if it cannot be. */

const ITEM = '00000000-0000-4000-8000-000000000800';
const TRANSACTION = '00000000-0000-4000-8000-000000000014';
const CARD = odd.CARD_ID;
const BANK = String(odd.checking.id);
const LIST = 'GET /categories';

const categories = [
	{ id: '05070000', description: 'Transfer - PIX', descriptionTranslated: 'Transferência - PIX' },
	{ id: '11010000', description: 'Eating out', descriptionTranslated: 'Restaurantes' },
	{ id: '77000000', description: 'Our own' },
];
const paid = { ...odd.rowOf(14), category: 'Eating out', categoryId: '11010000' };
const own = { ...odd.rowOf(11), category: 'Our own', categoryId: '77000000' };
const none = odd.rowOf(13);

let sent: string[];

const { slept } = onlyNock({ jumps: true });
beforeEach(() => {
	sent = [];
});

type Reply = [status: number, body: object | string, headers?: Record<string, string>];

function serve(path: string, answer: Reply | (() => Reply), method: 'get' | 'patch' = 'get') {
	nock(API)
		.persist()
		[method](path)
		.query(true)
		.reply((uri) => {
			sent.push(`${method.toUpperCase()} ${uri}`);
			return typeof answer === 'function' ? answer() : answer;
		});
}

const page = (...results: unknown[]): Reply => [200, { results, next: null }];
const numbered = (results: unknown[], number = 1, totalPages = 1): Reply => [
	200,
	{ page: number, totalPages, results },
];

function serveAll(list: Reply | (() => Reply) = numbered(categories)) {
	letIn();
	serve('/categories', list);
	serve(`/accounts/${CARD}`, [200, odd.card]);
	serve('/accounts', numbered([odd.checking, odd.card]));
	serve('/v2/transactions', page(none, paid, own));
	serve(`/transactions/${TRANSACTION}`, [200, paid]);
	serve(`/transactions/${TRANSACTION}`, [200, paid], 'patch');
}

const getMany = (more: IDataObject = {}): IDataObject => ({
	resource: 'transaction',
	operation: 'getMany',
	source: 'account',
	accountId: byId(CARD),
	returnAll: true,
	...more,
});
const ofItem = getMany({ source: 'item', itemId: byId(ITEM) });
const getOne = { resource: 'transaction', operation: 'get', transactionId: TRANSACTION };
const update = { ...getOne, operation: 'update', categoryId: byId('11010000') };
const event = { event: 'transactions/updated', eventId: 'e', accountId: CARD };

const namesIn = (rows: Array<{ json: IDataObject }>) =>
	rows.map(({ json }) => json.categoryTranslated);
const lists = () => sent.filter((line) => line.startsWith(LIST)).length;

test('one read for all input rows, after the account, and the name beside the English one', async () => {
	serveAll();
	const { rows, hints } = await run({ parameters: getMany(), input: [{}, {}] });
	const list = `GET /v2/transactions?accountId=${CARD}`;
	const account = `GET /accounts/${CARD}`;
	expect([...sent].sort()).toEqual([list, list, account, LIST].sort());
	expect(sent.indexOf(LIST)).toBeGreaterThan(sent.indexOf(account));
	// What has no Portuguese name has none.
	const names = [null, 'Restaurantes', null];
	expect(namesIn(rows)).toEqual([...names, ...names]);
	expect(rows.map(({ json }) => json.category).slice(0, 3)).toEqual([
		null,
		'Eating out',
		'Our own',
	]);
	const columns = Object.keys(rows[1].json);
	expect(columns.slice(0, 6)).toEqual([
		'date',
		'description',
		'amount',
		'category',
		'categoryTranslated',
		'accountName',
	]);
	expect(hints).toEqual([expect.stringContaining('of a card: type')]);
});

test.each([
	['a whole item', ofItem, {}, [`accountType`, `accountNumber`], ['itemId']],
	['one transaction', getOne, {}, [], []],
	['an updated transaction', update, {}, [], []],
	[
		'an event',
		{ resource: 'transaction', operation: 'getFromEvent' },
		{ ...event, transactionIds: [TRANSACTION] },
		['event'],
		['eventId'],
	],
])('%s: the same column, read once, and IDs last', async (_, parameters, json, details, ids) => {
	serveAll();
	const { rows } = await run({ parameters, input: [json, json] });
	expect(lists()).toBe(1);
	expect(namesIn(rows)).toContain('Restaurantes');
	for (const row of rows) {
		const columns = Object.keys(row.json);
		expect(columns.slice(columns.indexOf('createdAt'))).toEqual([
			...['createdAt', ...details],
			...['id', 'accountId', 'categoryId', 'billId', 'receiverReferenceId', ...ids],
		]);
	}
});

test('what an event says to be gone has its IDs last, too, and needs no list', async () => {
	letIn();
	const gone = { ...event, event: 'transactions/deleted', itemId: ITEM, transactionIds: ['t1'] };
	const parameters = { resource: 'transaction', operation: 'getFromEvent' };
	const { rows } = await run({ parameters, input: [gone] });
	expect(Object.entries(rows[0].json)).toEqual([
		['deleted', true],
		['event', 'transactions/deleted'],
		['id', 't1'],
		['accountId', CARD],
		['itemId', ITEM],
		['eventId', 'e'],
	]);
});

test.each([
	['without Simplify', { simplify: false }, [paid]],
	['without rows', {}, []],
	['where no transaction has a category', {}, [none, { ...none, categoryId: '' }]],
])('%s nothing more is read', async (_, more, results) => {
	letIn();
	serve(`/accounts/${CARD}`, [200, odd.card]);
	serve('/v2/transactions', page(...results));
	const { rows } = await run({ parameters: getMany(more) });
	expect(rows).toHaveLength(results.length);
	expect(lists()).toBe(0);
	const filled = rows.filter(({ json }) => (json.categoryTranslated ?? null) !== null);
	expect(filled).toEqual([]);
});

test('a list in two pages is read to its end', async () => {
	let asked = 0;
	serveAll(() => {
		asked += 1;
		return numbered(asked === 1 ? [categories[0]] : categories.slice(1), asked, 2);
	});
	const { rows } = await run({ parameters: getOne });
	expect(namesIn(rows)).toEqual(['Restaurantes']);
	expect(sent.slice(-2)).toEqual([LIST, `${LIST}?page=2`]);
});

const HINT = /^categoryTranslated is empty: the list of categories could not be read \(.+\)\.$/;

test.each<[string, Reply, number]>([
	['403', [403, { code: 403, codeDescription: 'SOMETHING_NEW', message: 'no' }], 1],
	['404', [404, { code: 404, message: 'not found' }], 1],
	['a 429 with a name', [429, { code: 429, codeDescription: 'QUOTA', message: 'no' }], 1],
	['a text', [200, 'blocked'], 1],
	['a list of texts', [200, { page: 1, totalPages: 1, results: ['05070000'] }], 1],
	['an empty list', numbered([]), 1],
])('answered with %s: the rows come all the same', async (what, answer, times) => {
	serveAll(answer);
	const { rows, hints } = await run({ parameters: getMany(), input: [{}, {}] });
	expect(rows).toHaveLength(6);
	expect(rows[1].json).toMatchObject({ amount: -45.9, category: 'Eating out' });
	expect(namesIn(rows)).toEqual(Array(6).fill(null));
	expect(lists()).toBe(times);
	const told = hints.filter((hint) => HINT.test(hint));
	expect(told).toHaveLength(what === 'an empty list' ? 0 : 1);
});

test('what fails again and again is tried as a read is, but once per run, and loses no row', async () => {
	serveAll([503, {}]);
	const { rows, hints } = await run({ parameters: getMany(), input: [{}, {}] });
	expect(rows).toHaveLength(6);
	const tries = lists();
	expect(tries).toBeGreaterThan(1);
	expect(hints.filter((hint) => HINT.test(hint))).toHaveLength(1);
	await run({ parameters: getMany() });
	expect(lists()).toBe(2 * tries);
});

test('where the limit is met, nobody waits more than 15 s for the names', async () => {
	let asked = 0;
	const limited: Reply = [429, { message: 'Too many' }, { 'ratelimit-reset': '60' }];
	serveAll(() => (asked++ === 0 ? limited : numbered(categories)));
	const { rows, hints } = await run({ parameters: getMany() });
	expect(rows).toHaveLength(3);
	expect(slept()).toBeLessThanOrEqual(15_000);
	expect(lists()).toBe(1);
	expect(hints.filter((hint) => HINT.test(hint))).toHaveLength(1);
});

test('a change that was made is put out whatever becomes of the list', async () => {
	serveAll([500, {}]);
	const { rows } = await run({ parameters: update });
	expect(rows[0].json).toMatchObject({
		id: TRANSACTION,
		category: 'Eating out',
		categoryTranslated: null,
	});
});

test('two applications have a list each: their own categories differ', async () => {
	const applications = ['a', 'b'];
	const keys = new Map<unknown, string>();
	nock(API)
		.persist()
		.post('/auth')
		.reply((_, sentBody) => {
			const of = String((sentBody as IDataObject).clientId).slice(-1);
			const apiKey = makeKey(of);
			keys.set(apiKey, of);
			return [200, { apiKey }];
		});
	serve(`/accounts/${CARD}`, [200, odd.card]);
	serve(`/transactions/${TRANSACTION}`, [200, paid]);
	nock(API)
		.persist()
		.get('/categories')
		.reply(function () {
			sent.push(LIST);
			const of = keys.get(this.req.headers['x-api-key'] as string);
			const [first] = categories;
			return numbered([{ ...first, id: paid.categoryId, descriptionTranslated: `Nome ${of}` }]);
		});
	const store = new CredentialStore({ clientId: '={{ $json.clientId }}' });
	const input = [...applications, ...applications].map((of) => ({
		clientId: `11111111-0000-4000-8000-00000000000${of}`,
		clientSecret: CLIENT_SECRET,
	}));
	const { rows } = await run({ parameters: getOne, input, store });
	expect(namesIn(rows)).toEqual(['Nome a', 'Nome b', 'Nome a', 'Nome b']);
	expect(lists()).toBe(2);
});

test('a statement file needs no list', async () => {
	serveAll();
	const parameters = { resource: 'transaction', operation: 'exportOfx', accountId: byId(CARD) };
	await run({ parameters });
	expect(lists()).toBe(0);
	expect(sent.some((line) => line.includes(BANK))).toBe(false);
});
