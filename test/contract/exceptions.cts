/** Where the catalog and Pluggy's document differ, each with the reason: for the tests with types. */

type Reasons = Readonly<Record<string, string>>;

interface Exceptions {
	/** Parameters of lists that the node itself sets. */
	PAGING: ReadonlySet<string>;
	/** Documented operations that are no operation of the node. */
	NOT_IN_CATALOG: Reasons;
	/** Paths of the catalog that the document lacks. */
	NOT_IN_DOCUMENT: Reasons;
	/** Members that are covered in another way than by a field of their own. */
	OTHERWISE: Reasons;
	/** Options that the document does not know, by parameter. */
	EXTRA_OPTIONS: Readonly<Record<string, readonly string[]>>;
	/** Fields that the document does not know. */
	EXTRA_FIELDS: Reasons;
	/** Fields that only the additions to the document know. */
	NEWER_FIELDS: Reasons;
	/** Members of answers that are known though no document has them, by schema. */
	EXTRA_MEMBERS: Readonly<Record<string, readonly string[]>>;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports
const exceptions = require('../../scripts/lib/document-exceptions.cjs') as Exceptions;

export const {
	PAGING,
	NOT_IN_CATALOG,
	NOT_IN_DOCUMENT,
	OTHERWISE,
	EXTRA_OPTIONS,
	EXTRA_FIELDS,
	NEWER_FIELDS,
	EXTRA_MEMBERS,
} = exceptions;
