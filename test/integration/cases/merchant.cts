import type { Case } from './case.cjs';

const answer = {
	foundMerchants: [
		{
			businessName: 'BANCO DO BRASIL SA',
			cnpj: '00000000000191',
			name: 'BANCO DO BRASIL',
			cnae: '6422100',
			category: 'Banking',
		},
	],
	notFoundMerchants: ['12ABC34501DE35'],
	invalidCnpjs: ['123'],
};

export const cases: Case[] = [
	{
		resource: 'merchant',
		operation: 'getMany',
		parameters: { cnpjs: '={{ $json.cnpjs }}' },
		input: [
			{ cnpjs: '00.000.000/0001-91, 60.701.190/0001-04' },
			{ cnpjs: ['00000000000191', '12.abc.345/01de-35', '00.000.000/0001-91'] },
			{ cnpjs: '123' },
		],
		requests: (_, row) => [
			{
				method: 'GET',
				path: '/merchants',
				query: {
					cnpjs: ['00000000000191,60701190000104', '00000000000191,12ABC34501DE35', '123'][row],
				},
				answer,
			},
		],
		rows: () => [answer],
	},
];
