import type { IDataObject } from 'n8n-workflow';
import { readList, type Paging } from '../../nodes/shared/client/paging';
import type { ApiRequest } from '../../nodes/shared/client/request';

/** Numbered pages. Cursors are tested with whole lists of transactions. */

const request: ApiRequest = {
	method: 'GET',
	path: '/things',
	query: { itemId: 'i' },
	safety: 'read',
	access: 'readOnly',
	action: 'Get many things',
};

async function read(answers: unknown[], paging: Paging, limit = Infinity, status = 200) {
	const queries: unknown[] = [];
	const client = {
		baseUrl: 'https://api.pluggy.ai',
		send: async ({ query }: ApiRequest) => {
			queries.push(query);
			return { status, body: answers[queries.length - 1] };
		},
	};
	const rows: IDataObject[] = [];
	for await (const page of readList(client, request, paging, limit)) rows.push(...page);
	return { rows: rows.map(({ id }) => id), queries };
}

const page = (number: number, ids: number[], totalPages = 2) => ({
	page: number,
	totalPages,
	results: ids.map((id) => ({ id })),
});

test('a list that documents no paging is asked for a page only when there is a second one', async () => {
	const { rows, queries } = await read([page(1, [1, 2]), page(2, [3])], 'pageOnly');
	expect(rows).toEqual([1, 2, 3]);
	expect(queries).toEqual([{ itemId: 'i' }, { itemId: 'i', page: 2 }]);
});

test('a list that gives its first page again is an error, not twice the rows', async () => {
	await expect(read([page(1, [1, 2]), page(1, [1, 2])], 'pageOnly')).rejects.toThrow(
		'Pluggy answered page 1 instead of page 2, so the list is not complete',
	);
});

test('an empty page is not the end while Pluggy tells of more', async () => {
	const { rows } = await read([page(1, [1], 3), page(2, [], 3), page(3, [2], 3)], 'page');
	expect(rows).toEqual([1, 2]);
	const none = Array.from({ length: 10 }, (_, index) => page(index + 1, [], 99));
	await expect(read(none, 'page')).rejects.toThrow('10 empty pages in a row');
});

test('a list that does not tell its page is taken at its word', async () => {
	const without = (ids: number[]) => ({ ...page(0, ids), page: undefined });
	const { rows } = await read([without([1]), without([2])], 'page');
	expect(rows).toEqual([1, 2]);
});

test('no page beyond the limit, and the same size for all pages', async () => {
	const answers = [page(1, [1, 2, 3], 9), page(2, [4, 5, 6], 9)];
	const { rows, queries } = await read(answers, 'page', 5);
	expect(rows).toEqual([1, 2, 3, 4, 5]);
	expect(queries).toEqual([
		{ itemId: 'i', pageSize: 5, page: 1 },
		{ itemId: 'i', pageSize: 5, page: 2 },
	]);
});

test.each([
	['a bare array', [{ id: 1 }], [1]],
	['an array of page objects', [page(1, [1], 1), page(1, [2], 1)], [1, 2]],
])('%s is a list, too', async (_, answer, ids) => {
	expect((await read([answer], 'pageOnly')).rows).toEqual(ids);
});

test.each([[''], [null], [undefined]])('a 204 with %p is an empty list', async (answer) => {
	expect((await read([answer], 'pageOnly', Infinity, 204)).rows).toEqual([]);
});

test.each([['page'], ['pageOnly'], ['none']] as const)(
	'an empty answer that is no 204 is no empty list (%s)',
	async (paging) => {
		for (const answer of ['', null, undefined]) {
			await expect(read([answer], paging)).rejects.toThrow('without results');
			await expect(read([page(1, [1]), answer], paging)).rejects.toThrow('without results');
		}
	},
);

test('a full page that is said to be the last one is not, while more rows are told of', async () => {
	const ids = Array.from({ length: 500 }, (_, id) => id);
	const first = { ...page(1, ids, 1), total: 501 };
	expect((await read([first, { ...page(2, [500], 1), total: 501 }], 'page')).rows).toHaveLength(
		501,
	);
	expect((await read([first, { ...page(2, [], 1), total: 501 }], 'page')).rows).toHaveLength(500);
	await expect(read([first, first], 'page')).rejects.toThrow('not complete');
});

test.each([['text'], [{ total: 0 }], [5]])('%p is no list', async (answer) => {
	await expect(read([answer], 'page')).rejects.toThrow('without results');
});

describe('a page object inside an array', () => {
	const inArray = (number: number, ids: number[], totalPages = 3) => [
		page(number, ids, totalPages),
	];

	test('has further pages, too', async () => {
		const answers = [inArray(1, [1]), inArray(2, [2]), inArray(3, [3])];
		const { rows, queries } = await read(answers, 'pageOnly');
		expect(rows).toEqual([1, 2, 3]);
		expect(queries).toEqual([{ itemId: 'i' }, { itemId: 'i', page: 2 }, { itemId: 'i', page: 3 }]);
	});

	test('several at once: the next page asked for is the one after the last', async () => {
		const first = [page(1, [1], 3), page(2, [2], 3)];
		const { rows, queries } = await read([first, inArray(3, [3])], 'pageOnly');
		expect(rows).toEqual([1, 2, 3]);
		expect(queries).toEqual([{ itemId: 'i' }, { itemId: 'i', page: 3 }]);
	});

	test('given again is an error', async () => {
		await expect(read([inArray(1, [1]), inArray(1, [1])], 'pageOnly')).rejects.toThrow(
			'Pluggy answered page 1 instead of page 2',
		);
	});
});

test('a list that is documented as one answer and tells of more pages is read to its end', async () => {
	const { rows } = await read([page(1, [1]), page(2, [2])], 'none');
	expect(rows).toEqual([1, 2]);
});

test('a list that tells only its total is read to that total', async () => {
	const part = (number: number, ids: number[]) => ({
		page: number,
		total: 3,
		results: ids.map((id) => ({ id })),
	});
	const { rows } = await read([part(1, [1, 2]), part(2, [3])], 'page');
	expect(rows).toEqual([1, 2, 3]);
});

describe('a list without end is an error', () => {
	/** Gives what `answer` makes of the page or cursor asked for, as often as it is asked. */
	async function readAlways(answer: (asked: number) => unknown, paging: Paging, limit = Infinity) {
		let asked = 0;
		const rows: unknown[] = [];
		const client = {
			baseUrl: 'https://api.pluggy.ai',
			send: async () => ({ status: 200, body: answer(++asked) }),
		};
		const reading = (async () => {
			for await (const list of readList(client, request, paging, limit)) {
				for (const row of list) rows.push(row);
			}
		})();
		const message = await reading.then(
			() => 'no error',
			(error: Error) => error.message,
		);
		return { asked, rows: rows.length, message };
	}
	const again = 'Pluggy gave rows again that it had given before, so the list is not complete';
	const results = [{ id: 'a' }, { id: 'b' }];

	test('another cursor each time with the same rows', async () => {
		const answer = (asked: number) => ({ results, next: `?after=cursor-${asked}` });
		expect(await readAlways(answer, 'cursor')).toEqual({ asked: 2, rows: 2, message: again });
	});

	test('a server that ignores the page and does not tell it', async () => {
		const answer = () => ({ totalPages: 3, results });
		expect(await readAlways(answer, 'page')).toEqual({ asked: 2, rows: 2, message: again });
		expect(await readAlways(answer, 'pageOnly', 5)).toEqual({ asked: 2, rows: 2, message: again });
	});

	test('rows without an ID count as the same when all of them is the same', async () => {
		const answer = () => ({ totalPages: 3, results: [{ name: 'a' }] });
		expect(await readAlways(answer, 'page')).toEqual({ asked: 2, rows: 1, message: again });
	});

	test('more pages than any list has', async () => {
		const answer = (asked: number) => ({ totalPages: 1e9, results: [{ id: asked }] });
		const read = await readAlways(answer, 'page');
		expect(read).toMatchObject({ asked: 10_001, message: expect.stringContaining('10000 pages') });
		const cursors = (asked: number) => ({ results: [{ id: asked }], next: `?after=${asked}` });
		expect(await readAlways(cursors, 'cursor')).toMatchObject({
			asked: 10_001,
			message: expect.stringContaining('10000 pages'),
		});
	});

	test('a page that shares some rows with the one before is no such list', async () => {
		const lists = [['a', 'b'], ['b', 'c'], []];
		const answer = (asked: number) => ({
			results: lists[asked - 1].map((id) => ({ id })),
			next: asked < 3 ? `?after=${asked}` : null,
		});
		expect(await readAlways(answer, 'cursor')).toEqual({ asked: 3, rows: 4, message: 'no error' });
	});
});

describe('an entry that is no object is an error, not a row', () => {
	test.each([
		['null', null],
		['a text', 'x'],
		['a number', 5],
		['a list', []],
	])('%s', async (_, entry) => {
		const message = 'Pluggy answered a list whose entry 2 is no object';
		const results = [{ id: 1 }, entry];
		await expect(read([{ page: 1, totalPages: 1, results }], 'page')).rejects.toThrow(message);
		await expect(read([{ results, next: null }], 'cursor')).rejects.toThrow(message);
		await expect(read([results], 'pageOnly')).rejects.toThrow(message);
	});
});
