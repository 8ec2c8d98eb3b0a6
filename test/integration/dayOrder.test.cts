import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { byId } from './cases/case.cjs';
import { API, makeKey, run, runToError } from './harness.cjs';
import { onlyNock } from './network.cjs';

/** Days as a Brazilian spreadsheet has them: refused with what to paste, or read with the day first where that is chosen. */

const ACCOUNT = '05c693bf-c196-47ea-a28c-8251d6bb8a06';
const read = { resource: 'transaction', operation: 'getMany', accountId: byId(ACCOUNT) };
const schedule = {
	resource: 'paymentSchedule',
	operation: 'create',
	amount: '10,50',
	isSandbox: true,
};
const boleto = {
	resource: 'boleto',
	operation: 'issue',
	boletoConnectionId: ACCOUNT,
	payerName: 'Ana',
	payerTaxNumber: '761.092.776-73',
	payerAddressState: 'SP',
	payerAddressZipCode: '01310-100',
	amount: '10,50',
	seuNumero: '1',
};

onlyNock();

/** What is sent: the query of a read, the body of a change. */
async function sentBy(parameters: IDataObject, json: IDataObject): Promise<IDataObject> {
	const sent: IDataObject[] = [];
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	nock(API)
		.get('/v2/transactions')
		.query(true)
		.reply(200, (uri) => {
			sent.push(Object.fromEntries(new URL(uri, API).searchParams));
			return { results: [{ id: ACCOUNT, accountId: ACCOUNT }] };
		});
	nock(API)
		.post(/^\/(payments\/requests|boletos)$/)
		.reply(200, (_, body) => {
			sent.push(body as IDataObject);
			return { id: ACCOUNT };
		});
	await run({ parameters: { ...parameters, simplify: false }, input: [json] });
	expect(sent).toHaveLength(1);
	return sent[0];
}

const DAY_FIRST = { options: { dayOrder: 'dayFirst' } };

const PLACES: Array<[string, IDataObject, (sent: IDataObject) => unknown]> = [
	['a filter', { ...read, filters: { dateFrom: '={{ $json.day }}' } }, ({ dateFrom }) => dateFrom],
	[
		'a day on top',
		{ ...schedule, scheduleType: 'SINGLE', date: '={{ $json.day }}' },
		({ schedule: { date } }: any) => date,
	],
	[
		'a list',
		{ ...schedule, scheduleType: 'CUSTOM', dates: '={{ $json.day }}' },
		({ schedule: { dates } }: any) => dates[0],
	],
	[
		'a due date',
		{ ...boleto, dueDate: '={{ $json.day }}' },
		({ boleto: { dueDate } }: any) => dueDate.replace(/T03:00:00.000Z$/, ''),
	],
];

describe.each(PLACES)('in %s', (_, parameters, dayIn) => {
	test.each([
		['31/12/2027', '2027-12-31'],
		['05/06/2027', '2027-06-05'],
		['5/6/2027', '2027-06-05'],
		['05-06-2027', '2027-06-05'],
		['05.06.2027', '2027-06-05'],
		['2027-06-05', '2027-06-05'],
		['2027-06-05T00:00:00', '2027-06-05'],
	])('Day First: %s is %s', async (day, expected) => {
		const sent = await sentBy({ ...parameters, ...DAY_FIRST }, { day });
		expect(dayIn(sent)).toBe(expected);
	});

	test.each(['31/12/2027', '05/06/2027'])(
		'else %s is refused, with what to choose or paste',
		async (day) => {
			const { message } = await runToError({ parameters, input: [{ day }] });
			expect(message).toContain('Day Order to Day First');
			expect(message).toContain("{{ DateTime.fromFormat($json.date, 'dd/MM/yyyy').toISODate() }}");
			expect(message).not.toContain(day);
		},
	);

	test.each(['31/13/2027', '12/31/2027', '31/02/2027', '31/12/27', '31/12-2027', 'amanhã'])(
		'Day First: %s is no day',
		async (day) => {
			const { message } = await runToError({
				parameters: { ...parameters, ...DAY_FIRST },
				input: [{ day }],
			});
			expect(message).toMatch(/must be a (date|list of dates) such as .* or 31\/12\/2026$/);
			expect(message).not.toContain(day);
		},
	);
});

test('an instant may begin with its day, too', async () => {
	const sent = await sentBy(
		{ ...read, filters: { createdAtFrom: '={{ $json.day }}' }, ...DAY_FIRST },
		{ day: '31/12/2027 10:30' },
	);
	expect(String(sent.createdAtFrom)).toMatch(/^2027-12-31T\d\d:30:00.000Z$/);
});

test('an order that is none is refused', async () => {
	const { message } = await runToError({
		parameters: { ...read, options: { dayOrder: 'monthFirst' } },
	});
	expect(message).toMatch(
		/"Day Order" \(Options\) must be one of refuse, dayFirst|one of dayFirst, refuse/,
	);
});
