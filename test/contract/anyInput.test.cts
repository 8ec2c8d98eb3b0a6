import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { catalog } from '../../nodes/Pluggy/catalog';
import type { Field, Operation, Place, Values } from '../../nodes/Pluggy/operation';
import { planRow, type Plan } from '../../nodes/Pluggy/plan';
import { requestsOf } from '../../nodes/Pluggy/requests';
import { PluggyError } from '../../nodes/shared/problems/errors';
import { jsonText } from '../../nodes/shared/json';
import { encodeQuery } from '../../nodes/shared/client/request';
import { counted, FREE, RUNS } from '../counted.cjs';
import { anythingAtAll, baseOf, exampleOf, PLANTED, valuesFor } from './anyInput.cjs';
import { hasDocument } from './document.cjs';
import { NOT_IN_DOCUMENT } from './exceptions.cjs';
import { judgeRequest, labelOf, operationOf, type Recorded } from './sandboxDocument.cjs';
import { REQUESTS } from './sandboxExceptions.cjs';

/**
 * Whatever anybody gives for whatever parameter: it is refused in a sentence, or it is sent, in a
 * request that Pluggy documents. Nothing is sent that nobody gave, and nothing given is left out.
 */

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { cleanupParameterData } =
	require('n8n-core/dist/execution-engine/node-execution-context/utils/cleanup-parameter-data') as {
		cleanupParameterData(data: unknown): void;
	};

const PLACES = ['filters', 'additionalFields', 'updateFields', 'options'] as const;

/** What stands in a node, and whether an expression gives it. */
interface Given {
	value: unknown;
	isExpression: boolean;
}

interface Input {
	top: Record<string, Given>;
	collections: Partial<Record<Place, Record<string, Given> | Given>>;
}

const isGiven = (entry: Record<string, Given> | Given): entry is Given => 'isExpression' in entry;

const copied = (value: unknown): unknown => {
	if (Array.isArray(value)) return Array.from(value, copied);
	if (Object.prototype.toString.call(value) !== '[object Object]') return value;
	if (DateTime.isDateTime(value)) return value;
	return Object.fromEntries(
		Object.entries(value as object).map(([key, one]) => [key, copied(one)]),
	);
};

/** As n8n resolves parameters; it turns a DateTime inside an object into text. */
function resolved(value: unknown): unknown {
	const result = copied(value);
	cleanupParameterData(result);
	return result;
}

const written = ({ value, isExpression }: Given) => (isExpression ? '={{ $json.value }}' : value);

function parametersOf({
	top,
	collections,
}: Input): Pick<IExecuteFunctions, 'getNodeParameter' | 'getTimezone'> {
	const raw = (name: string): unknown => {
		const place = collections[name as Place];
		if (name in top) return written(top[name]);
		if (!place) return undefined;
		return isGiven(place)
			? written(place)
			: Object.fromEntries(Object.entries(place).map(([key, one]) => [key, written(one)]));
	};
	const value = (name: string): unknown => {
		const place = collections[name as Place];
		if (name in top) return resolved(top[name].value);
		if (!place) return undefined;
		return isGiven(place)
			? resolved(place.value)
			: resolved(Object.fromEntries(Object.entries(place).map(([key, one]) => [key, one.value])));
	};
	const isThere = (name: string) => name in top || collections[name as Place] !== undefined;
	return {
		getTimezone: () => 'America/New_York',
		getNodeParameter: ((
			name: string,
			_row: number,
			fallback: unknown,
			options?: { rawExpressions?: boolean; extractValue?: boolean },
		) => {
			if (!isThere(name)) return fallback;
			if (options?.rawExpressions) return raw(name);
			const found = value(name);
			return options?.extractValue && isPicked(found) ? found.value : found;
		}) as IExecuteFunctions['getNodeParameter'],
	};
}

const isNothing = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const bare = (value: unknown) =>
	String(value)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

/** A number as its writer means it: "1.234,56", "R$ 10,50", 5. */
function numberOf(value: unknown): number {
	if (typeof value !== 'string') return Number(value);
	const text = value.replace(/R\$|\s/g, '');
	return Number(text.includes(',') ? text.replace(/\./g, '').replace(',', '.') : text);
}

/** The zone in which the clock of a value is its own; undefined: it has none, it shows a day. */
function clockOf(value: unknown): DateTime | undefined {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) {
		const here = DateTime.fromJSDate(value);
		return here.equals(here.startOf('day')) ? here : here.toUTC();
	}
	const text = String(value).trim();
	if (!/(z|[+-]\d\d(:?\d\d)?)$/i.test(text.slice(10))) return undefined;
	return DateTime.fromISO(text.replace(' ', 'T').replace(' ', ''), { setZone: true });
}

/** The day of DESIGN: that of its own clock at midnight, else that of São Paulo. */
function dayOf(value: unknown): string {
	const clock = clockOf(value);
	if (!clock) return String(value).trim().slice(0, 10);
	const isMidnight = clock.toFormat('HH:mm:ss.SSS') === '00:00:00.000';
	const isStart = value instanceof Date && clock.zoneName !== 'UTC';
	return (isMidnight || isStart ? clock : clock.setZone('America/Sao_Paulo')).toISODate()!;
}

/** The instant of a value; a clock without a zone is that of the workflow. */
function instantOf(value: unknown): DateTime {
	const zone = 'America/New_York';
	const text = String(value).trim().replace(' ', 'T').replace(' ', '');
	return clockOf(value) ?? DateTime.fromISO(text, { zone });
}

const startOf = (day: string) => DateTime.fromISO(day, { zone: 'America/Sao_Paulo' });

/** A day, the start of one, or an instant, as the field sends it. */
function isSameTime(sent: unknown, given: unknown): boolean {
	if (/^\d{4}-\d\d-\d\d$/.test(String(sent))) return sent === dayOf(given);
	const time = DateTime.fromISO(String(sent)).toMillis();
	const whole = instantOf(given).toMillis();
	return [startOf(dayOf(given)).toMillis(), whole, Math.floor(whole / 1000) * 1000].includes(time);
}

const entriesOf = (value: unknown): unknown[] =>
	Array.isArray(value)
		? value
		: String(value)
				.split(/[\s,;]+/)
				.filter((entry) => entry !== '');

/** Whether what is sent is what was given, and not more than that. */
function isSame(sent: unknown, given: unknown, field: Field): boolean {
	if (field.property.type === 'json') return isSameField(sent, given, field);
	if (Array.isArray(sent)) {
		const entries = entriesOf(given);
		const fits = (one: unknown, entry: unknown) => isSame(one, entry, field);
		return (
			sent.every((one) => entries.some((entry) => fits(one, entry))) &&
			entries.every((entry) => sent.some((one) => fits(one, entry)))
		);
	}
	if (typeof sent === 'boolean') return given === sent || given === String(sent);
	if (typeof sent === 'number') return numberOf(given) === sent;
	if (field.property.type === 'dateTime' || field.property.name === 'dates')
		return isSameTime(sent, given);
	const [one, other] = [bare(sent), bare(given)];
	const { name } = field.property;
	if (name === 'bankCode') return one === other.padStart(3, '0');
	return one === other || (name === 'pixKey' && one === `55${other}`);
}

/** JSON fields that take whole transactions and events, and send what they ask for. */
const PART_OF_IT = new Set(['event', 'transactions']);

/** What is on the wire holds what was given: all of it, and nothing else. */
function isSameJson(sent: unknown, given: unknown, isPart: boolean): boolean {
	if (given instanceof Date) return sent === given.toISOString();
	if (DateTime.isDateTime(given)) return sent === given.toISO();
	if (typeof sent !== 'object' || sent === null)
		// A switch among credentials and headers is sent as a text.
		return Object.is(sent, given) || sent === String(given) || (sent === 0 && given === 0);
	if (typeof given !== 'object' || given === null || Array.isArray(sent) !== Array.isArray(given))
		return false;
	const names = Object.keys(isPart ? sent : { ...sent, ...given });
	return names.every((name) => isSameJson((sent as never)[name], (given as never)[name], isPart));
}

function isSameField(sent: unknown, given: unknown, { property: { name } }: Field): boolean {
	// The text null clears the headers of a webhook.
	if (sent === null) return String(given).trim() === 'null';
	const isText = typeof given === 'string' && /^\s*[[{"]/.test(given);
	const wire = JSON.parse(jsonText(sent)) as unknown;
	return isSameJson(wire, isText ? JSON.parse(given) : given, PART_OF_IT.has(name));
}

/** What a parser may read as "nothing to send", by the notes of the parameter. */
function maySendNothing(field: Field, value: unknown): boolean {
	if (isNothing(value)) return true;
	if (Array.isArray(value) && value.length === 0) return true;
	if (field.property.type === 'boolean') return value === false || value === 'false';
	return field.money === true && field.property.default === '0' && numberOf(value) === 0;
}

const isShown = ({ when = {} }: Field, values: Values) =>
	Object.entries(when).every(([name, wanted]) => wanted.includes(values[name] as string));

const isPicked = (value: unknown): value is { value: unknown } =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && 'value' in value;

function givenFor(input: Input, field: Field): Given | undefined {
	const { property, place } = field;
	const collection = input.collections[place];
	const found =
		place === 'top'
			? input.top[property.name]
			: collection && isGiven(collection)
				? isPlain(collection.value) && Object.keys(collection.value).includes(property.name)
					? { ...collection, value: collection.value[property.name] }
					: undefined
				: collection?.[property.name];
	if (!found) return undefined;
	const value =
		property.type === 'resourceLocator' && isPicked(found.value) ? found.value.value : found.value;
	return { ...found, value };
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' &&
	value !== null &&
	[null, Object.prototype].includes(Object.getPrototypeOf(value) as null);

const valueAt = (body: unknown, path: string): unknown =>
	path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], body);

/** Nothing that was given is missing in the plan, and all of the plan is in the request. */
function checkPlan(input: Input, operation: Operation, plan: Plan): void {
	for (const field of operation.fields) {
		const { name } = field.property;
		const given = givenFor(input, field);
		const sent = plan.values[name];
		const others = operation.fields.filter(
			(other) => other.property.name === name && other !== field,
		);
		if (!isShown(field, plan.values)) {
			if (!others.some((other) => isShown(other, plan.values))) expect(sent).toBeUndefined();
			continue;
		}
		if (!given) expect([name, sent]).toEqual([name, undefined]);
		else if (sent === undefined) {
			if (!maySendNothing(field, given.value)) throw new Error(`left out: ${name}`);
			if (plan.access === 'payments' && (given.value === undefined || given.value === null))
				throw new Error(`nothing is guessed where money moves: ${name}`);
		} else if (!isSame(sent, given.value, field))
			throw new Error(`changed: ${name} to ${String(sent)}`);
	}
	for (const place of PLACES) {
		const collection = input.collections[place];
		if (collection && isGiven(collection)) expect(isPlain(collection.value)).toBe(true);
	}
}

function checkRequests(operation: Operation, plan: Plan): void {
	const { values } = plan;
	if (operation.handler && (operation.handler.when === undefined || operation.handler.when(values)))
		return;
	for (const request of requestsOf(plan)) {
		for (const field of operation.fields.filter((one) => isShown(one, values))) {
			const { property, target = property.name } = field;
			if (values[property.name] === undefined || operation.body || field.chunk) continue;
			if (field.in === 'query') expect(request.query?.[target]).toBe(values[property.name]);
			if (field.in === 'body')
				expect(target === '' ? request.body : valueAt(request.body, target)).toBe(
					values[property.name],
				);
		}
		const recorded: Recorded = {
			method: request.method,
			path: request.path,
			query: encodeQuery(request.query),
			body: request.body === undefined ? '' : jsonText(request.body),
			status: 200,
			answer: '',
		};
		const documented = operationOf(recorded);
		if (request.host !== undefined || !hasDocument) continue;
		if (!documented) {
			const label = `${request.method} ${operation.path}`;
			if (label in NOT_IN_DOCUMENT) continue;
			throw new Error(
				`${label} is not in Pluggy's document: correct the path, or give the reason in NOT_IN_DOCUMENT (scripts/lib/document-exceptions.cjs)`,
			);
		}
		const allowed = REQUESTS[labelOf(documented)] ?? {};
		const wrong = judgeRequest(recorded, documented).filter(
			// Values that Pluggy may add later pass.
			(words) => !(words in allowed) && !/must be equal to one of the allowed values/.test(words),
		);
		expect(wrong).toEqual([]);
	}
}

const SENTENCE =
	/^(".{1,60}"( \((Filters|Additional Fields|Update Fields|Options)\))?|The path \/auth) (must|is|needs|holds|cannot) [\w"]/;

function check(operation: Operation, input: Input): 'refused' | 'sent' {
	let plan: Plan;
	try {
		plan = planRow(parametersOf(input), operation, 0);
	} catch (error) {
		if (!(error instanceof PluggyError)) throw error;
		expect(error.problem.code).toBe('INVALID_INPUT');
		expect(error.message).toMatch(SENTENCE);
		expect(error.message).not.toContain(PLANTED);
		return 'refused';
	}
	checkPlan(input, operation, plan);
	checkRequests(operation, plan);
	return 'sent';
}

const operations = catalog.flatMap(({ id, operations: list }) =>
	list.map((operation) => [`${id}.${operation.id}`, operation] as const),
);

const literal = (value: unknown): Given => ({ value, isExpression: false });

/** A node whose parameters are good, but for what is put in. */
function inputOf(operation: Operation, changes: ReadonlyArray<readonly [Field, Given]>): Input {
	const top = Object.fromEntries(
		Object.entries(baseOf(operation)).map(([name, value]) => [name, literal(value)]),
	);
	const collections: Input['collections'] = {};
	for (const [
		{
			property: { name, type },
			place,
		},
		given,
	] of changes) {
		const isPicker = type === 'resourceLocator' && !given.isExpression;
		const entry = isPicker ? { ...given, value: { mode: 'id', value: given.value } } : given;
		if (place === 'top') top[name] = given;
		else collections[place] = { ...collections[place], [name]: entry };
	}
	return { top, collections };
}

/** Strings that begin with `=` are expressions. */
const givenOf = (values: fc.Arbitrary<unknown>) =>
	fc.tuple(values, fc.boolean()).map(([value, isExpression]): Given => {
		const isText = typeof value === 'string' && !value.startsWith('=');
		return { value, isExpression: isExpression || !isText };
	});

const seeds: ReadonlyArray<readonly [string, number]> = [
	['a fixed seed', 20260205],
	['a free seed', FREE],
];

describe.each(seeds)('%s', (_, seed) => {
	afterAll(() => {
		if (seed === FREE) process.stdout.write(`\nAny input: SEED=${FREE} repeats this run\n`);
	});

	const withPlace = operations.map(([name, operation], place) => [name, operation, place] as const);

	test.each(withPlace)('%s takes anything for its parameters', (__, operation, place) => {
		const { fields } = operation;
		if (fields.length === 0) return;
		const change = fc
			.constantFrom(...fields)
			.chain((field) => fc.tuple(fc.constant(field), givenOf(valuesFor(field))));
		const changes = fc.array(change, { minLength: 1, maxLength: 2 });
		fc.assert(
			fc.property(
				changes,
				counted(
					'parameters of any operation',
					(list) => void check(operation, inputOf(operation, list)),
				),
			),
			{ seed: seed + place, numRuns: RUNS * (10 + 10 * fields.length) },
		);
	});

	test.each(withPlace)('%s takes anything for a collection', (__, operation, row) => {
		const members = (place: Place) =>
			Object.fromEntries(
				operation.fields
					.filter((field) => field.place === place)
					.slice(0, 2)
					.map((field) => [field.property.name, exampleOf(field)]),
			);
		const wholes = fc
			.constantFrom(...PLACES)
			.chain((place) =>
				fc.tuple(
					fc.constant(place),
					fc.oneof(anythingAtAll, fc.constant(members(place))),
					fc.constantFrom({}, { limit: 1 }, { isSandBox: true }),
				),
			);
		fc.assert(
			fc.property(
				wholes,
				counted('collections of any operation', ([place, value, more]) => {
					const input = inputOf(operation, []);
					const whole = isPlain(value) ? { ...value, ...more } : value;
					input.collections[place] = { value: whole, isExpression: true };
					const outcome = check(operation, input);
					if (!isPlain(whole) || Object.keys(more).length > 0) expect(outcome).toBe('refused');
				}),
			),
			{ seed: seed + row, numRuns: RUNS * 8 },
		);
	});
});

test('a good node passes, with every one of its parameters', () => {
	for (const [name, operation] of operations) {
		const left = new Set(operation.fields);
		expect([name, check(operation, inputOf(operation, []))]).toEqual([name, 'sent']);
		for (const field of operation.fields) {
			const outcome = () =>
				check(operation, inputOf(operation, [[field, literal(exampleOf(field))]]));
			if (outcome() === 'sent') left.delete(field);
		}
		// Those that make no sense alone.
		const needy = operation.rules?.map(({ about }) => about) ?? [];
		expect(needy).toEqual(expect.arrayContaining([...left].map(({ property }) => property.name)));
	}
});
