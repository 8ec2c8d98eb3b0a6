import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import type { Resource } from '../../nodes/Pluggy/operation';
import { count, FREE, RUNS } from '../counted.cjs';
import { cases } from './allCases.cjs';
import { API, newProcess, run } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { catalog } from '../../scripts/lib/built.cjs';

/**
 * Anything that Pluggy, a proxy or a firewall may answer to what is sent once: one request, a success
 * only for what is one, a refusal only in Pluggy's words, and everything else an unknown outcome.
 */

const SENT_ONCE = catalog.flatMap((resource) =>
	resource.operations
		.filter(({ safety, classify }) => safety === 'once' || classify !== undefined)
		.map((operation) => ({
			name: `${resource.id}.${operation.id}`,
			operation,
			found: cases.find(
				({ parameters, ...one }) =>
					one.resource === resource.id &&
					one.operation === operation.id &&
					(operation.classify === undefined || parameters.method === 'POST'),
			)!,
		})),
);

const STATUSES = [
	...[200, 201, 202, 203, 204, 206, 226, 300, 301, 302, 304, 307, 308],
	...[400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 418, 422, 425, 451, 499],
	...[500, 501, 502, 503, 504, 520, 522, 524, 530, 599],
];
const BODIES: unknown[] = [
	...[
		'',
		' ',
		'OK',
		'Access blocked by the corporate proxy',
		'<html>Blocked</html>',
		'{"id": "1", "st',
	],
	...[
		'"blocked"',
		'5',
		'true',
		'null',
		'[]',
		'{}',
		'[{"id":"1"}]',
		'{"success":true}',
		'{"id":null}',
	],
	...['{"code":400,"codeDescription":"X"}', '{"code":403,"message":"Not enabled"}'],
	...['{"error":"blocked by policy"}', '{"id":"7","status":"CREATED"}', '{"description":"x"}'],
];
const TYPES = ['application/json', 'text/html; charset=utf-8', 'text/plain', 'application/xml', ''];

const answers = fc.record({
	one: fc.constantFrom(...SENT_ONCE),
	status: fc.constantFrom(...STATUSES),
	body: fc.constantFrom(...(BODIES as string[])),
	type: fc.constantFrom(...TYPES),
});

function read(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The rule in other words than the code has for it. */
function wanted(status: number, body: unknown, operation: Resource['operations'][number]): string {
	if (status < 300) {
		if (operation.output === 'empty') {
			const isEmpty = status === 204 && (body === '' || body === null);
			return isEmpty || (isObject(body) && typeof body.id === 'string') ? 'done' : 'unknown';
		}
		if (operation.classify) {
			const isError =
				isObject(body) &&
				!('id' in body) &&
				['code', 'message', 'error'].some((name) => name in body);
			return typeof body === 'object' && body !== null && !isError ? 'done' : 'unknown';
		}
		const member = operation.idMember ?? 'id';
		return isObject(body) && typeof body[member] === 'string' ? 'done' : 'unknown';
	}
	const isClear = status >= 400 && status < 500 && status !== 408 && status !== 499;
	const isPluggys = isObject(body) && ('code' in body || 'message' in body);
	return isClear && isPluggys ? 'refused' : 'unknown';
}

onlyNock({ jumps: true });

async function check({
	one,
	status,
	body,
	type,
}: typeof answers extends fc.Arbitrary<infer T> ? T : never) {
	count('answers to what is sent once');
	newProcess();
	nock.cleanAll();
	letIn();
	let requests = 0;
	for (const method of ['post', 'patch'] as const) {
		const scope = nock(API).persist();
		scope.on('request', () => requests++);
		scope[method]((uri) => uri !== '/auth').reply(
			status,
			status === 204 || status === 304 ? '' : body,
			type === '' ? {} : { 'content-type': type },
		);
	}
	const { resource, operation, parameters, input } = one.found;
	const { rows } = await run({
		parameters: { resource, operation, ...parameters },
		input: [input[0]],
		onError: 'continueRegularOutput',
	});
	const error = Object.keys(rows[0].json).join() === 'error' && (rows[0].json.error as IDataObject);
	const outcome = !error ? 'done' : error.code === 'OUTCOME_UNKNOWN' ? 'unknown' : 'refused';
	const answered = status === 204 || status === 304 ? '' : read(body);
	expect([outcome, requests]).toEqual([wanted(status, answered, one.operation), 1]);
}

test('there are enough operations that are sent once', () => {
	expect(SENT_ONCE.length).toBeGreaterThanOrEqual(20);
});

test('a fixed selection of answers', async () => {
	await fc.assert(fc.asyncProperty(answers, check), { seed: 20261127, numRuns: 300 });
}, 120_000);

test(
	'other answers each time (the error tells the seed)',
	async () => {
		await fc.assert(fc.asyncProperty(answers, check), { seed: FREE, numRuns: 150 * RUNS });
	},
	120_000 * RUNS,
);
