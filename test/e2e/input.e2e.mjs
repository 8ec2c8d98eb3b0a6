/** What somebody gives in a real n8n: it is sent, or refused before anything is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputOf } from '../../scripts/lib/n8n-client.mjs';
import { withStack } from './harness.mjs';
import { byId, inARow, pluggy, rows } from './workflow.mjs';

const ID = '05c693bf-c196-47ea-a28c-8251d6bb8a06';

const preauthorize = {
	resource: 'smartTransfer',
	operation: 'createPreauthorization',
	connectorId: byId('600'),
	cpf: '76109277673',
	recipientIds: ID,
};
const create = {
	resource: 'paymentRequest',
	operation: 'create',
	amount: '10,50',
	isSandbox: true,
};

test('input', { timeout: 600_000 }, async (t) => {
	await withStack({}, async ({ client, sandbox }) => {
		const { admin } = sandbox;
		const posted = (path) =>
			admin.requests().filter((one) => one.method === 'POST' && one.path.startsWith(path));
		let count = 0;
		const run = async (parameters, row = {}) => {
			admin.clearRequests();
			const node = pluggy('Pluggy', parameters, { onError: 'continueRegularOutput' });
			const workflow = inARow(`Input ${++count}`, [...rows('Row', [row]), node]);
			const { id } = await client.putWorkflow(workflow);
			return outputOf(await client.runWorkflow(id), 'Pluggy')[0];
		};

		/** @type {Array<[what: string, parameters: Row, message: RegExp, row?: Row]>} */
		const refused = [
			[
				'a limit under a wrong name',
				{ ...preauthorize, additionalFields: { transactionlimit: '10' } },
				/"Additional Fields" holds "transactionlimit"/,
			],
			[
				'limits that an expression did not find',
				{ ...preauthorize, additionalFields: '={{ $json.limits }}' },
				/"Additional Fields" must be an object/,
			],
			[
				'limits that are JSON text',
				{ ...preauthorize, additionalFields: '={{ JSON.stringify($json.limits) }}' },
				/"Additional Fields" must be an object/,
				{ limits: { transactionLimit: 10 } },
			],
			[
				'a sandbox switch in the wrong place',
				{ ...create, additionalFields: { isSandbox: true } },
				/"Additional Fields" holds "isSandbox"/,
			],
			[
				'a recipient that is an empty cell',
				{ ...create, recipientId: byId('={{ $json.cell }}') },
				/"Recipient" is empty/,
				{ cell: '' },
			],
			[
				'a body with a member that is missing',
				{
					resource: 'customRequest',
					operation: 'send',
					method: 'POST',
					path: '/payments/requests',
					body: '={{ { amount: 10, isSandbox: $json.sandbox } }}',
				},
				/"Body" .*"isSandbox" is undefined/,
			],
			[
				'a list with an entry that is missing',
				{
					resource: 'paymentSchedule',
					operation: 'create',
					amount: '10',
					scheduleType: 'CUSTOM',
					dates: '={{ ["2030-01-02", $json.second] }}',
				},
				/"Dates" must hold no empty entry/,
			],
		];
		for (const [what, parameters, message, row] of refused) {
			await t.test(`${what} is refused`, async () => {
				const { error } = await run(parameters, row);
				assert.match(error.title, message);
				assert.deepEqual(posted('/payments').concat(posted('/smart-transfers')), []);
			});
		}

		await t.test('an amount as Brazil writes it, and fields that an expression gives', async () => {
			const fields = '={{ { description: $json.text } }}';
			const row = await run({ ...create, additionalFields: fields }, { text: 'Pedido 12' });
			assert.deepEqual([row.amount, row.description, row.isSandbox], [10.5, 'Pedido 12', true]);
		});

		await t.test('now is one day, on top and in a collection', async () => {
			const now = '={{ DateTime.fromISO("2030-02-04T22:30", { zone: "America/New_York" }) }}';
			const row = await run({
				...{ resource: 'paymentSchedule', operation: 'create', amount: '10' },
				...{ scheduleType: 'SINGLE', date: now, isSandbox: true, simplify: false },
			});
			assert.equal(row.schedule.date.slice(0, 10), '2030-02-05');
			await run({
				...{ resource: 'paymentRequest', operation: 'getMany', filters: { from: now } },
			});
			const [{ path }] = admin.requests().filter(({ method }) => method === 'GET');
			assert.match(path, /from=2030-02-05/);
		});
	});
});
