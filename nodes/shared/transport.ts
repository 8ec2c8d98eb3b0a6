import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { sortError, type Attempt, type HttpAnswer } from './attempt';
import { fullJitter, type Headers } from './backoff';
import { clock, pause, stopwatch, WaitCancelledError } from './clock';
import { within } from './deadline';
import { localProblem } from './errors';
import { gateFor, rateGroupOf, WaitTooLongError, type Gate, type Pass } from './gate';
import { hostUrl } from './hosts';
import { checkWithoutRow, KeyRings, setupOf, type KeyRing } from './keyring';
import { ANSWER_TIMEOUT_MS, helperOptions, type ApiRequest } from './request';
import { ACCESS_LEVELS, LOGIN_TIMEOUT_MS, logIn, type Access } from './session';
import { judge, troubleOf, waitProblem, type ApiAnswer, type History } from './verdict';

export const CREDENTIAL = 'pluggyApi';

/** How long one request may wait in all, unless it says otherwise. */
const DEFAULT_WAIT_BUDGET_MS = 120_000;

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

/** The clients of one execution: each input row has the credential that its expressions give. */
export interface Clients {
	/**
	 * Reads the credential for an input row, or where there is none. Nothing is sent yet.
	 * @throws PluggyError when the credential cannot be used
	 */
	of(row?: number): Promise<Client>;
	/** In all of them. */
	readonly waited: Readonly<WaitReport>;
	readonly signal: AbortSignal | undefined;
}

export function openClients(context: Context): Clients {
	const signal = context.getExecutionCancelSignal?.();
	const waited: WaitReport = { rateLimit: 0, resend: 0 };
	const rings = new KeyRings();
	return {
		of: async (row) => {
			const read = async () =>
				({ ...(await context.getCredentials(CREDENTIAL, row)) }) as IDataObject;
			const credential = await read();
			const setup = setupOf(credential);
			if (row === undefined) checkWithoutRow(setup);
			const { login, access, itemIds } = setup;
			const keys = rings.of(credential, setup, read);
			return {
				send: async (request) => {
					checkAccess(access, request.access, request.action);
					return await deliver({ context, keys, waited, signal }, request);
				},
				baseUrl: login.baseUrl,
				access,
				itemIds,
				waited,
				signal,
			};
		},
		waited,
		signal,
	};
}

/**
 * Opens the client of a picker or trigger, where there is no row.
 * @throws PluggyError when the credential cannot be used
 */
export async function openClient(context: Context): Promise<Client> {
	return await openClients(context).of();
}

interface Sender {
	context: Context;
	keys: KeyRing;
	waited: WaitReport;
	signal: AbortSignal | undefined;
}

/** One request until its end: attempts, each judged, and the waits between them. */
async function deliver(sender: Sender, request: ApiRequest): Promise<ApiAnswer> {
	const { keys, waited } = sender;
	const signal = request.signal ?? sender.signal;
	const { baseUrl, clientSecret } = keys.login;
	const group = request.limit ?? rateGroupOf(request.method, request.path);
	const gate = gateFor(hostUrl(request.host ?? 'api', baseUrl), group);
	const loginGate = gateFor(baseUrl, 'auth');
	const secrets = [clientSecret, ...(request.secrets ?? [])];
	let budget = request.waitBudgetMs ?? DEFAULT_WAIT_BUDGET_MS;
	let history: History = { resends: 0, renewals: 0, maybeDone: false };
	let limited = false;

	/** Waits count against the budget and are told, also those that end with an error. */
	async function counted<T>(reason: keyof WaitReport, wait: () => Promise<T>): Promise<T> {
		const passed = stopwatch();
		try {
			return await wait();
		} finally {
			const ms = passed();
			budget -= ms;
			waited[reason] += ms;
		}
	}

	async function waitToResend(): Promise<void> {
		const ms = fullJitter(history.resends, clock.random());
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
		const hidden = [...secrets, String(attempt.sent.apiKey)];
		const verdict = judge(request, attempt, history, hidden);
		if ('answer' in verdict) return verdict.answer;
		const { problem, again, maybeDone = false } = verdict;
		switch (again) {
			case undefined:
				throw problem;
			case 'atGate':
				// The gate itself holds the next attempt back, within the budget.
				break;
			case 'newKey':
				if (!(await keys.refused(attempt.sent, attempt.fresh))) throw problem;
				history = { ...history, renewals: history.renewals + 1 };
				break;
			case 'later':
				await waitToResend().catch((error: unknown) => {
					throw error instanceof WaitTooLongError ? problem : waitProblem(error, request);
				});
				history = {
					...history,
					resends: history.resends + 1,
					maybeDone: history.maybeDone || maybeDone,
				};
		}
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
	if (keys.needsLogin()) await keys.refresh();
	const sent = keys.credentialToSend();
	const fresh = sent.apiKey === '';
	const { id, name } = context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };

	async function exchange(): Promise<HttpAnswer> {
		// n8n would store the key of this login over the living one of another.
		if (fresh && keys.storesAnotherLogin()) {
			Object.assign(sent, await logIn(context.helpers.httpRequest, sent as IDataObject));
			if (signal?.aborted) throw new WaitCancelledError();
		}
		return (await context.helpers.httpRequestWithAuthentication.call(
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
	}

	try {
		const longest = ANSWER_TIMEOUT_MS + (fresh ? LOGIN_TIMEOUT_MS : 0);
		return { kind: 'answer', answer: await within(exchange(), longest, signal), sent, fresh };
	} catch (error) {
		const withoutKey = sent.apiKey === '';
		return { ...sortError(error, { signal, withoutKey, secrets }), sent, fresh };
	} finally {
		keys.keep(sent);
	}
}
