/** What a CPU profile of n8n says: how long each function took by itself, and whose it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileEnv, selfTimes } from '../../bench/lib/profile.mjs';

const frame = (id, functionName, url, lineNumber) => ({
	id,
	callFrame: { functionName, url, lineNumber },
});

test('self times are added up by function, the longest first, with their package', () => {
	const ours = 'file:///u/node_modules/n8n-nodes-pluggy/dist/nodes/Pluggy/execute.js';
	const theirs = 'file:///c/node_modules/@n8n/typeorm/query/Query.js';
	const nodes = [
		frame(1, 'pushRows', ours, 9),
		frame(2, '', theirs, 0),
		frame(3, 'pushRows', ours, 9),
		frame(4, '(garbage collector)', '', -1),
	];
	const profile = { nodes, samples: [1, 2, 3, 4], timeDeltas: [3_000, 4_000, 2_000, 1_000] };
	assert.deepEqual(selfTimes(profile), [
		{ name: 'pushRows', where: 'Pluggy/execute.js:10', owner: 'n8n-nodes-pluggy', ms: 5 },
		{ name: '(anonymous)', where: 'query/Query.js:1', owner: '@n8n/typeorm', ms: 4 },
		{ name: '(garbage collector)', where: '', owner: '(engine)', ms: 1 },
	]);
});

test('n8n is not profiled unless it is asked for', () => {
	assert.deepEqual(profileEnv(), {});
});
