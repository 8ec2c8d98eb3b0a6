import fc from 'fast-check';
import { redact, redactDeep } from '../../nodes/shared/redact';

test.each([
	['a key', 'X eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3fQ.c2ln Y', 'X [hidden] Y'],
	['a CPF', 'CPF 761.092.776-73 refused', 'CPF [hidden] refused'],
	['a CPF after an underscore', 'NEW_76109277673', 'NEW_[hidden]'],
	['a CPF after a hyphen', 'cpf-76109277673-x', 'cpf-[hidden]-x'],
	['a bare CPF', 'document 76109277673!', 'document [hidden]!'],
	['a CNPJ', '08.050.608/0001-32', '[hidden]'],
	['a bare CNPJ', 'cnpj=08050608000132', 'cnpj=[hidden]'],
	['a CNPJ with letters', '12.ABC.345/01DE-35 and 12ABC34501DE35', '[hidden] and [hidden]'],
	['a CPF with dots only', 'x 761.092.776.73 y', 'x [hidden] y'],
	['a CPF with spaces', 'x 761 092 776 73 y', 'x [hidden] y'],
	['a CPF with a hyphen alone', '761092776-73', '[hidden]'],
	['a CPF glued to letters', 'CPF76109277673BR', 'CPF[hidden]BR'],
	['a CPF in a URL', '?cpf=761%20092%20776%2D73&x', '?cpf=[hidden]&x'],
	['a CPF without its leading zero', 'document 5117767055 refused', 'document [hidden] refused'],
	['a CPF at the end of a sentence', 'CPF 76109277673.', 'CPF [hidden].'],
	['a CNPJ in a URL', '?cnpj=08.050.608%2F0001-32', '?cnpj=[hidden]'],
	['a CNPJ in JSON', '{"cnpj":"08.050.608\\/0001-32"}', '{"cnpj":"[hidden]"}'],
	['a CNPJ with spaces', '08 050 608 0001 32', '[hidden]'],
	['a CNPJ glued to letters', 'CNPJ08050608000132', 'CNPJ[hidden]'],
	['a key glued to a word', 'Bearer_eyJhbGciOi.eyJleHAi.c2ln', 'Bearer_[hidden]'],
	['a key cut off', 'key eyJhbGciOi.eyJleHAiOjE3', 'key [hidden]'],
	['a key in a URL', 'eyJhbGciOi%2EeyJleHAi%2Ec2ln', '[hidden]'],
])('redact hides %s', (_, text, expected) => expect(redact(text)).toBe(expected));

test.each([
	['5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f'],
	['11111111-1111-4111-8111-111111111111'],
	['2026-01-31T03:00:00.000Z'],
	['CONNECTOR_VALIDATION_ERROR: value 123456.78 of field "user"'],
	['n8n-123456-0'],
	['amount 123456789.01 above 99999.90'],
	['R$ 1.234.567.890,12 and R$ 123.456.789,01'],
	['00190.00009 01234.567890 12345.678904 1 99990000010000'],
	['00190000090123456789012345678904199990000010000'],
	['E00416968202611231200abcdefghijk'],
	['1767225600000 and 1767225600'],
	['the item is the new item 12, and is the new item 12'],
	['RateLimit-Reset 60, errorId 3b1f5c2d4e6f'],
	['+5511987654321'],
	['0.76109277673'],
	['aaaaaaaa-1234-4123-8123-123456789012'],
])('redact leaves %s alone', (text) => expect(redact(text)).toBe(text));

test('redact hides given secrets wherever they stand, but not what is too short to be one', () => {
	expect(redact('user maria-login said hunter22', ['hunter22', 'maria-login', 'ok'])).toBe(
		'user [hidden] said [hidden]',
	);
	expect(redact('ok', ['ok'])).toBe('ok');
});

test('a secret is found in the spellings in which it may come back', () => {
	const secret = 'p@ss "wörd"/+1';
	const text = [
		JSON.stringify({ password: secret }),
		encodeURIComponent(secret),
		Buffer.from(secret).toString('base64'),
		Buffer.from(secret).toString('base64url'),
	].join('\n');
	expect(redact(text, [secret])).toBe(
		['{"password":"[hidden]"}', '[hidden]', '[hidden]==', '[hidden]'].join('\n').replace('==', ''),
	);
});

test('a secret that holds another one is hidden as a whole', () => {
	expect(redact('hunter22-and-more', ['hunter22', 'hunter22-and-more'])).toBe('[hidden]');
});

test('a line of a private key is as secret as the key', () => {
	const lines = ['-----BEGIN KEY-----', 'MIIEvQIBADANBgkqhkiG9w0B', 'AQEFAASCBKcwggSjAgEAAoIB'];
	const said = redact(`cannot read ${lines[1]}`, [lines.join('\n')]);
	expect(said).toBe('cannot read [hidden]');
});

const digits = fc.array(fc.nat(9), { minLength: 11, maxLength: 11 }).map((list) => list.join(''));
const around = fc.constantFrom('', ' ', 'cpf=', '"', 'CPF', '(', '_', 'é', '\n');

test('no CPF is seen, however it is written and whatever stands around it', () => {
	fc.assert(
		fc.property(digits, around, around, fc.constantFrom('', '.', ' ', '-'), (cpf, a, b, gap) => {
			const [one, two, three, four] = [
				cpf.slice(0, 3),
				cpf.slice(3, 6),
				cpf.slice(6, 9),
				cpf.slice(9),
			];
			const written = [`${one}${gap}${two}${gap}${three}`, four].join(gap === '' ? '-' : gap);
			return [cpf, written].every((text) => !redact(`${a}${text}${b}`).includes(text.slice(-6)));
		}),
	);
});

test('UUIDs stay, and redacting twice is redacting once', () => {
	fc.assert(fc.property(fc.uuid(), (id) => redact(`item ${id}.`) === `item ${id}.`));
	fc.assert(
		fc.property(fc.string(), digits, (text, cpf) => {
			const once = redact(`${text} ${cpf}`, [text]);
			return redact(once, [text]) === once || text.includes('hidden') || '[hidden]'.includes(text);
		}),
	);
});

test('redactDeep hides a CPF that comes as a number', () => {
	expect(redactDeep({ cpf: 76109277673, short: 5117767055, n: 12.5, limit: 1200 })).toEqual({
		cpf: '[hidden]',
		short: '[hidden]',
		n: 12.5,
		limit: 1200,
	});
});

test('redactDeep reaches keys and values of nested data and keeps other types', () => {
	expect(
		redactDeep({ a: [{ 'hunter22 x': 'cpf 76109277673', n: 1, z: null }] }, ['hunter22']),
	).toEqual({
		a: [{ '[hidden] x': 'cpf [hidden]', n: 1, z: null }],
	});
});
