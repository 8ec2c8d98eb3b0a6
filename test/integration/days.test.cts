import type { IDataObject } from 'n8n-workflow';
import { Settings } from 'luxon';
import nock from 'nock';
import { byId } from './cases/case.cjs';
import { API, makeKey, run, runToError } from './harness.cjs';
import { onlyNock } from './network.cjs';

/**
 * One value is one day: on top, in a collection, in a list and in a collection that is given as a
 * whole, whatever the zone of the workflow and, as this file is run with several TZs, of the server.
 */

const ID = '05c693bf-c196-47ea-a28c-8251d6bb8a06';
const ZONES = ['America/New_York', 'UTC', 'Europe/Lisbon', 'America/Sao_Paulo'];

onlyNock();

const realNow = Settings.now;
afterEach(() => {
	Settings.now = realNow;
});

const schedule = { resource: 'paymentSchedule', operation: 'create', amount: 10 };
const read = { resource: 'transaction', operation: 'getMany', accountId: byId(ID) };

/** Where a day may stand. */
const places = (expression: string): Record<string, IDataObject> => ({
	'on top': { ...schedule, scheduleType: 'SINGLE', date: `={{ ${expression} }}` },
	'in a list': { ...schedule, scheduleType: 'CUSTOM', dates: `={{ [${expression}] }}` },
	'in a collection': { ...read, filters: { dateFrom: `={{ ${expression} }}` } },
	'in a collection as a whole': { ...read, filters: `={{ { dateFrom: ${expression} } }}` },
});

/** The day that is sent, from each place. */
async function daysOf(
	expression: string,
	timezone: string,
	json: IDataObject,
): Promise<IDataObject> {
	nock(API)
		.persist()
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	let sent: unknown;
	nock(API)
		.persist()
		.post('/payments/requests')
		.reply((_, body) => {
			const { date, dates } = (body as IDataObject).schedule as IDataObject;
			sent = date ?? (dates as string[])[0];
			return [200, { id: ID }];
		});
	nock(API)
		.persist()
		.get('/v2/transactions')
		.query(true)
		.reply((uri) => {
			sent = new URL(uri, API).searchParams.get('dateFrom');
			return [200, { results: [] }];
		});
	const found: IDataObject = {};
	for (const [place, parameters] of Object.entries(places(expression))) {
		sent = undefined;
		await run({ parameters, timezone, input: [json] });
		found[place] = sent as string;
	}
	nock.cleanAll();
	return found;
}

/** At 2026-02-05T03:30Z it is half past midnight in São Paulo, and 22:30 of the day before in New York. */
const WINTER = '2026-02-05T03:30:00.000Z';
/** At 2026-07-10T23:30Z it is 20:30 in São Paulo, and the next day in Lisbon. */
const SUMMER = '2026-07-10T23:30:00.000Z';

const here = (year: number, month: number, day: number, hour = 0, minute = 0) =>
	new Date(year, month - 1, day, hour, minute) as unknown as IDataObject;

type Row = readonly [expression: string, now: string, expected: string | Record<string, string>];

const ROWS: readonly Row[] = [
	['$now', WINTER, '2026-02-05'],
	['$now.toISO()', WINTER, '2026-02-05'],
	['$now.toUTC()', WINTER, '2026-02-05'],
	['$now.toJSDate()', WINTER, '2026-02-05'],
	['$now', SUMMER, '2026-07-10'],
	['$now.toISO()', SUMMER, '2026-07-10'],
	// $today is a day: that of the workflow's zone.
	['$today', WINTER, { 'America/New_York': '2026-02-04', other: '2026-02-05' }],
	['$today.toISO()', WINTER, { 'America/New_York': '2026-02-04', other: '2026-02-05' }],
	['$today.plus(2, "days")', WINTER, { 'America/New_York': '2026-02-06', other: '2026-02-07' }],
	['$today', SUMMER, { 'Europe/Lisbon': '2026-07-11', other: '2026-07-10' }],
	['DateTime.fromISO("2027-03-10T23:30", { zone: "America/New_York" })', WINTER, '2027-03-11'],
	['DateTime.fromISO("2027-03-10T23:30", { zone: "America/Sao_Paulo" })', WINTER, '2027-03-10'],
	['DateTime.fromISO("2027-03-10", { zone: "Asia/Tokyo" })', WINTER, '2027-03-10'],
	['"2026-02-05".toDateTime()', WINTER, '2026-02-05'],
	['"2026-02-05"', WINTER, '2026-02-05'],
	['"2026-02-05T23:59:59"', WINTER, '2026-02-05'],
	['"2026-02-05T00:00:00.000Z"', WINTER, '2026-02-05'],
	['"2026-02-05T02:59:59.000Z"', WINTER, '2026-02-04'],
	['"2026-02-05T00:00:00+01:00"', WINTER, '2026-02-05'],
	// What a database node hands on: the server's own midnight of a day, in winter and in summer.
	['$json.winter', WINTER, '2026-02-05'],
	['$json.summer', WINTER, '2026-07-10'],
	['$json.utc', WINTER, '2026-02-05'],
	['$json.brazil', WINTER, '2026-02-05'],
	['$json.evening', WINTER, '2026-02-04'],
];

const json = {
	winter: here(2026, 2, 5),
	summer: here(2026, 7, 10),
	utc: new Date('2026-02-05T00:00:00Z') as unknown as IDataObject,
	brazil: new Date('2026-02-05T03:00:00Z') as unknown as IDataObject,
	evening: new Date('2026-02-05T02:45:00Z') as unknown as IDataObject,
	lost: {},
};

describe.each(ZONES)('in a workflow of %s', (zone) => {
	test.each(ROWS)('{{ %s }} at %s is %j', async (expression, now, expected) => {
		Settings.now = () => new Date(now).getTime();
		const day = typeof expected === 'string' ? expected : (expected[zone] ?? expected.other);
		const everywhere = Object.keys(places('')).map((place) => [place, day]);
		expect(await daysOf(expression, zone, json)).toEqual(Object.fromEntries(everywhere));
	});
});

test.each([
	'{}',
	'$json.lost',
	'"05/02/2026"',
	'1770262200000',
	'20260205',
	'true',
	'new Date("x")',
])('{{ %s }} is no day', async (expression) => {
	nock(API)
		.persist()
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	for (const [place, parameters] of Object.entries(places(expression))) {
		const { message } = await runToError({ parameters, input: [json] });
		expect([place, message]).toEqual([place, expect.stringMatching(/must be a (list of )?dates?/)]);
	}
});
