import type { IDataObject } from 'n8n-workflow';
import { Ofx } from 'ofx-data-extractor';
import { encodeAnsi, toOfx } from '../../nodes/Pluggy/steps/ofx';

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

/** Reads a file with a library made for OFX, from its bytes. */
function read(account: IDataObject, rows: IDataObject[], range: object = january) {
	const text = toOfx(account, rows, { now, ...range });
	const bytes = encodeAnsi(text);
	const ofx = Ofx.fromBuffer(Buffer.from(bytes.toString('latin1')));
	return { text, bytes, ofx, json: ofx.toJson() as never as Record<string, any> };
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

test('a bank statement, as a library for OFX reads it', () => {
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
	const { ofx, json } = read(bank, rows);
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

test('a card statement: purchases are negative, and so is what is owed', () => {
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
	const { ofx, text } = read(card, rows);
	expect(ofx.getCreditCardTransferList()).toHaveLength(4);
	expect(entries(text).map(({ FITID, TRNTYPE, TRNAMT }) => [FITID, TRNTYPE, TRNAMT])).toEqual([
		['buy', 'DEBIT', '-100.00'],
		['pay', 'PAYMENT', '812.35'],
		['fee', 'FEE', '-2.00'],
		['usd', 'DEBIT', '-54.32'],
	]);
	expect(text).toContain('<CCACCTFROM>\r\n<ACCTID>4321</ACCTID>\r\n</CCACCTFROM>');
	expect(text).toContain('<BALAMT>-812.35</BALAMT>');
});

test('the day is the day in São Paulo', () => {
	const late = [
		row({ date: '2026-02-01T02:30:00.000Z' }),
		row({ date: '2026-01-31T03:00:00.000Z' }),
	];
	const days = entries(read(bank, late).text).map(({ DTPOSTED }) => DTPOSTED);
	expect(days).toEqual(['20260131120000[-3:BRT]', '20260131120000[-3:BRT]']);
});

test('dates of the statement: as asked for, else those of the transactions, else today', () => {
	const dates = (text: string) => /<DTSTART>(\d{8}).*\r\n<DTEND>(\d{8})/.exec(text)!.slice(1);
	expect(dates(read(bank, [row()]).text)).toEqual(['20260101', '20260131']);
	const rows = [row(), row({ date: '2026-01-03T03:00:00.000Z' })];
	expect(dates(toOfx(bank, rows, { now }))).toEqual(['20260103', '20260114']);
	expect(dates(toOfx(bank, [], { now }))).toEqual(['20260201', '20260201']);
});

test('rows of one day are in the order of the bank, whatever order they come in', () => {
	const date = '2026-01-14T03:00:00.000Z';
	const day = [3, 1, 2].map((order) => row({ id: `t${order}`, date, order }));
	const earlier = row({ id: 't0', date: '2026-01-13T03:00:00.000Z', order: 9 });
	const ids = entries(read(bank, [...day, earlier]).text).map(({ FITID }) => FITID);
	expect(ids).toEqual(['t0', 't1', 't2', 't3']);
});

test('an account without transactions is still a valid file', () => {
	const { ofx } = read(bank, []);
	expect(ofx.toNormalized()).toBeDefined();
});

test('branch and account as Pluggy documents them, without the code of the bank', () => {
	const account = { number: '0001/12345-0', bankData: { transferNumber: '0001/12345-0' } };
	const { text } = read({ ...bank, ...account }, [row()]);
	expect(text).toContain('<BANKID>0000</BANKID>');
	expect(text).toContain('<BRANCHID>0001</BRANCHID>');
	expect(text).toContain('<ACCTID>12345-0</ACCTID>');
});

test('an account whose bank is not known, and a savings account', () => {
	const { text } = read({ ...bank, subtype: 'SAVINGS_ACCOUNT', bankData: null }, [row()]);
	expect(text).toContain('<BANKID>0000</BANKID>');
	expect(text).not.toContain('<BRANCHID>');
	expect(text).toContain('<ACCTTYPE>SAVINGS</ACCTTYPE>');
});

describe('texts', () => {
	const memo = (description: string) => {
		const { bytes } = read(bank, [row({ description })]);
		return /<MEMO>(.*)<\/MEMO>/.exec(bytes.toString('latin1'))?.[1];
	};

	test('tags cannot be forged', () => {
		expect(memo('</MEMO><TRNAMT>9 & <b>')).toBe('&lt;/MEMO&gt;&lt;TRNAMT&gt;9 &amp; &lt;b&gt;');
	});

	test('line breaks and control characters become one blank', () => {
		expect(memo('a\r\nb\t\u0000\u0085c ')).toBe('a b c');
	});

	test('accents are one byte each, decomposed ones too', () => {
		expect(memo('Padaria São João')).toBe('Padaria São João');
		expect(memo('Sa\u0303o')).toBe('São');
	});

	test('what windows-1252 has outside latin1 keeps its byte', () => {
		const { bytes } = read(bank, [row({ description: '€ – “x”' })]);
		expect(bytes.includes(Buffer.from([0x80, 0x20, 0x96, 0x20, 0x93, 0x78, 0x94]))).toBe(true);
	});

	test('what it lacks is transliterated, or a question mark', () => {
		expect(memo('ﬁm ş 🍕 ①')).toBe('fim s ? 1');
	});

	test('names are cut to 32 characters before they are escaped', () => {
		const { text } = read(bank, [row({ description: '&'.repeat(40) })]);
		expect(entries(text)[0].NAME).toBe('&amp;'.repeat(32));
		expect(entries(text)[0].MEMO).toBe('&amp;'.repeat(40));
	});

	test('an empty description leaves the element out', () => {
		expect(entries(read(bank, [row({ description: ' ' })]).text)[0]).not.toHaveProperty('MEMO');
	});
});
