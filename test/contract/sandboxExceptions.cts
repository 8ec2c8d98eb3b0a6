import type { Schema } from './document.cjs';

/** Where Pluggy's document is known to be wrong about its own API, one by one. */

const schemaNamed = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const pageOf = (items: Schema): Schema => ({
	type: 'object',
	required: ['page', 'total', 'totalPages', 'results'],
	properties: {
		page: { type: 'number' },
		total: { type: 'number' },
		totalPages: { type: 'number' },
		results: { type: 'array', items },
	},
});

/** Schemas that stand for others: of bodies and of answers with a status. */
export const CORRECTED: Readonly<Record<string, { schema: Schema; reason: string }>> = {
	'GET /categories 200': {
		schema: pageOf(schemaNamed('Category')),
		reason: 'a bare array in the document, a page object in its example and in reality',
	},
	'GET /categories/rules 200': {
		schema: schemaNamed('PageResponseCategoryRules'),
		reason: 'an array of page objects in the document, one page object in reality',
	},
	'PATCH /payments/requests/{id} 200': {
		schema: schemaNamed('PaymentRequest'),
		reason: 'the document names the schema of the request; its example is a payment request',
	},
	'POST /payments/recipients body': {
		schema: {
			oneOf: [
				schemaNamed('CreatePaymentRecipient'),
				{ type: 'object', required: ['pixKey'], properties: { pixKey: { type: 'string' } } },
			],
		},
		reason: "Pluggy's client and guides also send a PIX key alone",
	},
};

const SANDBOX_GUIDE = "in Pluggy's guide on the payments sandbox";

/** What the document says against a request, by `METHOD path`, and why it is wrong. */
export const REQUESTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'GET /v2/transactions': {
		'query dateFrom must match format "date-time"': 'its text and example: yyyy-mm-dd',
		'query dateTo must match format "date-time"': 'its text and example: yyyy-mm-dd',
	},
	'POST /payments/intents': {
		'body  has the unknown member isSandbox': "in the document's example, not in its schema",
		'body /paymentMethod must be equal to one of the allowed values PIS':
			'its text and its answers also know PIX',
	},
	'POST /payments/requests/{id}/automatic-pix/schedule': {
		'body  has the unknown member isSandbox': SANDBOX_GUIDE,
	},
	'POST /payments/requests/{id}/automatic-pix/schedules/{scheduleId}/retry': {
		'body  has the unknown member isSandbox': SANDBOX_GUIDE,
	},
	'POST /payments/requests/automatic-pix': {
		'body  has the unknown member isSandbox': SANDBOX_GUIDE,
		'body /expiresAt must match format "date"': 'its text: YYYY-MM-DDTHH:MM:SSZ',
		'body /firstPayment/date must match format "date-time"': 'its text: YYYY-MM-DD',
	},
};

/** The same of answers, by `METHOD path status`. */
export const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'GET /payments/requests/{id}/schedules 200': {
		'/results/*/status must be equal to one of the allowed values SCHEDULED,COMPLETED,ERROR':
			"Pluggy's client also knows CANCELED, and there is a call that cancels",
	},
};

/** The same of errors. */
export const ERRORS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'PATCH /items/{id} 400': {
		' has the unknown member details':
			'the API fills details where the schema still says errors; its examples of POST do too',
	},
	'POST /items 400': {
		' has the unknown member items': "in the document's example ITEM_USER_ALREADY_EXISTS",
	},
};

/** Members of answers that no schema has, by the beginning of the path. */
export const MEMBERS: Readonly<Record<string, string>> = {
	'/items clientUserId': "in Pluggy's client, in webhooks and in reality",
	'/items oauthRedirectUri': "in the document's example of an item",
	'/items dtbConsultEmAndamento': "Banco Central's report has it; the document sums the report up",
	'/items dtConsulta': "Banco Central's report has it; the document sums the report up",
	'/transactions billPostDate': 'new in 2026, in the guide on card transactions',
	'/transactions paymentType': 'new in 2026, in the guide on card transactions',
	'/transactions transactionDateTime': 'new in 2026, in the guide on card transactions',
	'/bills createdAt': "in Pluggy's client",
	'/bills updatedAt': "in Pluggy's client",
	'/identity createdAt': "in Pluggy's client",
	'/identity updatedAt': "in Pluggy's client",
	'/merchants category': "in Pluggy's client",
	'/categories id': 'the call that deletes a rule needs it',
	'/categories matchType': 'answered since the body knows it',
	'/items autoSyncDisabledAt': 'in reality, documented nowhere',
	'/items hasResourcesPendingAuthorization': "in Pluggy's clients; newer than the document",
};

/** Documented operations the scenario does not ask for. */
export const NOT_REQUESTED: Readonly<Record<string, string>> = {};
