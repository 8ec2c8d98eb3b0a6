import { advance, byId, type NodeStep, type Step } from '../scenario.cjs';
import { CPF } from './shared.cjs';

const INTER = 225;

const issue = (amount: number): NodeStep => ({
	resource: 'boleto',
	operation: 'issue',
	parameters: (memory) => ({
		boletoConnectionId: memory.id('connection'),
		seuNumero: '4821',
		amount,
		dueDate: memory.day(10),
		payerName: 'José da Conceição',
		payerTaxNumber: CPF,
		payerAddressState: 'SP',
		payerAddressZipCode: '01310-100',
		additionalFields: {
			payerAddressCity: 'São Paulo',
			payerAddressStreet: 'Avenida Paulista, 1000',
			fineType: 'PERCENTAGE',
			fineValue: 2,
			interestType: 'PERCENTAGE',
			interestValue: 1,
		},
	}),
	keep: `boleto ${amount}`,
	expect: { status: 'OPEN' },
});

export const boletos: Step[] = [
	{
		resource: 'boleto',
		operation: 'createConnection',
		parameters: {
			connectorId: byId(INTER),
			credentialsType: 'inter',
			clientId: 'a-client',
			clientSecret: 'a-secret',
			certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
			privateKey: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
		},
		keep: 'connection',
		rows: 1,
	},
	{
		resource: 'item',
		operation: 'create',
		parameters: {
			connectorId: byId(8),
			parameters: '{"user": "user-ok", "password": "password-ok"}',
			simplify: false,
			options: { wait: true, pollInterval: 1, waitTimeout: 60 },
		},
		keep: 'business item',
		expect: { status: 'UPDATED' },
	},
	{
		resource: 'boleto',
		operation: 'createConnectionFromItem',
		parameters: (memory) => ({ itemId: byId(memory.id('business item')) }),
		rows: 1,
	},
	issue(120),
	issue(120.51),
	{
		resource: 'boleto',
		operation: 'cancel',
		parameters: (memory) => ({ boletoId: memory.id('boleto 120.51') }),
		expect: { status: 'CANCELLED' },
	},
	advance(60),
	{
		resource: 'boleto',
		operation: 'get',
		parameters: (memory) => ({ boletoId: memory.id('boleto 120') }),
		expect: { status: 'PAID' },
	},
];
