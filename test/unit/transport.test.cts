import type { Safety } from '../../nodes/shared/client/resend';
import { clock } from '../../nodes/shared/client/clock';
import { PluggyError } from '../../nodes/shared/problems/errors';
import { openClient } from '../../nodes/shared/client/transport';
import {
	fakeClock,
	fakeContext,
	networkError,
	request,
	startProcess,
	type Scripted,
} from './fakes.cjs';

/** The resend table of docs/payments-safety.md, cell by cell, and the rules around it. */

let time: ReturnType<typeof fakeClock>;
beforeEach(() => {
	time = fakeClock();
	startProcess();
});
afterEach(() => time.restore());

const API = 'https://api.pluggy.ai';
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
	'host unreachable': { code: 'EHOSTUNREACH', syscall: 'connect' },
	'connect timeout': { code: 'ETIMEDOUT', syscall: 'connect' },
	'all addresses refused': {
		code: 'ERR_UNKNOWN',
		errors: [Object.assign(new Error('a'), { code: 'ECONNREFUSED', syscall: 'connect' })],
	},
	'answer timeout': { code: 'ECONNABORTED', message: 'timeout of 100000ms exceeded' },
	reset: { code: 'ECONNRESET', syscall: 'read' },
	'host gone while connected': { code: 'EHOSTUNREACH', syscall: 'read' },
	'network gone while connected': { code: 'ENETUNREACH', syscall: 'write' },
	'refused while connected': { code: 'ECONNREFUSED', syscall: 'read' },
	'host unreachable, nobody knows when': { code: 'EHOSTUNREACH' },
	'some addresses reset': {
		code: 'ECONNREFUSED',
		errors: [
			Object.assign(new Error('a'), { code: 'ECONNREFUSED', syscall: 'connect' }),
			Object.assign(new Error('b'), { code: 'ECONNRESET', syscall: 'read' }),
		],
	},
	'broken pipe': { code: 'EPIPE', syscall: 'write' },
	'408': { status: 408, body: 'Request Timeout' },
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
	'host unreachable',
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
			const lookup = 'Look with Payment Request: Get Many.';
			const { problem, requests } = await send([trouble, OK], 'once', { lookup });
			expect(requests).toHaveLength(1);
			expect(problem).toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: false, action: 'none' });
			expect(problem!.title).toMatch(/^Outcome unknown: "Get thing" was sent, but /);
			expect(problem!.advice).toMatch(
				/It was not sent again: do not repeat it .* Look with Payment Request/,
			);
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

test.each([301, 302, 303, 307, 308])(
	'a redirect (%i) is not followed; only a 4xx says for certain that nothing was done',
	async (status) => {
		const redirect: Scripted = { status, body: '', headers: { location: 'https://else.example' } };
		for (const safety of ['read', 'repeatable'] as const) {
			const { problem, requests } = await send([redirect, OK], safety);
			expect(requests).toHaveLength(1);
			expect(problem).toMatchObject({ code: `HTTP_${status}`, action: 'fixInput' });
			expect(problem!.advice).toContain('base URL');
		}
		const once = await send([redirect, OK], 'once');
		expect(once.requests).toHaveLength(1);
		expect(once.problem!.code).toBe('OUTCOME_UNKNOWN');
	},
);

test.each(['<html>Log in to the network</html>', '{"id": "1", "sta', '[{"id'])(
	'a 2xx that is no JSON (%s) is no success',
	async (body) => {
		const read = await send([{ status: 200, body }, OK], 'read');
		expect(read.problem).toMatchObject({ code: 'BAD_ANSWER', httpStatus: 200 });
		const once = await send([{ status: 200, body }, OK], 'once');
		expect(once.requests).toHaveLength(1);
		expect(once.problem!.code).toBe('OUTCOME_UNKNOWN');
	},
);

describe('a 2xx is a success only if it is the answer that was asked for', () => {
	const ANSWERS: unknown[] = [
		...['', 'done', 'Access blocked by the corporate proxy', '"blocked"', 'var a = 1;'],
		...[null, true, false, 5, [], {}, [{ id: '1' }]],
		...[{ id: '' }, { id: null }, { success: true }, { code: 400, codeDescription: 'X' }],
	];
	const outcome = async (body: unknown, safety: Safety, more: object, status = 200) => {
		const { problem, requests } = await send([{ status, body }, OK], safety, more);
		expect(requests).toHaveLength(1);
		return problem?.code ?? 'done';
	};

	test.each([200, 201, 202, 204, 226])(
		'HTTP %i: what makes something answers its ID',
		async (status) => {
			for (const body of ANSWERS) {
				const made = await outcome(body, 'once', { expects: { member: 'id' } }, status);
				expect([body, made]).toEqual([body, 'OUTCOME_UNKNOWN']);
			}
			for (const body of [{ id: '1' }, { id: 7, other: null }]) {
				expect(await outcome(body, 'once', { expects: { member: 'id' } }, status)).toBe('done');
			}
		},
	);

	test('where nothing is documented: nothing with 204, or something with an ID', async () => {
		for (const status of [200, 204]) {
			for (const body of [...ANSWERS, { id: '1' }]) {
				const isNothing = status === 204 && (body === '' || body === null);
				const isMade = (body as { id?: unknown } | null)?.id === '1';
				const wanted = isNothing || isMade ? 'done' : 'OUTCOME_UNKNOWN';
				const got = await outcome(body, 'once', { expects: 'nothing' }, status);
				expect([status, body, got]).toEqual([status, body, wanted]);
			}
		}
	});

	test('a custom request: any object or list, and nothing only where Pluggy answers so', async () => {
		const json = { expects: 'json' };
		for (const body of ANSWERS) {
			const isError = JSON.stringify(body).includes('codeDescription');
			const isJson = typeof body === 'object' && body !== null;
			const wanted = isJson && !isError ? 'done' : 'OUTCOME_UNKNOWN';
			expect([body, await outcome(body, 'once', json)]).toEqual([body, wanted]);
		}
		for (const body of [{ message: 'Forbidden' }, { error: 'blocked by policy' }]) {
			expect(await outcome(body, 'once', json)).toBe('OUTCOME_UNKNOWN');
		}
		expect(await outcome({ id: '1', message: 'Paid' }, 'once', json)).toBe('done');
		for (const [method, status, wanted] of [
			['DELETE', 204, 'done'],
			['DELETE', 200, 'done'],
			['PATCH', 204, 'done'],
			['PATCH', 200, 'OUTCOME_UNKNOWN'],
			['POST', 204, 'OUTCOME_UNKNOWN'],
			['PUT', 204, 'OUTCOME_UNKNOWN'],
		] as const) {
			expect([method, status, await outcome('', 'once', { ...json, method }, status)]).toEqual([
				method,
				status,
				wanted,
			]);
		}
	});

	test('a change that may be repeated is not done by a page either, and a read is no text', async () => {
		expect(await outcome('Access blocked', 'repeatable', {})).toBe('BAD_ANSWER');
		expect(await outcome(5, 'repeatable', {})).toBe('BAD_ANSWER');
		expect(await outcome('', 'repeatable', {})).toBe('done');
		expect(await outcome({ hello: 1 }, 'read', { expects: { member: 'accessToken' } })).toBe(
			'BAD_ANSWER',
		);
	});
});

describe('a 4xx says that nothing was done only in the words of Pluggy', () => {
	const PAGES = ['<html>Forbidden</html>', '', 'Forbidden', null, {}, [], '{"code": 403, "mess'];

	test.each([400, 401, 403, 404, 405, 409, 413, 422])(
		'HTTP %i with a page: unknown for what is sent once, and no new key',
		async (status) => {
			for (const body of PAGES) {
				const { problem, requests } = await send([{ status, body }, OK], 'once');
				expect([body, requests.length, problem?.code]).toEqual([body, 1, 'OUTCOME_UNKNOWN']);
			}
		},
	);

	test.each([408, 499])('HTTP %i is open, whoever says it', async (status) => {
		const { problem, requests } = await send([{ status, body: { code: status } }, OK], 'once');
		expect([requests.length, problem!.code]).toEqual([1, 'OUTCOME_UNKNOWN']);
	});

	test('a 403 of Pluggy about something else than the key is a refusal', async () => {
		const body = { code: 403, message: 'Payments are not enabled' };
		const { problem, requests } = await send([{ status: 403, body }, OK], 'once');
		expect([requests.length, problem!.code]).toEqual([1, 'HTTP_403']);
		expect(problem!.advice).toContain('Payments are not enabled');
	});
});

/** A credential whose stored key still lives. */
function withKey(script: Scripted[]) {
	const { fingerprint, loginOf } =
		require('../../nodes/shared/client/keyCache') as typeof import('../../nodes/shared/client/keyCache');
	const login = { clientId: 'client', clientSecret: 'the-secret', baseUrl: API };
	return fakeContext(script, {
		credential: {
			...login,
			apiKey: 'key-0',
			sessionExpiresAt: clock.now() + 7_200_000,
			sessionFor: fingerprint(loginOf(login)),
		},
	});
}

test.each([
	[403, { code: 403, message: 'Missing or invalid authorization token' }],
	[401, { code: 401, message: 'Unauthorized' }],
])('HTTP %i about the key: one more request with another key', async (status, body) => {
	const fake = withKey([
		{ status, body },
		{ status: 201, body: { id: '1' } },
	]);
	const payment = request({ safety: 'once', method: 'POST', access: 'payments' });
	await (await openClient(fake.context)).send(payment);
	const keys = fake.sent.filter(({ url }) => url !== 'login').map(({ key }) => key);
	expect(keys).toEqual(['key-0', 'key-1']);
});

test.each([401, 403])(
	'HTTP %i of a gateway is no dead key for what is sent once or costs something',
	async (status) => {
		for (const more of [{ safety: 'once', method: 'POST' }, { costs: 'fee' }] as const) {
			const fake = withKey([{ status, body: { message: 'Unauthorized' } }]);
			const client = await openClient(fake.context);
			await expect(client.send(request({ access: 'payments', ...more }))).rejects.toMatchObject({
				problem: { httpStatus: status },
			});
			expect(fake.sent).toHaveLength(1);
		}
	},
);

test('a long reason does not push out what to do', async () => {
	const { problem } = await send([{ code: '', message: 'x'.repeat(5_000) }], 'once');
	expect(problem!.title.length).toBeLessThan(400);
	expect(problem!.code).toBe('OUTCOME_UNKNOWN');
});

test('keys of other executions never give a payment a third try', async () => {
	const dead = { status: 403, body: { message: 'Missing or invalid authorization token' } };
	const fake = withKey([dead]);
	const { sessionFor } = fake.stored;
	let reads = 0;
	const getCredentials = fake.context.getCredentials as () => Promise<object>;
	fake.context.getCredentials = (async () => ({
		...(await getCredentials()),
		apiKey: `key-${reads++}`,
		sessionExpiresAt: clock.now() + 7_200_000 + reads,
		sessionFor,
	})) as never;
	const client = await openClient(fake.context);
	for (const [safety, most] of [
		['once', 2],
		['read', 4],
	] as const) {
		const before = fake.sent.length;
		await expect(
			client.send(request({ safety, method: METHODS[safety], access: 'payments' })),
		).rejects.toMatchObject({ problem: { code: 'HTTP_403' } });
		expect(fake.sent.length - before).toBe(most);
	}
});

test('a refusal after an attempt without an answer says that the first one may have done it', async () => {
	const refusal: Scripted = { status: 400, body: { message: 'already cancelled' } };
	const { problem } = await send([TROUBLES.reset, refusal], 'repeatable', { method: 'POST' });
	expect(problem!.advice).toMatch(/already cancelled .* an earlier one got no clear answer/);
	const plain = await send([refusal], 'repeatable', { method: 'POST' });
	expect(plain.problem!.advice).not.toContain('earlier');
});

test('a balance that the bank does not give is asked for once: each time spends its quota', async () => {
	for (const [status, codeDescription] of [
		[500, 'BALANCE_FETCH_ERROR'],
		[502, 'BALANCE_CONNECTOR_UNAVAILABLE'],
	] as const) {
		const { problem, requests } = await send([{ status, body: { codeDescription } }, OK], 'read');
		expect(requests).toHaveLength(1);
		expect(problem!.code).toBe(codeDescription);
	}
});

test('a DELETE that finds nothing the second time is done; the first time it is an error', async () => {
	const gone: Scripted = { status: 404, body: { codeDescription: 'ITEM_NOT_FOUND' } };
	expect((await send([TROUBLES.reset, gone], 'repeatable')).problem).toBeUndefined();
	expect((await send([TROUBLES['503'], gone], 'repeatable')).problem).toBeUndefined();
	expect((await send([gone], 'repeatable')).problem!.code).toBe('ITEM_NOT_FOUND');
	// A refused connection cannot have deleted it.
	const refused = await send([TROUBLES['connection refused'], gone], 'repeatable');
	expect(refused.problem!.code).toBe('ITEM_NOT_FOUND');
});

test.each(['<html>Not Found</html>', '', { message: 'no Route matched with those values' }])(
	'a 404 that is not Pluggy’s (%j) does not say that a DELETE is done',
	async (body) => {
		const { problem } = await send([TROUBLES.reset, { status: 404, body }], 'repeatable');
		expect(problem).toMatchObject({ httpStatus: 404 });
		expect(problem!.advice).toContain('an earlier one got no clear answer and may have done it');
		const own: Scripted = { status: 404, body: { code: 404, message: 'item not found' } };
		expect((await send([TROUBLES.reset, own], 'repeatable')).problem).toBeUndefined();
	},
);

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

	test('a server that always answers "wait 0 s" is not asked over and over', async () => {
		const now: Scripted = { status: 429, body: {}, headers: { 'ratelimit-reset': '0' } };
		const { problem, requests } = await send([now], 'read');
		expect(problem!.code).toBe('WAIT_TOO_LONG');
		expect(requests.length).toBeLessThanOrEqual(13);
		expect(time.elapsed()).toBeLessThanOrEqual(120_000);
	});

	test('a wait that ends in an error is told, too', async () => {
		const long: Scripted = { status: 429, body: {}, headers: { 'ratelimit-reset': '300' } };
		const { client } = await send([TROUBLES['429'], long], 'read');
		expect(client.waited.rateLimit).toBe(9_125);
	});

	test('a custom request is paced and held like the operation', async () => {
		const update = request({ method: 'PATCH', path: '/items/1', safety: 'once', body: {} });
		const fake = fakeContext([OK]);
		const client = await openClient(fake.context);
		for (let n = 0; n < 21; n++) await client.send(update);
		expect(time.elapsed()).toBe(61_000);
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

	const others = async (limited: Scripted, more: object = {}) => {
		const fake = fakeContext([limited, OK]);
		const client = await openClient(fake.context);
		const path = '/payments/requests';
		const refused = client.send(request({ path, ...more })).catch((error: unknown) => error);
		const { problem } = (await refused) as PluggyError;
		await client.send(request({ path, safety: 'once', method: 'POST', access: 'payments' }));
		return { problem, requests: fake.sent.filter(({ url }) => url !== 'login').length };
	};

	test.each<[string, object | string, object, string, object]>([
		['a name', { codeDescription: 'SCR_QUOTA' }, {}, 'SCR_QUOTA', {}],
		[
			'a name and a wait',
			{ codeDescription: 'SCR_QUOTA', message: 'Once a day' },
			{ 'retry-after': '86400' },
			'SCR_QUOTA',
			{ waitSeconds: 86_400 },
		],
		[
			'a long wait',
			{ code: 429, message: 'Once a day' },
			{ 'retry-after': '86400' },
			'WAIT_TOO_LONG',
			{ waitSeconds: 86_400 },
		],
		[
			'a wait of more than five minutes',
			{ code: 429 },
			{ 'ratelimit-reset': '301' },
			'WAIT_TOO_LONG',
			{ waitSeconds: 301 },
		],
		[
			'a day',
			'<html>',
			{ 'retry-after': 'Fri, 02 Jan 2026 00:00:00 GMT' },
			'WAIT_TOO_LONG',
			{ waitSeconds: 86_400 },
		],
	])(
		'a 429 with %s concerns its request alone: nobody else waits',
		async (_, body, headers, code, details) => {
			for (const more of [{}, { safety: 'once', method: 'POST', waitBudgetMs: 900_000_000 }]) {
				startProcess();
				const start = time.elapsed();
				const limited = { status: 429, body, headers } as Scripted;
				const { problem, requests } = await others(limited, more);
				expect(problem).toMatchObject({ code, httpStatus: 429, retryable: true });
				expect(problem.details ?? {}).toEqual(details);
				expect(time.elapsed() - start).toBe(0);
				expect(requests).toBe(2);
			}
		},
	);

	test('what Pluggy says beside a long wait is told', async () => {
		const body = { code: 429, message: 'Once a day for each CPF' };
		const limited = { status: 429, body, headers: { 'retry-after': '86400' } } as Scripted;
		const { problem } = await others(limited);
		expect(problem.title).toBe(
			'"Get thing" would have to wait 86400 s for Pluggy\'s rate limit, longer than allowed',
		);
		expect(problem.advice).toContain('Pluggy said: Once a day for each CPF');
	});

	test('a minute’s limit holds the group', async () => {
		const limited: Scripted = { status: 429, body: {}, headers: { 'ratelimit-reset': '300' } };
		const fake = fakeContext([limited, OK]);
		const client = await openClient(fake.context);
		await client.send(request()).catch(() => undefined);
		await expect(client.send(request())).rejects.toMatchObject({
			problem: { code: 'WAIT_TOO_LONG' },
		});
		expect(fake.sent.filter(({ url }) => url !== 'login')).toHaveLength(1);
	});

	test('the client tells how long it waited', async () => {
		const { client } = await send([TROUBLES['429'], TROUBLES.reset, OK], 'read');
		expect(client.waited).toMatchObject({ rateLimit: 9_125, resend: 500 });
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

	test('after a cancel between two payments nothing is sent, and nothing is unknown', async () => {
		const controller = new AbortController();
		const fake = fakeContext([OK], { signal: controller.signal });
		const client = await openClient(fake.context);
		const payment = request({ safety: 'once', method: 'POST', access: 'payments' });
		await client.send(payment);
		controller.abort();
		await expect(client.send(payment)).rejects.toMatchObject({ problem: { code: 'CANCELLED' } });
		expect(fake.sent.filter(({ url }) => url !== 'login')).toHaveLength(1);
	});

	test('a payment cancelled in flight has an unknown outcome, a read is just cancelled', async () => {
		const cancelled: Scripted = { code: 'ERR_CANCELED' };
		expect((await send([cancelled], 'once')).problem!.code).toBe('OUTCOME_UNKNOWN');
		expect((await send([cancelled], 'read')).problem!.code).toBe('CANCELLED');
	});
});

describe('a login that fails is never an unknown payment', () => {
	const payment = request({ safety: 'once', method: 'POST', access: 'payments' });
	const { LoginError } =
		require('../../nodes/shared/client/loginError') as typeof import('../../nodes/shared/client/loginError');
	const limited = (seconds: string) =>
		new LoginError('Too many logins.', {
			status: 429,
			retryable: true,
			limitedBy: { 'ratelimit-reset': seconds },
		});
	const asN8n = (cause: Error) => Object.assign(new Error('Authorization failed'), { cause });
	const stale = { apiKey: 'old', sessionFor: 'of another login' };

	/** Logins that fail as scripted, and then work; n8n puts no key into what it was handed. */
	async function withLogins(failures: Error[], script: Scripted[] = [OK]) {
		const fake = fakeContext(script, { credential: stale });
		const helpers = fake.context.helpers as unknown as Record<string, (...args: any[]) => any>;
		const works = helpers.httpRequestWithAuthentication;
		helpers.httpRequestWithAuthentication = async function (type, options, more) {
			const failure = more.credentialsDecrypted.data.apiKey === '' && failures.shift();
			if (failure) throw failure;
			return await works.call(this, type, options, more);
		};
		return { ...fake, client: await openClient(fake.context) };
	}
	const requests = ({ sent }: { sent: Array<{ url: string }> }) =>
		sent.filter(({ url }) => url !== 'login').length;

	test('a refused client stays refused', async () => {
		const refused = new LoginError('Pluggy refused the Client ID.', { status: 401 });
		const fake = await withLogins([asN8n(refused)]);
		await expect(fake.client.send(payment)).rejects.toMatchObject({
			problem: { code: 'LOGIN_FAILED', httpStatus: 401, action: 'fixInput' },
		});
		expect(requests(fake)).toBe(0);
	});

	test('what may pass is tried again, and then the payment is sent once', async () => {
		const later = new LoginError('Pluggy has a problem of its own.', { retryable: true });
		const fake = await withLogins([asN8n(later), asN8n(later)]);
		await fake.client.send(payment);
		expect(requests(fake)).toBe(1);
		const down = await withLogins(Array.from({ length: 9 }, () => asN8n(later)));
		await expect(down.client.send(payment)).rejects.toMatchObject({
			problem: { code: 'LOGIN_FAILED', retryable: true },
		});
		expect(requests(down)).toBe(0);
	});

	test.each([
		['its database', Object.assign(new Error('SQLITE_BUSY: database is locked'), { code: 'X' })],
		['a connection of its database', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
		['something else', new TypeError('Cannot read properties of undefined')],
	])('n8n fails to store the new key (%s): nothing had left', async (_, error) => {
		const fake = await withLogins([asN8n(error)]);
		await fake.client.send(payment);
		expect(requests(fake)).toBe(1);
		const broken = await withLogins(Array.from({ length: 9 }, () => asN8n(error)));
		await expect(broken.client.send(payment)).rejects.toMatchObject({
			problem: { code: 'LOGIN_FAILED', title: expect.stringContaining('was not sent') },
		});
	});

	test('the HTTP client fails and no key is seen: it may have left, so it is not sent again', async () => {
		const lost = asN8n(networkError({ code: 'ECONNRESET', syscall: 'read' }));
		const fake = await withLogins([lost]);
		await expect(fake.client.send(payment)).rejects.toMatchObject({
			problem: { code: 'OUTCOME_UNKNOWN' },
		});
		expect(requests(fake)).toBe(0);
	});

	test('a 429 at the login holds the logins of the whole process, not what has a key', async () => {
		const fake = await withLogins([asN8n(limited('30'))]);
		const first = fake.client.send(payment);
		await clock.sleep(1_000);
		const other = await withLogins([]);
		const second = other.client.send(request());
		const { fingerprint, loginOf } =
			require('../../nodes/shared/client/keyCache') as typeof import('../../nodes/shared/client/keyCache');
		const credential = {
			clientId: 'of somebody else',
			clientSecret: 'x',
			baseUrl: 'https://api.pluggy.ai',
			access: 'payments',
		};
		const living = fakeContext([OK], {
			credential: {
				...credential,
				apiKey: 'living',
				sessionExpiresAt: clock.now() + 7_200_000,
				sessionFor: fingerprint(loginOf(credential)),
			},
		});
		await (await openClient(living.context)).send(request());
		expect(time.elapsed()).toBeLessThan(30_000);
		await Promise.all([first, second]);
		expect(other.sent.find(({ url }) => url !== 'login')!.at + 1_000).toBeGreaterThanOrEqual(
			30_000,
		);
		expect(fake.client.waited.rateLimit).toBeGreaterThanOrEqual(30_000);
	});

	test('a login that must wait longer than allowed fails at once', async () => {
		const fake = await withLogins([asN8n(limited('300'))]);
		await expect(fake.client.send(payment)).rejects.toMatchObject({
			problem: { code: 'WAIT_TOO_LONG' },
		});
		expect(time.elapsed()).toBe(0);
	});

	test('a 429 at the login that is no minute’s limit closes no gate', async () => {
		const { LoginError: Refusal } =
			require('../../nodes/shared/client/loginError') as typeof import('../../nodes/shared/client/loginError');
		const daily = new Refusal('Pluggy takes no logins for now. Try again after 86400 s.', {
			status: 429,
			askedToWait: { waitSeconds: 86_400 },
		});
		const fake = await withLogins([asN8n(daily)]);
		await expect(fake.client.send(payment)).rejects.toMatchObject({
			problem: {
				code: 'WAIT_TOO_LONG',
				httpStatus: 429,
				retryable: true,
				details: { waitSeconds: 86_400 },
			},
		});
		await fake.client.send(payment);
		expect(time.elapsed()).toBe(0);
		expect(requests(fake)).toBe(1);
	});

	test('an error of n8n around the login shows no secret', async () => {
		const error = new Error('could not write {"clientSecret":"the-secret"} of 761.092.776-73');
		const fake = await withLogins(Array.from({ length: 9 }, () => asN8n(error)));
		await expect(fake.client.send(payment)).rejects.toMatchObject({
			problem: { title: expect.stringContaining('"clientSecret":"[hidden]"} of [hidden]') },
		});
	});
});

test('the key in use never appears, also when it is no JSON Web Token', async () => {
	const answer = (sent: { key: string }): Scripted => ({
		status: 400,
		body: { message: `bad key ${sent.key}` },
	});
	const { problem } = await send([answer as never], 'read', {});
	expect(problem!.advice).toContain('bad key [hidden]');
});

test('reading the credential happens once for many requests', async () => {
	const fake = fakeContext([OK]);
	const client = await openClient(fake.context);
	for (let n = 0; n < 20; n++) await client.send(request());
	// And once more for a login, which another worker may have made meanwhile.
	expect(fake.reads()).toBe(2);
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

test('an n8n that would store what expressions gave is not let log in: the node does, and keeps the key', async () => {
	const n8n = require('../../nodes/shared/n8n') as typeof import('../../nodes/shared/n8n');
	const old = jest.spyOn(n8n, 'storesWhatExpressionsGave').mockReturnValue(true);
	const fake = fakeContext([OK]);
	const logins: string[] = [];
	fake.context.helpers.httpRequest = async ({ url }) => {
		logins.push(url);
		return { statusCode: 200, headers: {}, body: { apiKey: 'own' } };
	};
	const client = await openClient(fake.context);
	for (const _ of [1, 2]) await client.send(request({ safety: 'once', method: 'POST' }));
	await (await openClient(fake.context)).send(request());
	old.mockRestore();
	expect(logins).toEqual([`${API}/auth`]);
	expect(fake.sent.map(({ url, key }) => [url, key])).toEqual(
		Array.from({ length: 3 }, () => [`${API}/things`, 'own']),
	);
	expect(fake.stored).not.toHaveProperty('apiKey');
});
