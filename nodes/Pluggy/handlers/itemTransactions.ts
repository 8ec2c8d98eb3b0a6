import type { IDataObject } from 'n8n-workflow';
import { readAccountsOf } from '../../shared/accounts';
import { readList } from '../../shared/client/paging';
import { plain } from '../cells';
import { type Handler, type HandlerTools } from '../operation';
import { requestsOf } from '../requests';
import { readTogether } from '../readTogether';
import type { Label } from '../transactionRow';

/** Transaction: Get Many with Source = Item. */

/** The accounts of the item. One that is deleted has none, and is an error. */
async function accountsOf(tools: HandlerTools): Promise<IDataObject[]> {
	const itemId = String(tools.values.itemId);
	const { client, operation } = tools;
	const accounts = await readAccountsOf(client, itemId, operation.action);
	if (accounts.length === 0) await tools.checkOwner(true);
	return accounts.map((account) => ({ ...account, itemId: account.itemId ?? itemId }));
}

/** What tells the accounts of an item apart, for each row; a flat one has more of it already. */
function labelOf(account: IDataObject, { simplified }: HandlerTools): Label {
	const { id, itemId, name, type, subtype, number, currencyCode } = account;
	if (!simplified)
		return { details: { account: { id, name, type, subtype, number, currencyCode } } };
	return {
		details: { accountType: plain(type), accountNumber: plain(number) },
		ids: { itemId },
	};
}

/** The transactions of all accounts of an item, account by account; each row names its account. */
export const transactionsOfItem: Handler = async function* (tools) {
	const { operation, values } = tools;
	const accounts = await accountsOf(tools);
	yield* readTogether(tools, accounts, async function* (account, client, wanted) {
		const label = labelOf(account, tools);
		const ofAccount = { operation, values: { ...values, accountId: account.id } };
		const [request] = requestsOf(ofAccount);
		for await (const rows of readList(client, request, operation.paging, wanted)) {
			yield await tools.format(rows, { label, account: { account } });
		}
	});
};
