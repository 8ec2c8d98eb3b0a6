import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { byId } from './cases/case.cjs';
import { API, makeKey, run, runToError } from './harness.cjs';
import { onlyNock } from './network.cjs';

/** What the node refuses before a payment is sent. */

const ID = '05c693bf-c196-47ea-a28c-8251d6bb8a06';

const create = { resource: 'paymentRequest', operation: 'create', amount: 10 };
const schedule = {
	resource: 'paymentSchedule',
	operation: 'create',
	amount: 10,
	scheduleType: 'DAILY',
	startDate: '2026-12-01',
	occurrences: 3,
};
const automatic = {
	resource: 'automaticPix',
	operation: 'createRequest',
	recipientId: byId(ID),
	interval: 'MONTHLY',
	startDate: '2026-12-01',
	amountType: 'fixed',
	fixedAmount: 10,
};
const preauthorize = {
	resource: 'smartTransfer',
	operation: 'createPreauthorization',
	connectorId: byId('600'),
	cpf: '76109277673',
	recipientIds: ID,
};
const issue = {
	resource: 'boleto',
	operation: 'issue',
	boletoConnectionId: ID,
	seuNumero: '1',
	amount: 2.5,
	dueDate: '2026-12-01',
	payerName: 'João Silva',
	payerTaxNumber: '12345678901',
	payerAddressState: 'SP',
	payerAddressZipCode: '01239030',
};
const recipient = { resource: 'paymentRecipient', operation: 'update', recipientId: byId(ID) };

onlyNock();

test.each<[string, IDataObject, RegExp]>([
	['an amount of nothing', { ...create, amount: 0 }, /"Amount" must be at least 0\.01/],
	['an amount below nothing', { ...create, amount: -5 }, /"Amount" must be an amount above zero/],
	['three decimals', { ...create, amount: 10.005 }, /"Amount" .* at most two decimals/],
	[
		'an amount with two readings',
		{ ...create, amount: '1.234' },
		/"Amount" must be an amount .* can be read in two ways.*1234 or 1\.234,00.*1\.23 or 1,23/,
	],
	[
		'a sum of floats',
		{ ...create, amount: '={{ 0.1 + 0.2 }}' },
		/"Amount" .* round it first, as in \{\{ Number\(\$json\.amount\)\.toFixed\(2\) \}\}/,
	],
	[
		'a fine in reais with three decimals',
		{ ...issue, additionalFields: { fineType: 'FIXED', fineValue: '={{ 2.505 }}' } },
		/"Fine Value" \(Additional Fields\) must be an amount/,
	],
	[
		'a recipient that is no UUID',
		{ ...create, recipientId: byId('x') },
		/"Recipient" must be an ID/,
	],
	[
		'a required recipient that is empty',
		{ ...automatic, recipientId: byId('') },
		/"Recipient" is missing/,
	],
	['two payments', { ...schedule, occurrences: 2 }, /"Occurrences" .* from 3 to 59/],
	['sixty payments', { ...schedule, occurrences: 60 }, /"Occurrences" .* from 3 to 59/],
	[
		'two years of months',
		{ ...schedule, scheduleType: 'MONTHLY', dayOfMonth: 1, occurrences: 24 },
		/"Occurrences" .* from 3 to 23/,
	],
	[
		'a day that few months have',
		{ ...schedule, scheduleType: 'MONTHLY', dayOfMonth: 31, occurrences: 3 },
		/"Day of Month" .* from 1 to 30/,
	],
	['a schedule without date', { ...schedule, scheduleType: 'SINGLE' }, /"Date" is missing/],
	[
		'a fixed amount of nothing',
		{ ...automatic, fixedAmount: 0 },
		/"Fixed Amount" must be at least/,
	],
	[
		'a first payment without amount',
		{ ...automatic, additionalFields: { firstPaymentDate: '2026-12-05' } },
		/"First Payment Date" \(Additional Fields\) needs "First Payment Amount" as well/,
	],
	[
		'a scheduler that is not said to be on',
		{ ...automatic, additionalFields: { schedulerDescription: 'x' } },
		/"Scheduler Description" .* needs "Scheduler Enabled" as well/,
	],
	[
		'retry on day 8',
		{ ...automatic, additionalFields: { retryDays: [1, 8] } },
		/"Retry Days" .* from 1 to 7/,
	],
	['a boleto of 2.49', { ...issue, amount: 2.49 }, /"Amount" must be at least 2\.50/],
	['a number of eleven', { ...issue, seuNumero: '12345678901' }, /"Your Number" .* 10 characters/],
	[
		'a fine without type',
		{ ...issue, additionalFields: { fineValue: 2 } },
		/"Fine Value" .* needs "Fine Type" as well/,
	],
	[
		'a negative fine',
		{ ...issue, additionalFields: { fineType: 'FIXED', fineValue: -1 } },
		/"Fine Value" .* must be a number of at least 0/,
	],
	[
		'half of an account',
		{ ...recipient, updateFields: { accountNumber: '123' } },
		/"Account Number" \(Update Fields\) needs "Account Type" as well/,
	],
	[
		'a CNPJ as CPF',
		{ resource: 'paymentCustomer', operation: 'create', type: 'INDIVIDUAL', name: 'x', cpf: '1' },
		/"CPF" must be a CPF: 11 digits, with or without points/,
	],
	[
		'a first payment on the start date',
		{
			...automatic,
			additionalFields: { firstPaymentAmount: 5, firstPaymentDate: '2026-12-01T10:00:00' },
		},
		/"First Payment Date" \(Additional Fields\) must not be the same as "Start Date"/,
	],
	[
		'a least amount above the most, which sort otherwise as texts',
		{
			...automatic,
			amountType: 'variable',
			minimumVariableAmount: 100,
			maximumVariableAmount: 20,
		},
		/"Minimum Variable Amount" must not be more than "Maximum Variable Amount"/,
	],
	[
		'a list as an amount that may be left out',
		{ ...automatic, amountType: 'variable', maximumVariableAmount: '={{ [] }}' },
		/"Maximum Variable Amount" must be an amount/,
	],
	[
		'a scheduler of variable amounts that knows none',
		{ ...automatic, amountType: 'variable', additionalFields: { schedulerEnabled: true } },
		/"Scheduler Enabled" .* needs "Scheduler Value for Variable Amount" as well/,
	],
	[
		'an account number that has lost its last digits',
		{
			resource: 'paymentRecipient',
			operation: 'create',
			recipientType: 'bankAccount',
			name: 'x',
			taxNumber: '12345678901',
			paymentInstitutionId: byId(ID),
			accountBranch: '0001',
			accountNumber: '={{ 12345678901234567890 }}',
		},
		/"Account Number" must be a text, but is a number/,
	],
	[
		'a CPF that has lost its zeros as a number',
		{
			resource: 'paymentCustomer',
			operation: 'create',
			type: 'INDIVIDUAL',
			name: 'x',
			cpf: '={{ 5117767055 }}',
		},
		/"CPF" must be a CPF: 11 digits, with or without points/,
	],
	[
		'a kind of amount that is not listed: the payer would authorize without any limit',
		{ ...automatic, amountType: '={{ "Fixed" }}' },
		/"Amount Type" must be one of fixed, variable/,
	],
	[
		'a kind of schedule that is not listed',
		{ ...schedule, scheduleType: '={{ "monthly" }}' },
		/"Schedule Type" must be one of DAILY, .*MONTHLY/,
	],
	...['={{ $json.nothing }}', '={{ null }}', '={{ "" }}'].map(
		(isSandbox): [string, IDataObject, RegExp] => [
			`${isSandbox} for a test or real money`,
			{ ...create, isSandbox },
			/"Is Sandbox" is empty: where money moves nothing is guessed, so give a value$/,
		],
	),
	[
		'a recipient that an expression did not find: the default one would be paid',
		{ ...create, recipientId: byId('={{ $json.nothing }}') },
		/"Recipient" is empty/,
	],
	[
		'a whole picker that an expression did not find',
		{ ...create, recipientId: '={{ $json.nothing }}' },
		/"Recipient" is empty/,
	],
	[
		'a highest amount that an expression did not find: there would be none',
		{ ...automatic, amountType: 'variable', maximumVariableAmount: '={{ $json.nothing }}' },
		/"Maximum Variable Amount" is empty/,
	],
	[
		'a limit that an expression did not find: there would be none',
		{ ...preauthorize, additionalFields: { transactionLimit: '={{ $json.nothing }}' } },
		/"Limit 1: Amount per Transfer" \(Additional Fields\) is empty/,
	],
	[
		'a highest amount that is an empty text: there would be none',
		{ ...automatic, amountType: 'variable', maximumVariableAmount: '' },
		/"Maximum Variable Amount" is empty/,
	],
	[
		'a limit that was added and left empty',
		{ ...preauthorize, additionalFields: { transactionLimit: '' } },
		/"Limit 1: Amount per Transfer" \(Additional Fields\) is empty: .* give a value, or remove the field/,
	],
	[
		'a day twice, which would be two payments',
		{ ...schedule, scheduleType: 'CUSTOM', dates: '2026-12-01, 2027-01-15, 2026-12-01T10:00:00' },
		/"Dates" must hold each date only once/,
	],
	[
		'a picker inside a collection that holds no ID',
		{ ...create, additionalFields: { customerId: byId('Marco') } },
		/"Customer" \(Additional Fields\) must be an ID/,
	],
])('%s is refused, and nothing is sent', async (_, parameters, message) => {
	nock(API)
		.post('/auth')
		.optionally()
		.reply(200, { apiKey: makeKey('key') });
	let sent = 0;
	nock(API)
		.persist()
		.post(/^\/(?!auth$)/)
		.reply(() => [200, { sent: ++sent }]);
	nock(API)
		.persist()
		.patch(/./)
		.reply(() => [200, { sent: ++sent }]);

	const error = await runToError({ parameters });

	expect(error.message).toMatch(message);
	expect(sent).toBe(0);
});

test('what decides about other parameters is read as it is sent, without blanks around it', async () => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	const sent = nock(API)
		.post('/payments/requests/automatic-pix', (body: IDataObject) => body.fixedAmount === 10)
		.reply(200, { id: ID });

	await run({ parameters: { ...automatic, amountType: '={{ " fixed " }}' } });

	expect(sent.isDone()).toBe(true);
});

test('an amount that was sent stands before the IDs of a flat row', async () => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	nock(API).post('/payments/requests/automatic-pix').reply(200, { id: ID, status: 'CREATED' });

	const { rows } = await run({ parameters: automatic });

	expect(rows[0].json).toMatchObject({ id: ID, fixedAmount: 10 });
	const names = Object.keys(rows[0].json);
	expect(names[0]).toBe('status');
	expect(names.slice(names.indexOf('fixedAmount'))).toEqual([
		'fixedAmount',
		...['id', 'clientPaymentId', 'recipientId', 'customerId'],
	]);
});

test('an empty text leaves out what may be left out, and other operations take nothing for it', async () => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	const bodies: IDataObject[] = [];
	nock(API)
		.post('/payments/requests')
		.reply((_, body) => [200, { id: ID, sent: bodies.push(body as IDataObject) }]);
	nock(API).get('/categories').reply(200, { results: [] });

	const texts = { recipientId: byId(''), additionalFields: { description: '={{ "" }}' } };
	await run({ parameters: { ...create, clientPaymentId: '', ...texts } });
	const filters = { parentId: byId('={{ $json.nothing }}') };
	await run({ parameters: { resource: 'category', operation: 'getMany', filters } });

	expect(bodies).toEqual([{ amount: 10, isSandbox: false }]);
});

test('every row of every run in one execution has a label of its own', async () => {
	nock(API)
		.post('/auth')
		.reply(200, { apiKey: makeKey('key') });
	const labels: unknown[] = [];
	nock(API)
		.persist()
		.post('/payments/requests')
		.reply((_, body) => [
			200,
			{ id: ID, sent: labels.push((body as IDataObject).clientPaymentId) },
		]);

	for (const runIndex of [0, 1]) await run({ parameters: create, input: [{}, {}], runIndex });

	expect(labels).toEqual(['n8n-7-0-0', 'n8n-7-0-1', 'n8n-7-1-0', 'n8n-7-1-1']);
});
