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
])('redact hides %s', (_, text, expected) => expect(redact(text)).toBe(expected));

test.each([
	['5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f'],
	['11111111-1111-4111-8111-111111111111'],
	['2026-01-31T03:00:00.000Z'],
	['CONNECTOR_VALIDATION_ERROR: value 123456.78 of field "user"'],
	['n8n-123456-0'],
	['0.76109277673'],
	['aaaaaaaa-1234-4123-8123-123456789012'],
])('redact leaves %s alone', (text) => expect(redact(text)).toBe(text));

test('redact hides given secrets wherever they stand, but not what is too short to be one', () => {
	expect(redact('user maria-login said hunter22', ['hunter22', 'maria-login', 'ok'])).toBe(
		'user [hidden] said [hidden]',
	);
	expect(redact('ok', ['ok'])).toBe('ok');
});

test('redactDeep hides a CPF that comes as a number', () => {
	expect(redactDeep({ cpf: 76109277673, n: 12.5 })).toEqual({ cpf: '[hidden]', n: 12.5 });
});

test('redactDeep reaches keys and values of nested data and keeps other types', () => {
	expect(
		redactDeep({ a: [{ 'hunter22 x': 'cpf 76109277673', n: 1, z: null }] }, ['hunter22']),
	).toEqual({
		a: [{ '[hidden] x': 'cpf [hidden]', n: 1, z: null }],
	});
});
