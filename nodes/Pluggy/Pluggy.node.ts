import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { checkN8n } from '../shared/n8n';
import { catalog } from './catalog';
import { execute } from './execute';
import * as listSearch from './listSearch';
import { buildProperties } from './properties';

/** The action node, as n8n sees it: what it shows is built from the catalog. */

checkN8n();

export class Pluggy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pluggy',
		name: 'pluggy',
		icon: { light: 'file:pluggy.svg', dark: 'file:pluggy.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Open Finance in Brazil: bank data, PIX and boletos',
		// Not that of the codex: n8n writes its own query behind the anchor of that.
		documentationUrl: 'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#operations',
		defaults: { name: 'Pluggy' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pluggyApi', required: true }],
		properties: buildProperties(catalog),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}
}
