import type { IDataObject } from 'n8n-workflow';
import { localProblem } from '../shared/problems/errors';
import { isObject } from '../shared/objects';
import { readRequest } from '../shared/client/request';
import type { Client } from '../shared/client/transport';

/** The account of transactions, as it is read besides them. */

const isName = (value: unknown) => typeof value === 'string' && value !== '';

/** An error with the status of a success has neither, nor has the answer of something in between. */
const isAccount = (body: unknown): body is IDataObject =>
	isObject(body) && (isName(body.id) || isName(body.type));

/**
 * Reads one account.
 * @throws PluggyError also for an answer that is no account
 */
export async function readAccount(
	client: Client,
	id: string,
	action: string,
): Promise<IDataObject> {
	const path = `/accounts/${encodeURIComponent(id)}`;
	const { body } = await client.send(readRequest(action, path));
	if (isAccount(body)) return body;
	throw localProblem('BAD_ANSWER', 'Pluggy answered something that is no account');
}
