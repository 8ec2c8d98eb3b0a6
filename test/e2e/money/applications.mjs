/** One credential with expressions: the applications of several customers, one in each input row. */
import assert from 'node:assert/strict';
import { failureOf, outputOf } from '../../../scripts/lib/n8n-client.mjs';
import { startSandbox } from '../../../scripts/lib/stack.mjs';
import { inARow, rows } from '../workflow.mjs';
import { codesOf, CONTINUE, logins, made, pay, PAY, seen, startCounting } from './pay.mjs';

const CREDENTIAL = 'Application of the row';

const application = (name, end) => ({
	clientId: `5a4dbc01-0000-4000-8000-0000000000${end}`,
	clientSecret: `sandbox-secret-of-${name}`,
	name,
});

/** Besides the default one; `elsewhere` is known to another Pluggy. */
export const APPLICATIONS = { one: application('one', 'a1'), two: application('two', 'a2') };
const ELSEWHERE = application('elsewhere', 'a3');

const labelsBy = (requests) => requests.map(({ body, client }) => [body.clientPaymentId, client]);

/** @param {import('node:test').TestContext} t @param {{ client: any, sandbox: any }} stack */
export async function applicationTests(t, { client, sandbox }) {
	const elsewhere = await startSandbox({
		...{ fast: true, adminPort: false, defaultRecipient: true },
		clients: [ELSEWHERE],
	});
	const expressions = ['clientId', 'clientSecret', 'access', 'baseUrl'];
	const data = Object.fromEntries(expressions.map((name) => [name, `={{ $json.${name} }}`]));
	await client.putCredential({ name: CREDENTIAL, type: 'pluggyApi', data });

	/** An input row. @param {string} label @param {Row} client @param {object} [more] */
	const row = (label, { clientId, clientSecret }, more = {}) => ({
		...{ label, clientId, clientSecret, access: 'payments', baseUrl: sandbox.url },
		...more,
	});
	async function run(name, input, settings, options) {
		for (const one of [sandbox, elsewhere]) startCounting(one);
		const credentials = { pluggyApi: { name: CREDENTIAL } };
		const node = pay({ ...settings, credentials }, { clientPaymentId: '={{ $json.label }}' });
		const workflow = inARow(name, [...rows('Payments', input), node]);
		return await client.runWorkflow((await client.putWorkflow(workflow)).id, options);
	}
	const { one, two } = APPLICATIONS;

	try {
		await t.test('each row is paid by its own application, at its own address', async () => {
			const input = [
				row('first', one),
				row('second', two),
				row('third', one),
				row('fourth', ELSEWHERE, { baseUrl: elsewhere.url }),
				row('fifth', two),
			];
			for (const logged of [2, 0]) {
				const execution = await run('Money: applications', input);
				assert.deepEqual(labelsBy(seen(sandbox)), [
					['first', one.clientId],
					['second', two.clientId],
					['third', one.clientId],
					['fifth', two.clientId],
				]);
				assert.deepEqual(labelsBy(seen(elsewhere)), [['fourth', ELSEWHERE.clientId]]);
				assert.deepEqual(
					outputOf(execution, PAY).map(({ clientPaymentId }) => clientPaymentId),
					input.map(({ label }) => label),
				);
				// Rows of one application share a key, and so does the next run.
				assert.equal(logins(sandbox).length, logged);
				assert.equal(logins(elsewhere).length, logged / 2);
			}
		});

		await t.test('Access counts row by row', async () => {
			const readOnly = { access: 'readOnly' };
			const input = [row('first', one, readOnly), row('second', two), row('third', one, readOnly)];
			const execution = await run('Money: access', input, CONTINUE);
			assert.deepEqual(codesOf(outputOf(execution, PAY)), [
				...['ACCESS_REFUSED', 'CREATED', 'ACCESS_REFUSED'],
			]);
			assert.deepEqual(labelsBy(seen(sandbox)), [['second', two.clientId]]);

			const other = [row('first', one), row('second', two, readOnly)];
			const failed = await run('Money: access, stop', other, {}, { allowFailure: true });
			assert.equal(failed.status, 'error');
			assert.match(failureOf(failed), /Data and Payments.*Read Only/);
			assert.equal(failed.data.resultData.error.context.itemIndex, 1);
			assert.equal(seen(sandbox).length, 0);
		});

		await t.test('a row that cannot log in is an error row, the others are paid', async () => {
			const input = [
				row('first', one),
				row('second', { ...two, clientSecret: 'wrong' }),
				row('third', { ...two, clientSecret: undefined }),
				row('fourth', two),
			];
			const execution = await run('Money: login', input, CONTINUE);
			assert.deepEqual(codesOf(outputOf(execution, PAY)), [
				...['CREATED', 'CLIENT_KEYS_UNAUTHORIZED', 'LOGIN_FAILED', 'CREATED'],
			]);
			assert.deepEqual(labelsBy(seen(sandbox)), [
				['first', one.clientId],
				['fourth', two.clientId],
			]);
		});

		await t.test('Continue On Fail off: the rows that were paid are named', async () => {
			const wrong = { ...two, clientSecret: 'wrong' };
			const input = [row('first', one), row('second', wrong), row('third', two)];
			const failed = await run('Money: login, stop', input, {}, { allowFailure: true });
			assert.equal(failed.status, 'error');
			assert.match(failureOf(failed), /Client ID or Client Secret/);
			assert.deepEqual(labelsBy(seen(sandbox)), [['first', one.clientId]]);
			assert.ok(failureOf(failed).includes(`not to be sent again: 1 (${made(sandbox)[0].id})`));
		});
	} finally {
		await elsewhere.close();
	}
}
