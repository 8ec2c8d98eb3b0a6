import type { IDataObject } from 'n8n-workflow';
import { byId, threeRows, type Case } from './case.cjs';

const CONNECTION = 'dc3537ad-13b4-4770-b248-e4578983899c';

const connection = {
	id: CONNECTION,
	connectorId: 225,
	createdAt: '2023-01-01T00:00:00.000Z',
	updatedAt: '2023-01-01T00:00:00.000Z',
};

const boleto = (id: unknown, more: IDataObject = {}): IDataObject => ({
	id: String(id),
	amount: 100,
	status: 'OPEN',
	seuNumero: '4821',
	dueDate: '2026-12-01T03:00:00.000Z',
	payer: {
		taxNumber: '41679495000100',
		name: 'NOME LEGAL EMPRESA',
		addressState: 'SP',
		addressZipCode: '01310-100',
	},
	digitableLine: '00190000090000000000000000000000000000000000000',
	barcode: '00190000000000000000000000000000000000000000',
	boletoConnectionId: CONNECTION,
	createdAt: '2026-10-01T00:00:00.000Z',
	amountPaid: null,
	paymentOrigin: null,
	...more,
});

const onBoleto = { boletoId: '={{ $json.boletoId }}' };

export const cases: Case[] = [
	{
		resource: 'boleto',
		operation: 'createConnection',
		title: 'Banco Inter',
		parameters: {
			connectorId: byId('225'),
			credentialsType: 'inter',
			clientId: 'your-client-id',
			clientSecret: 'your-client-secret',
			certificate: '={{ $json.certificate }}',
			privateKey: 'MIIEvQ\r\nIBADAN\r\n',
		},
		input: [
			{ certificate: 'MIIDXTCCAkWgAwIB' },
			{ certificate: 'MIIDXTCC\nAkWgAwIB\n' },
			{ certificate: '  MIIDXTCC\r\n  AkWgAwIB' },
		],
		requests: () => [
			{
				method: 'POST',
				path: '/boleto-connections',
				body: {
					connectorId: 225,
					credentials: {
						clientId: 'your-client-id',
						clientSecret: 'your-client-secret',
						certificate: 'MIIDXTCCAkWgAwIB',
						privateKey: 'MIIEvQIBADAN',
					},
				},
				answer: connection,
			},
		],
		rows: () => [connection],
	},
	{
		resource: 'boleto',
		operation: 'createConnection',
		title: 'another bank',
		parameters: {
			connectorId: byId('={{ 225 }}'),
			credentialsType: 'json',
			credentials: '={"user": "{{ $json.user }}", "password": "password-ok"}',
			clientId: 'not sent',
		},
		input: [{ user: 'ana' }, { user: 'bia' }, { user: 'caio' }],
		requests: ({ user }) => [
			{
				method: 'POST',
				path: '/boleto-connections',
				body: { connectorId: 225, credentials: { user, password: 'password-ok' } },
				answer: connection,
			},
		],
		rows: () => [connection],
	},
	{
		resource: 'boleto',
		operation: 'createConnectionFromItem',
		parameters: { itemId: byId('={{ $json.itemId }}') },
		input: threeRows('itemId'),
		requests: ({ itemId }) => [
			{
				method: 'POST',
				path: '/boleto-connections/from-item',
				body: { itemId },
				answer: connection,
			},
		],
		rows: () => [connection],
	},
	{
		resource: 'boleto',
		operation: 'issue',
		parameters: {
			boletoConnectionId: CONNECTION,
			seuNumero: '={{ $json.number }}',
			amount: 2.5,
			dueDate: '={{ $json.due }}',
			payerName: 'NOME LEGAL EMPRESA',
			payerTaxNumber: '41.679.495/0001-00',
			payerAddressState: 'SP',
			payerAddressZipCode: '01310-100',
		},
		input: [
			{ number: 4821, due: '2026-12-01' },
			{ number: '1234567890', due: '2026-12-01T00:00:00' },
			// Late in the evening of São Paulo: still that day.
			{ number: 'A-1', due: '2026-12-02T01:30:00Z' },
		],
		requests: ({ number }) => [
			{
				method: 'POST',
				path: '/boletos',
				body: {
					boletoConnectionId: CONNECTION,
					boleto: {
						seuNumero: String(number),
						amount: 2.5,
						// The document asks for a date-time: midnight of São Paulo.
						dueDate: '2026-12-01T03:00:00.000Z',
						payer: {
							name: 'NOME LEGAL EMPRESA',
							taxNumber: '41679495000100',
							addressState: 'SP',
							addressZipCode: '01310-100',
						},
					},
				},
				answer: boleto('b1'),
			},
		],
		rows: () => [boleto('b1')],
	},
	{
		resource: 'boleto',
		operation: 'issue',
		title: 'with fine and interest',
		parameters: {
			boletoConnectionId: CONNECTION,
			seuNumero: '4821',
			amount: 1500.75,
			dueDate: '2026-12-01',
			payerName: 'João Silva',
			payerTaxNumber: '123.456.789-01',
			payerAddressState: 'SP',
			payerAddressZipCode: '01239030',
			additionalFields: {
				fineType: '={{ $json.fineType }}',
				fineValue: '={{ $json.fine }}',
				interestType: 'PERCENTAGE',
				interestValue: 0.033,
				payerAddressCity: 'São Paulo',
				payerAddressStreet: 'Av. Paulista, 1000',
			},
		},
		input: [
			{ fineType: 'PERCENTAGE', fine: 2 },
			{ fineType: 'FIXED', fine: '10.50' },
			{ fineType: 'FIXED', fine: 0 },
		],
		requests: ({ fineType, fine }) => [
			{
				method: 'POST',
				path: '/boletos',
				body: {
					boletoConnectionId: CONNECTION,
					boleto: {
						seuNumero: '4821',
						amount: 1500.75,
						dueDate: '2026-12-01T03:00:00.000Z',
						payer: {
							name: 'João Silva',
							taxNumber: '12345678901',
							addressState: 'SP',
							addressZipCode: '01239030',
							addressCity: 'São Paulo',
							addressStreet: 'Av. Paulista, 1000',
						},
						fine: { type: fineType, value: Number(fine) },
						interest: { type: 'PERCENTAGE', value: 0.033 },
					},
				},
				answer: boleto('b1', { amount: 1500.75 }),
			},
		],
		// A fine in reais is an amount, and the answer does not repeat it.
		rows: ({ fineType, fine }) => [
			boleto('b1', {
				amount: 1500.75,
				...(fineType === 'FIXED' ? { fineValue: Number(fine) } : {}),
			}),
		],
	},
	{
		resource: 'boleto',
		operation: 'get',
		parameters: onBoleto,
		input: threeRows('boletoId'),
		requests: ({ boletoId: id }) => [
			{ method: 'GET', path: `/boletos/${id}`, answer: boleto(id, { status: 'PAID' }) },
		],
		rows: ({ boletoId: id }) => [boleto(id, { status: 'PAID' })],
	},
	{
		resource: 'boleto',
		operation: 'cancel',
		parameters: onBoleto,
		input: threeRows('boletoId'),
		requests: ({ boletoId: id }) => [
			{
				method: 'POST',
				path: `/boletos/${id}/cancel`,
				answer: boleto(id, { status: 'CANCELLED' }),
			},
		],
		rows: ({ boletoId: id }) => [boleto(id, { status: 'CANCELLED' })],
	},
];
