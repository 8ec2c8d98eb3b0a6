import type { IDataObject } from 'n8n-workflow';
import { byId, type NodeStep, type Step } from '../scenario.cjs';
import { all, BANK, HOOK, CPF_LOGIN, item, LOGIN } from './shared.cjs';

const BROKER = 16;
const OPEN_FINANCE = 601;
const MFA_TWO_STEPS = 5;
const LOCKED = '{"user": "user-locked", "password": "password-ok"}';
const WAIT = { wait: true, pollInterval: 1, waitTimeout: 60 };

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

export const items: Step[] = [
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
		...create('open finance', OPEN_FINANCE, CPF_LOGIN),
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
];

/** Once nothing else needs the connection. */
export const itemsAtTheEnd: Step[] = [
	{
		resource: 'item',
		operation: 'disableAutoSync',
		parameters: (memory) => ({ ...item(memory), simplify: false }),
		expect: { nextAutoSyncAt: null },
	},
];

export const removal: Step[] = [
	{ resource: 'item', operation: 'delete', parameters: item, expect: { deleted: true } },
];
