import { z } from 'zod';
import { apiPath, choice, json, jsonBody } from '../fields';
import type { ResourceEntry } from '../operation';
import { classify, sendCustomRequest } from '../handlers/customRequest';
import { METHODS } from './choices';

const single = z.union([z.string(), z.number(), z.boolean()]);
const query = z.record(z.string(), z.union([single, z.array(single)]));

export const customRequest: ResourceEntry = {
	id: 'customRequest',
	name: 'Custom Request',
	description: 'Any other request to the API of Pluggy',
	portuguese: 'requisição livre',
	operations: [
		{
			id: 'send',
			name: 'Send',
			action: 'Send custom request that may move real money',
			description: 'Send any request to the API of Pluggy, with its login, waits and errors',
			notice: {
				says: [
					'This changes something and may move real money: what it is depends on the path. It is sent once.',
					'Isto altera algo e pode mover dinheiro de verdade: depende do caminho. É enviado uma só vez.',
				],
				when: { method: ['POST', 'PUT', 'PATCH', 'DELETE'] },
			},
			method: 'GET',
			path: '/',
			docs: 'https://docs.pluggy.ai/en/reference',
			fields: [
				choice('method', 'Method', METHODS, {
					in: 'node',
					required: true,
					description: 'GET reads; the others change something and are sent once',
				}),
				apiPath('path', 'Path', {
					in: 'node',
					required: true,
					placeholder: 'e.g. /connectors/201',
					description: 'Path with one slash in front, and without the host. It may hold a query.',
				}),
				json(
					'query',
					'Query',
					query,
					'an object with names and values, such as {"itemId": "..."}',
					{
						in: 'node',
						place: 'options',
						secret: true,
						default: '{}',
						description: 'Query parameters as an object; lists are joined by commas',
					},
				),
				jsonBody('body', 'Body', 'a JSON object or list', {
					in: 'node',
					place: 'top',
					when: { method: ['POST', 'PUT', 'PATCH'] },
					secret: true,
					description: 'What to send; nothing, if empty. A text is sent word for word.',
				}),
			],
			classify: ({ method, path }) => classify(String(method), String(path)),
			handler: { run: sendCustomRequest, endpoints: [] },
			lookup: 'Read with a GET request what the change should have done.',
			note: 'GET needs the access Read Only and may be sent again after an error. Everything else is sent once; under /payments, /smart-transfers, /pix-biometric, /boleto* and similar names it needs Data and Payments, elsewhere Data.',
		},
	],
};
