import { byId, type Step } from '../scenario.cjs';

export const consents: Step[] = [
	{
		resource: 'consent',
		operation: 'getMany',
		parameters: (memory) => ({ itemId: byId(memory.id('open finance')), returnAll: true }),
		keep: 'consents',
	},
	{
		resource: 'consent',
		operation: 'get',
		parameters: (memory) => ({ consentId: memory.id('consents') }),
		expect: (memory) => ({ id: memory.id('consents'), revokedAt: null }),
	},
	{
		resource: 'consent',
		operation: 'revoke',
		parameters: (memory) => ({ consentId: memory.id('consents') }),
		expect: { deleted: true },
	},
];
