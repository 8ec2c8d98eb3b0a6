import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const consent = (id: unknown, itemId: unknown): IDataObject => ({
	id: String(id),
	itemId: String(itemId),
	products: ['ACCOUNTS', 'TRANSACTIONS'],
	openFinancePermissionsGranted: ['ACCOUNTS_ALL', 'REGISTRATION_ALL'],
	createdAt: '2026-01-05T13:00:00.000Z',
	expiresAt: null,
	revokedAt: null,
});

export const cases: Case[] = [
	{
		resource: 'consent',
		operation: 'get',
		parameters: { consentId: '={{ $json.consentId }}' },
		input: threeRows('consentId'),
		requests: ({ consentId }) => [
			{ method: 'GET', path: `/consents/${consentId}`, answer: consent(consentId, 'i') },
		],
		rows: ({ consentId }) => [consent(consentId, 'i')],
	},
	{
		resource: 'consent',
		operation: 'getMany',
		parameters: { itemId: byId('={{ $json.itemId }}'), returnAll: true },
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'GET',
				path: '/consents',
				query: { itemId: String(itemId) },
				answer: { page: 1, total: 1, totalPages: 1, results: [consent('c', itemId)] },
			},
		],
		rows: ({ itemId }) => [consent('c', itemId)],
	},
	{
		resource: 'consent',
		operation: 'revoke',
		parameters: { consentId: '={{ $json.consentId }}' },
		input: threeRows('consentId', 'itemId'),
		requests: ({ consentId, itemId }) => [
			{ method: 'GET', path: `/consents/${consentId}`, answer: consent(consentId, itemId) },
			{ method: 'DELETE', path: `/items/${itemId}`, answer: { count: 1 } },
		],
		rows: ({ consentId, itemId }) => [{ consentId, itemId, deleted: true }],
	},
];
