import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { checkN8n } from '../shared/n8n';
import { poll } from './polling';
import { properties } from './properties';

/** The poll trigger, as n8n sees it: events without a public address. */

checkN8n();

export class PluggyPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pluggy Poll Trigger',
		name: 'pluggyPollTrigger',
		icon: { light: 'file:../Pluggy/pluggy.svg', dark: 'file:../Pluggy/pluggy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["events"]).filter(Boolean).join(", ") }}',
		description:
			'Starts the workflow on new data of banks in Brazil, also without a public address',
		// Not that of the codex: n8n writes its own query behind the anchor of that.
		documentationUrl: 'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#poll-trigger',
		defaults: { name: 'Pluggy Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pluggyApi', required: true }],
		properties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
