import type { IDataObject } from 'n8n-workflow';
import { ExecutionBaseError, OperationalError, UserError } from 'n8n-workflow';
import { detailsOf, sentenceOf, shownCode, shownErrorId } from './details';
import {
	BY_CODE,
	BY_MESSAGE,
	BY_STATUS,
	codeOfMessage,
	LOCAL,
	type LocalCode,
	type ProblemText,
} from './';
import { textOf } from './words';
import { redact } from './redact';
import { errorBody, type ErrorBody } from '../schemas';

/** Problems as errors: thrown in n8n, or put out as rows. */

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
	const name = rest.code === undefined ? {} : { code: shownCode(rest.code) };
	return new PluggyError(
		complete(
			code,
			{ ...text, title: what === undefined ? text.title : redact(what) },
			{ ...rest, ...name },
		),
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
	return textOf(BY_CODE, code) ?? textOf(BY_MESSAGE, code) ?? BY_STATUS[status] ?? BY_STATUS[like];
}

/** The most characters of the message itself: what is wrong with single fields comes after it. */
const MOST_OF_MESSAGE = 8_000;

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
	const details = detailsOf(parsed, secrets);
	const message = redact(parsed.message ?? '', secrets, MOST_OF_MESSAGE);
	const said = [message, sentenceOf(details)].filter(Boolean).join(' · ');
	const quoted = said === '' ? '' : ` Pluggy said: ${redact(said, secrets)}`;
	const errorId = parsed.errorId === undefined ? undefined : shownErrorId(parsed.errorId, secrets);
	const support = errorId === undefined ? '' : ` (errorId ${errorId})`;
	return new PluggyError(
		complete(
			name === undefined ? `HTTP_${status}` : shownCode(name, secrets),
			{ ...text, advice: `${withPeriod(text.advice)}${quoted}${support}` },
			{
				httpStatus: status,
				...(details === undefined ? {} : { details }),
				...(errorId === undefined ? {} : { errorId }),
			},
		),
		isPluggyError(status, body),
	);
}

export function withPeriod(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** n8n's errors about what a person wrote, or about n8n itself; its UnexpectedError is a bug. */
const OF_N8N = [ExecutionBaseError, UserError, OperationalError];

/**
 * Whether n8n failed to make sense of a parameter: then the cause it names is no error, but the
 * parameter as it was written. What an expression engine throws may be of no class of n8n's.
 */
function isOfParameter(error: unknown): boolean {
	const cause = error instanceof Error ? error.cause : undefined;
	if (typeof cause === 'string') return cause.startsWith('=');
	return typeof cause === 'object' && cause !== null && !(cause instanceof Error);
}

/** A title is one sentence; an expression engine may quote whole programs. */
const MOST_OF_TITLE = 1_000;

/**
 * Any error as a problem: what is not ours keeps its own words, without secrets. n8n's own errors,
 * of an expression or a missing credential, are for the builder of the workflow.
 */
export function problemOf(error: unknown): Problem {
	if (error instanceof PluggyError) return error.problem;
	// Not String(error): what has no text of its own would throw here, too.
	const { message, description } = (error ?? {}) as { message?: unknown; description?: unknown };
	const said = typeof error === 'string' ? error : message;
	const isOfN8n = OF_N8N.some((kind) => error instanceof kind) || isOfParameter(error);
	const code = isOfN8n ? 'N8N' : 'UNEXPECTED';
	const text = LOCAL[code];
	return complete(code, {
		...text,
		title: typeof said === 'string' && said !== '' ? redact(said, [], MOST_OF_TITLE) : text.title,
		advice:
			typeof description === 'string' && description !== '' ? redact(description) : text.advice,
	});
}

/** The same as an error that can be thrown on. */
export function asPluggyError(error: unknown): PluggyError {
	return error instanceof PluggyError ? error : new PluggyError(problemOf(error));
}

/** Whether Pluggy itself says that something does not exist: a 404 of anybody else proves nothing. */
export const saysGone = (error: unknown): error is PluggyError =>
	error instanceof PluggyError && error.isPluggys && error.problem.httpStatus === 404;

/** A caught error that is thrown on as it is. */
export const asItIs = (error: unknown) => error;

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
