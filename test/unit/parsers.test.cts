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

test.each([[0], [-1], [1.001], ['1,50'], ['1.234,56'], ['R$ 10'], [NaN], [Infinity], ['1e3']])(
	'amount %p is refused',
	(value) => expect(() => run(parse.amount(), value)).toThrow(/must be (an amount|at least)/),
);

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
	expect(run(parse.taxNumber(), 12345678000190)).toBe('12345678000190');
	expect(() => run(parse.taxNumber(), 5117767055)).toThrow('as a text');
});

test('a PIX key that is a CPF or CNPJ loses its punctuation, any other stays', () => {
	expect(run(parse.pixKey(), '761.092.776-73')).toBe('76109277673');
	expect(run(parse.pixKey(), '12.abc.345/01de-35')).toBe('12ABC34501DE35');
	for (const key of ['a.b-c@example.com', '+5511987654321', '76109277673'])
		expect(run(parse.pixKey(), ` ${key} `)).toBe(key);
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
