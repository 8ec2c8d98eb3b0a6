import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import * as parse from '../../nodes/Pluggy/parsers';
import { startStatement } from '../../nodes/Pluggy/handlers/ofx';
import { identityOf } from '../../nodes/Pluggy/handlers/ofxAccount';
import { toCalendarDay, toInstant } from '../../nodes/Pluggy/dates';
import { counted, FREE, RUNS } from '../counted.cjs';

/** What holds for all amounts, days and transactions, by rules in other words than the code has. */

const context = { timeZone: 'America/New_York' };
const often = { seed: FREE, numRuns: 200 * RUNS };

afterAll(() => process.stdout.write(`\nProperties: SEED=${FREE} repeats this run\n`));

const cents = fc.integer({ min: 1, max: 99_999_999_999 });
const groups = (whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, '.');

test('an amount is read to the cent, as programs and as Brazil write it', () => {
	fc.assert(
		fc.property(
			cents,
			counted('amounts that are written in one way', (all) => {
				const whole = String(Math.floor(all / 100));
				const rest = String(all % 100).padStart(2, '0');
				for (const text of [
					`${whole}.${rest}`,
					`${whole},${rest}`,
					`${groups(whole)},${rest}`,
					`R$ ${groups(whole)},${rest}`,
					` ${whole}.${rest}\n`,
				])
					expect([text, parse.amount()(text, context)]).toEqual([text, all / 100]);
			}),
		),
		often,
	);
});

/** How many numbers a text may mean, if each point and comma groups thousands or begins the cents. */
function readings(text: string): Set<number> {
	const found = new Set<number>();
	const body = text.replace(/^R\$\s*/, '');
	for (const [point, comma] of [
		[',', '.'],
		['.', ','],
	]) {
		const [whole, rest = '', ...more] = body.split(comma);
		const parts = whole.split(point);
		const isGrouped = parts.slice(1).every((part) => part.length === 3) && parts[0].length <= 3;
		if (more.length > 0 || rest.includes(point)) continue;
		if (parts.length > 1 && !isGrouped) continue;
		found.add(Number(`${parts.join('')}.${rest === '' ? '0' : rest}`));
	}
	return found;
}

test('a text of digits, points and commas is an amount only if it means one', () => {
	const texts = fc
		.tuple(
			fc.constantFrom('', 'R$ ', 'R$'),
			fc.string({ unit: fc.constantFrom(...'0123456789.,'), minLength: 1, maxLength: 12 }),
		)
		.map((both) => both.join(''));
	fc.assert(
		fc.property(
			texts,
			counted('texts that may be amounts', (text) => {
				let result: unknown;
				try {
					result = parse.amount()(text, context);
				} catch (error) {
					expect((error as Error).message).toMatch(
						/^must be (an amount above zero|at least 0\.01)/,
					);
					return;
				}
				expect([text, [...readings(text)]]).toEqual([text, [result]]);
			}),
		),
		often,
	);
});

const ZONES = ['America/New_York', 'UTC', 'Europe/Lisbon', 'America/Sao_Paulo', 'Asia/Tokyo'];
const times = fc
	.tuple(
		fc.date({ min: new Date('1990-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
		fc.constantFrom(...ZONES),
		fc.boolean(),
	)
	.map(([date, zone, isStart]) => {
		const value = DateTime.fromJSDate(date, { zone });
		return isStart ? value.startOf('day') : value;
	});

test('an instant is one day, whatever it comes as', () => {
	fc.assert(
		fc.property(
			times,
			counted('instants', (time) => {
				const isMidnight = time.toFormat('HH:mm:ss.SSS') === '00:00:00.000';
				const day = (isMidnight ? time : time.setZone('America/Sao_Paulo')).toISODate()!;
				const given = [time, time.toISO(), time.toISO()!.replace('T', ' ')];
				expect(given.map(toCalendarDay)).toEqual([day, day, day]);
				const instant = new Date(time.toMillis()).toISOString();
				expect(given.map((one) => toInstant(one, 'Asia/Tokyo'))).toEqual(Array(3).fill(instant));
				expect(toCalendarDay(day)).toBe(day);
			}),
		),
		often,
	);
});

/** Members as banks send them, and as nobody should. */
const amounts = fc.oneof(
	fc.integer({ min: -9_999_999, max: 9_999_999 }).map((all) => all / 100),
	fc.constantFrom<unknown>(null, undefined, '', '10,50', '59.90', NaN, Infinity, 1e21, -0, 0, {}),
);
const rows = fc.record<IDataObject>({
	id: fc.constantFrom<never>(
		...(['a', 'b', 'c', 'd', 'e', 'f', 7, '', null, undefined, {}] as never[]),
	),
	amount: amounts as fc.Arbitrary<never>,
	amountInAccountCurrency: amounts as fc.Arbitrary<never>,
	currencyCode: fc.constantFrom<never>(...(['BRL', 'BRL', 'USD', 'usd', '', null] as never[])),
	type: fc.constantFrom<never>(...(['DEBIT', 'CREDIT', 'OTHER', null] as never[])),
	status: fc.constantFrom<never>(...(['POSTED', 'PENDING', '', null] as never[])),
	date: fc.oneof(
		times.map((time) => time.toUTC().toISO()),
		fc.constantFrom(null, undefined, '', 'soon', '2026-02-30', 5, '0001-01-01'),
	) as fc.Arbitrary<never>,
	description: fc.oneof(
		fc.string({ unit: 'binary', maxLength: 30 }),
		fc.constantFrom(null, '', '</STMTTRN>', 'A & B <b>', 'João 😀'.substring(0, 6)),
	) as fc.Arbitrary<never>,
});
const accounts = fc.record({
	type: fc.constantFrom('BANK', 'CREDIT'),
	balance: amounts,
	number: fc.constantFrom('0001/12345-0', '4321'),
});

test('a statement file holds what can be written, to the cent, and counts the rest', async () => {
	const now = new Date('2026-02-01T15:00:00.000Z');
	const check = counted(
		'statement files',
		async (more: object, list: IDataObject[], includePending?: boolean) => {
			const account = {
				id: 'account',
				currencyCode: 'BRL',
				bankData: null,
				...more,
			} as IDataObject;
			const statement = startStatement(account, identityOf(account), { now, includePending });
			const readings = list.map((row) => ({ row, ...statement.add(row) }));
			const text = (await statement.finish()).toString('latin1');
			const { written, pending, leftOut } = statement;
			expect(written + pending + leftOut).toBe(list.length);
			const entries = [...text.matchAll(/<STMTTRN>([\s\S]*?)<\/STMTTRN>/g)];
			expect(entries).toHaveLength(written);
			const sums: number[] = [];
			for (const [, entry] of entries) {
				expect(entry).toMatch(/<TRNAMT>-?\d+\.\d\d<\/TRNAMT>/);
				expect(entry).toMatch(/<DTPOSTED>\d{8}120000\[-3:BRT\]</);
				expect(entry).not.toMatch(/<FITID>(undefined|null|\[object|<)/);
				sums.push(Math.round(Number(/<TRNAMT>(.*?)</.exec(entry)![1]) * 100));
			}
			const known = readings.filter(({ amount }) => amount !== null).map(({ amount }) => amount!);
			// Each amount of the file is that of a row: nothing is made up.
			for (const sum of sums)
				expect(known.some((amount) => Math.abs(amount * 100 - sum) <= 0.5001)).toBe(true);
			expect(text.replace(/<(NAME|MEMO)>.*?<\/\1>/g, '')).not.toMatch(
				/NaN|Infinity|undefined|\de\+/,
			);
		},
	);
	const pendings = fc.constantFrom(undefined, true, false);
	await fc.assert(
		fc.asyncProperty(accounts, fc.array(rows, { maxLength: 6 }), pendings, check),
		often,
	);
}, 600_000);
