import { inPath, itemId, uuid } from '../fields';
import { referencePage, type Resource } from '../operation';
import { ITEM } from '../owner';
import { revokeConsent } from '../steps/consentRevoke';

const page = (id: string) => referencePage('consent', id);

const consentId = uuid('consentId', 'Consent ID', {
	...inPath,
	required: true,
	description: 'ID of the consent, as Get Many lists it',
});

export const consent: Resource = {
	id: 'consent',
	name: 'Consent',
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
			paging: 'none',
			safety: 'read',
			access: 'readOnly',
			output: 'one',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many consents',
			description: 'List many consents of an item, past ones included',
			method: 'GET',
			path: '/consents',
			docs: page('consents-list'),
			fields: [itemId()],
			paging: 'pageOnly',
			safety: 'read',
			access: 'readOnly',
			output: 'list',
			owner: ITEM,
		},
		{
			id: 'revoke',
			name: 'Revoke',
			action: 'Revoke consent and delete its item',
			description: 'End a consent by deleting its item with all its data, which cannot be undone',
			method: 'GET',
			path: '/consents/{id}',
			docs: referencePage('items', 'items-delete'),
			fields: [consentId],
			paging: 'none',
			safety: 'repeatable',
			access: 'data',
			output: 'one',
			steps: {
				run: revokeConsent,
				endpoints: [
					{ method: 'GET', path: '/consents/{id}' },
					{ method: 'DELETE', path: '/items/{id}' },
				],
			},
			note: 'Pluggy has no call that ends a consent alone: the node reads the consent and deletes its item. A consent that is already revoked is refused, because its item may live on with a newer one.',
		},
	],
};
