import { byId, type Step } from '../scenario.cjs';
import { CPF, MOCK_BANK } from './shared.cjs';

const CNPJ = '00.000.000/0001-91';

export const paymentCustomers: Step[] = [
	{
		resource: 'paymentCustomer',
		operation: 'create',
		parameters: {
			type: 'INDIVIDUAL',
			name: 'José da Conceição',
			cpf: CPF,
			additionalFields: { connectorId: MOCK_BANK, email: 'jose@example.com' },
		},
		keep: 'customer',
		expect: { type: 'INDIVIDUAL' },
	},
	{
		resource: 'paymentCustomer',
		operation: 'create',
		parameters: { type: 'BUSINESS', name: 'Padaria São João Ltda', cnpj: CNPJ },
		keep: 'business',
		expect: { type: 'BUSINESS' },
	},
	{
		resource: 'paymentCustomer',
		operation: 'get',
		parameters: (memory) => ({ customerId: byId(memory.id('customer')) }),
		expect: { name: 'José da Conceição' },
	},
	{
		resource: 'paymentCustomer',
		operation: 'getMany',
		parameters: { returnAll: true },
		rows: 2,
	},
	{
		resource: 'paymentCustomer',
		operation: 'getMany',
		parameters: {
			returnAll: false,
			limit: 10,
			filters: { cpf: CPF, email: 'jose@example.com', name: 'José da Conceição' },
		},
		rows: 1,
	},
	{
		resource: 'paymentCustomer',
		operation: 'getMany',
		parameters: { returnAll: true, filters: { cnpj: CNPJ } },
		rows: 1,
	},
	{
		resource: 'paymentCustomer',
		operation: 'update',
		parameters: (memory) => ({
			customerId: byId(memory.id('business')),
			updateFields: {
				name: 'Padaria São José Ltda',
				email: 'padaria@example.com',
				type: 'BUSINESS',
				cnpj: CNPJ,
			},
		}),
		expect: { name: 'Padaria São José Ltda' },
	},
	{
		resource: 'paymentCustomer',
		operation: 'delete',
		parameters: (memory) => ({ customerId: byId(memory.id('business')) }),
		expect: { deleted: true },
	},
];
