import { z } from 'zod';
import { asWritten, jsonText } from '../../nodes/shared/json';
import * as parse from '../../nodes/Pluggy/parsers';
import { isExactNumber } from '../../nodes/Pluggy/parsers/jsonText';

/** JSON fields: what is in them arrives as it was given, or is refused. */

const context = { timeZone: 'America/Sao_Paulo' };
const bodyOf = (value: unknown) => parse.jsonBody('a JSON object or list')(value, context);
const fieldOf = (value: unknown) => parse.json(z.unknown(), 'anything')(value, context);

test('a text is kept word for word beside its value, a changed value is not it', () => {
	const text = '{ "account": 12345678901234567890 }';
	const body = bodyOf(` ${text} `);
	expect(jsonText(body)).toBe(text);
	expect(jsonText({ ...(body as object) })).toBe('{"account":12345678901234567000}');
	expect(jsonText(asWritten([1], '[1.0]'))).toBe('[1.0]');
	for (const value of [null, 'x', 1, {}, []]) expect(jsonText(value)).toBe(JSON.stringify(value));
});

test('what holds itself or is nested without end is refused, what is shared is not', () => {
	const loop: { self?: unknown } = {};
	loop.self = [loop];
	const shared = { a: 1 };
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	for (const read of [bodyOf, fieldOf]) {
		expect(() => read(loop)).toThrow('must not hold itself');
		expect(() => read(deep)).toThrow('must not be nested more than 200 deep');
		expect(jsonText(read({ one: shared, other: shared }))).toBe('{"one":{"a":1},"other":{"a":1}}');
	}
});

test.each([
	['0', true],
	['-0.10', true],
	['10.50', true],
	['1e3', true],
	['1000000000000000000000', true],
	['0.1', true],
	['123456789012345.6', true],
	['9007199254740993', false],
	['12345678901234567890', false],
	['0.12345678901234567890', false],
	['1e999', false],
	['9'.repeat(100_000), false],
])('the number %s is exact: %p', (text, expected) => expect(isExactNumber(text)).toBe(expected));

test('quotes, slashes and colons in texts are no members', () => {
	for (const text of [
		'{"a":"\\"a\\":1","b":"\\\\"}',
		'{"a:":1,"a":2,"A":3}',
		'[{"a":1},{"a":2},[{"a":3}]]',
		'{"a":{"a":{"a":":"}}}',
	])
		expect(jsonText(bodyOf(text))).toBe(text);
	for (const text of ['{"a":1,"b":{"a":1},"a":2}', '{"":1,"":2}', '[0,{"x":[],"x":[]}]'])
		expect(() => bodyOf(text)).toThrow('must not hold the same member twice');
});
