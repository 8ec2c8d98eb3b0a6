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
