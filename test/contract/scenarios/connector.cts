import { byId, type Step } from '../scenario.cjs';
import { all, BANK, LOGIN } from './shared.cjs';

export const connectors: Step[] = [
	{
		resource: 'connector',
		operation: 'getMany',
		parameters: {
			...all,
			filters: {
				countries: ['BR'],
				healthDetails: true,
				isOpenFinance: true,
				name: 'Bank',
				sandbox: true,
				supportsAutomaticPix: true,
				supportsPaymentInitiation: true,
				supportsSmartTransfers: true,
				types: ['PERSONAL_BANK'],
			},
		},
		expect: { id: 600 },
		rows: 1,
	},
	{ resource: 'connector', operation: 'getMany', parameters: all },
	{
		resource: 'connector',
		operation: 'get',
		parameters: { connectorId: byId(BANK), simplify: false, options: { healthDetails: true } },
		expect: { id: BANK },
	},
	{
		resource: 'connector',
		operation: 'validate',
		parameters: { connectorId: byId(BANK), parameters: LOGIN },
	},
];
