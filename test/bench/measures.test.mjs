/** The groups of npm run bench: what they promise to measure can be reported. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIGURES } from '../../bench/lib/figures.mjs';
import { groups } from '../../bench/lib/groups.mjs';
import { runRounds } from '../../bench/lib/rounds.mjs';

test('each group has a letter of its own', () => {
	assert.deepEqual(
		groups.map(({ id }) => id),
		['a', 'b', 'c', 'd', 'e', 'f'],
	);
});

for (const quick of [false, true]) {
	test(`every measure has a known figure and a bound or a rival${quick ? ' (quick)' : ''}`, () => {
		for (const { id, measures } of groups) {
			const found = measures({ quick });
			assert.ok(
				found.some(({ atMost, atLeast }) => (atMost ?? atLeast) !== undefined),
				id,
			);
			for (const one of found) {
				assert.ok(Object.hasOwn(FIGURES, one.figure), one.figure);
				assert.ok((one.against ?? one.atMost ?? one.atLeast) !== undefined, one.case);
			}
		}
	});
}

test('rounds are interleaved, and who comes first changes', async () => {
	/** @type {string[]} */
	const order = [];
	const contestant = (name) => async () => {
		order.push(name);
		return { rows: order.length };
	};
	const contestants = { a: contestant('a'), b: contestant('b'), c: contestant('c') };
	const samples = await runRounds({ name: 'x', rounds: 3, contestants });
	assert.equal(order.join(''), 'abcbcacab');
	assert.deepEqual(samples[3], { case: 'x', contestant: 'b', round: 1, figures: { rows: 4 } });
});
