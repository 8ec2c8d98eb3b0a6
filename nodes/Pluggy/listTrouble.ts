import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { problemOf, withPeriod, type Problem } from '../shared/problems/errors';
import { EXAMPLE_ID } from '../shared/objects';
import { PAGES } from '../shared/problems/words';

/** What the pickers say where there is no list. */

/** What a picker says instead of a list: what is the matter, and what to do. */
export interface Instead {
	title: string;
	advice: string;
}

const WHERE_IDS_ARE = `Where to find one: ${PAGES.itemIdGuide}`;

const NOT_LISTED: Instead = {
	title: `Pluggy does not let this account list connections. Paste the ID under "By ID"`,
	advice: `Or put your IDs into the credential (field Item IDs). ${WHERE_IDS_ARE}`,
};

export const NO_ITEM: Instead = {
	title: 'No connection yet: connect a bank first',
	advice: `Connect Token: Create makes a link for it; or connect in Pluggy's dashboard: ${PAGES.itemIdGuide}`,
};

export const NO_ACCOUNT: Instead = {
	title: 'These connections have no accounts yet',
	advice:
		'See with Item: Get how they are. An update that is under way brings accounts at its end.',
};

export const NO_CUSTOMER: Instead = {
	title: 'No customer yet: add one with Payment Customer: Create',
	advice: 'Then open this list again.',
};

export const NO_RECIPIENT: Instead = {
	title: 'No recipient yet: add one with Payment Recipient: Create',
	advice: 'Then open this list again.',
};

export const noId = (place: number): Instead => ({
	title: `Entry ${place} of Item IDs in the credential is no item ID`,
	advice: `An item ID looks like ${EXAMPLE_ID}. Correct it in the credential. ${WHERE_IDS_ARE}`,
});

class NothingToList extends Error {
	constructor(readonly instead: Instead) {
		super(instead.title);
	}
}

export const nothingToList = (instead: Instead) => new NothingToList(instead);

/**
 * n8n shows its API errors whole, of others no description; and from a message it takes every hyphen.
 */
export function pickerError(
	node: INode,
	{ title, advice, httpStatus, docs }: Partial<Problem> & Instead,
) {
	const message = title.replace(/[-–—]/g, '\u2011');
	const error = new NodeApiError(node, {} as JsonObject, {
		message,
		description: docs === undefined ? advice : `${withPeriod(advice)} More: ${docs}`,
		...(httpStatus === undefined ? {} : { httpCode: String(httpStatus) }),
	});
	error.message = message;
	return error;
}

export function insteadOf(error: unknown): Partial<Problem> & Instead {
	if (error instanceof NothingToList) return error.instead;
	const problem = problemOf(error);
	return problem.code === 'LIST_ITEMS_FEATURE_NOT_ENABLED' ? NOT_LISTED : problem;
}
