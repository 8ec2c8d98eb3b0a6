/** Where the catalog and Pluggy's document differ, each with the reason. */

/** Parameters of lists that the node itself sets. */
export const PAGING: ReadonlySet<string> = new Set(['page', 'pageSize', 'after']);

/** Documented operations that are no operation of the node. */
export const NOT_IN_CATALOG: Readonly<Record<string, string>> = {
	'POST /auth': 'the credential logs in; its answer is a secret',
};

/** Paths of the catalog that the document lacks. */
export const NOT_IN_DOCUMENT: Readonly<Record<string, string>> = {
	'GET /': 'customRequest: the path is the user’s',
	'POST /behavior-analysis': 'enrichment host, has a document of its own that could not be read',
	'POST /categorize': 'enrichment host',
	'POST /recurring-payments': 'enrichment host',
	'POST /book': 'insights host, not documented publicly',
	'POST /income': 'insights host',
	'POST /categories': 'insights host',
};

/** Members that are covered in another way than by a field of their own. */
export const OTHERWISE: Readonly<Record<string, string>> = {};

/** Options that the document does not know, by parameter. */
export const EXTRA_OPTIONS: Readonly<Record<string, readonly string[]>> = {
	// The official Node.js client knows it.
	products: ['ACCOUNT_STATEMENTS'],
	// A known mistake of the document: text and answers know PIX as well.
	paymentMethod: ['PIX'],
};

const SANDBOX =
	'Pluggy’s guide on the payments sandbox names it for this call, the schema does not';
const INTER = 'the document has one object of texts; these are what Banco Inter asks for';

/** Fields that the document does not know. */
export const EXTRA_FIELDS: Readonly<Record<string, string>> = {
	'automaticPix.createRequest isSandbox': SANDBOX,
	'automaticPix.retrySchedule isSandbox': SANDBOX,
	'automaticPix.schedule isSandbox': SANDBOX,
	'boleto.createConnection certificate': INTER,
	'boleto.createConnection clientId': INTER,
	'boleto.createConnection clientSecret': INTER,
	'boleto.createConnection privateKey': INTER,
	'paymentIntent.create isSandbox': 'in the example of the document, not in its schema',
	'paymentRecipient.create pixKey': 'the official clients create recipients by PIX key',
	'smartTransfer.createPreauthorization linkedJourney':
		'newer than the document: see its additions',
};
