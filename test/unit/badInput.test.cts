import { catalog } from '../../nodes/Pluggy/catalog';
import { InputError, type Field } from '../../nodes/Pluggy/operation';

/** Values that expressions give by mistake, for every parameter of every operation. */

const CPF = '761.092.776-73';
const BARE_CPF = '76109277673';
const context = { timeZone: 'America/Sao_Paulo' };

const HOSTILE: ReadonlyArray<readonly [string, unknown]> = [
	['NaN', NaN],
	['infinity', Infinity],
	['negative infinity', -Infinity],
	['a huge number', 1e21],
	['a number with lost digits', 12345678901234567890],
	['a tiny number', 1e-9],
	['a sum of floats', 0.1 + 0.2],
	['a negative number', -1.5],
	['true', true],
	['false', false],
	['an empty list', []],
	['a list of nothing', [null, undefined, '']],
	['a list of lists', [[1], [[2]]]],
	['a list of objects', [{ id: CPF }]],
	['a list with a CPF', [CPF]],
	['an empty object', {}],
	['an object with a CPF', { cpf: CPF }],
	['a date that is none', new Date(NaN)],
	['a comma as decimal point', '12,50'],
	['thousands and a comma', '1.234,56'],
	['an exponent', '1e3'],
	['hexadecimal', '0x10'],
	['a currency', 'R$ 10,00'],
	['a CPF', CPF],
	['a CPF in words', `o CPF é ${BARE_CPF}.`],
	['an expression that was not run', '{{ $json.cpf }}'],
	['broken JSON', `{"cpf": "${CPF}"`],
	['control characters', '\u0000\u0007'],
	['a path', '../../payments/requests'],
	['a symbol', Symbol('x')],
	['a function', () => CPF],
];

const fields = catalog.flatMap(({ id, operations }) =>
	operations.flatMap((operation) =>
		operation.fields.map(
			(field) => [`${id}.${operation.id} ${field.property.name}`, field] as const,
		),
	),
);

function outcomeOf(field: Field, value: unknown): { sent?: unknown; refused?: string } {
	try {
		return { sent: field.parse(value, context) };
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		return { refused: error.message };
	}
}

/** What JSON cannot carry: it would arrive as null, or change the type. */
function isWhole(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object' || value === null) {
		return ['string', 'boolean', 'undefined'].includes(typeof value) || value === null;
	}
	return Object.values(value).every(isWhole);
}

const isFreeJson = ({ property }: Field) => property.type === 'json';

test.each(fields)('%s takes nothing by mistake, and never repeats what it refuses', (_, field) => {
	for (const [what, value] of HOSTILE) {
		const { sent, refused } = outcomeOf(field, value);
		if (refused === undefined) {
			if (!isFreeJson(field) && !isWhole(sent)) throw new Error(`takes ${what}: ${String(sent)}`);
			continue;
		}
		expect(refused).toMatch(/^(must |is )\w/);
		expect(refused).not.toContain(CPF);
		expect(refused).not.toContain(BARE_CPF);
	}
});

test.each(fields.filter(([, { property }]) => property.type !== 'json'))(
	'%s takes no object, list of objects, function or date for a value',
	(_, field) => {
		for (const value of [{}, { cpf: CPF }, [{ id: 1 }], () => 1, new Date(NaN), NaN, Infinity]) {
			expect(outcomeOf(field, value)).toHaveProperty('refused');
		}
	},
);

const numbers = fields.filter(([, field]) => outcomeOf(field, '7').sent === 7);

test.each(numbers)('%s takes numbers and their plain text only, and says so', (_, field) => {
	for (const value of [true, [], '1,234', '1.234', '1,234.56', '1e3', '0x10', 'R$ 10', 1e21]) {
		expect(outcomeOf(field, value).refused).toMatch(/number|amount/);
	}
	const isWholeOnly = outcomeOf(field, '7.5').refused !== undefined;
	const withComma = ['12,50', '1.234,56'].map((value) => outcomeOf(field, value).sent);
	expect(withComma).toEqual(isWholeOnly ? [undefined, undefined] : [12.5, 1234.56]);
});

// Of "10,50", as it is written in Brazil, n8n's number field makes 1050.
test.each(numbers)(
	'%s is a number field in the editor only if it takes no decimals',
	(_, field) => {
		const { type, typeOptions } = field.property;
		const isWholeOnly = outcomeOf(field, '7.5').refused !== undefined;
		if (isWholeOnly) expect(typeOptions?.numberPrecision ?? 0).toBe(0);
		else expect(type).toBe('string');
	},
);

test('nothing is left out of the count', () => {
	expect(fields.length).toBeGreaterThan(300);
	expect(numbers.length).toBeGreaterThan(30);
});
