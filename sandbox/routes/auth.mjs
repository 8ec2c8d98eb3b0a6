import { isUuid, check } from '../http/validate.mjs';
import { badRequest, notFound } from '../http/errors.mjs';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function authRoutes(app, { auth, store, webhooks }) {
	app.post('/auth', { config: { isOpen: true } }, (/** @type {any} */ request) => {
		const { clientId, clientSecret } = check(request.body, {
			clientId: { type: 'uuid', required: true },
			clientSecret: { type: 'filled', required: true },
			nonExpiring: { type: 'bodyBoolean' }, // the Node SDK sends it
		});
		const apiKey = auth.login(clientId, clientSecret);
		request.entry.client = clientId;
		return { apiKey };
	});

	app.post('/connect_token', (/** @type {any} */ request) => {
		const { itemId, options } = check(request.body, {
			itemId: { type: 'text' },
			options: { type: 'object' },
		});
		if (options) {
			check(options, {
				clientUserId: { type: 'text' },
				webhookUrl: { type: 'url' },
				oauthRedirectUri: { type: 'text' },
				avoidDuplicates: { type: 'bodyBoolean' },
				connectorSortAlphabetically: { type: 'bodyBoolean' },
			});
			if (options.webhookUrl) webhooks.requireUrl(options.webhookUrl);
		}
		const { clientId } = request.claims;
		if (itemId !== undefined) {
			if (!isUuid(itemId)) throw badRequest('itemId must be a UUID');
			if (store.items.get(itemId)?.clientId !== clientId) throw notFound('item');
		}
		return { accessToken: auth.connectToken(clientId, { itemId, options }) };
	});
}
