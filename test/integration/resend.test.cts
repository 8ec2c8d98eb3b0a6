import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import type { Operation } from '../../nodes/Pluggy/operation';
import { cases } from './allCases.cjs';
import { API, run, runToError } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { catalog } from '../../scripts/lib/built.cjs';

/** The resend table of docs/payments-safety.md, for every operation of the catalog. */

/** Every operation, with what makes it send its first request. */
const operations = catalog.flatMap((resource) =>
	resource.operations.map((operation) => {
		const found = cases.find(
			(one) => one.resource === resource.id && one.operation === operation.id,
		)!;
		return { name: `${resource.id}.${operation.id}`, operation, found };
	}),
);

/** Requests of a method and path that may be sent twice, by the words of the design alone. */
function safetyOf({ method, path, host }: Pick<Operation, 'method' | 'path' | 'host'>) {
	if (method === 'GET') return 'read';
	const computes = /^\/connect_token$|^\/connectors\/\{id\}\/validate$/.test(path);
	if (method === 'POST' && (computes || host !== undefined)) return 'read';
	if (method === 'DELETE') return 'repeatable';
	if (method === 'PATCH') return path === '/items/{id}' ? 'once' : 'repeatable';
	return /\/(cancel|revoke)$/.test(path) ? 'repeatable' : 'once';
}

/** Of the first request that a case leads to: steps may read before they change anything. */
function firstSafety({ operation, found }: (typeof operations)[number]) {
	const [{ method }] = found.requests(found.input[0], 0);
	if (method === 'GET') return 'read';
	return operation.classify ? 'once' : safetyOf(operation);
}

let requests: number;
onlyNock({ jumps: true });
beforeEach(() => {
	requests = 0;
	letIn();
});

const HOSTS = [API, 'https://enrichment-api.pluggy.ai', 'https://insights-api.pluggy.ai'];

function answerAll(reply: (interceptor: nock.Interceptor) => void) {
	for (const host of HOSTS) {
		for (const method of ['get', 'post', 'patch', 'delete'] as const) {
			const scope = nock(host).persist();
			// Counted here: an answer that is an error has no callback.
			scope.on('request', () => requests++);
			reply(scope[method]((uri) => uri !== '/auth'));
		}
	}
}

const broken = (code: string, syscall: string) => (one: nock.Interceptor) =>
	one.replyWithError(Object.assign(new Error(code), { code, syscall }));

const UNKNOWN = 'OUTCOME_UNKNOWN';
/** Each attempt that may have arrived costs something, and the error says what. */
const COSTS: Readonly<Record<string, string>> = {
	'account.getBalance': 'monthly quota',
	'pixBiometricEnrollment.getBalance': 'monthly quota',
	'smartTransfer.getPreauthorizationBalance': 'monthly quota',
	'enrichment.analyzeBehavior': 'may bill each attempt',
	'enrichment.categorize': 'may bill each attempt',
	'enrichment.recurringPayments': 'may bill each attempt',
	'insight.getBook': 'may bill each attempt',
	'insight.getCategories': 'may bill each attempt',
	'insight.getIncome': 'may bill each attempt',
};
interface Outcome {
	once: [number, string];
	other: [number, string];
	/** Nobody knows whether Pluggy processed the request. */
	lost?: true;
}
/** What becomes of a trouble that stays: requests and code, for what is sent once and for the rest. */
const TROUBLES: Array<[string, (one: nock.Interceptor) => void, Outcome]> = [
	[
		'a reset',
		broken('ECONNRESET', 'read'),
		{ once: [1, UNKNOWN], other: [5, 'NO_ANSWER'], lost: true },
	],
	[
		'a refused connection',
		broken('ECONNREFUSED', 'connect'),
		{ once: [5, 'NOT_REACHED'], other: [5, 'NOT_REACHED'] },
	],
	[
		'a 503',
		(one) => one.reply(503, {}),
		{ once: [1, UNKNOWN], other: [5, 'HTTP_503'], lost: true },
	],
	[
		'a 429',
		(one) => one.reply(429, { code: 429 }, { 'RateLimit-Reset': '50' }),
		{ once: [3, 'WAIT_TOO_LONG'], other: [3, 'WAIT_TOO_LONG'] },
	],
	[
		'a 400',
		(one) => one.reply(400, { code: 400 }),
		{ once: [1, 'HTTP_400'], other: [1, 'HTTP_400'] },
	],
];

describe.each(TROUBLES)('%s that stays', (_, reply, { once, other, lost = false }) => {
	test.each(operations.map((one) => [one.name, one] as const))('%s', async (name, one) => {
		const { resource, operation, parameters, input } = one.found;
		answerAll(reply);
		const { rows } = await run({
			parameters: { resource, operation, ...parameters },
			input: [input[0]],
			onError: 'continueRegularOutput',
		});
		const error = rows[0].json.error as IDataObject;
		const [most, code] = firstSafety(one) === 'once' ? once : other;
		const cost = lost ? COSTS[name] : undefined;
		expect([name, requests, error.code]).toEqual([name, cost ? 1 : most, code]);
		for (const words of new Set(Object.values(COSTS))) {
			expect(String(error.advice).includes(words)).toBe(words === cost);
		}
		if (error.code === UNKNOWN) {
			expect(error.retryable).toBe(false);
			// It says how to find out, or that nobody can.
			expect(one.operation.lookup).toMatch(/\w{3}/);
			expect(error.advice).toContain(one.operation.lookup);
		}
	});
});

test.each(operations.map((one) => [one.name, one.operation] as const))(
	'%s is as safe to repeat as the design says',
	(_, operation) => {
		if (operation.classify) return;
		const wanted =
			operation.handler && operation.id === 'revoke' ? 'repeatable' : safetyOf(operation);
		expect(operation.safety).toBe(wanted);
	},
);

const money = operations.filter(
	({ operation: { safety, access } }) => safety === 'once' && access === 'payments',
);

test('what moves money is known', () => expect(money.length).toBeGreaterThanOrEqual(15));

test.each(money.map((one) => [one.name, one] as const))(
	'%s with Retry On Fail on: no request at all, and the error names the setting',
	async (_, { found: { resource, operation, parameters, input } }) => {
		answerAll((one) => one.reply(200, {}));
		const error = await runToError({
			parameters: { resource, operation, ...parameters },
			input: [...input],
			retryOnFail: true,
		});
		expect(error.message).toBe('Retry On Fail must be off for operations that move money');
		expect(error.description).toContain('in the Settings of this node');
		expect(requests).toBe(0);
	},
);
