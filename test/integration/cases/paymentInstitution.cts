import { byId, threeRows, type Case } from './case.cjs';

const institution = (id: unknown) => ({
	id: String(id),
	name: 'Banco J. Safra S.A.',
	ispb: '03017677',
	tradeName: 'Banco Safra',
	compe: '074',
	createdAt: '2020-04-21T15:00:00.000Z',
	updatedAt: '2020-04-21T15:00:00.000Z',
});

export const cases: Case[] = [
	{
		resource: 'paymentInstitution',
		operation: 'get',
		parameters: { institutionId: byId('={{ $json.institutionId }}') },
		input: threeRows('institutionId'),
		requests: ({ institutionId: id }) => [
			{
				method: 'GET',
				path: `/payments/recipients/institutions/${id}`,
				answer: institution(id),
			},
		],
		rows: ({ institutionId: id }) => [institution(id)],
	},
	{
		resource: 'paymentInstitution',
		operation: 'getMany',
		parameters: { returnAll: true, filters: { name: '={{ $json.name }}' } },
		input: [{ name: 'Safra' }, { name: 'Itaú' }, { name: 'Caixa & Cia' }],
		requests: ({ name }) => [
			{
				method: 'GET',
				path: '/payments/recipients/institutions',
				query: { name: String(name), page: '1', pageSize: '500' },
				answer: { page: 1, total: 1, totalPages: 1, results: [institution('i1')] },
			},
		],
		rows: () => [institution('i1')],
	},
];
