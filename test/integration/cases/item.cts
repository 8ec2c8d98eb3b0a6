import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case, type Exchange } from './case.cjs';

const item = (id: unknown, more: IDataObject = {}): IDataObject => ({
	id: String(id),
	connector: { id: 201, name: 'Itaú' },
	status: 'UPDATED',
	executionStatus: 'SUCCESS',
	clientUserId: 'user 17',
	createdAt: '2026-01-05T13:00:00.000Z',
	lastUpdatedAt: '2026-01-06T13:00:00.000Z',
	error: null,
	...more,
});

/** As the node puts it out. */
const shown = (id: unknown, more: IDataObject = {}): IDataObject => ({
	...item(id, more),
	diagnosis: null,
});

const updating = { status: 'UPDATING', executionStatus: 'CREATED' };
const onItem = { itemId: byId('={{ $json.itemId }}'), simplify: false };

export const cases: Case[] = [
	{
		resource: 'item',
		operation: 'create',
		parameters: {
			connectorId: byId('={{ $json.connector }}'),
			parameters: '{"user": "user-ok", "password": "password-ok"}',
			simplify: false,
			additionalFields: {
				avoidDuplicates: true,
				clientUserId: 'user 17',
				oauthRedirectUri: 'https://app.example.com/back',
				products: ['ACCOUNTS', 'TRANSACTIONS'],
				webhookUrl: 'https://n8n.example.com/webhook/1',
			},
		},
		input: [{ connector: 2 }, { connector: 201 }, { connector: '612' }],
		requests: ({ connector }) => [
			{
				method: 'POST',
				path: '/items',
				body: {
					connectorId: Number(connector),
					parameters: { user: 'user-ok', password: 'password-ok' },
					avoidDuplicates: true,
					clientUserId: 'user 17',
					oauthRedirectUri: 'https://app.example.com/back',
					products: ['ACCOUNTS', 'TRANSACTIONS'],
					webhookUrl: 'https://n8n.example.com/webhook/1',
				},
				answer: item('new', updating),
			},
		],
		rows: () => [shown('new', updating)],
	},
	{
		resource: 'item',
		operation: 'create',
		title: 'encrypted credentials, already settled, with wait',
		parameters: {
			connectorId: byId('2'),
			parameters: '"bG9uZyBlbmNyeXB0ZWQgdGV4dA=="',
			simplify: false,
			options: { wait: true, pollInterval: 1, waitTimeout: 10 },
		},
		input: [{}, {}, {}],
		requests: () => [
			{
				method: 'POST',
				path: '/items',
				body: { connectorId: 2, parameters: 'bG9uZyBlbmNyeXB0ZWQgdGV4dA==' },
				answer: item('11111111-1111-4111-8111-111111111111', updating),
			},
			{
				method: 'GET',
				path: '/items/11111111-1111-4111-8111-111111111111',
				answer: item('11111111-1111-4111-8111-111111111111'),
			},
		],
		rows: () => [shown('11111111-1111-4111-8111-111111111111')],
	},
	{
		resource: 'item',
		operation: 'delete',
		parameters: onItem,
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{ method: 'DELETE', path: `/items/${itemId}`, answer: { count: 1 } },
		],
		rows: ({ itemId }) => [{ itemId, deleted: true }],
	},
	{
		resource: 'item',
		operation: 'disableAutoSync',
		parameters: onItem,
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'PATCH',
				path: `/items/${itemId}/disable-auto-sync`,
				answer: item(itemId, { nextAutoSyncAt: null }),
			},
		],
		rows: ({ itemId }) => [shown(itemId, { nextAutoSyncAt: null })],
	},
	{
		resource: 'item',
		operation: 'get',
		parameters: onItem,
		input: threeRows('itemId'),
		requests: ({ itemId }) => [{ method: 'GET', path: `/items/${itemId}`, answer: item(itemId) }],
		rows: ({ itemId }) => [shown(itemId)],
	},
	{
		resource: 'item',
		operation: 'getMany',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: { clientUserId: '={{ $json.user }}', connectorId: byId('201') },
		},
		input: [{ user: 'user 17' }, { user: 'ação&1' }, { user: 'u/3' }],
		requests: ({ user }): Exchange[] => [
			{
				method: 'GET',
				path: '/v2/items',
				query: { clientUserId: String(user), connectorId: '201' },
				answer: { results: [item('a')], next: '?connectorId=201&after=Y3Vy%2Bc29y%3D%3D' },
			},
			{
				method: 'GET',
				path: '/v2/items',
				query: { clientUserId: String(user), connectorId: '201', after: 'Y3Vy+c29y==' },
				answer: { results: [item('b')], next: null },
			},
		],
		rows: () => [shown('a'), shown('b')],
	},
	{
		resource: 'item',
		operation: 'getResources',
		parameters: {
			...onItem,
			returnAll: true,
			filters: { status: 'AVAILABLE' },
		},
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'GET',
				path: `/items/${itemId}/resources`,
				query: { status: 'AVAILABLE', pageSize: '500', page: '1' },
				answer: {
					page: 1,
					total: 1,
					totalPages: 1,
					results: [{ resourceId: 'r', type: 'ACCOUNT', status: 'AVAILABLE' }],
				},
			},
		],
		rows: () => [{ resourceId: 'r', type: 'ACCOUNT', status: 'AVAILABLE' }],
	},
	{
		resource: 'item',
		operation: 'getScr',
		parameters: { ...onItem, filters: { from: '202509', to: '={{ $json.to }}' } },
		input: [
			{ ...threeRows('itemId')[0], to: '202510' },
			{ ...threeRows('itemId')[1], to: '2025-11' },
			{ ...threeRows('itemId')[2], to: 202512 },
		],
		requests: ({ itemId }, row) => [
			{
				method: 'GET',
				path: `/items/${itemId}/scr`,
				query: { from: '202509', to: ['202510', '202511', '202512'][row] },
				answer: { cdCli: '12345678909', tpCli: '1', lsDtb: [] },
			},
		],
		rows: () => [{ cdCli: '12345678909', tpCli: '1', lsDtb: [] }],
	},
	{
		resource: 'item',
		operation: 'sendMfa',
		parameters: { ...onItem, parameterName: 'token', parameterValue: '={{ $json.code }}' },
		input: [
			{ ...threeRows('itemId')[0], code: '123456' },
			{ ...threeRows('itemId')[1], code: '012345' },
			{ ...threeRows('itemId')[2], code: 'a b' },
		],
		requests: ({ itemId, code }) => [
			{
				method: 'POST',
				path: `/items/${itemId}/mfa`,
				body: { token: code },
				answer: item(itemId, updating),
			},
		],
		rows: ({ itemId }) => [shown(itemId, updating)],
	},
	{
		resource: 'item',
		operation: 'update',
		parameters: {
			...onItem,
			updateFields: {
				clientUserId: 'user 18',
				parameters: '{"password": "new"}',
				products: ['LOANS'],
				webhookUrl: 'https://n8n.example.com/webhook/2',
			},
		},
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'PATCH',
				path: `/items/${itemId}`,
				body: {
					clientUserId: 'user 18',
					parameters: { password: 'new' },
					products: ['LOANS'],
					webhookUrl: 'https://n8n.example.com/webhook/2',
				},
				answer: item(itemId, updating),
			},
		],
		rows: ({ itemId }) => [shown(itemId, updating)],
	},
	{
		resource: 'item',
		operation: 'update',
		title: 'synchronize now',
		parameters: onItem,
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{ method: 'PATCH', path: `/items/${itemId}`, body: {}, answer: item(itemId, updating) },
		],
		rows: ({ itemId }) => [shown(itemId, updating)],
	},
	{
		resource: 'item',
		operation: 'wait',
		parameters: { ...onItem, options: { pollInterval: 1, waitTimeout: 10 } },
		input: threeRows('itemId'),
		requests: ({ itemId }) => [{ method: 'GET', path: `/items/${itemId}`, answer: item(itemId) }],
		rows: ({ itemId }) => [shown(itemId)],
	},
];
