import { advance, approve, byId, type Memory, type Step } from '../scenario.cjs';
import { CPF, MOCK_BANK, back, recipient } from './shared.cjs';

/** The permission to read the balance, once it is over. */
const ENDED = {
	dataConsent: { status: 'REJECTED', rejectionReason: 'CUSTOMER_MANUALLY_REVOKED' },
};

const preauthorization = (memory: Memory) => ({
	preauthorizationId: memory.id('preauthorization'),
});

export const smartTransfers: Step[] = [
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
