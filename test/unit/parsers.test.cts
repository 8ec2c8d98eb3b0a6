import { z } from 'zod';
import * as parse from '../../nodes/Pluggy/parsers';

const context = { timeZone: 'America/Sao_Paulo' };
const run = (parser: ReturnType<typeof parse.text>, value: unknown) => parser(value, context);

test('what is empty is left out, or is an error when required', () => {
	for (const make of [
		parse.text,
		parse.uuid,
		parse.uuids,
		parse.integer,
		parse.day,
		parse.amount,
	]) {
		for (const nothing of ['', '  ', null, undefined]) {
			expect(run(make(), nothing)).toBeUndefined();
			expect(() => run(make(true), nothing)).toThrow('is missing');
		}
	}
});

test('zero is a value: connector 0 is a real one', () => {
	expect(run(parse.integer(true), 0)).toBe(0);
	expect(run(parse.integer(true), '0')).toBe(0);
	expect(() => run(parse.integer(true, 1), 0)).toThrow('at least 1');
	expect(() => run(parse.integer(), 1.5)).toThrow('whole number');
});

test('uuids are split, checked, lower-cased, and each kept once in order', () => {
	const one = '5E9F8F8F-f8f8-4f8f-8f8f-8f8f8f8f8f8f';
	const two = '11111111-1111-4111-8111-111111111111';
	expect(run(parse.uuids(), `${one},\n${two} ${one}`)).toEqual([one.toLowerCase(), two]);
	expect(run(parse.uuids(), [two, one])).toEqual([two, one.toLowerCase()]);
	expect(() => run(parse.uuids(), `${one}, 761.092.776-73`)).toThrow('entry 2 of 2 is none');
});

test.each([[0.01], [10], [1234.5], ['10.10'], ['99999999.99']])(
	'amount %p passes unchanged',
	(value) => {
		expect(run(parse.amount(), value)).toBe(Number(value));
	},
);

test.each([
	['10,50', 10.5],
	['10,5', 10.5],
	['0,01', 0.01],
	['1.234,56', 1234.56],
	['1.234.567,8', 1234567.8],
	['R$ 10,50', 10.5],
	['R$10,50', 10.5],
	[' R$\u00a01.234,56 ', 1234.56],
	['9.999.999.999.999,99', 9999999999999.99],
])('amount %p, as Brazil writes it, is %p', (value, expected) => {
	expect(run(parse.amount(), value)).toBe(expected);
	expect(run(parse.amountOrNone(), value)).toBe(expected);
});

test.each([
	...[0, -1, NaN, Infinity, '1e3', '0,00', 'R$ 10', 'R$ 10.50', '-10,50', '10,505', '12.34,56'],
	...['1,234', '1.234', '1.234.567', 'R$ 1.234', '0.001', '0,001', '0.123,45', '01.234,56'],
	...['1,234.56', '1 234,56', '10,', ',50', '10.', '.50', 'US$ 10,50', '10,50 R$', '10,50 reais'],
	...['99.999.999.999.999,99', '1.2.3,4', '+10,50', '1.234,567', 1.001, 0.30000000000000004],
])('amount %p is refused', (value) =>
	expect(() => run(parse.amount(), value)).toThrow(/must be (an amount|at least)/),
);

test('an amount that was computed is to be rounded, one with two readings to be written otherwise', () => {
	for (const computed of [0.30000000000000004, '59.699999999999996', '59,699999999999996'])
		expect(() => run(parse.amount(), computed)).toThrow(/round it first, as in .*toFixed\(2\)/);
	for (const unclear of ['1.234', '1,234', '1.234.567', 'R$ 1.234'])
		expect(() => run(parse.amount(), unclear)).toThrow('can be read in two ways');
});

test('a percentage has a point or a comma, and no thousands', () => {
	for (const [value, expected] of [
		['1,5', 1.5],
		['0.033', 0.033],
		[1.234, 1.234],
		['1.2345', 1.2345],
		['2', 2],
		[0, 0],
	])
		expect(run(parse.decimal(), value)).toBe(expected);
	for (const unclear of ['1.234', '1,234', '1,500', '2%', 'R$ 1,50', '1e-3', '-1'])
		expect(() => run(parse.decimal(), unclear)).toThrow('must be a number of at least 0');
});

test('CPF and CNPJ lose their punctuation; a CNPJ may hold letters', () => {
	expect(run(parse.taxNumber(), '761.092.776-73')).toBe('76109277673');
	expect(run(parse.taxNumber(), '08.050.608/0001-32')).toBe('08050608000132');
	expect(run(parse.taxNumber(), '12.abc.345/01de-35')).toBe('12ABC34501DE35');
	expect(() => run(parse.taxNumber(false, 'cpf'), '08.050.608/0001-32')).toThrow('must be a CPF');
	expect(() => run(parse.taxNumber(false, 'cnpj'), '761.092.776-73')).toThrow('must be a CNPJ');
});

test('numbers become texts only while they are exact', () => {
	expect(run(parse.text(), 12345)).toBe('12345');
	expect(run(parse.text(), 12345678901234n)).toBe('12345678901234');
	expect(() => run(parse.text(), 2 ** 53)).toThrow('too large to be exact');
	expect(() => run(parse.text(), NaN)).toThrow('must be a text');
});

test.each<[string, ReturnType<typeof parse.text>]>([
	['a branch', parse.digits()],
	['a category', parse.code()],
	['a CPF or CNPJ', parse.taxNumber()],
	['a CPF', parse.taxNumber(false, 'cpf')],
	['a list of CNPJs', parse.cnpjs()],
	['a PIX key', parse.pixKey()],
	['a PIX code', parse.pixCode()],
])('%s is no number, whose zeros in front are lost', (_, parser) => {
	// 38166000105 is what a spreadsheet makes of the CNPJ 00038166000105, and passes as a CPF.
	for (const value of [1, 191, 5117767055, 38166000105, 12345678000190, 38166000105n])
		expect(() => run(parser, value)).toThrow(/is a number, which has no zeros in front/);
});

test('a text keeps its zeros, and lists refuse numbers among their entries, too', () => {
	expect(run(parse.digits(), ' 0001 ')).toBe('0001');
	expect(run(parse.code(), '01000000')).toBe('01000000');
	expect(run(parse.cnpjs(), ['00.038.166/0001-05'])).toEqual(['00038166000105']);
	expect(() => run(parse.cnpjs(), ['00038166000105', 38166000105])).toThrow('is a number');
	for (const path of ['..', '.', 'a/b', 'a?b']) expect(() => run(parse.code(), path)).toThrow('ID');
});

test('an entry of a list that is nothing does not vanish', () => {
	const uuid = '11111111-1111-4111-8111-111111111111';
	const lists: Array<[ReturnType<typeof parse.text>, unknown]> = [
		[parse.uuids(), uuid],
		[parse.days(), '2026-12-01'],
		[parse.integers(false, 1, 7), 1],
		[parse.choices(), 'PIX'],
		[parse.cnpjs(), '00038166000105'],
	];
	for (const [parser, one] of lists) {
		for (const nothing of [undefined, null, '', '  '])
			expect(() => run(parser, [one, nothing])).toThrow('must hold no empty entry');
		// eslint-disable-next-line no-sparse-arrays
		expect(() => run(parser, [, one])).toThrow('must hold no empty entry');
		for (const text of [`${String(one)}, `, `,${String(one)}`, `${String(one)},,`, ';'])
			expect(() => run(parser, text)).toThrow('must hold no empty entry');
		expect(run(parser, `${String(one)}\n`)).toEqual([one]);
	}
	const days = [new Date('2026-12-01T12:00:00Z'), '2026-12-02'];
	expect(run(parse.days(), days)).toEqual(['2026-12-01', '2026-12-02']);
});

test('what an address would lose when it is read is refused', () => {
	for (const url of [
		'h\nttps://a.example/',
		'https://a.example/ https://b.example/',
		'https://a\u00ad.example',
	])
		expect(() => run(parse.webUrl(), url)).toThrow('must be a URL');
	expect(() => run(parse.apiPath(), '/items?a=1\n2')).toThrow('must be a path');
	expect(run(parse.apiPath(), '/items?a=1 2')).toBe('/items?a=1%202');
});

test('half of a character is refused wherever a text is', () => {
	const half = 'João 😀'.substring(0, 6);
	for (const parser of [
		parse.text(),
		parse.line(),
		parse.apiPath(),
		parse.webUrl(),
		parse.pixKey(),
	])
		expect(() => run(parser, half)).toThrow('must hold whole characters only');
	expect(run(parse.text(), 'João 😀')).toBe('João 😀');
});

test('one line: line breaks go with the blanks around them, in a time that grows as the text does', () => {
	expect(run(parse.line(), '\r\n a b \n\r\n\t c\u2028\n d \n')).toBe('a bcd');
	expect(run(parse.line(), 'a \u2028 b')).toBe('a \u2028 b');
	for (const blank of [' ', '\t', '\u00a0', ' \n']) {
		const blanks = blank.repeat(100_000);
		const start = performance.now();
		const result = run(parse.line(), `a${blanks}b`);
		// Seconds, when each blank looks through all that follow.
		expect(performance.now() - start).toBeLessThan(1_000);
		expect(result).toBe(blank === ' \n' ? 'ab' : `a${blanks}b`);
	}
});

test('an amount that may be left out: zero is none, a list or a switch is a mistake', () => {
	for (const nothing of [0, -0, '0', '', null])
		expect(run(parse.amountOrNone(), nothing)).toBeUndefined();
	for (const wrong of [[], false, {}, NaN])
		expect(() => run(parse.amountOrNone(), wrong)).toThrow('must be an amount');
});

test('no error repeats the value it refuses', () => {
	const parsers = [parse.uuid(), parse.uuids(), parse.integer(), parse.day(), parse.instant()];
	const more = [parse.amount(), parse.taxNumber(), parse.choice(), parse.webUrl(), parse.flag()];
	for (const parser of [...parsers, ...more]) {
		let message = '';
		try {
			run(parser, 'planted 76109277673?');
		} catch (error) {
			message = (error as Error).message;
		}
		expect(message).not.toBe('');
		expect(message).not.toContain('76109277673');
	}
});

test('JSON comes as text or as an object, and its shape is checked', () => {
	const schema = z.record(z.string(), z.string());
	const parser = parse.json(schema, 'an object of texts', true);
	expect(run(parser, '{"user":"x"}')).toEqual({ user: 'x' });
	expect(run(parser, { user: 'x' })).toEqual({ user: 'x' });
	expect(() => run(parser, '{"user":')).toThrow('is not valid JSON');
	expect(() => run(parser, '{"user":1}')).toThrow('must be an object of texts');
	expect(() => run(parser, 'text')).toThrow('must be an object of texts');
});
