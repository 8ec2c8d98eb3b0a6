import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { ACCESS_LEVELS } from '../nodes/shared/access';
import { HOSTS } from '../nodes/shared/client/hosts';
import { checkItemIds, logIn } from '../nodes/shared/client/login';
import { asNotice } from '../nodes/shared/lists';
import { EXAMPLE_ID } from '../nodes/shared/objects';
import { PAGES } from '../nodes/shared/problems/words';

export class PluggyApi implements ICredentialType {
	name = 'pluggyApi';

	displayName = 'Pluggy API';

	icon: Icon = {
		light: 'file:../nodes/Pluggy/pluggy.svg',
		dark: 'file:../nodes/Pluggy/pluggy.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#credential';

	properties: INodeProperties[] = [
		{
			displayName: asNotice(
				'At <a href="https://dashboard.pluggy.ai" target="_blank">dashboard.pluggy.ai</a> create an account, then an application, then copy its Client ID and Client Secret here.',
				'Em português: em <a href="https://dashboard.pluggy.ai" target="_blank">dashboard.pluggy.ai</a> crie uma conta, depois uma aplicação, e copie o Client ID e o Client Secret para cá.',
			),
			name: 'howToStart',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 9b1c7a52-6c1f-4f0e-9d0a-3b1f5c2d4e6f',
			description: 'Of your application at https://dashboard.pluggy.ai',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown once in the dashboard, when the application is made',
		},
		{
			displayName: 'Access',
			name: 'access',
			type: 'options',
			default: 'data',
			hint: 'Data also creates, updates and deletes connections; only Data and Payments moves money. AI agents: Read Only.',
			description:
				'What the Pluggy node may do with this credential. Pluggy has no read-only keys: this setting guards the Pluggy nodes, not an HTTP Request node, which Allowed HTTP Request Domains keeps away.',
			options: ACCESS_LEVELS.map(({ name, value, description }) => ({ name, value, description })),
		},
		{
			displayName: 'Item IDs',
			name: 'itemIds',
			type: 'string',
			default: '',
			placeholder: `e.g. ${EXAMPLE_ID}`,
			hint: `The connections for the lists of the Pluggy nodes, comma-separated. <a href="${PAGES.itemIdGuide}" target="_blank">Where to find an item ID</a>`,
			description:
				'Optional, comma-separated: the connections the pickers of the Pluggy node offer, and the Pluggy Poll Trigger asks about. Most Pluggy accounts cannot list their items, so keep the IDs you use often here.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: HOSTS.api,
			placeholder: 'e.g. http://localhost:4010',
			description:
				'Advanced: leave as it is, unless you use the local sandbox or a proxy of your own in front of Pluggy. Empty is an error.',
		},
		// n8n adds these two to every credential, with All: with None an HTTP Request node cannot use it.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'options',
			default: 'none',
			description:
				'Where an HTTP Request or GraphQL node may send requests with this credential. The Pluggy nodes do not need it. Such a node knows neither Access nor how to keep a payment from being sent twice: leave it at None.',
			options: [
				{
					name: 'All',
					value: 'all',
					description: 'An HTTP Request node may send anything anywhere, payments included',
				},
				{
					name: 'None',
					value: 'none',
					description: 'Only the Pluggy nodes can use this credential',
				},
				{
					name: 'Specific Domains',
					value: 'domains',
					description: 'Only to the domains you list, which must hold that of the base URL',
				},
			],
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'string',
			default: '',
			placeholder: 'e.g. api.pluggy.ai',
			description:
				'Comma-separated, with * for any subdomain. n8n logs in at the base URL only if its host is among them.',
			displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		// When the cached key ends (milliseconds since the epoch), and which login it belongs to.
		{
			displayName: 'Session Expires At',
			name: 'sessionExpiresAt',
			type: 'hidden',
			default: 0,
		},
		{
			displayName: 'Session For',
			name: 'sessionFor',
			type: 'hidden',
			default: '',
		},
	];

	/** n8n stores what this returns, encrypted, in the credential: all workers share one key. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		checkItemIds(credentials.itemIds);
		return { ...(await logIn(this.helpers.httpRequest, credentials as IDataObject)) };
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...requestOptions,
		headers: { ...requestOptions.headers, 'X-API-KEY': credentials.apiKey as string },
	});

	// n8n logs in for every test (preAuthentication), so this request proves that the new key works.
	test: ICredentialTestRequest = {
		request: {
			// The login comes first and refuses what is no address: this only may not fail before.
			baseURL: '={{ String($credentials.baseUrl ?? "").trim().replace(/\\/+$/, "") }}',
			url: '/categories',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The login worked, but Pluggy refuses the new API key. Ask Pluggy support about this application.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'This address is not the Pluggy API. Check the base URL.',
				},
			},
		],
	};
}
