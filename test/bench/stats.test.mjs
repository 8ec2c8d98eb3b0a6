/** What rounds come to: medians, noise, verdicts, and the exit code of a missed bound. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownTable, medianTable, ratioTable, withFigures } from '../../bench/lib/report.mjs';
import { exitCodeOf, judge, median, quantile, spread, verdictOf } from '../../bench/lib/stats.mjs';

const MEASURE = { case: '100k', figure: 'run', of: 'Pluggy', against: 'HTTP Request', atMost: 0.5 };

/** Samples of both in rounds. @param {number[]} ours @param {number[]} theirs */
const samples = (ours, theirs) =>
	Object.entries({ Pluggy: ours, 'HTTP Request': theirs }).flatMap(([contestant, values]) =>
		values.map((run, round) => ({ case: '100k', contestant, round, figures: { run } })),
	);

test('medians and quartiles, of odd and even counts', () => {
	assert.equal(median([3, 1, 2]), 2);
	assert.equal(median([4, 1, 2, 3]), 2.5);
	assert.equal(quantile([1, 2, 3, 4, 5], 0.75), 4);
	assert.equal(spread([1, 2, 3, 4, 5]), 1);
	assert.ok(Number.isNaN(median([])));
});

test('a ratio is that of the medians, its noise that of the rounds', () => {
	const found = judge(MEASURE, samples([1, 2, 3], [4, 4, 4]));
	assert.equal(found.ratio, 0.5);
	assert.equal(found.noise, 0.125);
	assert.equal(found.rounds, 3);
	assert.equal(found.verdict, 'kept');
});

test('a bound is missed only by more than the noise', () => {
	assert.equal(verdictOf({ ratio: 0.5, noise: 0 }, { atMost: 0.5 }), 'kept');
	assert.equal(verdictOf({ ratio: 0.55, noise: 0.1 }, { atMost: 0.5 }), 'noise');
	assert.equal(verdictOf({ ratio: 0.65, noise: 0.1 }, { atMost: 0.5 }), 'missed');
	assert.equal(verdictOf({ ratio: 0.94, noise: 0.02 }, { atLeast: 0.95 }), 'noise');
	assert.equal(verdictOf({ ratio: 0.9, noise: 0.02 }, { atLeast: 0.95 }), 'missed');
	assert.equal(verdictOf({ ratio: 9, noise: 0 }, {}), 'told');
});

test('one slow round neither makes a miss nor hides one', () => {
	const steady = [4, 4, 4, 4, 4];
	assert.equal(judge(MEASURE, samples([1.9, 1.9, 1.9, 1.9, 9], steady)).verdict, 'kept');
	assert.equal(judge(MEASURE, samples([3, 3, 3, 3, 3], [4, 4, 4, 4, 40])).verdict, 'missed');
});

test('a bound without a rival is one of the figure itself, exact when measured once', () => {
	const size = { case: '100k', figure: 'run', of: 'Pluggy', atMost: 250 };
	assert.equal(judge(size, samples([249], [])).verdict, 'kept');
	assert.equal(judge(size, samples([251], [])).verdict, 'missed');
	assert.equal(judge(size, samples([251], [])).noise, 0);
});

test('nothing lost of nothing allowed is kept, one is missed', () => {
	const lost = { case: 'c', figure: 'lost', of: 'Pluggy', atMost: 0 };
	const sample = (value) => [
		{ case: 'c', contestant: 'Pluggy', round: 0, figures: { lost: value } },
	];
	assert.equal(judge(lost, sample(0)).verdict, 'kept');
	assert.equal(judge(lost, sample(1)).verdict, 'missed');
});

test('the command ends with 1 for a missed bound and for one that nothing was measured for', () => {
	const kept = judge(MEASURE, samples([1, 1, 1], [4, 4, 4]));
	const missed = judge(MEASURE, samples([3, 3, 3], [4, 4, 4]));
	const noise = judge(MEASURE, samples([1, 2.2, 3], [4, 4, 4]));
	const absent = judge({ ...MEASURE, of: 'nobody' }, samples([1], [4]));
	assert.equal(noise.verdict, 'noise');
	assert.equal(absent.verdict, 'absent');
	assert.equal(exitCodeOf([kept, noise]), 0);
	assert.equal(exitCodeOf([kept, missed]), 1);
	assert.equal(exitCodeOf([kept, absent]), 1);
});

test('a bound is missed where the anchor is not there', () => {
	assert.equal(judge(MEASURE, samples([1, 1, 1], [])).verdict, 'absent');
});

test('the tables name what is missed, with its ratio and bound', () => {
	const some = samples([3, 3, 3], [4, 4, 4]);
	const table = ratioTable([judge(MEASURE, some)]);
	assert.match(table, /100k .*Pluggy 3\.00 s .*HTTP Request 4\.00 s .*0\.75 .*<= 0\.5 .*MISSED/);
	assert.match(medianTable(some), /100k +HTTP Request +3 +4\.00 s/);
});

test('the figures of the page are replaced, and nothing else', () => {
	const place = '<!-- figures: written by a command -->';
	const page = `# A\n\n${place}\n\nold\n\n<!-- /figures -->\n\nB\n`;
	const table = markdownTable([judge(MEASURE, samples([1, 1, 1], [4, 4, 4]))]);
	assert.match(
		table,
		/\| 100k \| run .* \| Pluggy: 1\.00 s \| HTTP Request: 4\.00 s \| 0\.25 \| <= 0\.5 \|/,
	);
	const written = withFigures(page, table);
	assert.equal(written, `# A\n\n${place}\n\n${table}\n\n<!-- /figures -->\n\nB\n`);
	assert.equal(withFigures(written, table), written);
	assert.throws(() => withFigures('# A', table), /no place/);
});
