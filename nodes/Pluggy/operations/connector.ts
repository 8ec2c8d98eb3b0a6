import { connectorCredentials } from '../../shared/schemas';
import { choices, flag, inPath, json, onlyOrWithout, option, text } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { connectorId } from '../pickers';
import { CONNECTOR_TYPES, COUNTRIES } from './choices';

const page = (id: string) => referencePage('connector', id);

const health = (place: 'filters' | 'options') =>
	flag('healthDetails', 'Health Details', {
		...option,
		in: 'query',
		place,
		description: 'Whether to include how many connections succeeded in the last hours',
	});

export const connector: ResourceEntry = {
	id: 'connector',
	name: 'Connector',
	description: 'Banks and institutions that can be connected',
	portuguese: 'bancos disponíveis',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get connector',
			description: 'Retrieve a connector, with the credentials it asks for',
			method: 'GET',
			path: '/connectors/{id}',
			docs: page('connector-retrieve'),
			fields: [connectorId(inPath), health('options')],
			simplify: 'connector',
			note: 'The column `incidents` has the titles of known incidents and maintenance. Without Simplify: `health.incidents` holds all of them (missing when there is none), `productCoverage` what an Open Finance connector gives of its products.',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many connectors',
			description: 'List many banks and institutions',
			method: 'GET',
			path: '/connectors',
			docs: page('connectors-list'),
			fields: [
				choices('countries', 'Countries', COUNTRIES, {
					description: 'Only connectors of these countries',
				}),
				health('filters'),
				onlyOrWithout('isOpenFinance', 'Is Open Finance', ['Only', 'Without'], {
					description: 'Only Open Finance connectors, or only others',
				}),
				text('name', 'Name', { description: 'Part of the name', placeholder: 'e.g. Itaú' }),
				flag('sandbox', 'Sandbox', {
					description: 'Whether to add the sandbox connectors to the list',
				}),
				onlyOrWithout('supportsAutomaticPix', 'Supports Automatic PIX', ['Only', 'Without'], {
					description: 'Only connectors with or without automatic PIX',
				}),
				onlyOrWithout(
					'supportsPaymentInitiation',
					'Supports Payment Initiation',
					['Only', 'Without'],
					{
						description: 'Only connectors with or without payment initiation',
					},
				),
				onlyOrWithout('supportsSmartTransfers', 'Supports Smart Transfers', ['Only', 'Without'], {
					description: 'Only connectors with or without smart transfers',
				}),
				choices('types', 'Types', CONNECTOR_TYPES, {
					description: 'Only connectors of these kinds',
				}),
			],
			paging: 'pageOnly',
			output: 'list',
			simplify: 'connector',
		},
		{
			id: 'validate',
			name: 'Validate',
			action: 'Validate connector credentials',
			description: 'Check the form of bank credentials without connecting',
			method: 'POST',
			path: '/connectors/{id}/validate',
			docs: page('connectors-validate'),
			fields: [
				connectorId(inPath),
				json(
					'parameters',
					'Parameters',
					connectorCredentials,
					'an object with the credentials of the connector as texts, such as {"user": "...", "password": "..."}',
					{
						in: 'body',
						target: '',
						required: true,
						secret: true,
						default: '{}',
						description:
							'The credentials by name, as the Get operation of the connector lists them',
					},
				),
			],
			safety: 'read',
			access: 'data',
			note: 'Only computes: nothing is stored, so it may be sent again.',
		},
	],
};
