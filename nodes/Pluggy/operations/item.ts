import { withDiagnosis } from '../diagnosis';
import { connectorParameters } from '../../shared/schemas';
import {
	additional,
	choice,
	choices,
	digits,
	flag,
	inPath,
	integer,
	json,
	option,
	text,
	updated,
	webUrl,
	yearMonth,
} from '../fields';
import { referencePage, type FieldOf, type ResourceEntry } from '../operation';
import { connectorId, itemId } from '../pickers';
import { inOrder } from '../rules';
import { ITEM } from '../owner';
import { itemsListed } from '../handlers/itemsListed';
import { mapAndWait, waitForItem } from '../handlers/itemWait';
import { PRODUCTS, RESOURCE_STATUSES } from './choices';

const page = (id: string) => referencePage('items', id);

const waitTimes = [
	integer('pollInterval', 'Poll Interval', {
		...option,
		least: 1,
		default: 5,
		description: 'Seconds between two looks at the item',
	}),
	integer('waitTimeout', 'Wait Timeout', {
		...option,
		least: 1,
		default: 600,
		description:
			'Seconds after which the item is put out as it is then; the login at the bank alone may take 300',
	}),
];

const waiting = [
	flag('wait', 'Wait', {
		...option,
		// Who adds it wants it.
		default: true,
		description: 'Whether to wait until the item is done or needs the user',
	}),
	...waitTimes,
];

const bodyFields = (place: FieldOf<'place'>) => [
	text('clientUserId', 'Client User ID', {
		in: 'body',
		place,
		description: 'Your own ID of the user, kept on the item',
	}),
	choices('products', 'Products', PRODUCTS, {
		in: 'body',
		place,
		description: 'The data to collect; all that the connector has, if empty',
	}),
	webUrl('webhookUrl', 'Webhook URL', {
		in: 'body',
		place,
		placeholder: 'e.g. https://n8n.example.com/webhook/...',
		description: 'Public https address that gets the events of this item',
	}),
];

/** https://docs.pluggy.ai/en/docs/open-finance/rate-limits */
const QUOTAS =
	'spends monthly Open Finance quotas of the CPF or CNPJ at that bank (accounts, cards, identity, loans and older transactions: 4). What is used up is missing then: PARTIAL_SUCCESS with a warning.';

const CREDENTIALS =
	'an object with the credentials of the connector as texts (a number loses its zeros in front), or one encrypted string';

export const item: ResourceEntry = {
	id: 'item',
	name: 'Item',
	description: 'A connection to a bank',
	portuguese: 'conexão com o banco',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create bank connection with credentials',
			description: 'Connect a bank with the credentials of its user',
			method: 'POST',
			path: '/items',
			docs: page('items-create'),
			fields: [
				connectorId({ in: 'body' }),
				json('parameters', 'Parameters', connectorParameters, CREDENTIALS, {
					in: 'body',
					required: true,
					secret: true,
					default: '{}',
					hint: 'Such as {"user": "...", "password": "..."}: each connector has its own names',
					description:
						'The credentials by name, as the Get operation of the connector lists them; or one string encrypted with the public key of Pluggy',
				}),
				flag('avoidDuplicates', 'Avoid Duplicates', {
					...additional,
					description: 'Whether to refuse a new item when one with the same credentials exists',
				}),
				...bodyFields('additionalFields'),
				webUrl('oauthRedirectUri', 'OAuth Redirect URI', {
					...additional,
					description: 'Where the bank sends the user back to',
				}),
				...waiting,
			],
			safety: 'once',
			access: 'data',
			simplify: 'item',
			mapRow: mapAndWait,
			lookup:
				'Look for the item with Get Many (filter Client User ID) or at https://dashboard.pluggy.ai. With Avoid Duplicates on, creating it again is safe.',
			note: `Each new connection of the same person at the same bank ${QUOTAS}`,
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete bank connection with all its data',
			description: 'Cannot be undone: deletes a connection with all its data, and ends its consent',
			loses: [
				'the connection with all its accounts, transactions and other data at Pluggy, and the consent. To get it back, the customer must connect the bank anew.',
				'a conexão com todas as contas, transações e outros dados na Pluggy, e o consentimento. Para voltar, o cliente precisa conectar o banco de novo.',
			],
			method: 'DELETE',
			path: '/items/{id}',
			docs: page('items-delete'),
			fields: [itemId(inPath)],
			safety: 'repeatable',
			access: 'data',
			output: 'empty',
		},
		{
			id: 'disableAutoSync',
			name: 'Disable Auto Sync',
			action: 'Stop automatic synchronization of bank connection',
			description: 'Stop the automatic synchronization of an item',
			loses: [
				'fresh data: the connection is no longer synchronized by itself.',
				'dados novos: a conexão deixa de ser atualizada sozinha.',
			],
			method: 'PATCH',
			path: '/items/{id}/disable-auto-sync',
			docs: page('items-disable-autosync'),
			fields: [itemId(inPath)],
			safety: 'repeatable',
			access: 'data',
			simplify: 'item',
			mapRow: withDiagnosis,
			note: 'Only production applications have automatic synchronization. Pluggy itself ends it, too: after a LOGIN_ERROR until the user connects again; after other errors it tries again every hour, five times, and then no more.',
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get bank connection and its status',
			description: 'Retrieve a connection and how its last synchronization went',
			method: 'GET',
			path: '/items/{id}',
			docs: page('items-retrieve'),
			fields: [itemId(inPath)],
			simplify: 'item',
			mapRow: withDiagnosis,
			note: '`hasResourcesPendingAuthorization` says whether something must still be authorized at the bank: empty for other connectors than those of Open Finance, and until `resourcesCollectedAt` is there. `autoSyncDisabledAt`, where Pluggy sends it, says since when the item is not synchronized by itself any more.',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many bank connections',
			description:
				'List many connections; where Pluggy lists none, those of Item IDs in the credential',
			method: 'GET',
			path: '/v2/items',
			docs: page('items-list-by-cursor'),
			fields: [
				text('clientUserId', 'Client User ID', {
					longest: 255,
					description: 'Your own ID of the user, as given when the item was created',
				}),
				connectorId({ required: false, description: 'Only connections to this bank' }),
			],
			paging: 'cursor',
			output: 'list',
			simplify: 'item',
			handler: {
				run: itemsListed,
				endpoints: [
					{ method: 'GET', path: '/v2/items' },
					{ method: 'GET', path: '/items/{id}' },
				],
			},
			note: 'Pluggy lists items, newest first, for paid plans only, and only for teams that asked for it. Where it refuses (403 LIST_ITEMS_FEATURE_NOT_ENABLED), the items of the credential (Item IDs) are read one by one, in their order; one that is gone stays a row whose diagnosis says so. Without Item IDs the refusal is the error.',
		},
		{
			id: 'getResources',
			name: 'Get Resources',
			action: 'Get what user shared in bank connection',
			description: 'List what the user shared in the Open Finance consent of an item',
			method: 'GET',
			path: '/items/{id}/resources',
			docs: page('items-resources'),
			fields: [
				itemId(inPath),
				choice('status', 'Status', RESOURCE_STATUSES, {
					description: 'Only resources in this state',
				}),
			],
			paging: 'page',
			output: 'list',
			owner: ITEM,
			note: 'An empty list means that nothing is shared only if the item has resourcesCollectedAt. Whether a person must still authorize some of them at the bank is hasResourcesPendingAuthorization of the item; its diagnosis then is RESOURCES_PENDING_AUTHORIZATION.',
		},
		{
			id: 'getScr',
			name: 'Get SCR',
			action: 'Get credit report (SCR) of bank connection',
			description: 'Retrieve the credit report (SCR) of Banco Central for the owner of an item',
			method: 'GET',
			path: '/items/{id}/scr',
			docs: referencePage('scr', 'items-retrieve-scr'),
			fields: [
				itemId(inPath),
				yearMonth('from', 'From', { description: 'First base date as YYYYMM' }),
				yearMonth('to', 'To', { description: 'Last base date as YYYYMM' }),
			],
			rules: [inOrder('from', 'to')],
			note: 'Opt-in, Open Finance items only. Without dates: the last four closed base dates.',
		},
		{
			id: 'sendMfa',
			name: 'Send MFA',
			action: 'Send code (MFA) that bank connection waits for',
			description: 'Send the code that an item waits for (status WAITING_USER_INPUT)',
			method: 'POST',
			path: '/items/{id}/mfa',
			docs: page('items-send-mfa'),
			fields: [
				itemId(inPath),
				text('parameterName', 'Code Name', {
					in: 'body',
					required: true,
					placeholder: 'e.g. token',
					description:
						'What the item calls the code: its parameterName (parameter.name without Simplify)',
				}),
				digits('parameterValue', 'Code', {
					in: 'body',
					required: true,
					secret: true,
					description: 'What the user answered',
				}),
				...waiting,
			],
			body: ({ parameterName, parameterValue }) => ({ [String(parameterName)]: parameterValue }),
			safety: 'once',
			access: 'data',
			simplify: 'item',
			mapRow: mapAndWait,
			lookup: 'Get the item: its status tells whether the code arrived.',
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Synchronize bank connection now',
			description:
				'Synchronize an item now, with new credentials if given (not items of MeuPluggy: they do it by themselves)',
			method: 'PATCH',
			path: '/items/{id}',
			docs: page('items-update'),
			fields: [
				itemId(inPath),
				...bodyFields('updateFields'),
				json('parameters', 'Parameters', connectorParameters, CREDENTIALS, {
					...updated,
					secret: true,
					default: '{}',
					description: 'New credentials by name; without them the stored ones are used',
				}),
				...waiting,
			],
			safety: 'once',
			access: 'data',
			simplify: 'item',
			mapRow: mapAndWait,
			lookup: 'Get the item: status and lastUpdatedAt tell whether it is being synchronized.',
			note: `Always sends a body: an empty one starts a synchronization. Paced to 20 a minute. Not for updating many items in turn, which Pluggy forbids: daily freshness is the job of its automatic synchronization. Where the data is fresh enough the error has the action useData: items of MeuPluggy (connector 200) update themselves and refuse this, and client IDs made since August 2026 may update an item once an hour (a user in the Connect widget at any time). Each synchronization ${QUOTAS}`,
		},
		{
			id: 'wait',
			name: 'Wait',
			action: 'Wait for bank connection',
			description: 'Wait until an item is done or needs its user',
			method: 'GET',
			path: '/items/{id}',
			docs: page('items-retrieve'),
			fields: [itemId(inPath), ...waitTimes],
			simplify: 'item',
			handler: { run: waitForItem, endpoints: [{ method: 'GET', path: '/items/{id}' }] },
			note: 'Looks again while Pluggy works (UPDATING, MERGING); whatever else Pluggy says ends the waiting, also a status that is new. When the time is over the item is put out as it is, with the diagnosis STILL_RUNNING.',
		},
	],
};
