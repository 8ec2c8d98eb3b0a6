import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { API, CLIENT_SECRET, run, runToError } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';

/** Secrets where an answer has them in another place or form than Pluggy's. */

const ID = '33333333-3333-4333-8333-333333333333';
const webhook = (operation: string, more: IDataObject = {}) => ({
	parameters: { resource: 'webhook', operation, webhookId: ID, ...more },
});

onlyNock({ jumps: true });

describe.each([[400], [401], [403], [429], [500]])('a login that is refused with %s', (status) => {
	test.each([
		['as the name of the error', { codeDescription: CLIENT_SECRET }],
		[
			'inside the name of the error',
			{ codeDescription: `BAD ${encodeURIComponent(CLIENT_SECRET)}` },
		],
		['as its message', { codeDescription: 'X', message: [CLIENT_SECRET] }],
	])('and repeats the secret %s', async (_, body) => {
		nock(API).persist().post('/auth').reply(status, body);
		// The harness looks for the secret in all that comes out.
		await runToError(webhook('get'));
		const { rows } = await run({ ...webhook('get'), onError: 'continueRegularOutput' });
		expect(JSON.stringify(rows)).toMatch(
			/"code":"(\[hidden\]|BAD \[hidden\]|X|LOGIN_FAILED|WAIT_TOO_LONG)"/,
		);
	});
});

describe('the headers of a webhook', () => {
	const answers = (headers: unknown) => {
		letIn();
		const hook = { id: ID, event: 'all', url: 'https://n8n.example.com/webhook', headers };
		nock(API)
			.get(`/webhooks/${ID}`)
			.reply(200, hook as never);
		nock(API)
			.get('/webhooks')
			.reply(200, [hook] as never);
	};

	test.each([
		['a text', 'X-Secret: planted'],
		['JSON as a text', '{"X-Secret":"planted"}'],
		['a list of pairs', [['X-Secret', 'planted']]],
		['a list of objects', [{ name: 'X-Secret', value: 'planted' }]],
		['a list as a value', { 'X-Secret': ['planted'] }],
		['a number', 20264711],
	])('are hidden as %s', async (_, headers) => {
		answers(headers);
		for (const { rows } of [
			await run(webhook('get')),
			await run(webhook('getMany', { returnAll: true })),
		]) {
			expect(JSON.stringify(rows)).toContain('[hidden]');
			expect(JSON.stringify(rows)).not.toMatch(/planted|20264711/);
		}
	});

	test.each([[null], [undefined]])('that are %p stay', async (headers) => {
		answers(headers);
		const [{ json }] = (await run(webhook('get'))).rows;
		expect(json.headers ?? null).toBeNull();
	});
});
