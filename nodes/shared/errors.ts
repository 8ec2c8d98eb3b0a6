import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { ExecutionBaseError, NodeApiError, NodeOperationError } from 'n8n-workflow';
import {
	BY_CODE,
	BY_MESSAGE,
	BY_STATUS,
	codeOfMessage,
	LOCAL,
	type LocalCode,
	type ProblemText,
} from './problems';
import { textOf } from './problems/words';
import { redact, redactDeep } from './redact';
import { errorBody, errorDetail, type ErrorBody } from './schemas';

/** What people and workflows see of a problem: the `error` of a Continue On Fail row. */
export interface Problem extends ProblemText {
	/** Pluggy's `codeDescription`, `HTTP_<status>`, or a name of this node. */
	code: string;
	/** Whether the same request may work later, unchanged. */
	retryable: boolean;
	httpStatus?: number;
	/** What Pluggy says about single fields, and the parameters of its message. */
	details?: IDataObject;
	/** What Pluggy's support asks for. */
	errorId?: string;
}

/** A problem on its way from where it was found to the edge, where n8n's errors are made. */
export class PluggyError extends Error {
	constructor(readonly problem: Problem) {
		super(problem.title);
		this.name = 'PluggyError';
	}

	/** The same problem with other words. */
	with(change: Partial<Problem>): PluggyError {
		return new PluggyError({ ...this.problem, ...change });
	}
}

function complete(code: string, text: ProblemText, rest: Partial<Problem> = {}): Problem {
	return { code, ...text, retryable: text.action === 'retryLater', ...rest };
}

/** A problem found on this side. `what` replaces the general title by the case at hand. */
export function localProblem(
	code: LocalCode,
	what?: string,
	rest: Partial<Problem> = {},
): PluggyError {
	const text = LOCAL[code];
	return new PluggyError(
		complete(code, { ...text, title: what === undefined ? text.title : redact(what) }, rest),
	);
}

function parseBody(body: unknown): ErrorBody {
	const parsed = errorBody.safeParse(body);
	return parsed.success ? parsed.data : {};
}

/** What an error body says in words. */
export function messageOf(body: unknown): string | undefined {
	return parseBody(body).message;
}

/** Pluggy's stable name of an error, if the body has one. */
export function codeDescriptionOf(body: unknown): string | undefined {
	return parseBody(body).codeDescription;
}

function textFor(code: string | undefined, status: number): ProblemText {
	const like = status >= 500 ? 500 : status < 400 ? 302 : 400;
	return textOf(BY_CODE, code) ?? textOf(BY_MESSAGE, code) ?? BY_STATUS[status] ?? BY_STATUS[like];
}

/** Field errors, the ids of ITEM_USER_ALREADY_EXISTS and message parameters of an error body. */
function detailsOf(body: ErrorBody): IDataObject | undefined {
	const fields = (body.details ?? body.errors ?? []).map((entry) => {
		const parsed = errorDetail.safeParse(entry);
		return parsed.success
			? { code: parsed.data.code, parameter: parsed.data.parameter, message: parsed.data.message }
			: { message: String(entry) };
	});
	const details: IDataObject = {
		...(fields.length > 0 ? { fields } : {}),
		...(body.data && Object.keys(body.data).length > 0 ? { data: body.data as IDataObject } : {}),
		...(Array.isArray(body.items) ? { items: body.items as string[] } : {}),
	};
	return Object.keys(details).length > 0 ? details : undefined;
}

function sentenceOf(details: IDataObject | undefined): string {
	const fields = (details?.fields ?? []) as Array<{ parameter?: string; message?: string }>;
	return fields
		.map(({ parameter, message }) => [parameter, message].filter(Boolean).join(': '))
		.filter((text) => text !== '')
		.join('; ');
}

/**
 * The problem behind an answer of Pluggy that is no success.
 * @param secrets values that must not appear in it
 */
export function problemOfAnswer(
	status: number,
	body: unknown,
	secrets: readonly string[] = [],
): PluggyError {
	const parsed = parseBody(body);
	const name = parsed.codeDescription ?? codeOfMessage(status, parsed.message);
	const text = textFor(name, status);
	const details = redactDeep(detailsOf(parsed), secrets);
	const said = [parsed.message, sentenceOf(details)].filter(Boolean).join(' · ');
	const quoted = said === '' ? '' : ` Pluggy said: ${redact(said, secrets)}`;
	const support =
		parsed.errorId === undefined ? '' : ` (errorId ${redact(parsed.errorId, secrets)})`;
	return new PluggyError(
		complete(
			name === undefined ? `HTTP_${status}` : redact(name, secrets),
			{ ...text, advice: `${withPeriod(text.advice)}${quoted}${support}` },
			{
				httpStatus: status,
				...(details === undefined ? {} : { details }),
				...(parsed.errorId === undefined ? {} : { errorId: redact(parsed.errorId, secrets) }),
			},
		),
	);
}

export function withPeriod(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Codes of this node that are about the workflow, not about an answer of Pluggy. */
const OPERATION_CODES = new Set<string>([
	'INVALID_INPUT',
	'ACCESS_REFUSED',
	'RETRY_ON_FAIL',
	'RETRIED_EXECUTION',
	'N8N',
]);

/** n8n runs a node that an AI agent may call under its own name with this at the end. */
const isTool = ({ type }: INode) => type.endsWith('Tool');

/** A model reads an error's message and nothing else; no more of it than helps. */
const LONGEST_FOR_AGENT = 1_000;

function forAgent({ title, advice }: Problem): string {
	const text = `${withPeriod(title)} ${advice}`;
	return text.length <= LONGEST_FOR_AGENT ? text : `${text.slice(0, LONGEST_FOR_AGENT - 1)}…`;
}

/** The problem as n8n's error, at the edge of the node. */
export function toNodeError(
	node: INode,
	problem: Problem,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const message = isTool(node) ? forAgent(problem) : problem.title;
	const description = `${withPeriod(problem.advice)} More: ${problem.docs}`;
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

/**
 * Any error as a problem: what is not ours keeps its own words, without secrets. n8n's own errors,
 * of an expression or a missing credential, are for the builder of the workflow.
 */
export function problemOf(error: unknown): Problem {
	if (error instanceof PluggyError) return error.problem;
	const message = error instanceof Error ? error.message : String(error);
	const description = (error as { description?: unknown } | null)?.description;
	const code = error instanceof ExecutionBaseError ? 'N8N' : 'UNEXPECTED';
	const text = LOCAL[code];
	return complete(code, {
		...text,
		title: message === '' ? text.title : redact(message),
		advice:
			typeof description === 'string' && description !== '' ? redact(description) : text.advice,
	});
}

/** The same as an error that can be thrown on. */
export function asPluggyError(error: unknown): PluggyError {
	return error instanceof PluggyError ? error : new PluggyError(problemOf(error));
}

/** The `error` object of a row under Continue On Fail. */
export function errorRow(problem: Problem): IDataObject {
	const { code, title, advice, userMessage, retryable, action, docs } = problem;
	const { httpStatus, details, errorId } = problem;
	return {
		code,
		title,
		advice,
		userMessage,
		retryable,
		action,
		httpStatus: httpStatus ?? null,
		details: details ?? null,
		errorId: errorId ?? null,
		docs,
	};
}
