import type { Step } from '../scenario.cjs';
import { HOOK } from './shared.cjs';

export const connectTokens: Step[] = [
	{
		resource: 'connectToken',
		operation: 'create',
		parameters: (memory) => ({
			additionalFields: {
				itemId: memory.id('item'),
				clientUserId: 'user 17',
				avoidDuplicates: true,
				oauthRedirectUri: 'https://app.example.com/back',
				webhookUrl: HOOK,
			},
			options: { withSandbox: true, language: 'pt' },
		}),
		rows: 1,
	},
	{ resource: 'connectToken', operation: 'create', parameters: {}, rows: 1 },
];
