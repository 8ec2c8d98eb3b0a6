import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { catalog } from '../../nodes/Pluggy/catalog';
import type { Field, Operation } from '../../nodes/Pluggy/operation';
import { anything, baseOf, valuesFor } from '../contract/anyInput.cjs';
import { count, FREE, RUNS } from '../counted.cjs';
import { API, makeKey, newProcess, run } from './harness.cjs';
import { onlyNock } from './network.cjs';

/**
 * The same as test/contract/anyInput.test.cts, through n8n's own reading of parameters and in all of
 * the node: a value in the input row, an expression that gives it, for each operation.
 */

const operations = catalog.flatMap(({ id, operations: list }) =>
	list.map((operation, row) => [id, operation.id, operation, row] as const),
);

const FIXED = 20260205;

onlyNock();

/** Functions and symbols are for n8n to refuse. */
const isData = (value: unknown): boolean =>
	typeof value === 'object' && value !== null
		? Object.values(value).every(isData)
		: !['function', 'symbol'].includes(typeof value);

/** A parameter, a member of a collection, or a collection as a whole. */
const placesOf = ({ fields }: Operation): ReadonlyArray<readonly [string, Field | undefined]> => [
	...fields.map(
		({ place, property: { name } }, row) =>
			[place === 'top' ? name : `${place}.${name}`, fields[row]] as const,
	),
	['additionalFields', undefined],
	['filters', undefined],
];

/** Parameters whose one place is an expression for the value of the row. */
function withExpression(base: IDataObject, place: string): IDataObject {
	const expression = '={{ $json.value }}';
	const [name, member] = place.split('.');
	return { ...base, [name]: member === undefined ? expression : { [member]: expression } };
}

const HOSTS = [API, 'https://enrichment-api.pluggy.ai', 'https://insights-api.pluggy.ai'];

/** What a row may be: refused before anything was sent, or sent and judged by Pluggy (here: 422). */
const OUTCOMES = ['INVALID_INPUT', 'HTTP_422'];

test.each(operations)(
	'%s.%s',
	async (resource, id, operation, row) => {
		newProcess();
		nock(API)
			.persist()
			.post('/auth')
			.reply(200, { apiKey: makeKey('key') });
		for (const host of HOSTS) {
			for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'])
				nock(host)
					.persist()
					.intercept(/^\/(?!auth$)/, method)
					.reply(422, { code: 422, message: 'Unprocessable' });
		}
		const base = { resource, operation: id, ...(baseOf(operation) as IDataObject) };
		const cases = fc
			.constantFrom(...placesOf(operation))
			.chain(([place, field]) => fc.tuple(fc.constant(place), field ? valuesFor(field) : anything));
		for (const seed of [FIXED, FREE])
			await fc.assert(
				fc.asyncProperty(cases, async ([place, value]) => {
					if (!isData(value)) return;
					count('parameters, through n8n');
					const { rows } = await run({
						parameters: withExpression(base, place),
						input: [{ value: value as IDataObject }],
						onError: 'continueRegularOutput',
						timezone: 'America/New_York',
					});
					for (const { json } of rows) {
						const { code = 'none', title = '' } = (json.error ?? {}) as IDataObject;
						// A switch, an empty list and the like ask for nothing that Pluggy refuses.
						if (json.error === undefined) continue;
						expect([code, title]).toEqual([
							expect.stringMatching(OUTCOMES.join('|')),
							expect.any(String),
						]);
						expect(title).toMatch(/\w.* \w/);
					}
				}),
				{ seed: seed + row, numRuns: 3 * RUNS },
			);
	},
	60_000 * RUNS,
);

afterAll(() => process.stdout.write(`\nAny input in n8n: SEED=${FREE} repeats this run\n`));
