import * as parse from './parsers';
import { choice, flag, integer, option } from './fields';
import type { Field, Operation } from './operation';

/** Parameters for the node itself, which follow from what an operation is. */

const RETURN_ALL: Field = {
	property: {
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	in: 'node',
	place: 'top',
	parse: parse.flag(true),
};

/** The same, where all results are what is wanted. */
const RETURN_ALL_FIRST: Field = {
	...RETURN_ALL,
	property: { ...RETURN_ALL.property, default: true },
};

const LIMIT: Field = {
	property: {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
	in: 'node',
	place: 'top',
	when: { returnAll: [false] },
	parse: parse.integer(true, 1),
};

const SIMPLIFY: Field = {
	property: {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	in: 'node',
	place: 'top',
	parse: parse.flag(true),
};

/** The names of those on top, in the order in which they are shown, behind an operation's own. */
export const SHOWN_LAST = [RETURN_ALL, LIMIT, SIMPLIFY].map(({ property }) => property.name);

export const MAX_WAIT_NAME = 'maxWait';

/** An option of every operation; it is not shown where it would be the only one. */
const MAX_WAIT = integer(MAX_WAIT_NAME, 'Max Wait', {
	...option,
	default: 120,
	description:
		'Seconds one request may wait for the rate limit of Pluggy and between attempts, before it fails',
});

/** The most input rows under way together, and how many it are where nobody says. */
export const MOST_AT_ONCE = 20;
export const USUALLY_AT_ONCE = 5;

/** Nobody can tell what 05/06/2025 is: only who wrote it. */
export const DAY_ORDER = choice(
	'dayOrder',
	'Day Order',
	{ refuse: 'Refuse', dayFirst: 'Day First' },
	{
		...option,
		description:
			'What to do with days written as 31/12/2025 or 05/06/2025: refuse them, or read them with the day first, as in Brazil. 2025-12-31 is always understood.',
	},
);

/** Reads of different rows do not wait for each other. */
const REQUESTS_AT_ONCE = integer('requestsAtOnce', 'Requests at Once', {
	...option,
	least: 1,
	most: MOST_AT_ONCE,
	default: USUALLY_AT_ONCE,
	description: `How many input rows are read at the same time, 1 to ${MOST_AT_ONCE}. Rows come out in their order all the same. More than 11 are reached step by step, so that not all meet a limit at once. One value holds for the whole run: that of the first row.`,
});

/** Where money moves: n8n's Retry button runs all rows of a failed node again, under new labels. */
const ALLOW_IN_RETRIED = flag('allowInRetriedExecutions', 'Allow in Retried Executions', {
	...option,
	description:
		'Whether to pay also when somebody retries a failed execution, which sends all rows of this node again, those already paid included',
});

/** For AI agents, and whoever needs no documents. */
export const HIDE_DOCUMENTS = flag('hideDocuments', 'Hide Documents', {
	...option,
	description:
		'Whether to put [hidden] in place of every CPF and CNPJ of the rows, inside descriptions and OFX files, too. PDF statements of a bank cannot be masked: they are not downloaded with this option. Recommended for AI agents.',
});

/** Of no person: banks, categories, settings. */
const WITHOUT_DOCUMENTS =
	/^\/(connectors|categories|connect_token|webhooks|payments\/recipients\/institutions)\b/;

const mayShowDocuments = ({ safety, classify, output, path }: Operation) =>
	(safety === 'read' || classify !== undefined) &&
	output !== 'empty' &&
	!WITHOUT_DOCUMENTS.test(path);

/** The parameters that an operation has for the node itself, beside its own fields. */
export function nodeFieldsOf(operation: Operation): readonly Field[] {
	const { output, returnAll, simplify, safety, access, costs, classify } = operation;
	const isRead = safety === 'read' && costs === undefined;
	const mayMoveMoney = (safety === 'once' && access === 'payments') || classify !== undefined;
	return [
		...(output === 'list' ? [returnAll ? RETURN_ALL_FIRST : RETURN_ALL, LIMIT] : []),
		...(simplify ? [SIMPLIFY] : []),
		...(mayShowDocuments(operation) ? [HIDE_DOCUMENTS] : []),
		MAX_WAIT,
		...(operation.fields.some(({ dated }) => dated) ? [DAY_ORDER] : []),
		...(isRead || classify !== undefined ? [REQUESTS_AT_ONCE] : []),
		...(mayMoveMoney ? [ALLOW_IN_RETRIED] : []),
	];
}
