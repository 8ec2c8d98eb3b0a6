import type { Operation, Resource } from './operation';
import { account } from './operations/account';
import { connector } from './operations/connector';
import { connectToken } from './operations/connectToken';
import { item } from './operations/item';
import { transaction } from './operations/transaction';

/** Everything the Pluggy node can do, in the order of its resource list. */
export const catalog: readonly Resource[] = [account, connectToken, connector, item, transaction];

export function findOperation(resourceId: string, operationId: string): Operation | undefined {
	return catalog
		.find(({ id }) => id === resourceId)
		?.operations.find(({ id }) => id === operationId);
}
