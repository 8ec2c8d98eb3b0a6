import fc from 'fast-check';
import { SeenRows } from '../../nodes/shared/client/seenRows';

/** Which rows of a list came before: exactly, however it is found out. */

test.each([
	[
		'a page again',
		[
			['a', 'b'],
			['a', 'b'],
		],
		[true, false],
	],
	[
		'a page again, in another order',
		[
			['a', 'b'],
			['b', 'a'],
		],
		[true, false],
	],
	[
		'parts of two pages',
		[
			['a', 'b'],
			['c', 'd'],
			['d', 'a'],
		],
		[true, true, false],
	],
	['a new row among old ones', [['a', 'b'], ['b', 'c'], ['c']], [true, true, false]],
	['a row twice in one page', [['a', 'a'], ['a']], [true, false]],
	['no rows', [[], ['a'], []], [false, true, false]],
	['IDs with the same end', [['1-00000000'], ['2-00000000'], ['1-00000000']], [true, true, false]],
])('%s', (_, pages, expected) => {
	const seen = new SeenRows();
	expect(pages.map((ids) => seen.add(ids.map((id) => ({ id }))))).toEqual(expected);
});

test('rows without ID, and with a number for one', () => {
	const seen = new SeenRows();
	const pages = [[{ a: 1 }], [{ a: 2 }], [{ a: 1 }], [{ id: 7 }], [{ id: '7' }], [{ id: 7 }]];
	expect(pages.map((rows) => seen.add(rows))).toEqual([true, true, false, true, true, false]);
});

test('says what a set of all IDs says', () => {
	const id = fc.oneof(fc.uuid(), fc.constantFrom('x', 'y', 'z1', 'z2'), fc.string());
	fc.assert(
		fc.property(fc.array(fc.array(id, { maxLength: 5 }), { maxLength: 12 }), (pages) => {
			const seen = new SeenRows();
			const all = new Set<string>();
			for (const ids of pages) {
				const before = all.size;
				for (const one of ids) all.add(one);
				expect(seen.add(ids.map((one) => ({ id: one })))).toBe(all.size > before);
			}
		}),
	);
});
