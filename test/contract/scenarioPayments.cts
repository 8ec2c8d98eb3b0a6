import type { IDataObject } from 'n8n-workflow';
import { DAY, advance, approve, byId, type Memory, type NodeStep, type Step } from './scenario.cjs';

/** Every operation of the payments half, against the sandbox. */

const MOCK_BANK = 600;
const INTER = 225;
const CPF = '761.092.776-73';
const CNPJ = '00.000.000/0001-91';

const back = {
	callbackUrlSuccess: 'https://app.example.com/thanks',
	callbackUrlPending: 'https://app.example.com/pending',
	callbackUrlError: 'https://app.example.com/sorry',
};

const recipient = (memory: Memory) => ({ recipientId: byId(memory.id('recipient')) });
const request = (name: string) => (memory: Memory) => ({ paymentRequestId: memory.id(name) });

const people: Step[] = [
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
	{
		resource: 'paymentInstitution',
		operation: 'getMany',
		parameters: { returnAll: true, filters: { name: 'Nu' } },
		keep: 'institutions',
	},
	{
		resource: 'paymentInstitution',
		operation: 'get',
		parameters: (memory) => ({ institutionId: byId(memory.id('institutions')) }),
		expect: (memory) => ({ id: memory.id('institutions') }),
	},
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

const pay = (keep: string, amount: number, more: IDataObject = {}): NodeStep => ({
	resource: 'paymentRequest',
	operation: 'create',
	parameters: (memory) => ({
		...recipient(memory),
		amount,
		isSandbox: true,
		clientPaymentId: keep,
		simplify: false,
		...more,
	}),
	keep,
	expect: { status: 'CREATED', clientPaymentId: keep },
});

const requests: Step[] = [
	{
		...pay('simple', 150.5),
		parameters: (memory) => ({
			...recipient(memory),
			amount: 150.5,
			isSandbox: true,
			clientPaymentId: 'simple',
			simplify: false,
			additionalFields: {
				customerId: memory.id('customer'),
				description: 'Pedido nº 17',
				...back,
			},
		}),
	},
	{
		resource: 'paymentRequest',
		operation: 'update',
		parameters: (memory) => ({
			...request('simple')(memory),
			simplify: false,
			updateFields: {
				amount: 151,
				clientPaymentId: 'simple',
				customerId: memory.id('customer'),
				description: 'Pedido nº 18',
				isSandbox: true,
				recipientId: memory.id('recipient'),
				...back,
			},
		}),
		expect: { amount: 151 },
	},
	{
		resource: 'paymentIntent',
		operation: 'create',
		parameters: (memory) => ({
			...request('simple')(memory),
			paymentMethod: 'PIS',
			connectorId: byId(MOCK_BANK),
			cpf: CPF,
			cnpj: '',
			name: 'José',
			isSandbox: true,
			simplify: false,
		}),
		keep: 'intent',
		rows: 1,
	},
	approve('intent'),
	advance(60),
	{
		resource: 'paymentIntent',
		operation: 'get',
		parameters: (memory) => ({ paymentIntentId: memory.id('intent'), simplify: false }),
		expect: { status: 'PAYMENT_COMPLETED' },
	},
	{
		resource: 'paymentIntent',
		operation: 'getMany',
		parameters: (memory) => ({ ...request('simple')(memory), returnAll: true, simplify: false }),
		rows: 1,
	},
	{
		resource: 'paymentRequest',
		operation: 'get',
		parameters: (memory) => ({ ...request('simple')(memory), simplify: false }),
		expect: { status: 'COMPLETED' },
	},
	// No money in the account: 51 cents.
	pay('poor', 80.51),
	{
		resource: 'paymentIntent',
		operation: 'create',
		parameters: (memory) => ({
			...request('poor')(memory),
			paymentMethod: 'PIX',
			isDynamicPix: false,
			isSandbox: true,
			simplify: false,
		}),
		keep: 'pix',
		rows: 1,
	},
	approve('pix'),
	advance(60),
	{
		resource: 'paymentIntent',
		operation: 'get',
		parameters: (memory) => ({ paymentIntentId: memory.id('pix'), simplify: false }),
		expect: { status: 'PAYMENT_REJECTED' },
	},
	{
		resource: 'paymentRequest',
		operation: 'get',
		parameters: (memory) => ({ ...request('poor')(memory), simplify: false }),
		expect: { status: 'ERROR' },
	},
	{
		resource: 'paymentRequest',
		operation: 'createPixQr',
		parameters: (memory) => ({
			pixQrCode: String((memory.one('pix').pixData as IDataObject).value),
			isSandbox: true,
			simplify: false,
			additionalFields: { customerId: memory.id('customer'), ...back },
		}),
		keep: 'qr',
		expect: { status: 'CREATED' },
	},
	{
		resource: 'paymentRequest',
		operation: 'delete',
		parameters: request('qr'),
		expect: { deleted: true },
	},
	{
		resource: 'paymentRequest',
		operation: 'getMany',
		parameters: (memory) => ({
			returnAll: true,
			simplify: false,
			filters: {
				clientPaymentId: 'simple',
				customer: 'José da Conceição',
				from: memory.day(-1),
				to: memory.day(1),
				status: 'COMPLETED',
			},
		}),
	},
	{
		resource: 'paymentRequest',
		operation: 'getMany',
		parameters: { returnAll: true, simplify: false },
	},
];

const scheduled = (type: string, more: (memory: Memory) => IDataObject): NodeStep => ({
	resource: 'paymentSchedule',
	operation: 'create',
	parameters: (memory) => ({
		...recipient(memory),
		amount: 40,
		scheduleType: type,
		isSandbox: true,
		clientPaymentId: type,
		simplify: false,
		additionalFields: { description: 'Mensalidade', customerId: memory.id('customer'), ...back },
		...more(memory),
	}),
	keep: type,
	expect: { status: 'CREATED' },
});

const schedules: Step[] = [
	scheduled('SINGLE', (memory) => ({ date: memory.day(3) })),
	scheduled('DAILY', (memory) => ({ startDate: memory.day(2), occurrences: 3 })),
	scheduled('WEEKLY', (memory) => ({
		startDate: memory.day(2),
		dayOfWeek: 'MONDAY',
		occurrences: 4,
	})),
	scheduled('MONTHLY', (memory) => ({
		startDate: memory.day(2),
		dayOfMonth: 10,
		occurrences: 3,
	})),
	scheduled('CUSTOM', (memory) => ({
		dates: `${memory.day(3)}, ${memory.day(5)}`,
		additionalInformation: 'Duas parcelas',
	})),
	...['SINGLE', 'DAILY', 'WEEKLY', 'MONTHLY', 'CUSTOM'].map(approve),
	advance(60),
	...['SINGLE', 'DAILY', 'WEEKLY', 'MONTHLY', 'CUSTOM'].flatMap((type): Step[] => [
		{
			resource: 'paymentRequest',
			operation: 'get',
			parameters: (memory) => ({ ...request(type)(memory), simplify: false }),
			expect: { status: 'SCHEDULED' },
		},
		{
			resource: 'paymentSchedule',
			operation: 'getMany',
			parameters: (memory) => ({ ...request(type)(memory), returnAll: true }),
			keep: `payments ${type}`,
			expect: { status: 'SCHEDULED' },
		},
	]),
	{
		resource: 'paymentSchedule',
		operation: 'cancel',
		parameters: (memory) => ({
			...request('CUSTOM')(memory),
			scheduleId: memory.id('payments CUSTOM'),
		}),
		rows: 1,
	},
	{
		resource: 'paymentSchedule',
		operation: 'cancelAll',
		parameters: request('MONTHLY'),
		rows: 1,
	},
	{
		resource: 'paymentSchedule',
		operation: 'getMany',
		parameters: (memory) => ({ ...request('MONTHLY')(memory), returnAll: true }),
		expect: { status: 'CANCELED' },
		rows: 3,
	},
];

const biometrics: Step[] = [
	{
		resource: 'paymentRequest',
		operation: 'createPixBiometric',
		parameters: (memory) => ({
			...recipient(memory),
			amount: 33,
			clientPaymentId: 'biometric',
			simplify: false,
			additionalFields: {
				customerId: memory.id('customer'),
				description: 'Com biometria',
				linkedJourney: true,
				...back,
			},
		}),
		keep: 'biometric',
		expect: { status: 'CREATED' },
	},
	approve('biometric'),
	advance(60),
	{
		resource: 'pixBiometricEnrollment',
		operation: 'getMany',
		parameters: (memory) => ({
			returnAll: true,
			filters: { customerId: memory.id('customer'), cpf: CPF, status: 'AUTHORIZED' },
		}),
		keep: 'enrollments',
		rows: 1,
	},
	...['get', 'getBalance', 'revokeDataConsent', 'revoke'].map(
		(operation): Step => ({
			resource: 'pixBiometricEnrollment',
			operation,
			parameters: (memory) => ({ enrollmentId: memory.id('enrollments') }),
			rows: 1,
		}),
	),
];

/** The permission to read the balance, once it is over. */
const ENDED = {
	dataConsent: { status: 'REJECTED', rejectionReason: 'CUSTOMER_MANUALLY_REVOKED' },
};

const preauthorization = (memory: Memory) => ({
	preauthorizationId: memory.id('preauthorization'),
});

const smartTransfers: Step[] = [
	{
		resource: 'smartTransfer',
		operation: 'createPreauthorization',
		parameters: (memory) => ({
			connectorId: byId(MOCK_BANK),
			cpf: CPF,
			recipientIds: memory.id('recipient'),
			clientPreauthorizationId: 'mine',
			simplify: false,
			additionalFields: {
				linkedJourney: true,
				totalAllowedAmount: 1000,
				transactionLimit: 200,
				dayQuantityLimit: 5,
				dayTransactionLimit: 300,
				weekQuantityLimit: 10,
				weekTransactionLimit: 400,
				monthQuantityLimit: 20,
				monthTransactionLimit: 500,
				yearQuantityLimit: 100,
				yearTransactionLimit: 900,
				callbackUrlSuccess: back.callbackUrlSuccess,
				callbackUrlError: back.callbackUrlError,
			},
		}),
		keep: 'preauthorization',
		expect: { status: 'CREATED' },
	},
	approve('preauthorization'),
	advance(60),
	{
		resource: 'smartTransfer',
		operation: 'getPreauthorization',
		parameters: (memory) => ({ ...preauthorization(memory), simplify: false }),
		expect: { status: 'COMPLETED' },
	},
	{
		resource: 'smartTransfer',
		operation: 'getManyPreauthorizations',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: { clientPreauthorizationId: 'mine' },
		},
		rows: 1,
	},
	{
		resource: 'smartTransfer',
		operation: 'getPreauthorizationBalance',
		parameters: preauthorization,
		rows: 1,
	},
	...[50, 60.54].map(
		(amount): Step => ({
			resource: 'smartTransfer',
			operation: 'createPayment',
			parameters: (memory) => ({
				...preauthorization(memory),
				...recipient(memory),
				amount,
				clientPaymentId: `transfer ${amount}`,
				simplify: false,
				additionalFields: { description: 'Para a poupança' },
			}),
			keep: `transfer ${amount}`,
			expect: { amount },
		}),
	),
	advance(60),
	{
		resource: 'smartTransfer',
		operation: 'getPayment',
		parameters: (memory) => ({ paymentId: memory.id('transfer 50'), simplify: false }),
		expect: { status: 'PAYMENT_COMPLETED' },
	},
	{
		resource: 'smartTransfer',
		operation: 'getPayment',
		parameters: (memory) => ({ paymentId: memory.id('transfer 60.54'), simplify: false }),
		expect: { status: 'PAYMENT_REJECTED' },
	},
	{
		resource: 'smartTransfer',
		operation: 'getManyPayments',
		parameters: (memory) => ({
			...preauthorization(memory),
			returnAll: true,
			simplify: false,
			filters: { clientPaymentId: 'transfer 50', from: memory.day(-1), to: memory.day(1) },
		}),
		rows: 1,
	},
	{
		resource: 'smartTransfer',
		operation: 'revokeDataConsent',
		parameters: preauthorization,
		expect: ENDED,
	},
	{
		resource: 'smartTransfer',
		operation: 'getPreauthorization',
		parameters: preauthorization,
		expect: ENDED,
	},
	{
		resource: 'smartTransfer',
		operation: 'getManyPreauthorizations',
		parameters: { returnAll: true },
		expect: ENDED,
	},
];

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

const boletos: Step[] = [
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

const charge = (keep: string, ahead: number): NodeStep => ({
	resource: 'automaticPix',
	operation: 'schedule',
	parameters: (memory) => ({
		...request('automatic')(memory),
		amount: 50.58,
		date: memory.day(ahead),
		isSandbox: true,
		clientPaymentId: keep,
		additionalFields: { description: 'Mensalidade', recipientId: memory.id('recipient') },
	}),
	keep,
	expect: { status: 'SCHEDULED' },
});

const payment = (name: string, parameter: string) => (memory: Memory) => ({
	...request('automatic')(memory),
	[parameter]: memory.id(name),
});

/** The first payment fails for want of money (58 cents), its retry is paid. */
const automaticPix: Step[] = [
	{
		resource: 'automaticPix',
		operation: 'createRequest',
		parameters: (memory) => ({
			...recipient(memory),
			interval: 'MONTHLY',
			startDate: memory.day(2),
			amountType: 'fixed',
			fixedAmount: 50.58,
			isSandbox: true,
			clientPaymentId: 'automatic',
			simplify: false,
			additionalFields: { description: 'Academia', isRetryAccepted: true },
		}),
		keep: 'automatic',
		expect: { status: 'CREATED' },
	},
	{
		resource: 'automaticPix',
		operation: 'createRequest',
		parameters: (memory) => ({
			...recipient(memory),
			interval: 'WEEKLY',
			startDate: memory.day(4),
			amountType: 'variable',
			minimumVariableAmount: 10,
			maximumVariableAmount: 100,
			isSandbox: true,
			clientPaymentId: 'variable',
			simplify: false,
			additionalFields: {
				customerId: memory.id('customer'),
				expiresAt: `${memory.day(300)}T12:00:00-03:00`,
				firstPaymentAmount: 15,
				firstPaymentDate: memory.day(2),
				firstPaymentDescription: 'Matrícula',
				isRetryAccepted: true,
				retryDays: [1, 3],
				schedulerDescription: 'Semana',
				schedulerEnabled: true,
				schedulerValueForVariableAmount: 20,
				...back,
			},
		}),
		keep: 'variable',
		expect: { status: 'CREATED' },
	},
	approve('automatic'),
	approve('variable'),
	advance(60),
	charge('charge', 3),
	charge('unwanted', 10),
	{
		resource: 'automaticPix',
		operation: 'getManySchedules',
		parameters: (memory) => ({
			...request('automatic')(memory),
			returnAll: true,
			filters: { clientPaymentId: 'charge' },
		}),
		expect: { status: 'SCHEDULED' },
		rows: 1,
	},
	{
		resource: 'automaticPix',
		operation: 'cancelSchedule',
		parameters: payment('unwanted', 'scheduleId'),
		rows: 1,
	},
	advance(4 * DAY),
	{
		resource: 'automaticPix',
		operation: 'getSchedule',
		parameters: payment('charge', 'paymentId'),
		expect: { status: 'ERROR' },
	},
	{
		resource: 'automaticPix',
		operation: 'retrySchedule',
		parameters: (memory) => ({
			...payment('charge', 'scheduleId')(memory),
			date: memory.day(2),
			isSandbox: true,
		}),
		rows: 1,
	},
	advance(3 * DAY),
	{
		resource: 'automaticPix',
		operation: 'getSchedule',
		parameters: payment('charge', 'paymentId'),
		expect: { status: 'COMPLETED' },
	},
	{
		resource: 'automaticPix',
		operation: 'getManySchedules',
		parameters: (memory) => ({ ...request('variable')(memory), returnAll: true }),
	},
	{
		resource: 'automaticPix',
		operation: 'cancelAuthorization',
		parameters: request('automatic'),
		rows: 1,
	},
	{
		resource: 'paymentRequest',
		operation: 'get',
		parameters: (memory) => ({ ...request('automatic')(memory), simplify: false }),
		expect: { status: 'CANCELED' },
	},
	// The scheduled payments of above had their days meanwhile.
	{
		resource: 'paymentSchedule',
		operation: 'getMany',
		parameters: (memory) => ({ ...request('SINGLE')(memory), returnAll: true }),
		expect: { status: 'COMPLETED' },
	},
];

export const paymentSteps: Step[] = [
	...people,
	...requests,
	...schedules,
	...biometrics,
	...smartTransfers,
	...boletos,
	...automaticPix,
];
