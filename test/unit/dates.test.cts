import { DateTime } from 'luxon';
import { calendarDay, isCalendarDay, toCalendarDay, toInstant } from '../../nodes/shared/dates';

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
	['midnight elsewhere is no day', '2026-01-31T00:00:00+01:00', '2026-01-30'],
	['Pluggy writes São Paulo midnight as 03:00Z', '2026-01-31T03:00:00.000Z', '2026-01-31'],
	['an offset counts', '2026-01-31T23:30:00-05:00', '2026-02-01'],
	['blanks around it do not matter', ' 2026-01-31 ', '2026-01-31'],
])('toCalendarDay: %s', (_, input, expected) => expect(toCalendarDay(input)).toBe(expected));

test('toCalendarDay takes the DateTime of an expression as the day it shows', () => {
	const evening = DateTime.fromISO('2026-01-31T23:30:00', { zone: ZONE });
	expect(toCalendarDay(evening)).toBe('2026-01-31');
	expect(toCalendarDay(new Date('2026-02-01T01:00:00Z'))).toBe('2026-01-31');
});

test.each([
	['31/01/2026'],
	['ontem'],
	['2026-02-30'],
	['2026-02-30T10:00:00Z'],
	[20260131],
	[true],
	[{}],
])('toCalendarDay refuses %p', (input) => expect(toCalendarDay(input)).toBeUndefined());

test.each([
	['UTC', '2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
	['an offset', '2026-01-31T12:00:00-03:00', '2026-01-31T15:00:00.000Z'],
	['the wall clock of the workflow', '2026-01-31T12:00:00', '2026-01-31T15:00:00.000Z'],
	['without seconds', '2026-01-31T12:00', '2026-01-31T15:00:00.000Z'],
	['a day is its midnight', '2026-01-31', '2026-01-31T03:00:00.000Z'],
])('toInstant: %s', (_, input, expected) => expect(toInstant(input, ZONE)).toBe(expected));

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
