/** Pluggy's own SDK, as its documentation reads transactions. */
import { PluggyClient } from 'pluggy-sdk';
import { measured } from './measured.mjs';

measured(async ({ clientId, clientSecret }) => {
	// It has no other way to be told another address than the variable PLUGGY_API_URL.
	const client = new PluggyClient({ clientId, clientSecret });
	return async (accountId) => await client.fetchAllTransactions(accountId);
});
