import type { IDataObject } from 'n8n-workflow';
import { readList } from '../../shared/client/paging';
import { readItem } from '../../shared/items';
import { asItIs, errorRow, localProblem, problemOf } from '../../shared/problems/errors';
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
		const found = await readItem(one, id, operation.action);
		if ('item' in found) {
			if (isWanted(found.item, values)) yield await format([found.item]);
		} else if (!isFiltered) {
			// It stays a row, so that its ID can be taken out of the credential; whose it was nobody knows any more.
			yield await tools.format([{ id, diagnosis: errorRow(found.gone.problem) }]);
		}
	});
};
