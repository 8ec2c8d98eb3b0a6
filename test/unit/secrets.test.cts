import { catalog } from '../../nodes/Pluggy/catalog';
import { secretsOf, valuesIn, valuesInPath } from '../../nodes/Pluggy/secrets';

const fields = catalog.flatMap(({ id: resource, operations }) =>
	operations.flatMap((operation) =>
		operation.fields.map((field) => ({
			...field,
			where: `${resource}.${operation.id}: ${field.property.name}`,
		})),
	),
);

/** Names of values that are secret, or that tell a person apart. */
const PERSONAL =
	/cpf|cnpj|taxNumber|pixKey|pixQr|e-?mail|phone|accountNumber|url|uri|password|secret|certificate|privateKey|credentials$|headers|parameterValue|^parameters$|^customer$/i;
/** Whose value is no such thing, though the name has a word of it. */
const PLAIN = new Set(['showHeaders']);

const personal = fields.filter(({ property: { name } }) => PERSONAL.test(name) && !PLAIN.has(name));

test('there are many', () => expect(personal.length).toBeGreaterThan(50));

test.each(personal.map((field) => [field.where, field] as const))(
	'%s is hidden in errors',
	(_, field) => expect(field.secret).toBe(true),
);

test('all values of a secret field are hidden, however deep', () => {
	const { operations } = catalog.find(({ id }) => id === 'item')!;
	const create = operations.find(({ id }) => id === 'create')!;
	const parameters = {
		user: 'maria',
		pin: 87654321,
		more: { list: ['one', { two: 2 }, null, true] },
	};
	const secrets = secretsOf(create, { parameters, clientUserId: 'user 17' });
	expect(secrets.sort()).toEqual(['2', '87654321', 'maria', 'one']);
	expect(secretsOf(create, {})).toEqual([]);
});

describe('the values of a body', () => {
	test.each<[string, unknown, string[]]>([
		['a text', 'a text', ['a text']],
		['a number', 1.5, ['1.5']],
		['what is no text', [true, null, undefined, () => 1], []],
		['members', { user: 'maria', list: [{ pin: 7 }] }, ['7', 'maria']],
		[
			'names that are no words',
			{ 'a b': 1, amount: 2, 'maria@x': 3 },
			['1', '2', '3', 'a b', 'maria@x'],
		],
		[
			'JSON as it was written',
			'{"amount": 10.50, "account": 12345678901234567890, "a": ["b"]}',
			['10.5', '10.50', '12345678901234567890', '12345678901234567000', 'b'],
		],
		['what only looks like JSON', '{not JSON', ['{not JSON']],
		[
			'an address',
			'https://u:p%20w@x.example/a?token=t%201&x=2#frag',
			['https://u:p%20w@x.example/a?token=t%201&x=2#frag', 'u', 'p w', 'frag', 't 1', '2'],
		],
		['a header', 'Bearer tok-1', ['Bearer tok-1', 'tok-1']],
		[
			'a PIX code',
			'00020126360014br.gov.bcb.pix0114+55119876543215204',
			['00020126360014br.gov.bcb.pix0114+55119876543215204', '+5511987654321'],
		],
	])('%s', (_, value, expected) => {
		expect([...new Set(valuesIn(value, true))].sort()).toEqual([...expected].sort());
	});

	test('nested deeper than the stack', () => {
		const deep = JSON.parse(`${'{"a":['.repeat(20_000)}"deep"${']}'.repeat(20_000)}`) as object;
		expect(valuesIn(deep, true)).toEqual(['deep']);
	});

	test('a hundred thousand of them', () => {
		expect(valuesIn(Array.from({ length: 100_000 }, (_, place) => ({ place })))).toHaveLength(
			100_000,
		);
	});
});

test.each<[string, string[]]>([
	['/items', []],
	['/items?', []],
	['/items?itemId=1', ['1']],
	['/items?token=a%20b&x=c=d&flag&a.b=1&=e&y=%ZZ', ['a b', 'c=d', 'a.b', '1', 'e', '%ZZ']],
])('the query of %s', (path, expected) => {
	expect(valuesInPath(path).filter((text) => text !== '')).toEqual(expected);
});
