import { threeRows, type Case } from './case.cjs';

const URL_ = 'https://n8n.example.com/webhook/17';

const webhook = (id: unknown, event: unknown, secret = 's3cret') => ({
	id: String(id),
	url: URL_,
	event: String(event),
	headers: { 'X-Secret': secret },
	createdAt: '2026-01-05T13:00:00.000Z',
});

export const cases: Case[] = [
	{
		resource: 'webhook',
		operation: 'create',
		parameters: {
			url: URL_,
			event: '={{ $json.event }}',
			additionalFields: { headers: '{"X-Secret": "s3cret", "X-Number": 7}' },
		},
		input: [{ event: 'all' }, { event: 'transactions/created' }, { event: 'some_new/event' }],
		requests: ({ event }) => [
			{
				method: 'POST',
				path: '/webhooks',
				body: { url: URL_, event, headers: { 'X-Secret': 's3cret', 'X-Number': '7' } },
				status: 201,
				answer: webhook('w', event),
			},
		],
		rows: ({ event }) => [webhook('w', event, '[hidden]')],
	},
	{
		resource: 'webhook',
		operation: 'get',
		parameters: { webhookId: '={{ $json.webhookId }}', options: { showHeaders: true } },
		input: threeRows('webhookId'),
		requests: ({ webhookId: id }) => [
			{ method: 'GET', path: `/webhooks/${id}`, answer: webhook(id, 'all') },
		],
		rows: ({ webhookId: id }) => [webhook(id, 'all')],
	},
	{
		resource: 'webhook',
		operation: 'getMany',
		parameters: { returnAll: true, options: { showHeaders: false } },
		input: [{}, {}, {}],
		requests: () => [
			{
				method: 'GET',
				path: '/webhooks',
				answer: {
					page: 1,
					total: 2,
					totalPages: 1,
					results: [webhook('w1', 'all'), webhook('w2', 'item/error')],
				},
			},
		],
		rows: () => [webhook('w1', 'all', '[hidden]'), webhook('w2', 'item/error', '[hidden]')],
	},
	{
		resource: 'webhook',
		operation: 'getMany',
		title: 'none',
		parameters: { returnAll: true },
		input: [{}, {}, {}],
		requests: () => [{ method: 'GET', path: '/webhooks', status: 204 }],
		rows: () => [],
	},
	{
		resource: 'webhook',
		operation: 'update',
		parameters: {
			webhookId: '={{ $json.webhookId }}',
			updateFields: {
				url: URL_,
				event: 'item/error',
				headers: '{"X-Secret": "new secret"}',
				enabled: true,
			},
			options: { showHeaders: true },
		},
		input: threeRows('webhookId'),
		requests: ({ webhookId: id }) => [
			{
				method: 'PATCH',
				path: `/webhooks/${id}`,
				body: {
					url: URL_,
					event: 'item/error',
					headers: { 'X-Secret': 'new secret' },
					enabled: true,
				},
				answer: webhook(id, 'item/error', 'new secret'),
			},
		],
		rows: ({ webhookId: id }) => [webhook(id, 'item/error', 'new secret')],
	},
	{
		resource: 'webhook',
		operation: 'update',
		title: 'headers removed',
		parameters: { webhookId: '={{ $json.webhookId }}', updateFields: { headers: 'null' } },
		input: threeRows('webhookId'),
		requests: ({ webhookId: id }) => [
			{
				method: 'PATCH',
				path: `/webhooks/${id}`,
				body: { headers: null },
				answer: { ...webhook(id, 'all'), headers: {} },
			},
		],
		rows: ({ webhookId: id }) => [{ ...webhook(id, 'all'), headers: {} }],
	},
	{
		resource: 'webhook',
		operation: 'delete',
		parameters: { webhookId: '={{ $json.webhookId }}' },
		input: threeRows('webhookId'),
		requests: ({ webhookId: id }) => [
			{ method: 'DELETE', path: `/webhooks/${id}`, answer: { count: 1 } },
		],
		rows: ({ webhookId: id }) => [{ webhookId: id, deleted: true }],
	},
];
