import type { IDataObject } from 'n8n-workflow';
import { connectPage } from '../../shared/client/hosts';
import { encodeQuery } from '../../shared/client/request';
import { additional, choice, choices, flag, option, text, webUrl } from '../fields';
import { referencePage, type ResourceEntry, type HandlerTools } from '../operation';
import { itemId } from '../pickers';
import { CONNECTOR_TYPES, PRODUCTS } from './choices';

const inOptions = (member: string) => ({ ...additional, target: `options.${member}` });

/** Adds the link that opens Pluggy's Connect widget with this token. */
function withConnectUrl(answer: IDataObject, { values, client }: HandlerTools): IDataObject {
	const query = encodeQuery({
		connect_token: String(answer.accessToken),
		update_item: values.itemId as string | undefined,
		with_sandbox: values.withSandbox as boolean | undefined,
		connector_ids: values.connectorIds as string | undefined,
		connector_types: values.connectorTypes as string[] | undefined,
		products: values.products as string[] | undefined,
		lang: values.language as string | undefined,
		theme: values.theme as string | undefined,
	});
	return { connectUrl: `${connectPage(client.baseUrl)}${query}`, ...answer };
}

export const connectToken: ResourceEntry = {
	id: 'connectToken',
	name: 'Connect Token',
	description: 'A link with which a customer connects a bank',
	portuguese: 'link para conectar o banco',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create connect token',
			description: 'Create a 30-minute token and link with which a user connects a bank',
			method: 'POST',
			path: '/connect_token',
			docs: referencePage('auth', 'connect-token-create'),
			fields: [
				flag('avoidDuplicates', 'Avoid Duplicates', {
					...inOptions('avoidDuplicates'),
					description:
						'Whether to refuse a new connection when one with the same credentials exists',
				}),
				text('clientUserId', 'Client User ID', {
					...inOptions('clientUserId'),
					description: 'Your own ID of the user, kept on the connection',
				}),
				itemId({
					...additional,
					required: false,
					description: 'An existing connection that the user reconnects, instead of a new one',
				}),
				webUrl('oauthRedirectUri', 'OAuth Redirect URI', {
					...inOptions('oauthRedirectUri'),
					description: 'Where the bank sends the user back to',
				}),
				webUrl('webhookUrl', 'Webhook URL', {
					...inOptions('webhookUrl'),
					placeholder: 'e.g. https://n8n.example.com/webhook/...',
					description: 'Public https address that gets the events of the connection',
				}),
				text('connectorIds', 'Connector IDs', {
					...option,
					placeholder: 'e.g. 201,612',
					description: 'Comma-separated list of the connectors the widget offers',
				}),
				choices('connectorTypes', 'Connector Types', CONNECTOR_TYPES, {
					...option,
					description: 'The kinds of connectors the widget offers',
				}),
				choice(
					'language',
					'Language',
					{ pt: 'Portuguese', en: 'English', es: 'Spanish' },
					{ ...option, description: 'The language of the widget' },
				),
				choices('products', 'Products', PRODUCTS, {
					...option,
					description: 'The data the widget asks for',
				}),
				choice(
					'theme',
					'Theme',
					{ light: 'Light', dark: 'Dark' },
					{
						...option,
						description: 'The look of the widget',
					},
				),
				flag('withSandbox', 'With Sandbox', {
					...option,
					description: 'Whether the widget also offers the sandbox connectors',
				}),
			],
			// A second token does no harm; it only lives its own 30 minutes.
			safety: 'read',
			access: 'data',
			idMember: 'accessToken',
			mapRow: withConnectUrl,
			note: 'Pluggy answers only accessToken; the node adds connectUrl, the link of the Connect widget.',
		},
	],
};
