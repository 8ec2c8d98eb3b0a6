import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import type { Case } from './cases/case.cjs';
import { API, CLIENT_SECRET, makeKey, newProcess, run, runToError, search } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { leakedLines, leaksIn, PLANTED, wordsOf } from './leaks.cjs';
import { triggerNode } from './triggerHarness.cjs';

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

const ID_OF_ITEM = { __rl: true, mode: 'id', value: '22222222-2222-4222-8222-222222222222' };

onlyNock({ jumps: true });
beforeEach(() => letIn(KEY));

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

/** Each text in the parameters, replaced by what is planted: one at a time. */
function plantIn(value: unknown, planted: string): unknown[] {
	if (typeof value === 'string') return [planted];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		name === 'mode' ? [] : plantIn(member, planted).map((one) => replaced(value, name, one)),
	);
}

const replaced = (value: object, name: string, one: unknown) =>
	Array.isArray(value)
		? value.map((member: unknown, place) => (String(place) === name ? one : member))
		: { ...value, [name]: one };

describe('a refusal that repeats the whole request, with something planted in each parameter', () => {
	let repeated = 0;

	test.each(oneEach)('%s', async (_, { resource, operation, parameters, input }) => {
		const echo = (uri: string, body: unknown) => {
			const message = `${uri} ${JSON.stringify(body)}`;
			if (leaksIn(message).length > 0) repeated++;
			return { message };
		};
		answerAll((one) => one.reply(400, echo));
		for (const planted of [PLANTED.cpf, PLANTED.bareCpf, PLANTED.key]) {
			for (const one of plantIn(parameters, planted)) {
				const { rows, hints } = await run({
					parameters: { resource, operation, ...(one as IDataObject) },
					input: [input[0]],
					onError: 'continueRegularOutput',
				});
				const failed = rows.filter(({ json }) => 'error' in json);
				expect(leaksIn(wordsOf([failed, hints]), [CLIENT_SECRET])).toEqual([]);
			}
		}
	});

	test('many of them left: what is planted is not all refused before it is sent', () => {
		expect(repeated).toBeGreaterThan(130);
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
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const redaction = require('../../dist/nodes/shared/redact') as Record<string, unknown>;
	const real = { ...redaction };
	const parameters = { resource: 'account', operation: 'getMany', itemId: ID_OF_ITEM };

	describe('when the node hides nothing', () => {
		beforeEach(() => {
			redaction.redact = (text: unknown) => text;
			redaction.redactDeep = (value: unknown) => value;
			answerAll((one) => one.reply(400, { message: `of ${PLANTED.cpf}` }));
		});
		afterEach(() => Object.assign(redaction, real));

		test('in an error', async () => {
			await expect(run({ parameters })).rejects.toThrow(`Leaked: ${PLANTED.cpf}`);
		});

		test('in a row under Continue On Fail', async () => {
			const options = { parameters, onError: 'continueRegularOutput' as const };
			await expect(run(options)).rejects.toThrow(`Leaked: ${PLANTED.cpf}`);
		});

		test('in a diagnosis', async () => {
			nock.cleanAll();
			nock(API).post('/auth').reply(200, { apiKey: KEY });
			answerAll((one) =>
				one.reply(200, {
					status: 'LOGIN_ERROR',
					error: { code: 'INVALID_CREDENTIALS', message: PLANTED.cnpj },
				}),
			);
			await expect(
				run({ parameters: { resource: 'item', operation: 'get', itemId: ID_OF_ITEM } }),
			).rejects.toThrow(`Leaked: ${PLANTED.cnpj}`);
		});

		test('in a picker', async () => {
			await expect(search('searchItems', { parameters })).rejects.toThrow('Leaked');
		});

		test('in the registration of the trigger', async () => {
			await expect(triggerNode().activate()).rejects.toThrow('Leaked');
		});
	});

	test('for a line of the log', () => {
		console.debug(`a line with ${PLANTED.bareCpf}`);
		expect(leakedLines.splice(0)).toEqual([`a line with ${PLANTED.bareCpf}`]);
	});

	test('for another way to write the same', () => {
		expect(leaksIn('cpf 761 092 776 73')).toEqual([PLANTED.cpf]);
		expect(leaksIn('cnpj=08050608%2F000132')).toEqual([PLANTED.cnpj]);
		expect(leaksIn(encodeURIComponent('p@ss wörd'), ['p@ss wörd'])).toEqual(['p@ss wörd']);
		expect(leaksIn(Buffer.from(CLIENT_SECRET).toString('base64'), [CLIENT_SECRET])).toEqual([
			CLIENT_SECRET,
		]);
	});

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
