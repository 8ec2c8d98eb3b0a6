/** What `npm start` begins with: a bank that is connected, listing switched off, and what it says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bankOptions, connectBank, goToToday } from '../../scripts/lib/bank.mjs';
import { greeting } from '../../scripts/lib/greeting.mjs';
import { putOwn, readOnly, sandboxCredential } from '../../scripts/lib/stack.mjs';
import { startSandbox } from './harness.mjs';

/** @param {string} id @param {string} name */
const example = (id, name) => ({ id, name, workflowId: `of-${id}` });

test('a bank was connected yesterday, is synced today, and the credential names it', async () => {
	const starts = [];
	for (let start = 0; start < 2; start++) {
		const sandbox = await startSandbox({ ...bankOptions(), keyTtlSeconds: 1_000_000 });
		const items = connectBank(sandbox);
		goToToday(sandbox);
		assert.ok(Math.abs(sandbox.clock.now() - Date.now()) < 2000);
		const refused = await sandbox.call('GET', '/v2/items');
		assert.equal(refused.body.codeDescription, 'LIST_ITEMS_FEATURE_NOT_ENABLED');
		for (const id of items) {
			const { body } = await sandbox.call('GET', `/items/${id}`);
			assert.deepEqual([body.status, body.executionStatus], ['UPDATED', 'SUCCESS']);
			assert.ok(Date.parse(body.lastUpdatedAt) > Date.now() - 2 * 3_600_000);
			const { results } = (await sandbox.call('GET', `/accounts?itemId=${id}`)).body;
			assert.deepEqual(
				results.map((/** @type {Row} */ { type }) => type),
				['BANK', 'CREDIT'],
			);
			assert.ok(sandbox.admin.transactions(id).length > 500);
		}
		assert.equal(sandboxCredential(sandbox, items).data.itemIds, items.join(', '));
		starts.push(items);
	}
	assert.ok(starts[0].length > 0);
	assert.deepEqual(starts[0], starts[1]);
});

test('without a bank the credential names none', async () => {
	assert.equal(sandboxCredential(await startSandbox()).data.itemIds, '');
});

test('the page of the bank is named first, and how long the first example takes', async () => {
	const sandbox = await startSandbox();
	const base = { n8nUrl: 'http://127.0.0.1:5678', sandbox, userFolder: '/data', headless: false };
	const given = { ...base, language: /** @type {const} */ ('en') };
	const workflows = [
		example('boleto', 'Issue a boleto'),
		example('last-30-days', 'My last 30 days'),
		example('connection-alert', 'Alert'),
	];
	const text = greeting({ ...given, workflows });
	const places = [
		...[sandbox.url, 'http://127.0.0.1:5678', 'My last 30 days (about 5 seconds)\n'],
		...['/workflow/of-last', 'Issue a boleto', 'All 3 examples', '/home/workflows', 'Ctrl-C'],
	].map((part) => text.indexOf(part));
	assert.ok(!places.includes(-1), String(places));
	assert.deepEqual(
		places,
		[...places].sort((a, b) => a - b),
	);
	const inPortuguese = greeting({ ...base, workflows, language: 'pt-BR' });
	assert.ok(inPortuguese.includes('Todos os 3 exemplos') && !inPortuguese.includes('examples'));
	const headless = greeting({ ...given, workflows, headless: true });
	assert.ok(!headless.includes('/workflow/') && headless.includes('--headless'));
});

test('a credential that somebody has turned to the real Pluggy stays as it is', async () => {
	const given = sandboxCredential(await startSandbox(), ['item']);
	const before = (/** @type {string} */ baseUrl) => ({ id: '1', name: 'x', data: { baseUrl } });
	for (const [known, isPut] of /** @type {const} */ ([
		[undefined, true],
		[before('http://127.0.0.1:4010'), true],
		[before('http://localhost:4010/'), true],
		[before('https://api.pluggy.ai'), false],
		[before(''), false],
	])) {
		/** @type {Row[]} */
		const put = [];
		const client = {
			findCredential: async () => known,
			putCredential: async (/** @type {Row} */ one) => (put.push(one), one),
		};
		for (const credential of [given, readOnly(given)]) await putOwn(client, credential);
		assert.equal(put.length, isPut ? 2 : 0, JSON.stringify(known?.data));
	}
});
