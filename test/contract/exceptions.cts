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
	products: ['ACCOUNT_STATEMENTS'],
};

/** Fields that the document does not know. */
export const EXTRA_FIELDS: Readonly<Record<string, string>> = {};
