import { UserError } from 'n8n-workflow';
import { clock } from '../../nodes/shared/client/clock';
import { expiryOf } from '../../nodes/shared/client/keyCache';
import { checkItemIds, forgetLogins, logIn } from '../../nodes/shared/client/login';
import { LoginError } from '../../nodes/shared/client/loginError';

/** The login itself: what it makes of Pluggy's answers, and how long it waits for them. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const keyWith = (claims: string) =>
	['e30', Buffer.from(claims).toString('base64url'), 'c2lnbmF0dXJl'].join('.');

beforeEach(() => forgetLogins());

test.each([
	['{"exp":1767232800}', 2 * HOUR],
	['{"exp":1e308}', DAY],
	['{"exp":1e309}', DAY],
	['{"exp":1767232800000}', DAY],
	['{"exp":-1}', 2 * HOUR],
	['{"exp":0.001}', 11 * 60_000],
	['{"exp":"soon"}', 2 * HOUR],
	['{}', 2 * HOUR],
	['no JSON', 2 * HOUR],
])('a key with %s ends at a time that n8n can store', (claims, left) => {
	const now = 1_767_225_600_000;
	const end = expiryOf(keyWith(claims), now);
	expect(end - now).toBe(left);
	expect(JSON.parse(JSON.stringify({ end }))).toEqual({ end });
});

const credential = { clientId: 'a', clientSecret: 'secret-1', baseUrl: 'https://api.pluggy.ai' };
type Options = { abortSignal?: AbortSignal };
const loginTo = async (answer: (options: Options) => Promise<unknown>) =>
	await logIn(answer as never, credential).then(
		() => {
			throw new Error('It did not fail');
		},
		(error: unknown) => error as LoginError,
	);

test('n8n that holds a login to other domains is told of, with the host that is missing', async () => {
	const refuse = async () => {
		throw new UserError('Domain not allowed: This credential is restricted');
	};
	const limited = {
		...credential,
		allowedHttpRequestDomains: 'domains',
		allowedDomains: 'a.example',
	};
	const error = await logIn(refuse as never, limited).catch((caught: unknown) => caught);
	expect((error as LoginError).message).toMatch(
		/Allowed Domains: add api\.pluggy\.ai to them.*None/,
	);
	// Without such a list it is nobody's domain that is meant.
	forgetLogins();
	expect((await loginTo(refuse)).message).toContain('could not be reached');
});

test.each([
	['', undefined],
	[undefined, undefined],
	['11111111-1111-4111-8111-111111111111; 22222222-2222-4222-8222-222222222222', undefined],
	['abc, def', 1],
	['11111111-1111-4111-8111-111111111111,abc', 2],
])('Item IDs %j are judged when a credential is tested', (given, wrong) => {
	const judge = () => checkItemIds(given);
	if (wrong === undefined) expect(judge).not.toThrow();
	else expect(judge).toThrow(`Entry ${wrong} of Item IDs is no item ID`);
	if (wrong !== undefined) expect(judge).not.toThrow('abc');
});

test.each<[object, object, object]>([
	[{ code: 429 }, { 'ratelimit-reset': '7' }, { limitedBy: { 'ratelimit-reset': '7' } }],
	[{ code: 429 }, {}, { limitedBy: {} }],
	[{ code: 429 }, { 'retry-after': '86400' }, { askedToWait: { waitSeconds: 86_400 } }],
	[{ code: 429, codeDescription: 'LOGIN_QUOTA' }, {}, { askedToWait: {} }],
])('a login answered 429 %j %j', async (body, headers, expected) => {
	const { failure, message } = await loginTo(async () => ({ statusCode: 429, headers, body }));
	expect(failure).toMatchObject({ status: 429, ...expected });
	const isMinutes = 'limitedBy' in expected;
	expect(failure.retryable ?? false).toBe(isMinutes);
	expect(failure.limitedBy !== undefined).toBe(isMinutes);
	expect(message).toMatch(isMinutes ? /within a minute/ : /takes no logins for now/);
});

test('a login that trickles ends after 30 s for all who share it, and its connection is closed', async () => {
	let waited = 0;
	jest.spyOn(clock, 'tick').mockImplementation(async (ms) => {
		waited += ms;
		await new Promise((resolve) => setImmediate(resolve));
	});
	const signals: AbortSignal[] = [];
	const trickle = async ({ abortSignal }: Options) => {
		signals.push(abortSignal!);
		return await new Promise(() => {});
	};
	const errors = await Promise.all([loginTo(trickle), loginTo(trickle), loginTo(trickle)]);
	expect(waited).toBe(30_000);
	expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
	for (const error of errors) {
		expect(error.message).toMatch(/could not be reached at .*\(not complete after 30 s\)/);
		expect(error.failure.retryable).toBe(true);
	}
	const next = await logIn(
		(async () => ({ statusCode: 200, headers: {}, body: { apiKey: 'k' } })) as never,
		credential,
	);
	expect(next.apiKey).toBe('k');
});

test('the base URL has to be there', async () => {
	for (const baseUrl of ['', ' ', undefined, null]) {
		const failed = logIn((async () => ({})) as never, { ...credential, baseUrl });
		await expect(failed).rejects.toThrow('The base URL of the Pluggy credential is empty');
	}
});
