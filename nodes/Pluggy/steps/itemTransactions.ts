import type { IDataObject } from 'n8n-workflow';
import { readList } from '../../shared/paging';
import type { ApiRequest } from '../../shared/request';
import { type Step, type StepTools } from '../operation';
import { requestsOf } from '../requests';

function accountsRequest({ operation, values }: StepTools): ApiRequest {
	return {
		method: 'GET',
		path: '/accounts',
		query: { itemId: String(values.itemId) },
		safety: 'read',
		access: 'readOnly',
		limit: 'accounts',
		action: operation.action,
	};
}

/** What tells the accounts of an item apart, for each row. */
function labelOf(account: IDataObject, { simplified, values }: StepTools): IDataObject {
	const { id, name, type, subtype, number, currencyCode } = account;
	if (!simplified) return { account: { id, name, type, subtype, number, currencyCode } };
	const { itemId } = values as { itemId: string };
	return { itemId, accountName: name, accountType: type, accountNumber: number };
}

/** The transactions of all accounts of an item, account by account; each row names its account. */
export const transactionsOfItem: Step = async function* (tools) {
	const { client, operation, values } = tools;
	const accounts: IDataObject[] = [];
	const pages = readList(client, accountsRequest(tools), 'pageOnly', Infinity);
	for await (const page of pages) for (const entry of page) accounts.push(entry);

	let wanted = tools.limit;
	for (const entry of accounts) {
		const label = labelOf(entry, tools);
		const ofAccount = { operation, values: { ...values, accountId: entry.id } };
		const [request] = requestsOf(ofAccount);
		for await (const rows of readList(client, request, operation.paging, wanted)) {
			wanted -= rows.length;
			yield rows.map((row) => tools.present(row, label));
		}
		if (wanted <= 0) return;
	}
};
