/** How older n8n are spoken to, what is left out with them, and how their tests are counted. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { compareVersions, dialectOf } from '../../scripts/lib/n8n-dialect.mjs';
import counting from '../e2e/counting-reporter.mjs';
import { DIFFERENCES } from '../e2e/known-differences.mjs';
import { argsFor, suites } from '../e2e/suites.mjs';

const require = createRequire(import.meta.url);
const { cellOf, countsOf } = require('../../scripts/lib/versions-doc.cjs');

test('versions are compared number by number', () => {
	const sorted = ['2.10.0', '1.123.81', '2.0.0', '2.9.1'].sort(compareVersions);
	assert.deepEqual(sorted, ['1.123.81', '2.0.0', '2.9.1', '2.10.0']);
	assert.equal(compareVersions('2.0.0', '2.0.0'), 0);
});

test('each version has the dialect of the newest one that is not newer', () => {
	const of = (/** @type {string} */ version) => [
		dialectOf(version).publishing,
		dialectOf(version).runSendsWorkflow,
	];
	assert.deepEqual(of('2.41.1'), ['later', false]);
	assert.deepEqual(of('2.30.0'), ['later', false]);
	assert.deepEqual(of('2.29.9'), ['atOnce', false]);
	assert.deepEqual(of('2.0.0'), ['atOnce', true]);
	assert.deepEqual(of('1.123.81'), ['atOnce', true]);
	assert.equal('DB_SQLITE_POOL_SIZE' in dialectOf('2.0.0').env, false);
});

test('only what an n8n cannot do is left out, and by its whole name', () => {
	const skipped = (/** @type {string} */ version) =>
		argsFor(['money'], [], version)
			.filter((arg) => arg.startsWith('--test-skip-pattern='))
			.map((arg) => arg.split('=').slice(1).join('='));
	assert.deepEqual(skipped('2.41.1'), []);
	assert.equal(
		skipped('2.0.0').length,
		DIFFERENCES.filter(({ suite }) => suite === 'money').length,
	);
	for (const one of DIFFERENCES) {
		assert.ok(suites().includes(one.suite), one.suite);
		assert.ok(one.reason.length > 20);
	}
	const [first] = skipped('2.0.0');
	const pattern = new RegExp(first.slice(1, -1));
	assert.ok(pattern.test(`money ${DIFFERENCES[0].test}`));
	assert.ok(!pattern.test(`money ${DIFFERENCES[0].test}, and more`));
});

test('tests are counted where they end, not once more where they stand', async () => {
	async function* events() {
		const failure = (/** @type {string} */ failureType, /** @type {string} */ message) => ({
			error: { failureType, cause: { message } },
		});
		yield { type: 'test:start', data: { name: 'a', nesting: 0 } };
		yield { type: 'test:pass', data: { name: 'one', nesting: 1 } };
		yield {
			type: 'test:fail',
			data: { name: 'two', nesting: 1, details: failure('testCodeFailure', 'No') },
		};
		yield { type: 'test:pass', data: { name: 'three', nesting: 1, skip: 'no chromium' } };
		yield {
			type: 'test:fail',
			data: { name: 'a', nesting: 0, details: failure('subtestsFailed', '1 subtest failed') },
		};
		yield { type: 'test:pass', data: { name: 'alone', nesting: 0 } };
	}
	let text = '';
	for await (const part of counting(events())) text += part;
	assert.deepEqual(JSON.parse(text), {
		passed: 2,
		failed: [{ name: 'two', error: 'No' }],
		skipped: [{ name: 'three', reason: 'no chromium' }],
	});
});

test('a cell says what came of a suite', () => {
	assert.equal(cellOf(undefined), 'not tried');
	const none = { passed: 5, failed: [], skipped: [] };
	assert.equal(cellOf(none), '5 passed');
	assert.equal(
		cellOf({ ...none, failed: [{}], skipped: [{}, {}] }),
		'5 passed, 1 failed, 2 skipped',
	);
	assert.equal(cellOf({ ...none, passed: 0 }), 'nothing ran');
});

test('a suite that ended badly, or in which nothing ran, has failed', () => {
	const report = (/** @type {object} */ counts) =>
		JSON.stringify({ passed: 0, failed: [], skipped: [], ...counts });
	const failures = (/** @type {number | null} */ status, /** @type {string | undefined} */ text) =>
		countsOf({ status, report: text }).failed.map(({ error }) => error);
	assert.deepEqual(failures(0, report({ passed: 3 })), []);
	assert.deepEqual(failures(1, report({ passed: 3, failed: [{ name: 'a', error: 'No' }] })), [
		'No',
	]);
	assert.deepEqual(failures(1, report({ passed: 3 })), ['no test failed, but it ended with 1']);
	assert.deepEqual(failures(0, report({})), ['no test ran; it ended with 0']);
	assert.deepEqual(failures(null, undefined), ['no test ran; it ended by a signal']);
	assert.deepEqual(failures(1, '{"passed":'), ['no test ran; it ended with 1']);
});
