import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { API } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
import { triggerNode, URL_OF_NODE, type TriggerOptions } from './triggerHarness.cjs';

/** A list that narrows what comes in, and whose expression finds nothing, lets nothing in. */

const SECRET = 'ab'.repeat(32);
const secretDigest = createHash('sha256').update(SECRET).digest('hex');
const headers = { 'x-pluggy-webhook-secret': SECRET };
const FOREIGN = '6.6.6.6';

let made: string[];
let workflows = 0;

onlyNock({ jumps: true });
beforeEach(() => {
	made = [];
	letIn();
	nock(API).persist().get('/webhooks').reply(200, { results: [] });
	nock(API)
		.persist()
		.post('/webhooks')
		.reply((_, body) => {
			made.push((body as { event: string }).event);
			return [201, { id: `hook-${made.length}` }];
		});
});

const node = (parameters: IDataObject, more: TriggerOptions = {}) =>
	triggerNode({
		parameters: { events: ['all'], ...parameters },
		workflowId: `filters-${++workflows}`,
		data: { url: URL_OF_NODE, secretDigest, webhooks: [] },
		...more,
	});

const event = (more: IDataObject = {}) => ({
	event: 'item/updated',
	eventId: `filters-${++workflows}`,
	itemId: 'i-1',
	clientUserId: 'ana',
	triggeredBy: 'USER',
	...more,
});

/** A list, as it looks when nothing is found. `null` and `undefined` are no text in n8n's editor. */
const EMPTY: Array<[string, unknown]> = [
	['an expression that finds nothing', '={{ $vars.NOTHING }}'],
	['an empty list', '={{ [] }}'],
	['an empty text', ''],
	['an expression that gives an empty text', '={{ "" }}'],
	['a comma', ','],
	['an expression of nothing', '='],
	['null', '={{ null }}'],
	['blanks', '   '],
	['blanks from an expression', '={{ " , " }}'],
	['an object', '={{ ({}) }}'],
	['a list of nothing', '={{ [$vars.NOTHING] }}'],
];
const LISTS = [
	['options', 'sourceIps', 'Source IPs', 401],
	['filters', 'itemIds', 'Item IDs', 200],
	['filters', 'clientUserId', 'Client User ID', 200],
	['filters', 'triggeredBy', 'Triggered By', 200],
] as const;

const cases = LISTS.flatMap(([collection, name, label, status]) => [
	...EMPTY.map(
		([what, value]) =>
			[`${label}: ${what}`, { [collection]: { [name]: value } }, `"${label}"`, status] as const,
	),
	[
		`${label}: as a member of an expression`,
		{ [collection]: `={{ ({ ${name}: $vars.NOTHING }) }}` },
		`"${label}"`,
		status,
	] as const,
]);
const wholes = (['options', 'filters'] as const).flatMap((collection) =>
	[
		'={{ $vars.NOTHING }}',
		'={{ null }}',
		'={{ "" }}',
		'={{ [] }}',
		'={{ "sourceIps" }}',
		'={{ ({ sourceIP: "1.2.3.4", itemID: "i-1" }) }}',
	].map(
		(value) =>
			[
				`${collection} as a whole: ${value}`,
				{ [collection]: value },
				collection === 'options' ? '"Options"' : '"Filters"',
				collection === 'options' ? 401 : 200,
			] as const,
	),
);

describe.each([...cases, ...wholes])('%s', (_, parameters, label, status) => {
	test('is not published', async () => {
		for (const method of ['checkExists', 'create'] as const) {
			await expect(node(parameters as IDataObject)[method]()).rejects.toThrow(label);
		}
		expect(made).toEqual([]);
	});

	test('lets nothing in, which the log tells once', async () => {
		const one = node(parameters as IDataObject);
		const deliver = async () => await one.deliver({ body: event(), headers, ip: FOREIGN });
		const { rows, response, log } = await deliver();
		expect(rows).toBeUndefined();
		expect(response.statusCode).toBe(status);
		expect(log).toEqual([expect.stringContaining(label)]);
		expect(log[0]).toContain(`(${status})`);
		expect((await deliver()).log).toEqual([]);
	});
});

test('a list that an expression finds while publishing, and no more when an event comes', async () => {
	const variables: IDataObject = { IPS: '1.2.3.4', IDS: 'i-1', NAMES: ['ana'] };
	const parameters = {
		options: { sourceIps: '={{ $vars.IPS }}' },
		filters: { itemIds: '={{ $vars.IDS }}', clientUserId: '={{ $vars.NAMES }}' },
	};
	const one = node(parameters, { variables });
	const deliver = async (ip = '1.2.3.4') => await one.deliver({ body: event(), headers, ip });
	await expect(one.checkExists()).resolves.toBe(false);
	expect((await deliver()).rows).toHaveLength(1);
	expect((await deliver(FOREIGN)).response.statusCode).toBe(401);
	for (const [name, status] of [
		['IDS', 200],
		['NAMES', 200],
		['IPS', 401],
	] as const) {
		const value = variables[name];
		delete variables[name];
		const { rows, response } = await deliver();
		expect(rows).toBeUndefined();
		expect(response.statusCode).toBe(status);
		variables[name] = value;
		expect((await deliver()).rows).toHaveLength(1);
	}
});

test('what is not added lets everything in', async () => {
	for (const parameters of [{}, { filters: {}, options: {} }]) {
		const one = node(parameters, { data: undefined });
		await one.create();
		expect(made.splice(0)).toEqual(['all']);
		const open = node(parameters);
		expect((await open.deliver({ body: event(), headers, ip: FOREIGN })).rows).toHaveLength(1);
	}
});

test('who has no secret cannot keep the log from telling of a setting that lets nothing in', async () => {
	const one = node({ options: { sourceIps: '={{ $vars.NOTHING }}' } });
	const strange = await one.deliver({ body: event(), headers: {}, ip: FOREIGN });
	expect(strange.log).toEqual([expect.stringContaining('does not have the secret')]);
	const { log } = await one.deliver({ body: event(), headers, ip: FOREIGN });
	expect(log).toEqual([expect.stringContaining('"Source IPs" (Options) is empty')]);
});
