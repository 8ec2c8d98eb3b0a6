import { DateTime } from 'luxon';
import { calendarDay, isCalendarDay, toCalendarDay, toInstant } from '../../nodes/Pluggy/dates';

const ZONE = 'America/Sao_Paulo';

test.each([
	['2026-01-31', true],
	['2024-02-29', true],
	['2026-02-29', false],
	['2026-13-01', false],
	['2026-1-1', false],
	['', false],
])('isCalendarDay(%s) is %s', (text, expected) => expect(isCalendarDay(text)).toBe(expected));

test.each([
	['a day stays that day', '2026-01-31', '2026-01-31'],
	['the date picker shows no zone', '2026-01-31T23:30:00', '2026-01-31'],
	[
		'after midnight in UTC it is the evening before in São Paulo',
		'2026-02-01T01:00:00Z',
		'2026-01-31',
	],
	['midnight in UTC is how programs write a day', '2026-01-31T00:00:00.000Z', '2026-01-31'],
	['midnight in UTC by its offset', '2026-01-31 00:00:00+00:00', '2026-01-31'],
	['the same without a colon', '2026-01-31T00:00:00+0000', '2026-01-31'],
	['the same as Postgres writes it', '2026-01-31 00:00:00+00', '2026-01-31'],
	['midnight in New York is the day written there', '2026-01-31T00:00-05:00', '2026-01-31'],
	['midnight in Lisbon, where it is the day before', '2026-07-31T00:00:00+01:00', '2026-07-31'],
	['midnight in Tokyo', '2026-01-31T00:00:00.000+09:00', '2026-01-31'],
	['a millisecond later it is an instant', '2026-01-31T00:00:00.001+01:00', '2026-01-30'],
	['Pluggy writes São Paulo midnight as 03:00Z', '2026-01-31T03:00:00.000Z', '2026-01-31'],
	['an offset counts', '2026-01-31T23:30:00-05:00', '2026-02-01'],
	['an offset without a colon counts, too', '2026-01-31t23:30:00-0500', '2026-02-01'],
	['blanks around it do not matter', ' 2026-01-31 ', '2026-01-31'],
])('toCalendarDay: %s', (_, input, expected) => expect(toCalendarDay(input)).toBe(expected));

test.each([
	['an evening in São Paulo', '2026-01-31T23:30:00', ZONE, '2026-01-31'],
	['an evening in New York', '2026-01-31T23:30:00', 'America/New_York', '2026-02-01'],
	['a night in UTC', '2026-02-01T01:00:00', 'utc', '2026-01-31'],
	['midnight in New York ($today)', '2026-01-31T00:00:00', 'America/New_York', '2026-01-31'],
	['midnight in UTC', '2026-01-31T00:00:00', 'utc', '2026-01-31'],
	['midnight in Lisbon in summer', '2026-07-31T00:00:00', 'Europe/Lisbon', '2026-07-31'],
])('toCalendarDay: a DateTime and its text are one day: %s', (_, local, zone, expected) => {
	const value = DateTime.fromISO(local, { zone });
	expect(toCalendarDay(value)).toBe(expected);
	expect(toCalendarDay(value.toISO())).toBe(expected);
});

// Jest runs this file with several TZs: see scripts/test.mjs.
test.each([['2026-02-05'], ['2026-07-10'], ['2018-11-04'], ['2024-02-29']])(
	'toCalendarDay: a Date is a day at the midnight of the server, of UTC or of São Paulo (%s)',
	(day) => {
		const [year, month, date] = day.split('-').map(Number);
		expect(toCalendarDay(new Date(year, month - 1, date))).toBe(day);
		expect(toCalendarDay(new Date(`${day}T00:00:00.000Z`))).toBe(day);
		expect(toCalendarDay(new Date(toInstant(day, ZONE)!))).toBe(day);
	},
);

test('toCalendarDay: any other Date is its day in São Paulo', () => {
	expect(toCalendarDay(new Date('2026-02-01T01:17:00Z'))).toBe('2026-01-31');
	expect(toCalendarDay(new Date('2026-02-01T03:17:00Z'))).toBe('2026-02-01');
	expect(toCalendarDay(new Date(NaN))).toBeUndefined();
	expect(toCalendarDay(new Date(8.64e15))).toBeUndefined();
});

test.each([
	['31/01/2026'],
	['05/02/2026'],
	['ontem'],
	['2026-02-30'],
	['2026-02-30T10:00:00Z'],
	['2026-02-28T24:00:00Z'],
	['2026-02-28T99:99:99'],
	['2026-02-28T00:00:00+99:00'],
	[20260131],
	[1770262200000],
	[true],
	[{}],
	[{ toISO: () => 5 }],
	[DateTime.invalid('nothing')],
])('toCalendarDay refuses %p', (input) => expect(toCalendarDay(input)).toBeUndefined());

test.each([
	['UTC', '2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
	['an offset', '2026-01-31T12:00:00-03:00', '2026-01-31T15:00:00.000Z'],
	['the wall clock of the workflow', '2026-01-31T12:00:00', '2026-01-31T15:00:00.000Z'],
	['without seconds', '2026-01-31T12:00', '2026-01-31T15:00:00.000Z'],
	['a day is its midnight', '2026-01-31', '2026-01-31T03:00:00.000Z'],
	['a day that began without its midnight hour', '2018-11-04', '2018-11-04T03:00:00.000Z'],
	['a clock that jumped', '2018-11-04T00:30:00', '2018-11-04T03:30:00.000Z'],
	['the day after', '2018-11-05', '2018-11-05T02:00:00.000Z'],
	['a clock that was put back', '2018-02-17T23:30:00', '2018-02-18T01:30:00.000Z'],
	['the day after that', '2018-02-18', '2018-02-18T03:00:00.000Z'],
])('toInstant: %s', (_, input, expected) => expect(toInstant(input, ZONE)).toBe(expected));

test('toInstant refuses what is no instant', () => {
	for (const wrong of ['', '2026-01-31T24:00', '0001-01-01', '2026-01-31T10:00+99:00', {}, NaN])
		expect(toInstant(wrong, ZONE)).toBeUndefined();
});

test('toInstant agrees with luxon at every hour around the changes of daylight saving time', () => {
	for (const zone of ['America/New_York', 'Europe/Lisbon', ZONE, 'Asia/Kolkata']) {
		for (const start of [
			'2026-03-07T00:00',
			'2026-03-28T00:00',
			'2026-10-24T00:00',
			'2026-10-31T00:00',
		]) {
			for (let hour = 0; hour < 48; hour++) {
				const local = DateTime.fromISO(start, { zone: 'utc' }).plus({ hours: hour });
				const wall = local.toFormat("yyyy-MM-dd'T'HH:mm:ss");
				const ours = DateTime.fromISO(toInstant(wall, zone)!, { zone });
				const isGap = DateTime.fromISO(wall, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss") !== wall;
				if (!isGap) expect(ours.toFormat("yyyy-MM-dd'T'HH:mm:ss")).toBe(wall);
			}
		}
	}
});

test('calendarDay knows the time zone', () => {
	const instant = new Date('2026-06-01T02:59:59Z');
	expect(calendarDay(instant)).toBe('2026-05-31');
	expect(calendarDay(instant, 'UTC')).toBe('2026-06-01');
});
