import type { Safety } from '../../nodes/shared/backoff';
import { clock } from '../../nodes/shared/clock';
import { PluggyError } from '../../nodes/shared/errors';
import { openClient } from '../../nodes/shared/transport';
import { fakeClock, fakeContext, request, startProcess, type Scripted } from './fakes.cjs';

/** The resend table of docs/payments-safety.md, cell by cell, and the rules around it. */

let time: ReturnType<typeof fakeClock>;
beforeEach(() => {
	time = fakeClock();
	startProcess();
});
afterEach(() => time.restore());

const OK: Scripted = { status: 200, body: { ok: true } };
const METHODS: Record<Safety, 'GET' | 'DELETE' | 'POST'> = {
	read: 'GET',
	repeatable: 'DELETE',
	once: 'POST',
};

async function send(script: Scripted[], safety: Safety, more: object = {}) {
	const fake = fakeContext(script);
	const client = await openClient(fake.context);
	const requests = () => fake.sent.filter(({ url }) => url !== 'login');
	try {
		const { body } = await client.send(
			request({ safety, method: METHODS[safety], access: 'payments', ...more }),
		);
		return { body, requests: requests(), client };
	} catch (error) {
		return { problem: (error as PluggyError).problem, requests: requests(), client };
	}
}

const TROUBLES: Record<string, Scripted> = {
	'429': {
		status: 429,
		body: { code: 429, message: 'Too many' },
		headers: { 'ratelimit-reset': '9' },
	},
	'DNS failure': { code: 'ENOTFOUND', syscall: 'getaddrinfo' },
	'connection refused': { code: 'ECONNREFUSED', syscall: 'connect' },
	'connect timeout': { code: 'ETIMEDOUT', syscall: 'connect' },
	'all addresses refused': {
		code: 'ERR_UNKNOWN',
		errors: [Object.assign(new Error('a'), { code: 'ECONNREFUSED', syscall: 'connect' })],
	},
	'answer timeout': { code: 'ECONNABORTED', message: 'timeout of 100000ms exceeded' },
	reset: { code: 'ECONNRESET', syscall: 'read' },
	'broken pipe': { code: 'EPIPE', syscall: 'write' },
	'500': { status: 500, body: { code: 500, codeDescription: 'INTERNAL_SERVER_ERROR' } },
	'502': { status: 502, body: '<html>Bad Gateway</html>' },
	'503': { status: 503 },
	'504': { status: 504 },
	'something never seen before': { code: 'EWEIRD' },
};

const NEVER_LEFT = [
	'429',
	'DNS failure',
	'connection refused',
	'connect timeout',
	'all addresses refused',
];

describe.each(Object.entries(TROUBLES))('%s', (name, trouble) => {
	test.each(['read', 'repeatable'] as const)('%s: sent again, and then fine', async (safety) => {
		const { body, requests } = await send([trouble, OK], safety);
		expect(body).toEqual({ ok: true });
		expect(requests).toHaveLength(2);
	});

	if (NEVER_LEFT.includes(name)) {
		test('once: Pluggy did not process it, so it is sent again', async () => {
			const { body, requests } = await send([trouble, OK], 'once');
			expect(body).toEqual({ ok: true });
			expect(requests).toHaveLength(2);
		});
	} else {
		test('once: outcome unknown, exactly one request, and how to find out', async () => {
			const findOut = 'Look with Payment Request: Get Many.';
			const { problem, requests } = await send([trouble, OK], 'once', { findOut });
			expect(requests).toHaveLength(1);
			expect(problem).toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: false, action: 'none' });
			expect(problem!.title).toMatch(/^Outcome unknown: "Get thing" was sent, but /);
			expect(problem!.advice).toContain('It was not sent again. Look with Payment Request');
		});
	}
});

test('a trouble that stays: five attempts with full jitter, then its own error', async () => {
	const { problem, requests } = await send([TROUBLES.reset], 'read');
	expect(requests.map(({ at }) => at)).toEqual([0, 500, 1_500, 3_500, 7_500]);
	expect(problem).toMatchObject({ code: 'NO_ANSWER', retryable: true, action: 'retryLater' });
	const gone = await send([TROUBLES['connection refused']], 'once');
	expect(gone.requests).toHaveLength(5);
	expect(gone.problem).toMatchObject({ code: 'NOT_REACHED' });
});

test('a certificate that does not fit is no outcome unknown, and not tried again', async () => {
	const { problem, requests } = await send([{ code: 'CERT_HAS_EXPIRED' }, OK], 'once');
	expect(requests).toHaveLength(1);
	expect(problem!.code).toBe('NOT_REACHED');
});

test.each([400, 404, 409, 410, 422])(
	'a %i is an answer: one request, for every safety',
	async (status) => {
		for (const safety of ['read', 'repeatable', 'once'] as const) {
			const { problem, requests } = await send([{ status, body: { code: status } }, OK], safety);
			expect(requests).toHaveLength(1);
			expect(problem!.httpStatus).toBe(status);
		}
	},
);

test('a DELETE that finds nothing the second time is done; the first time it is an error', async () => {
	const gone: Scripted = { status: 404, body: { codeDescription: 'ITEM_NOT_FOUND' } };
	expect((await send([TROUBLES.reset, gone], 'repeatable')).problem).toBeUndefined();
	expect((await send([TROUBLES['503'], gone], 'repeatable')).problem).toBeUndefined();
	expect((await send([gone], 'repeatable')).problem!.code).toBe('ITEM_NOT_FOUND');
	// A refused connection cannot have deleted it.
	const refused = await send([TROUBLES['connection refused'], gone], 'repeatable');
	expect(refused.problem!.code).toBe('ITEM_NOT_FOUND');
});

describe('rate limits', () => {
	test('the wait is RateLimit-Reset, else Retry-After, else full jitter', async () => {
		const wait = async (headers: object) => {
			startProcess();
			const limited = { status: 429, body: {}, headers } as Scripted;
			const { requests } = await send([limited, OK], 'once');
			return requests[1].at - requests[0].at;
		};
		expect(await wait({ 'ratelimit-reset': '7', 'retry-after': '60' })).toBe(7_125);
		expect(await wait({ 'retry-after': '60' })).toBe(60_125);
		expect(await wait({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(125);
		expect(await wait({})).toBe(500);
	});

	test('a wait longer than the budget fails at once and says how long Pluggy asked for', async () => {
		const long: Scripted = { status: 429, body: {}, headers: { 'ratelimit-reset': '300' } };
		const { problem, requests } = await send([long, OK], 'read');
		expect(requests).toHaveLength(1);
		expect(time.elapsed()).toBe(0);
		expect(problem).toMatchObject({
			code: 'WAIT_TOO_LONG',
			retryable: true,
			details: { waitSeconds: 301 },
		});
		startProcess();
		const patient = await send([long, OK], 'read', { waitBudgetMs: 400_000 });
		expect(patient.body).toEqual({ ok: true });
	});

	test('a monthly quota is not a minute’s limit: never sent again', async () => {
		const quota: Scripted = {
			status: 429,
			body: { codeDescription: 'BALANCE_OPEN_FINANCE_RATE_LIMIT' },
		};
		const { problem, requests } = await send([quota, OK], 'read');
		expect(requests).toHaveLength(1);
		expect(problem).toMatchObject({ code: 'BALANCE_OPEN_FINANCE_RATE_LIMIT', retryable: false });
	});

	test('the client tells how long it waited', async () => {
		const { client } = await send([TROUBLES['429'], TROUBLES.reset, OK], 'read');
		expect(client.waited).toEqual({ rateLimit: 9_125, resend: 500 });
	});
});

describe('cancelling', () => {
	test('a cancelled wait ends within a second; nothing more is sent', async () => {
		const controller = new AbortController();
		const limited: Scripted = { status: 429, body: {}, headers: { 'ratelimit-reset': '60' } };
		const fake = fakeContext([limited, OK], { signal: controller.signal });
		const client = await openClient(fake.context);
		const { sleep } = clock;
		clock.sleep = async (ms) => {
			await sleep(ms);
			if (time.elapsed() >= 5_000) controller.abort();
		};
		await expect(client.send(request())).rejects.toMatchObject({ problem: { code: 'CANCELLED' } });
		expect(time.elapsed()).toBeLessThanOrEqual(6_000);
		expect(fake.sent.filter(({ url }) => url !== 'login')).toHaveLength(1);
	});

	test('a payment cancelled in flight has an unknown outcome, a read is just cancelled', async () => {
		const cancelled: Scripted = { code: 'ERR_CANCELED' };
		expect((await send([cancelled], 'once')).problem!.code).toBe('OUTCOME_UNKNOWN');
		expect((await send([cancelled], 'read')).problem!.code).toBe('CANCELLED');
	});
});

test('what n8n calls a login failure is one, never an unknown payment', async () => {
	const { LoginError } =
		require('../../nodes/shared/session') as typeof import('../../nodes/shared/session');
	const failure = new LoginError('Pluggy refused the Client ID or Client Secret.', { status: 401 });
	const fake = fakeContext([OK]);
	(fake.context.helpers as unknown as Record<string, unknown>).httpRequestWithAuthentication =
		async () => {
			throw Object.assign(new Error('Authorization failed'), { cause: failure });
		};
	const client = await openClient(fake.context);
	await expect(
		client.send(request({ safety: 'once', method: 'POST', access: 'payments' })),
	).rejects.toMatchObject({
		problem: { code: 'LOGIN_FAILED', httpStatus: 401, action: 'fixInput' },
	});
});

test('reading the credential happens once for many requests', async () => {
	const fake = fakeContext([OK]);
	const client = await openClient(fake.context);
	for (let n = 0; n < 20; n++) await client.send(request());
	expect(fake.reads()).toBe(1);
	expect(fake.sent.filter(({ url }) => url === 'login')).toHaveLength(1);
});

test('query values are encoded, lists joined by commas, empty ones left out, an empty body is sent', async () => {
	const fake = fakeContext([OK]);
	const client = await openClient(fake.context);
	await client.send(request({ query: { a: 'x&y=1 ç', ids: ['1', '2,3'], none: undefined } }));
	await client.send(request({ method: 'PATCH', body: {} }));
	const [get, patch] = fake.sent.filter(({ url }) => url !== 'login');
	expect(get.url).toBe('https://api.pluggy.ai/things?a=x%26y%3D1%20%C3%A7&ids=1,2%2C3');
	expect(get.body).toBeUndefined();
	expect(patch.body).toBe('{}');
});
