import type { IDataObject } from 'n8n-workflow';
import { advance, approve, byId, type NodeStep, type Step } from '../scenario.cjs';
import { CPF, MOCK_BANK, back, recipient, request } from './shared.cjs';

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

/** With their intents: neither is anything without the other. */
export const paymentRequests: Step[] = [
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
