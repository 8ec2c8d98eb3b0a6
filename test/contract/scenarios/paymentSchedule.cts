import type { IDataObject } from 'n8n-workflow';
import { advance, approve, type Memory, type NodeStep, type Step } from '../scenario.cjs';
import { back, recipient, request } from './shared.cjs';

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

export const paymentSchedules: Step[] = [
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
