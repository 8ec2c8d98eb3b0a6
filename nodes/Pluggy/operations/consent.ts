import { pathId } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { itemId } from '../pickers';
import { ITEM } from '../owner';
import { revokeConsent } from '../handlers/consentRevoke';

const page = (id: string) => referencePage('consent', id);

const consentId = pathId('consentId', 'Consent ID', 'ID of the consent, as Get Many lists it');

export const consent: ResourceEntry = {
	id: 'consent',
	name: 'Consent',
	description: 'What a bank customer allowed, and until when',
	portuguese: 'consentimento',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get consent',
			description: 'Retrieve a consent: what the user allowed, and until when',
			method: 'GET',
			path: '/consents/{id}',
			docs: page('consent-retrieve'),
			fields: [consentId],
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many consents of bank connection',
			description: 'List many consents of a connection, past ones included',
			method: 'GET',
			path: '/consents',
			docs: page('consents-list'),
			fields: [itemId()],
			paging: 'pageOnly',
			output: 'list',
			owner: ITEM,
		},
		{
			id: 'revoke',
			name: 'Revoke',
			action: 'Revoke consent and delete bank connection with all its data',
			description: 'Cannot be undone: ends a consent by deleting its connection with all its data',
			loses: [
				'the connection with all its data at Pluggy, not the consent alone. To get it back, the customer must connect the bank anew.',
				'a conexão com todos os dados na Pluggy, não só o consentimento. Para voltar, o cliente precisa conectar o banco de novo.',
			],
			method: 'GET',
			path: '/consents/{id}',
			docs: referencePage('items', 'items-delete'),
			fields: [consentId],
			safety: 'repeatable',
			access: 'data',
			handler: {
				run: revokeConsent,
				endpoints: [
					{ method: 'GET', path: '/consents/{id}' },
					{ method: 'DELETE', path: '/items/{id}' },
				],
			},
			note: 'Pluggy has no call that ends a consent alone: the node reads the consent and deletes its connection. A consent that is already revoked is refused, because its connection may live on with a newer one.',
		},
	],
};
