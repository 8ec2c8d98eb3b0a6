import { byId, type Step } from '../scenario.cjs';
import { CPF, recipient } from './shared.cjs';

export const paymentRecipients: Step[] = [
	{
		resource: 'paymentRecipient',
		operation: 'create',
		parameters: (memory) => ({
			recipientType: 'bankAccount',
			name: 'José da Conceição',
			taxNumber: CPF,
			paymentInstitutionId: byId(memory.id('institutions')),
			accountBranch: '0001',
			accountNumber: '123456',
			accountType: 'CHECKING_ACCOUNT',
		}),
		keep: 'recipient',
		rows: 1,
	},
	{
		resource: 'paymentRecipient',
		operation: 'create',
		parameters: { recipientType: 'pixKey', pixKey: 'padaria@example.com' },
		keep: 'by key',
		expect: { pixKey: 'padaria@example.com' },
	},
	{
		resource: 'paymentRecipient',
		operation: 'get',
		parameters: recipient,
		expect: { name: 'José da Conceição' },
	},
	{ resource: 'paymentRecipient', operation: 'getMany', parameters: { returnAll: true }, rows: 2 },
	{
		resource: 'paymentRecipient',
		operation: 'getMany',
		parameters: { returnAll: true, filters: { pixKey: 'padaria@example.com' } },
		rows: 1,
	},
	{
		resource: 'paymentRecipient',
		operation: 'getMany',
		parameters: {
			returnAll: true,
			filters: { taxNumber: CPF, name: 'José da Conceição', isDefault: false },
		},
		rows: 1,
	},
	{
		resource: 'paymentRecipient',
		operation: 'update',
		parameters: (memory) => ({
			...recipient(memory),
			updateFields: {
				name: 'José Conceição',
				taxNumber: CPF,
				paymentInstitutionId: memory.id('institutions'),
				accountBranch: '0002',
				accountNumber: '654321',
				accountType: 'SAVINGS_ACCOUNT',
			},
		}),
		expect: { name: 'José Conceição' },
	},
	{
		resource: 'paymentRecipient',
		operation: 'delete',
		parameters: (memory) => ({ recipientId: byId(memory.id('by key')) }),
		expect: { deleted: true },
	},
];
