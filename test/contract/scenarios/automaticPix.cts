import { DAY, advance, approve, type Memory, type NodeStep, type Step } from '../scenario.cjs';
import { back, recipient, request } from './shared.cjs';

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
export const automaticPix: Step[] = [
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
