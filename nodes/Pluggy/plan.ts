import type { IDataObject, IExecuteFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Safety } from '../shared/backoff';
import { localProblem } from '../shared/errors';
import type { Access } from '../shared/session';
import { flag, integer, option } from './fields';
import {
	InputError,
	type Field,
	type Operation,
	type ParseContext,
	type Place,
	type Values,
} from './operation';

/** From the parameters of one input row to checked values: before anything is sent. */

/** Options that every operation has. */
const COMMON_OPTIONS: readonly Field[] = [
	integer('maxWait', 'Max Wait', {
		...option,
		default: 120,
		description:
			'Seconds one request may wait for the rate limit of Pluggy and between attempts, before it fails',
	}),
];

/** Where money moves: n8n's Retry button runs all rows of a failed node again, under new labels. */
const ALLOW_IN_RETRIED = flag('allowInRetriedExecutions', 'Allow in Retried Executions', {
	...option,
	description:
		'Whether to pay also when somebody retries a failed execution, which sends all rows of this node again, those already paid included',
});

/** The options that an operation has for the node itself, beside its own fields. */
export function optionsOf({ safety, access, levelOf }: Operation): readonly Field[] {
	const mayMoveMoney = (safety === 'once' && access === 'payments') || levelOf !== undefined;
	return mayMoveMoney ? [...COMMON_OPTIONS, ALLOW_IN_RETRIED] : COMMON_OPTIONS;
}

/** What one input row asks for, checked, before anything is sent. */
export interface Plan {
	operation: Operation;
	values: Values;
	/** Infinity for all. */
	limit: number;
	simplified: boolean;
	safety: Safety;
	access: Access;
	/** How long one request may wait; undefined: as long as usual. */
	waitBudgetMs: number | undefined;
}

type Parameters = Pick<IExecuteFunctions, 'getNodeParameter' | 'getTimezone'>;

const inputProblem = (field: Field, error: unknown): unknown =>
	error instanceof InputError ? invalid(field, error.message) : error;

function invalid(field: Field, reason: string) {
	const where: Partial<Record<Place, string>> = {
		filters: ' (Filters)',
		additionalFields: ' (Additional Fields)',
		updateFields: ' (Update Fields)',
		options: ' (Options)',
	};
	return localProblem(
		'INVALID_INPUT',
		`"${field.property.displayName}"${where[field.place] ?? ''} ${reason}`,
		{ details: { parameter: field.property.name } },
	);
}

/** Anything else an expression may give for a collection holds no parameters. */
const asObject = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null ? (value as IDataObject) : {};

/** Types of parameters that have no empty text: where one is given, something is missing. */
const NEVER_EMPTY = new Set(['boolean', 'dateTime', 'number']);

/** Whether a parameter that is there holds nothing, as an expression gives it that finds nothing. */
function isBlank(field: Field, raw: unknown): boolean {
	if (raw === undefined || raw === null) return true;
	return typeof raw === 'string' && raw.trim() === '' && !mayBeEmpty(field);
}

const mayBeEmpty = ({ property, numeric }: Field) => !numeric && !NEVER_EMPTY.has(property.type);

function blank(field: Field) {
	const way = field.place === 'top' ? 'give a value' : 'give a value, or remove the field';
	const text = mayBeEmpty(field) ? " ('' leaves a text out)" : '';
	return invalid(field, `is empty: where money moves nothing is guessed, so ${way}${text}`);
}

const isPicked = (value: unknown): value is { value: unknown } =>
	typeof value === 'object' && value !== null && 'value' in value;

function parseField(field: Field, raw: unknown, context: ParseContext): unknown {
	try {
		return field.parse(raw, context);
	} catch (error) {
		throw inputProblem(field, error);
	}
}

/**
 * Reads and checks the parameters of one row.
 * @throws PluggyError (INVALID_INPUT) naming the parameter; nothing was sent
 */
export function planRow(parameters: Parameters, operation: Operation, row: number): Plan {
	const context: ParseContext = { timeZone: parameters.getTimezone() };
	const collections = new Map<Place, IDataObject>();
	const collectionOf = (place: Place): IDataObject => {
		const found = collections.get(place) ?? asObject(parameters.getNodeParameter(place, row, {}));
		collections.set(place, found);
		return found;
	};
	const rawOf = ({ property, place }: Field): unknown => {
		if (place === 'top') {
			const extractValue = property.type === 'resourceLocator';
			return parameters.getNodeParameter(property.name, row, undefined, { extractValue });
		}
		const value = collectionOf(place)[property.name];
		// n8n takes the value out of a picker on top, but not inside a collection.
		return property.type === 'resourceLocator' && isPicked(value) ? value.value : value;
	};
	const isThere = ({ property: { name }, place }: Field) =>
		place === 'top' || name in collectionOf(place);
	const blanks: Field[] = [];
	const values: Record<string, unknown> = {};
	// What decides comes before what it decides about.
	const isShown = ({ when = {} }: Field) =>
		Object.entries(when).every(([name, wanted]) => wanted.includes(values[name] as string));
	const deciding = new Set(operation.fields.flatMap(({ when = {} }) => Object.keys(when)));
	for (const field of [...operation.fields, ...optionsOf(operation)]) {
		if (!isShown(field)) continue;
		const raw = rawOf(field);
		const value = parseField(field, raw, context);
		if (isThere(field) && isBlank(field, raw)) blanks.push(field);
		if (deciding.has(field.property.name)) checkListed(field, value);
		if (value !== undefined) values[field.property.name] = value;
	}
	checkTogether(operation, values);
	const { safety, access } = operation.levelOf?.(values) ?? operation;
	// Left out, it would be real money instead of a test, another recipient, or no limit.
	if (access === 'payments' && blanks.length > 0) throw blank(blanks[0]);
	return {
		operation,
		values,
		safety,
		access,
		waitBudgetMs: values.maxWait === undefined ? undefined : Number(values.maxWait) * 1_000,
		limit: readLimit(parameters, operation, row, context),
		simplified:
			operation.simplify !== undefined && readFlag(parameters, SIMPLIFY, row, context, true),
	};
}

/** Of a value that is not listed nobody knows which other parameters count: none would be sent. */
function checkListed(field: Field, value: unknown): void {
	const listed = (field.property.options as INodePropertyOptions[]).map((option) => option.value);
	if (!listed.includes(value as string)) {
		throw invalid(field, `must be one of ${listed.join(', ')}`);
	}
}

/** Rules about two parameters. */
function checkTogether(operation: Operation, values: Values): void {
	const { fields, exclusive = [], different = [], ordered = [], requires = [] } = operation;
	const find = (name: string) => fields.find(({ property }) => property.name === name)!;
	for (const [one, other] of exclusive) {
		if (values[one] !== undefined && values[other] !== undefined) {
			throw invalid(
				find(one),
				`cannot be combined with "${find(other).property.displayName}": use one of them`,
			);
		}
	}
	for (const [one, other] of different) {
		if (values[one] !== undefined && values[one] === values[other]) {
			throw invalid(find(one), `must not be the same as "${find(other).property.displayName}"`);
		}
	}
	for (const [first, last] of ordered) {
		const [low, high] = [values[first], values[last]];
		if (low === undefined || high === undefined) continue;
		// Amounts are numbers; days and months are texts that sort as they follow each other.
		const isNumeric = typeof low === 'number' && typeof high === 'number';
		if (isNumeric ? low > high : String(low) > String(high)) {
			const reason = isNumeric ? 'must not be more than' : 'must not be after';
			throw invalid(find(first), `${reason} "${find(last).property.displayName}"`);
		}
	}
	for (const [one, needed, when] of requires) {
		if (values[one] === undefined || values[needed] !== undefined) continue;
		if (when === undefined || when(values)) {
			throw invalid(find(one), `needs "${find(needed).property.displayName}" as well`);
		}
	}
}

const RETURN_ALL = flag('returnAll', 'Return All', { in: 'node', place: 'top' });
const SIMPLIFY = flag('simplify', 'Simplify', { in: 'node', place: 'top' });

/** AI agents and expressions give switches as texts, too. */
function readFlag(
	parameters: Parameters,
	field: Field,
	row: number,
	context: ParseContext,
	otherwise: boolean,
): boolean {
	const raw = parameters.getNodeParameter(field.property.name, row, otherwise);
	const value = parseField(field, raw, context);
	if (value === undefined) throw invalid(field, 'must be true or false');
	return value === true;
}

function readLimit(
	parameters: Parameters,
	{ output, returnAll = false }: Operation,
	row: number,
	context: ParseContext,
): number {
	if (output !== 'list') return Infinity;
	if (readFlag(parameters, RETURN_ALL, row, context, returnAll)) return Infinity;
	const limit = Number(parameters.getNodeParameter('limit', row, 50));
	if (!Number.isSafeInteger(limit) || limit < 1) {
		throw localProblem('INVALID_INPUT', '"Limit" must be a whole number of at least 1', {
			details: { parameter: 'limit' },
		});
	}
	return limit;
}
