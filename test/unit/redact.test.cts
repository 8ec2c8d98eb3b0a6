import { inspect } from 'node:util';
import fc from 'fast-check';
import { redact, redactDeep } from '../../nodes/shared/problems/redact';
import { counted, FREE, RUNS } from '../counted.cjs';

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
	['a CPF with an en dash', 'x 761.092.776–73 y', 'x [hidden] y'],
	['a CPF with an em dash', 'x 761.092.776—73 y', 'x [hidden] y'],
	['a CPF with a non-breaking hyphen', 'x 761.092.776\u201173 y', 'x [hidden] y'],
	['a CPF with a minus sign', 'x 761.092.776\u221273 y', 'x [hidden] y'],
	['a CPF with narrow blanks', 'x 761\u202f092\u202f776\u202f73 y', 'x [hidden] y'],
	['a CPF with thin blanks', 'x 761\u2009092\u2009776-73 y', 'x [hidden] y'],
	['a CPF with a mark without width', 'x 761.092\u200b.776-73 y', 'x [hidden] y'],
	['a CPF with wide digits', 'x ７６１.０９２.７７６-７３ y', 'x [hidden] y'],
	['a CPF with blanks around the dash', 'x 761.092.776 - 73 y', 'x [hidden] y'],
	['a CPF with dash and blanks of other kinds', 'x 761.092.776\u00a0–\u00a073 y', 'x [hidden] y'],
	['a CPF whose last digits stand apart', 'x 761092776 73 y', 'x [hidden] y'],
	['a CPF with one dot', 'x 761.09277673 y', 'x [hidden] y'],
	['a CPF with a dot and a dash', 'x 761.092776-73 y', 'x [hidden] y'],
	['a CPF with wrong check digits, in groups', 'x 761.092.776-00 y', 'x [hidden] y'],
	['a CPF in a form', '?cpf=761+092+776+73&x', '?cpf=[hidden]&x'],
	['a CPF in a URL, in small letters', '?cpf=761%2e092%2e776%2d73&x', '?cpf=[hidden]&x'],
	['a CPF in a URL in a URL', '?cpf=761%252E092%252E776%252D73&x', '?cpf=[hidden]&x'],
	[
		'a CPF in HTML',
		'x 761.092.776&ndash;73 and 761&#46;092&#x2e;776&#8209;73 y',
		'x [hidden] and [hidden] y',
	],
	['a CPF in JSON', 'x 761.092.776\\u201373 y', 'x [hidden] y'],
	['a CPF on two lines', 'x 761.092.776\n73 y', 'x [hidden] y'],
	['a CNPJ with an en dash', 'x 08.050.608/0001–32 y', 'x [hidden] y'],
	['a CNPJ with blanks around its marks', 'x 08.050.608 / 0001 - 32 y', 'x [hidden] y'],
	[
		'a CNPJ with some of its marks',
		'x 08050608/0001-32 and 08.050608000132 y',
		'x [hidden] and [hidden] y',
	],
	['a CNPJ with wrong check digits, in groups', 'x 08.050.608/0001-00 y', 'x [hidden] y'],
	[
		'a CNPJ without its leading zero',
		'document 8050608000132 refused',
		'document [hidden] refused',
	],
	[
		'a CNPJ without both leading zeros',
		'document 360305000104 refused',
		'document [hidden] refused',
	],
	['a CNPJ without three zeros', 'document 38166000105 refused', 'document [hidden] refused'],
	[
		'a CNPJ in JSON in JSON',
		'{\\"cnpj\\":\\"08.050.608\\\\/0001-32\\"}',
		'{\\"cnpj\\":\\"[hidden]\\"}',
	],
	['a CNPJ with two backslashes', 'x 08.050.608\\\\/0001-32 y', 'x [hidden] y'],
	['a CNPJ with letters and blanks', 'x 12 ABC 345 01DE 35 y', 'x [hidden] y'],
	['a CNPJ with letters in a URL', '?cnpj=12%2EABC%2E345%2F01DE-35', '?cnpj=[hidden]'],
	['a CNPJ with small letters', 'x 12abc34501de35 y', 'x [hidden] y'],
	['a CNPJ with letters glued to its name', 'CNPJ12ABC34501DE35', 'CNPJ[hidden]'],
	['a CNPJ with letters and wrong check digits, in groups', '12.ABC.345/01DE-00', '[hidden]'],
	['a CPF with commas', 'x 761,092,776-73 y', 'x [hidden] y'],
	['a CPF with underscores', 'x 761_092_776_73 y', 'x [hidden] y'],
	['a CPF with middle dots', 'x 761·092·776·73 y', 'x [hidden] y'],
	['a CPF as a number with thousands', 'x 76.109.277.673 y', 'x [hidden] y'],
	['a CPF as an English number', 'x 76,109,277,673.00 y', 'x [hidden].00 y'],
	['a CPF with decimals, without its zero', 'x 5117767055.0 y', 'x [hidden].0 y'],
	['a CPF that is filled up to 14 digits', 'x 00076109277673 y', 'x [hidden] y'],
	['a CPF that is filled up to 15 digits', 'x 000076109277673 y', 'x [hidden] y'],
	['a CPF behind a number', 'x 000.761.092.776-73 y', 'x 000.[hidden] y'],
	['a CPF in two lines', 'x 76109\n277673 y', 'x [hidden] y'],
	['a printed CPF in two lines', 'x 761.092.7\r\n  76-73 y', 'x [hidden] y'],
	['a CNPJ without its zero', 'x 8.050.608/0001-32 y', 'x [hidden] y'],
	['a CNPJ as a number with thousands', 'x 8.050.608.000.132 y', 'x [hidden] y'],
	['a CNPJ that is filled up to 15 digits', 'x 008050608000132 y', 'x [hidden] y'],
	['a CNPJ with odd marks', 'x 08_050_608|0001:32 y', 'x [hidden] y'],
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
	['errorId a1b2c3d4e5f612'],
	['pagamento20250 and ABCDEFGHIJKL12'],
	['order 12345678901 and 12345678901234'],
	['order 00000000000 and 11111111111111'],
	['n8n-1234567890-0-0 and n8n-76109277673-12-3'],
	['n8n-123456789-01-2'],
	['20260131-123456 and 20260131 123456'],
	['connect ECONNREFUSED 192.168.100.12:443'],
	['quantity 123.45678901 and 12.345678901234'],
	['quantity 761092776.73'],
	['0123456789abcdef0123456789abcdef01234567'],
	['R$ 76.109.277.674 and 76,109,277,674.00'],
	['account 000000123456780 and 0001234567890123'],
	['761_092_776_74 and 10:20:30, 100,200,300,40'],
	['first line\nsecond line, 123\n45678901'],
])('redact leaves %s alone', (text) => expect(redact(text)).toBe(text));

test('redact hides given secrets wherever they stand, but not what is too short to be one', () => {
	expect(redact('user maria-login said hunter22', ['hunter22', 'maria-login', 'ok'])).toBe(
		'user [hidden] said [hidden]',
	);
	expect(redact('ok', ['ok'])).toBe('ok');
});

const percent = (text: string, change = (digits: string) => digits) =>
	[...Buffer.from(text)].map((byte) => `%${change(byte.toString(16).padStart(2, '0'))}`).join('');
const entities = (text: string, write: (code: number) => string) =>
	[...text].map((character) => `&${write(character.codePointAt(0)!)};`).join('');
const inHtml = (text: string) =>
	text.replace(
		/[&<>"']/g,
		(mark) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[mark] ?? '#39'};`,
	);
const NAMED: Record<string, string> = { ç: '&ccedil;', ã: '&atilde;', ö: '&ouml;', é: '&eacute;' };
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inBase64 = (text: string, as: BufferEncoding = 'base64') => Buffer.from(text).toString(as);

/** How a value may be written where it comes back. */
const SPELLINGS: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	JSON: inJson,
	'JSON without other letters': (secret) =>
		inJson(secret).replace(
			/[^\0-\x7f]/g,
			(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
		),
	'JSON with its slashes escaped': (secret) => inJson(secret).replace(/\//g, '\\/'),
	'JSON in JSON': (secret) => inJson(inJson(secret)),
	'a URL': (secret) => encodeURIComponent(secret),
	'a URL with small digits': (secret) =>
		encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
	'a URL with all characters encoded': (secret) => percent(secret, (code) => code.toUpperCase()),
	'the same with small digits': (secret) => percent(secret),
	'a URL in a URL': (secret) => encodeURIComponent(encodeURIComponent(secret)),
	'JSON in a URL': (secret) => encodeURIComponent(JSON.stringify({ secret })),
	'a form': (secret) => new URLSearchParams({ secret }).toString(),
	HTML: inHtml,
	'HTML with names of letters': (secret) =>
		inHtml(secret).replace(/[çãöé]/g, (letter) => NAMED[letter]),
	'HTML with decimal codes': (secret) => entities(secret, (code) => `#${code}`),
	'HTML with hexadecimal codes': (secret) => entities(secret, (code) => `#x${code.toString(16)}`),
	'JSON in HTML': (secret) => inHtml(JSON.stringify({ secret })),
	base64: (secret) => inBase64(secret),
	base64url: (secret) => inBase64(secret, 'base64url'),
	'base64 in a URL': (secret) => encodeURIComponent(inBase64(secret)),
	'base64 after a name': (secret) => `Basic ${inBase64(`user:${secret}`)}`,
	'base64 after a longer name': (secret) => `Basic ${inBase64(`maria:${secret}`)}`,
	'base64 before another value': (secret) => `Basic ${inBase64(`${secret}:another`)}`,
	'base64 after an ID': (secret) =>
		inBase64(`3f0d7f52-6f0e-4d37-9a40-0c5a7d3f2b11:${secret}`, 'base64url'),
	'composed accents': (secret) => secret.normalize('NFC'),
	'accents apart': (secret) => secret.normalize('NFD'),
	'accents apart, in a URL': (secret) => encodeURIComponent(secret.normalize('NFD')),
	'hexadecimal digits': (secret) => Buffer.from(secret).toString('hex'),
	'a dump of bytes': (secret) => inspect(Buffer.from(secret), { maxArrayLength: 200 }).slice(8, -1),
	'a list of bytes': (secret) => JSON.stringify([...Buffer.from(secret)]),
	'escapes in braces': (secret) =>
		[...secret].map((one) => `\\u{${one.codePointAt(0)!.toString(16)}}`).join(''),
	'two lines': (secret) => broken(secret, '\n'),
	'two lines, the second moved in': (secret) => broken(secret, '\r\n    '),
	'two lines in JSON': (secret) => JSON.stringify(broken(secret, '\n')),
	'two lines in a URL': (secret) => encodeURIComponent(broken(secret, '\n')),
	'two lines of a mail': (secret) => broken(secret, '=\r\n'),
	capitals: (secret) => secret.toUpperCase(),
	'small letters': (secret) => secret.toLowerCase(),
};

/** With a line break inside a word, where no character is cut in two. */
function broken(secret: string, by: string): string {
	const characters = [...secret];
	const place = characters.findIndex(
		(character, at) => at > 1 && !/\s/.test(`${characters[at - 1]}${character}`),
	);
	if (place < 0 || /[\r\n]/.test(secret)) return secret;
	return [characters.slice(0, place), characters.slice(place)]
		.map((part) => part.join(''))
		.join(by);
}

const GIVEN = [
	'p@ss "wörd"/+1',
	'a&b<c>',
	'my secret pw',
	'senha-ção',
	'Tr0ub4dor&3',
	'1234',
	'ab+1',
	'87654321',
	"it's",
	'\\back\\slash\\',
	'100%25 sure',
	'maria.silva@example.com',
	'Straße é',
	'😀 pässword 😀',
	'https://n8n.example.com/webhook/1?token=tok-secret-1&x=%C3%A7',
	'a-client-secret-of-64-characters-0123456789-0123456789-0123456789',
];

describe.each(Object.entries(SPELLINGS))('a secret is found: %s', (_, spell) => {
	test.each(GIVEN)('%s', (secret) => {
		const written = spell(secret);
		for (const [before, after] of [
			['it was ', ' there'],
			['{"pw":"', '"}'],
			['?pw=', '&x=1'],
			['<b>', '</b>'],
		]) {
			const said = redact(`${before}${written}${after}`, ['another-secret', secret]);
			expect(said).toContain('[hidden]');
			expect(said).not.toContain(written);
			// Nothing of it is left but what may stand around it.
			expect(said.length).toBeLessThan(before.length + after.length + 45);
			expect(said.startsWith(before.slice(0, -1))).toBe(true);
			expect(said.trimEnd().endsWith(after.slice(1))).toBe(true);
		}
	});
});

const often = { seed: FREE, numRuns: 100 * RUNS };

afterAll(() => process.stdout.write(`\nRedaction: SEED=${FREE} repeats this run\n`));

const anySecret = fc
	.string({
		minLength: 4,
		maxLength: 40,
		unit: fc.constantFrom(...'abcXYZ0129 .:/"\\&%+-_<>çãé\n'),
	})
	.filter((secret) => secret.trim().length >= 4);

test.each(Object.entries(SPELLINGS))('any secret is found: %s', (_, spell) => {
	fc.assert(
		fc.property(
			anySecret,
			counted('secrets in errors', (secret) => {
				const said = redact(`it was ${spell(secret)} there`, [secret]);
				return said.includes('[hidden]') && !said.includes(spell(secret));
			}),
		),
		often,
	);
});

test.each(['>\\%aa', '"\\%e9é', '&\\x41 %41'])(
	'%s is found though it looks like escapes',
	(secret) => {
		for (const spell of Object.values(SPELLINGS))
			expect(redact(`it was ${spell(secret)} there`, [secret])).not.toContain(spell(secret));
	},
);

test('three characters are no secret: they would be hidden everywhere', () => {
	expect(redact('HTTP 123, code 123', ['123'])).toBe('HTTP 123, code 123');
});

test('IDs stay whole, though a short secret is among their digits', () => {
	const said =
		'item 5e9f8f8f-1234-4f8f-8f8f-8f8f8f8f8f8f, n8n-1234-0-0, at 2026-01-31T03:00:00.000Z';
	expect(redact(said, ['1234', '2026'])).toBe(said);
	const id = '5e9f8f8f-1234-4f8f-8f8f-8f8f8f8f8f8f';
	expect(redact(`key ${id}`, [id])).toBe('key [hidden]');
	expect(redact('n8n-1234-0-0', ['n8n-1234-0-0'])).toBe('n8n-1234-0-0');
});

test('a secret that holds another one is hidden as a whole', () => {
	expect(redact('hunter22-and-more', ['hunter22', 'hunter22-and-more'])).toBe('[hidden]');
});

describe('a line of a certificate or private key is as secret as the whole', () => {
	const line = (seed: number) => Buffer.alloc(48, `${seed}k3y`).toString('base64');
	const lines = ['-----BEGIN KEY-----', line(1), line(2), 'AQEFAASCBKcwggSj', '-----END KEY-----'];
	const ways: Array<[string, string, string]> = [
		['kept', lines.join('\n'), lines.join('\n')],
		['as on Windows', lines.join('\r\n'), lines.join('\n')],
		['lost when it was sent', lines.join(''), lines.join('\n')],
		['lost when it came back', lines.join('\n'), lines.join('')],
		['become blanks', lines.join(''), lines.join(' ')],
		['become escapes', lines.join(''), lines.join('\\n')],
	];

	test.each(ways)('line breaks %s', (_, sent, back) => {
		expect(redact(`cannot read ${back}!`, [sent])).toBe('cannot read [hidden]!');
		for (const one of lines.slice(1, 4)) {
			expect(redact(`cannot read ${one} here`, [sent])).toBe('cannot read [hidden] here');
		}
	});

	test('half of a token is too much as well', () => {
		const token = 'tok-0123456789abcdefghijklmnopqrstuvwxyz';
		expect(redact(`it begins with ${token.slice(0, 20)}...`, [token])).toBe(
			'it begins with [hidden]...',
		);
		expect(redact(`it ends with ${token.slice(-20)}.`, [token])).toBe('it ends with [hidden].');
	});
});

const digits = fc.array(fc.nat(9), { minLength: 11, maxLength: 11 }).map((list) => list.join(''));
const around = fc.constantFrom('', ' ', 'cpf=', '"', 'CPF', '(', '_', 'é', '\n');

/** The last two digits that make nine digits a CPF. */
function withCheckDigits(nine: string): string {
	return [10, 11].reduce((all, first) => {
		const sum = [...all].reduce(
			(total, digit, place) => total + Number(digit) * (first - place),
			0,
		);
		return `${all}${((sum * 10) % 11) % 10}`;
	}, nine);
}

test('no CPF is seen, however it is written and whatever stands around it', () => {
	const isHidden = (a: string, text: string, b: string) =>
		!redact(`${a}${text}${b}`).includes(text.slice(-6));
	fc.assert(
		fc.property(
			digits,
			around,
			around,
			fc.constantFrom('', '.', ' ', '-'),
			counted('CPFs in errors', (any, a, b, gap) => {
				const cpf = withCheckDigits(any.slice(0, 9));
				const [one, two, three, four] = [
					any.slice(0, 3),
					any.slice(3, 6),
					any.slice(6, 9),
					any.slice(9),
				];
				const written = [`${one}${gap}${two}${gap}${three}`, four].join(gap === '' ? '-' : gap);
				const isAddress = gap === '.' && [one, two, three].every((part) => Number(part) < 256);
				return (
					(new Set(cpf).size === 1 || isHidden(a, cpf, b)) && (isAddress || isHidden(a, written, b))
				);
			}),
		),
		often,
	);
});

test('UUIDs stay, and redacting twice is redacting once', () => {
	fc.assert(
		fc.property(
			fc.uuid(),
			counted('UUIDs in errors', (id) => redact(`item ${id}.`) === `item ${id}.`),
		),
		often,
	);
	fc.assert(
		fc.property(
			fc.string(),
			digits,
			counted('texts redacted twice', (text, cpf) => {
				const once = redact(`${text} ${cpf}`, [text]);
				const isOurs = /hidden/i.test(text) || '[hidden]'.includes(text.trim().toLowerCase());
				return redact(once, [text]) === once || isOurs;
			}),
		),
		often,
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

describe('a text that is cut', () => {
	const told = /… cut, (\d+) characters more$/;

	test('says how much is missing', () => {
		const said = redact('ab'.repeat(500_000));
		const more = Number(told.exec(said)![1]);
		expect(said.replace(told, '')).toBe('ab'.repeat((1_000_000 - more) / 2));
		expect(said.length).toBeLessThan(17_000);
		expect(redact('short', [], 5)).toBe('short');
	});

	test.each(Object.entries(SPELLINGS))('never ends in half a secret: %s', (_, spell) => {
		for (const secret of ['hunter22 é&', 'a-token-of-many-characters-0123456789-0123456789']) {
			const before = 'refused, '.repeat(3);
			const written = spell(secret);
			const text = `${before}${written}; and more`;
			const whole = redact(text, [secret]);
			for (let most = before.length; most <= before.length + written.length; most++) {
				const [shown] = redact(text, [secret], most).split('…');
				expect(whole.startsWith(shown)).toBe(true);
			}
		}
	});

	test('never ends in half a document', () => {
		const text = 'the document 761.092.776-73, and more';
		for (let most = 13; most <= 27; most++) {
			expect(redact(text, [], most)).toMatch(/^the document ?(\[hidden\])?… cut, /);
		}
	});

	test('never ends in half a character', () => {
		expect(redact('ab😀cd', [], 3)).toBe('ab… cut, 4 characters more');
		expect(redact('ab😀cd', [], 4)).toBe('ab😀… cut, 2 characters more');
	});
});

describe('data that is cut', () => {
	test('names what is missing in lists and objects', () => {
		const list = Array.from({ length: 100_000 }, (_, place) => `entry ${place}`);
		const shown = redactDeep({ list, after: 'x' });
		const last = shown.list[shown.list.length - 1];
		expect(last).toBe(`… cut, ${list.length - shown.list.length + 1} entries more`);
		expect(shown).toEqual({ list: shown.list, '…': '… cut, 1 member more' });
		expect(JSON.stringify(shown).length).toBeLessThan(64 * 1_024);
	});

	test('may be nested deeper than the stack', () => {
		const text = `${'{"a":['.repeat(20_000)}"deep"${']}'.repeat(20_000)}`;
		const shown = JSON.stringify(redactDeep(JSON.parse(text) as object));
		expect(shown.length).toBeLessThan(1_000);
		expect(shown).toContain('… cut, nested deeper than 30 levels');
	});
});

describe('many secrets', () => {
	/** A list that tells how often it was read from its beginning. */
	function counted(list: string[]) {
		let reads = 0;
		const secrets = new Proxy(list, {
			get: (target, name, receiver) => {
				if (name === '0') reads++;
				return Reflect.get(target, name, receiver) as unknown;
			},
		});
		return { secrets, reads: () => reads };
	}
	const rows = Array.from({ length: 2_000 }, (_, row) => `pedido ${row} de Maria da Silva`);

	test('are prepared once for all texts', () => {
		const { secrets, reads } = counted(rows);
		const said = redactDeep(
			rows.map((row, place) => ({ [`rows[${place}]`]: `"${row}" is wrong` })),
			secrets,
			{ most: Infinity },
		);
		expect(reads()).toBe(1);
		expect(JSON.stringify(said)).not.toContain('Silva');
		expect(said[1_999]).toEqual({ 'rows[1999]': '"[hidden]" is wrong' });
		redact('once more', secrets);
		expect(reads()).toBe(1);
	});

	test('more than can be looked for: then nothing is shown', () => {
		const secrets = Array.from({ length: 10_000 }, (_, row) => `pedido ${row} de Maria da Silva`);
		expect(redact('a field is wrong', secrets)).toBe('[hidden]');
		expect(redactDeep({ a: ['is wrong', 1, null] }, secrets)).toEqual({
			'[hidden]': ['[hidden]', '[hidden]', null],
		});
	});
});

test('redactDeep hides nothing but the given secrets, if that is asked, and no names', () => {
	expect(
		redactDeep({ user: 'user 76109277673', at: '2026-01-31T03:00:00.000Z' }, ['user', '2026'], {
			what: 'secrets',
		}),
	).toEqual({ user: '[hidden] 76109277673', at: '2026-01-31T03:00:00.000Z' });
});
