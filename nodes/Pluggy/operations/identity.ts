import { pathId } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { itemId } from '../pickers';

const page = (id: string) => referencePage('identity', id);

export const identity: ResourceEntry = {
	id: 'identity',
	name: 'Identity',
	description: 'Who owns a connection: name, document, addresses',
	portuguese: 'dados do titular',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get identity of bank connection',
			description: 'Retrieve who owns a connection: name, document, addresses and contacts',
			method: 'GET',
			path: '/identity',
			docs: page('identity-find-by-item'),
			fields: [itemId()],
		},
		{
			id: 'getById',
			name: 'Get by ID',
			action: 'Get identity by ID',
			description: 'Retrieve an identity by its own ID',
			method: 'GET',
			path: '/identity/{id}',
			docs: page('identity-retrieve'),
			fields: [
				pathId('identityId', 'Identity ID', 'ID of the identity itself, not of its connection'),
			],
		},
	],
};
