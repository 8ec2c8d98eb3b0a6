import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import * as odd from '../unit/oddRows.cjs';
import { byId } from './cases/case.cjs';
import { API, CredentialStore, run, runToError, search } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/** Answers that are not what was asked for: an error that says so, never an invented row. */

const ID = '00000000-0000-4000-8000-000000000801';

let sent: string[];

const { slept } = onlyNock({ jumps: true });
beforeEach(() => {
	sent = [];
	letIn();
});

function serve(method: 'get' | 'post' | 'patch', path: string, ...answers: unknown[]) {
	nock(API)
		.persist()
		[method](path)
		.query(true)
		.reply((uri) => {
			sent.push(`${method.toUpperCase()} ${uri}`);
			const answer = answers.length > 1 ? answers.shift() : answers[0];
			return [200, JSON.stringify(answer), { 'content-type': 'application/json' }];
		});
}

const item = (more: IDataObject = {}): IDataObject => ({
	id: ID,
	status: 'UPDATED',
	executionStatus: 'SUCCESS',
	connector: { id: 200, name: 'MeuPluggy' },
	error: null,
	statusDetail: null,
	parameter: null,
	...more,
});
const onItem = (operation: string, more: IDataObject = {}): IDataObject => ({
	resource: 'item',
	operation,
	itemId: byId(ID),
	simplify: false,
	...more,
});
const create: IDataObject = {
	resource: 'item',
	operation: 'create',
	connectorId: byId('2'),
	parameters: '{"user": "user-ok", "password": "password-ok"}',
	simplify: false,
};

describe('waiting for an item', () => {
	test.each([
		['PARTIAL_SUCCESS', 'PARTIAL_SUCCESS', 'PARTIAL_SUCCESS'],
		['MERGE_ERROR', 'MERGE_ERROR', 'MERGE_ERROR'],
		['SOMETHING_NEW', 'SOMETHING_NEW', 'UNKNOWN_STATUS'],
		[null, null, 'UNKNOWN_STATUS'],
	])('ends at once with the status %p', async (status, executionStatus, code) => {
		serve('get', `/items/${ID}`, item({ status, executionStatus, connector: null }));
		const { rows } = await run({ parameters: onItem('wait') });
		expect(rows[0].json).toMatchObject({ id: ID, diagnosis: { code } });
		expect(sent).toHaveLength(1);
		expect(slept()).toBe(0);
	});

	test.each([['UPDATING'], ['MERGING'], ['CREATING'], ['CREATED']])(
		'goes on with %s',
		async (status) => {
			serve('get', `/items/${ID}`, item({ status }), item());
			const { rows } = await run({ parameters: onItem('wait') });
			expect(rows[0].json).toMatchObject({ status: 'UPDATED', diagnosis: null });
			expect(sent).toHaveLength(2);
		},
	);

	test.each([['blocked'], [null], [5], [[]], [[item()]], [{}], [{ status: 'UPDATING' }]])(
		'refuses %j, which is no item',
		async (answer) => {
			serve('get', `/items/${ID}`, answer);
			const error = await runToError({ parameters: onItem('wait') });
			expect(error.message).toBe('Pluggy answered "Get item" with something that is no item');
			expect(sent).toHaveLength(1);
		},
	);

	test('that was just created: what it answered once is kept', async () => {
		serve('post', '/items', item({ status: 'UPDATING' }));
		serve('get', `/items/${ID}`, 'blocked');
		const { rows } = await run({ parameters: { ...create, options: { wait: true } } });
		expect(rows[0].json).toMatchObject({ id: ID, diagnosis: { code: 'BAD_ANSWER' } });
	});
});

describe.each([[true], [false]])('a change of an item, with Wait %p', (wait) => {
	test.each([
		['post', '/items', create],
		['patch', `/items/${ID}`, onItem('update')],
		[
			'post',
			`/items/${ID}/mfa`,
			onItem('sendMfa', { parameterName: 'token', parameterValue: '1' }),
		],
	] as const)('answered without ID is unknown: %s %s', async (method, path, parameters) => {
		serve(method, path, { status: 'UPDATING' });
		const error = await runToError({ parameters: { ...parameters, options: { wait } } });
		expect(error.message).toMatch(/^Outcome unknown: .*the answer .* is not one of Pluggy's/);
		expect(sent).toEqual([`${method.toUpperCase()} ${path}`]);
	});
});

test.each([[{}], [{ accessToken: null }], [{ accessToken: '' }], ['blocked'], [['token']]])(
	'a connect token that is none (%j) makes no link',
	async (answer) => {
		serve('post', '/connect_token', answer);
		const parameters = { resource: 'connectToken', operation: 'create' };
		const error = await runToError({ parameters });
		expect(error.message).toMatch(/^The answer is not what Pluggy answers/);
	},
);

describe('a read', () => {
	const account = { resource: 'account', operation: 'get', accountId: byId(ID) };

	test.each([['blocked by the proxy'], [5], [true], [null], [[odd.card]], ['']])(
		'answered with %j is no row',
		async (answer) => {
			serve('get', `/accounts/${ID}`, answer);
			for (const simplify of [true, false]) {
				const error = await runToError({ parameters: { ...account, simplify } });
				expect(error.message).toContain('with something that is no object');
			}
		},
	);

	test.each([
		[{ code: 404, codeDescription: 'NOT_FOUND', message: 'no' }],
		[{ status: 502, error: 'Bad Gateway' }],
	])(
		'that is a custom request, answered with an error (%j) and a 200, is no row',
		async (answer) => {
			serve('get', '/somewhere', answer);
			const parameters = {
				resource: 'customRequest',
				operation: 'send',
				method: 'GET',
				path: '/somewhere',
			};
			const error = await runToError({ parameters });
			expect(error.message).toContain('with an error that has the status of a success');
		},
	);

	test('of something that is computed may answer a list', async () => {
		nock('https://insights-api.pluggy.ai')
			.post('/categories')
			.reply(200, [{ category: 'A' }, { category: 'B' }]);
		const parameters = { resource: 'insight', operation: 'getCategories', itemIds: ID };
		const { rows } = await run({ parameters });
		expect(rows.map(({ json }) => json)).toEqual([{ category: 'A' }, { category: 'B' }]);
	});
});

describe('an entry that is no object', () => {
	const page = (...results: unknown[]) => ({ page: 1, totalPages: 1, results, next: null });
	const message = 'a list whose entry 2 is no object';

	test.each([
		['account', '/accounts', { itemId: byId(ID) }],
		['bill', '/bills', { accountId: byId(ID) }],
		['category', '/categories', {}],
		['connector', '/connectors', {}],
		['item', '/v2/items', {}],
		['loan', '/loans', { itemId: byId(ID) }],
		['paymentRequest', '/payments/requests', {}],
		['transaction', '/v2/transactions', { source: 'account', accountId: byId(ID) }],
		['webhook', '/webhooks', {}],
	])('in a list of %ss is an error', async (resource, path, more) => {
		for (const entry of [null, 'text', 5, []]) {
			serve('get', path, page({ id: 'a' }, entry));
			const error = await runToError({ parameters: { resource, operation: 'getMany', ...more } });
			expect(error.message).toContain(message);
			nock.cleanAll();
			letIn();
		}
	});

	test.each([
		['searchCategories', '/categories'],
		['searchConnectors', '/connectors'],
		['searchCustomers', '/payments/customers'],
		['searchInstitutions', '/payments/recipients/institutions'],
		['searchItems', '/v2/items'],
		['searchRecipients', '/payments/recipients'],
	])('in the list of a picker is an error, too: %s', async (method, path) => {
		serve('get', path, page({ id: 'a' }, null));
		await expect(search(method, { parameters: {} })).rejects.toThrow(message);
	});

	test.each([[null], [{}], [{ id: 5 }], [{ id: '' }], [{ code: 404, message: 'not found' }]])(
		'an item of the credential that is none (%j) stays in its picker',
		async (answer) => {
			const store = new CredentialStore({ itemIds: ID });
			serve('get', `/items/${ID}`, answer);
			const { results } = await search('searchItems', { parameters: {}, store });
			expect(results).toEqual([
				{ name: 'Item · Pluggy answered no item', value: ID, description: ID },
			]);
		},
	);

	test('an item of the list that has no ID cannot be chosen', async () => {
		serve('get', '/v2/items', page({ id: ID, status: 'UPDATED' }, { status: 'UPDATED' }));
		const { results } = await search('searchItems', { parameters: {} });
		expect(results.map(({ value }) => value)).toEqual([ID]);
	});

	test.each([[null], ['blocked'], [[]], [{}], [{ code: 404, message: 'not found' }]])(
		'a consent that is none (%j) revokes nothing',
		async (answer) => {
			serve('get', `/consents/${ID}`, answer);
			const parameters = { resource: 'consent', operation: 'revoke', consentId: ID };
			const error = await runToError({ parameters });
			expect(error.message).toBe('Pluggy answered a consent without item');
			expect(sent).toEqual([`GET /consents/${ID}`]);
		},
	);

	test('accounts without name or number have a name in their picker', async () => {
		const store = new CredentialStore({ itemIds: ID });
		serve('get', `/items/${ID}`, item({ connector: null }));
		serve('get', '/accounts', page(...Object.values(odd.oddAccounts)));
		const { results } = await search('searchAccounts', { parameters: {}, store });
		expect(results.map(({ name }) => name)).toEqual([
			'Item · Conta',
			'Item · Conta 0001/12345-0',
			'Item · 12345-0',
			'Item · Conta de pagamento X',
			'Item · Cartão A **** 4321',
			'Item · Cartão B (mesma linha)',
			'Item · Cartão em dólar 9999',
			'Item · Tipo novo 1',
		]);
	});
});

test('a page object inside an array is read to its end', async () => {
	const pages = ['a', 'b', 'c'].map((id, place) => [
		{ page: place + 1, total: 3, totalPages: 3, results: [{ id }] },
	]);
	serve('get', '/categories/rules', ...pages);
	const parameters = { resource: 'categoryRule', operation: 'getMany', returnAll: true };
	const { rows } = await run({ parameters });
	expect(rows.map(({ json }) => json.id)).toEqual(['a', 'b', 'c']);
	expect(sent).toEqual(['', '?page=2', '?page=3'].map((query) => `GET /categories/rules${query}`));
});
