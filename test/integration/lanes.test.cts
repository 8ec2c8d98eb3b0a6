import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { API, CredentialStore, run, runToError, type RunOptions } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/** Input rows under way together, through n8n: what begins when, what comes out, and what never leaves. */

onlyNock();

const idOf = (row: number) => `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`;
const account = (row: number) => ({ id: idOf(row), itemId: idOf(900), type: 'BANK', balance: row });
const rowOf = (path: string) => Number(/(\d{12})/.exec(path)?.[1]);

interface Answer {
	status: number;
	body?: object;
	headers?: Record<string, string>;
}

/** Pluggy, whose answers come when the test says so. */
function scriptedApi() {
	const begun: string[] = [];
	const open = new Map<string, (answer: Answer) => void>();
	let most = 0;
	for (const method of ['get', 'post', 'delete', 'patch'] as const) {
		nock(API)
			.persist()
			[method](/^\/(?!auth$)/)
			.reply((uri, _, callback) => {
				const line = `${method.toUpperCase()} ${uri}`;
				begun.push(line);
				open.set(line, ({ status, body = {}, headers = {} }) => {
					open.delete(line);
					callback(null, [status, body, headers]);
				});
				most = Math.max(most, open.size);
			});
	}
	/** Waits for those that may come, though they should not. */
	async function settled(): Promise<string[]> {
		await new Promise((ok) => setTimeout(ok, 60));
		return [...begun];
	}
	/** Waits until as many requests came. */
	async function arrived(count: number): Promise<string[]> {
		while (begun.length < count) await new Promise((ok) => setTimeout(ok, 5));
		return await settled();
	}
	leftOver.push(() => open.forEach((end) => end({ status: 500 })));
	return {
		arrived,
		settled,
		answer: (line: string, answer: Answer) => {
			const waiting = open.get(line);
			if (!waiting) throw new Error(`${line} is not under way`);
			waiting(answer);
		},
		begun,
		most: () => most,
		waiting: () => [...open.keys()],
	};
}

const lineOf = (row: number) => `GET /accounts/${idOf(row)}`;
const good = (row: number): Answer => ({ status: 200, body: account(row) });

const getAccounts = (rows: number, options: IDataObject = {}): RunOptions => ({
	parameters: {
		resource: 'account',
		operation: 'get',
		accountId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		simplify: false,
		options,
	},
	input: Array.from({ length: rows }, (_, row) => ({ id: idOf(row) })),
});

/** Answers that nobody waits for any more, so that no connection stays open. */
let leftOver: Array<() => void> = [];
beforeEach(() => letIn());
afterEach(() => {
	for (const end of leftOver) end();
	leftOver = [];
});

describe('reads', () => {
	test('five at once if nobody says otherwise, put out in the order of the input and paired', async () => {
		const api = scriptedApi();
		const running = run(getAccounts(7));
		expect(await api.arrived(5)).toEqual([0, 1, 2, 3, 4].map(lineOf));
		for (const row of [4, 2, 3, 1]) api.answer(lineOf(row), good(row));
		expect(await api.settled()).toHaveLength(5);
		api.answer(lineOf(0), good(0));
		expect(await api.arrived(7)).toHaveLength(7);
		for (const row of [6, 5]) api.answer(lineOf(row), good(row));
		const { rows } = await running;
		expect(rows.map(({ json, pairedItem }) => [json.balance, pairedItem])).toEqual(
			[0, 1, 2, 3, 4, 5, 6].map((row) => [row, { item: row }]),
		);
		expect(api.most()).toBe(5);
	});

	test('as many as the option of the first row says', async () => {
		const api = scriptedApi();
		const running = run({
			...getAccounts(6, { requestsAtOnce: '={{ $itemIndex === 0 ? 2 : 6 }}' }),
		});
		for (const row of [0, 1, 2, 3, 4, 5]) {
			await api.arrived(Math.min(row + 2, 6));
			expect(api.begun).toHaveLength(Math.min(row + 2, 6));
			api.answer(lineOf(row), good(row));
		}
		await running;
		expect(api.most()).toBe(2);
	});

	test.each([0, 21, 2.5, 'many'])(
		'%s at once is refused before anything is sent',
		async (value) => {
			const api = scriptedApi();
			const error = await runToError(getAccounts(3, { requestsAtOnce: value }));
			expect(error.message).toContain('"Requests at Once" (Options) must be');
			expect(api.begun).toEqual([]);
		},
	);

	test('all rows are checked before the first is sent', async () => {
		const api = scriptedApi();
		const options = getAccounts(4);
		options.input![3] = { id: 'no ID' };
		const error = await runToError(options);
		expect(error.context.itemIndex).toBe(3);
		expect(api.begun).toEqual([]);
	});

	test('log in once, however many begin without a key', async () => {
		nock.cleanAll();
		let logins = 0;
		nock(API)
			.persist()
			.post('/auth')
			.delay(50)
			.reply(() => {
				logins += 1;
				return [200, { apiKey: 'a.b.c' }];
			});
		const api = scriptedApi();
		const running = run(getAccounts(5));
		await api.arrived(5);
		for (const row of [0, 1, 2, 3, 4]) api.answer(lineOf(row), good(row));
		await running;
		expect(logins).toBe(1);
	});

	test('each row with the login of its own credential', async () => {
		nock.cleanAll();
		nock(API)
			.persist()
			.post('/auth')
			.reply((_, body) => [200, { apiKey: `key of ${(body as { clientId: string }).clientId}` }]);
		const keys: string[] = [];
		nock(API)
			.persist()
			.get(/^\/accounts\//)
			.reply(function (uri) {
				keys[rowOf(uri)] = String(this.req.headers['x-api-key']);
				return [200, account(rowOf(uri))];
			});
		const ids = ['one', 'two', 'one', 'two'].map(
			(name) => `00000000-0000-4000-8000-${name === 'one' ? '1'.repeat(12) : '2'.repeat(12)}`,
		);
		const options = getAccounts(4);
		options.input!.forEach((json, row) => (json.clientId = ids[row]));
		await run({ ...options, store: new CredentialStore({ clientId: '={{ $json.clientId }}' }) });
		expect(keys).toEqual(ids.map((id) => `key of ${id}`));
	});
});

describe('a row that fails', () => {
	const refusal: Answer = { status: 404, body: { code: 404, message: 'account not found' } };

	test('Continue On Fail off: nothing new begins, earlier rows are awaited, the first error is told', async () => {
		const api = scriptedApi();
		const running = runToError(getAccounts(9));
		await api.arrived(5);
		api.answer(lineOf(3), refusal);
		api.answer(lineOf(2), good(2));
		api.answer(lineOf(0), good(0));
		expect(await api.settled()).toHaveLength(5);
		api.answer(lineOf(1), refusal);
		expect((await running).context.itemIndex).toBe(1);
		expect(api.begun).toHaveLength(5);
	});

	test('later ones that hang are not waited for', async () => {
		const api = scriptedApi();
		const running = runToError(getAccounts(9));
		await api.arrived(5);
		api.answer(lineOf(0), refusal);
		expect((await running).context.itemIndex).toBe(0);
	});

	test('Continue On Fail on: each row has its own rows, or its error', async () => {
		const api = scriptedApi();
		const running = run({ ...getAccounts(6), onError: 'continueRegularOutput' });
		await api.arrived(5);
		for (const row of [1, 4]) api.answer(lineOf(row), refusal);
		for (const row of [0, 2, 3]) api.answer(lineOf(row), good(row));
		await api.arrived(6);
		api.answer(lineOf(5), good(5));
		const { rows } = await running;
		expect(rows.map(({ json, pairedItem }) => ['error' in json, pairedItem])).toEqual(
			[false, true, false, false, true, false].map((failed, item) => [failed, { item }]),
		);
	});

	test('a wrong row between good ones, Continue On Fail on', async () => {
		const api = scriptedApi();
		const options = getAccounts(3);
		options.input![1] = { id: 'no ID' };
		const running = run({ ...options, onError: 'continueRegularOutput' });
		expect(await api.arrived(2)).toEqual([0, 2].map(lineOf));
		for (const row of [2, 0]) api.answer(lineOf(row), good(row));
		expect((await running).rows.map(({ json }) => json.balance ?? 'error')).toEqual([
			0,
			'error',
			2,
		]);
	});
});

test('cancelled: it ends without the answers, and nothing begins', async () => {
	const api = scriptedApi();
	const controller = new AbortController();
	const running = runToError({ ...getAccounts(9), signal: controller.signal });
	await api.arrived(5);
	controller.abort();
	// Their answers never come.
	await running;
	expect(api.begun).toHaveLength(5);
});

describe('what changes something has the run for itself', () => {
	const custom = (rows: IDataObject[]): RunOptions => ({
		parameters: {
			resource: 'customRequest',
			operation: 'send',
			method: '={{ $json.method }}',
			path: '={{ $json.path }}',
			body: '={{ $json.method === "POST" ? { a: 1 } : undefined }}',
		},
		input: rows,
	});
	const [first, change, last] = ['GET /a', 'POST /b', 'GET /c'];
	const rows = [first, change, last].map((line) => {
		const [method, path] = line.split(' ');
		return { method, path };
	});

	test('Custom Request GET, POST, GET: the POST waits, and is waited for', async () => {
		const api = scriptedApi();
		const running = run(custom(rows));
		expect(await api.arrived(1)).toEqual([first]);
		api.answer(first, { status: 200, body: { is: 1 } });
		expect(await api.arrived(2)).toEqual([first, change]);
		api.answer(change, { status: 200, body: { is: 2 } });
		expect(await api.arrived(3)).toEqual([first, change, last]);
		api.answer(last, { status: 200, body: { is: 3 } });
		expect((await running).rows.map(({ json }) => json.is)).toEqual([1, 2, 3]);
	});

	test('a GET that fails before a POST: the POST is never sent', async () => {
		const api = scriptedApi();
		const running = runToError(custom(rows));
		await api.arrived(1);
		api.answer(first, { status: 404, body: { code: 404, message: 'no' } });
		expect((await running).context.itemIndex).toBe(0);
		expect(api.begun).toEqual([first]);
	});

	test('two GETs before a POST, of which the second fails first: the POST is never sent', async () => {
		const api = scriptedApi();
		const running = runToError(custom([rows[0], rows[2], rows[1]]));
		await api.arrived(2);
		api.answer(last, { status: 404, body: { code: 404, message: 'no' } });
		expect(await api.settled()).toEqual([first, last]);
		api.answer(first, { status: 200, body: { is: 1 } });
		expect((await running).context.itemIndex).toBe(1);
		expect(api.begun).toEqual([first, last]);
	});

	test('Continue On Fail on: a GET that fails before a POST does not hold it back', async () => {
		const api = scriptedApi();
		const running = run({ ...custom(rows), onError: 'continueRegularOutput' });
		await api.arrived(1);
		api.answer(first, { status: 404, body: { code: 404, message: 'no' } });
		await api.arrived(2);
		api.answer(change, { status: 200, body: { is: 2 } });
		await api.arrived(3);
		api.answer(last, { status: 200, body: { is: 3 } });
		expect((await running).rows.map(({ json }) => json.is ?? 'error')).toEqual(['error', 2, 3]);
	});

	test('a GET that spends the quota of a bank customer is alone, too', async () => {
		const api = scriptedApi();
		const balance = `GET /accounts/${idOf(1)}/balance`;
		const running = run(custom([rows[0], { method: 'GET', path: balance.split(' ')[1] }, rows[2]]));
		for (const [n, line] of [first, balance, last].entries()) {
			expect(await api.arrived(n + 1)).toHaveLength(n + 1);
			api.answer(line, { status: 200, body: { is: n } });
		}
		expect((await running).rows).toHaveLength(3);
	});

	test.each([
		['item', 'delete', { itemId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }],
		['account', 'getBalance', { accountId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }],
	])('%s: %s goes row by row', async (resource, operation, more) => {
		const api = scriptedApi();
		const input = [0, 1, 2].map((row) => ({ id: idOf(row) }));
		const running = run({ parameters: { resource, operation, ...more }, input });
		for (const row of [0, 1, 2]) {
			expect(await api.arrived(row + 1)).toHaveLength(row + 1);
			const body = { balance: 1, currencyCode: 'BRL', updateDateTime: null };
			api.answer(api.waiting()[0], { status: 200, body });
		}
		expect((await running).rows).toHaveLength(3);
	});
});

describe('lists within a row', () => {
	const item = idOf(900);
	const ofItem = (more: IDataObject = {}): RunOptions => ({
		parameters: {
			resource: 'transaction',
			operation: 'getMany',
			source: 'item',
			itemId: { __rl: true, mode: 'id', value: item },
			returnAll: true,
			simplify: false,
			...more,
		},
	});
	const accounts: Answer = {
		status: 200,
		body: { results: [0, 1, 2].map(account), page: 1, totalPages: 1, total: 3 },
	};
	const listOf = (row: number) => `GET /v2/transactions?accountId=${idOf(row)}`;
	const listed = (row: number): Answer => ({
		status: 200,
		body: { results: [{ id: `t${row}`, accountId: idOf(row) }], next: null },
	});

	test('the accounts of an item are read together, and come out account by account', async () => {
		const api = scriptedApi();
		const running = run(ofItem());
		await api.arrived(1);
		api.answer(`GET /accounts?itemId=${item}`, accounts);
		expect((await api.arrived(4)).slice(1)).toEqual([0, 1, 2].map(listOf));
		for (const row of [2, 0, 1]) api.answer(listOf(row), listed(row));
		expect((await running).rows.map(({ json }) => json.id)).toEqual(['t0', 't1', 't2']);
	});

	test('never in more lanes than the run has', async () => {
		const api = scriptedApi();
		const running = run(ofItem({ options: { requestsAtOnce: 2 } }));
		await api.arrived(1);
		api.answer(`GET /accounts?itemId=${item}`, accounts);
		expect(await api.arrived(3)).toHaveLength(3);
		api.answer(listOf(0), listed(0));
		await api.arrived(4);
		for (const row of [1, 2]) api.answer(listOf(row), listed(row));
		expect((await running).rows).toHaveLength(3);
		expect(api.most()).toBe(2);
	});

	test('up to a limit one after another: nothing is read that nobody needs', async () => {
		const api = scriptedApi();
		const running = run(ofItem({ returnAll: false, limit: 1 }));
		await api.arrived(1);
		api.answer(`GET /accounts?itemId=${item}`, accounts);
		expect(await api.arrived(2)).toHaveLength(2);
		api.answer(listOf(0), listed(0));
		expect((await running).rows).toHaveLength(1);
		expect(api.begun).toHaveLength(2);
	});

	test('one that fails is the error of the row', async () => {
		const api = scriptedApi();
		const running = runToError(ofItem());
		await api.arrived(1);
		api.answer(`GET /accounts?itemId=${item}`, accounts);
		await api.arrived(4);
		api.answer(listOf(1), { status: 400, body: { code: 400, message: 'no' } });
		api.answer(listOf(0), listed(0));
		expect((await running).context.itemIndex).toBe(0);
	});

	test('transactions that an event names are read in blocks, together', async () => {
		const api = scriptedApi();
		const ids = Array.from({ length: 1_200 }, (_, n) => idOf(1_000 + n));
		const event = { event: 'transactions/updated', accountId: idOf(1), transactionIds: ids };
		const running = run({
			parameters: {
				resource: 'transaction',
				operation: 'getFromEvent',
				event: '={{ $json }}',
				returnAll: true,
				simplify: false,
			},
			input: [event],
		});
		await api.arrived(3);
		const lines = api.waiting();
		expect(lines).toHaveLength(3);
		for (const [n, line] of [...lines.entries()].reverse()) {
			const results = [{ id: `first of ${n}`, accountId: idOf(1) }];
			api.answer(line, { status: 200, body: { results, next: null } });
		}
		expect((await running).rows.map(({ json }) => json.id)).toEqual(
			[0, 1, 2].map((n) => `first of ${n}`),
		);
	});
});
