import type { Step } from '../scenario.cjs';
import { HOOK } from './shared.cjs';

export const webhooks: Step[] = [
	{ resource: 'webhook', operation: 'getMany', parameters: { returnAll: true }, rows: 0 },
	{
		resource: 'webhook',
		operation: 'create',
		parameters: {
			url: HOOK,
			event: 'item/updated',
			additionalFields: { headers: '{"X-Secret": "s3cret"}' },
		},
		keep: 'webhook',
		rows: 1,
	},
	{
		resource: 'webhook',
		operation: 'get',
		parameters: (memory) => ({
			webhookId: memory.id('webhook'),
			options: { showHeaders: true },
		}),
		expect: { event: 'item/updated', headers: { 'X-Secret': 's3cret' } },
	},
	{ resource: 'webhook', operation: 'getMany', parameters: { returnAll: true }, rows: 1 },
	{
		resource: 'webhook',
		operation: 'update',
		parameters: (memory) => ({
			webhookId: memory.id('webhook'),
			updateFields: { url: `${HOOK}/2`, event: 'all', headers: 'null', enabled: true },
		}),
		expect: { event: 'all' },
	},
	{
		resource: 'webhook',
		operation: 'delete',
		parameters: (memory) => ({ webhookId: memory.id('webhook') }),
		expect: { deleted: true },
	},
];
