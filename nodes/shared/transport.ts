import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { sortError, type Attempt, type HttpAnswer } from './attempt';
import { fullJitter, mayResend, outcomeUnknown, rateLimitWait, type Trouble } from './backoff';
import { clock, pause, WaitCancelledError } from './clock';
import { codeDescriptionOf, localProblem, PluggyError, problemOfAnswer } from './errors';
import { gateFor, WaitTooLongError } from './gate';
import { hostUrl } from './hosts';
import { KeyRing } from './keyring';
import { helperOptions, type ApiRequest } from './request';
import { ACCESS_LEVELS, type Access, type LoginError } from './session';

export const CREDENTIAL = 'pluggyApi';

/** How long one request may wait in all, unless it says otherwise. */
const DEFAULT_WAIT_BUDGET_MS = 120_000;

export interface ApiAnswer {
	status: number;
	body: unknown;
}

/** Milliseconds this client waited, by reason. */
export interface WaitReport {
	rateLimit: number;
	resend: number;
}

/** Sends the requests of one execution with one credential. */
export interface Client {
	/**
	 * Sends one request, waits and sends it again as far as its safety allows.
	 * @returns an answer with a 2xx status
	 * @throws PluggyError for everything else
	 */
	send(request: ApiRequest): Promise<ApiAnswer>;
	readonly baseUrl: string;
	readonly access: Access;
	/** The connections that the credential offers to the pickers. */
	readonly itemIds: readonly string[];
	readonly waited: Readonly<WaitReport>;
	readonly signal: AbortSignal | undefined;
}

/** The contexts in which n8n runs code that may send requests. */
export type Context = Pick<IAllExecuteFunctions, 'getCredentials' | 'getNode' | 'helpers'> & {
	getExecutionCancelSignal?: () => AbortSignal | undefined;
};

/** Never sent again whatever their status: each attempt spends a monthly quota of the customer. */
const FINAL_CODES = new Set([
	'BALANCE_OPEN_FINANCE_RATE_LIMIT',
	'BALANCE_FETCH_ERROR',
	'BALANCE_CONNECTOR_UNAVAILABLE',
]);

const ACCESS_NAMES: Record<Access, string> = {
	readOnly: 'Read Only',
	data: 'Data',
	payments: 'Data and Payments',
};

/** @throws PluggyError when the credential does not allow what an operation needs */
export function checkAccess(allowed: Access, needed: Access, action: string): void {
	if (ACCESS_LEVELS.indexOf(needed) <= ACCESS_LEVELS.indexOf(allowed)) return;
	throw localProblem(
		'ACCESS_REFUSED',
		`"${action}" needs the access "${ACCESS_NAMES[needed]}", but the credential has "${ACCESS_NAMES[allowed]}"`,
	);
}

/**
 * Opens a client: reads the credential, once. Nothing is sent yet.
 * @throws PluggyError when the credential cannot be used
 */
export async function openClient(context: Context): Promise<Client> {
	const signal = context.getExecutionCancelSignal?.();
	const keys = await KeyRing.open(
		async () => ({ ...(await context.getCredentials(CREDENTIAL)) }) as IDataObject,
	);
	const waited: WaitReport = { rateLimit: 0, resend: 0 };
	return {
		send: async (request) => {
			checkAccess(keys.access, request.access, request.action);
			return await deliver({ context, keys, waited, signal }, request);
		},
		baseUrl: keys.login.baseUrl,
		access: keys.access,
		itemIds: keys.itemIds,
		waited,
		signal,
	};
}

interface Sender {
	context: Context;
	keys: KeyRing;
	waited: WaitReport;
	signal: AbortSignal | undefined;
}

/** One request until its end: the loop that judges each attempt. */
async function deliver(sender: Sender, request: ApiRequest): Promise<ApiAnswer> {
	const { keys, waited, signal } = sender;
	const gate = gateFor(hostUrl(request.host ?? 'api', keys.login.baseUrl), request.limit);
	const secrets = [keys.login.clientSecret, ...(request.secrets ?? [])];
	let budget = request.waitBudgetMs ?? DEFAULT_WAIT_BUDGET_MS;
	let resends = 0;
	let rateLimits = 0;
	let maybeDone = false;

	async function wait(ms: number, reason: keyof WaitReport): Promise<void> {
		if (ms > budget) throw new WaitTooLongError(ms);
		await pause(ms, signal);
		budget -= ms;
		waited[reason] += ms;
	}

	async function attemptInTurn(): Promise<KeyedAttempt> {
		const pass = await gate.enter(budget, signal);
		budget -= pass.waitedMs;
		waited.rateLimit += pass.waitedMs;
		let limited = false;
		try {
			const attempt = await sendOnce(sender, request);
			limited = attempt.kind === 'answer' && troubleOf(attempt.answer) === 'rateLimited';
			if (attempt.kind === 'answer' && limited) {
				const { headers } = attempt.answer;
				gate.close(rateLimitWait(headers, rateLimits++, clock.now(), clock.random()));
			}
			return attempt;
		} finally {
			gate.leave(pass, limited);
		}
	}

	for (;;) {
		const attempt = await attemptInTurn().catch((error: unknown) => {
			throw waitProblem(error, request);
		});

		switch (attempt.kind) {
			case 'cancelled':
				throw request.safety === 'once'
					? unknownOutcome(request, 'the execution was cancelled before the answer came')
					: localProblem('CANCELLED');
			case 'unsendable':
				throw localProblem('NOT_REACHED', `Pluggy could not be reached (${attempt.reason})`);
			case 'login': {
				// The request itself never left, so a login may always be tried again.
				const { error } = attempt;
				const { retryable, waitMs } = error.trouble;
				if (!retryable || !mayResend('read', 'notConnected', resends)) {
					throw loginProblem(error);
				}
				const limited = waitMs !== undefined;
				await wait(
					waitMs ?? fullJitter(resends, clock.random()),
					limited ? 'rateLimit' : 'resend',
				).catch((tooLong: unknown) => {
					throw tooLong instanceof WaitTooLongError
						? loginProblem(error)
						: waitProblem(tooLong, request);
				});
				if (!limited) resends++;
				continue;
			}
			case 'answer': {
				const { statusCode, body } = attempt.answer;
				if (statusCode >= 200 && statusCode < 300) return { status: statusCode, body };
				if (keyRefused(attempt.answer)) {
					if (await keys.refused(attempt.sent, attempt.fresh)) continue;
					throw problemOfAnswer(statusCode, body, secrets);
				}
				// A DELETE that was sent twice finds nothing the second time: it is done.
				if (statusCode === 404 && request.method === 'DELETE' && maybeDone) {
					return { status: 204, body: '' };
				}
			}
		}

		const trouble = attempt.kind === 'broken' ? attempt.trouble : troubleOf(attempt.answer);
		// After a 429 the gate itself holds the next attempt back, within the budget.
		if (trouble === 'rateLimited') continue;
		if (trouble === undefined || !mayResend(request.safety, trouble, resends)) {
			throw finalProblem(request, attempt, trouble, secrets);
		}
		if (trouble !== 'notConnected') maybeDone = true;
		await wait(fullJitter(resends++, clock.random()), 'resend').catch((error: unknown) => {
			throw error instanceof WaitTooLongError
				? finalProblem(request, attempt, trouble, secrets)
				: waitProblem(error, request);
		});
	}
}

/** An attempt, with the credential it was made with and whether that began with a login. */
type KeyedAttempt = Attempt & { sent: ReturnType<KeyRing['credentialToSend']>; fresh: boolean };

async function sendOnce(
	{ context, keys, signal }: Sender,
	request: ApiRequest,
): Promise<KeyedAttempt> {
	const sent = keys.credentialToSend();
	const fresh = sent.apiKey === '';
	const { id, name } = context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			CREDENTIAL,
			helperOptions(request, keys.login.baseUrl),
			{
				// Instead of reading it again; with an empty key n8n logs in, stores the new key and
				// puts it into `sent`.
				credentialsDecrypted: { id: id ?? '', name, type: CREDENTIAL, data: sent },
				// n8n must not renew the key and send again by itself.
				preAuthenticationRetryStatusCode: [],
			},
		)) as HttpAnswer;
		return { kind: 'answer', answer, sent, fresh };
	} catch (error) {
		return { ...sortError(error, signal), sent, fresh };
	} finally {
		keys.keep(sent);
	}
}

/** 401, or 403 without `codeDescription`: a dead key. A 403 with one is a real answer. */
function keyRefused({ statusCode, body }: HttpAnswer): boolean {
	return statusCode === 401 || (statusCode === 403 && codeDescriptionOf(body) === undefined);
}

function troubleOf({ statusCode, body }: HttpAnswer): Trouble | undefined {
	const code = codeDescriptionOf(body);
	if (code !== undefined && FINAL_CODES.has(code)) return undefined;
	if (statusCode === 429) return 'rateLimited';
	return statusCode >= 500 ? 'serverError' : undefined;
}

function loginProblem({ message, trouble }: LoginError): PluggyError {
	const { status, codeDescription, retryable = false } = trouble;
	return localProblem('LOGIN_FAILED', message, {
		...(status === undefined ? {} : { httpStatus: status }),
		...(codeDescription === undefined ? {} : { code: codeDescription }),
		retryable,
		action: retryable ? 'retryLater' : 'fixInput',
	});
}

function waitProblem(error: unknown, { action }: ApiRequest): unknown {
	if (error instanceof WaitCancelledError) return localProblem('CANCELLED');
	if (!(error instanceof WaitTooLongError)) return error;
	const seconds = Math.ceil(error.waitMs / 1_000);
	return localProblem(
		'WAIT_TOO_LONG',
		`"${action}" would have to wait ${seconds} s for Pluggy's rate limit, longer than allowed`,
		{ details: { waitSeconds: seconds } },
	);
}

function unknownOutcome({ action, findOut }: ApiRequest, reason: string): PluggyError {
	return localProblem(
		'OUTCOME_UNKNOWN',
		`Outcome unknown: "${action}" was sent, but ${reason}`,
		findOut === undefined
			? {}
			: { advice: `Pluggy may have processed the request. It was not sent again. ${findOut}` },
	);
}

function finalProblem(
	request: ApiRequest,
	attempt: Extract<Attempt, { kind: 'answer' | 'broken' }>,
	trouble: Trouble | undefined,
	secrets: readonly string[],
): PluggyError {
	if (trouble !== undefined && outcomeUnknown(request.safety, trouble)) {
		const reason =
			attempt.kind === 'broken'
				? `the connection ended without an answer (${attempt.reason})`
				: `Pluggy answered with HTTP status ${attempt.answer.statusCode}`;
		return unknownOutcome(request, reason);
	}
	if (attempt.kind === 'answer') {
		return problemOfAnswer(attempt.answer.statusCode, attempt.answer.body, secrets);
	}
	return attempt.trouble === 'notConnected'
		? localProblem('NOT_REACHED', `Pluggy could not be reached (${attempt.reason})`)
		: localProblem('NO_ANSWER', `Pluggy did not answer (${attempt.reason})`);
}
