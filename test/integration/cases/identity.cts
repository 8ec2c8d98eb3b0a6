import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const identity = (id: unknown, itemId: unknown): IDataObject => ({
	id: String(id),
	itemId: String(itemId),
	fullName: 'Maria da Silva',
	document: '416.799.495-00',
	documentType: 'CPF',
	birthDate: '1990-05-01T03:00:00.000Z',
	emails: [{ type: 'Personal', value: 'maria@example.com' }],
	addresses: [{ city: 'São Paulo', state: 'SP', postalCode: '01310-100', country: 'Brasil' }],
});

export const cases: Case[] = [
	{
		resource: 'identity',
		operation: 'get',
		parameters: { itemId: byId('={{ $json.itemId }}') },
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'GET',
				path: '/identity',
				query: { itemId: String(itemId) },
				answer: identity('x', itemId),
			},
		],
		rows: ({ itemId }) => [identity('x', itemId)],
	},
	{
		resource: 'identity',
		operation: 'getById',
		parameters: { identityId: '={{ $json.identityId }}' },
		input: threeRows('identityId'),
		requests: ({ identityId }) => [
			{ method: 'GET', path: `/identity/${identityId}`, answer: identity(identityId, 'i') },
		],
		rows: ({ identityId }) => [identity(identityId, 'i')],
	},
];
