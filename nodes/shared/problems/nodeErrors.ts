import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { withPeriod, type Problem } from './errors';
import { PAGES } from './words';

/** Problems as n8n's errors, and as AI agents read them: the edge of the nodes. */

/** Codes of this node that are about the workflow, not about an answer of Pluggy. */
const OPERATION_CODES = new Set<string>([
	'INVALID_INPUT',
	'ACCESS_REFUSED',
	'RETRY_ON_FAIL',
	'RETRIED_EXECUTION',
	'N8N',
]);

/** n8n runs a node that an AI agent may call under its own name with this at the end. */
export const isTool = ({ type }: INode) => type.endsWith('Tool');

/** A model pays for every word, and needs to read the sentence that counts. */
const LONGEST_FOR_AGENT = 1_000;

const cut = (text: string) =>
	text.length <= LONGEST_FOR_AGENT ? text : `${text.slice(0, LONGEST_FOR_AGENT - 1)}…`;

/** The problem as an AI agent gets it: no more of Pluggy's words than helps. */
export function forAgent(problem: Problem): Problem {
	const { title, advice, details, ...rest } = problem;
	const isShort = JSON.stringify(details ?? null).length <= LONGEST_FOR_AGENT;
	return {
		...rest,
		title: cut(title),
		advice: cut(advice),
		...(details !== undefined && isShort ? { details } : {}),
	};
}

/** Of a wrong setting each node has a section of its own. */
const SECTIONS: Readonly<Record<string, string>> = {
	'n8n-nodes-pluggy.pluggyTrigger': '#trigger',
	'n8n-nodes-pluggy.pluggyPollTrigger': '#poll-trigger',
};

const docsOf = ({ type }: INode, { code, docs }: Problem) =>
	code === 'INVALID_INPUT' && type in SECTIONS ? `${PAGES.ours}${SECTIONS[type]}` : docs;

/** The problem as n8n's error, at the edge of the node. */
export function toNodeError(
	node: INode,
	problem: Problem,
	itemIndex?: number,
	rows = 1,
): NodeApiError | NodeOperationError {
	// A model reads an error's message and nothing else.
	const message = isTool(node)
		? cut(`${withPeriod(problem.title)} ${problem.advice}`)
		: problem.title;
	// n8n shows "[item 2]" behind the message and means the third.
	const where =
		itemIndex === undefined || rows < 2
			? ''
			: `Row ${itemIndex + 1} of ${rows} (n8n's item ${itemIndex}). `;
	const description = `${where}${withPeriod(problem.advice)} More: ${docsOf(node, problem)}`;
	// n8n makes an API error of a tool anew, and then puts its own words in place of ours (below).
	const error =
		isTool(node) || OPERATION_CODES.has(problem.code)
			? new NodeOperationError(node, message, { description, itemIndex })
			: new NodeApiError(node, { code: problem.code } as JsonObject, {
					message,
					description,
					httpCode: problem.httpStatus === undefined ? problem.code : String(problem.httpStatus),
					itemIndex,
				});
	// n8n replaces a message that names a network code (ECONNRESET) by its own, which advises to
	// retry immediately: never for a payment.
	error.message = message;
	return error;
}
