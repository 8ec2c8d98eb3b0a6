/** The workflows that are compared: the same rows by the Pluggy node and by n8n's HTTP Request. */
import { byId, httpRequest, inARow, pluggy, rows } from '../test/e2e/workflow.mjs';

/** All transactions of an account, a page after the other. @param {string} name @param {string} accountId @param {boolean} simplify */
export const pluggyMany = (name, accountId, simplify) =>
	inARow(name, [
		pluggy('Transactions', {
			resource: 'transaction',
			operation: 'getMany',
			accountId: byId(accountId),
			returnAll: true,
			simplify,
			filters: {},
		}),
	]);

/** The same, as one does it without the package. @param {string} name @param {string} accountId @param {string} base */
export const httpMany = (name, accountId, base) =>
	inARow(name, [
		httpRequest(`${base}/v2/transactions?accountId=${accountId}`, {
			pagination: {
				pagination: {
					paginationMode: 'responseContainsNextURL',
					nextURL: `={{ $response?.body?.next ? '${base}/v2/transactions' + $response.body.next : $request.url }}`,
					paginationCompleteWhen: 'other',
					completeExpression: '={{ !$response.body.next }}',
				},
			},
		}),
		{
			name: 'Split Out',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'results', options: {} },
		},
	]);

/** @param {number} count @param {Row} row */
const input = (count, row) =>
	rows(
		'Input',
		Array.from({ length: count }, (_, number) => ({ ...row, number })),
	);

/** One read for each of so many rows. @param {string} name @param {number} count @param {string} id @param {number} [atOnce] */
export const pluggyReads = (name, count, id, atOnce) =>
	inARow(name, [
		...input(count, { id }),
		pluggy('Read', {
			resource: 'transaction',
			operation: 'get',
			transactionId: '={{ $json.id }}',
			simplify: false,
			options: atOnce === undefined ? {} : { requestsAtOnce: atOnce },
		}),
	]);

/** The same by HTTP Request, which sends all at once. @param {string} name @param {number} count @param {string} id @param {string} base */
export const httpReads = (name, count, id, base) =>
	inARow(name, [...input(count, { id }), httpRequest(`=${base}/transactions/{{ $json.id }}`)]);

/**
 * Rows that the node answers by itself: of transactions that are gone there is nothing to read.
 * @param {string} name
 * @param {number} count
 * @param {string} [type] of the node
 */
export const unsentReads = (name, count, type) =>
	inARow(name, [
		...input(count, { event: 'transactions/deleted', transactionIds: ['gone'] }),
		pluggy(
			'Read',
			{
				resource: 'transaction',
				operation: 'getFromEvent',
				event: '={{ $json }}',
				returnAll: true,
			},
			type && { type },
		),
	]);

/**
 * Rows that the node refuses before anything is sent.
 * @param {string} name
 * @param {number} count
 * @param {string} [type] of the node
 */
export const refusedReads = (name, count, type) =>
	inARow(name, [
		...input(count, { id: 'no uuid' }),
		pluggy(
			'Read',
			{ resource: 'transaction', operation: 'get', transactionId: '={{ $json.id }}' },
			{ onError: 'continueRegularOutput', ...(type && { type }) },
		),
	]);
