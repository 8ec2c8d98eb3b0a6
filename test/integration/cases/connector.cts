import type { IDataObject } from 'n8n-workflow';
import { byId, type Case } from './case.cjs';

const connector = (id: unknown): IDataObject => ({
	id: Number(id),
	name: 'Pluggy Bank',
	country: 'BR',
	type: 'PERSONAL_BANK',
	credentials: [{ name: 'user', label: 'User', type: 'text', optional: false }],
	hasMFA: false,
	isOpenFinance: false,
	isSandbox: true,
	health: { status: 'ONLINE', stage: null },
});

const input: Case['input'] = [{ connector: 201 }, { connector: 2 }, { connector: '601' }];

export const cases: Case[] = [
	{
		resource: 'connector',
		operation: 'get',
		parameters: {
			connectorId: byId('={{ $json.connector }}'),
			simplify: false,
			options: { healthDetails: true },
		},
		input,
		requests: ({ connector: id }) => [
			{
				method: 'GET',
				path: `/connectors/${id}`,
				query: { healthDetails: 'true' },
				answer: connector(id),
			},
		],
		rows: ({ connector: id }) => [connector(id)],
	},
	{
		resource: 'connector',
		operation: 'getMany',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				countries: ['BR'],
				healthDetails: true,
				isOpenFinance: false,
				name: '={{ $json.name }}',
				sandbox: true,
				supportsAutomaticPix: true,
				supportsPaymentInitiation: true,
				supportsSmartTransfers: false,
				types: ['PERSONAL_BANK', 'BUSINESS_BANK'],
			},
		},
		input: [{ name: 'Itaú' }, { name: 'Pluggy & Co' }, { name: 'C6+' }],
		requests: ({ name }) => [
			{
				method: 'GET',
				path: '/connectors',
				query: {
					countries: 'BR',
					healthDetails: 'true',
					isOpenFinance: 'false',
					name: String(name),
					sandbox: 'true',
					supportsAutomaticPix: 'true',
					supportsPaymentInitiation: 'true',
					supportsSmartTransfers: 'false',
					types: 'PERSONAL_BANK,BUSINESS_BANK',
				},
				answer: { page: 1, total: 2, totalPages: 1, results: [connector(0), connector(2)] },
			},
		],
		rows: () => [connector(0), connector(2)],
	},
	{
		resource: 'connector',
		operation: 'validate',
		parameters: {
			connectorId: byId('={{ $json.connector }}'),
			parameters: '{"user": "user-ok", "password": "{{ not an expression }}"}',
		},
		input,
		requests: ({ connector: id }) => [
			{
				method: 'POST',
				path: `/connectors/${id}/validate`,
				body: { user: 'user-ok', password: '{{ not an expression }}' },
				answer: {
					parameters: { user: 'user-ok' },
					errors: [{ code: '001', message: 'password is wrong', parameter: 'password' }],
				},
			},
		],
		rows: () => [
			{
				parameters: { user: 'user-ok' },
				errors: [{ code: '001', message: 'password is wrong', parameter: 'password' }],
			},
		],
	},
];
