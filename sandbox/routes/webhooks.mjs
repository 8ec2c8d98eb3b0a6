import { notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';
import { webhookView } from '../webhooks/webhooks.mjs';

const FIELDS = /** @type {Record<string, import('../http/validate.mjs').Field>} */ ({
	url: { type: 'text' },
	event: { type: 'text' },
	headers: { type: 'object' },
});
const required = (/** @type {import('../http/validate.mjs').Field} */ field) => ({
	...field,
	required: true,
});

/** @param {any} app @param {import('../server.mjs').Context} context */
export function webhookRoutes(app, { webhooks, options }) {
	/** @param {any} request */
	function find({ params, claims }) {
		const { id } = check(params, { id: { type: 'uuid', required: true } });
		const webhook = webhooks.find(claims.clientId, id);
		if (!webhook) throw notFound('webhook');
		return webhook;
	}

	app.get('/webhooks', (/** @type {any} */ request) => {
		const page = check(request.query, PAGE_FIELDS);
		return pageOf(webhooks.listOf(request.claims.clientId).map(webhookView), page);
	});

	app.post('/webhooks', (/** @type {any} */ request, /** @type {any} */ reply) => {
		const body = check(request.body, {
			...FIELDS,
			url: required(FIELDS.url),
			event: required(FIELDS.event),
		});
		const webhook = webhooks.create(request.claims.clientId, body);
		reply.code(options.webhookCreatedStatus).send(webhookView(webhook));
	});

	app.get('/webhooks/:id', (/** @type {any} */ request) => webhookView(find(request)));

	app.patch('/webhooks/:id', (/** @type {any} */ request) => {
		const webhook = find(request);
		const body = check(request.body, { ...FIELDS, enabled: { type: 'bodyBoolean' } });
		// null, unlike nothing at all, clears the headers.
		if (request.body?.headers === null) body.headers = {};
		webhooks.update(webhook, body);
		return webhookView(webhook);
	});

	app.delete('/webhooks/:id', (/** @type {any} */ request) => {
		webhooks.delete(find(request));
		return { count: 1 };
	});
}
