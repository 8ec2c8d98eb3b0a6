import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { hasDocument, missing, visitDocuments } from './document.cjs';
import { CODE_DESCRIPTIONS, ITEM_ERROR_CODES } from './errorCodes.cjs';
import { ERRORS } from './sandboxExceptions.cjs';
import { judgeAnswer, operationOf, type Recorded } from './sandboxDocument.cjs';

/**
 * Every error that Pluggy names, by the input that causes it; each answer is judged by Pluggy's own
 * document.
 */

const root = resolve(__dirname, '../..');
const START_MS = 20_000;
const TEST_MS = 20_000;
const NOBODY = '00000000-0000-4000-8000-000000000000';
const MINE = { clientId: 'c11e0000-0000-4000-8000-000000000001', clientSecret: 'mine' };
const OTHER = { clientId: 'c11e0000-0000-4000-8000-000000000002', clientSecret: 'theirs' };
const CPF = '76109277673';
const LOGIN = { user: 'user-ok', password: 'password-ok' };
const DAY = 86_400;
const OPTIONS = { limits: false, clients: [MINE, OTHER], fast: true, keyTtlSeconds: 400 * DAY };

/** Names the sandbox never says, each with the reason. */
const NEVER: Readonly<Record<string, string>> = {
	ITEM_ALREADY_UPDATING: 'another spelling of ITEM_IS_ALREADY_UPDATING',
	SANDBOX_CLIENT_ITEM_UPDATE_NOT_ALLOWED: 'third parties only; which input causes it is not known',
};

let child: ChildProcess | undefined;
let url = '';
let adminUrl = '';
const keys = new Map<string, string>();

const START = `
	import { createSandbox } from './sandbox/server.mjs';
	const { url, adminUrl } = await createSandbox(JSON.parse(process.argv[1]));
	console.log(JSON.stringify({ url, adminUrl }));
`;

interface Answer {
	one: Recorded;
	body: IDataObject;
}

const recorded: Recorded[] = [];

/** One request of a client; its answer is kept for the judge. */
async function ask(
	method: string,
	path: string,
	body?: unknown,
	key = keys.get('mine') ?? '',
): Promise<Answer> {
	const response = await fetch(`${url}${path}`, {
		method,
		headers: { 'content-type': 'application/json', 'x-api-key': key },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const answer = await response.text();
	const [pathname, query = ''] = path.split('?');
	const sent = body === undefined ? '' : JSON.stringify(body);
	const one = { method, path: pathname, query, body: sent, status: response.status, answer };
	recorded.push(one);
	return { one, body: answer === '' ? {} : (JSON.parse(answer) as IDataObject) };
}

async function admin(path: string, body: unknown = {}): Promise<void> {
	const response = await fetch(`${adminUrl}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect([path, response.status]).toEqual([path, 200]);
}

const advance = async (advanceSeconds: number) => await admin('/clock', { advanceSeconds });
const feature = async (name: string, on: boolean) => await admin('/features', { [name]: on });

const logIn = async (client: object) => String((await ask('POST', '/auth', client)).body.apiKey);

/** A connection as it is some seconds later. */
async function connect(parameters: IDataObject = LOGIN, connectorId = 2): Promise<string> {
	const { body } = await ask('POST', '/items', { connectorId, parameters });
	expect(body.status).toBe('UPDATING');
	await advance(5);
	return String(body.id);
}

const account = async (itemId: string) =>
	((await ask('GET', `/accounts?itemId=${itemId}`)).body.results as IDataObject[])[0].id as string;

/** The balance of a connection that broke with an item error. */
async function balanceAfter(code: string): Promise<Answer> {
	const id = await connect();
	const accountId = await account(id);
	await admin(`/items/${id}/fail`, { code });
	return await ask('GET', `/accounts/${accountId}/balance`);
}

const recipient = async () =>
	(await ask('POST', '/payments/recipients', { pixKey: CPF })).body.id as string;

async function preauthorization(more: IDataObject = {}): Promise<string> {
	const { body } = await ask('POST', '/smart-transfers/preauthorizations', {
		connectorId: 600,
		parameters: { cpf: CPF },
		recipientIds: [await recipient()],
		...more,
	});
	return String(body.id);
}

/** Puts something into a state, asks, and puts it back. */
async function during(
	begin: () => Promise<unknown>,
	end: () => Promise<unknown>,
	request: () => Promise<Answer>,
): Promise<Answer> {
	await begin();
	try {
		return await request();
	} finally {
		await end();
	}
}

const without = async (name: string, request: () => Promise<Answer>) =>
	await during(
		async () => await feature(name, false),
		async () => await feature(name, true),
		request,
	);
const withSettings = async (change: object, back: object, request: () => Promise<Answer>) =>
	await during(
		async () => await admin('/settings', change),
		async () => await admin('/settings', back),
		request,
	);

const oneStep = { ...LOGIN, token: '123456' };

/** The status, and the request that gets the error. */
const CASES: Readonly<Record<string, [status: number, request: () => Promise<Answer>]>> = {
	CONNECTOR_VALIDATION_ERROR: [
		400,
		async () => await ask('POST', '/items', { connectorId: 2, parameters: { user: 'user-ok' } }),
	],
	CONNECTOR_REQUIRED_PARAMETER_VALIDATION_ERROR: [
		400,
		async () => await ask('PATCH', `/items/${await connect(oneStep, 1)}`, {}),
	],
	MFA_PARAMERTER_WAS_ALREADY_USED_ERROR: [
		400,
		async () => {
			const id = await connect(oneStep, 1);
			return await ask('PATCH', `/items/${id}`, { parameters: { token: '123456' } });
		},
	],
	ITEM_USER_ALREADY_EXISTS: [
		400,
		async () => {
			const parameters = { user: 'user-ok-account-warning', password: 'password-ok' };
			await connect(parameters);
			return await ask('POST', '/items', { connectorId: 2, parameters, avoidDuplicates: true });
		},
	],
	TOO_MANY_CONSECUTIVE_LOGIN_FAILURES: [
		400,
		async () => {
			const wrong = { ...LOGIN, password: 'password-wrong' };
			const id = await connect(wrong);
			await ask('PATCH', `/items/${id}`, { parameters: wrong });
			await advance(5);
			return await ask('PATCH', `/items/${id}`, { parameters: LOGIN });
		},
	],
	TOO_MANY_CONSECUTIVE_ERRORS: [
		400,
		async () => {
			const id = await connect({ ...LOGIN, user: 'user-unavailable' });
			for (let left = 5; left > 0; left--) {
				expect((await ask('PATCH', `/items/${id}`, {})).one.status).toBe(200);
				await advance(5);
			}
			return await ask('PATCH', `/items/${id}`, {});
		},
	],
	LAST_EXECUTION_HAD_LOGIN_ERROR: [
		400,
		async () =>
			await ask('PATCH', `/items/${await connect({ ...LOGIN, user: 'user-locked' })}`, {}),
	],
	ITEM_IS_ALREADY_UPDATING: [
		400,
		async () => {
			const id = await connect();
			await ask('PATCH', `/items/${id}`, {});
			return await ask('PATCH', `/items/${id}`, {});
		},
	],
	ITEM_ORIGINAL_CONNECTED_WITH_DIFFERENT_ACCOUNT: [
		400,
		async () => {
			const id = await connect({ cpf: CPF }, 600);
			return await ask('PATCH', `/items/${id}`, { parameters: { cpf: '23824264030' } });
		},
	],
	CONNECTOR_OFFLINE: [
		400,
		async () => {
			const id = await connect(LOGIN, 500);
			return await during(
				async () => await admin('/connectors/500/status', { status: 'OFFLINE' }),
				async () => await admin('/connectors/500/status', { status: 'UNSTABLE' }),
				async () => await ask('PATCH', `/items/${id}`, {}),
			);
		},
	],
	ITEM_MFA_NOT_FOUND: [
		400,
		async () => await ask('POST', `/items/${await connect()}/mfa`, { token: '123456' }),
	],
	PARAMETERS_NOT_PROVIDED: [
		400,
		async () => await ask('POST', `/items/${await connect(LOGIN, 5)}/mfa`, {}),
	],
	ITEM_MFA_PARAMETER_EXPECTED_MISMATCH: [
		400,
		async () => await ask('POST', `/items/${await connect(LOGIN, 5)}/mfa`, { parameter: '123456' }),
	],
	ITEM_MFA_ALREADY_PROVIDED: [
		400,
		async () => {
			const id = await connect(LOGIN, 5);
			await ask('POST', `/items/${id}/mfa`, { token: '123456' });
			return await ask('POST', `/items/${id}/mfa`, { token: '123456' });
		},
	],
	ITEM_MFA_EXPIRED: [
		400,
		async () => {
			const id = await connect(LOGIN, 5);
			await advance(121);
			return await ask('POST', `/items/${id}/mfa`, { token: '123456' });
		},
	],
	IDS_PARAMETER_EXCEEDS_MAX_LENGTH: [
		400,
		async () => {
			const accountId = await account(await connect());
			const ids = Array(501).fill(NOBODY).join(',');
			return await ask('GET', `/v2/transactions?accountId=${accountId}&ids=${ids}`);
		},
	],
	BOLETO_CONNECTION_CREATION_CREDENTIALS_ERROR: [
		400,
		async () =>
			await ask('POST', '/boleto-connections', {
				connectorId: 225,
				credentials: { clientId: 'a' },
			}),
	],
	AUTOMATIC_PIX_INVALID_FIRST_PAYMENT_DATE: [
		400,
		async () =>
			await ask('POST', '/payments/requests/automatic-pix', {
				recipientId: await recipient(),
				interval: 'MONTHLY',
				startDate: '2100-01-01',
				fixedAmount: 10,
				firstPayment: { amount: 5, date: '2100-01-01' },
			}),
	],
	SMART_TRANSFER_DATA_CONSENT_NOT_REQUESTED: [
		400,
		async () =>
			await ask('GET', `/smart-transfers/preauthorizations/${await preauthorization()}/balance`),
	],
	SMART_TRANSFER_DATA_CONSENT_NOT_AVAILABLE: [
		403,
		async () => {
			const id = await preauthorization({ linkedJourney: true });
			return await ask('GET', `/smart-transfers/preauthorizations/${id}/balance`);
		},
	],
	CLIENT_KEYS_UNAUTHORIZED: [
		401,
		async () => await ask('POST', '/auth', { ...MINE, clientSecret: 'wrong' }),
	],
	CLIENT_DISABLED: [
		401,
		async () =>
			await during(
				async () => await admin(`/clients/${OTHER.clientId}`, { disabled: true }),
				async () => await admin(`/clients/${OTHER.clientId}`, { disabled: false }),
				async () => await ask('POST', '/auth', OTHER),
			),
	],
	LIST_ITEMS_FEATURE_NOT_ENABLED: [
		403,
		async () => await without('listItems', async () => await ask('GET', '/v2/items')),
	],
	SCR_FEATURE_NOT_ENABLED: [
		403,
		async () => {
			const id = await connect();
			return await without('scr', async () => await ask('GET', `/items/${id}/scr`));
		},
	],
	CREATE_ITEMS_API_FREE_DISABLED: [
		403,
		async () =>
			await without(
				'createItems',
				async () => await ask('POST', '/items', { connectorId: 2, parameters: LOGIN }),
			),
	],
	CLIENT_HAS_ITEM_UPDATES_DISABLED: [
		403,
		async () => {
			const id = await connect();
			return await without('updateItems', async () => await ask('PATCH', `/items/${id}`, {}));
		},
	],
	CATEGORY_RULE_FORBIDDEN: [
		403,
		async () => {
			const rule = { description: 'uber', categoryId: '19010000' };
			const { body } = await ask('POST', '/categories/rules', rule);
			const key = await logIn(OTHER);
			return await ask('DELETE', `/categories/rules/${String(body.id)}`, undefined, key);
		},
	],
	ITEM_CREATION_LIMIT_EXCEEDED: [
		409,
		async () =>
			await withSettings(
				{ itemsLimit: 1 },
				{ itemsLimit: 1000 },
				async () => await ask('POST', '/items', { connectorId: 2, parameters: LOGIN }),
			),
	],
	CLIENT_IS_UPDATING_BEFORE_ALLOWED_FREQUENCY: [
		409,
		async () => {
			const id = await connect();
			return await withSettings(
				{ minUpdateFrequencyHours: 6 },
				{ minUpdateFrequencyHours: 0 },
				async () => await ask('PATCH', `/items/${id}`, {}),
			);
		},
	],
	ENDPOINT_DEPRECATED: [410, async () => await ask('GET', `/transactions?accountId=${NOBODY}`)],
	SCR_ITEM_NOT_SUPPORTED: [422, async () => await ask('GET', `/items/${await connect()}/scr`)],
	INTERNAL_SERVER_ERROR: [
		500,
		async () => {
			await admin('/faults', { kind: 'status', match: { path: '/connectors' } });
			return await ask('GET', '/connectors');
		},
	],
	BALANCE_INVALID_REQUEST: [400, async () => await balanceAfter('ACCOUNT_NEEDS_ACTION')],
	BALANCE_CONSENT_ERROR: [403, async () => await balanceAfter('USER_AUTHORIZATION_REVOKED')],
	BALANCE_NOT_FOUND: [404, async () => await balanceAfter('USER_NOT_SUPPORTED')],
	BALANCE_FETCH_ERROR: [500, async () => await balanceAfter('UNEXPECTED_ERROR')],
	BALANCE_CONNECTOR_UNAVAILABLE: [502, async () => await balanceAfter('SITE_NOT_AVAILABLE')],
	BALANCE_OPEN_FINANCE_RATE_LIMIT: [
		429,
		async () => {
			const path = `/accounts/${await account(await connect())}/balance`;
			return await withSettings({ balanceQuota: 1 }, { balanceQuota: 420 }, async () => {
				expect((await ask('GET', path)).one.status).toBe(200);
				return await ask('GET', path);
			});
		},
	],
};

/** What is asked with an id that nobody has. */
const UNKNOWN: Readonly<Record<string, [method: string, path: string, body?: object]>> = {
	CONNECTOR_NOT_FOUND: ['GET', '/connectors/99999'],
	ITEM_NOT_FOUND: ['GET', `/items/${NOBODY}`],
	CONSENT_NOT_FOUND: ['GET', `/consents/${NOBODY}`],
	ACCOUNT_NOT_FOUND: ['GET', `/accounts/${NOBODY}`],
	TRANSACTION_NOT_FOUND: ['GET', `/transactions/${NOBODY}`],
	INVESTMENT_NOT_FOUND: ['GET', `/investments/${NOBODY}`],
	IDENTITY_NOT_FOUND: ['GET', `/identity/${NOBODY}`],
	LOAN_NOT_FOUND: ['GET', `/loans/${NOBODY}`],
	CREDIT_CARD_BILL_NOT_FOUND: ['GET', `/bills/${NOBODY}`],
	CATEGORY_NOT_FOUND: ['GET', '/categories/99'],
	CATEGORY_RULE_NOT_FOUND: ['DELETE', `/categories/rules/${NOBODY}`],
	WEBHOOK_NOT_FOUND: ['GET', `/webhooks/${NOBODY}`],
	PAYMENT_CUSTOMER_NOT_FOUND: ['GET', `/payments/customers/${NOBODY}`],
	PAYMENT_RECIPIENT_NOT_FOUND: ['GET', `/payments/recipients/${NOBODY}`],
	PAYMENT_INSTITUTION_NOT_FOUND: ['GET', `/payments/recipients/institutions/${NOBODY}`],
	PAYMENT_REQUEST_NOT_FOUND: ['GET', `/payments/requests/${NOBODY}`],
	PAYMENT_INTENT_NOT_FOUND: ['GET', `/payments/intents/${NOBODY}`],
	SMART_TRANSFER_PREAUTHORIZATION_NOT_FOUND: [
		'GET',
		`/smart-transfers/preauthorizations/${NOBODY}`,
	],
	SMART_TRANSFER_PAYMENT_NOT_FOUND: ['GET', `/smart-transfers/payments/${NOBODY}`],
};

beforeAll(async () => {
	const options = JSON.stringify(OPTIONS);
	const started = spawn(process.execPath, ['--input-type=module', '-e', START, options], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	child = started;
	const printed = await new Promise<string>((done, fail) => {
		started.stdout.once('data', (chunk: Buffer) => done(chunk.toString()));
		started.once('exit', (code) => fail(new Error(`The sandbox ended with ${code}`)));
	});
	({ url, adminUrl } = JSON.parse(printed) as { url: string; adminUrl: string });
	keys.set('mine', await logIn(MINE));
}, START_MS);

afterAll(async () => {
	if (!child || child.exitCode !== null) return;
	const ended = new Promise((done) => child!.once('exit', done));
	child.kill('SIGKILL');
	await ended;
});

describe('errors with a name', () => {
	test.each(Object.entries(CASES))(
		'%s',
		async (code, [status, request]) => {
			const { one, body } = await request();
			expect([one.status, body.codeDescription]).toEqual([status, code]);
			expect(body.message).toEqual(expect.stringMatching(/\w{3,}/));
			// Pluggy leaves the code out of this one body.
			expect(body.code).toBe(code === 'ITEM_USER_ALREADY_EXISTS' ? undefined : status);
		},
		TEST_MS,
	);

	test.each(Object.entries(UNKNOWN))('%s', async (code, [method, path, sent]) => {
		const { one, body } = await ask(method, path, sent);
		expect([one.status, body.code, body.codeDescription]).toEqual([404, 404, code]);
		// An id that is none is a mistake of its own, without a name.
		if (!path.includes(NOBODY)) return;
		const bad = await ask(method, path.replace(NOBODY, 'x'), sent);
		expect([bad.one.status, bad.body.codeDescription]).toEqual([400, undefined]);
	});

	test('are all there are, but for those with a reason', () => {
		const known = { ...CASES, ...UNKNOWN };
		expect(CODE_DESCRIPTIONS.filter((code) => !(code in known)).sort()).toEqual(
			Object.keys(NEVER).sort(),
		);
	});
});

describe('errors of a connection', () => {
	test.each(ITEM_ERROR_CODES)('%s', async (code) => {
		const id = await connect();
		await admin(`/items/${id}/fail`, { code });
		const { body } = await ask('GET', `/items/${id}`);
		expect([body.executionStatus, (body.error as IDataObject).code]).toEqual([code, code]);
	});
});

describe("Pluggy's document", () => {
	if (!hasDocument && !process.env.CI) {
		test('is missing, so nothing is judged', () => {
			process.stdout.write(`\nSkipped: ${missing}\n`);
		});
		return;
	}

	test('names no error that is missing here', () => {
		const named = new Set<string>();
		visitDocuments((name, value) => {
			if (name === 'codeDescription' && typeof value === 'string') named.add(value);
		});
		expect(named.size).toBeGreaterThan(10);
		const known = { ...CASES, ...UNKNOWN, ...NEVER };
		expect([...named].filter((code) => !(code in known))).toEqual([]);
	});

	test('has nothing against any of these answers', () => {
		const failed = recorded.filter(({ status }) => status >= 400);
		const judged = failed.flatMap((one) => {
			const operation = operationOf(one);
			const complaints = operation && judgeAnswer(one, operation);
			const label = operation && `${one.method} ${operation.path} ${one.status}`;
			return complaints ? [complaints.map((said) => `${label}: ${said}`)] : [];
		});
		process.stdout.write(`\nJudged: ${judged.length} of ${failed.length} errors\n`);
		expect(judged.length).toBeGreaterThan(30);
		const expected = Object.entries(ERRORS).flatMap(([label, reasons]) =>
			Object.keys(reasons).map((said) => `${label}: ${said}`),
		);
		expect([...new Set(judged.flat())].sort()).toEqual(expected.sort());
	});
});
