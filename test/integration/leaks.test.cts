import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import type { Case } from './cases/case.cjs';
import {
	API,
	CLIENT_SECRET,
	jumpingClock,
	makeKey,
	newProcess,
	run,
	runToError,
} from './harness.cjs';
import { leaksIn, PLANTED, wordsOf } from './leaks.cjs';

/** Every operation against a Pluggy that repeats secrets: no error, hint or row may show one. */

const folder = join(__dirname, 'cases');
const cases: Case[] = readdirSync(folder)
	.filter((file) => file.endsWith('.cts') && file !== 'case.cts')
	.flatMap((file) => (require(join(folder, file)) as { cases: Case[] }).cases);
const oneEach = [
	...new Map(cases.map((one) => [`${one.resource}.${one.operation}`, one])).entries(),
];

const KEY = makeKey('the-key-in-use');
/** A bank password is known as a secret only where it was sent: it has a test of its own. */
const { password: _, ...named } = PLANTED;
const gossip = Object.values(named).join(' and ');
const everything = `${gossip} and ${CLIENT_SECRET} and ${KEY}`;

/** An error body with secrets wherever Pluggy has text. */
const body = {
	code: 400,
	codeDescription: `NEW_${PLANTED.bareCpf}`,
	message: everything,
	errorId: PLANTED.key,
	data: { cpf: 76109277673, who: everything, deep: { list: [everything] } },
	details: [{ code: PLANTED.cpf, parameter: everything, message: everything }],
	items: [everything],
};

let clock: ReturnType<typeof jumpingClock>;
beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
	newProcess();
	clock = jumpingClock();
	nock(API).persist().post('/auth').reply(200, { apiKey: KEY });
});
afterEach(() => {
	clock.restore();
	nock.cleanAll();
});
afterAll(() => nock.restore());

const HOSTS = [API, 'https://enrichment-api.pluggy.ai', 'https://insights-api.pluggy.ai'];

function answerAll(reply: (interceptor: nock.Interceptor) => void) {
	for (const host of HOSTS) {
		for (const method of ['get', 'post', 'patch', 'delete'] as const) {
			reply(
				nock(host)
					.persist()
					[method](/^\/(?!auth$)/),
			);
		}
	}
}

const ANSWERS: Record<string, (interceptor: nock.Interceptor) => void> = {
	'a refusal': (one) => one.reply(400, body),
	'a 403 without a name': (one) => one.reply(403, { message: everything }),
	'a page of HTML': (one) => one.reply(502, `<html>${everything}</html>`),
	'a broken connection': (one) =>
		one.replyWithError(Object.assign(new Error(everything), { code: 'ECONNRESET' })),
};

describe.each(Object.entries(ANSWERS))('%s', (_, reply) => {
	test.each(oneEach)('%s', async (name, { resource, operation, parameters, input }) => {
		answerAll(reply);
		const options = {
			parameters: { resource, operation, ...parameters },
			input: [input[0]],
		};
		// What needs no request cannot fail.
		if (name === 'transaction.getFromEvent' && String(JSON.stringify(input[0])).includes('deleted'))
			return;
		const thrown = await runToError(options);
		expect(leaksIn(wordsOf(thrown), [CLIENT_SECRET, KEY])).toEqual([]);
		newProcess();
		const { rows, hints } = await run({ ...options, onError: 'continueRegularOutput' });
		expect(leaksIn(JSON.stringify([rows, hints]), [CLIENT_SECRET, KEY])).toEqual([]);
		expect((rows[0].json.error as IDataObject).code).toBeTruthy();
	});
});

test('submitted bank credentials that Pluggy repeats are hidden, in errors and in the diagnosis', async () => {
	const parameters = {
		resource: 'item',
		operation: 'create',
		connectorId: { __rl: true, mode: 'id', value: '2' },
		parameters: JSON.stringify({ user: 'planted-user', password: PLANTED.password }),
		simplify: false,
	};
	nock(API)
		.post('/items')
		.reply(400, { message: `password ${PLANTED.password} of planted-user` });
	const error = await runToError({ parameters });
	expect(leaksIn(wordsOf(error), ['planted-user'])).toEqual([]);
	nock(API)
		.post('/items')
		.reply(200, {
			id: '11111111-1111-4111-8111-111111111111',
			status: 'LOGIN_ERROR',
			error: { code: 'INVALID_CREDENTIALS', message: `wrong: ${PLANTED.password}` },
		});
	const { rows } = await run({ parameters });
	expect(leaksIn(JSON.stringify(rows[0].json.diagnosis))).toEqual([]);
});

test('wrong input never appears in the error about it', async () => {
	for (const value of [PLANTED.cpf, PLANTED.key, PLANTED.letteredCnpj]) {
		const error = await runToError({
			parameters: {
				resource: 'item',
				operation: 'get',
				itemId: { __rl: true, mode: 'id', value },
			},
		});
		expect(leaksIn(wordsOf(error))).toEqual([]);
	}
});

describe('the check itself turns red', () => {
	test.each(Object.entries(PLANTED))('for a planted %s', (_, value) => {
		expect(leaksIn(`some words ${value} more words`)).not.toEqual([]);
		expect(leaksIn(wordsOf(new Error(value)))).not.toEqual([]);
		const hidden = Object.assign(new Error('x'), { description: value });
		expect(leaksIn(wordsOf(hidden))).not.toEqual([]);
	});

	test('for the key and the secret in use', () => {
		expect(leaksIn(KEY, [CLIENT_SECRET])).not.toEqual([]);
		expect(leaksIn(CLIENT_SECRET, [CLIENT_SECRET])).toEqual([CLIENT_SECRET]);
	});
});
