import type { IDataObject } from 'n8n-workflow';
import { Ofx } from 'ofx-data-extractor';
import { startStatement, type OfxOptions } from '../../nodes/Pluggy/handlers/ofx';
import { identityOf } from '../../nodes/Pluggy/handlers/ofxAccount';
import * as odd from './oddRows.cjs';

const now = new Date('2026-02-01T15:00:00.000Z');
const january = { dateFrom: '2026-01-01', dateTo: '2026-01-31', now };

const bank: IDataObject = {
	id: 'a',
	type: 'BANK',
	subtype: 'CHECKING_ACCOUNT',
	number: '12345-0',
	balance: 1234.5,
	currencyCode: 'BRL',
	updatedAt: '2026-01-31T22:00:00.000Z',
	bankData: { transferNumber: '341/0001/12345-0' },
};
const card: IDataObject = {
	...bank,
	id: '6ec156fe-e8ac-4d9a-a4b3-7770529ab01c',
	type: 'CREDIT',
	subtype: 'CREDIT_CARD',
	number: '4321',
	balance: 812.35,
	bankData: null,
};

const row = (more: IDataObject = {}): IDataObject => ({
	id: '6ec156fe-e8ac-4d9a-a4b3-7770529ab01c',
	description: 'PIX RECEBIDO',
	amount: 1500,
	currencyCode: 'BRL',
	date: '2026-01-14T03:00:00.000Z',
	type: 'CREDIT',
	status: 'POSTED',
	...more,
});

/** Makes a file, and reads it with a library made for OFX, from its bytes. */
async function read(
	account: IDataObject,
	rows: IDataObject[],
	range: Partial<OfxOptions> & { bankCode?: string } = january,
) {
	const { bankCode, ...options } = range;
	const statement = startStatement(account, identityOf(account, bankCode), { now, ...options });
	for (const one of rows) statement.add(one);
	const bytes = await statement.finish();
	const text = bytes.toString(options.encoding === 'utf-8' ? 'utf8' : 'latin1');
	const ofx = Ofx.fromBuffer(Buffer.from(text));
	return { statement, text, bytes, ofx, json: ofx.toJson() as never as Record<string, any> };
}

const statementOf = (json: Record<string, any>) => json.OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS;

/** The rows of the file by their tags, read without any library. */
function entries(text: string): Array<Record<string, string>> {
	return [...text.matchAll(/<STMTTRN>([\s\S]*?)<\/STMTTRN>/g)].map(([, content]) =>
		Object.fromEntries(
			[...content.matchAll(/<(\w+)>(.*?)<\/\1>/g)].map(([, name, value]) => [name, value]),
		),
	);
}

test('a bank statement, as a library for OFX reads it', async () => {
	const rows = [
		row(),
		row({
			id: 't2',
			type: 'DEBIT',
			amount: -35.9,
			date: '2026-01-03T03:00:00.000Z',
			description: 'Pagamento de boleto',
			paymentData: { paymentMethod: 'BOLETO', receiver: { name: 'Companhia de Luz' } },
		}),
	];
	const { ofx, json } = await read(bank, rows);
	expect(ofx.getHeaders()).toMatchObject({
		OFXHEADER: '100',
		DATA: 'OFXSGML',
		VERSION: '102',
		ENCODING: 'USASCII',
		CHARSET: '1252',
	});
	expect(ofx.validate()).toMatchObject({ isValid: true });
	const statement = statementOf(json);
	expect(statement).toMatchObject({
		CURDEF: 'BRL',
		BANKACCTFROM: {
			BANKID: '341',
			BRANCHID: '0001',
			ACCTID: '12345-0',
			ACCTTYPE: 'CHECKING',
		},
		LEDGERBAL: { BALAMT: '1234.50' },
	});
	expect(
		ofx
			.getBankTransferList()
			.map(({ FITID, TRNTYPE, TRNAMT, NAME, MEMO }: any) => [FITID, TRNTYPE, TRNAMT, NAME, MEMO]),
	).toEqual([
		['t2', 'PAYMENT', '-35.90', 'Companhia de Luz', 'Pagamento de boleto'],
		['6ec156fe-e8ac-4d9a-a4b3-7770529ab01c', 'CREDIT', '1500.00', 'PIX RECEBIDO', 'PIX RECEBIDO'],
	]);
});

test('what is no ID is none: such rows are left out, and 7 is the same ID as its text', async () => {
	const rows = [{}, [], true, 7, '7'].map((id) => row({ id: id as never }));
	const { statement, text } = await read(bank, rows);
	expect(entries(text).map(({ FITID }) => FITID)).toEqual(['7']);
	expect(statement.leftOutRows.map(({ id, reason }) => [id, reason])).toEqual([
		...Array(3).fill([null, 'Pluggy sent no ID']),
		['7', 'Pluggy sent another transaction with this ID'],
	]);
});

test('a card statement: purchases are negative, and so is what is owed', async () => {
	const rows = [
		row({ id: 'buy', type: 'DEBIT', amount: 100 }),
		row({ id: 'pay', type: 'CREDIT', amount: -812.35, operationType: 'PAGAMENTO_FATURA' }),
		row({ id: 'fee', type: 'DEBIT', amount: 1.999, creditCardMetadata: { feeType: 'SMS' } }),
		row({
			id: 'usd',
			type: 'DEBIT',
			amount: 10,
			currencyCode: 'USD',
			amountInAccountCurrency: 54.321,
		}),
	];
	const { ofx, text } = await read(card, rows);
	expect(ofx.getCreditCardTransferList()).toHaveLength(4);
	expect(entries(text).map(({ FITID, TRNTYPE, TRNAMT }) => [FITID, TRNTYPE, TRNAMT])).toEqual([
		['buy', 'DEBIT', '-100.00'],
		['pay', 'PAYMENT', '812.35'],
		['fee', 'FEE', '-2.00'],
		['usd', 'DEBIT', '-54.32'],
	]);
	expect(text).toContain('<CCACCTFROM>\r\n<ACCTID>4321-7770529ab01c</ACCTID>\r\n</CCACCTFROM>');
	expect(text).toContain('<BALAMT>-812.35</BALAMT>');
});

test('the day is the day in São Paulo', async () => {
	const late = [
		row({ date: '2026-02-01T02:30:00.000Z' }),
		row({ id: 't2', date: '2026-01-31T03:00:00.000Z' }),
	];
	const days = entries((await read(bank, late)).text).map(({ DTPOSTED }) => DTPOSTED);
	expect(days).toEqual(['20260131120000[-3:BRT]', '20260131120000[-3:BRT]']);
});

test('dates of the statement: as asked for, else those of the transactions, else today', async () => {
	const dates = (text: string) => /<DTSTART>(\d{8}).*\r\n<DTEND>(\d{8})/.exec(text)!.slice(1);
	expect(dates((await read(bank, [row()])).text)).toEqual(['20260101', '20260131']);
	const rows = [row(), row({ id: 't2', date: '2026-01-03T03:00:00.000Z' })];
	expect(dates((await read(bank, rows, {})).text)).toEqual(['20260103', '20260114']);
	expect(dates((await read(bank, [], {})).text)).toEqual(['20260201', '20260201']);
});

test('rows of one day are in the order of the bank, whatever order they come in', async () => {
	const date = '2026-01-14T03:00:00.000Z';
	const day = [3, 1, 2].map((order) => row({ id: `t${order}`, date, order }));
	const earlier = row({ id: 't0', date: '2026-01-13T03:00:00.000Z', order: 9 });
	const ids = entries((await read(bank, [...day, earlier])).text).map(({ FITID }) => FITID);
	expect(ids).toEqual(['t0', 't1', 't2', 't3']);
});

test('an account without transactions is still a valid file', async () => {
	const { ofx } = await read(bank, []);
	expect(ofx.toNormalized()).toBeDefined();
});

test('branch and account as Pluggy documents them, without the code of the bank', async () => {
	const account = { number: '0001/12345-0', bankData: { transferNumber: '0001/12345-0' } };
	const { text } = await read({ ...bank, ...account }, [row()]);
	expect(text).toContain('<BANKID>0000</BANKID>');
	expect(text).toContain('<BRANCHID>0001</BRANCHID>');
	expect(text).toContain('<ACCTID>12345-0</ACCTID>');
});

test('an account whose bank is not known, and a savings account', async () => {
	const { text } = await read({ ...bank, subtype: 'SAVINGS_ACCOUNT', bankData: null }, [row()]);
	expect(text).toContain('<BANKID>0000</BANKID>');
	expect(text).not.toContain('<BRANCHID>');
	expect(text).toContain('<ACCTTYPE>SAVINGS</ACCTTYPE>');
});

describe('texts', () => {
	const memo = async (description: string) => {
		const { bytes } = await read(bank, [row({ description })]);
		return /<MEMO>(.*)<\/MEMO>/.exec(bytes.toString('latin1'))?.[1];
	};

	test('tags cannot be forged', async () => {
		expect(await memo('</MEMO><TRNAMT>9 & <b>')).toBe(
			'&lt;/MEMO&gt;&lt;TRNAMT&gt;9 &amp; &lt;b&gt;',
		);
	});

	test('line breaks and control characters become one blank', async () => {
		expect(await memo('a\r\nb\t\u0000\u0085c ')).toBe('a b c');
	});

	test('accents are one byte each, decomposed ones too', async () => {
		expect(await memo('Padaria São João')).toBe('Padaria São João');
		expect(await memo('Sa\u0303o')).toBe('São');
	});

	test('what windows-1252 has outside latin1 keeps its byte', async () => {
		const { bytes } = await read(bank, [row({ description: '€ – “x”' })]);
		expect(bytes.includes(Buffer.from([0x80, 0x20, 0x96, 0x20, 0x93, 0x78, 0x94]))).toBe(true);
	});

	test('what it lacks is transliterated, or a question mark', async () => {
		expect(await memo('ﬁm ş 🍕 ①')).toBe('fim s ? 1');
	});

	test('names are cut to 32 characters before they are escaped', async () => {
		const { text } = await read(bank, [row({ description: '&'.repeat(40) })]);
		expect(entries(text)[0].NAME).toBe('&amp;'.repeat(32));
		expect(entries(text)[0].MEMO).toBe('&amp;'.repeat(40));
	});

	test('an empty description leaves the element out', async () => {
		expect(entries((await read(bank, [row({ description: ' ' })])).text)[0]).not.toHaveProperty(
			'MEMO',
		);
	});
});

describe('what cannot be written is left out, counted and named', () => {
	const year = { includePending: true, dateFrom: '2026-01-01', dateTo: '2026-12-31' };
	const rows = odd.allRows.map(({ row: one }) => one);

	test.each([
		['card', odd.card],
		['bank account', odd.checking],
	])('on a %s, what flat rows know is in the file, and nothing else', async (_, account) => {
		const { statement, text } = await read(account, rows, year);
		const known = odd.allRows.filter(({ row: one, onCard, onBank }) => {
			const amount = account === odd.card ? onCard : onBank;
			return typeof amount === 'number' && one.id !== undefined && one.date !== null;
		});
		const wanted = Object.fromEntries(
			known.map(({ row: one, onCard, onBank }) => [
				one.id,
				Number((account === odd.card ? onCard : onBank) as number),
			]),
		);
		const written = entries(text);
		expect(Object.keys(wanted).sort()).toEqual(written.map(({ FITID }) => FITID).sort());
		for (const { FITID, TRNAMT } of written) {
			expect(TRNAMT).toMatch(/^-?\d+\.\d\d$/);
			expect(Math.abs(Number(TRNAMT) - wanted[FITID])).toBeLessThan(0.0051);
		}
		expect(statement.written).toBe(known.length);
		expect(statement.leftOut).toBe(rows.length - known.length);
		expect(statement.pending).toBe(0);
		expect(text).not.toMatch(/NaN|undefined|null|1970|e\+/);
	});

	test('each with what it can be found by, and why', async () => {
		const { statement } = await read(odd.checking, rows, year);
		const reasons = Object.fromEntries(
			statement.leftOutRows.map(({ description, reason }) => [description, reason]),
		);
		expect(reasons).toEqual({
			'SOFTWARE ABROAD PENDING': expect.stringContaining('not converted yet'),
			'HOTEL ABROAD': expect.stringContaining('not converted yet'),
			'ZERO FOR NONE': expect.stringContaining('not converted yet'),
			'CONVERTED AS TEXT': expect.stringContaining('no number'),
			'VALOR COMO TEXTO': expect.stringContaining('no number'),
			'VALOR EM REAIS COMO TEXTO': expect.stringContaining('no number'),
			'VALOR NULO': 'Pluggy sent no amount',
			'SEM VALOR': 'Pluggy sent no amount',
			'SEM TIPO': expect.stringContaining('no type'),
			'SEM ID': 'Pluggy sent no ID',
			'DATA NULA': 'Pluggy sent no date',
			'ENUMS NOVOS': expect.stringContaining('no type'),
			ENORME: expect.stringContaining('too large'),
		});
		expect(statement.leftOutRows.find(({ description }) => description === 'SEM ID')).toEqual({
			id: null,
			date: '2026-02-10',
			description: 'SEM ID',
			reason: 'Pluggy sent no ID',
		});
	});

	test('a thousand of them are counted, a hundred are named', async () => {
		const bad = Array.from({ length: 1_000 }, (_, n) => row({ id: `t${n}`, amount: 'x' }));
		const { statement } = await read(bank, bad);
		expect([statement.leftOut, statement.leftOutRows.length]).toEqual([1_000, 100]);
	});

	test('two transactions of one ID: the first', async () => {
		const { statement, text } = await read(bank, [row(), row({ amount: 5 })]);
		expect(entries(text).map(({ TRNAMT }) => TRNAMT)).toEqual(['1500.00']);
		expect(statement.leftOutRows[0].reason).toContain('another transaction with this ID');
	});

	test('twins with two IDs are two', async () => {
		const { text } = await read(odd.card, [odd.rowOf(57), odd.rowOf(58)], {});
		expect(entries(text).map(({ TRNAMT }) => TRNAMT)).toEqual(['-4.50', '-4.50']);
	});

	test.each([
		[1.005, '1.01'],
		[-1.005, '-1.01'],
		[307.8891, '307.89'],
		[0.004, '0.00'],
		[-0.004, '0.00'],
		[1e-7, '0.00'],
		[0.005, '0.01'],
		[8.575, '8.58'],
		[90071992547409.9, '90071992547409.90'],
	])('the amount %p is written as %s', async (amount, written) => {
		const direction = amount < 0 ? 'DEBIT' : 'CREDIT';
		const { text } = await read(bank, [row({ amount, type: direction })]);
		expect(entries(text)[0].TRNAMT).toBe(written);
	});
});

describe('transactions that are not final', () => {
	const posted = row({ id: 'posted' });
	const pending = row({ id: 'pending', status: 'PENDING' });
	const scheduled = row({ id: 'scheduled', status: 'SCHEDULED' });
	const future = row({ id: 'future', status: 'PENDING', date: '2026-03-10T03:00:00.000Z' });
	const untold = row({ id: 'untold', status: null });
	const rows = [posted, pending, scheduled, future, untold];

	test.each([
		['a card has its open cycle, without the instalments of months to come', card, undefined, 1],
		['a bank account has none', bank, undefined, 3],
		['a card, all', card, true, 0],
		['a bank account, all', bank, true, 0],
		['a card, none', card, false, 3],
	])('%s', async (_, account, includePending, leftOut) => {
		const { statement, text } = await read(account, rows, { includePending });
		const ids = entries(text)
			.map(({ FITID }) => FITID)
			.sort();
		expect([statement.pending, statement.leftOut]).toEqual([leftOut, 0]);
		const open =
			leftOut === 3 ? [] : ['pending', 'scheduled', ...(leftOut === 0 ? ['future'] : [])];
		expect(ids).toEqual(['posted', 'untold', ...open].sort());
	});
});

describe('the account', () => {
	const part = (text: string, name: string) =>
		new RegExp(`<${name}>(.*)</${name}>`).exec(text)?.[1];
	const numbers = async (account: IDataObject, options: object = {}) => {
		const { text } = await read(account, [], options);
		return ['BANKID', 'BRANCHID', 'ACCTID'].map((name) => part(text, name));
	};

	test.each([
		['no number: that of transfers', odd.oddAccounts.noNumber, ['0000', '0001', '12345-0']],
		['000 is no bank', odd.oddAccounts.zeroBank, ['0000', '0001', '12345-0']],
		['only a number', odd.oddAccounts.savings, ['0000', undefined, '12345-0']],
		['a masked number: the ID', odd.oddAccounts.masked, ['0000', undefined, '000000000913']],
		['a masked card', odd.oddAccounts.cardA, [undefined, undefined, '4321-000000000914']],
		['a card without number', odd.oddAccounts.cardB, [undefined, undefined, '000000000915']],
		[
			'the last digits of a card',
			odd.oddAccounts.dollars,
			[undefined, undefined, '9999-000000000916'],
		],
		['the code of the bank in front', bank, ['341', '0001', '12345-0']],
		['a check digit X', { ...bank, number: '1234-X' }, ['341', '0001', '1234-X']],
		['masked in front', { ...bank, number: 'XXXX1234' }, ['341', '0001', '12345-0']],
	])('%s', async (_, account, wanted) => {
		expect(await numbers(account)).toEqual(wanted);
	});

	test('no two of them are one', async () => {
		const cards = [odd.oddAccounts.cardA, odd.oddAccounts.cardB, odd.oddAccounts.dollars, odd.card];
		const masked = ['801', '802'].map((end) => ({ ...card, number: '**** 4321', id: `a-${end}` }));
		const ids = await Promise.all(
			[...cards, ...masked].map(async (one) => (await numbers(one))[2]),
		);
		expect(new Set(ids).size).toBe(6);
		expect(ids).not.toContain('0');
	});

	test('without number and ID it is an error, not 0', () => {
		const { id: none, ...account } = odd.oddAccounts.cardB;
		expect(none).toBeDefined();
		expect(() => identityOf(account)).toThrow('without number and ID');
	});

	test('the code of the bank may be given', async () => {
		expect(await numbers(odd.oddAccounts.zeroBank, { bankCode: '260' })).toEqual([
			'260',
			'0001',
			'12345-0',
		]);
	});

	test.each([
		['a number', odd.oddAccounts.savings, 93629601.1851507, '93629601.19'],
		['what is owed on a card', odd.oddAccounts.cardA, -883.1, '-883.10'],
		['nothing owed', odd.oddAccounts.dollars, 0, '0.00'],
		['the test bank', odd.testBankCard, 580.9, '580.90'],
		['a text', odd.oddAccounts.zeroBank, null, undefined],
		['null', odd.oddAccounts.masked, null, undefined],
	])('its balance: %s', async (_, account, balance, written) => {
		const { statement, text } = await read(account, []);
		expect(statement.balance).toBe(balance);
		expect(part(text, 'BALAMT')).toBe(written);
		expect(text.includes('<LEDGERBAL>')).toBe(written !== undefined);
	});

	test('its currency; reais where it does not tell it', async () => {
		const currency = async (account: IDataObject) => part((await read(account, [])).text, 'CURDEF');
		expect(await currency(odd.oddAccounts.dollars)).toBe('USD');
		expect(await currency(odd.oddAccounts.zeroBank)).toBe('BRL');
	});

	test('the day of the balance is today where the account does not tell it', async () => {
		for (const updatedAt of [null, 'ontem', '0001-01-01T00:00:00Z']) {
			const { text } = await read({ ...bank, updatedAt }, []);
			expect(part(text, 'DTASOF')).toContain('20260201');
		}
	});
});

test('names of JavaScript are no kinds of transactions', async () => {
	const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
	const rows = names.map((name) =>
		row({ id: name, operationType: name, paymentData: { paymentMethod: name } }),
	);
	const { text } = await read(bank, rows);
	expect(entries(text).map(({ TRNTYPE }) => TRNTYPE)).toEqual(names.map(() => 'CREDIT'));
});

test.each([
	[44, 'LOJA EXEMPLO'],
	[52, 'PAGADOR SO COM DOCUMENTO'],
	[53, 'PAGADOR SEM VALOR DE DOCUMENTO'],
])('an empty name gives way to what is there: row %i', async (number, name) => {
	const { text } = await read(odd.card, [odd.rowOf(number)], { includePending: true });
	expect(entries(text)[0].NAME).toBe(name);
});

describe('in UTF-8', () => {
	test('the file says so, and every character is itself', async () => {
		const rows = [row({ description: 'Padaria São João 🍕 ş € A\u0000B \ud83d' })];
		const { text, bytes } = await read(bank, rows, { encoding: 'utf-8' });
		expect(text).toContain('ENCODING:UTF-8\r\nCHARSET:NONE\r\n');
		expect(entries(text)[0].MEMO).toBe('Padaria São João 🍕 ş € A B \ufffd');
		expect(Buffer.from(text, 'utf8').equals(bytes)).toBe(true);
	});

	test('names are cut between characters', async () => {
		const { text } = await read(bank, [row({ description: '🍕'.repeat(40) })], {
			encoding: 'utf-8',
		});
		expect(entries(text)[0].NAME).toBe('🍕'.repeat(32));
	});
});

test('a large file: every transaction is whole, in its place', async () => {
	const many = Array.from({ length: 10_000 }, (_, n) =>
		row({
			id: `id-${n}`,
			description: `São João 🍕 ${n}`,
			// The newest first, as Pluggy sends them.
			date: new Date(Date.UTC(2026, 0, 31, 3) - Math.floor(n / 50) * 86_400_000).toISOString(),
			order: -n,
		}),
	);
	for (const encoding of ['windows-1252', 'utf-8'] as const) {
		const { text, statement } = await read(bank, many, { encoding });
		expect(statement.written).toBe(10_000);
		const written = entries(text);
		expect(written).toHaveLength(10_000);
		const pizza = encoding === 'utf-8' ? '🍕' : '?';
		const isInPlace = written.every(({ FITID, MEMO }, place) => {
			const n = 9_999 - place;
			return FITID === `id-${n}` && MEMO === `São João ${pizza} ${n}`;
		});
		expect(isInPlace).toBe(true);
		expect(text.endsWith('</OFX>\r\n')).toBe(true);
	}
});

describe('IDs, by which programs know a transaction again', () => {
	const idsOf = async (ids: unknown[]) => {
		const { statement, text } = await read(
			bank,
			ids.map((id) => row({ id: id as never })),
		);
		return { ids: entries(text).map(({ FITID }) => FITID), statement };
	};

	test('what is no text and no number is none, and is told', async () => {
		const { ids, statement } = await idsOf([{ a: 1 }, { b: 2 }, true, ['x'], [], '', 'y']);
		expect(ids).toEqual(['y']);
		expect(statement.leftOutRows.map(({ reason }) => reason)).toEqual(
			Array(6).fill('Pluggy sent no ID'),
		);
	});

	test('different ones stay different, whatever the file can hold', async () => {
		const given = [
			'日本',
			'%E6%97%A5%E6%9C%AC',
			'中国',
			'%',
			'%25',
			' ',
			'%20',
			'x',
			' x',
			'x\r\ny',
			'xy',
			'e\u0301',
			'é',
			'<b>&',
		];
		const { ids } = await idsOf(given);
		expect(new Set(ids).size).toBe(given.length);
		for (const id of ids) expect(id).toMatch(/^[!-~]+$/);
	});

	test('the same as a number and as a text is the same', async () => {
		const { ids, statement } = await idsOf([12, '12']);
		expect(ids).toEqual(['12']);
		expect(statement.leftOutRows[0].reason).toContain('another transaction with this ID');
	});
});

test('characters that no text may have are blanks, also in UTF-8', async () => {
	const { text } = await read(bank, [row({ description: 'A\ufffeB\u{1ffff}C\0D' })], {
		encoding: 'utf-8',
	});
	expect(entries(text)[0].MEMO).toBe('A B C D');
});
