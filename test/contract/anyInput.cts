import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Field, Operation } from '../../nodes/Pluggy/operation';

/** Values of any type, and what becomes of them in n8n before a node reads them. */

const ID = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';
export const context = { timeZone: 'America/New_York' };

/** What no message may repeat. */
export const PLANTED = 'Zq7';

/** Good for some parameter each; the first that a parser takes is that parameter's example. */
const EXAMPLES: readonly unknown[] = [
	ID,
	'2026-12-01',
	'10.50',
	5,
	'76109277673',
	'08050608000132',
	'00020126490014br.gov.bcb.pix0108dict-key0215additional-info52040000530398654031005802BR5912example-name6006Cidade62090505tx-id63045E20',
	'https://example.com/page',
	'/connectors/201',
	'0001',
	'202601',
	true,
	{ user: 'a', password: 'b' },
	[{ id: 'x', amount: 1, date: '2026-12-01', description: 'y' }],
	{ event: 'transactions/deleted', eventId: ID, itemId: ID, accountId: ID, transactionIds: [ID] },
	'SP',
];

const parsed = (field: Field, value: unknown): unknown => {
	try {
		return field.parse(value, context);
	} catch {
		return undefined;
	}
};

/** A value that the parameter takes: of a list, its first. */
export function exampleOf({ property, ...field }: Field): unknown {
	const options = (property.options ?? []).map((one) => (one as { value: unknown }).value);
	const candidates = options.length > 0 ? options : EXAMPLES;
	const found = candidates.find((one) => parsed({ property, ...field }, one) !== undefined);
	if (found === undefined) throw new Error(`no example for ${property.name}`);
	return found;
}

const ZONES = ['America/New_York', 'UTC', 'Europe/Lisbon', 'America/Sao_Paulo', 'Asia/Tokyo'];

const dates = fc.date({
	min: new Date('1990-01-01'),
	max: new Date('2035-01-01'),
	noInvalidDate: true,
});
const midnights = dates.map(
	(date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()),
);
const dateTimes = fc
	.tuple(fc.oneof(dates, midnights), fc.constantFrom(...ZONES), fc.boolean())
	.map(([date, zone, isStart]) => {
		const value = DateTime.fromJSDate(date, { zone });
		return isStart ? value.startOf('day') : value;
	});
const dayTexts = dateTimes.chain((value) =>
	fc.constantFrom(value.toISO()!, value.toISODate()!, value.toUTC().toISO()!, value.toSQL()!),
);

const moneyTexts = fc
	.tuple(
		fc.constantFrom('', 'R$ ', 'R$', '-', ' '),
		fc.nat(99_999_999),
		fc.constantFrom('', '.', ','),
		fc.constantFrom('', '5', '50', '505', '0000000004'),
		fc.boolean(),
	)
	.map(([sign, whole, point, cents, isGrouped]) => {
		const digits = isGrouped ? whole.toLocaleString('pt-BR') : String(whole);
		return `${sign}${digits}${point}${cents}`;
	});

const numbers = fc.oneof(
	fc.integer(),
	fc.nat(40),
	fc.double(),
	fc.constantFrom(NaN, Infinity, -Infinity, -0, 0.1 + 0.2, 1e21, 2 ** 53, 191, 38166000105),
);

/** Texts that people and other systems give, good for one parameter and wrong for the next. */
const texts = fc.oneof(
	fc.string({ maxLength: 12 }),
	fc.string({ unit: 'binary', maxLength: 8 }),
	fc.constantFrom(...EXAMPLES.filter((one) => typeof one === 'string')),
	fc.constantFrom('', ' ', '\u200b', '\n', ',', 'null', 'undefined', '[object Object]', 'NaN'),
	fc.constantFrom('true', 'false', '{}', '[]', '{"a":1}', '{"a":1,"a":2}', '..', '../x', 'PIX'),
	fc.constantFrom('529.982.247-25', '(11) 90000-0000', '11900000000', 'A@B.com', 'R$ 1.234,56'),
	fc.constantFrom(`${ID}, ${ID}`, `${ID},`, '1,2,3', '2026-12-01, 2027-01-01', 'João 😀'),
	fc.constant('João 😀'.substring(0, 6)),
	moneyTexts,
	dayTexts,
	fc.string({ maxLength: 9 }).map((text) => PLANTED + text),
);

const simple: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom(undefined, null, true, false),
	numbers,
	texts,
	dates,
	midnights,
	dateTimes,
	fc.constant(new Date(NaN)),
	fc.bigInt(),
);

const odd = (): fc.Arbitrary<unknown> =>
	fc.constantFrom<unknown>(() => 1, Symbol('s'), new Map([['a', 1]]), Buffer.from('ab'), /x/, [
		,
		1,
	]);

const { nested } = fc.letrec<{ nested: unknown }>((tie) => ({
	nested: fc.oneof(
		{ weight: 6, arbitrary: simple },
		{ weight: 2, arbitrary: fc.array(tie('nested'), { maxLength: 3 }) },
		{
			weight: 2,
			arbitrary: fc.dictionary(
				fc.constantFrom('a', 'amount', 'value', '__proto__'),
				tie('nested'),
				{
					maxKeys: 3,
					noNullPrototype: true,
				},
			),
		},
	),
}));

/** Anything that n8n's expressions can give. */
export const anything: fc.Arbitrary<unknown> = nested;

/** And what only the older engine of expressions can. */
export const anythingAtAll: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 9, arbitrary: nested },
	{ weight: 1, arbitrary: odd() },
);

/** Good values with something done to them, as spreadsheets, people and other nodes do it. */
function spoiled(good: unknown): fc.Arbitrary<unknown> {
	const text = String(good);
	const nothing = fc.constantFrom<unknown>(undefined, null, '', ' ');
	return fc.oneof(
		fc.constantFrom<unknown>(good, ` ${text}\n`, `\u200b${text}`, text.toUpperCase(), [good]),
		fc.constantFrom<unknown>(Number(text), BigInt(text.replace(/\D/g, '').slice(0, 18))),
		nothing.map((one) => [good, one]),
		fc.constantFrom(`${text},`, `${text}, `, `,${text}`, `${text}, ${text}`, `${text};${text}`),
		fc.nat(text.length).map((place) => `${text.slice(0, place)}${text.slice(place + 1)}`),
		fc
			.tuple(fc.nat(text.length), fc.constantFrom('\n', ' ', '-', '.', '0', '\ud83d', PLANTED))
			.map(([place, more]) => `${text.slice(0, place)}${more}${text.slice(place)}`),
		fc
			.tuple(anythingAtAll, fc.constantFrom('a', 'user', 'id', 'amount'))
			.map(([one, name]) =>
				typeof good === 'object' && good !== null && !Array.isArray(good)
					? { ...good, [name]: one }
					: [{ [name]: one }],
			),
		nothing,
	);
}

const kinds = new Map<string, fc.Arbitrary<unknown>>([
	['dateTime', fc.oneof(dates, midnights, dateTimes, dayTexts)],
	['money', fc.oneof(moneyTexts, numbers)],
]);

/** Values for one parameter: those of its own kind, spoiled ones, and anything at all. */
export function valuesFor(field: Field): fc.Arbitrary<unknown> {
	const kind = kinds.get(field.numeric ? 'money' : field.property.type) ?? texts;
	return fc.oneof(anythingAtAll, kind, spoiled(exampleOf(field)));
}

/** Examples for everything that must be given, as the editor would hold them. */
export function baseOf({ fields }: Operation): Record<string, unknown> {
	const base: Record<string, unknown> = {};
	for (const field of fields.filter(({ place }) => place === 'top')) {
		const { name, required, type, default: untouched } = field.property;
		const isNeeded = required === true || type === 'options' || String(untouched).startsWith('=');
		// Where fields take turns, the first of a name is as good as the next.
		base[name] ??= isNeeded ? exampleOf(field) : untouched;
	}
	return base;
}
