import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const INSTITUTION = '6dc10a50-c8ef-4c10-a505-84e701c2cfbb';

const recipient = (id: unknown, more: IDataObject = {}): IDataObject => ({
	type: 'BANK_ACCOUNT',
	id: String(id),
	name: 'Conta empresa',
	taxNumber: '12345678900',
	paymentInstitution: {
		id: INSTITUTION,
		name: 'Banco J. Safra S.A.',
		tradeName: 'Banco Safra',
		ispb: '03017677',
		compe: '074',
		createdAt: '2020-04-21T15:00:00.000Z',
		updatedAt: '2020-04-21T15:00:00.000Z',
	},
	account: { branch: '0001', number: '123456', type: 'CHECKING_ACCOUNT' },
	isDefault: false,
	pixKey: null,
	createdAt: '2024-01-15T10:30:00.000Z',
	updatedAt: '2024-01-15T10:30:00.000Z',
	...more,
});

const onRecipient = { recipientId: byId('={{ $json.recipientId }}') };

export const cases: Case[] = [
	{
		resource: 'paymentRecipient',
		operation: 'create',
		title: 'bank account',
		// A PIX key that was typed before the type was changed is not sent.
		parameters: {
			recipientType: 'bankAccount',
			name: 'Conta empresa',
			taxNumber: '={{ $json.taxNumber }}',
			paymentInstitutionId: byId(INSTITUTION),
			accountBranch: '0001',
			accountNumber: '123456',
			accountType: '={{ $json.accountType }}',
			pixKey: 'old@example.com',
		},
		input: [
			{ taxNumber: '123.456.789-00', sent: '12345678900', accountType: 'CHECKING_ACCOUNT' },
			{ taxNumber: '12.345.678/0001-95', sent: '12345678000195', accountType: 'SAVINGS_ACCOUNT' },
			{ taxNumber: '12ABC34501DE35', sent: '12ABC34501DE35', accountType: 'GUARANTEED_ACCOUNT' },
		],
		requests: ({ sent, accountType }) => [
			{
				method: 'POST',
				path: '/payments/recipients',
				body: {
					name: 'Conta empresa',
					taxNumber: sent,
					paymentInstitutionId: INSTITUTION,
					account: { branch: '0001', number: '123456', type: accountType },
				},
				answer: recipient('r1', { taxNumber: sent }),
			},
		],
		rows: ({ sent }) => [recipient('r1', { taxNumber: sent })],
	},
	{
		resource: 'paymentRecipient',
		operation: 'create',
		title: 'PIX key',
		parameters: { recipientType: 'pixKey', pixKey: '={{ $json.key }}', name: 'not sent' },
		input: [
			{ key: '12345678000195' },
			{ key: 'financeiro@example.com' },
			{ key: '+5511987654321' },
		],
		requests: ({ key }) => [
			{
				method: 'POST',
				path: '/payments/recipients',
				body: { pixKey: key },
				answer: recipient('r2', { pixKey: key }),
			},
		],
		rows: ({ key }) => [recipient('r2', { pixKey: key })],
	},
	{
		resource: 'paymentRecipient',
		operation: 'delete',
		parameters: onRecipient,
		input: threeRows('recipientId'),
		requests: ({ recipientId: id }) => [{ method: 'DELETE', path: `/payments/recipients/${id}` }],
		rows: ({ recipientId }) => [{ recipientId, deleted: true }],
	},
	{
		resource: 'paymentRecipient',
		operation: 'get',
		parameters: onRecipient,
		input: threeRows('recipientId'),
		requests: ({ recipientId: id }) => [
			{ method: 'GET', path: `/payments/recipients/${id}`, answer: recipient(id) },
		],
		rows: ({ recipientId: id }) => [recipient(id)],
	},
	{
		resource: 'paymentRecipient',
		operation: 'getMany',
		parameters: {
			returnAll: false,
			limit: 50,
			filters: {
				isDefault: false,
				pixKey: '+5511987654321',
				name: '={{ $json.name }}',
				taxNumber: '123.456.789-00',
			},
		},
		input: [{ name: 'Marco' }, { name: 'Ana & Bia' }, { name: 'João' }],
		requests: ({ name }) => [
			{
				method: 'GET',
				path: '/payments/recipients',
				query: {
					isDefault: 'false',
					pixKey: '+5511987654321',
					name: String(name),
					taxNumber: '12345678900',
					page: '1',
					pageSize: '50',
				},
				answer: { page: 1, total: 1, totalPages: 1, results: [recipient('r1')] },
			},
		],
		rows: () => [recipient('r1')],
	},
	{
		resource: 'paymentRecipient',
		operation: 'update',
		parameters: {
			...onRecipient,
			updateFields: {
				taxNumber: '12.345.678/0001-95',
				name: 'Conta nova',
				paymentInstitutionId: INSTITUTION,
				accountBranch: '0002',
				accountNumber: '654321',
				accountType: 'SAVINGS_ACCOUNT',
			},
		},
		input: threeRows('recipientId'),
		requests: ({ recipientId: id }) => [
			{
				method: 'PATCH',
				path: `/payments/recipients/${id}`,
				body: {
					taxNumber: '12345678000195',
					name: 'Conta nova',
					paymentInstitutionId: INSTITUTION,
					account: { branch: '0002', number: '654321', type: 'SAVINGS_ACCOUNT' },
				},
				answer: recipient(id),
			},
		],
		rows: ({ recipientId: id }) => [recipient(id)],
	},
];
