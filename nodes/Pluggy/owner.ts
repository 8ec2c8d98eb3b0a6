import { asItIs, problemOf, saysGone } from '../shared/problems/errors';
import { asComfort, readRequest } from '../shared/client/request';
import type { Client } from '../shared/client/transport';
import type { Operation, Owner, Values } from './operation';
import { isUuid } from './parsers';
import { readOnce, type Look, type RunMemory } from './runMemory';

/** A list that is empty because what it belongs to is gone. */

/** Of an item that was deleted Pluggy lists nothing, with 200 and no error. */
export const ITEM: Owner = {
	parameter: 'itemId',
	endpoint: { method: 'GET', path: '/items/{id}' },
};

/**
 * Looks whether the owner of an empty list exists, once per run.
 * @param isVital whether no row can be trusted without the look: then what may pass is thrown, too
 * @throws PluggyError when it does not; a look that fails otherwise says nothing, and the list stays
 */
export async function checkOwner(
	{ owners }: RunMemory,
	client: Client,
	{ owner, action }: Operation,
	values: Values,
	isVital: boolean,
): Promise<void> {
	const id = owner && values[owner.parameter];
	if (!owner || !isUuid(id)) return;
	const request = readRequest(action, owner.endpoint.path.replace('{id}', id));
	const look = async (): Promise<Look> => {
		try {
			await client.send(isVital ? request : asComfort(request));
			return {};
		} catch (error) {
			if (saysGone(error)) return { gone: error };
			const { code, httpStatus, retryable } = problemOf(error);
			const mayPass = httpStatus === undefined || retryable;
			if (code === 'CANCELLED' || (isVital && mayPass)) throw asItIs(error);
			return {};
		}
	};
	const { gone } = await readOnce(owners, client, id, look);
	if (gone) throw gone;
}
