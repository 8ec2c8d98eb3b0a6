import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../shared/objects';
import { BY_ITEM_STATUS } from '../shared/problems';
import { asItIs, problemOf, saysGone } from '../shared/problems/errors';
import { textOf } from '../shared/problems/words';
import { asComfort, readRequest } from '../shared/client/request';
import type { Client } from '../shared/client/transport';
import type { Operation, Owner, Values } from './operation';
import { isUuid } from './parsers';
import { readOnce, type Look, type RunMemory } from './runMemory';

/** A list that is empty: because what it belongs to is gone, or for a reason that can be told. */

function reasonOfItem({ status }: IDataObject): string | undefined {
	if (status === 'UPDATING') {
		return 'Nothing there yet: this connection is being updated. Ask again when it is done (Item: Wait).';
	}
	const text = textOf(BY_ITEM_STATUS, typeof status === 'string' ? status : undefined);
	return (
		text && `Nothing there, and this connection is in trouble: ${text.title}. Item: Get says more.`
	);
}

/** Of an item that was deleted Pluggy lists nothing, with 200 and no error. */
export const ITEM: Owner = {
	parameter: 'itemId',
	endpoint: { method: 'GET', path: '/items/{id}' },
};

export const ACCOUNT: Owner = {
	parameter: 'accountId',
	endpoint: { method: 'GET', path: '/accounts/{id}' },
};

/** Why one has nothing, by what it says itself; undefined if it does not tell. By its parameter. */
const WHY_EMPTY: Readonly<Record<string, (row: IDataObject) => string | undefined>> = {
	itemId: reasonOfItem,
	accountId: ({ type }) =>
		type === 'BANK'
			? 'Only credit cards have bills, and this is a bank account: choose a card under Account.'
			: undefined,
};

/**
 * Looks whether the owner of an empty list exists, and why it may be empty, once per run.
 * @param isVital whether no row can be trusted without the look: then what may pass is thrown, too
 * @throws PluggyError when it does not; a look that fails otherwise says nothing, and the list stays
 */
export async function checkOwner(
	{ owners, notes }: RunMemory,
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
			const { body } = await client.send(isVital ? request : asComfort(request));
			return { reason: isObject(body) ? WHY_EMPTY[owner.parameter]?.(body) : undefined };
		} catch (error) {
			if (saysGone(error)) return { gone: error };
			const { code, httpStatus, retryable } = problemOf(error);
			const mayPass = httpStatus === undefined || retryable;
			if (code === 'CANCELLED' || (isVital && mayPass)) throw asItIs(error);
			return {};
		}
	};
	const { gone, reason } = await readOnce(owners, client, id, look);
	if (gone) throw gone;
	if (reason !== undefined) notes.reasons.add(reason);
}
