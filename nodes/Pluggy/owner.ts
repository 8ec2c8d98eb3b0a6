import { problemOf, type PluggyError } from '../shared/problems/errors';
import { readRequest } from '../shared/client/request';
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
 * @throws PluggyError when it does not; a look that fails otherwise says nothing, and the list stays
 */
export async function checkOwner(
	{ owners }: RunMemory,
	client: Client,
	{ owner, action }: Operation,
	values: Values,
): Promise<void> {
	const id = owner && values[owner.parameter];
	if (!owner || !isUuid(id)) return;
	const look = async (): Promise<Look> => {
		try {
			await client.send(readRequest(action, owner.endpoint.path.replace('{id}', id)));
			return {};
		} catch (error) {
			const { code, httpStatus } = problemOf(error);
			if (code === 'CANCELLED') throw asItIs(error);
			return httpStatus === 404 ? { gone: error as PluggyError } : {};
		}
	};
	const { gone } = await readOnce(owners, client, id, look);
	if (gone) throw gone;
}

const asItIs = (error: unknown) => error;
