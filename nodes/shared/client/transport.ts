import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { checkAccess, type Access } from '../access';
import { lackIn, storesWhatExpressionsGave } from '../n8n';
import { failureOf } from './answers';
import { waitProblem } from './endings';
import { classifyError, type Attempt, type HttpResponse } from './attempt';
import { WaitBudget, WaitReport, type Waited } from './budget';
import { clock, pause, WaitCancelledError } from './clock';
import { within } from './deadline';
import { download, type Downloaded } from './download';
import { gateFor, type Observation, type Turn } from './gate';
import { hostUrl } from './hosts';
import { fingerprint } from './keyCache';
import { checkWithoutRow, KeyRings, setupOf, type KeyRing } from './keyring';
import { logIn, LOGIN_TIMEOUT_MS } from './login';
import { ANSWER_TIMEOUT_MS, helperOptions, type ApiRequest } from './request';
import { rateGroupOf } from './rateGroups';
import { fullJitter } from './resend';
import { after, judge, NOTHING_YET, type Again, type ApiResponse } from './verdict';

/** The one way to send: every request of this package goes through here. */

export const CREDENTIAL = 'pluggyApi';

/** How long one request may wait in all, unless it says otherwise. */
const DEFAULT_WAIT_BUDGET_MS = 120_000;

/** Sends the requests of one execution with one credential. */
export interface Client {
	/**
	 * Sends one request, waits and sends it again as far as its safety allows.
	 * @returns an answer with a 2xx status
	 * @throws PluggyError for everything else
	 */
	send(request: ApiRequest): Promise<ApiResponse>;
	/**
	 * Downloads the file behind a link that Pluggy gave: without the key, wherever it leads.
	 * @throws PluggyError
	 */
	download(link: string, signal?: AbortSignal): Promise<Downloaded>;
	readonly baseUrl: string;
	/** Tells logins apart, without their secrets. */
	readonly login: string;
	readonly access: Access;
	/** The connections that the credential offers to the pickers. */
	readonly itemIds: readonly string[];
	readonly waited: Waited;
	readonly signal: AbortSignal | undefined;
}

/** The contexts in which n8n runs code that may send requests. */
export type Context = Pick<IAllExecuteFunctions, 'getCredentials' | 'getNode' | 'helpers'> & {
	getExecutionCancelSignal?: () => AbortSignal | undefined;
};

/** The clients of one execution: each input row has the credential that its expressions give. */
export interface Clients {
	/**
	 * Reads the credential for an input row, or where there is none. Nothing is sent yet.
	 * @throws PluggyError when the credential cannot be used
	 */
	of(row?: number): Promise<Client>;
	/** In all of them. */
	readonly waited: Waited;
	readonly signal: AbortSignal | undefined;
}

/** The same client, for a part of a run that may be ended alone. */
export const withSignal = (client: Client, signal: AbortSignal): Client => ({
	...client,
	signal,
	send: async (request) => await client.send({ signal, ...request }),
	download: async (link) => await client.download(link, signal),
});

export function openClients(context: Context): Clients {
	const lack = lackIn(context, 'request');
	if (lack) throw lack;
	const signal = context.getExecutionCancelSignal?.();
	const waited = new WaitReport();
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
				download: async (link, own = signal) =>
					await download(context.helpers.httpRequest, link, login.baseUrl, own),
				baseUrl: login.baseUrl,
				login: fingerprint(login),
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

interface RunContext {
	context: Context;
	keys: KeyRing;
	waited: WaitReport;
	signal: AbortSignal | undefined;
}

/** One request until its end: attempts, each judged, and the waits between them. */
async function deliver(sender: RunContext, request: ApiRequest): Promise<ApiResponse> {
	const { keys } = sender;
	const signal = request.signal ?? sender.signal;
	const secrets = [keys.login.clientSecret, ...(request.secrets ?? [])];
	const budget = new WaitBudget(request.waitBudgetMs ?? DEFAULT_WAIT_BUDGET_MS, sender.waited);
	let history = NOTHING_YET;
	for (let again: Again | undefined; ; ) {
		const turn = { budget, signal, again: again === 'atGate' };
		const attempt = await inTurn(turn, sender, request, secrets).catch((error: unknown) => {
			throw waitProblem(error, request);
		});
		const verdict = judge(request, attempt, history, [...secrets, String(attempt.sent.apiKey)]);
		if ('answer' in verdict) return verdict.answer;
		again = verdict.again;
		if (again === undefined) throw verdict.problem;
		if (again === 'newKey' && !(await keys.refused(attempt.sent, attempt.fresh))) {
			throw verdict.problem;
		}
		if (again === 'later') {
			const ms = fullJitter(history.resends, clock.random());
			if (ms > budget.left) throw verdict.problem;
			const wait = async () => await pause(ms, signal);
			await budget.spend('resend', wait).catch((error: unknown) => {
				throw waitProblem(error, request);
			});
		}
		history = after(history, verdict);
	}
}

/** Sends when the gates let it: that of the request, and before it that of the login it needs. */
async function inTurn(
	turn: Turn,
	sender: RunContext,
	request: ApiRequest,
	secrets: readonly string[],
): Promise<KeyedAttempt> {
	const { baseUrl } = sender.keys.login;
	const { host = 'api', method, path } = request;
	const gate = gateFor(hostUrl(host, baseUrl), rateGroupOf(method, path));
	const send = async () => {
		if (turn.signal?.aborted) throw new WaitCancelledError();
		return await sendOnce(sender, request, secrets);
	};
	const atGate = async () => await gate.run(turn, send, observedByRequest);
	return sender.keys.needsLogin()
		? await gateFor(baseUrl, 'auth').run(turn, atGate, observedByLogin)
		: await atGate();
}

/** What an attempt says about the limit of its request. */
function observedByRequest(attempt: Attempt): Observation {
	if (attempt.kind !== 'answer') return { outcome: 'nothing' };
	const { answer } = attempt;
	return failureOf(answer) === 'rateLimited'
		? { outcome: 'limited', headers: answer.headers }
		: { outcome: 'through' };
}

/** What it says about the limit of logins, which a request that was answered has passed. */
function observedByLogin(attempt: Attempt): Observation {
	if (attempt.kind === 'answer') return { outcome: 'through' };
	const headers = attempt.kind === 'login' ? attempt.error.failure.limitedBy : undefined;
	return headers ? { outcome: 'limited', headers } : { outcome: 'nothing' };
}

/** An attempt, with the credential it was made with and whether that began with a login. */
type KeyedAttempt = Attempt & { sent: ReturnType<KeyRing['credentialToSend']>; fresh: boolean };

async function sendOnce(
	{ context, keys, ...sender }: RunContext,
	request: ApiRequest,
	secrets: readonly string[],
): Promise<KeyedAttempt> {
	const signal = request.signal ?? sender.signal;
	if (keys.needsLogin()) await keys.refresh();
	const sent = keys.credentialToSend();
	const fresh = sent.apiKey === '';
	const { id, name } = context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };

	async function exchange(): Promise<HttpResponse> {
		// n8n would store the key of this login over the living one of another, or over expressions.
		if (fresh && (keys.storesAnotherLogin() || storesWhatExpressionsGave(context))) {
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
		)) as HttpResponse;
	}

	try {
		const longest = ANSWER_TIMEOUT_MS + (fresh ? LOGIN_TIMEOUT_MS : 0);
		return { kind: 'answer', answer: await within(exchange(), longest, signal), sent, fresh };
	} catch (error) {
		const withoutKey = sent.apiKey === '';
		return { ...classifyError(error, { signal, withoutKey, secrets }), sent, fresh };
	} finally {
		keys.keep(sent);
	}
}
