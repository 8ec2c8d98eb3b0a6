import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { localProblem } from '../shared/errors';
import { readList } from '../shared/paging';
import type { ApiRequest, QueryValue } from '../shared/request';
import type { Client } from '../shared/transport';
import type { Safety } from '../shared/backoff';
import type { Access } from '../shared/session';
import { integer, option } from './fields';
import { simplifiers } from './simplify';
import {
	InputError,
	toRow,
	type Field,
	type MakeFile,
	type Operation,
	type OutputRow,
	type ParseContext,
	type Place,
	type StepTools,
	type Values,
} from './operation';

/** From the parameters of one input row to the requests it needs, and to its output rows. */

/** Options that every operation has. */
export const COMMON_OPTIONS: readonly Field[] = [
	integer('maxWait', 'Max Wait', {
		...option,
		default: 120,
		description:
			'Seconds one request may wait for the rate limit of Pluggy and between attempts, before it fails',
	}),
];

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
	const rawOf = ({ property, place }: Field): unknown => {
		if (place === 'top') {
			const extractValue = property.type === 'resourceLocator';
			return parameters.getNodeParameter(property.name, row, undefined, { extractValue });
		}
		let collection = collections.get(place);
		if (!collection) {
			collection = parameters.getNodeParameter(place, row, {}) as IDataObject;
			collections.set(place, collection);
		}
		return collection[property.name];
	};
	const values: Record<string, unknown> = {};
	const isShown = ({ when = {} }: Field) =>
		Object.entries(when).every(([name, wanted]) =>
			wanted.includes(parameters.getNodeParameter(name, row, '') as string | boolean),
		);
	for (const field of [...operation.fields, ...COMMON_OPTIONS]) {
		if (!isShown(field)) continue;
		const value = parseField(field, rawOf(field), context);
		if (value !== undefined) values[field.property.name] = value;
	}
	checkTogether(operation, values);
	const { safety, access } = operation.levelOf?.(values) ?? operation;
	return {
		operation,
		values,
		safety,
		access,
		waitBudgetMs: values.maxWait === undefined ? undefined : Number(values.maxWait) * 1_000,
		limit: readLimit(parameters, operation, row),
		simplified:
			operation.simplify !== undefined &&
			parameters.getNodeParameter('simplify', row, true) !== false,
	};
}

/** Rules about two parameters. */
function checkTogether(operation: Operation, values: Values): void {
	const { fields, exclusive = [], ordered = [], requires = [] } = operation;
	const find = (name: string) => fields.find(({ property }) => property.name === name)!;
	for (const [one, other] of exclusive) {
		if (values[one] !== undefined && values[other] !== undefined) {
			throw invalid(
				find(one),
				`cannot be combined with "${find(other).property.displayName}": use one of them`,
			);
		}
	}
	for (const [first, last] of ordered) {
		if (values[first] === undefined || values[last] === undefined) continue;
		if (String(values[first]) > String(values[last])) {
			throw invalid(find(first), `must not be after "${find(last).property.displayName}"`);
		}
	}
	for (const [one, needed] of requires) {
		if (values[one] !== undefined && values[needed] === undefined) {
			throw invalid(find(one), `needs "${find(needed).property.displayName}" as well`);
		}
	}
}

function readLimit(parameters: Parameters, operation: Operation, row: number): number {
	if (operation.output !== 'list') return Infinity;
	if (parameters.getNodeParameter('returnAll', row, false) === true) return Infinity;
	const limit = Number(parameters.getNodeParameter('limit', row, 50));
	if (!Number.isSafeInteger(limit) || limit < 1) {
		throw localProblem('INVALID_INPUT', '"Limit" must be a whole number of at least 1', {
			details: { parameter: 'limit' },
		});
	}
	return limit;
}

function setDeep(target: IDataObject, path: string, value: unknown): void {
	const names = path.split('.');
	const last = names.pop()!;
	let place = target;
	for (const name of names) place = (place[name] ??= {}) as IDataObject;
	place[last] = value as IDataObject;
}

function bodyOf({ fields, method, body }: Operation, values: Values): unknown {
	if (body) return body(values);
	const members = fields.filter((field) => field.in === 'body');
	const whole = members.find(({ target }) => target === '');
	if (whole) return values[whole.property.name];
	// An update without fields still sends a body: for items it means "synchronize now".
	if (members.length === 0 || method === 'GET') return undefined;
	const result: IDataObject = {};
	for (const { property, target = property.name } of members) {
		if (values[property.name] !== undefined) setDeep(result, target, values[property.name]);
	}
	return result;
}

function pathOf({ path, fields }: Operation, values: Values): string {
	return path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const field = fields.find(
			({ in: where, target, property }) => where === 'path' && (target ?? property.name) === name,
		);
		return encodeURIComponent(String(values[field?.property.name ?? '']));
	});
}

function secretsOf({ fields }: Operation, values: Values): string[] {
	return fields
		.filter(({ secret }) => secret)
		.flatMap(({ property }) => {
			const value = values[property.name] ?? '';
			return typeof value === 'object' ? Object.values(value as object).map(String) : String(value);
		});
}

/** The requests of a plan: one, or several when a list of values is longer than Pluggy takes. */
export function requestsOf({
	operation,
	values,
}: Pick<Plan, 'operation' | 'values'>): ApiRequest[] {
	const { method, host, safety, access, limit, action, findOut } = operation;
	const query: Record<string, QueryValue> = {};
	for (const { in: where, property, target = property.name } of operation.fields) {
		if (where === 'query') query[target] = values[property.name] as QueryValue;
	}
	const request: ApiRequest = {
		method,
		path: pathOf(operation, values),
		...(host === undefined ? {} : { host }),
		query,
		body: bodyOf(operation, values),
		safety,
		access,
		...(limit === undefined ? {} : { limit }),
		action,
		...(findOut === undefined ? {} : { findOut }),
		secrets: secretsOf(operation, values),
	};
	const chunked = operation.fields.find(({ chunk }) => chunk !== undefined);
	const list = chunked && (values[chunked.property.name] as string[] | undefined);
	if (!chunked?.chunk || !list) return [request];
	const requests: ApiRequest[] = [];
	for (let start = 0; start < list.length; start += chunked.chunk) {
		const part = list.slice(start, start + chunked.chunk);
		requests.push({
			...request,
			query: { ...query, [chunked.target ?? chunked.property.name]: part },
		});
	}
	return requests;
}

/** The row of an operation that answers nothing: what was done, and to what. */
function doneRow({ method, fields }: Operation, values: Values): IDataObject {
	const ids = fields
		.filter((field) => field.in === 'path')
		.map(({ property: { name } }) => [name, values[name]]);
	return {
		...Object.fromEntries(ids),
		...(method === 'DELETE' ? { deleted: true } : { success: true }),
	};
}

/** The filters that the node applies itself; undefined when the row asks for none. */
function rowFilter({ keep = [] }: Operation, values: Values) {
	const asked = keep.filter((name) => values[name] !== undefined);
	if (asked.length === 0) return undefined;
	return (row: IDataObject) => asked.every((name) => row[name] === values[name]);
}

/**
 * Sends what a plan needs.
 * @yields output rows, a page at a time
 * @throws PluggyError
 */
export async function* runPlan(
	client: Client,
	plan: Plan,
	makeFile: MakeFile,
): AsyncGenerator<OutputRow[]> {
	const { operation, values, limit, simplified, waitBudgetMs } = plan;
	const { shape, steps, simplify } = operation;
	const flat = simplified && simplify !== undefined ? simplifiers[simplify] : undefined;
	const present: StepTools['present'] = (row, more) => {
		const json = flat ? flat(row) : row;
		return toRow(more ? { ...json, ...more } : json);
	};
	const patient: Client = {
		...client,
		send: async (request) => await client.send({ waitBudgetMs, ...request }),
	};
	const tools: StepTools = {
		client: patient,
		operation,
		values,
		limit,
		makeFile,
		secrets: secretsOf(operation, values),
		simplified,
		present,
	};
	if (steps && (steps.when === undefined || steps.when(values))) {
		yield* steps.run(tools);
		return;
	}
	const isKept = rowFilter(operation, values);
	let wanted = limit;
	for (const request of requestsOf(plan)) {
		if (operation.output === 'list') {
			// The limit counts rows that are kept, so it says nothing about the rows to read.
			const most = isKept ? Infinity : wanted;
			for await (const page of readList(patient, request, operation.paging, most)) {
				const rows = isKept ? page.filter(isKept).slice(0, wanted) : page;
				wanted -= rows.length;
				const shaped = shape ? await Promise.all(rows.map((row) => shape(row, tools))) : rows;
				yield shaped.map((row) => present(row));
				if (wanted <= 0) return;
			}
			continue;
		}
		const { body } = await patient.send(request);
		if (operation.output === 'empty') yield [toRow(doneRow(operation, values))];
		else yield [present(shape ? await shape(body as IDataObject, tools) : (body as IDataObject))];
	}
}
