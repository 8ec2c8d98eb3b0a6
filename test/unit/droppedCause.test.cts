import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import { classifyError } from '../../nodes/shared/client/attempt';
import { clock } from '../../nodes/shared/client/clock';
import * as n8n from '../../nodes/shared/n8n';
import type { PluggyError } from '../../nodes/shared/problems/errors';
import { openClient, type Context } from '../../nodes/shared/client/transport';
import { fakeClock, request, startProcess } from './fakes.cjs';

/** n8n before 2.34: its helper throws an error of its own and drops the one that it wraps. */

const node = {
	name: 'Pluggy',
	type: 'n8n-nodes-pluggy.pluggy',
	parameters: {},
} as unknown as INode;

/** As those versions throw it: their class declares `cause`, which empties what Error had put there. */
function dropped(error: object): NodeApiError {
	const wrapped = new NodeApiError(node, error as JsonObject);
	Object.defineProperty(wrapped, 'cause', { value: undefined });
	return wrapped;
}

/** What axios throws: the code and the message are Node's. */
const axiosError = (code: string | undefined, message: string) =>
	Object.assign(new Error(message), { code, isAxiosError: true, config: {} });

const circumstances = { signal: undefined, withoutKey: false, secrets: [] };

test.each([
	['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:4010'],
	['ENOTFOUND', 'getaddrinfo ENOTFOUND api.pluggy.ai'],
	['EAI_AGAIN', 'getaddrinfo EAI_AGAIN api.pluggy.ai'],
	['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443'],
	['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443 - Local (10.0.0.2:51234)'],
])('%s, "%s": Pluggy never saw it', (code, message) => {
	const attempt = classifyError(dropped(axiosError(code, message)), circumstances);
	expect(attempt).toEqual({ kind: 'broken', failure: 'notConnected', reason: code });
});

test.each([
	['a reset', 'ECONNRESET', 'read ECONNRESET'],
	['a broken pipe', 'EPIPE', 'write EPIPE'],
	['a connection that ends', 'ECONNRESET', 'socket hang up'],
	['no route on a connection that stood', 'EHOSTUNREACH', 'read EHOSTUNREACH'],
	['refused, on a connection that stood', 'ECONNREFUSED', 'read ECONNREFUSED'],
	['several addresses, nobody knows how each ended', 'ECONNREFUSED', ''],
	['the same in the words of axios', 'ECONNREFUSED', 'Error'],
	['a code and words that differ', 'ECONNRESET', 'connect ECONNREFUSED 127.0.0.1:4010'],
	['words that only speak of it', 'ECONNREFUSED', 'upstream said: connect ECONNREFUSED'],
	['words without a code', undefined, 'connect ECONNREFUSED 127.0.0.1:4010'],
	['no answer in time', 'ECONNABORTED', 'timeout of 100000ms exceeded'],
	['something never seen before', 'EWEIRD', 'weird'],
])('%s: lost', (_, code, message) => {
	const attempt = classifyError(dropped(axiosError(code, message)), circumstances);
	expect(attempt).toMatchObject({ kind: 'broken', failure: 'lost' });
});

test('a certificate that does not fit: it cannot be sent', () => {
	const error = axiosError('CERT_HAS_EXPIRED', 'certificate has expired');
	expect(classifyError(dropped(error), circumstances)).toEqual({
		kind: 'unsendable',
		reason: 'CERT_HAS_EXPIRED',
	});
});

test('a run that was cancelled may have sent it', () => {
	const attempt = classifyError(dropped(axiosError('ERR_CANCELED', 'canceled')), circumstances);
	expect(attempt).toEqual({ kind: 'cancelled', left: true });
});

describe('a login', () => {
	let time: ReturnType<typeof fakeClock>;
	beforeEach(() => {
		time = fakeClock();
		startProcess();
		// Those versions would wrap what a login throws as well, so the node logs in by itself.
		jest.spyOn(n8n, 'storesWhatExpressionsGave').mockReturnValue(true);
	});
	afterEach(() => {
		time.restore();
		jest.restoreAllMocks();
	});

	/** A payment with a credential that has no key yet. */
	async function pay(answers: Array<{ statusCode: number; headers?: object; body?: object }>) {
		const logins: number[] = [];
		let payments = 0;
		const login = async () => {
			logins.push(clock.now());
			const { headers = {}, ...answer } = answers.length > 1 ? answers.shift()! : answers[0];
			return { body: {}, headers, ...answer };
		};
		const stored = { clientId: 'a', clientSecret: 'b', baseUrl: 'https://api.pluggy.ai' };
		const context = {
			getCredentials: async () => ({ ...stored, access: 'payments', apiKey: '' }),
			getNode: () => ({ credentials: { pluggyApi: { id: '1', name: 'P' } } }),
			helpers: {
				httpRequest: login,
				httpRequestWithAuthentication: async () => {
					payments++;
					return { statusCode: 200, headers: {}, body: { id: 'paid' } };
				},
			},
		} as unknown as Context;
		const client = await openClient(context);
		const paying = { method: 'POST', safety: 'once', access: 'payments' } as const;
		const problem = await client.send(request(paying)).then(
			() => undefined,
			(error: PluggyError) => error.problem,
		);
		return { problem, logins: logins.map((at) => at - logins[0]), payments: () => payments };
	}

	test('that is refused is asked once, and says why', async () => {
		const { problem, logins, payments } = await pay([{ statusCode: 401 }]);
		expect(problem).toMatchObject({ code: 'LOGIN_FAILED', retryable: false });
		expect(problem!.title).toMatch(/refused the Client ID or Client Secret/);
		expect(logins).toHaveLength(1);
		expect(payments()).toBe(0);
	});

	test('that is limited waits as long as its header says', async () => {
		const limited = { statusCode: 429, headers: { 'ratelimit-reset': '40' }, body: { code: 429 } };
		const { problem, logins, payments } = await pay([
			limited,
			{ statusCode: 200, body: { apiKey: 'k' } },
		]);
		expect(problem).toBeUndefined();
		expect(logins).toHaveLength(2);
		expect(logins[1]).toBeGreaterThanOrEqual(40_000);
		expect(payments()).toBe(1);
	});
});
