import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { CredentialStore, makeKey, newProcess, run, runToError, search } from './harness.cjs';
import { onlyNock } from './network.cjs';

/** A credential that holds expressions: every input row has the application, access and address it says. */

const ID = '33333333-3333-4333-8333-333333333333';
const A = { clientId: '11111111-0000-4000-8000-00000000000a', clientSecret: 'secret-of-a' };
const B = { clientId: '11111111-0000-4000-8000-00000000000b', clientSecret: 'secret-of-b' };
const HERE = 'https://api.pluggy.ai';
const THERE = 'https://sandbox.example.com';

const from = (name: string) => `={{ $json.${name} }}`;
const byRow = () =>
	new CredentialStore({
		clientId: from('clientId'),
		clientSecret: from('clientSecret'),
		access: from('access'),
		baseUrl: from('baseUrl'),
		itemIds: from('itemIds'),
	});

const row = (application: typeof A, more: IDataObject = {}): IDataObject => ({
	...application,
	access: 'payments',
	baseUrl: HERE,
	amount: 10,
	...more,
});

const parameters = {
	resource: 'paymentRequest',
	operation: 'create',
	amount: from('amount'),
	isSandbox: true,
	clientPaymentId: 'label',
};

onlyNock({ jumps: true });

let keys: Map<string, string>;
const keyOwner = (store: CredentialStore) => keys.get(String(store.stored.apiKey));
let logins: string[];
let payments: Array<[host: string, application: string, amount: number]>;
beforeEach(() => {
	logins = [];
	payments = [];
	keys = new Map();
	for (const host of [HERE, THERE]) {
		nock(host)
			.persist()
			.post('/auth')
			.reply((_, sent) => {
				const { clientId, clientSecret } = sent as typeof A;
				const known = [A, B].some((one) => one.clientId === clientId);
				if (!known || ![A, B].some((one) => one.clientSecret === clientSecret)) {
					return [401, { code: 401, codeDescription: 'CLIENT_KEYS_UNAUTHORIZED' }];
				}
				logins.push(clientId.slice(-1));
				const apiKey = makeKey(`${host} ${clientId} ${logins.length}`);
				keys.set(apiKey, clientId.slice(-1));
				return [200, { apiKey }];
			});
		nock(host)
			.persist()
			.post('/payments/requests')
			.reply(function (_, body) {
				const application = keys.get(String(this.req.headers['x-api-key'])) ?? 'nobody';
				payments.push([new URL(host).hostname, application, (body as { amount: number }).amount]);
				return [200, { id: ID, status: 'CREATED' }];
			});
	}
});

test('two applications in one run: each payment is made by its own, each logs in once', async () => {
	const input = [
		row(A, { amount: 1 }),
		row(B, { amount: 2 }),
		row(A, { amount: 3 }),
		row(B, { amount: 4 }),
	];
	const store = byRow();
	await run({ parameters, input, store });
	expect(payments.map(([, application, amount]) => [application, amount])).toEqual([
		['a', 1],
		['b', 2],
		['a', 3],
		['b', 4],
	]);
	expect(logins).toEqual(['a', 'b']);
	// n8n keeps the key of the first one; that of the other lives in this process.
	expect(keyOwner(store)).toBe('a');
});

test('a living key that n8n stores for one application is neither used nor replaced by another', async () => {
	const store = byRow();
	await run({ parameters, input: [row(A)], store });
	const { apiKey, sessionFor } = store.stored;
	expect(apiKey).not.toBe('');
	newProcess();
	await run({ parameters, input: [row(B), row(A)], store });
	expect(payments.map(([, application]) => application)).toEqual(['a', 'b', 'a']);
	expect(store.stored).toMatchObject({ apiKey, sessionFor });
	expect(logins).toEqual(['a', 'b']);
});

test('more customers than a process remembers logins of log in once each', async () => {
	const input = Array.from({ length: 205 }, (_, n) => row(A, { baseUrl: `${HERE}/${n}` }));
	nock.cleanAll();
	let count = 0;
	nock(HERE)
		.persist()
		.post(/auth$/)
		.reply(() => [200, { apiKey: makeKey(`k${count++}`) }]);
	nock(HERE)
		.persist()
		.post(/requests$/)
		.reply(200, { id: ID });
	await run({ parameters, input: [...input, ...input], store: byRow() });
	expect(count).toBe(205);
}, 60_000);

test('the base URL of a row is that of its request', async () => {
	await run({ parameters, input: [row(A), row(A, { baseUrl: THERE })], store: byRow() });
	expect(payments.map(([host]) => host)).toEqual(['api.pluggy.ai', 'sandbox.example.com']);
});

test.each([['readOnly'], ['data'], [undefined], ['everything']])(
	'the access of a row is its own: %j refuses that row before anything is sent',
	async (access) => {
		const input = [row(A), row(A, { access })];
		const error = await runToError({ parameters, input, store: byRow() });
		expect(error.message).toContain('needs the access "Data and Payments"');
		expect(error.context.itemIndex).toBe(1);
		expect(payments).toEqual([]);

		const onError = 'continueRegularOutput';
		const { rows } = await run({ parameters, input, store: byRow(), onError });
		expect(rows.map(({ json }) => (json.error as IDataObject | undefined)?.code)).toEqual([
			undefined,
			'ACCESS_REFUSED',
		]);
		expect(payments).toHaveLength(1);
	},
);

describe('a row whose login is refused', () => {
	const wrong = row({ ...A, clientSecret: 'wrong-secret' });
	const input = [row(A, { amount: 1 }), wrong, row(B, { amount: 3 })];

	test('Continue On Fail on: an error row, the others are done', async () => {
		const onError = 'continueRegularOutput';
		const { rows } = await run({ parameters, input, store: byRow(), onError });
		expect(rows.map(({ json }) => (json.error as IDataObject | undefined)?.code)).toEqual([
			undefined,
			'CLIENT_KEYS_UNAUTHORIZED',
			undefined,
		]);
		expect(rows.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(payments.map(([, , amount]) => amount)).toEqual([1, 3]);
	});

	test('Continue On Fail off: the rows done before are named', async () => {
		const error = await runToError({ parameters, input, store: byRow() });
		expect(error.description).toContain(
			`done before this one, counted from 1, not to be sent again: 1 (${ID})`,
		);
		// n8n itself counts from 0: its "item 1" is the second row.
		expect(error.description).toMatch(/^Row 2 of 3 \(n8n's item 1\)\. /);
		expect(payments).toHaveLength(1);
	});
});

test('a credential that cannot be read for a row is the error of that row', async () => {
	const input = [row(A), row(A, { baseUrl: 'no address' }), row(A, { clientId: undefined })];
	const { rows } = await run({
		parameters,
		input,
		store: byRow(),
		onError: 'continueRegularOutput',
	});
	expect(rows.map(({ json }) => (json.error as IDataObject | undefined)?.code)).toEqual([
		undefined,
		'LOGIN_FAILED',
		'LOGIN_FAILED',
	]);
	expect(payments).toHaveLength(1);
});

test('no key of any application is in what comes out', async () => {
	// The harness searches every error, hint and log line; this is one with two secrets.
	const input = [row(A), row({ ...B, clientSecret: 'wrong-secret' })];
	const error = await runToError({ parameters, input, store: byRow() });
	expect(JSON.stringify([error.message, error.description])).not.toMatch(/secret-of|wrong-secret/);
});

test('where there is no row, an expression that finds nothing is refused with a sentence', async () => {
	await expect(
		search('searchConnectors', {
			parameters: { resource: 'connector', operation: 'getMany' },
			store: byRow(),
		}),
	).rejects.toThrow(/base URL|has no Client ID and Client Secret.*no input row/);
	await expect(
		search('searchConnectors', {
			parameters: { resource: 'connector', operation: 'getMany' },
			store: new CredentialStore({ clientId: from('clientId') }),
		}),
	).rejects.toThrow(/has no Client ID\. .*no input row/);
	expect(logins).toEqual([]);
});
