import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { documentedOperations, hasDocument } from '../contract/document.cjs';
import { NOT_IN_CATALOG } from '../contract/exceptions.cjs';
import type { Case, Exchange } from './cases/case.cjs';
import { cases } from './allCases.cjs';
import { API, makeKey, run } from './harness.cjs';
import { onlyNock } from './network.cjs';
import { catalog } from '../../scripts/lib/built.cjs';

/** Every operation once, over three input rows: the exact requests, and the rows that come out. */

interface Received {
	method: string;
	host: string;
	path: string;
	query: Record<string, string>;
	body: unknown;
	key: string;
}

/** What a request is, to compare: members in any order. */
const textOf = ({ method, host = API, path, query = {}, body }: Partial<Received>) =>
	JSON.stringify([method, host, path, query, body ?? null], (_, value: unknown) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value,
	);

/** Serves the exchanges, each to a request that is as it should be, and keeps what really came. */
function serve(exchanges: Exchange[]): Received[] {
	const received: Received[] = [];
	const waiting = exchanges.map((exchange) => ({ exchange, text: textOf(exchange) }));
	for (const host of new Set([API, ...exchanges.map((exchange) => exchange.host ?? API)])) {
		for (const method of ['get', 'post', 'patch', 'delete'] as const) {
			nock(host)
				.persist()
				[method](/^\/(?!auth$)/)
				.reply(function (uri, body) {
					const url = new URL(uri, host);
					received.push({
						method: method.toUpperCase(),
						host,
						path: url.pathname,
						query: Object.fromEntries(url.searchParams),
						body: body === '' ? undefined : body,
						key: String(this.req.headers['x-api-key']),
					});
					// Rows are read together: of requests that are alike, the first one is answered first.
					const text = textOf(received[received.length - 1]);
					const index = waiting.findIndex((one) => one.text === text);
					const [{ exchange } = {}] = index < 0 ? [] : waiting.splice(index, 1);
					if (!exchange) return [599, { message: 'unexpected request' }];
					return [exchange.status ?? 200, exchange.answer as object | undefined];
				});
		}
	}
	return received;
}

onlyNock();

test.each(
	cases.map(
		(one) =>
			[`${one.resource}: ${one.operation}${one.title ? ` (${one.title})` : ''}`, one] as const,
	),
)('%s', async (_, { resource, operation, parameters, input, requests, rows, compare }) => {
	const key = makeKey('key');
	nock(API).post('/auth').reply(200, { apiKey: key });
	const exchanges = input.flatMap((json, row) => requests(json, row));
	const received = serve(exchanges);

	const result = await run({
		parameters: { resource, operation, ...parameters },
		input: [...input],
	});

	expect(received.map(textOf).sort()).toEqual(exchanges.map(textOf).sort());
	expect(received.filter((one) => one.key !== key)).toEqual([]);
	// No diagnosis is no difference: diagnoses have tests of their own.
	const withoutNull = ({ diagnosis, ...json }: IDataObject): IDataObject =>
		diagnosis === null || diagnosis === undefined ? json : { ...json, diagnosis };
	const expected = input.flatMap((json, row) =>
		rows(json, row).map((output) => ({
			json: compare ? output : withoutNull(output),
			pairedItem: { item: row },
		})),
	);
	const pick = (json: IDataObject) =>
		compare ? Object.fromEntries(compare.map((name) => [name, json[name]])) : withoutNull(json);
	expect(result.rows.map(({ json, pairedItem }) => ({ json: pick(json), pairedItem }))).toEqual(
		expected,
	);
});

describe('coverage', () => {
	const keyOf = (method: string, path: string) => `${method} ${path}`;
	const patternOf = ({ method, path }: { method: string; path: string }) =>
		new RegExp(`^${method} ${path.replace(/\{\w+\}/g, '[^/]+')}$`);
	const sent = new Set(
		cases
			.filter(({ resource }) => resource !== 'customRequest')
			.flatMap(({ input, requests }) =>
				requests(input[0], 0).map(
					({ method, path, host }) => `${host ?? ''}${keyOf(method, path)}`,
				),
			),
	);

	test('every operation of the node has a case', () => {
		const all = catalog.flatMap(({ id, operations }) => operations.map((one) => `${id}.${one.id}`));
		const have = new Set(cases.map(({ resource, operation }) => `${resource}.${operation}`));
		expect(
			all
				.filter((name) => !have.has(name))
				.map(
					(name) =>
						`${name}: a case in test/integration/cases/${name.split('.')[0]}.cts (a new file: also in test/integration/allCases.cts)`,
				),
		).toEqual([]);
	});

	test('the three input rows of every operation ask for different things', () => {
		const differs = ({ input, requests }: Case) => {
			const asked = input.map((json, row) =>
				JSON.stringify(
					requests(json, row).map(({ method, path, query, body }) => [method, path, query, body]),
				),
			);
			return new Set(asked).size > 1;
		};
		const alike = cases
			.map(({ resource, operation }) => `${resource}.${operation}`)
			.filter((name) =>
				cases
					.filter(({ resource, operation }) => `${resource}.${operation}` === name)
					.every((one) => !differs(one)),
			);
		// They have no parameter that is sent; the label of the last is the node's own filter.
		expect([...new Set(alike)]).toEqual([
			'categoryRule.getMany',
			'smartTransfer.getManyPreauthorizations',
			'webhook.getMany',
		]);
	});

	test('every operation that Pluggy documents is sent by a case', () => {
		if (!hasDocument && !process.env.CI) return;
		const documented = documentedOperations()
			.map((operation) => ({ ...operation, name: `${operation.method} ${operation.path}` }))
			.filter(({ name }) => !(name in NOT_IN_CATALOG));
		const missed = documented.filter(
			(operation) => ![...sent].some((request) => patternOf(operation).test(request)),
		);
		process.stdout.write(
			`\n${documented.length - missed.length} of ${documented.length} documented operations run by ${cases.length} cases\n`,
		);
		expect(missed.map(({ name }) => name)).toEqual([]);
		expect(documented.length).toBeGreaterThan(90);
	});
});
