import type { IDataObject } from 'n8n-workflow';
import { readRequest } from './client/request';
import type { Client } from './client/transport';
import { isObject } from './objects';
import { asItIs, localProblem, saysGone, type PluggyError } from './problems/errors';

/** One connection, as Pluggy knows it. */

/**
 * An item as it is, or the problem that Pluggy does not know it.
 * @throws PluggyError also for an answer that is no item
 */
export async function readItem(
	client: Pick<Client, 'send'>,
	itemId: string,
	action = 'Get item',
): Promise<{ item: IDataObject } | { gone: PluggyError }> {
	const path = `/items/${encodeURIComponent(itemId)}`;
	try {
		const { body } = await client.send(readRequest(action, path));
		if (isObject(body) && typeof body.status === 'string') return { item: body };
	} catch (error) {
		if (saysGone(error)) return { gone: error };
		throw asItIs(error);
	}
	throw localProblem('BAD_ANSWER', 'Pluggy answered an item without status');
}
