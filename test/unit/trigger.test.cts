import type { INodePropertyOptions } from 'n8n-workflow';
import {
	parseAddress,
	parseRange,
	isListed,
	addressProblem,
} from '../../nodes/PluggyTrigger/addresses';
import {
	digestOf,
	judgeDelivery,
	markOf,
	SECRET_HEADER,
	SeenEvents,
	type Delivery,
	type EventState,
} from '../../nodes/PluggyTrigger/delivery';
import { checked, isWanted, readSettings, type Settings } from '../../nodes/PluggyTrigger/events';
import { EVENTS } from '../../nodes/shared/events';
import { eventSchema, queryOfLink } from '../../nodes/Pluggy/handlers/eventTransactions';
import { properties } from '../../nodes/PluggyTrigger/properties';
import { clock } from '../../nodes/shared/client/clock';
import { PluggyError } from '../../nodes/shared/problems/errors';

describe('addresses', () => {
	test.each([
		['52.67.145.81', [52, 67, 145, 81]],
		['0.0.0.0', [0, 0, 0, 0]],
		['::ffff:52.67.145.81', [52, 67, 145, 81]],
		['::FFFF:3443:9151', [52, 67, 145, 81]],
		['::1', [...Array(15).fill(0), 1]],
		['::', Array(16).fill(0)],
		['fe80::1%eth0', [0xfe, 0x80, ...Array(13).fill(0), 1]],
		['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
		['64:ff9b::1.2.3.4', [0, 0x64, 0xff, 0x9b, ...Array(8).fill(0), 1, 2, 3, 4]],
	])('%s', (text, bytes) => expect(parseAddress(text)).toEqual(bytes));

	test.each([
		...['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.x', '1.2.3.4 ', '-1.2.3.4'],
		...[':', ':::', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4::5:6:7:8'],
		...['12345::', 'g::', '1.2.3.4::', '::1.2.3.256', '::1.2.3.4:5', 'localhost'],
	])('"%s" is none', (text) => expect(parseAddress(text)).toBeUndefined());

	test.each([
		['10.0.0.0/8', '10.255.0.1', true],
		['10.0.0.0/8', '11.0.0.1', false],
		['10.1.2.3/32', '10.1.2.3', true],
		['10.1.2.3', '10.1.2.4', false],
		['10.1.2.0/23', '10.1.3.255', true],
		['10.1.2.0/23', '10.1.4.0', false],
		['10.1.3.77/25', '10.1.3.127', true],
		['10.1.3.77/25', '10.1.3.128', false],
		['0.0.0.0/0', '200.1.1.1', true],
		['0.0.0.0/0', '::1', false],
		['2001:db8::/33', '2001:db8:7fff::1', true],
		['2001:db8::/33', '2001:db8:8000::1', false],
		['52.67.145.81', '::ffff:52.67.145.81', true],
		['::ffff:52.67.145.0/120', '52.67.145.9', true],
		['::ffff:52.67.145.0/120', '52.67.146.9', false],
		['10.0.0.0/8', 'unknown', false],
		['10.0.0.0/8', undefined, false],
	])('%s holds %s: %s', (range, ip, expected) => {
		expect(isListed(ip, [parseRange(range)!])).toBe(expected);
	});

	test.each([
		'10.0.0.0/33',
		'10.0.0.0/',
		'10.0.0.0/8/8',
		'::/129',
		'10.0.0.0/-1',
		'::ffff:1.2.3.4/90',
	])('%s is no block', (text) => expect(parseRange(text)).toBeUndefined());
});

describe('the address of the webhook', () => {
	const PLUGGY = 'https://api.pluggy.ai';
	const LOCAL = 'http://127.0.0.1:4010';

	test.each([
		['https://n8n.example.com/webhook/1/webhook', PLUGGY],
		['https://n8n.example.com:443/webhook/1/webhook', PLUGGY],
		['http://127.0.0.1:5678/webhook/1/webhook', LOCAL],
		['http://localhost:5678/webhook/1/webhook', 'http://localhost:4010'],
		['http://[::1]:5678/webhook/1/webhook', LOCAL],
		['https://n8n.example.com/webhook/1/webhook', LOCAL],
	])('%s is taken by %s', (url, base) => expect(addressProblem(url, base)).toBeUndefined());

	test.each([
		['http://n8n.example.com/', /not https/],
		['https://n8n.example.com:8443/', /port is 8443/],
		['https://52.67.145.81/', /IP address/],
		['https://0x34.4428113/', /IP address/],
		['https://[2001:db8::1]/', /IP address/],
		['https://127.0.0.1/', /IP address/],
		['http://localhost:5678/', /localhost/],
		['https://localhost./', /localhost/],
		['https://n8n.local/', /n8n\.local/],
		['https://n8n.corp.internal/', /internal/],
		['https://n8n/', /not a public/],
		['https://user:pw@n8n.example.com/', /user name/],
		['n8n.example.com', /not a URL/],
		['', /not a URL/],
	])('%s is refused', (url, why) => expect(addressProblem(url, PLUGGY)).toMatch(why));

	test('a local Pluggy does not make other addresses good', () => {
		expect(addressProblem('http://n8n.example.com/', LOCAL)).toMatch(/not https/);
		expect(addressProblem('http://10.0.0.1:5678/', LOCAL)).toMatch(/IP address/);
	});
});

/** As n8n fills in what a node does not have. */
const DEFAULTS = { events: ['all'], customEvent: '', filters: {}, options: {} };
const settingsOf = (parameters: Record<string, unknown>) =>
	readSettings((name) => ({ ...DEFAULTS, ...parameters })[name as keyof typeof DEFAULTS]);

describe('settings', () => {
	test('[All] is one webhook, whatever else is chosen', () => {
		expect(settingsOf({ events: ['item/error', 'all'], customEvent: 'x/y' }).events).toEqual([
			'all',
		]);
	});

	test('custom events are added, each once', () => {
		const { events } = settingsOf({ events: ['item/error'], customEvent: ' x/y, item/error,z ' });
		expect(events).toEqual(['item/error', 'x/y', 'z']);
	});

	test('without an event, or with a source that is no address, nothing is registered', () => {
		expect(() => checked(settingsOf({ events: [] }))).toThrow(/at least one event/);
		const bad = settingsOf({ options: { sourceIps: '10.0.0.1, example.com;10.0.0.0/40' } });
		expect(() => checked(bad)).toThrow(PluggyError);
		expect(() => checked(bad)).toThrow(/not "example.com", "10.0.0.0\/40"/);
		expect(bad.sources).toHaveLength(1);
	});

	/** What an expression leaves behind that finds nothing, and what a person may leave in a field. */
	const NOTHING = [
		undefined,
		null,
		'',
		'  ',
		',',
		',,',
		[],
		[''],
		[undefined],
		[null, ' '],
		{},
		true,
	];
	const LISTS = [
		['filters', 'itemIds', '"Item IDs" (Filters)'],
		['filters', 'clientUserId', '"Client User ID" (Filters)'],
		['filters', 'triggeredBy', '"Triggered By" (Filters)'],
		['options', 'sourceIps', '"Source IPs" (Options)'],
	] as const;

	describe.each(LISTS)('%s.%s', (collection, name, label) => {
		test.each(NOTHING.map((value) => [value]))('added with %j: refused', (value) => {
			const settings = settingsOf({ [collection]: { [name]: value } });
			expect(() => checked(settings)).toThrow(`${label} is empty`);
		});

		test('a list of which an expression found a part is refused', () => {
			const settings = settingsOf({ [collection]: { [name]: ['1.2.3.4', undefined] } });
			expect(() => checked(settings)).toThrow(`${label} has an entry that is empty`);
		});

		test.each(['1.2.3.4', ['1.2.3.4'], ' 1.2.3.4,, ', ['1.2.3.4', '5.6.7.8,9.9.9.9']])(
			'%j is a list',
			(value) => {
				expect(checked(settingsOf({ [collection]: { [name]: value } })).faults).toEqual([]);
			},
		);
	});

	test.each(
		['filters', 'options'].flatMap((name) =>
			[undefined, null, '', 'text', '{}', 7, true, [], [{}]].map((value) => [name, value] as const),
		),
	)('%s as a whole %j: refused, and nothing comes in', (name, value) => {
		const settings = settingsOf({ [name]: value });
		const label = name === 'filters' ? 'Filters' : 'Options';
		expect(() => checked(settings)).toThrow(`"${label}" is given by an expression`);
		if (name === 'options') expect(settings.sources).toEqual([]);
		else expect(isWanted({ event: 'item/updated', itemId: 'aa' }, settings)).toBe(false);
	});

	test.each([
		['filters', { itemId: 'aa' }, /"Filters" has no "itemId": only itemIds/],
		['filters', { itemIds: 'aa', clientUserID: '7' }, /no "clientUserID"/],
		['options', { sourceIPs: '10.0.0.1' }, /"Options" has no "sourceIPs": only sourceIps/],
	])('a list under another name would let everything in: %s %j', (name, value, message) => {
		const settings = settingsOf({ [name]: value });
		expect(() => checked(settings)).toThrow(message);
		if (name === 'options') expect(settings.sources).toEqual([]);
		else expect(isWanted({ event: 'item/updated', itemId: 'aa' }, settings)).toBe(false);
	});

	test('events of which an expression found nothing, or only a part, are refused', () => {
		const custom = settingsOf({ events: undefined, customEvent: 'x/y' });
		expect(() => checked(custom)).toThrow('"Events" is given by an expression that found nothing');
		const some = settingsOf({ events: ['item/error', undefined] });
		expect(() => checked(some)).toThrow('"Events" has an entry that is empty');
		const none = settingsOf({ customEvent: null });
		expect(() => checked(none)).toThrow('"Custom Event" is given by an expression');
	});

	test('every list of the editor is read', () => {
		for (const name of ['filters', 'options'] as const) {
			for (const option of properties.find((one) => one.name === name)!.options!) {
				const label = `"${(option as { displayName: string }).displayName}" (`;
				const { faults } = settingsOf({ [name]: { [option.name]: option.name && '' } });
				expect(faults).toEqual([expect.stringContaining(label)]);
			}
		}
	});

	test.each(Object.keys(EVENTS).filter((name) => name !== 'all'))('%s', (event) => {
		expect(isWanted({ event }, settingsOf({ events: ['all'] }))).toBe(true);
		expect(isWanted({ event }, settingsOf({ events: [event] }))).toBe(true);
		expect(isWanted({ event }, settingsOf({ events: ['something/else'] }))).toBe(false);
	});

	test.each([
		[{ itemIds: 'AA, bb' }, { itemId: 'aa' }, true],
		[{ itemIds: 'AA, bb' }, { itemId: 'cc' }, false],
		[{ itemIds: 'aa' }, {}, true],
		[{ clientUserId: 'Ana Lima, 7' }, { clientUserId: 'Ana Lima' }, true],
		[{ clientUserId: 'Ana Lima, 7' }, { clientUserId: 7 }, true],
		[{ clientUserId: '7' }, { clientUserId: null }, true],
		[{ clientUserId: '7' }, { clientUserId: '' }, true],
		[{ clientUserId: '7' }, { clientUserId: '8' }, false],
		[{ clientUserId: '7' }, {}, true],
		[{ clientUserId: ['7', 8] }, { clientUserId: '8' }, true],
		[{ itemIds: 'aa' }, { itemId: null }, true],
		[{ itemIds: 'aa' }, { itemId: '' }, true],
		[{ triggeredBy: ['USER'] }, { triggeredBy: null }, true],
		[{ triggeredBy: ['USER'] }, { triggeredBy: '' }, true],
		[{ triggeredBy: ['USER', 'SYNC'] }, { triggeredBy: 'SYNC' }, true],
		[{ triggeredBy: ['USER'] }, { triggeredBy: 'CLIENT' }, false],
		[{ triggeredBy: [] }, { triggeredBy: 'CLIENT' }, false],
		[{ triggeredBy: [] }, {}, false],
		[{ clientUserId: undefined }, { clientUserId: '7' }, false],
		[{ itemIds: '' }, { itemId: 'aa' }, false],
		[{ itemIds: 'aa', clientUserId: null }, { itemId: 'aa' }, false],
		[{ itemIds: 'aa', triggeredBy: ['USER'] }, { itemId: 'aa', triggeredBy: 'SYNC' }, false],
	])('%j and %j: %s', (filters, members, expected) => {
		expect(isWanted({ event: 'item/updated', ...members }, settingsOf({ filters }))).toBe(expected);
	});
});

describe('deliveries', () => {
	const SECRET = 'f'.repeat(64);
	const event = { event: 'item/updated', eventId: 'e-1', itemId: 'i-1' };
	const headers = { [SECRET_HEADER.toLowerCase()]: SECRET };
	const delivery = ({
		settings = settingsOf({ events: ['item/updated'] }),
		...more
	}: Partial<Omit<Delivery, 'settings'>> & { settings?: Settings } = {}): Delivery => ({
		body: event,
		headers,
		ip: '52.67.145.81',
		secretDigests: [digestOf(SECRET)],
		settings: () => settings,
		stateOf: () => 'new',
		...more,
	});
	const sent = (body: unknown) => judgeDelivery(delivery({ body }));

	test('a wanted event runs', () => {
		expect(judgeDelivery(delivery())).toEqual({ status: 200, run: true, mark: markOf(event) });
	});

	test.each([
		['no secret', {}],
		['another secret', { [SECRET_HEADER.toLowerCase()]: 'e'.repeat(64) }],
		['a part of it', { [SECRET_HEADER.toLowerCase()]: SECRET.slice(1) }],
		['its digest', { [SECRET_HEADER.toLowerCase()]: digestOf(SECRET) }],
		['an empty one', { [SECRET_HEADER.toLowerCase()]: '' }],
		['two', { [SECRET_HEADER.toLowerCase()]: [SECRET, SECRET] }],
	])('%s: 401, whatever the body is', (_, wrong) => {
		const refused = { status: 401, run: false, why: 'secret' };
		for (const body of [event, {}, 'text', null, { event: 'other' }]) {
			expect(judgeDelivery(delivery({ headers: wrong as never, body }))).toEqual(refused);
		}
	});

	test.each([
		undefined,
		null,
		'',
		'abc',
		7,
		digestOf(SECRET).toUpperCase(),
		`${digestOf(SECRET)}0`,
	])('with the stored digest %j nobody gets in', (secretDigest) => {
		const refused = { status: 401, run: false, why: 'secret' };
		const secretDigests = [secretDigest, undefined];
		expect(judgeDelivery(delivery({ secretDigests }))).toEqual(refused);
		expect(judgeDelivery(delivery({ secretDigests, headers: {} }))).toEqual(refused);
		expect(judgeDelivery(delivery({ secretDigests: [] }))).toEqual(refused);
	});

	test.each([undefined, null, '', 'item/updated', 7, [], [event], {}, { event: 7 }, { event: '' }])(
		'%j is no event: 400',
		(body) => expect(sent(body)).toEqual({ status: 400, run: false }),
	);

	test('unknown members and events pass', () => {
		expect(sent({ ...event, news: { deep: [1] } }).run).toBe(true);
		const all = settingsOf({ events: ['all'] });
		const verdict = judgeDelivery(delivery({ body: { event: 'brand/new' }, settings: all }));
		expect(verdict).toMatchObject({ status: 200, run: true });
	});

	test('an event not chosen, or filtered, is acknowledged', () => {
		expect(sent({ event: 'item/error' })).toEqual({ status: 200, run: false });
		const settings = settingsOf({ events: ['item/updated'], filters: { itemIds: 'i-2' } });
		expect(judgeDelivery(delivery({ settings }))).toEqual({ status: 200, run: false });
	});

	test('who has no secret has nothing evaluated', () => {
		const settings = () => {
			throw new Error('An expression that fails');
		};
		const refused = { status: 401, run: false, why: 'secret' };
		expect(judgeDelivery({ ...delivery({ headers: {} }), settings })).toEqual(refused);
		expect(() => judgeDelivery({ ...delivery(), settings })).toThrow('fails');
	});

	test('a source that is not listed is refused, whatever it says', () => {
		const settings = settingsOf({ options: { sourceIps: '10.0.0.0/8' } });
		const refused = { status: 401, run: false, why: 'source' };
		expect(judgeDelivery(delivery({ settings }))).toEqual(refused);
		expect(judgeDelivery(delivery({ settings, body: {} }))).toEqual(refused);
		expect(judgeDelivery(delivery({ settings, ip: undefined })).status).toBe(401);
		expect(judgeDelivery(delivery({ settings, ip: '::ffff:10.1.1.1' })).run).toBe(true);
		const broken = settingsOf({ options: { sourceIps: 'nonsense' } });
		expect(judgeDelivery(delivery({ settings: broken })).status).toBe(401);
	});

	test.each<[EventState, number]>([
		['stored', 200],
		['underWay', 503],
	])('an event that is %s: %s, no run', (state, status) => {
		expect(judgeDelivery(delivery({ stateOf: () => state }))).toEqual({ status, run: false });
	});

	test('a list that lets nothing in says so, whatever is sent', () => {
		const faults = [expect.stringContaining('"Source IPs" (Options) is empty')];
		const sources = settingsOf({ options: { sourceIps: undefined } });
		const refused = { status: 401, run: false, why: 'settings', faults };
		expect(judgeDelivery(delivery({ settings: sources }))).toEqual(refused);
		expect(judgeDelivery(delivery({ settings: sources, body: {}, ip: undefined }))).toEqual(
			refused,
		);
		const filters = settingsOf({ filters: { clientUserId: null } });
		expect(judgeDelivery(delivery({ settings: filters }))).toEqual({
			status: 200,
			run: false,
			why: 'settings',
			faults: [expect.stringContaining('"Client User ID" (Filters) is empty')],
		});
	});
});

describe('by what an event is recognized', () => {
	const event = { event: 'item/updated', eventId: 'e-1', itemId: 'i-1', data: { a: 1, b: [1, 2] } };

	test('its ID and its members, in whatever order they come', () => {
		const { event: name, ...rest } = event;
		const again = { ...rest, data: { b: [1, 2], a: 1 }, event: name };
		expect(markOf(again)).toEqual(markOf(event));
		expect(markOf(event).forMs).toBeUndefined();
	});

	test.each([
		{ eventId: 'e-2' },
		{ itemId: 'i-2' },
		{ data: { a: 1, b: [2, 1] } },
		{ data: { a: 2, b: [1, 2] } },
		{ transactionIds: ['t-1'] },
	])('with %j it is another', (more) => {
		expect(markOf({ ...event, ...more }).key).not.toBe(markOf(event).key);
	});

	test.each([undefined, null, '', 7])('without an ID (%j) its members, for minutes', (eventId) => {
		const mark = markOf({ ...event, eventId } as never);
		expect(mark.forMs).toBe(600_000);
		expect(mark).toEqual(markOf({ ...event, eventId } as never));
		expect(mark.key).not.toBe(markOf({ ...event, eventId, itemId: 'i-2' } as never).key);
	});
});

describe('events seen', () => {
	const answer = () => {
		const listeners: Array<() => void> = [];
		const fake = {
			statusCode: 200,
			writableEnded: false,
			once: (_: 'finish', listener: () => void) => listeners.push(listener),
			end(statusCode: number, isHeard = true) {
				fake.statusCode = statusCode;
				fake.writableEnded = true;
				if (isHeard) listeners.forEach((listener) => listener());
			},
		};
		return fake;
	};

	test.each([
		[200, true, 'stored'],
		[204, true, 'stored'],
		[500, true, 'new'],
		[404, true, 'new'],
		[200, false, 'stored'],
		[500, false, 'new'],
	])('answered with %s, heard: %s → %s', (status, isHeard, state) => {
		const seen = new SeenEvents();
		expect(seen.stateOf('a')).toBe('new');
		const first = answer();
		seen.begin({ key: 'a' }, first);
		expect(seen.stateOf('a')).toBe('underWay');
		first.end(status, isHeard);
		expect(seen.stateOf('a')).toBe(state);
		expect(seen.stateOf('b')).toBe('new');
	});

	test('it remembers no more than it may, and what was asked for last', () => {
		const seen = new SeenEvents(3);
		const take = (key: string) => {
			const one = answer();
			seen.begin({ key }, one);
			one.end(200);
		};
		['a', 'b', 'c'].forEach(take);
		expect(seen.stateOf('a')).toBe('stored');
		take('d');
		expect(seen.size).toBe(3);
		expect(['a', 'b', 'c', 'd'].map((key) => seen.stateOf(key))).toEqual([
			'stored',
			'new',
			'stored',
			'stored',
		]);
	});

	test('events without ID take no more room, for however long they count', () => {
		const now = jest.spyOn(clock, 'now').mockReturnValue(0);
		const seen = new SeenEvents(100);
		for (let second = 0; second < 2_000; second++) {
			now.mockReturnValue(second * 1_000);
			const one = answer();
			seen.begin(markOf({ event: 'item/updated', itemId: `i-${second}` }), one);
			one.end(200);
			expect(seen.size).toBeLessThanOrEqual(100);
		}
		const stateOf = (second: number) =>
			seen.stateOf(markOf({ event: 'item/updated', itemId: `i-${second}` }).key);
		expect([1_899, 1_900, 1_999].map(stateOf)).toEqual(['new', 'stored', 'stored']);
		expect(new SeenEvents()).toHaveProperty('most', 10_000);
	});

	test('a late end of an earlier delivery changes nothing', () => {
		const seen = new SeenEvents(1);
		const [first, second] = [answer(), answer()];
		seen.begin({ key: 'a' }, first);
		seen.begin({ key: 'b' }, answer());
		seen.begin({ key: 'a' }, second);
		first.end(200);
		expect(seen.stateOf('a')).toBe('underWay');
	});

	test.each([true, false])('what counts for a while is new afterwards (heard: %s)', (isHeard) => {
		const now = jest.spyOn(clock, 'now').mockReturnValue(0);
		const seen = new SeenEvents();
		const first = answer();
		seen.begin({ key: 'a', forMs: 300_000 }, first);
		now.mockReturnValue(400_000);
		expect(seen.stateOf('a')).toBe('underWay');
		now.mockReturnValue(299_999);
		first.end(200, isHeard);
		expect(seen.stateOf('a')).toBe('stored');
		expect(seen.stateOf('a')).toBe('stored');
		now.mockReturnValue(300_000);
		expect(seen.stateOf('a')).toBe('new');
		expect(seen.size).toBe(0);
	});
});

describe('links in events', () => {
	const PLUGGY = 'https://api.pluggy.ai';
	const accountId = '5d0f1e7a-3b1c-4c55-8a0e-6a2f4d1b9c11';
	const of = (place: string, more = '') => `${place}?accountId=${accountId}${more}`;

	test.each([
		[of(`${PLUGGY}/v2/transactions`), PLUGGY],
		[of(`${PLUGGY}:443/v2/transactions`), PLUGGY],
		[of(`${PLUGGY}/v2/transactions`), 'https://proxy.example.com/pluggy'],
		[of('https://proxy.example.com/pluggy/v2/transactions'), 'https://proxy.example.com/pluggy'],
		[of('http://127.0.0.1:4010/v2/transactions'), 'http://127.0.0.1:4010'],
	])('%s is asked, with the base URL %s', (link, baseUrl) => {
		expect(queryOfLink(link, baseUrl)).toEqual({ accountId });
	});

	test.each([
		of('http://api.pluggy.ai/v2/transactions'),
		of('https://api.pluggy.ai:8443/v2/transactions'),
		of('https://api.pluggy.ai.evil.example/v2/transactions'),
		of('https://evil.example/v2/transactions'),
		of('https://api.pluggy.ai@evil.example/v2/transactions'),
		of('https://user@api.pluggy.ai/v2/transactions'),
		of('//api.pluggy.ai/v2/transactions'),
		of('/v2/transactions'),
		of(`${PLUGGY}/transactions`),
		of(`${PLUGGY}/v2/transactions/x`),
		of(`${PLUGGY}/v2/items`),
		`${PLUGGY}/v2/transactions`,
		`${PLUGGY}/v2/transactions?accountId=../items`,
		'no link',
		'',
		null,
		undefined,
	])('%s is not', (link) => expect(queryOfLink(link, PLUGGY)).toBeUndefined());

	test('only known parameters go on, decoded once', () => {
		const link = of(
			`${PLUGGY}/v2/transactions`,
			'&createdAtFrom=2026-01-10T10:00:00.000%2B00:00&after=a+b%2Bc==&ids=x,y&pageSize=1&to=%zz&#f',
		);
		expect(queryOfLink(link, PLUGGY)).toEqual({
			accountId,
			createdAtFrom: '2026-01-10T10:00:00.000+00:00',
			after: 'a+b+c==',
			ids: ['x', 'y'],
		});
	});

	test.each([
		[{ event: 'transactions/created', accountId }, true],
		[{ body: { event: 'transactions/created', accountId }, headers: {} }, true],
		[{ event: 'transactions/updated', accountId, transactionIds: [accountId], news: 1 }, true],
		[{ event: 'transactions/deleted', transactionIds: ['gone'] }, true],
		[{ event: 'transactions/updated', accountId, transactionIds: 'all' }, false],
		[{ event: 'transactions/updated', transactionIds: [accountId] }, false],
		[{ event: 'item/updated', accountId }, false],
		[null, false],
	])('%j can be read from: %s', (event, expected) => {
		expect(eventSchema.safeParse(event).success).toBe(expected);
	});
});

test('every event is explained in the list', () => {
	const events = properties.find(({ name }) => name === 'events')!
		.options as INodePropertyOptions[];
	expect(events.map(({ value }) => value).sort()).toEqual(Object.keys(EVENTS).sort());
	expect(events[0]).toMatchObject({ name: '[All]', value: 'all', action: 'On every event' });
	// n8n by itself would say "On automatic pix payment completed".
	expect(events.map(({ action }) => action)).toContain('On automatic PIX payment completed');
	const texts = events.map(({ description }) => description);
	expect(texts.every((text) => text !== undefined && text.length > 10)).toBe(true);
	expect(new Set(texts).size).toBe(events.length);
});
