import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { ExecutionBaseError, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { BY_CODE, BY_STATUS, LOCAL, type LocalCode, type ProblemText } from './problems';
import { textOf } from './problems/words';
import { redact, redactDeep } from './redact';
import { errorBody, errorDetail, type ErrorBody } from './schemas';

/** What people and workflows see of a problem: the `error` of a Continue On Fail row. */
export interface Problem extends ProblemText {
	/** Pluggy's `codeDescription`, `HTTP_<status>`, or a code of this node. */
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
	/** @param isPluggys whether it came in an answer that has the form of Pluggy's own errors */
	constructor(
		readonly problem: Problem,
		readonly isPluggys = false,
	) {
		super(problem.title);
		this.name = 'PluggyError';
	}

	/** The same problem with other words. */
	with(change: Partial<Problem>): PluggyError {
		return new PluggyError({ ...this.problem, ...change }, this.isPluggys);
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

/** Pluggy's stable name of an error, if the body has one. */
export function codeDescriptionOf(body: unknown): string | undefined {
	return parseBody(body).codeDescription;
}

/**
 * Whether an error body is Pluggy's: JSON with a name, or with the status as its `code`. A 404 that
 * is none may come from any other server, so it says nothing about what Pluggy has.
 */
export function isPluggyError(status: number, body: unknown): boolean {
	const { code, codeDescription } = parseBody(body);
	return codeDescription !== undefined || Number(code) === status;
}

function textFor(code: string | undefined, status: number): ProblemText {
	const like = status >= 500 ? 500 : status < 400 ? 302 : 400;
	return textOf(BY_CODE, code) ?? BY_STATUS[status] ?? BY_STATUS[like];
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
	const text = textFor(parsed.codeDescription, status);
	const details = redactDeep(detailsOf(parsed), secrets);
	const said = [parsed.message, sentenceOf(details)].filter(Boolean).join(' · ');
	const quoted = said === '' ? '' : ` Pluggy said: ${redact(said, secrets)}`;
	const support =
		parsed.errorId === undefined ? '' : ` (errorId ${redact(parsed.errorId, secrets)})`;
	return new PluggyError(
		complete(
			parsed.codeDescription === undefined
				? `HTTP_${status}`
				: redact(parsed.codeDescription, secrets),
			{ ...text, advice: `${withPeriod(text.advice)}${quoted}${support}` },
			{
				httpStatus: status,
				...(details === undefined ? {} : { details }),
				...(parsed.errorId === undefined ? {} : { errorId: redact(parsed.errorId, secrets) }),
			},
		),
		isPluggyError(status, body),
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
	'N8N',
]);

/** The problem as n8n's error, at the edge of the node. */
export function toNodeError(
	node: INode,
	problem: Problem,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const message = problem.title;
	const description = `${withPeriod(problem.advice)} More: ${problem.docs}`;
	const error = OPERATION_CODES.has(problem.code)
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
