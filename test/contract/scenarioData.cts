import type { IDataObject } from 'n8n-workflow';
import { DAY, advance, byId, type Memory, type NodeStep, type Step } from './scenario.cjs';

/** Connections and what they bring: every operation of the data half, against the sandbox. */

const BANK = 2;
const BROKER = 16;
const OPEN_FINANCE = 601;
const MFA_TWO_STEPS = 5;
const LOGIN = '{"user": "user-ok", "password": "password-ok"}';
const LOCKED = '{"user": "user-locked", "password": "password-ok"}';
const CPF = '{"cpf": "761.092.776-73"}';
const HOOK = 'https://n8n.example.com/webhook/contract';
const WAIT = { wait: true, pollInterval: 1, waitTimeout: 60 };

const all = { returnAll: true, simplify: false };
const item = (memory: Memory) => ({ itemId: byId(memory.id('item')) });
const account = (type: 'BANK' | 'CREDIT') => (memory: Memory) => ({
	accountId: byId(memory.id('accounts', { type })),
});

const create = (
	keep: string,
	connectorId: number,
	parameters: string,
	more: IDataObject = {},
): NodeStep => ({
	resource: 'item',
	operation: 'create',
	parameters: {
		connectorId: byId(connectorId),
		parameters,
		simplify: false,
		options: WAIT,
		...more,
	},
	keep,
	expect: { status: 'UPDATED', diagnosis: null },
});

const connectors: Step[] = [
	{
		resource: 'connector',
		operation: 'getMany',
		parameters: {
			...all,
			filters: {
				countries: ['BR'],
				healthDetails: true,
				isOpenFinance: true,
				name: 'Bank',
				sandbox: true,
				supportsAutomaticPix: true,
				supportsPaymentInitiation: true,
				supportsSmartTransfers: true,
				types: ['PERSONAL_BANK'],
			},
		},
		expect: { id: 600 },
		rows: 1,
	},
	{ resource: 'connector', operation: 'getMany', parameters: all },
	{
		resource: 'connector',
		operation: 'get',
		parameters: { connectorId: byId(BANK), simplify: false, options: { healthDetails: true } },
		expect: { id: BANK },
	},
	{
		resource: 'connector',
		operation: 'validate',
		parameters: { connectorId: byId(BANK), parameters: LOGIN },
	},
];

const connections: Step[] = [
	create('item', BANK, LOGIN, {
		additionalFields: {
			avoidDuplicates: true,
			clientUserId: 'user 17',
			oauthRedirectUri: 'https://app.example.com/back',
			webhookUrl: HOOK,
		},
	}),
	create('broker', BROKER, LOGIN, {
		additionalFields: {
			products: ['ACCOUNTS', 'TRANSACTIONS', 'INVESTMENTS', 'INVESTMENTS_TRANSACTIONS'],
		},
	}),
	// Waits for the user at first: the bank's approval is not the node's.
	{
		...create('open finance', OPEN_FINANCE, CPF),
		expect: { status: 'WAITING_USER_ACTION' },
	},
	{
		...create('mfa', MFA_TWO_STEPS, LOGIN),
		expect: { status: 'WAITING_USER_INPUT' },
	},
	{
		...create('refused', BANK, LOCKED),
		expect: { status: 'LOGIN_ERROR' },
	},
	{
		resource: 'item',
		operation: 'delete',
		parameters: (memory) => ({ itemId: byId(memory.id('refused')) }),
	},
	{
		resource: 'item',
		operation: 'sendMfa',
		parameters: (memory) => ({
			itemId: byId(memory.id('mfa')),
			parameterName: String((memory.one('mfa').parameter as IDataObject).name),
			parameterValue: '123456',
			simplify: false,
			options: WAIT,
		}),
		expect: { status: 'UPDATED' },
	},
	{
		resource: 'item',
		operation: 'wait',
		parameters: (memory) => ({ ...item(memory), simplify: false, options: { pollInterval: 1 } }),
		expect: { status: 'UPDATED' },
	},
	{
		resource: 'item',
		operation: 'get',
		parameters: (memory) => ({ ...item(memory), simplify: false }),
		expect: { clientUserId: 'user 17' },
	},
	{
		resource: 'item',
		operation: 'getMany',
		parameters: { ...all, filters: { clientUserId: 'user 17', connectorId: BANK } },
		rows: 1,
	},
	{ resource: 'item', operation: 'getMany', parameters: all, rows: 4 },
	{
		resource: 'item',
		operation: 'getResources',
		parameters: (memory) => ({
			itemId: byId(memory.id('open finance')),
			...all,
			filters: { status: 'AVAILABLE' },
		}),
		expect: { status: 'AVAILABLE' },
	},
	{
		resource: 'item',
		operation: 'getScr',
		parameters: (memory) => ({ itemId: byId(memory.id('open finance')) }),
		rows: 1,
	},
	{
		resource: 'item',
		operation: 'getScr',
		parameters: (memory) => ({
			itemId: byId(memory.id('open finance')),
			filters: {
				from: memory.day(-150).slice(0, 7),
				to: memory.day(-90).slice(0, 7),
			},
		}),
		rows: 1,
	},
	{
		resource: 'item',
		operation: 'update',
		parameters: (memory) => ({
			...item(memory),
			simplify: false,
			updateFields: { clientUserId: 'user 18', webhookUrl: HOOK, parameters: LOGIN },
			options: WAIT,
		}),
		expect: { status: 'UPDATED', clientUserId: 'user 18' },
	},
	{
		resource: 'item',
		operation: 'update',
		parameters: (memory) => ({ ...item(memory), simplify: false, options: WAIT }),
		expect: { status: 'UPDATED' },
	},
	{
		resource: 'connectToken',
		operation: 'create',
		parameters: (memory) => ({
			additionalFields: {
				itemId: memory.id('item'),
				clientUserId: 'user 17',
				avoidDuplicates: true,
				oauthRedirectUri: 'https://app.example.com/back',
				webhookUrl: HOOK,
			},
			options: { withSandbox: true, language: 'pt' },
		}),
		rows: 1,
	},
	{ resource: 'connectToken', operation: 'create', parameters: {}, rows: 1 },
];

const accounts: Step[] = [
	{
		resource: 'account',
		operation: 'getMany',
		parameters: (memory) => ({ ...item(memory), ...all }),
		keep: 'accounts',
		rows: 2,
	},
	{
		resource: 'account',
		operation: 'getMany',
		parameters: (memory) => ({ ...item(memory), ...all, filters: { type: 'CREDIT' } }),
		expect: { type: 'CREDIT' },
		rows: 1,
	},
	...(['BANK', 'CREDIT'] as const).map(
		(type): Step => ({
			resource: 'account',
			operation: 'get',
			parameters: (memory) => ({ ...account(type)(memory), simplify: false }),
			expect: { type },
		}),
	),
	{
		resource: 'account',
		operation: 'getBalance',
		parameters: account('BANK'),
		expect: { currencyCode: 'BRL' },
	},
	{
		resource: 'account',
		operation: 'getStatements',
		parameters: (memory) => ({ ...account('BANK')(memory), returnAll: true }),
		rows: 12,
	},
	{
		resource: 'bill',
		operation: 'getMany',
		parameters: (memory) => ({ ...account('CREDIT')(memory), ...all }),
		keep: 'bills',
	},
	{
		resource: 'bill',
		operation: 'get',
		parameters: (memory) => ({ billId: memory.id('bills'), simplify: false }),
		expect: (memory) => ({ id: memory.id('bills') }),
	},
];

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

const transactions: Step[] = [
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

const products: Step[] = [
	{
		resource: 'investment',
		operation: 'getMany',
		parameters: (memory) => ({ itemId: byId(memory.id('broker')), ...all }),
		keep: 'investments',
		rows: 30,
	},
	{
		resource: 'investment',
		operation: 'getMany',
		parameters: (memory) => ({
			itemId: byId(memory.id('broker')),
			...all,
			filters: { type: 'EQUITY' },
		}),
		expect: { type: 'EQUITY' },
	},
	{
		resource: 'investment',
		operation: 'get',
		parameters: (memory) => ({ investmentId: memory.id('investments'), simplify: false }),
		expect: (memory) => ({ id: memory.id('investments') }),
	},
	...['FIXED_INCOME', 'MUTUAL_FUND', 'EQUITY'].map(
		(type): Step => ({
			resource: 'investment',
			operation: 'getTransactions',
			parameters: (memory) => ({
				investmentId: memory.id('investments', { type }),
				returnAll: true,
			}),
		}),
	),
	{
		resource: 'loan',
		operation: 'getMany',
		parameters: (memory) => ({ ...item(memory), ...all }),
		keep: 'loans',
	},
	{
		resource: 'loan',
		operation: 'get',
		parameters: (memory) => ({ loanId: memory.id('loans'), simplify: false }),
		expect: (memory) => ({ id: memory.id('loans') }),
	},
	{ resource: 'identity', operation: 'get', parameters: item, keep: 'identity', rows: 1 },
	{
		resource: 'identity',
		operation: 'getById',
		parameters: (memory) => ({ identityId: memory.id('identity') }),
		expect: (memory) => ({ id: memory.id('identity') }),
	},
	{
		resource: 'merchant',
		operation: 'getMany',
		parameters: { cnpjs: '00.000.000/0001-91, 12.345.678/0001-90' },
		rows: 1,
	},
	{
		resource: 'enrichment',
		operation: 'categorize',
		parameters: (memory) => ({
			// One has a merchant, one has none, on any day.
			transactions: ['CINEFLUX', 'ANUIDADE'].map(
				(text) => memory.all('rows CREDIT').find((row) => String(row.description).includes(text))!,
			),
			additionalFields: { clientUserId: 'user 17', accountType: 'CREDIT_CARD', isBusiness: false },
		}),
	},
	{ resource: 'enrichment', operation: 'recurringPayments', parameters: item },
	{ resource: 'enrichment', operation: 'analyzeBehavior', parameters: item },
	{
		resource: 'insight',
		operation: 'getBook',
		parameters: (memory) => ({ itemIds: memory.id('item') }),
	},
	{
		resource: 'insight',
		operation: 'getCategories',
		parameters: (memory) => ({ itemIds: [memory.id('item'), memory.id('open finance')] }),
	},
	{ resource: 'insight', operation: 'getIncome', parameters: item },
];

const settings: Step[] = [
	{ resource: 'category', operation: 'getMany', parameters: { returnAll: true } },
	{
		resource: 'category',
		operation: 'getMany',
		parameters: { returnAll: true, filters: { parentId: '05000000' } },
	},
	{
		resource: 'category',
		operation: 'get',
		parameters: { categoryId: byId('05000000') },
		expect: { id: '05000000' },
	},
	{
		resource: 'categoryRule',
		operation: 'create',
		parameters: {
			description: 'padaria são joão',
			categoryId: byId('11010000'),
			additionalFields: {
				transactionType: 'DEBIT',
				accountType: 'CREDIT_CARD',
				matchType: 'startsWith',
			},
		},
		expect: { categoryId: '11010000' },
	},
	{
		resource: 'categoryRule',
		operation: 'getMany',
		parameters: { returnAll: true },
		keep: 'rules',
		// One of them was made by changing the category of a transaction.
		rows: 2,
	},
	{
		resource: 'categoryRule',
		operation: 'delete',
		parameters: (memory) => ({ ruleId: memory.id('rules', { description: 'padaria são joão' }) }),
		expect: { deleted: true },
	},
	{ resource: 'webhook', operation: 'getMany', parameters: { returnAll: true }, rows: 0 },
	{
		resource: 'webhook',
		operation: 'create',
		parameters: {
			url: HOOK,
			event: 'item/updated',
			additionalFields: { headers: '{"X-Secret": "s3cret"}' },
		},
		keep: 'webhook',
		rows: 1,
	},
	{
		resource: 'webhook',
		operation: 'get',
		parameters: (memory) => ({
			webhookId: memory.id('webhook'),
			options: { showHeaders: true },
		}),
		expect: { event: 'item/updated', headers: { 'X-Secret': 's3cret' } },
	},
	{ resource: 'webhook', operation: 'getMany', parameters: { returnAll: true }, rows: 1 },
	{
		resource: 'webhook',
		operation: 'update',
		parameters: (memory) => ({
			webhookId: memory.id('webhook'),
			updateFields: { url: `${HOOK}/2`, event: 'all', headers: 'null', enabled: true },
		}),
		expect: { event: 'all' },
	},
	{
		resource: 'webhook',
		operation: 'delete',
		parameters: (memory) => ({ webhookId: memory.id('webhook') }),
		expect: { deleted: true },
	},
	{
		resource: 'customRequest',
		operation: 'send',
		parameters: (memory) => ({
			method: 'GET',
			path: `/accounts?itemId=${memory.id('item')}`,
			options: { query: '{"type": "BANK"}' },
		}),
		rows: 1,
	},
];

export const dataSteps: Step[] = [
	...connectors,
	...connections,
	...accounts,
	...transactions,
	...products,
	...settings,
];

/** The end of the connections, once nothing needs them any more. */
export const farewell: Step[] = [
	{
		resource: 'item',
		operation: 'disableAutoSync',
		parameters: (memory) => ({ ...item(memory), simplify: false }),
		expect: { nextAutoSyncAt: null },
	},
	{
		resource: 'consent',
		operation: 'getMany',
		parameters: (memory) => ({ itemId: byId(memory.id('open finance')), returnAll: true }),
		keep: 'consents',
	},
	{
		resource: 'consent',
		operation: 'get',
		parameters: (memory) => ({ consentId: memory.id('consents') }),
		expect: (memory) => ({ id: memory.id('consents'), revokedAt: null }),
	},
	{
		resource: 'consent',
		operation: 'revoke',
		parameters: (memory) => ({ consentId: memory.id('consents') }),
		expect: { deleted: true },
	},
	{ resource: 'item', operation: 'delete', parameters: item, expect: { deleted: true } },
];
