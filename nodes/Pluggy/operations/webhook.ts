import type { IDataObject } from 'n8n-workflow';
import { EVENT_NAMES } from '../../shared/events';
import { z } from 'zod';
import { isObject } from '../../shared/objects';
import { choice, flag, json, option, pathId, updated, webUrl } from '../fields';
import { referencePage, type ResourceEntry, type HandlerTools } from '../operation';

const page = (id: string) => referencePage('webhook', id);

/** Names and values of HTTP headers. https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const headers = z.record(
	z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/),
	z
		.union([z.string(), z.number(), z.boolean()])
		.transform(String)
		// No line breaks: they would end the header.
		.refine((value) => /^[\t -~\u00a0-\u00ff]*$/.test(value)),
);

/** The same, or `null` to clear them. */
const headersOrNull = z.preprocess(
	(value) => (typeof value === 'string' && value.trim() === 'null' ? null : value),
	headers.nullable(),
);

const EXPECTED = 'an object with header names and values, such as {"X-Secret": "..."}';

const webhookId = pathId('webhookId', 'Webhook ID', 'ID of the webhook, as Get Many lists it');

const showHeaders = flag('showHeaders', 'Show Headers', {
	...option,
	description: 'Whether to show the values of the headers, which are often secrets',
});

/** Pluggy answers the headers in plain text, with the secret that protects the webhook. */
function hideHeaders(webhook: IDataObject, { values }: HandlerTools): IDataObject {
	if (values.showHeaders === true) return webhook;
	const { headers: sent } = webhook;
	if (sent === undefined || sent === null) return webhook;
	// Of what is no object nobody knows which part is a name.
	if (!isObject(sent)) return { ...webhook, headers: '[hidden]' };
	const names = Object.keys(sent);
	return { ...webhook, headers: Object.fromEntries(names.map((name) => [name, '[hidden]'])) };
}

export const webhook: ResourceEntry = {
	id: 'webhook',
	name: 'Webhook',
	description: 'Where Pluggy sends events',
	portuguese: 'avisos de eventos',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create webhook',
			description: 'Have Pluggy send an event to a URL; the Pluggy Trigger does this by itself',
			method: 'POST',
			path: '/webhooks',
			docs: page('webhooks-create'),
			fields: [
				webUrl('url', 'URL', {
					in: 'body',
					required: true,
					placeholder: 'e.g. https://n8n.example.com/webhook/...',
					description: 'Public https address on port 443 that gets the events',
				}),
				choice('event', 'Event', EVENT_NAMES, {
					in: 'body',
					required: true,
					description: 'The event to send; an expression may give one that is not listed',
				}),
				json('headers', 'Headers', headers, EXPECTED, {
					in: 'body',
					place: 'additionalFields',
					secret: true,
					default: '{}',
					description:
						'HTTP headers that Pluggy sends with each event, as an object. Put a secret here and check it on arrival: Pluggy signs nothing.',
				}),
				showHeaders,
			],
			safety: 'once',
			access: 'data',
			mapRow: hideHeaders,
			lookup: 'Look for the webhook with Get Many of the resource Webhook.',
			note: 'At most 5 webhooks per event, and one per event and URL.',
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete webhook and stop its events',
			description: 'Cannot be undone: deletes a webhook, so that its events no longer come',
			loses: [
				'the events of this webhook: one that a published Pluggy Trigger registered no longer starts its workflow.',
				'os eventos deste webhook: se um Pluggy Trigger publicado o registrou, o workflow deixa de iniciar.',
			],
			method: 'DELETE',
			path: '/webhooks/{id}',
			docs: page('webhooks-delete'),
			fields: [webhookId],
			safety: 'repeatable',
			access: 'data',
			output: 'empty',
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get webhook',
			description: 'Retrieve a webhook, and whether Pluggy has disabled it',
			method: 'GET',
			path: '/webhooks/{id}',
			docs: page('webhooks-retrieve'),
			fields: [webhookId, showHeaders],
			mapRow: hideHeaders,
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many webhooks',
			description: 'List many webhooks of your application',
			method: 'GET',
			path: '/webhooks',
			docs: page('webhooks-list'),
			fields: [showHeaders],
			paging: 'pageOnly',
			output: 'list',
			mapRow: hideHeaders,
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update webhook',
			description: 'Change a webhook, or revive one that Pluggy has disabled',
			method: 'PATCH',
			path: '/webhooks/{id}',
			docs: page('webhooks-update'),
			fields: [
				webhookId,
				flag('enabled', 'Enabled', {
					...updated,
					default: true,
					description: 'Whether to revive the webhook after Pluggy has disabled it',
				}),
				choice('event', 'Event', EVENT_NAMES, {
					...updated,
					description: 'The event to send; an expression may give one that is not listed',
				}),
				json('headers', 'Headers', headersOrNull, `${EXPECTED}, or null`, {
					...updated,
					secret: true,
					default: '{}',
					description:
						'HTTP headers that Pluggy sends with each event, as an object; null removes them',
				}),
				webUrl('url', 'URL', {
					...updated,
					placeholder: 'e.g. https://n8n.example.com/webhook/...',
					description: 'Public https address on port 443 that gets the events',
				}),
				showHeaders,
			],
			safety: 'repeatable',
			access: 'data',
			mapRow: hideHeaders,
		},
	],
};
