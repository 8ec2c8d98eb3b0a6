import type { IDataObject } from 'n8n-workflow';
import { asPluggyError, errorRow, problemOf } from '../shared/problems/errors';
import { isObject } from '../shared/objects';
import { readList } from '../shared/client/paging';
import type { ApiRequest } from '../shared/client/request';
import type { Client } from '../shared/client/transport';
import { saysOnlyError } from '../shared/client/answers';
import { withSentAmounts } from './amounts';
import { badAnswer } from './badAnswer';
import { idsLast } from './cells';
import { withoutSecrets } from './diagnosis';
import {
	toRow,
	type MakeFile,
	type Operation,
	type OutputRow,
	type HandlerTools,
	type Values,
} from './operation';
import { checkOwner } from './owner';
import { lanesOf } from './lanes';
import { handlerFor, type Plan } from './plan';
import { readTogether } from './readTogether';
import { formatterOf } from './format';
import { namedWithoutDocuments, rowWithoutDocuments } from './hideDocuments';
import { requestsOf } from './requests';
import { secretsOf } from './secrets';
import { newMemory } from './runMemory';

/** From a plan to its output rows. */

/** The row of an operation that answers nothing: what was done, and to what. */
function completedRow({ method, fields }: Operation, values: Values): IDataObject {
	const ids = fields
		.filter((field) => field.in === 'path')
		.map(({ property: { name } }) => [name, values[name]]);
	return {
		...Object.fromEntries(ids),
		...(method === 'DELETE' ? { deleted: true } : { success: true }),
	};
}

function holdsSomething(body: unknown): body is IDataObject {
	return isObject(body) && Object.keys(body).length > 0;
}

/**
 * The rows of an answer to a read: an object, or a list of objects where something is computed.
 * @throws PluggyError for anything else, such as the page of a proxy: it is no row
 */
function rowsOfRead({ action, passesLists = false }: Operation, body: unknown): IDataObject[] {
	const rows = Array.isArray(body) && passesLists ? (body as unknown[]) : [body];
	const areRows = rows.every(isObject);
	if (areRows && !rows.some(saysOnlyError)) return rows;
	throw badAnswer(action, areRows ? 'error' : 'noObject');
}

/** The filters that the node applies itself; undefined when the row asks for none. */
function rowFilter({ rowFilters = [] }: Operation, values: Values) {
	const asked = rowFilters.filter((name) => values[name] !== undefined);
	if (asked.length === 0) return undefined;
	return (row: IDataObject) => asked.every((name) => row[name] === values[name]);
}

/** Max Wait holds for every request; one that may wait less waits less. */
const withinBudget = (request: ApiRequest, most: number | undefined): ApiRequest => ({
	...request,
	waitBudgetMs:
		most === undefined ? request.waitBudgetMs : Math.min(request.waitBudgetMs ?? most, most),
});

/**
 * Sends what a plan needs.
 * @param memory what is known from other rows, and what is to be told in the end
 * @yields output rows, a page at a time
 * @throws PluggyError
 */
export async function* runPlan(...given: Parameters<typeof runWhole>): AsyncGenerator<OutputRow[]> {
	const [client, plan, makeFile, ...rest] = given;
	if (plan.values.hideDocuments !== true) {
		yield* runWhole(...given);
		return;
	}
	for await (const page of runWhole(client, plan, namedWithoutDocuments(makeFile), ...rest)) {
		yield page.map(rowWithoutDocuments);
	}
}

/** With whatever documents there are. */
async function* runWhole(
	client: Client,
	plan: Plan,
	makeFile: MakeFile,
	memory = newMemory(),
	lanes = lanesOf(1),
): AsyncGenerator<OutputRow[]> {
	const { operation, values, limit, simplified, safety, waitBudgetMs } = plan;
	const { mapRow } = operation;
	const handler = handlerFor(operation, values);
	const waitingClient: Client = {
		...client,
		send: async (request) => await client.send(withinBudget(request, waitBudgetMs)),
	};
	const { format } = formatterOf(plan, waitingClient, memory);
	const tools: HandlerTools = {
		client: waitingClient,
		operation,
		values,
		limit,
		makeFile,
		secrets: secretsOf(operation, values),
		simplified,
		format,
		notes: memory.notes,
		lanes,
		checkOwner: async (isVital = false) =>
			await checkOwner(memory, waitingClient, operation, values, isVital),
	};
	if (handler) {
		yield* handler.run(tools);
		return;
	}
	const formatAll = async (rows: readonly IDataObject[]) =>
		await format(mapRow ? await Promise.all(rows.map((row) => mapRow(row, tools))) : rows);
	/**
	 * Of a change that was made nothing may be lost by how it is shown: then the answer is put out as it
	 * came, with what went wrong as its diagnosis.
	 */
	async function rowsOfChange(body: IDataObject): Promise<OutputRow[]> {
		try {
			const rows = await formatAll([body]);
			return rows.map(({ json, ...rest }) => ({ ...rest, json: withAmounts(json) }));
		} catch (error) {
			if (safety === 'once') {
				const safe = withoutSecrets(body, tools.secrets);
				return [toRow({ ...withAmounts(safe), diagnosis: errorRow(problemOf(error)) })];
			}
			throw asPluggyError(error);
		}
	}
	const withAmounts = (row: IDataObject) => {
		const whole = withSentAmounts(row, operation, values);
		return whole !== row && simplified ? idsLast(whole) : whole;
	};
	const isKept = rowFilter(operation, values);
	const requests = requestsOf(plan);
	if (operation.output === 'list') {
		let isEmpty = true;
		yield* readTogether(tools, requests, async function* (request, one, wanted) {
			// The limit counts rows that are kept, so it says nothing about the rows to read.
			const most = isKept ? Infinity : wanted;
			let left = wanted;
			for await (const page of readList(one, request, operation.paging, most)) {
				if (page.length > 0) isEmpty = false;
				const rows = isKept ? page.filter(isKept).slice(0, left) : page;
				left -= rows.length;
				yield await formatAll(rows);
				if (left <= 0) return;
			}
		});
		if (isEmpty) await tools.checkOwner();
		return;
	}
	for (const request of requests) {
		const { body } = await waitingClient.send(request);
		if (safety === 'read') {
			yield await formatAll(rowsOfRead(operation, body));
		} else if (operation.output === 'empty' || !holdsSomething(body)) {
			// An empty answer where one is documented: the change was made all the same.
			yield [toRow(withAmounts(completedRow(operation, values)))];
		} else yield await rowsOfChange(body);
	}
}
