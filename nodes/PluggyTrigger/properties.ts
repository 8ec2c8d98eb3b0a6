import type { INodeProperties } from 'n8n-workflow';
import { asGiven } from '../shared/asGiven';
import { EVENTS, eventOption, type EventName } from '../shared/events';
import { byName } from '../shared/lists';
import { EXAMPLE_ID } from '../shared/objects';

/** What the editor shows of the trigger. */

const eventOptions = (Object.keys(EVENTS) as EventName[]).map(eventOption).sort(byName);

const shown: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions,
		default: [],
		description:
			'What starts the workflow. Pluggy allows five webhooks per event, and each chosen event takes one. [All] takes a single one for everything; other choices are then ignored.',
	},
	{
		displayName: 'Custom Event',
		name: 'customEvent',
		type: 'string',
		default: '',
		placeholder: 'e.g. something/happened',
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
			'Events that do not pass are acknowledged and start nothing. A filter decides only about events that tell what it is about; the others pass: transactions/created has no client user ID, and a payment belongs to no item. A filter that is added and empty is refused when you publish, and lets nothing in if its expression finds nothing later.',
		options: [
			{
				displayName: 'Client User ID',
				name: 'clientUserId',
				type: 'string',
				default: '',
				placeholder: 'e.g. customer-17',
				description:
					'Only events of connections with this client user ID, and events that tell none (missing, null or empty); several are comma-separated',
			},
			{
				displayName: 'Item IDs',
				name: 'itemIds',
				type: 'string',
				default: '',
				placeholder: `e.g. ${EXAMPLE_ID}`,
				description:
					'Only events of these connections, and events that belong to none; several are comma-separated',
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
				description: 'Only events with one of these causes, and events that tell none',
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
				placeholder: 'e.g. 52.67.145.81',
				description:
					'Only deliveries from these addresses or CIDR blocks, comma-separated; others get 401. Added and empty it is refused, and lets nothing in. Behind a reverse proxy set N8N_PROXY_HOPS, or n8n sees only the address of the proxy. Pluggy may change its addresses: the secret that the trigger registers protects it without this list.',
			},
		],
	},
];

export const properties: INodeProperties[] = [
	...shown,
	...shown.filter(({ type }) => type === 'collection').map(asGiven),
];
