import type { Operation, Resource } from './operation';
import { account } from './operations/account';
import { bill } from './operations/bill';
import { category } from './operations/category';
import { categoryRule } from './operations/categoryRule';
import { connector } from './operations/connector';
import { connectToken } from './operations/connectToken';
import { consent } from './operations/consent';
import { customRequest } from './operations/customRequest';
import { enrichment } from './operations/enrichment';
import { identity } from './operations/identity';
import { insight } from './operations/insight';
import { investment } from './operations/investment';
import { item } from './operations/item';
import { loan } from './operations/loan';
import { merchant } from './operations/merchant';
import { transaction } from './operations/transaction';
import { webhook } from './operations/webhook';

/** Everything the Pluggy node can do, in the order of its resource list. */
export const catalog: readonly Resource[] = [
	account,
	bill,
	category,
	categoryRule,
	connector,
	connectToken,
	consent,
	customRequest,
	enrichment,
	identity,
	insight,
	investment,
	item,
	loan,
	merchant,
	transaction,
	webhook,
];

export function findOperation(resourceId: string, operationId: string): Operation | undefined {
	return catalog
		.find(({ id }) => id === resourceId)
		?.operations.find(({ id }) => id === operationId);
}
