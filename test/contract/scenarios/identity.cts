import type { Step } from '../scenario.cjs';
import { item } from './shared.cjs';

export const identities: Step[] = [
	{ resource: 'identity', operation: 'get', parameters: item, keep: 'identity', rows: 1 },
	{
		resource: 'identity',
		operation: 'getById',
		parameters: (memory) => ({ identityId: memory.id('identity') }),
		expect: (memory) => ({ id: memory.id('identity') }),
	},
];
