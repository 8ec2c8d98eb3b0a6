'use strict';

/** Where the catalog and Pluggy's document differ, each with the reason. */

/** Parameters of lists that the node itself sets. */
exports.PAGING = new Set(['page', 'pageSize', 'after']);

/** Documented operations that are no operation of the node. */
exports.NOT_IN_CATALOG = {
	'POST /auth': 'the credential logs in; its answer is a secret',
};

/** Paths of the catalog that the document lacks. */
exports.NOT_IN_DOCUMENT = {
	'GET /': 'customRequest: the path is the user’s',
	'POST /behavior-analysis': 'enrichment host; unconfirmed: no document of Pluggy tells of it',
	'POST /categorize': 'enrichment host, has a document of its own that could not be read',
	'POST /recurring-payments': 'enrichment host',
	'POST /book': 'insights host, not documented publicly',
	'POST /income': 'insights host',
	'POST /categories': 'insights host',
};

/** Members that are covered in another way than by a field of their own. */
exports.OTHERWISE = {};

/** Options that the document does not know, by parameter. */
exports.EXTRA_OPTIONS = {
	// The official Node.js client knows it.
	products: ['ACCOUNT_STATEMENTS'],
	// A known mistake of the document: text and answers know PIX as well.
	paymentMethod: ['PIX'],
	// Official, beside the 31 of the list.
	event: ['pix_biometric_enrollment/revoked'],
};

const SANDBOX =
	'Pluggy’s guide on the payments sandbox names it for this call, the schema does not';
const INTER = 'the document has one object of texts; these are what Banco Inter asks for';

/** Fields that the document does not know. */
exports.EXTRA_FIELDS = {
	'automaticPix.createRequest isSandbox': SANDBOX,
	'automaticPix.retrySchedule isSandbox': SANDBOX,
	'automaticPix.schedule isSandbox': SANDBOX,
	'boleto.createConnection certificate': INTER,
	'boleto.createConnection clientId': INTER,
	'boleto.createConnection clientSecret': INTER,
	'boleto.createConnection privateKey': INTER,
	'paymentIntent.create isSandbox': 'in the example of the document, not in its schema',
	'paymentRecipient.create pixKey': 'the official clients create recipients by PIX key',
};

/** Fields that only the additions to the document know. */
exports.NEWER_FIELDS = {
	'smartTransfer.createPreauthorization linkedJourney':
		'newer than the document: see its additions',
};

/** Members of answers that are known though no document has them, by schema. */
exports.EXTRA_MEMBERS = {
	Bill: ['createdAt', 'updatedAt'],
	ClientCategoryRule: ['id', 'matchType'],
	CreditCardMetadata: ['billPostDate', 'paymentType', 'transactionDateTime'],
	IdentityResponse: ['createdAt', 'updatedAt'],
	Item: ['autoSyncDisabledAt', 'clientUserId', 'oauthRedirectUri'],
	Merchant: ['category'],
};
