import * as parse from '../../nodes/Pluggy/parsers';

/** PIX keys and PIX codes as people paste them: cleaned where only one reading exists. */

const context = { timeZone: 'America/Sao_Paulo' };
const keyOf = (value: unknown) => parse.pixKey()(value, context);
const codeOf = (value: unknown) => parse.pixCode()(value, context);

const PHONE = '+5511900000000';
const RANDOM = '00000000-0000-4000-8000-000000000990';

test.each([
	['a phone with its punctuation', '+55 (11) 90000-0000', PHONE],
	['a phone with the DDD in brackets', '(11) 90000-0000', PHONE],
	['the same without blanks', '(11)900000000', PHONE],
	['a phone with the DDD apart', '11 90000-0000', PHONE],
	['a phone with dashes', '11-90000-0000', PHONE],
	['a phone without the plus, but in brackets', '55 (11) 90000-0000', PHONE],
	['marks of direction around it', '\u202a+5511900000000\u202c', PHONE],
	['an invisible blank in front', '\u200b+5511900000000', PHONE],
	['marks of a messenger', '\u2068+55 11\u00a090000\u20110000\u2069', PHONE],
	['a blank behind', '+5511900000000 ', PHONE],
	['a phone as it is kept', PHONE, PHONE],
	['a landline with its country', '+55 11 3000-0000', '+551130000000'],
	['capitals of an email', 'PESSOA@EXEMPLO.COM.BR', 'pessoa@exemplo.com.br'],
	['an email', 'a.b-c+d@example.com', 'a.b-c+d@example.com'],
	['a byte order mark in front of an email', '\ufeffa@example.com', 'a@example.com'],
	['a random key', RANDOM, RANDOM],
	[
		'a random key in capitals',
		'ABCDEF00-0000-4000-8000-000000000990',
		'abcdef00-0000-4000-8000-000000000990',
	],
	['a random key without dashes', '00000000000040008000000000000990', RANDOM],
	['a random key with long dashes', '00000000–0000–4000–8000–000000000990', RANDOM],
	['a random key that was wrapped', '00000000-0000-4000-\n8000-000000000990', RANDOM],
	['a CPF with its punctuation', '529.982.247-25', '52998224725'],
	['a CPF with half of it', '529982247-25', '52998224725'],
	['a CPF of a sandbox, by its punctuation', '123.456.789-01', '12345678901'],
	['a CPF that nothing else can be: there is no DDD 52', '52998224725', '52998224725'],
	['another', '76109277673', '76109277673'],
	['a CNPJ with letters', '12abc34501de35', '12ABC34501DE35'],
	['the same with its punctuation', '12.ABC.345/01DE-35', '12ABC34501DE35'],
	['a CNPJ with zeros in front', '00.038.166/0001-05', '00038166000105'],
	['a CNPJ with invisible hyphens', '00.038.166/\u00ad0001\u2010\u00ad05', '00038166000105'],
])('key: %s', (_, value, expected) => expect(keyOf(value)).toBe(expected));

test.each([
	['11 digits that are a phone without +55', '11900000000', /11 digits, .* CPF or a phone/],
	// Both a valid CPF and the form of a phone in São Paulo: nobody can tell whose key it is.
	['11 digits that are both', '11987654021', /11 digits, .* CPF or a phone/],
	['11 digits that are no CPF', '12345678901', /11 digits, .* CPF or a phone/],
	['11 times one digit', '11111111111', /11 digits, .* CPF or a phone/],
	['13 digits: a phone without plus, or a CNPJ that lost a zero', '5511900000000', /PIX key/],
	['10 digits', '1130000000', /PIX key/],
	['a number', 11900000000, /PIX key.* is a number/],
	['a CPF that lost its zeros', 191, /PIX key.* is a number/],
	['a CPF that lost its zeros, as a text', '191', /PIX key/],
	['a phone of Peru that may be one of the DDD 51', '+51987654321', /PIX key/],
	['a phone with the zero of long distance', '+55 (011) 90000-0000', /PIX key/],
	['a phone with too many digits', '+55119000000000', /PIX key/],
	['two keys', '529.982.247-25 / pessoa@exemplo.com.br', /PIX key/],
	['an email in words', 'Pessoa <pessoa@exemplo.com.br>', /PIX key/],
	['an email with a blank', 'pessoa @exemplo.com.br', /PIX key/],
	['an email that is too long', `${'a'.repeat(70)}@exemplo.com`, /PIX key/],
	['half of a random key', '00000000-0000-4000-8000', /PIX key/],
	['a name', 'Padaria', /PIX key/],
	['a link', 'https://example.com/pix', /PIX key/],
	['a list', ['529.982.247-25'], /PIX key/],
	['an object', {}, /PIX key/],
])('key: %s is refused', (_, value, message) => expect(() => keyOf(value)).toThrow(message));

const CODE =
	'00020126580014br.gov.bcb.pix013600000000-0000-4000-8000-000000000990520400005303986540510.505802BR5917LOJA EXEMPLO LTDA6009SAO PAULO62130509PEDIDO12363046EBE';
const OF_PLUGGY =
	'00020126490014br.gov.bcb.pix0108dict-key0215additional-info52040000530398654031005802BR5912example-name6006Cidade62090505tx-id63045E20';

test.each([
	['as it is', CODE],
	['a line break behind', `${CODE}\n`],
	['blanks around', ` ${CODE} `],
	['a line break in place of a blank', CODE.replace('LOJA EXEMPLO', 'LOJA\nEXEMPLO')],
	['a line break within a word', CODE.replace('br.gov', 'br.\ngov')],
	['both of them', CODE.replace('br.gov', 'br.\r\ngov').replace('SAO PAULO', 'SAO\r\n  PAULO')],
	['an invisible blank in front', `\u200b${CODE}`],
	['invisible marks within', CODE.replace('LOJA', 'LO\u00adJA\u200b')],
	['blanks of a web page', CODE.replace(/ /g, '\u00a0')],
])('code: %s', (_, value) => expect(codeOf(value)).toBe(CODE));

test("code: that of Pluggy's document, and a check sum in small letters", () => {
	expect(codeOf(OF_PLUGGY)).toBe(OF_PLUGGY);
	expect(codeOf(CODE.replace('6EBE', '6ebe'))).toBe(CODE.replace('6EBE', '6ebe'));
});

test.each([
	['a wrong check sum', CODE.replace('6EBE', 'FFFF'), /check sum is wrong/],
	['another amount', CODE.replace('10.50', '90.50'), /check sum is wrong/],
	['cut off', CODE.slice(0, -12), /cut off/],
	['without its last character', CODE.slice(0, -1), /cut off/],
	['a blank too few', CODE.replace('LOJA EXEMPLO', 'LOJAEXEMPLO'), /cut off, or changed/],
	['a link', 'https://example.com/qr/1', /begins with 000201/],
	['no code', 'PIX', /begins with 000201/],
	['a key', RANDOM, /begins with 000201/],
	['two codes', `${CODE}\n${OF_PLUGGY}`, /nothing else/],
	['a code and more', `${CODE} obrigado!`, /nothing else/],
	['a number', 20126580014, /is a number/],
	['an object', {}, /must be a text/],
	['too long', `000201${'9'.repeat(2000)}`, /at most 1000 characters/],
])('code: %s is refused', (_, value, message) => expect(() => codeOf(value)).toThrow(message));

test('code: one that is none of PIX is refused, although its check sum fits', () => {
	const other =
		'00020126490014br.gov.bcb.xip0108dict-key0215additional-info52040000530398654031005802BR5912example-name6006Cidade62090505tx-id6304ABC7';
	expect(() => codeOf(other)).toThrow('is no PIX QR code');
});
