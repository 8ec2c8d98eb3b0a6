import type { IDataObject } from 'n8n-workflow';
import { readList } from './client/paging';
import { localProblem } from './problems/errors';
import { isObject } from './objects';
import { readRequest } from './client/request';
import type { Client } from './client/transport';

/** The account of transactions, as it is read besides them, and the accounts of an item. */

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

type Account = IDataObject & { id: string };

const hasId = (account: IDataObject): account is Account =>
	typeof account.id === 'string' && account.id !== '';

/**
 * Reads all accounts of an item, in Pluggy's order.
 * @param action what they are read for, for error texts
 * @throws PluggyError also for an account without ID
 */
export async function readAccountsOf(
	client: Pick<Client, 'send' | 'baseUrl'>,
	itemId: string,
	action: string,
): Promise<Account[]> {
	const request = readRequest(action, '/accounts', { itemId });
	const accounts: Account[] = [];
	for await (const page of readList(client, request, 'pageOnly', Infinity)) {
		for (const account of page) {
			if (!hasId(account)) {
				throw localProblem('BAD_ANSWER', 'Pluggy answered an account without ID');
			}
			accounts.push(account);
		}
	}
	return accounts;
}
