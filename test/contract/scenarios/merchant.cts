import type { Step } from '../scenario.cjs';

export const merchants: Step[] = [
	{
		resource: 'merchant',
		operation: 'getMany',
		parameters: { cnpjs: '00.000.000/0001-91, 12.345.678/0001-90' },
		rows: 1,
	},
];
