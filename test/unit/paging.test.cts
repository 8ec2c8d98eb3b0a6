import type { IDataObject } from 'n8n-workflow';
import { readList, type Paging } from '../../nodes/shared/paging';
import type { ApiRequest } from '../../nodes/shared/request';

/** Numbered pages. Cursors are tested with whole lists of transactions. */

const request: ApiRequest = {
	method: 'GET',
	path: '/things',
	query: { itemId: 'i' },
	safety: 'read',
	access: 'readOnly',
	action: 'Get many things',
};

async function read(answers: unknown[], paging: Paging, limit = Infinity) {
	const queries: unknown[] = [];
	const client = {
		baseUrl: 'https://api.pluggy.ai',
		send: async ({ query }: ApiRequest) => {
			queries.push(query);
			return { status: 200, body: answers[queries.length - 1] };
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
	['nothing', '', []],
	['a bare array', [{ id: 1 }], [1]],
	['an array of page objects', [page(1, [1]), page(1, [2])], [1, 2]],
])('%s is a list, too', async (_, answer, ids) => {
	expect((await read([answer], 'pageOnly')).rows).toEqual(ids);
});

test.each([['text'], [{ total: 0 }], [5]])('%p is no list', async (answer) => {
	await expect(read([answer], 'page')).rejects.toThrow('without results');
});
