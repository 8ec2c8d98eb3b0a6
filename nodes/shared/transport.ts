import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { sortError, type Attempt, type HttpAnswer } from './attempt';
import { fullJitter, mayResend, type Headers } from './backoff';
import { clock, pause, WaitCancelledError } from './clock';
import { within } from './deadline';
import { isPluggyError, localProblem, type PluggyError } from './errors';
import { gateFor, rateGroupOf, WaitTooLongError, type Gate, type Pass } from './gate';
import { hostUrl } from './hosts';
import { KeyRing } from './keyring';
import { ANSWER_TIMEOUT_MS, helperOptions, type ApiRequest } from './request';
import { ACCESS_LEVELS, LOGIN_TIMEOUT_MS, type Access } from './session';
import {
	finalProblem,
	isFinal,
	isUnreadable,
	keyRefused,
	loginProblem,
	mayRepeat,
	troubleOf,
	unknownOutcome,
	unreadable,
	waitProblem,
} from './verdict';

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
	const { keys, waited } = sender;
	const signal = request.signal ?? sender.signal;
	const { baseUrl, clientSecret } = keys.login;
	const group = request.limit ?? rateGroupOf(request.method, request.path);
	const gate = gateFor(hostUrl(request.host ?? 'api', baseUrl), group);
	const loginGate = gateFor(baseUrl, 'auth');
	const secrets = [clientSecret, ...(request.secrets ?? [])];
	let budget = request.waitBudgetMs ?? DEFAULT_WAIT_BUDGET_MS;
	let resends = 0;
	let limited = false;
	let maybeDone = false;

	/** Waits count against the budget and are told, also those that end with an error. */
	async function counted<T>(reason: keyof WaitReport, wait: () => Promise<T>): Promise<T> {
		const start = clock.now();
		try {
			return await wait();
		} finally {
			const ms = clock.now() - start;
			budget -= ms;
			waited[reason] += ms;
		}
	}

	async function waitToResend(): Promise<void> {
		const ms = fullJitter(resends++, clock.random());
		if (ms > budget) throw new WaitTooLongError(ms);
		await counted('resend', async () => await pause(ms, signal));
	}

	/** Sends when the gates let it: that of the request, and before it that of the login it needs. */
	async function attemptInTurn(): Promise<KeyedAttempt> {
		const passed: Array<[Gate, Pass]> = [];
		let attempt: KeyedAttempt | undefined;
		try {
			for (const next of keys.needsLogin() ? [loginGate, gate] : [gate]) {
				const enter = async () => await next.enter(budget, signal, limited);
				passed.push([next, await counted('rateLimit', enter)]);
			}
			if (signal?.aborted) throw new WaitCancelledError();
			attempt = await sendOnce(sender, request, secrets);
			return attempt;
		} finally {
			limited = false;
			for (const [one, pass] of passed) {
				const refusal = attempt && refusalOf(attempt, one === loginGate);
				if (refusal) one.close(refusal, pass);
				if (refusal) limited = true;
				one.leave(pass, refusal ? 'limited' : attempt?.kind === 'answer' ? 'through' : 'nothing');
			}
		}
	}

	for (;;) {
		const attempt = await attemptInTurn().catch((error: unknown) => {
			throw waitProblem(error, request);
		});
		// After a 429 the gate itself holds the next attempt back, within the budget.
		if (limited) continue;

		const hidden = [...secrets, String(attempt.sent.apiKey)];
		let problem: PluggyError;
		switch (attempt.kind) {
			case 'cancelled':
				throw request.safety === 'once' && attempt.left
					? unknownOutcome(request, 'the execution was cancelled before the answer came')
					: localProblem('CANCELLED');
			case 'unsendable':
				throw localProblem('NOT_REACHED', `Pluggy could not be reached (${attempt.reason})`);
			case 'login': {
				// The request itself never left, so a login may always be tried again.
				problem = loginProblem(attempt.error);
				if (!attempt.error.trouble.retryable || !mayResend('read', 'notConnected', resends)) {
					throw problem;
				}
				break;
			}
			case 'broken':
				problem = finalProblem(request, attempt, maybeDone, hidden);
				if (!mayRepeat(request, attempt.trouble, resends)) throw problem;
				maybeDone ||= attempt.trouble === 'lost';
				break;
			case 'answer': {
				const { answer } = attempt;
				if (answer.statusCode >= 200 && answer.statusCode < 300) {
					if (isUnreadable(answer)) throw unreadable(request, answer);
					return { status: answer.statusCode, body: answer.body };
				}
				if (keyRefused(answer) && (await keys.refused(attempt.sent, attempt.fresh))) continue;
				// A DELETE that was sent twice finds nothing the second time: it is done.
				const isGone = answer.statusCode === 404 && isPluggyError(404, answer.body);
				if (isGone && request.method === 'DELETE' && maybeDone) {
					return { status: 204, body: {} };
				}
				const trouble = troubleOf(answer);
				problem = finalProblem(request, attempt, maybeDone, hidden);
				if (!trouble || isFinal(answer) || !mayRepeat(request, trouble, resends)) {
					throw problem;
				}
				maybeDone = true;
			}
		}
		await waitToResend().catch((error: unknown) => {
			throw error instanceof WaitTooLongError ? problem : waitProblem(error, request);
		});
	}
}

/** The headers of a 429 that an attempt met: at the login, or with the request itself. */
function refusalOf(attempt: KeyedAttempt, atLogin: boolean): Headers | undefined {
	if (attempt.kind === 'login') return atLogin ? attempt.error.trouble.limitedBy : undefined;
	if (attempt.kind !== 'answer' || atLogin) return undefined;
	return troubleOf(attempt.answer) === 'rateLimited' ? attempt.answer.headers : undefined;
}

/** An attempt, with the credential it was made with and whether that began with a login. */
type KeyedAttempt = Attempt & { sent: ReturnType<KeyRing['credentialToSend']>; fresh: boolean };

async function sendOnce(
	{ context, keys, ...sender }: Sender,
	request: ApiRequest,
	secrets: readonly string[],
): Promise<KeyedAttempt> {
	const signal = request.signal ?? sender.signal;
	const sent = keys.credentialToSend();
	const fresh = sent.apiKey === '';
	const { id, name } = context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };
	try {
		const work = context.helpers.httpRequestWithAuthentication.call(
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
		);
		const longest = ANSWER_TIMEOUT_MS + (fresh ? LOGIN_TIMEOUT_MS : 0);
		const answer = (await within(work, longest, signal)) as HttpAnswer;
		return { kind: 'answer', answer, sent, fresh };
	} catch (error) {
		const withoutKey = sent.apiKey === '';
		return { ...sortError(error, { signal, withoutKey, secrets }), sent, fresh };
	} finally {
		keys.keep(sent);
	}
}
