import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const CUSTOMER = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';

const enrollment = (id: unknown, more: IDataObject = {}): IDataObject => ({
	id: String(id),
	status: 'AUTHORIZED',
	connector: { id: 612, name: 'Nubank', imageUrl: 'https://cdn.pluggy.ai/assets/212.svg' },
	debtor: {
		name: 'Marco Silva',
		taxNumber: '***.456.789-**',
		bankAccount: { agency: '0001', account: '12345-6', name: 'Nubank' },
	},
	cpf: '***.456.789-**',
	cnpj: null,
	customerId: CUSTOMER,
	limits: { transaction: 500, daily: 1000, dailyUsed: 42.5 },
	expiresAt: null,
	dataConsent: { status: 'AUTHORISED' },
	revokedBy: null,
	errorDetail: null,
	createdAt: '2026-10-20T12:00:00.000Z',
	updatedAt: '2026-10-20T12:00:00.000Z',
	...more,
});

const onEnrollment = { enrollmentId: '={{ $json.enrollmentId }}' };
const balance = { balance: 1520.35, overdraft: { contracted: 1000, used: 0, available: 1000 } };

export const cases: Case[] = [
	{
		resource: 'pixBiometricEnrollment',
		operation: 'get',
		parameters: onEnrollment,
		input: threeRows('enrollmentId'),
		requests: ({ enrollmentId: id }) => [
			{ method: 'GET', path: `/pix-biometric/enrollments/${id}`, answer: enrollment(id) },
		],
		rows: ({ enrollmentId: id }) => [enrollment(id)],
	},
	{
		resource: 'pixBiometricEnrollment',
		operation: 'getMany',
		parameters: {
			returnAll: false,
			limit: 50,
			filters: {
				customerId: byId(CUSTOMER),
				cpf: '123.456.789-00',
				cnpj: '12.345.678/0001-95',
				status: '={{ $json.status }}',
			},
		},
		input: [{ status: 'AUTHORIZED' }, { status: 'REVOKED' }, { status: 'NEW_ONE' }],
		requests: ({ status }) => [
			{
				method: 'GET',
				path: '/pix-biometric/enrollments',
				query: {
					customerId: CUSTOMER,
					cpf: '12345678900',
					cnpj: '12345678000195',
					status: String(status),
					page: '1',
					pageSize: '50',
				},
				answer: { page: 1, total: 1, totalPages: 1, results: [enrollment('e1')] },
			},
		],
		rows: () => [enrollment('e1')],
	},
	{
		resource: 'pixBiometricEnrollment',
		operation: 'getBalance',
		parameters: onEnrollment,
		input: threeRows('enrollmentId'),
		requests: ({ enrollmentId: id }) => [
			{ method: 'GET', path: `/pix-biometric/enrollments/${id}/balance`, answer: balance },
		],
		rows: () => [balance],
	},
	{
		resource: 'pixBiometricEnrollment',
		operation: 'revoke',
		parameters: onEnrollment,
		input: threeRows('enrollmentId'),
		requests: ({ enrollmentId: id }) => [
			{
				method: 'POST',
				path: `/pix-biometric/enrollments/${id}/revoke`,
				answer: enrollment(id, { status: 'REVOKED', revokedBy: 'CLIENT' }),
			},
		],
		rows: ({ enrollmentId: id }) => [enrollment(id, { status: 'REVOKED', revokedBy: 'CLIENT' })],
		compare: Object.keys(enrollment('')),
	},
	{
		resource: 'pixBiometricEnrollment',
		operation: 'revokeDataConsent',
		parameters: onEnrollment,
		input: threeRows('enrollmentId'),
		requests: ({ enrollmentId: id }) => [
			{
				method: 'DELETE',
				path: `/pix-biometric/enrollments/${id}/data-consent`,
				answer: enrollment(id, { dataConsent: { status: 'REVOKED' } }),
			},
		],
		rows: ({ enrollmentId: id }) => [enrollment(id, { dataConsent: { status: 'REVOKED' } })],
	},
];
