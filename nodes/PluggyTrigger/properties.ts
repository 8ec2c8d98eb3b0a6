import type { INodeProperties } from 'n8n-workflow';
import { WEBHOOK_EVENTS } from '../Pluggy/operations/choices';
import { ALL } from './events';

const eventOptions = Object.entries(WEBHOOK_EVENTS)
	.map(([value, name]) => ({ name: value === ALL ? '[All]' : name, value }))
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));

export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions,
		default: [],
		description:
			'What starts the workflow. Each event takes one of the 5 webhooks that Pluggy allows per event; [All] is one webhook for everything, and other choices are then ignored.',
	},
	{
		displayName: 'Custom Event',
		name: 'customEvent',
		type: 'string',
		default: '',
		placeholder: 'e.g. pix_biometric_enrollment/revoked',
		description:
			'Name of an event that is not in the list, added to the chosen ones; several are comma-separated',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description:
			'Events that do not pass are acknowledged and start nothing. Not every event has every member (transactions/created has no client user ID): a filter lets those pass that do not have its member.',
		options: [
			{
				displayName: 'Client User ID',
				name: 'clientUserId',
				type: 'string',
				default: '',
				placeholder: 'e.g. customer-17',
				description:
					'Only events with this client user ID, and those that carry none; several are comma-separated',
			},
			{
				displayName: 'Item IDs',
				name: 'itemIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f',
				description:
					'Only events of these connections, and those that belong to no connection, comma-separated',
			},
			{
				displayName: 'Triggered By',
				name: 'triggeredBy',
				type: 'multiOptions',
				options: [
					{ name: 'Client (API)', value: 'CLIENT' },
					{ name: 'Pluggy', value: 'INTERNAL' },
					{ name: 'Synchronization', value: 'SYNC' },
					{ name: 'User', value: 'USER' },
				],
				default: [],
				description: 'Only events that these caused, and those that do not tell their cause',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Source IPs',
				name: 'sourceIps',
				type: 'string',
				default: '',
				placeholder: 'e.g. 52.67.145.81, 177.71.238.212',
				description:
					'Only deliveries from these addresses or CIDR blocks, comma-separated; others get 401. Behind a reverse proxy set N8N_PROXY_HOPS, or n8n sees only the address of the proxy. Pluggy may change its addresses: the secret that the trigger registers protects it without this list.',
			},
		],
	},
];
