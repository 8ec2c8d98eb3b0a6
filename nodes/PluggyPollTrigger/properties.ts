import type { INodeProperties } from 'n8n-workflow';
import { asGiven } from '../shared/asGiven';
import { eventOption } from '../shared/events';
import { byName } from '../shared/lists';
import { POLLED_EVENTS, ROWS_EVENT } from './events';
import { EXAMPLE_ID } from '../shared/objects';

/** What the editor shows of the poll trigger, below n8n's own Poll Times. */

const eventOptions = POLLED_EVENTS.map(eventOption).sort(byName);

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'First Poll: Last Days',
			name: 'firstPollDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 365 },
			default: 7,
			description:
				'How many days back the first poll tells, by when Pluggy got a transaction, not by its date: of a bank connected within these days that is its whole history. Without this option it tells nothing that is there already.',
		},
	],
};

export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions,
		default: [ROWS_EVENT],
		description:
			'What starts the workflow. A poll sees how things are, not what came and went between two polls: for everything, use the Pluggy Trigger, which needs a public address.',
	},
	{
		displayName: 'Item IDs',
		name: 'itemIds',
		type: 'string',
		default: '',
		placeholder: `e.g. ${EXAMPLE_ID}`,
		description:
			'Comma-separated: the connections to ask about, 50 at most. Empty: the Item IDs of the credential.',
	},
	options,
	asGiven(options),
];
