import { byId, threeRows, type Case } from './case.cjs';

const token = (row: number) => `eyJhbGciOiJIUzI1NiJ9.eyJyb3ciOjE${row}.c2lnbg`;

export const cases: Case[] = [
	{
		resource: 'connectToken',
		operation: 'create',
		parameters: {
			additionalFields: {
				itemId: byId('={{ $json.itemId }}'),
				clientUserId: 'user 17',
				avoidDuplicates: true,
				oauthRedirectUri: 'https://app.example.com/back',
				webhookUrl: 'https://n8n.example.com/webhook/1',
			},
			options: {
				connectorIds: '201,612',
				connectorTypes: ['PERSONAL_BANK'],
				language: 'pt',
				products: ['ACCOUNTS', 'TRANSACTIONS'],
				theme: 'dark',
				withSandbox: true,
			},
		},
		input: threeRows('itemId'),
		requests: ({ itemId }, row) => [
			{
				method: 'POST',
				path: '/connect_token',
				body: {
					itemId,
					options: {
						clientUserId: 'user 17',
						avoidDuplicates: true,
						oauthRedirectUri: 'https://app.example.com/back',
						webhookUrl: 'https://n8n.example.com/webhook/1',
					},
				},
				answer: { accessToken: token(row) },
			},
		],
		rows: ({ itemId }, row) => [
			{
				accessToken: token(row),
				connectUrl: `https://connect.pluggy.ai/?connect_token=${token(row)}&update_item=${itemId}&with_sandbox=true&connector_ids=201%2C612&connector_types=PERSONAL_BANK&products=ACCOUNTS,TRANSACTIONS&lang=pt&theme=dark`,
			},
		],
	},
	{
		resource: 'connectToken',
		operation: 'create',
		title: 'nothing filled in',
		parameters: {},
		input: [{}, {}, {}],
		requests: (_, row) => [
			{
				method: 'POST',
				path: '/connect_token',
				body: {},
				answer: { accessToken: token(row) },
			},
		],
		rows: (_, row) => [
			{
				accessToken: token(row),
				connectUrl: `https://connect.pluggy.ai/?connect_token=${token(row)}`,
			},
		],
	},
];
