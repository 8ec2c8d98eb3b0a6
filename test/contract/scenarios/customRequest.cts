import type { Step } from '../scenario.cjs';

export const customRequests: Step[] = [
	{
		resource: 'customRequest',
		operation: 'send',
		parameters: (memory) => ({
			method: 'GET',
			path: `/accounts?itemId=${memory.id('item')}`,
			options: { query: '{"type": "BANK"}' },
		}),
		rows: 1,
	},
];
