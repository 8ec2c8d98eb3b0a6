import type { IDataObject } from 'n8n-workflow';
import { readList } from '../../shared/client/paging';
import { readRequest } from '../../shared/client/request';
import type { Client } from '../../shared/client/transport';
import {
	asItIs,
	errorRow,
	localProblem,
	PluggyError,
	problemOf,
} from '../../shared/problems/errors';
import { entryWithoutId, isObject } from '../../shared/objects';
import { noId } from '../listTrouble';
import type { Handler, Values } from '../operation';
import { readTogether } from '../readTogether';
import { requestsOf } from '../requests';
import { withDiagnosis } from '../diagnosis';

/** Item: Get Many. Pluggy lists the items of few accounts; of the others the credential knows the IDs. */

/** What Pluggy's list filters by, for items that are read one by one. */
const isWanted = ({ connector, clientUserId }: IDataObject, { connectorId, ...wanted }: Values) =>
	(connectorId === undefined || (isObject(connector) && connector.id === connectorId)) &&
	(wanted.clientUserId === undefined || clientUserId === wanted.clientUserId);

/** The items that Pluggy lists, or, where it lists none, those of the credential's Item IDs in their order. */
export const itemsListed: Handler = async function* (tools) {
	const { client, operation, values } = tools;
	const format = async (rows: readonly IDataObject[]) =>
		await tools.format(rows.map((row) => withDiagnosis(row, tools)));
	const [request] = requestsOf(tools);
	try {
		for await (const rows of readList(client, request, operation.paging, tools.limit)) {
			yield await format(rows);
		}
		return;
	} catch (error) {
		const isRefused = problemOf(error).code === 'LIST_ITEMS_FEATURE_NOT_ENABLED';
		if (!isRefused || client.itemIds.length === 0) throw asItIs(error);
	}
	const wrong = entryWithoutId(client.itemIds);
	if (wrong !== undefined) throw localProblem('INVALID_INPUT', noId(wrong).title);
	const isFiltered = values.connectorId !== undefined || values.clientUserId !== undefined;
	const ids = [...new Set(client.itemIds.map((id) => id.toLowerCase()))];
	yield* readTogether(tools, ids, async function* (id, one) {
		const item = await readItem(one, operation.action, id);
		// Whose it was nobody knows any more, so a filter leaves it out.
		if ('gone' in item) yield isFiltered ? [] : await tools.format([{ id, diagnosis: item.gone }]);
		else if (isWanted(item, values)) yield await format([item]);
	});
};

/** An item that is gone stays a row, so that its ID can be taken out of the credential. */
async function readItem(client: Client, action: string, id: string): Promise<IDataObject> {
	try {
		const { body } = await client.send(readRequest(action, `/items/${id}`));
		if (isObject(body)) return body;
	} catch (error) {
		// A 404 that is not Pluggy's says nothing about what Pluggy has.
		const isGone = error instanceof PluggyError && error.isPluggys;
		if (!isGone || error.problem.httpStatus !== 404) throw asItIs(error);
		return { gone: errorRow(error.problem) };
	}
	throw localProblem('BAD_ANSWER', 'Pluggy answered no item');
}
