import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { checkN8n } from '../shared/n8n';
import { checkExists, create, remove } from './lifecycle';
import { properties } from './properties';
import { receive } from './receiving';

/** The webhook trigger, as n8n sees it. */

checkN8n();

export class PluggyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pluggy Trigger',
		name: 'pluggyTrigger',
		icon: { light: 'file:../Pluggy/pluggy.svg', dark: 'file:../Pluggy/pluggy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [].concat($parameter["events"], $parameter["customEvent"]).filter(Boolean).join(", ") }}',
		// The node picker shows one of the two descriptions for both nodes.
		description: 'Open Finance in Brazil: bank data, PIX and boletos, and the events about them',
		// Not that of the codex: n8n writes its own query behind the anchor of that.
		documentationUrl: 'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#trigger',
		defaults: { name: 'Pluggy Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pluggyApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
				// Nobody needs to copy it: what comes without the registered secret is refused.
				ndvHideUrl: true,
			},
		],
		eventTriggerDescription:
			'Cause one of the chosen events: connect or update a bank, or pay a test payment',
		activationMessage: 'Pluggy now sends the chosen events to this workflow.',
		triggerPanel: {
			header: 'Wait for events of Pluggy',
			executionsHelp: {
				inactive:
					'<b>While building</b>, press Execute step: n8n registers at Pluggy for two minutes and shows the first event that comes. <br /><br /><b>For good</b>, publish the workflow: n8n registers one webhook per event, and each event starts an execution. Nothing has to be set in the dashboard of Pluggy.',
				active:
					'<b>The workflow is published</b>: each event starts an execution, which the executions list shows. <br /><br /><b>To change it</b>, press Execute step: n8n registers a second time for two minutes and shows the first event that comes.',
			},
			activationHint:
				'When the workflow is ready, <a data-key="activate">publish</a> it, and Pluggy sends its events.',
		},
		properties,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return receive(this);
	}
}
