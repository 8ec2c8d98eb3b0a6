/** A data table of transactions, which several of the example workflows fill: from simplified rows, as they come. */
import { as, makeTable, upsert } from './nodes.mjs';
import { say } from './texts.mjs';

/** @type {Record<string, import('./nodes.mjs').Kind>} */
const COLUMNS = {
	...{ transaction_id: 'string', account_id: 'string', account: 'string', date: 'string' },
	...{ description: 'string', amount: 'number', currency: 'string', category: 'string' },
};

/** Behind a trigger each event has to get through, so it runs for every row. @param {string} table */
export const transactionsTable = (table) => ({
	...makeTable(say('Transactions Table', 'Tabela de transações'), table, COLUMNS),
	...{ executeOnce: false, retryOnFail: true },
});

/** @param {string} table */
export const storeTransactions = (table) =>
	upsert(
		say('Store Transactions', 'Guardar transações'),
		table,
		{ transaction_id: '={{ $json.id }}' },
		{
			transaction_id: '={{ $json.id }}',
			account_id: '={{ $json.accountId }}',
			account: "={{ $json.accountName ?? '' }}",
			date: '={{ $json.date }}',
			description: "={{ $json.description ?? '' }}",
			amount: as('number', '={{ $json.amount }}'),
			currency: "={{ $json.currencyCode ?? 'BRL' }}",
			category: "={{ $json.categoryTranslated ?? $json.category ?? '' }}",
		},
	);

/** Which bank connection belongs to whom. */
export const connectionsTable = () => ({
	...makeTable(say('Connections Table', 'Tabela de conexões'), 'pluggy_connections', {
		client_user_id: 'string',
		item_id: 'string',
	}),
	retryOnFail: true,
});
