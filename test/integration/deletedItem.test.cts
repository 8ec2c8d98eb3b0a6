import { catalog } from '../../scripts/lib/built.cjs';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import type { Endpoint, Operation } from '../../nodes/Pluggy/operation';
import { byId } from './cases/case.cjs';
import { API, CLIENT_ID, CredentialStore, makeKey, run, runToError } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/**
 * Of an item that was deleted Pluggy lists nothing, with 200. A list that is empty looks at its item
 * once, so that nobody takes "gone" for "nothing there".
 */

/* eslint-disable @typescript-eslint/no-require-imports */
const { furtherEndpoints } = require('../../scripts/lib/endpoints.cjs') as {
	furtherEndpoints(operation: Operation): Endpoint[];
};
/* eslint-enable @typescript-eslint/no-require-imports */

const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';
const GONE = { code: 404, codeDescription: 'ITEM_NOT_FOUND', message: 'item not found' };

/** Every list of what belongs to an item. */
const LISTS = catalog.flatMap(({ id: resource, operations }) =>
	operations
		.filter(
			({ output, fields }) =>
				output === 'list' && fields.some(({ property }) => property.name === 'itemId'),
		)
		.map((operation) => [`${resource}.${operation.id}`, resource, operation] as const),
);

const parametersOf = (resource: string, { id }: Operation, more: IDataObject = {}) => ({
	resource,
	operation: id,
	source: 'item',
	itemId: byId('={{ $json.itemId }}'),
	returnAll: true,
	...more,
});

let lists: string[];
let looks: string[];
type Look = (id: string, key: string) => [number, unknown?, Record<string, string>?];

const { slept } = onlyNock({ jumps: true });
beforeEach(() => {
	[lists, looks] = [[], []];
});

/** Lists as they are given; `/items/{id}` as `look` says. */
function serve(look: Look, results: unknown[] = []): void {
	nock(API)
		.persist()
		.get(/^\//)
		.reply(function (uri) {
			const id = /^\/items\/([\da-f-]+)$/.exec(uri)?.[1];
			if (id === undefined) {
				lists.push(uri);
				return [200, { page: 1, total: results.length, totalPages: 1, results }];
			}
			looks.push(id);
			return look(id, String(this.req.headers['x-api-key'])) as [
				number,
				object,
				Record<string, string>,
			];
		});
}

test('these are the lists of what belongs to an item', () => {
	expect(LISTS.map(([name]) => name)).toEqual([
		'account.getMany',
		'consent.getMany',
		'investment.getMany',
		'item.getResources',
		'loan.getMany',
		'transaction.getMany',
	]);
});

describe.each(LISTS)('%s', (_, resource, operation) => {
	const parameters = parametersOf(resource, operation);
	beforeEach(() => letIn());

	test('of an item that is gone is an error that says so', async () => {
		serve(() => [404, GONE]);
		const error = await runToError({ parameters, input: [{ itemId: A }] });
		expect(error.message).toBe('Item not found');
		expect(error.description).toMatch(/^Check the ID: .*connect again/);
		expect(looks).toEqual([A]);
		// Whatever it calls, the catalog lists.
		const patterns = [operation, ...furtherEndpoints(operation)].map(
			({ path }) => new RegExp(`^${path.replace('{id}', '[^/]+')}(\\?|$)`),
		);
		const unlisted = [...lists, `/items/${A}`].filter(
			(uri) => !patterns.some((pattern) => pattern.test(uri)),
		);
		expect(unlisted).toEqual([]);
	});

	test('with Continue On Fail an error row, and one look per item and run', async () => {
		serve((id) => (id === A ? [404, GONE] : [200, { id }]));
		const { rows } = await run({
			parameters,
			input: [A, B, A, B].map((itemId) => ({ itemId })),
			onError: 'continueRegularOutput',
		});
		expect(
			rows.map(({ json, pairedItem }) => [(json.error as IDataObject).code, pairedItem]),
		).toEqual([0, 2].map((item) => ['ITEM_NOT_FOUND', { item }]));
		expect(lists).toHaveLength(4);
		expect(looks).toEqual([A, B]);
	});

	test('of an item that is there is empty', async () => {
		serve((id) => [200, { id }]);
		expect((await run({ parameters, input: [{ itemId: A }] })).rows).toEqual([]);
		expect(looks).toEqual([A]);
	});

	/** Where the accounts are asked for first, and all else follows from them. */
	const isVital = operation.id === 'getMany' && resource === 'transaction';
	const FOREVER: Array<[string, Look]> = [
		['403', () => [403, { code: 403, codeDescription: 'FORBIDDEN', message: 'no' }]],
		['400', () => [400, { code: 400, message: 'no' }]],
		['a 404 that is no answer of Pluggy', () => [404, '<html>not found</html>']],
		['an empty 404', () => [404, {}]],
	];
	const PASSING: Array<[string, Look]> = [
		['503', () => [503, {}]],
		['429', () => [429, { code: 429, codeDescription: 'A_QUOTA', message: 'no' }]],
	];

	test.each(isVital ? FOREVER : [...FOREVER, ...PASSING])(
		'stays empty when the look fails with %s',
		async (__, look) => {
			serve(look);
			const input = [{ itemId: A }, { itemId: A }];
			expect((await run({ parameters, input })).rows).toEqual([]);
			const once = looks.length;
			expect(new Set(looks)).toEqual(new Set([A]));
			expect(lists).toHaveLength(2);
			await run({ parameters, input: [{ itemId: A }] });
			expect(looks).toHaveLength(2 * once);
		},
	);

	if (isVital) {
		test.each(PASSING)('is an error when the look fails with %s', async (status, look) => {
			serve(look);
			const error = await runToError({ parameters, input: [{ itemId: A }] });
			expect(error.httpCode).toBe(status);
			expect(lists).toHaveLength(1);
		});
		return;
	}

	test('waits no more than 15 s for the look', async () => {
		let closed = true;
		serve((id) => {
			const wait = { 'ratelimit-reset': '60' };
			const answer: ReturnType<Look> = closed
				? [429, { message: 'Too many' }, wait]
				: [200, { id }];
			closed = false;
			return answer;
		});
		await expect(run({ parameters, input: [{ itemId: A }] })).resolves.toMatchObject({ rows: [] });
		expect(slept()).toBeLessThanOrEqual(15_000);
		expect(looks).toEqual([A]);
	});
});

describe('why a list is empty is told where it is known', () => {
	beforeEach(() => letIn());
	const loans = { resource: 'loan', operation: 'getMany', itemId: byId('={{ $json.itemId }}') };
	const hintsAt = async (status: unknown) => {
		serve((id) => [200, { id, status }]);
		const input = [{ itemId: A }, { itemId: A }, { itemId: B }];
		return (await run({ parameters: loans, input })).hints;
	};

	test.each([
		['UPDATING', [/being updated/]],
		['LOGIN_ERROR', [/in trouble: The bank refused the login/]],
		['UPDATED', []],
		['constructor', []],
		[undefined, []],
	])('by the item, once a run: %s', async (status, expected) => {
		const hints = await hintsAt(status);
		expect(hints).toHaveLength(expected.length);
		for (const [place, pattern] of expected.entries()) expect(hints[place]).toMatch(pattern);
	});

	test.each([
		[
			'BANK',
			['Only credit cards have bills, and this is a bank account: choose a card under Account.'],
		],
		['CREDIT', []],
	])('by the account of bills: %s', async (type, expected) => {
		const answers: Record<string, unknown> = { [`/accounts/${A}`]: { id: A, type } };
		const asked: string[] = [];
		nock(API)
			.persist()
			.get(/^\//)
			.reply((uri) => {
				asked.push(uri);
				return [200, (answers[uri] ?? { page: 1, total: 0, totalPages: 1, results: [] }) as object];
			});
		const parameters = { resource: 'bill', operation: 'getMany', accountId: byId(A) };
		const { rows, hints } = await run({ parameters });
		expect([rows, hints]).toEqual([[], expected]);
		expect(asked).toEqual([`/bills?accountId=${A}`, `/accounts/${A}`]);
	});
});

test('a list with rows needs no look', async () => {
	letIn();
	serve(() => [404, GONE], [{ id: A }]);
	const { rows } = await run({
		parameters: { resource: 'loan', operation: 'getMany', itemId: byId(A), simplify: false },
	});
	expect(rows.map(({ json }) => json)).toEqual([{ id: A }]);
	expect(looks).toEqual([]);
});

test('cancelled while looking, the run ends as cancelled', async () => {
	letIn();
	const controller = new AbortController();
	serve(() => {
		controller.abort();
		return [200, { id: A }];
	});
	const parameters = { resource: 'loan', operation: 'getMany', itemId: byId(A) };
	const error = await runToError({ parameters, signal: controller.signal });
	expect(error.message).toMatch(/cancelled/i);
});

test('an item that one application lost is looked at again for another', async () => {
	const other = '3f0d7f52-6f0e-4d37-9a40-0c5a7d3f2b12';
	const keys = new Map([CLIENT_ID, other].map((id) => [makeKey(id), id]));
	nock(API)
		.persist()
		.post('/auth')
		.reply((_, body) => {
			const { clientId } = body as IDataObject;
			return [200, { apiKey: [...keys].find(([, id]) => id === clientId)![0] }];
		});
	serve((id, key) => (keys.get(key) === other ? [200, { id }] : [404, GONE]));
	const { rows } = await run({
		parameters: { resource: 'account', operation: 'getMany', itemId: byId(A) },
		store: new CredentialStore({ clientId: '={{ $json.clientId }}' }),
		input: [CLIENT_ID, other, CLIENT_ID].map((clientId) => ({ clientId })),
		onError: 'continueRegularOutput',
	});
	expect(rows.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(looks).toHaveLength(2);
});
