import { byId, type Step } from '../scenario.cjs';

export const paymentInstitutions: Step[] = [
	{
		resource: 'paymentInstitution',
		operation: 'getMany',
		parameters: { returnAll: true, filters: { name: 'Nu' } },
		keep: 'institutions',
	},
	{
		resource: 'paymentInstitution',
		operation: 'get',
		parameters: (memory) => ({ institutionId: byId(memory.id('institutions')) }),
		expect: (memory) => ({ id: memory.id('institutions') }),
	},
];
