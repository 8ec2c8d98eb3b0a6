import type {
	IDataObject,
	IExecuteFunctions,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';
import type { Safety } from '../shared/client/resend';
import { localProblem } from '../shared/problems/errors';
import type { Access } from '../shared/access';
import { isMoney } from './amounts';
import { checkMembers, COLLECTIONS, labelOf, readCollection, type Collection } from './collections';
import {
	InputError,
	type Field,
	type Operation,
	type ParseContext,
	type Values,
} from './operation';
import { DAY_ORDER, HIDE_DOCUMENTS, nodeFieldsOf } from './nodeFields';
import { amountOrNone } from './parsers';

/** From the parameters of one input row to checked values: before anything is sent. */

/** What one input row asks for, checked, before anything is sent. */
export interface Plan {
	operation: Operation;
	values: Values;
	/** Infinity for all. */
	limit: number;
	simplified: boolean;
	safety: Safety;
	access: Access;
	/** Nothing else of the run is under way meanwhile: it changes something, spends a quota or is billed. */
	isAlone: boolean;
	/** How long one request may wait; undefined: as long as usual. */
	waitBudgetMs: number | undefined;
}

type Parameters = Pick<IExecuteFunctions, 'getNodeParameter' | 'getTimezone'>;

const inputProblem = (field: Field, error: unknown): unknown =>
	error instanceof InputError ? invalid(field, error.message) : error;

function invalid({ property, place }: Field, reason: string) {
	const where = place === 'top' ? '' : ` (${labelOf(place)})`;
	return localProblem('INVALID_INPUT', `"${property.displayName}"${where} ${reason}`, {
		details: { parameter: property.name },
	});
}

/** Types of parameters that have no empty text: where one is given, something is missing. */
const NEVER_EMPTY = new Set(['boolean', 'dateTime', 'multiOptions', 'number', 'options']);
/** Types whose empty text is what nobody has touched, unless an expression gave it. */
const UNTOUCHED = new Set(['json', 'resourceLocator']);

/** Whether a parameter that is there holds nothing, as an expression gives it that finds nothing. */
function isBlank(field: Field, raw: unknown, isFromExpression: () => boolean): boolean {
	if (raw === undefined || raw === null) return true;
	if (typeof raw !== 'string' || raw.trim() !== '') return false;
	const { property, numeric = false, vital = false, place } = field;
	if (numeric || NEVER_EMPTY.has(property.type)) return true;
	// A picker that was added to a collection was to be one.
	if (property.type === 'resourceLocator' && place !== 'top') return true;
	return (vital || UNTOUCHED.has(property.type)) && isFromExpression();
}

/** Whether an empty text leaves it out, whoever gives it. */
const mayBeEmpty = ({ property, numeric, vital }: Field) =>
	!numeric && !vital && !NEVER_EMPTY.has(property.type) && !UNTOUCHED.has(property.type);

function blank(field: Field) {
	const way = field.place === 'top' ? 'give a value' : 'give a value, or remove the field';
	const text = mayBeEmpty(field) ? " ('' leaves a text out)" : '';
	return invalid(field, `is empty: where money moves nothing is guessed, so ${way}${text}`);
}

const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');

const isPicked = (value: unknown): value is { value: unknown } =>
	typeof value === 'object' && value !== null && 'value' in value;

function parseField(field: Field, raw: unknown, context: ParseContext): unknown {
	try {
		return field.parse(raw, context);
	} catch (error) {
		throw inputProblem(field, error);
	}
}

/** What decides how others are read. */
function contextOf(parameters: Parameters, options: IDataObject): ParseContext {
	const context: ParseContext = { timeZone: parameters.getTimezone() };
	const order = parseField(DAY_ORDER, options[DAY_ORDER.property.name], context);
	if (order !== undefined) checkListed(DAY_ORDER, order);
	return { ...context, dayFirst: order === 'dayFirst' };
}

/**
 * Reads and checks the parameters of one row.
 * @throws PluggyError (INVALID_INPUT) naming the parameter; nothing was sent
 */
export function planRow(parameters: Parameters, operation: Operation, row: number): Plan {
	const collections = new Map<Collection, IDataObject>();
	for (const [place] of COLLECTIONS) {
		collections.set(place, readCollection(parameters, place, row));
	}
	const rawOf = ({ property, place }: Field, otherwise?: NodeParameterValueType): unknown => {
		if (place === 'top') {
			const extractValue = property.type === 'resourceLocator';
			return parameters.getNodeParameter(property.name, row, otherwise, { extractValue });
		}
		const value = collections.get(place)![property.name];
		// n8n takes the value out of a picker on top, but not inside a collection.
		return property.type === 'resourceLocator' && isPicked(value) ? value.value : value;
	};
	const isThere = ({ property: { name }, place }: Field) =>
		place === 'top' || Object.keys(collections.get(place)!).includes(name);
	const isFromExpression = ({ property: { name }, place }: Field): boolean => {
		const written = (parameter: string): unknown =>
			parameters.getNodeParameter(parameter, row, undefined, { rawExpressions: true });
		const whole = written(place === 'top' ? name : place);
		const part =
			place === 'top' || isExpression(whole) ? whole : (whole as IDataObject | undefined)?.[name];
		return isExpression(part) || (isPicked(part) && isExpression(part.value));
	};
	const blanks: Field[] = [];
	const values: Record<string, unknown> = {};
	// What decides comes before what it decides about.
	const isShown = ({ when = {} }: Field) =>
		Object.entries(when).every(([name, wanted]) => wanted.includes(values[name] as string));
	const deciding = new Set(operation.fields.flatMap(({ when = {} }) => Object.keys(when)));
	const own = nodeFieldsOf(operation);
	const context = contextOf(parameters, collections.get('options')!);
	for (const field of [...operation.fields, ...own]) {
		if (!isShown(field)) continue;
		const raw = rawOf(field, own.includes(field) ? field.property.default : undefined);
		const value = parseField(field, raw, context);
		if (isThere(field) && isBlank(field, raw, () => isFromExpression(field))) blanks.push(field);
		if (deciding.has(field.property.name)) checkListed(field, value);
		if (value !== undefined) values[field.property.name] = value;
	}
	checkTogether(operation, values);
	if (values[HIDE_DOCUMENTS.property.name] === true) checkFiles(operation, values);
	const { safety, access, costs } = operation.classify?.(values) ?? operation;
	checkMembers(operation, collections, access);
	// Left out, it would be real money instead of a test, another recipient, or no limit.
	if (access === 'payments' && blanks.length > 0) throw blank(blanks[0]);
	return {
		operation,
		values,
		safety,
		access,
		isAlone: safety !== 'read' || costs !== undefined,
		waitBudgetMs: values.maxWait === undefined ? undefined : Number(values.maxWait) * 1_000,
		limit: values.limit === undefined ? Infinity : Number(values.limit),
		simplified: values.simplify === true,
	};
}

/** Of a value that is not listed nobody knows which other parameters count: none would be sent. */
function checkListed(field: Field, value: unknown): void {
	const listed = (field.property.options as INodePropertyOptions[]).map((option) => option.value);
	if (!listed.includes(value as string)) {
		throw invalid(field, `must be one of ${listed.join(', ')}`);
	}
}

/** The handler that these values need, if they need one. */
export const handlerFor = ({ handler }: Operation, values: Values) =>
	handler && (handler.when === undefined || handler.when(values)) ? handler : undefined;

/** A file of others is put out whole or not at all. */
function checkFiles(operation: Operation, values: Values): void {
	if (handlerFor(operation, values)?.files !== 'asTheyAre') return;
	throw invalid(
		HIDE_DOCUMENTS,
		'cannot be kept in files of the bank, which show CPF and CNPJ: leave the file out, or switch this option off',
	);
}

/** What only all values together can say. */
function checkTogether({ fields, rules = [] }: Operation, values: Values): void {
	const find = (name: string) => fields.find(({ property }) => property.name === name)!;
	// What is money for some values only is read as such once they are known.
	for (const field of fields.filter(({ money }) => typeof money === 'function')) {
		const value = values[field.property.name];
		if (value === undefined || !isMoney(field, values)) continue;
		parseField({ ...field, parse: amountOrNone() }, value, { timeZone: '' });
	}
	for (const { about, other, broken } of rules) {
		const reason = broken(values);
		if (reason === undefined) continue;
		throw invalid(find(about), reason.replace('{other}', find(other).property.displayName));
	}
}
