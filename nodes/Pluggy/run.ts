import type { IDataObject } from 'n8n-workflow';
import { asPluggyError, errorRow, localProblem, problemOf } from '../shared/errors';
import { readList } from '../shared/paging';
import type { Client } from '../shared/transport';
import {
	toRow,
	type MakeFile,
	type Operation,
	type OutputRow,
	type StepTools,
	type Values,
} from './operation';
import type { Plan } from './plan';
import { requestsOf, secretsOf } from './requests';
import { simplifiers } from './simplify';

/** From a plan to its output rows. */

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

function holdsSomething(body: unknown): body is IDataObject {
	return (
		typeof body === 'object' &&
		body !== null &&
		!Array.isArray(body) &&
		Object.keys(body).length > 0
	);
}

const noData = (action: string) =>
	localProblem('BAD_ANSWER', `"${action}": Pluggy answered without data`);

/**
 * The row of an answer. Of a change that was made nothing may be lost by how it is shown: then the
 * answer is put out as it came, with what went wrong as its diagnosis.
 */
async function rowOf(
	body: IDataObject,
	{ operation: { shape }, safety }: Plan,
	tools: StepTools,
): Promise<OutputRow> {
	try {
		return tools.present(shape ? await shape(body, tools) : body);
	} catch (error) {
		if (safety === 'once' && !tools.client.signal?.aborted) {
			return toRow({ ...body, diagnosis: errorRow(problemOf(error)) });
		}
		throw asPluggyError(error);
	}
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
		if (operation.passesLists && Array.isArray(body) && body.every(holdsSomething)) {
			yield await Promise.all(body.map(async (one) => await rowOf(one, plan, tools)));
		} else if (operation.output !== 'empty' && holdsSomething(body)) {
			yield [await rowOf(body, plan, tools)];
		} else if (operation.output !== 'empty' && plan.safety === 'read') {
			throw noData(operation.action);
		} else {
			// An empty answer where one is documented: the change was made all the same.
			yield [toRow(doneRow(operation, values))];
		}
	}
}
