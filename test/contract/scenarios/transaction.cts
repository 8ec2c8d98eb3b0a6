import type { IDataObject } from 'n8n-workflow';
import { DAY, advance, byId, type Step } from '../scenario.cjs';
import { all, item, account } from './shared.cjs';

const event = (name: string, keep: string): Step => ({
	resource: 'transaction',
	operation: 'getFromEvent',
	parameters: (memory) => ({
		event: memory
			.all('events')
			.filter((one) => one.event === name && one.itemId === memory.id('item'))
			.pop() as IDataObject,
		...all,
	}),
	keep,
	expect: { event: name },
});

export const transactions: Step[] = [
	...(['BANK', 'CREDIT'] as const).map(
		(type): Step => ({
			resource: 'transaction',
			operation: 'getMany',
			parameters: (memory) => ({
				source: 'account',
				...account(type)(memory),
				...all,
				filters: { dateFrom: memory.day(-400), dateTo: memory.day(0) },
			}),
			keep: `rows ${type}`,
		}),
	),
	{
		resource: 'transaction',
		operation: 'getMany',
		parameters: (memory) => ({
			source: 'account',
			...account('BANK')(memory),
			...all,
			filters: {
				ids: memory
					.all('rows BANK')
					.slice(0, 3)
					.map(({ id }) => id)
					.join(', '),
			},
		}),
		rows: 3,
	},
	{
		resource: 'transaction',
		operation: 'getMany',
		parameters: (memory) => ({
			source: 'item',
			...item(memory),
			...all,
			filters: { createdAtFrom: `${memory.day(-30)}T00:00:00-03:00` },
		}),
	},
	// Cards of Open Finance have members that direct connectors do not know.
	{
		resource: 'transaction',
		operation: 'getMany',
		parameters: (memory) => ({
			source: 'item',
			itemId: byId(memory.id('open finance')),
			...all,
			filters: { dateFrom: memory.day(-10), dateTo: memory.day(0) },
		}),
	},
	{
		resource: 'transaction',
		operation: 'get',
		parameters: (memory) => ({ transactionId: memory.id('rows CREDIT'), simplify: false }),
		expect: (memory) => ({ id: memory.id('rows CREDIT') }),
	},
	{
		resource: 'transaction',
		operation: 'update',
		parameters: (memory) => ({
			transactionId: memory.id('rows BANK'),
			categoryId: byId('07010000'),
			simplify: false,
		}),
		expect: { categoryId: '07010000' },
	},
	{
		resource: 'transaction',
		operation: 'exportOfx',
		parameters: (memory) => ({
			...account('BANK')(memory),
			filters: { dateFrom: memory.day(-31), dateTo: memory.day(0) },
		}),
		rows: 1,
	},
	advance(9 * DAY),
	{ admin: 'the events so far', path: '/events', keep: 'events' },
	// Its owner has approved it by now; its card rows have what only Open Finance has.
	{
		resource: 'transaction',
		operation: 'getMany',
		parameters: (memory) => ({
			source: 'item',
			itemId: byId(memory.id('open finance')),
			returnAll: true,
		}),
	},
	event('transactions/created', 'created'),
	event('transactions/updated', 'updated'),
	event('transactions/deleted', 'deleted'),
];
